// Plain dates as day numbers, and project months: contract section 1.
import { Temporal } from 'temporal-polyfill';

/** A calendar date as the number of days since 1970-01-01. */
export type Day = number;

const MS_PER_DAY = 86_400_000;
const ISO_DATE = /^(\d{4})-(\d{2})-(\d{2})$/;

/** Days of a month that every month has. */
const IN_EVERY_MONTH = 28;

/** The day of an ISO 8601 calendar date, or undefined where there is no such date. */
export function parseDay(iso: string): Day | undefined {
  if (!ISO_DATE.test(iso)) return undefined;
  const [year, month, date] = [digits(iso, 0, 4), digits(iso, 5, 7), digits(iso, 8, 10)];
  const day = dayOf(iso);
  // `Date.UTC` takes the years before 100 for those of the twentieth century, and lets other dates run over.
  if (year >= 100 && month >= 1 && month <= 12 && date >= 1 && date <= IN_EVERY_MONTH) return day;
  return isoDate(day) === iso ? day : undefined;
}

/** The day of an ISO 8601 calendar date that is known to be valid (schema-checked before it was stored). */
export function dayOf(iso: string): Day {
  return Date.UTC(digits(iso, 0, 4), digits(iso, 5, 7) - 1, digits(iso, 8, 10)) / MS_PER_DAY;
}

function digits(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) value = value * 10 + text.charCodeAt(i) - 48;
  return value;
}

export function isoDate(day: Day): string {
  return new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
}

/**
 * `day` plus whole calendar months; a day past the month's end becomes its last day. Every MoU of a log asks for its
 * fifth anniversary: plain arithmetic takes a hundredth of the time of a calendar object, and a spec compares the two.
 */
export function addMonths(day: Day, months: number): Day {
  const date = new Date(day * MS_PER_DAY);
  const first = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
  const last = new Date(first);
  const lengthOfMonth = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth() + 1, 0)).getUTCDate();
  return first / MS_PER_DAY + Math.min(date.getUTCDate(), lengthOfMonth) - 1;
}

/** `day` plus whole years; 29 February becomes 28 February in a common year. */
export function addYears(day: Day, years: number): Day {
  return addMonths(day, years * 12);
}

/** The day that was asked for last in each time zone, with the instants (milliseconds) between which it is that day. */
const lastDays = new Map<string, { readonly from: number; readonly until: number; readonly day: Day }>();

/**
 * The date in an IANA time zone at an instant given in milliseconds since 1970-01-01T00:00Z. Every read of today's
 * figures asks for it: a zone's day is worked out once.
 */
export function dayInZone(instantMs: number, timeZone: string): Day {
  const known = lastDays.get(timeZone);
  if (known && known.from <= instantMs && instantMs < known.until) return known.day;
  const date = Temporal.Instant.fromEpochMilliseconds(instantMs).toZonedDateTimeISO(timeZone).toPlainDate();
  const day = dayOf(date.toString());
  const startOf = (start: Temporal.PlainDate): number => start.toZonedDateTime(timeZone).epochMilliseconds;
  lastDays.set(timeZone, { from: startOf(date), until: startOf(date.add({ days: 1 })), day });
  return day;
}

/** The project months of an alliance. Always counted from `startsOn`, never chained. */
export class ProjectCalendar {
  private readonly ends = new Map<number, Day>();

  constructor(
    readonly startsOn: Day,
    readonly endsOn: Day,
  ) {}

  /** The last day of month k; month 0 "ends" on the day before `startsOn`. */
  monthEnd(month: number): Day {
    let end = this.ends.get(month);
    if (end === undefined) {
      end = addMonths(this.startsOn, month) - 1;
      this.ends.set(month, end);
    }
    return end;
  }

  /** The month that holds `day` by arithmetic: 0 or less before `startsOn`, going on after `endsOn`. */
  monthAt(day: Day): number {
    let month = Math.ceil((day - this.startsOn + 1) / 30.436875) + 0; // -0 is no month
    while (this.monthEnd(month) < day) month++;
    while (this.monthEnd(month - 1) >= day) month--;
    return month;
  }

  /** The project month of `day`, or null before `startsOn` and after `endsOn`. */
  month(day: Day): number | null {
    return day < this.startsOn || day > this.endsOn ? null : this.monthAt(day);
  }
}

/** The first day of a period as plans name them: a project month (`M24`) or a month of the calendar (`2024-03`). */
export function firstDayOf(period: string, calendar: ProjectCalendar): Day {
  return period.startsWith('M') ? calendar.monthEnd(Number(period.slice(1)) - 1) + 1 : dayOf(`${period}-01`);
}

/** The last day of such a period. */
export function lastDayOf(period: string, calendar: ProjectCalendar): Day {
  return period.startsWith('M') ? calendar.monthEnd(Number(period.slice(1))) : addMonths(dayOf(`${period}-01`), 1) - 1;
}

/** The day that a framework's `month` (its end) or `date` names. */
export function dayOfAnchor(
  anchor: { month?: number | undefined; date?: string | undefined },
  calendar: ProjectCalendar,
): Day {
  return anchor.date === undefined ? calendar.monthEnd(anchor.month ?? 0) : dayOf(anchor.date);
}
