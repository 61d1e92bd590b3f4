// How an indicator has moved lately, and when it is measured next, from its monthly series.
import type { Alliance, Indicator, SeriesPoint, Value } from '../api.js';
import { monthEnd, monthOf } from '../project-months.js';

export interface Trend {
  /** The project month at whose end the value is compared with. */
  readonly since: number;
  readonly before: Value;
  /** Null where one of the two isn't a number. */
  readonly change: number | null;
}

/** From the end of the month before the one of `at`, to `value`; undefined where the series doesn't reach back. */
export function trendOf(
  { startsOn }: Alliance,
  series: readonly SeriesPoint[],
  at: string,
  value: Value,
): Trend | undefined {
  const since = monthOf(startsOn, at) - 1;
  const end = monthEnd(startsOn, since);
  const point = series.find(({ date }) => date === end);
  if (!point) return undefined;
  const change = typeof point.value === 'number' && typeof value === 'number' ? value - point.value : null;
  return { since, before: point.value, change };
}

/** The next project month in which the framework has the indicator measured, from the day `at` on. */
export function nextMeasurement(
  { startsOn }: Alliance,
  { measuredAt = [] }: Indicator,
  at: string,
): number | undefined {
  return [...measuredAt].sort((a, b) => a - b).find((month) => monthEnd(startsOn, month) >= at);
}
