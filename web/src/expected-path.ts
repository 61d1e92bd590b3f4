// The straight line from baseline over the targets, for drawing; figures come from the API alone.
import type { Indicator } from './api.js';
import { dayOf } from './project-months.js';

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
