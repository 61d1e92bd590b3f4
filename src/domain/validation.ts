// Checks the data of an event against its schema, and its dates against the alliance's life. All answers are 400.
import type { z } from 'zod';
import { addYears, dayOf, firstDayOf, isoDate, type Day, type ProjectCalendar } from '../../projections/calendar.js';
import type { StreamName } from './categories.js';
import { eventDefinition, type EventDefinition } from './events.js';
import { faultAt, faultsOf, type Fault } from './faults.js';

export type { Fault } from './faults.js';

export type Checked =
  { readonly ok: true; readonly data: object } | { readonly ok: false; readonly faults: readonly Fault[] };

/** More than these help nobody. */
const MOST_FAULTS = 20;
/** How far outside an alliance's life a date may lie. */
const YEARS_AROUND = 10;

/**
 * Checks and normalises the data of an event (names trimmed, text in Unicode NFC) as it will be stored. `type` must be
 * one of `EVENT_TYPES`: another one is a fault of the caller and throws.
 */
export function checkData(type: string, data: unknown): Checked {
  const definition = eventDefinition(type);
  if (!definition) throw new Error(`no such event type: ${type}`);
  return checkWith(definition.schema, data);
}

/**
 * Checks the data of an event in the version that it is in, and gives it as the newest. The version must be one that
 * the definition knows.
 */
export function checkVersion(
  { version: newest, schema, older }: EventDefinition,
  version: number,
  data: unknown,
): Checked {
  if (version === newest) return checkWith(schema, data);
  const from = older.find((each) => each.version === version);
  if (!from) throw new Error(`no such schema version: ${version}`);
  const checked = checkWith(from.schema, data);
  if (!checked.ok) return checked;
  let upcast = checked.data;
  for (let at = version; at < newest; at++) {
    const step = older.find((each) => each.version === at);
    if (!step) throw new Error(`nothing reads schema version ${at}`);
    upcast = step.upcast(upcast);
  }
  return checkWith(schema, upcast);
}

/** As `checkData`, against any schema of the domain. */
export function checkWith(schema: z.ZodType, data: unknown): Checked {
  const result = schema.safeParse(data);
  if (result.success) return { ok: true, data: result.data as object };
  const faults = result.error.issues.flatMap((issue) => faultsOf(issue, data));
  return { ok: false, faults: faults.slice(0, MOST_FAULTS) };
}

/** The dates that an alliance's facts may have, and today in its time zone. */
export interface DateWindow {
  readonly calendar: ProjectCalendar;
  readonly first: Day;
  readonly last: Day;
  readonly today: Day;
}

/** An alliance's life and ten years around it. */
export function lifeAround({ startsOn, endsOn }: ProjectCalendar): { readonly first: Day; readonly last: Day } {
  return { first: addYears(startsOn, -YEARS_AROUND), last: addYears(endsOn, YEARS_AROUND) };
}

export function dateWindow(calendar: ProjectCalendar, today: Day): DateWindow {
  return { calendar, today, ...lifeAround(calendar) };
}

/**
 * The dates of an event (its data checked) that lie outside the window, the month that its stream is about among them,
 * and an effective date that lies more than a day ahead: only an alliance may start in the future.
 */
export function checkDates(
  { type, data, name }: { readonly type: string; readonly data: object; readonly name?: StreamName },
  window: DateWindow,
): Fault[] {
  const { first, last, today } = window;
  const month = monthOf(type, name);
  const faults = datesOutside(month === undefined ? data : { ...data, month }, window).map(({ path, shown }) => {
    const around = `lies outside ${isoDate(first)} to ${isoDate(last)}: the alliance's life and ten years around it`;
    return faultAt(path, 'date-out-of-range', `${shown} ${around}`);
  });
  const field = eventDefinition(type)?.effectiveField;
  if (field === undefined || field === 'startsOn') return faults;
  const happened = (data as Record<string, string>)[field] as string;
  if (dayOf(happened) <= today + 1) return faults;
  const ahead = `${happened} lies more than a day ahead of today (${isoDate(today)})`;
  return [...faults, faultAt([field], 'in-future', ahead)];
}

/** The project month that a fact is of, which its stream names; what speaks of another event stands beside that one. */
function monthOf(type: string, name: StreamName | undefined): number | undefined {
  if (name?.category !== 'month' || eventDefinition(type)?.categories.length !== 1) return undefined;
  return Number(name.id?.slice(1));
}

interface FoundDate {
  readonly path: string[];
  readonly shown: string;
}

/** Of every date, month and project month in the data, but for the answers to a survey (their keys are its own). */
function datesOutside(
  data: object,
  window: DateWindow,
  path: readonly string[] = [],
  found: FoundDate[] = [],
): FoundDate[] {
  const fields = data as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(data)) {
    const value = fields[key];
    if (typeof value === 'object' && value !== null) {
      if (key !== 'answers') datesOutside(value, window, [...path, key], found);
      continue;
    }
    const day = dayNamed(key, value, window.calendar);
    if (day !== undefined && (day < window.first || day > window.last))
      found.push({ path: [...path, key], shown: key === 'month' ? `M${String(value)}` : String(value) });
  }
  return found;
}

/** The day that a field names: by its end a month, by its name a date, by its first day a period. */
function dayNamed(key: string, value: unknown, calendar: ProjectCalendar): Day | undefined {
  if (key === 'month' && typeof value === 'number') return calendar.monthEnd(value);
  if (typeof value !== 'string') return undefined;
  if (key === 'date' || key.endsWith('On')) return dayOf(value);
  return key === 'start' || key === 'end' ? firstDayOf(value, calendar) : undefined;
}
