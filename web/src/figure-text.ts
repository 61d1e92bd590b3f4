// Figures, dates and companions as they are written for people.
import type { Companion, Indicator } from './api.js';
import type { Difference } from './differences.js';
import type { Sentence } from './text.problems.en.js';
import { text } from './text.js';

const MINUS = '−';
/** Before each of these stands a mark that groups thousands. */
const THOUSANDS = /\B(?=(\d{3})+$)/g;

const times = formatIn(
  (locale) => new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
);
const instants = formatIn(
  (locale) =>
    new Intl.DateTimeFormat(locale, {
      day: 'numeric',
      month: 'short',
      year: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
    }),
);

/**
 * A format of the language shown, made when it is first needed, once for each language. The first of them takes a browser
 * a tenth of a second and more: the first figures of a page are written without.
 */
export function formatIn<T>(make: (locale: string) => T): () => T {
  const made = new Map<string, T>();
  return () => {
    const { locale } = text;
    const format = made.get(locale) ?? make(locale);
    made.set(locale, format);
    return format;
  };
}

export function writeDate(isoDate: string): string {
  const [year = '', month, day] = isoDate.split('-');
  return `${Number(day)} ${text.monthNames[Number(month) - 1] ?? ''} ${year}`;
}

export function writeTime(instant: Date): string {
  return times().format(instant);
}

/** An instant in the reader's own time zone: "14 Jun 2024, 09:30". */
export function writeInstant(instant: string): string {
  return instants().format(new Date(instant));
}

/** A day as its project month where it is one's end, else as a date. */
export function writeWhen({ month, date }: { month?: number | null | undefined; date: string }): string {
  return typeof month === 'number' ? text.month(month) : writeDate(date);
}

/** With both: "M24 · 14 Jun 2024". */
export function writeWhenInFull({ month, date }: { month?: number | null | undefined; date: string }): string {
  return typeof month === 'number' ? text.monthAndDay(month, writeDate(date)) : writeDate(date);
}

/** With one decimal at most. What is whole stays so: ten times the largest would lose its last digit. */
export function writeNumber(value: number): string {
  const size = Math.abs(value);
  return written(value, Number.isInteger(size) ? size : Math.round(size * 10) / 10);
}

/** With all its decimals, as it was recorded. */
export function writeExactly(value: number): string {
  return written(value, Math.abs(value));
}

function written(value: number, size: number): string {
  const { decimal, thousands, groupedFrom } = text.numbers;
  const [whole = '', fraction] = String(size).split('.');
  const grouped = size < groupedFrom ? whole : whole.replace(THOUSANDS, thousands);
  return `${value < 0 && size > 0 ? MINUS : ''}${grouped}${fraction === undefined ? '' : decimal + fraction}`;
}

/** A share given as 1 = 100%. */
export function writeShare(share: number): string {
  return text.percent(writeNumber(Math.round(share * 100)));
}

/** A value in its unit: `yesNo`, `count`, `percent`, `number` or a currency code. */
export function writeValue(value: Companion, unit: string): string {
  if (value === null) return text.none;
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (typeof value === 'string') return value;
  if (typeof value !== 'number') return value.map((bound) => writeValue(bound, unit)).join(' – ');
  if (unit === 'percent') return text.percent(writeNumber(value));
  if (isCurrency(unit)) return writeAmount(value, unit);
  return unit === 'number' ? writeUnitless(value) : writeNumber(value);
}

const isCurrency = (unit: string): boolean => /^[A-Z]{3}$/.test(unit);

/** Of an amount that is smaller than this, its cents count. */
const SMALL_AMOUNT = 100;

/** What isn't a cent is nothing, and nothing has no sign. */
function writeAmount(value: number, currency: string): string {
  const size = Math.abs(value);
  const decimals = size < SMALL_AMOUNT && Math.round(size * 100) % 100 > 0 ? 2 : 0;
  const digits = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  const form = { style: 'currency', currency, signDisplay: 'negative', ...digits } as const;
  return new Intl.NumberFormat(text.locale, form).format(value);
}

/** What a value is on its way to: "of 60". What is to fall is no part of its target, nor is yes, nor what isn't known. */
export function writeGoal({ value, unit, direction }: Indicator, target: Companion): string {
  const isPart = direction === 'up' && unit !== 'yesNo' && value !== null;
  const written = writeValue(target, unit);
  return isPart ? text.indicators.ofTarget(written) : `${text.indicators.target}: ${written}`;
}

/** Of a number without a unit that is smaller than this, the first two digits are written, as in reports. */
const SMALL = 0.1;
/** Smaller ones would be written with an exponent. */
const MOST_DECIMALS = 6;

/** A number without a unit may be a rate: with two decimals, or more where it is small. */
function writeUnitless(value: number): string {
  const size = Math.abs(value);
  const isSmall = size > 0 && size < SMALL;
  const decimals = isSmall ? Math.min(MOST_DECIMALS, 1 - Math.floor(Math.log10(size))) : 2;
  return written(value, Number(size.toFixed(decimals)));
}

/** In the reader's language; what is no code of a country is shown as it stands. */
export function countryName(code: string): string {
  if (code === 'INT') return text.international;
  try {
    return new Intl.DisplayNames(text.locale, { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}

export function companionName(name: string): string {
  return text.companions.names[name] ?? name.replace(/([A-Z])/g, ' $1').replace(/^./, (letter) => letter.toUpperCase());
}

/** Companions are counts, whatever the unit of the value; the rate and the interval of a survey are shares. */
export function writeCompanion(name: string, value: Companion): string {
  return writeValue(value, name === 'responseRate' || name === 'interval' ? 'percent' : 'count');
}

/** The note that gives a baseline and what was computed on its day. */
const STATED_BASELINE = /^(Baseline stated: )(\S+)(; computed on its day \(\S+\): )(\S+)\.$/;

/** A note of the service, which writes English and bare numbers, in the reader's language and the indicator's unit. */
export function writeNote(note: string, unit: string): string {
  const inUnit = note.replace(
    STATED_BASELINE,
    (_, head: string, stated: string, between: string, computed: string) =>
      `${head}${writeRecorded(stated, unit)}${between}${writeRecorded(computed, unit)}.`,
  );
  return saidAnew(inUnit, text.notes) ?? withDates(inUnit);
}

/** A value with all its decimals: rounded, two that differ could look the same. */
function writeRecorded(said: string, unit: string): string {
  const value = Number(said);
  if (Number.isNaN(value)) return said === 'yes' ? text.yes : text.no;
  if (unit === 'percent') return text.percent(writeExactly(value));
  return isCurrency(unit) ? `${writeExactly(value)}\u00a0${unit}` : writeExactly(value);
}

/** A sentence of the service as it is said in the reader's language, where that has words for it. */
export function saidAnew(said: string, sentences: readonly Sentence[]): string | undefined {
  for (const { english, words } of sentences) {
    const [found, ...parts] = english.exec(said) ?? [];
    if (found !== undefined) return withDates(words(...parts));
  }
  return undefined;
}

/** Not within a name, which may look like one. */
const ISO_DATE = /(?<![\w-])\d{4}-\d{2}-\d{2}(?![\w-])/g;

const withDates = (sentence: string): string => sentence.replace(ISO_DATE, writeDate);

/** What baseline and targets were before each revision, and why that was made. */
export function writeRevisions({ baseline, targets, unit }: Indicator): string[] {
  const words = text.indicators;
  const named = [
    { name: words.baseline, anchor: baseline },
    ...targets.map((target) => ({ name: words.targetOf(writeWhen(target)), anchor: target })),
  ];
  return named.flatMap(({ name, anchor }) =>
    (anchor.was ?? []).map(({ value, until, reason }) =>
      words.was(name, writeValue(value, unit), writeDate(until), reason),
    ),
  );
}

/** What has just changed about an indicator. */
export function writeDifference({ kind, companion, before, after }: Difference, { unit }: Indicator): string {
  if (kind === 'status') return text.indicators.changed(statusWord(before), statusWord(after));
  if (kind === 'companion' && companion !== undefined) {
    const [was, is] = [writeCompanion(companion, before), writeCompanion(companion, after)];
    return text.indicators.changedCompanion(companionName(companion), was, is);
  }
  return text.indicators.changed(writeValue(before, unit), writeValue(after, unit));
}

function statusWord(status: Companion): string {
  return (text.status as Record<string, { word: string }>)[String(status)]?.word ?? String(status);
}

/** A movement with its sign: "+2", "−1.5 points". */
export function writeChange(change: number, unit: string): string {
  const write = (size: number): string => (unit === 'percent' ? writeNumber(size) : writeValue(size, unit));
  const size = write(Math.abs(change));
  if (size === write(0)) return text.indicators.noChange;
  const signed = `${change > 0 ? '+' : MINUS}${size}`;
  return unit === 'percent' ? text.indicators.points(signed) : signed;
}

/** Companions that are there although no value is: facts exist, but none counts on this day. */
export function meaningOfNoData({ companions }: Indicator): string {
  return Object.keys(companions).length > 0 ? text.indicators.noDataAtDay : text.indicators.noDataMeaning;
}
