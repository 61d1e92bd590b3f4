// From what stands in a cell to the value of a field, or why there is none: what could mean two things is refused.
import { parseDay } from '../../../projections/calendar.js';
import { FRAMEWORK_ID_PATTERN, ID_PATTERN } from '../../domain/categories.js';
import type { ProblemCode } from '../../platform/problems.js';
import { shownCell, textOf, type Cell } from './table.js';
import { meaningOf, yesOrNo, type Dictionary } from './words.js';
import { dateOfSerial } from './serial-dates.js';

export type FieldType =
  | 'text'
  | 'id'
  | 'frameworkId'
  | 'date'
  | 'month'
  | 'whole'
  | 'workPackage'
  | 'numberOrYesNo'
  | 'yesNo'
  | 'list'
  | Dictionary;

/** How a file writes what can be written in several ways. */
export interface Writing {
  readonly dates: 'iso' | 'dd/mm/yyyy' | 'mm/dd/yyyy';
  /** As said; otherwise `looksLikeComma` is what the file looks like. */
  readonly decimal: '.' | ',' | undefined;
  readonly looksLikeComma: boolean;
  readonly epoch: 1900 | 1904;
}

export interface ValueFault {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly remedy?: string;
}

export type Value = string | number | boolean | readonly string[];
export type Understood = { readonly value: Value | undefined } | { readonly fault: ValueFault };

const fault = (code: ProblemCode, detail: string, remedy?: string): Understood => ({
  fault: remedy === undefined ? { code, detail } : { code, detail, remedy },
});

/** The value of a cell for a field of a type; undefined for an empty one. */
export function valueOf(cell: Cell | undefined, type: FieldType, writing: Writing): Understood {
  if (typeof cell === 'object' && cell !== null && 'fault' in cell)
    return fault(cell.fault, `The cell holds ${cell.detail}.`);
  const text = textOf(cell);
  if (text === '') return { value: undefined };
  if (typeof cell === 'object' && TEXTS.includes(type))
    return fault(
      'value-invalid',
      `The cell holds the day ${text}: a spreadsheet program may have taken "1-2" or "3/2024" for one.`,
      'Format the cell as text, and write there what is meant.',
    );
  switch (type) {
    case 'text':
      return { value: text };
    case 'id':
      return ID_PATTERN.test(text)
        ? { value: text }
        : fault('value-invalid', `${shown(text)} is not an id.`, 'Write 1 to 64 of a-z, 0-9 and -, or leave it empty.');
    case 'frameworkId':
      return FRAMEWORK_ID_PATTERN.test(text) ? { value: text } : fault('value-invalid', `${shown(text)} is not an id.`);
    case 'list': {
      const items = text.split(/[;|\n]/).map((item) => item.trim());
      return { value: items.filter((item) => item !== '') };
    }
    case 'date':
      return dateIn(cell as Cell, text, writing);
    case 'month':
      return monthIn(cell as Cell, text, writing);
    case 'whole':
    case 'numberOrYesNo':
      return numberIn(cell as Cell, text, type, writing);
    case 'workPackage': {
      const [, number] = /^(?:WP\s*)?0*(\d{1,3})(?:\s*[/,–-].*)?$/i.exec(text) ?? [];
      return number === undefined || SEVERAL_WORK_PACKAGES.test(text)
        ? fault('value-invalid', `${shown(text)} is no work package.`, 'Write its number, or WP and its number.')
        : { value: Number(number) };
    }
    case 'yesNo': {
      const meaning = typeof cell === 'boolean' ? cell : yesOrNo(text);
      return meaning === undefined
        ? fault('word-unknown', `${shown(text)} is neither yes nor no.`, 'Write yes or no.')
        : { value: meaning };
    }
    default: {
      const meaning = meaningOf(type, text);
      return meaning === undefined
        ? fault('word-unknown', `${shown(text)} is not known as ${inWords(type)}.`)
        : { value: meaning };
    }
  }
}

/** Where a date is shown, nobody has written it so. */
const TEXTS: readonly FieldType[] = ['text', 'id', 'frameworkId', 'list'];

const shown = (text: string): string => JSON.stringify(shownCell(text));

const inWords = (dictionary: Dictionary): string =>
  ({ category: 'a category', agentType: 'a kind of organisation', country: 'a country' })[dictionary];

/** "WP2/WP3", or "2, 3": behind a single one may stand what it is called, or where it is described ("WP2/§3"). */
const SEVERAL_WORK_PACKAGES = /^(?:WP\s*)?\d+(?:\s*[/,–-]\s*(?:WP\s*)?\d+)+$/i;

const TIME = /^[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?(\s?[ap]\.?\s?m\.?)?( ?Z| ?[+-]\d{2}:?\d{2})?$/i;
/** Serial numbers of 1927 to 2119: others in a text are something else. */
const SERIAL_IN_TEXT = /^[1-7]\d{4}$/;

function dateIn(cell: Cell, text: string, { dates, epoch }: Writing): Understood {
  if (typeof cell === 'object' && cell !== null) return { value: text };
  if (typeof cell === 'number' || SERIAL_IN_TEXT.test(text)) {
    const date = dateOfSerial(Number(text), epoch);
    return date === undefined
      ? fault('date-invalid', `The serial number ${text} is no day of the calendar.`)
      : { value: date };
  }
  const [, iso, time = ''] = /^(\d{4}-\d{2}-\d{2})(.*)$/.exec(text) ?? [];
  if (iso !== undefined && (time === '' || TIME.test(time)))
    return parseDay(iso) === undefined
      ? fault('date-invalid', `${shown(text)} is no day of the calendar.`)
      : { value: iso };
  const [, first = '', second = '', year = '', rest = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(.*)$/.exec(text) ?? [];
  if (year === '' || (rest !== '' && !TIME.test(rest)))
    return fault('date-invalid', `${shown(text)} is not a date.`, 'Write YYYY-MM-DD.');
  const days = { 'dd/mm/yyyy': day(year, second, first), 'mm/dd/yyyy': day(year, first, second) };
  // 01/01/2024 is one day in either order.
  if (days['dd/mm/yyyy'] !== undefined && days['dd/mm/yyyy'] === days['mm/dd/yyyy'])
    return { value: days['dd/mm/yyyy'] };
  if (dates === 'iso') return { fault: withoutOrder(shown(text), days) };
  const date = days[dates];
  return date === undefined
    ? fault('date-invalid', `${shown(text)}, read as ${dates}, is no day of the calendar.`)
    : { value: date };
}

function day(year: string, month: string, dayOfMonth: string): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${dayOfMonth.padStart(2, '0')}`;
  return parseDay(date) === undefined ? undefined : date;
}

/** Why a date is not taken while nobody has said in which order the file writes day and month. */
function withoutOrder(text: string, days: Readonly<Record<string, string | undefined>>): ValueFault {
  const possible = Object.entries(days).flatMap(([order, date]) => (date === undefined ? [] : [{ order, date }]));
  const [first, second] = possible;
  if (!first) return { code: 'date-invalid', detail: `${text} is no day of the calendar.` };
  return second
    ? { code: 'ambiguous-date', detail: `${text} could be two days: ${first.date} or ${second.date}.` }
    : {
        code: 'ambiguous-date',
        detail: `${text} is a day only as ${first.order}, and nobody has said that the file writes dates so.`,
      };
}

/** A project month (M24) or a month of a year; the month of a date is its month. */
function monthIn(cell: Cell, text: string, writing: Writing): Understood {
  if (/^M[1-9]\d{0,2}$/i.test(text)) return { value: text.toUpperCase() };
  if (/^\d{4}-\d{2}$/.test(text)) return { value: text };
  const date = dateIn(cell, text, writing);
  return 'fault' in date ? date : { value: (date.value as string).slice(0, 7) };
}

const PLAIN = /^-?\d+(\.\d+)?$/;
const GROUPED_BY_COMMA = /^-?[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/;
const GROUPED_BY_POINT = /^-?[1-9]\d{0,2}(\.\d{3})+(,\d+)?$/;
const WITH_COMMA = /^-?\d+,\d+$/;
/** One separator and three digits: a thousand, or a decimal fraction. */
const EITHER = /^-?[1-9]\d{0,2}[.,]\d{3}$/;

function numberIn(cell: Cell, text: string, type: 'whole' | 'numberOrYesNo', writing: Writing): Understood {
  if (typeof cell === 'number') return { value: cell };
  if (type === 'numberOrYesNo') {
    const meaning = typeof cell === 'boolean' ? cell : yesOrNo(text);
    if (meaning !== undefined) return { value: meaning };
  }
  const read = parsedNumber(text, writing);
  if (read === 'ambiguous') return fault('ambiguous-number', `${shown(text)} could be two numbers.`);
  if (read === undefined) {
    const { decimal } = writing;
    return fault(
      'wrong-type',
      `${shown(text)} is not a number${decimal === undefined ? '' : ` whose decimal sign is "${decimal}"`}.`,
      'Write the number alone, without unit or sign of a currency.',
    );
  }
  return isKept(read, text)
    ? { value: read }
    : fault('number-inexact', `The number ${text.slice(0, SHOWN_DIGITS)} can't be kept exactly.`);
}

const SHOWN_DIGITS = 40;
const FIRST_INEXACT = 2 ** 53;

/** Whether a number is still the one that was written: from 2^53 on, it may be a neighbour of it. */
const isKept = (read: number, text: string): boolean =>
  Math.abs(read) < FIRST_INEXACT || text.replace(/\D/g, '') === String(Math.abs(read));

function parsedNumber(text: string, { decimal, looksLikeComma }: Writing): number | 'ambiguous' | undefined {
  if (decimal !== undefined) return numberAsSaid(text, decimal);
  if (EITHER.test(text)) return 'ambiguous';
  if (PLAIN.test(text)) return Number(text);
  if (GROUPED_BY_POINT.test(text))
    return looksLikeComma ? Number(text.replaceAll('.', '').replace(',', '.')) : 'ambiguous';
  if (GROUPED_BY_COMMA.test(text)) return looksLikeComma ? 'ambiguous' : Number(text.replaceAll(',', ''));
  if (WITH_COMMA.test(text)) return looksLikeComma ? Number(text.replace(',', '.')) : 'ambiguous';
  return undefined;
}

/** Groups of three digits may be set apart by the other sign, or by spaces or apostrophes: all of them by the same. */
function numberAsSaid(text: string, decimal: '.' | ','): number | undefined {
  const fraction = `(?:[${decimal}]\\d+)?`;
  const separator = `([${decimal === ',' ? '.' : ','}\u0020\u00A0\u2009\u202F'’])`;
  const grouped = new RegExp(`^-?[1-9]\\d{0,2}${separator}\\d{3}(?:\\1\\d{3})*${fraction}$`).exec(text);
  const digits = grouped ? text.replaceAll(grouped[1] as string, '') : text;
  return new RegExp(`^-?\\d+${fraction}$`).test(digits) ? Number(digits.replace(decimal, '.')) : undefined;
}
