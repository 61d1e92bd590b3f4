// Values in words of a language. Nothing here asks the machine's locale: the same report is the same text everywhere.
import { isoDate, type Day, type ProjectCalendar } from '../../projections/calendar.js';
import type { Value } from '../../projections/measure.js';
import { decimalsOf, rounded } from '../../projections/rounding.js';
import type { Cell, Run } from './report-model.js';
import type { ReportTexts } from './texts/en.js';
import { translated } from './texts/patterns.js';

const DECIMALS = 2;
/** Money that isn't whole is written with its cents. */
const DECIMALS_OF_MONEY = 2;

/** All that a number was recorded with. */
function decimalsIn(value: number): number {
  const [, fraction = '', exponent = '0'] = /^-?\d+(?:\.(\d+))?(?:e([-+]\d+))?$/.exec(String(value)) ?? [];
  return Math.min(100, Math.max(0, fraction.length - Number(exponent)));
}
const GROUP = 3;

/** Not within a name, which may look like one. */
const ISO_DATE = /(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g;

/** The note that gives a baseline and what was computed on its day. */
const STATED_BASELINE = /^(Baseline stated: )(\S+)(; computed on its day \(\S+\): )(\S+)\.$/;

export class Wording {
  constructor(readonly texts: ReportTexts) {}

  /** A number with at most so many decimals, halves away from zero as people round; with `least` where it isn't whole. */
  number(value: number, decimals = DECIMALS, least = 0): string {
    const fixed = rounded(value, decimals);
    const [whole = '', fraction = ''] = fixed.replace('-', '').split('.');
    const grouped = whole.length > GROUP + 1 ? whole.replace(/\B(?=(\d{3})+$)/g, this.texts.groupMark) : whole;
    const shown = fraction.replace(/0+$/, '');
    const sign = /[1-9]/.test(fixed) && value < 0 ? '−' : '';
    return `${sign}${grouped}${shown === '' ? '' : this.texts.decimalMark + shown.padEnd(least, '0')}`;
  }

  value(value: Value, unit: string): string {
    if (value === null) return this.texts.noData;
    if (typeof value === 'boolean') return value ? this.texts.yes : this.texts.no;
    return this.inUnit(value, unit, decimalsOf(unit, value));
  }

  /** A value as it was recorded: with all its decimals. */
  recorded(value: number | boolean, unit: string): string {
    return typeof value === 'boolean' ? this.value(value, unit) : this.inUnit(value, unit, decimalsIn(value));
  }

  private inUnit(value: number, unit: string, decimals: number): string {
    if (isCurrency(unit)) return `${this.number(value, decimals, DECIMALS_OF_MONEY)}\u00a0${unit}`;
    const number = this.number(value, decimals);
    if (unit === 'percent') return this.texts.percent(number);
    return unit === 'points' ? this.texts.points(number) : number;
  }

  /** A date of a table: 14/06/2024. */
  date(iso: string): string {
    const [year = '', month = '', day = ''] = iso.split('-');
    return this.texts.date(year, month, day);
  }

  longDate(iso: string): string {
    const [year, month, day] = iso.split('-').map(Number);
    return this.texts.longDate(year as number, month as number, day as number);
  }

  unit(unit: string): string {
    return isCurrency(unit) ? unit : (this.texts.unit[unit as keyof ReportTexts['unit']] ?? unit);
  }

  /** "M24, 14/06/2024", or the date alone outside the project. */
  when({ month, date }: { readonly month: number | null; readonly date: string }): string {
    return month === null ? this.date(date) : `M${month}, ${this.date(date)}`;
  }

  /** A note of the figures, as a sentence. `unit`: of the indicator that it is of. */
  note(note: string, unit = 'number'): string {
    const valued = note.replace(STATED_BASELINE, (_, begin: string, stated: string, day: string, computed: string) =>
      [begin, this.noted(stated, unit), day, this.noted(computed, unit), '.'].join(''),
    );
    const said = translated(valued, this.texts.notePatterns).replace(ISO_DATE, (iso) => this.date(iso));
    return said.charAt(0).toUpperCase() + said.slice(1) + (/[.!?…]$/.test(said) ? '' : '.');
  }

  /** A value that a note gives. */
  private noted(text: string, unit: string): string {
    return this.value(text === 'yes' || text === 'no' ? text === 'yes' : Number(text), unit);
  }

  status(status: string): string {
    return this.texts.status[status as keyof ReportTexts['status']] ?? status;
  }

  /** Whether a text of a language (BCP 47) is in the report's. */
  isOwn(language: string): boolean {
    return baseOf(language) === this.texts.language;
  }

  /** A language by its name; the tag where it has none here. */
  language(tag: string): string {
    return this.texts.languages[baseOf(tag)] ?? tag;
  }

  country(code: string): string {
    return this.texts.countries[code] ?? code;
  }

  event(type: string): string {
    return this.texts.event[type as keyof ReportTexts['event']] ?? type;
  }

  numberCell(value: number | null | undefined, unit?: string): Cell {
    if (value === null || value === undefined) return this.none(this.texts.none);
    const decimals = decimalsOf(unit, value);
    // A column may be too narrow for an amount and its currency beside each other.
    const text = unit === undefined ? this.number(value) : this.value(value, unit).replace(/\u00a0(?=[A-Z]{3}$)/, ' ');
    return { kind: 'number', value, text, decimals, ...(isShownUnit(unit) ? { unit } : {}) };
  }

  /** A difference: with its sign, so that it is no value. */
  changeCell(change: number | null, unit: string): Cell {
    const cell = this.numberCell(change, unit);
    const isMore = change !== null && change > 0 && /[1-9]/.test(cell.text);
    return isMore ? { ...cell, text: `+${cell.text}` } : cell;
  }

  /** The number of an event: a name rather than a quantity. */
  ordinalCell(number: number): Cell {
    return { kind: 'number', value: number, text: String(number), decimals: 0 };
  }

  dateCell(iso: string | null | undefined): Cell {
    return iso === null || iso === undefined
      ? this.none(this.texts.none)
      : { kind: 'date', value: iso, text: this.date(iso) };
  }

  valueCell(value: Value | undefined, unit: string): Cell {
    if (value === null || value === undefined) return this.none(this.texts.noData);
    return typeof value === 'boolean' ? this.yesNoCell(value) : this.numberCell(value, unit);
  }

  yesNoCell(value: boolean): Cell {
    return { kind: 'yesNo', value, text: value ? this.texts.yes : this.texts.no };
  }

  /** Text, or "Not stated" where there is none. */
  stated(text: string | null | undefined): Cell {
    return text === null || text === undefined || text === '' ? this.none(this.texts.notStated) : textCell(text);
  }

  none(text: string): Cell {
    return { kind: 'none', text };
  }
}

export const textCell = (text: string, link?: string): Cell => ({
  kind: 'text',
  text,
  ...(link === undefined ? {} : { link }),
});

export const plain = (text: string): Run[] => [{ text }];

const baseOf = (language: string): string => language.split('-')[0]?.toLowerCase() ?? language;
export const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);
const isShownUnit = (unit: string | undefined): unit is string =>
  unit !== undefined && (unit === 'percent' || unit === 'points' || isCurrency(unit));

/** Where a day stands among the months: 24 at the end of M24, between 23 and 24 inside it. */
export function monthPlace(day: Day, calendar: ProjectCalendar): number {
  const month = calendar.monthAt(day);
  const [before, end] = [calendar.monthEnd(month - 1), calendar.monthEnd(month)];
  return month - 1 + (day - before) / (end - before);
}

/** "M24" for a project month. */
export const monthName = (month: number): string => `M${month}`;

/** The first and the last day of a project month. */
export function monthSpan(month: number, calendar: ProjectCalendar): [string, string] {
  return [isoDate(calendar.monthEnd(month - 1) + 1), isoDate(calendar.monthEnd(month))];
}
