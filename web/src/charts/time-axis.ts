// The days that a chart spans and the project months marked on it: the same for every indicator of an alliance.
import type { Alliance, IndicatorDetail } from '../api.js';
import { dayOf, monthEnd, monthOf } from '../project-months.js';

export interface TimeAxis {
  readonly from: number;
  readonly to: number;
  /** Ends of every sixth month, M0 first. */
  readonly ticks: readonly { readonly month: number; readonly day: number }[];
  /** The day looked at. */
  readonly at: number;
}

const MONTHS_BETWEEN_TICKS = 6;

/** From M0 to the last day of the project, or further where the day looked at or a target lies beyond. */
export function timeAxisOf(alliance: Alliance, detail: IndicatorDetail): TimeAxis {
  const { startsOn, endsOn } = alliance;
  const at = dayOf(detail.at);
  const days = [endsOn, ...detail.targets.map(({ date }) => date)].map(dayOf);
  const to = Math.max(at, ...days);
  const from = Math.min(dayOf(monthEnd(startsOn, 0)), dayOf(detail.baseline.date));
  const lastMonth = Math.max(monthOf(startsOn, endsOn), monthOf(startsOn, detail.at));
  const ticks = Array.from({ length: Math.floor(lastMonth / MONTHS_BETWEEN_TICKS) + 1 }, (_, index) => {
    const month = index * MONTHS_BETWEEN_TICKS;
    return { month, day: dayOf(monthEnd(startsOn, month)) };
  });
  return { from, to, ticks: ticks.filter(({ day }) => day <= to), at };
}
