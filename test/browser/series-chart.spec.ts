// What the chart of an indicator says of the day looked at.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadInLanguage } from './web-module.js';

interface StepLabel {
  readonly content: string;
  display(scope: object): boolean;
  xAdjust(scope: object): number;
}

interface SeriesChart {
  seriesChart(
    subject: object,
    palette: object,
    animate: boolean,
  ): {
    options: {
      plugins: { annotation: { annotations: Record<string, { xMin: number; xMax: number; label: StepLabel }> } };
    };
  };
}

const ALLIANCE = { startsOn: '2022-06-15', endsOn: '2026-06-14' };
const BASELINE = { value: 0, month: 0, date: '2022-06-14' };
const DETAIL = { unit: 'count', direction: 'up', series: [], targets: [], baseline: BASELINE };

describe('the day looked at in a chart', () => {
  let chart: SeriesChart;

  beforeAll(async () => {
    ({ module: chart } = await loadInLanguage<SeriesChart>('charts/series-chart.config.ts', 'en'));
  });

  it.each([
    ['2024-06-14', 24, 'M24'],
    ['2024-06-01', 24, '1 Jun 2024'],
    ['2027-01-01', null, '1 Jan 2027'],
  ])('%s in month %j is %s', (at, month, content) => {
    const { options } = chart.seriesChart({ alliance: ALLIANCE, detail: { ...DETAIL, at, month } }, {}, false);
    expect(options).toMatchObject({ plugins: { annotation: { annotations: { at: { label: { content } } } } } });
  });
});

describe('the labels of targets in a chart', () => {
  const DAY_PX = 0.5;
  const LETTER_PX = 6;
  let chart: SeriesChart;

  beforeAll(async () => {
    ({ module: chart } = await loadInLanguage<SeriesChart>('charts/series-chart.config.ts', 'en'));
  });

  /** Of the targets of M6, M12 …, in a chart of so many pixels to a unit: where each label's middle is from its mark. */
  function distances(values: readonly number[], unitPx: number): (number | undefined)[] {
    const dates = ['2022-12-14', '2023-06-14', '2023-12-14', '2024-06-14'];
    const targets = values.map((value, i) => ({
      value,
      month: 6 * (i + 1),
      date: dates[i],
      met: null,
      valueThen: null,
    }));
    const detail = { ...DETAIL, targets, at: '2026-06-14', month: 48 };
    const { annotations } = chart.seriesChart({ alliance: ALLIANCE, detail }, {}, false).options.plugins.annotation;
    const first = annotations['target-0']?.xMin ?? 0;
    const pixel = (day: number): number => (day - first) * DAY_PX;
    const right = 1500 * DAY_PX;
    const drawn = {
      ctx: { measureText: ({ length }: string) => ({ width: length * LETTER_PX }) },
      chartArea: { left: 0, right },
      scales: { x: { getPixelForValue: pixel }, y: { getPixelForValue: (value: number) => -value * unitPx } },
    };
    return values.map((_, i) => {
      const { xMin = 0, xMax = 0, label } = annotations[`target-${i}`] ?? {};
      if (!label?.display({ chart: drawn })) return undefined;
      const half = (label.content.length * LETTER_PX) / 2 + 2;
      const middle = Math.min(Math.max((pixel(xMin) + pixel(xMax)) / 2, half), right - half);
      return middle + label.xAdjust({ chart: drawn }) - pixel(xMax);
    });
  }

  it('stand beside their marks, that of the first one too, which has no room before it', () => {
    const [first = 0, second = 0, third = 0] = distances([10, 20, 30], 10);
    expect(first).toBeGreaterThan(0);
    expect([second, third].every((distance) => distance < 0)).toBe(true);
    for (const distance of [first, second, third]) expect(Math.abs(distance)).toBeLessThan(70);
  });

  it('stand on no other: those of later targets are shown', () => {
    const shown = distances([1, 2, 3, 4], 1).map((distance) => distance !== undefined);
    expect(shown).toEqual([false, true, false, true]);
  });
});
