// What a figure is made of: the events from which streams count.
import type { Day } from '../../projections/calendar.js';
import type { EffectiveIndicator } from '../../projections/framework.js';
import { measureOf } from '../../projections/index.js';
import type { AllianceView } from './alliance-model.js';

/** For each stream that counts in a value, the event (as numbered by the log) from which it does, by (effective date, place). */
export function countedEvents(view: AllianceView, indicator: EffectiveIndicator, at: Day): number[] {
  const starts = new Map<number, { event: number; day: number; place: number }>();
  for (const { cells, from = -Infinity, through = at, newest = false, source } of measureOf(indicator).counted(
    view,
    indicator,
    at,
  )) {
    for (const start of view.stepLedger(source)?.counted(cells, from, through, newest) ?? []) {
      if (!starts.has(start.stream)) starts.set(start.stream, start);
    }
  }
  return [...starts.values()].sort((a, b) => a.day - b.day || a.place - b.place).map(({ event }) => event);
}
