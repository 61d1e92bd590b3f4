// A chart keeps inside its drawing what is written beside it.
import { expect, it } from '@jest/globals';
import type { Chart } from '../report-model.js';
import { chartSvg } from './chart.svg.js';

const chartWith = (label: string): Chart => ({
  id: 'chart-C1',
  title: 'C1',
  alt: 'C1',
  axis: 'number',
  unit: 'EUR',
  xTitle: 'Project month',
  yTitle: 'EUR',
  months: [0, 24],
  lines: [{ id: 'value', label: 'Value', points: [{ x: 0, date: '2024-12-31', y: 1 }] }],
  marks: [],
  ticks: [
    { y: 0, label: '0 EUR' },
    { y: 1, label },
  ],
  measuredAt: [],
  measuredLabel: 'Measured in',
});

/** Where the labels of the ticks end, and where the value of M0 is drawn. */
function drawn(svg: string): { readonly end: number; readonly first: number } {
  const [, end = ''] = /<text x="([\d.]+)"[^>]* text-anchor="end"/.exec(svg) ?? [];
  const [, first = ''] = /<circle cx="([\d.]+)"/.exec(svg) ?? [];
  return { end: Number(end), first: Number(first) };
}

it('has room for long amounts beside its value axis', () => {
  expect(drawn(chartSvg(chartWith('100 EUR'), 'Noto Sans'))).toEqual({ end: 57, first: 62 });
  const long = '40,000,000,000 EUR';
  const { end, first } = drawn(chartSvg(chartWith(long), 'Noto Sans'));
  // Right of the title of the axis, which ends at 16; a figure is a little more than half as wide as it is high.
  expect(end - long.length * 8 * 0.55).toBeGreaterThan(16);
  expect(first).toBeCloseTo(end + 5);
});
