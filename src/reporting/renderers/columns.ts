// The columns of a table on a page: what each is wide, and what no page is wide enough for.
import type { Cell, Table } from '../report-model.js';

/** Of a page and its letters, all in one unit. */
export interface Room {
  /** Of the whole table. */
  readonly width: number;
  /** Height of the letters. */
  readonly em: number;
  /** On each side of a cell. */
  readonly margin: number;
}

/** What a date, and a letter of a number and of an id, is wide, in heights of its letters. */
const DATE_LETTERS = 6.6;
const NUMBER_LETTER = 0.6;
const ID_LETTER = 0.7;
/** Ids that are longer are broken. */
const LONGEST_ID = 16;
/** A letter of a head, which is bold. */
const HEAD_LETTER = 0.6;

/** What is left to a column of texts that gives room to others: its words are parted, but stand in no other column. */
const SYLLABLE_LETTERS = 4;

/**
 * Widths as the columns' shares say, but that dates, numbers and ids stay on their lines where there is room, and where
 * there still is, those in texts and the words of heads.
 */
export function columnWidths(table: Table, room: Room): number[] {
  const { columns } = table;
  const total = sumOf(columns.map(({ width }) => width));
  const shares = columns.map(({ width }) => (width / total) * room.width);
  const needed = lettersNeeded(table, lettersOf);
  const withTexts = lettersNeeded(table, (cell) => Math.max(lettersOf(cell), lettersOfFigures(cell)));
  const withHeads = columns.map(({ title }, i) => Math.max(withTexts[i] ?? 0, lettersOfWords(title)));
  const kept = columns.map(({ type }) => (type === 'text' ? SYLLABLE_LETTERS * room.em + 2 * room.margin : 0));
  return (
    widened(shares, withHeads, room, kept) ??
    widened(shares, withTexts, room, kept) ??
    widened(shares, needed, room, kept) ??
    widened(shares, needed, room) ??
    shares
  );
}

/** What each column needs for its dates, numbers and ids, in heights of its letters. */
const lettersNeeded = ({ columns, rows }: Table, lettersIn: (cell: Cell | undefined) => number): number[] =>
  columns.map(({ type, title }, i) => {
    // Rows and columns may be headed by ids, which nothing hyphenates.
    const head = Math.max(type === 'date' ? DATE_LETTERS : 0, lettersOfId(title));
    const lettersHere = (cell: Cell | undefined): number =>
      i === 0 && cell?.kind === 'text' ? lettersOfId(cell.text) : lettersIn(cell);
    return rows.reduce((most, row) => Math.max(most, lettersHere(row[i])), head);
  });

/** Shares of which those that lack room have it from the others, which keep some; undefined where there is not enough. */
function widened(
  shares: readonly number[],
  letters: readonly number[],
  { em, margin }: Room,
  kept: readonly number[] = [],
): number[] | undefined {
  const least = letters.map((each) => (each === 0 ? 0 : each * em + 2 * margin));
  const lacking = shares.map((share, i) => Math.max(0, (least[i] ?? 0) - share));
  const spare = shares.map((share, i) =>
    lacking[i] === 0 ? share - Math.max(least[i] ?? 0, Math.min(share, kept[i] ?? 0)) : 0,
  );
  const [lack, there] = [sumOf(lacking), sumOf(spare)];
  if (there <= lack) return undefined;
  return shares.map((share, i) => share + (lacking[i] ?? 0) - ((spare[i] ?? 0) * lack) / there);
}

/** Of a title: documents for Word break a longer word anywhere. */
const lettersOfWords = (title: string): number =>
  Math.max(...title.split(/[\s/]+/).map(({ length }) => length)) * HEAD_LETTER;

/** Whether no word of a title has to be broken in a column of this width. */
export const hasWholeWords = (title: string, width: number, { em, margin }: Omit<Room, 'width'>): boolean =>
  lettersOfWords(title) * em + 2 * margin <= width;

/** The longest part of a number, which may be broken before its unit. */
function lettersOf(cell: Cell | undefined): number {
  if (cell?.kind !== 'number') return 0;
  return Math.max(...cell.text.split(' ').map(({ length }) => length)) * NUMBER_LETTER;
}

/** A number or a date with its unit and the marks around it: "(14/06/2024)," or "83,413,333.50 EUR". */
const FIGURE = /^[(−]*\d[−\d.,/\u00a0]*(?:[A-Z]{3})?[).,;:]*$/;
/** Longer ones have no room kept for them. */
const LONGEST_FIGURE = 24;

/** The longest number or date in a text: nothing breaks it, and it would stand in the next column. */
function lettersOfFigures(cell: Cell | undefined): number {
  if (cell?.kind !== 'text') return 0;
  const figures = cell.text.split(/[ \n]/).filter((word) => word.length <= LONGEST_FIGURE && FIGURE.test(word));
  return Math.max(0, ...figures.map(({ length }) => length)) * NUMBER_LETTER;
}

/** Of `KPI-01`: a word with a number in it. */
const lettersOfId = (text: string): number =>
  /^\S*\d\S*$/.test(text) ? Math.min(text.length, LONGEST_ID) * ID_LETTER : 0;

export const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, number) => sum + number, 0);

/** As many columns as can be read on a page turned sideways. */
const MOST_COLUMNS = 15;
/** Those that say what a row is of: they stand in every part. */
const LEADING = 2;
const COLUMNS_OF_PART = 10;

/** A table with more columns than a page holds, in parts: "(1/3)" and so on. */
export function partsOf(table: Table): Table[] {
  const { columns, rows, title } = table;
  if (columns.length <= MOST_COLUMNS) return [table];
  const others = columns.length - LEADING;
  const parts = Math.ceil(others / COLUMNS_OF_PART);
  const size = Math.ceil(others / parts);
  return Array.from({ length: parts }, (_, part) => {
    const ofPart = <T>(all: readonly T[]): T[] => [
      ...all.slice(0, LEADING),
      ...all.slice(LEADING + part * size, LEADING + (part + 1) * size),
    ];
    return { ...table, title: `${title} (${part + 1}/${parts})`, columns: ofPart(columns), rows: rows.map(ofPart) };
  });
}
