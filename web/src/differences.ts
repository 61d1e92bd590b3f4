// What differs between two states of the figures, in the terms in which the page tells it.
import type { Companion, IndicatorList, Indicator, Milestone } from './api.js';

export interface Difference {
  /** Of the indicator or milestone. */
  readonly id: string;
  readonly kind: 'value' | 'companion' | 'status' | 'milestone';
  /** Its name, where a companion differs. */
  readonly companion?: string;
  readonly before: Companion;
  readonly after: Companion;
}

/** At most one difference for each indicator: its value, else a companion, else its status. */
export function differencesBetween(before: IndicatorList | undefined, after: IndicatorList): Difference[] {
  const was = new Map(before?.indicators.map((indicator) => [indicator.id, indicator]));
  return after.indicators.flatMap((indicator) => {
    const earlier = was.get(indicator.id);
    const found = earlier && firstDifference(earlier, indicator);
    return found ? [found] : [];
  });
}

export function milestoneDifferences(
  before: readonly Milestone[] | undefined,
  after: readonly Milestone[],
): Difference[] {
  const was = new Map(before?.map((milestone) => [milestone.id, milestone.status]));
  return after.flatMap(({ id, status }) => {
    const earlier = was.get(id);
    return earlier === undefined || earlier === status
      ? []
      : [{ id, kind: 'milestone' as const, before: earlier, after: status }];
  });
}

function firstDifference(before: Indicator, after: Indicator): Difference | undefined {
  const { id } = after;
  if (before.value !== after.value) return { id, kind: 'value', before: before.value, after: after.value };
  for (const [companion, value] of Object.entries(after.companions)) {
    const earlier = before.companions[companion] ?? null;
    if (JSON.stringify(earlier) !== JSON.stringify(value)) {
      return { id, kind: 'companion', companion, before: earlier, after: value };
    }
  }
  return before.status === after.status
    ? undefined
    : { id, kind: 'status', before: before.status, after: after.status };
}
