// Project months as the contract counts them: always from the first day, a day past a month's end clamped to it.
import { timeOfService } from './service-clock.js';

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

/** Today's date in a time zone, by the service's clock. */
export function todayIn(timeZone: string): string {
  return dateIn(timeZone, timeOfService().toISOString());
}

/** The last instant of a date in a time zone, as RFC 3339. */
export function endOfDay(date: string, timeZone: string): string {
  const wanted = Date.parse(`${date}T23:59:59.999Z`);
  // Twice: the offset at the first guess may be the other side of a change to summer time.
  const first = wanted - offsetMs(wanted, timeZone);
  return new Date(wanted - offsetMs(first, timeZone)).toISOString();
}

const datesIn = new Map<string, Intl.DateTimeFormat>();

/** The date of an instant in a time zone. */
export function dateIn(timeZone: string, instant: string): string {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const dates = datesIn.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', options);
  datesIn.set(timeZone, dates);
  return dates.format(new Date(instant));
}

/** How far a zone's clocks are ahead of UTC at an instant. */
function offsetMs(instantMs: number, timeZone: string): number {
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instantMs);
  const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? '00';
  const local = `${part('year')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}:${part('second')}Z`;
  return Date.parse(local) - Math.floor(instantMs / 1000) * 1000;
}
