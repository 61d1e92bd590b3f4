// Project months as the contract counts them: always from the first day, a day past a month's end clamped to it.

const MS_PER_DAY = 86_400_000;

/** Days since 1970-01-01 of an ISO date. */
export function dayOf(isoDate: string): number {
  return Date.parse(`${isoDate}T00:00:00Z`) / MS_PER_DAY;
}

export function isoDate(day: number): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/** The last day of project month k; month 0 ends on the day before the first. */
export function monthEnd(startsOn: string, month: number): string {
  const [year = 0, calendarMonth = 1, day = 1] = startsOn.split('-').map(Number);
  const daysInMonth = new Date(Date.UTC(year, calendarMonth + month, 0)).getUTCDate();
  const start = Date.UTC(year, calendarMonth - 1 + month, Math.min(day, daysInMonth)) / MS_PER_DAY;
  return isoDate(start - 1);
}

/** The month that holds a date; 0 or less before the first day, going on after the last. */
export function monthOf(startsOn: string, date: string): number {
  const [from, to] = [startsOn, date].map((iso) => iso.split('-').map(Number));
  let month = ((to?.[0] ?? 0) - (from?.[0] ?? 0)) * 12 + (to?.[1] ?? 0) - (from?.[1] ?? 0);
  while (monthEnd(startsOn, month) < date) month++;
  while (monthEnd(startsOn, month - 1) >= date) month--;
  return month;
}

/** Today's date in a time zone. */
export function todayIn(timeZone: string): string {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  return new Intl.DateTimeFormat('en-CA', options).format(new Date());
}
