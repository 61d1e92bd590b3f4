// What a chart shows, in sentences: its text alternative.
import type { IndicatorDetail } from '../api.js';
import { writeValue, writeWhen, writeWhenInFull } from '../figure-text.js';
import { text } from '../text.js';

export function summaryOf(detail: IndicatorDetail, example: boolean): string {
  const { title, unit, series, baseline, targets, expected, measuredAt = [] } = detail;
  const words = text.chart;
  const known = series.filter(({ value }) => value !== null);
  const [first, last] = [known[0], known.at(-1)];
  const parts: string[] = [];
  if (!first || !last) parts.push(words.summaryNoData);
  else if (unit === 'yesNo') {
    const since = series[series.findLastIndex(({ value }) => value !== last.value) + 1] ?? first;
    parts.push(words.summaryBecame(writeValue(last.value, unit), writeWhenInFull(since)));
  } else {
    const ends = [first, last].flatMap((point) => [writeValue(point.value, unit), writeWhenInFull(point)]);
    parts.push(words.summaryFrom(...(ends as [string, string, string, string])));
  }
  const baselineValue = baseline.value === null ? (baseline.label ?? text.none) : writeValue(baseline.value, unit);
  parts.push(words.summaryBaseline(baselineValue, writeWhen(baseline)));
  for (const target of targets) parts.push(words.summaryTarget(writeValue(target.value, unit), writeWhen(target)));
  if (expected !== null) parts.push(words.summaryExpected(writeValue(expected, unit)));
  if (measuredAt.length > 0) parts.push(words.summaryMeasured(measuredAt.map(text.month).join(', ')));
  return words.summary(example ? `${text.example.title}. ${title}` : title, parts);
}
