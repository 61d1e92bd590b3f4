// The straight line from baseline over the targets, for drawing; figures come from the API alone.
import type { Indicator, IndicatorDetail } from '../api.js';
import { dayOf } from '../project-months.js';

const SAME_VALUE = 1e-6;

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Baseline and targets by day. A baseline in words alone counts as 0. Empty without targets and for yes/no. */
export function anchorsOf({ unit, baseline, targets }: Indicator): Point[] {
  if (unit === 'yesNo' || targets.length === 0) return [];
  return [baseline, ...targets].map(({ date, value }) => ({ x: dayOf(date), y: Number(value ?? 0) }));
}

/** Linear between neighbouring anchors, constant outside them. */
export function expectedOn(anchors: readonly Point[], day: number): number | undefined {
  const next = anchors.findIndex(({ x }) => x >= day);
  if (next === -1) return anchors.at(-1)?.y;
  const [from, to] = [anchors[next - 1], anchors[next]];
  if (!from || !to) return to?.y;
  return from.y + ((to.y - from.y) * (day - from.x)) / (to.x - from.x);
}

export interface PathPoint {
  readonly x: number;
  readonly y: number | null;
}

/** The expectation as it stood in months before a revision; null where it is the present one. Empty without any. */
export function earlierPath(detail: IndicatorDetail): PathPoint[] {
  const anchors = anchorsOf(detail);
  const points = detail.series.map(({ date, expected }) => {
    const x = dayOf(date);
    const now = expectedOn(anchors, x);
    const revised = expected !== null && now !== undefined && Math.abs(expected - now) > SAME_VALUE;
    return { x, y: revised ? expected : null };
  });
  return points.some(({ y }) => y !== null) ? points : [];
}

export function hasEarlierPath(detail: IndicatorDetail): boolean {
  return earlierPath(detail).length > 0;
}
