// The day looked at, in words.
import type { Alliance } from '../api.js';
import { writeDate } from '../figure-text.js';
import { monthEnd, monthOf } from '../project-months.js';
import { text } from '../text.js';

/** The day that an address names, by itself or by the month that it ends; undefined for what is no day. */
export function dayNamed(at: string | undefined, startsOn: string): string | undefined {
  const month = at?.match(/^M(\d{1,4})$/)?.[1];
  if (month !== undefined) return monthEnd(startsOn, Number(month));
  return at !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(at) && !Number.isNaN(Date.parse(at)) ? at : undefined;
}

/** `at`: as the address has it; absent: today. */
export function atInWords(at: string | undefined, alliance: Alliance, today: string): string {
  const { startsOn, endsOn } = alliance;
  // Before the project and after it a day lies in none of its months.
  const monthWith = (day: string): number | null => (day < startsOn || day > endsOn ? null : monthOf(startsOn, day));
  const day = dayNamed(at, startsOn);
  if (day === undefined) return at ?? text.day.shownToday(monthWith(today), writeDate(today));
  const month = monthOf(startsOn, day);
  return month >= 0 && monthEnd(startsOn, month) === day
    ? text.day.shownMonthEnd(month, writeDate(day))
    : text.day.shown(monthWith(day), writeDate(day));
}
