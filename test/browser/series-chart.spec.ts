// What the chart of an indicator says of the day looked at.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadInLanguage } from './web-module.js';

interface SeriesChart {
  seriesChart(subject: object, palette: object, animate: boolean): { options: object };
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
