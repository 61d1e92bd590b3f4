// The anchors of an indicator in time: its baseline's day and its targets' days must increase. Contract section 3.
import { dayOfAnchor, isoDate, type Day, type ProjectCalendar } from '../../../projections/calendar.js';
import type { Inconsistency } from './framework.consistency.js';
import type { BaselineRevised, TargetRevised } from './framework.events.js';
import type { Framework, Indicator } from './framework.schema.js';

/** The days on which an indicator's baseline and targets stand. */
export interface Anchors {
  readonly baseline: Day;
  readonly targets: readonly Day[];
}

/** A month counts by its end, an absent baseline at the end of month 0. */
export function anchorsOf(
  { baseline = {}, targets = [] }: Pick<Indicator, 'baseline' | 'targets'>,
  calendar: ProjectCalendar,
): Anchors {
  return { baseline: dayOfAnchor(baseline, calendar), targets: targets.map((each) => dayOfAnchor(each, calendar)) };
}

export function withBaseline(anchors: Anchors, baseline: BaselineRevised, calendar: ProjectCalendar): Anchors {
  return { ...anchors, baseline: dayOfAnchor(baseline, calendar) };
}

/** A target on a day that has one takes its place, on another day it is added. */
export function withTarget({ baseline, targets }: Anchors, target: TargetRevised, calendar: ProjectCalendar): Anchors {
  const day = dayOfAnchor(target, calendar);
  return { baseline, targets: targets.includes(day) ? targets : [...targets, day].sort((a, b) => a - b) };
}

/** The first target that isn't after what stands before it, by its index, and a sentence that says so. */
export function disorder({
  baseline,
  targets,
}: Anchors): { readonly index: number; readonly message: string } | undefined {
  const index = targets.findIndex((day, i) => day <= (i === 0 ? baseline : (targets[i - 1] as Day)));
  if (index === -1) return undefined;
  const before = index === 0 ? `the baseline (${isoDate(baseline)})` : `the target before it`;
  return { index, message: `the target of ${isoDate(targets[index] as Day)} doesn't lie after ${before}` };
}

/** Where a framework's targets don't increase in time, or don't lie after their baseline. */
export function anchorProblems(
  { indicators }: Pick<Framework, 'indicators'>,
  calendar: ProjectCalendar,
): Inconsistency[] {
  return indicators.flatMap((indicator, i) => {
    const fault = disorder(anchorsOf(indicator, calendar));
    return fault
      ? [{ path: ['indicators', i, 'targets', fault.index], message: `${indicator.id}: ${fault.message}` }]
      : [];
  });
}
