// Expected value, progress and status of an indicator: contract section 3.
import type { Day } from './calendar.js';

export type Status =
  'noTarget' | 'noData' | 'achieved' | 'missed' | 'notDue' | 'onTrack' | 'atRisk' | 'offTrack' | 'regressing';

const ON_TRACK_FROM = 0.95;
const AT_RISK_FROM = 0.6;
/** Decimals have no exact binary form: (1.4 − 0.8) ÷ (1.8 − 0.8) is 0.6, and comes out as 0.5999999999999999. */
const ROUNDING = 1e-9;

export interface Point {
  readonly day: Day;
  readonly value: number;
}

/** The value on the straight line between neighbouring anchors (days increase), constant outside them. */
export function expectedAt(anchors: readonly Point[], day: Day): number {
  const next = anchors.findIndex((anchor) => anchor.day >= day);
  const after = anchors[next === -1 ? anchors.length - 1 : next] as Point;
  const before = anchors[next - 1];
  if (next <= 0 || before === undefined || after.day === day) return after.value;
  return before.value + ((after.value - before.value) * (day - before.day)) / (after.day - before.day);
}

/** The part of the way from `start` to `end` that `value` has come; null where there is no way to go. Never capped. */
export function partOfWay(value: number, start: number, end: number): number | null {
  return end === start ? null : (value - start) / (end - start);
}

/** Whether a value has reached a target; a yes/no has when it equals it. No value has reached nothing. */
export function reached(value: number | boolean | null, target: number | boolean, direction: 'up' | 'down'): boolean {
  if (value === null) return false;
  if (typeof target === 'boolean' || typeof value === 'boolean') return value === target;
  return direction === 'up' ? value >= target : value <= target;
}

export interface Standing {
  readonly value: number | boolean | null;
  readonly at: Day;
  readonly baselineDay: Day;
  /** Null for a yes/no, and where expected and baseline are the same. */
  readonly onPath: number | null;
  /** The last target: its day, whether the value has reached it now, and whether it had on its day (null: day not passed). */
  readonly last: { readonly day: Day; readonly reached: boolean; readonly reachedOnItsDay: boolean | null } | undefined;
}

/** The first status that fits, with what there is to note. */
export function statusOf({ value, at, baselineDay, onPath, last }: Standing): { status: Status; notes: string[] } {
  if (!last) return { status: 'noTarget', notes: [] };
  if (value === null) return { status: 'noData', notes: [] };
  if (last.reached && last.reachedOnItsDay === false)
    return { status: 'achieved', notes: ['reached after the due month'] };
  if (!last.reached && last.reachedOnItsDay === true) return { status: 'achieved', notes: ['since fallen'] };
  if (last.reached) return { status: 'achieved', notes: [] };
  if (at > last.day) return { status: 'missed', notes: [] };
  if (at <= baselineDay || onPath === null) return { status: 'notDue', notes: [] };
  return { status: statusOnPath(onPath + ROUNDING), notes: [] };
}

function statusOnPath(onPath: number): Status {
  if (onPath >= ON_TRACK_FROM) return 'onTrack';
  if (onPath >= AT_RISK_FROM) return 'atRisk';
  return onPath >= 0 ? 'offTrack' : 'regressing';
}
