// Checks the data of an event against its schema, and its dates against the alliance's life. All answers are 400.
import { z } from 'zod';
import { addYears, dayOf, isoDate, parseDay, ProjectCalendar, type Day } from '../../projections/calendar.js';
import { eventDefinition } from './events.js';

/** What is wrong with a field: a code, a sentence that names field and value, and what to do. */
export interface Fault {
  readonly field: string;
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
}

export type Checked =
  { readonly ok: true; readonly data: object } | { readonly ok: false; readonly faults: readonly Fault[] };

const SHOWN_VALUE_LENGTH = 80;
const MOST_FAULTS = 20;
/** How far outside an alliance's life a date may lie. */
const YEARS_AROUND = 10;

/** Checks and normalises the data of an event (names trimmed, text in Unicode NFC) as it will be stored. */
export function checkData(type: string, data: unknown): Checked {
  const definition = eventDefinition(type);
  if (!definition) throw new Error(`no such event type: ${type}`);
  return checkWith(definition.schema, data);
}

/** As `checkData`, against any schema. */
export function checkWith(schema: z.ZodType, data: unknown): Checked {
  const result = schema.safeParse(data);
  if (result.success) return { ok: true, data: result.data as object };
  return { ok: false, faults: result.error.issues.flatMap((issue) => faultsOf(issue, data)).slice(0, MOST_FAULTS) };
}

function faultsOf(issue: z.core.$ZodIssue, data: unknown): Fault[] {
  const path = issue.path.map((step) => (typeof step === 'symbol' ? '' : step));
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    // Of the alternatives, the one that got furthest tells best what is wrong.
    const nearest = issue.errors.reduce((a, b) => (depth(b) > depth(a) ? b : a));
    return nearest.flatMap((inner) => faultsOf({ ...inner, path: [...issue.path, ...inner.path] }, data));
  }
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => fault([...path, key], 'unknown-field', 'is not a field of it', 'Leave it out.'));
  }
  const value = path.reduce<unknown>((inner, step) => (isObject(inner) ? inner[step] : undefined), data);
  if (value === undefined && issue.code !== 'custom') return [fault(path, 'missing', 'is missing', 'Give it.')];
  const { code, message } = wording(issue);
  return [fault(path, code, `${message}; it is ${shown(value)}`, remedyOf(issue))];
}

const depth = (issues: readonly z.core.$ZodIssue[]): number => Math.max(0, ...issues.map(({ path }) => path.length));

function wording(issue: z.core.$ZodIssue): { code: string; message: string } {
  switch (issue.code) {
    case 'custom':
      return {
        code: String((issue.params as { code?: string } | undefined)?.code ?? 'value-invalid'),
        message: issue.message,
      };
    case 'invalid_type':
      return { code: 'wrong-type', message: `must be ${article(issue.expected)}` };
    case 'invalid_value':
      return {
        code: 'not-one-of',
        message: issue.values.length > 20 ? issue.message : `is none of ${issue.values.map(String).join(', ')}`,
      };
    case 'too_small':
    case 'too_big':
      return { code: 'value-out-of-range', message: issue.message };
    default:
      return { code: 'value-invalid', message: issue.message };
  }
}

function article(expected: string): string {
  const words: Record<string, string> = { int: 'a whole number', number: 'a finite number', record: 'an object' };
  return words[expected] ?? (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`);
}

function remedyOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') return `Send ${article(issue.expected)}.`;
  return 'Correct the value.';
}

function fault(path: readonly (string | number)[], code: string, what: string, remedy: string): Fault {
  const field = path.join('.');
  return { field, code, detail: `${field === '' ? 'The data' : field} ${what}.`, remedy };
}

function isObject(value: unknown): value is Record<string | number, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return text.length > SHOWN_VALUE_LENGTH ? `${text.slice(0, SHOWN_VALUE_LENGTH)}…` : text;
}

/** The dates that an alliance's facts may have, and today in its time zone. */
export interface DateWindow {
  readonly calendar: ProjectCalendar;
  readonly first: Day;
  readonly last: Day;
  readonly today: Day;
}

/** The alliance's life less ten years to plus ten years. */
export function dateWindow(calendar: ProjectCalendar, today: Day): DateWindow {
  const first = addYears(calendar.startsOn, -YEARS_AROUND);
  return { calendar, first, last: addYears(calendar.endsOn, YEARS_AROUND), today };
}

/** Dates outside the window, and what can't have happened yet. */
export function checkDates(
  { type, data }: { readonly type: string; readonly data: object },
  { calendar, first, last, today }: DateWindow,
): Fault[] {
  const outside = `outside ${isoDate(first)} to ${isoDate(last)}: the alliance's life and ten years around it`;
  const faults = datesIn(data, calendar)
    .filter(({ day }) => day < first || day > last)
    .map(({ path, text }) => fault(path, 'date-out-of-range', `is ${text}, ${outside}`, 'Correct the date.'));
  const field = eventDefinition(type)?.effectiveField;
  if (field === undefined || field === 'startsOn') return faults;
  const happened = (data as Record<string, string>)[field] as string;
  if (dayOf(happened) <= today + 1) return faults;
  const ahead = `is ${happened}, more than a day ahead of today (${isoDate(today)})`;
  return [...faults, fault([field], 'in-future', ahead, 'Record it when it has happened.')];
}

interface FoundDate {
  readonly path: (string | number)[];
  readonly text: string;
  readonly day: Day;
}

/** Every date, month and project month in the data, but for the answers to a survey: their keys are its own. */
function datesIn(data: unknown, calendar: ProjectCalendar, path: (string | number)[] = []): FoundDate[] {
  if (!isObject(data)) return [];
  return Object.entries(data).flatMap(([key, value]): FoundDate[] => {
    const here = [...path, key];
    if (key === 'answers') return [];
    if (typeof value === 'object') return datesIn(value, calendar, here);
    if (typeof value === 'string' && /(On|date)$/.test(key)) return [{ path: here, text: value, day: dayOf(value) }];
    if (typeof value === 'number' && key === 'month')
      return [{ path: here, text: `M${value}`, day: calendar.monthEnd(value) }];
    if (typeof value !== 'string' || (key !== 'start' && key !== 'end')) return [];
    const day = value.startsWith('M') ? calendar.monthEnd(Number(value.slice(1))) : parseDay(`${value}-01`);
    return day === undefined ? [] : [{ path: here, text: value, day }];
  });
}
