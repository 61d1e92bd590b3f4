// What a spreadsheet is read into, whichever kind of file it was: rows of cells, one after the other.
import { ProblemError, type ProblemCode } from '../../platform/problems.js';
import type { Notice } from './notices.js';

/** A cell that holds nothing that could be taken: why, in words, and what to do. */
export interface CellFault {
  readonly fault: ProblemCode;
  readonly detail: string;
}

/** A day that a workbook holds as a date. */
export interface CellDate {
  /** ISO 8601. */
  readonly date: string;
}

/** A cell as the file has it: a text isn't trimmed or understood yet. Null where it is empty. */
export type Cell = string | number | boolean | CellDate | CellFault | null;

export interface Row {
  /** As the reader of the file sees it: the line of a text file where the row begins, the row's number in a workbook. */
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** Cells of a workbook that are merged into one. */
export interface MergedCells {
  /** As the workbook has it, such as A1:E1. */
  readonly reference: string;
  /** Numbers of their first and last row. */
  readonly from: number;
  readonly to: number;
}

export interface Table {
  /** Every row that isn't empty: those above the header too. */
  readonly rows: AsyncIterable<Row>;
  /** Whether every row has as many cells as the header. */
  readonly isEven?: boolean;
  /** Whether numbers look as if they had a decimal comma; undefined where the file doesn't say. */
  readonly decimalComma?: boolean;
  /** How a whole number that stands for a day counts: days since 1900, or since 1904. */
  readonly epoch: 1900 | 1904;
  /** What was read, where there was a choice. */
  readonly sheet?: string;
  /** What whoever imports should know; complete once the rows were read. */
  readonly notices: Notice[];
  /** Of those that are merged in the rows, the ones that reach farthest down; known once the rows were read. */
  readonly merged?: () => MergedCells | undefined;
  /** The share of the file that was read so far. */
  readonly share: () => number;
}

/** What can be said of a file that it doesn't say itself. */
export interface ReadingSettings {
  readonly encoding?: string | undefined;
  readonly delimiter?: string | undefined;
  readonly sheet?: string | undefined;
}

export const MOST_ROWS = 100_000;
export const MOST_COLUMNS = 200;

/** Ends the reading of a file that can't be taken. */
export function unreadable(code: ProblemCode, detail: string, row?: number): ProblemError {
  return new ProblemError({ code, detail, ...(row === undefined ? {} : { extension: { row } }) });
}

/** A cell as it is shown to whoever must mend it. */
export function shownCell(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'object') return String(cell).slice(0, SHOWN_LENGTH);
  return 'date' in cell ? cell.date : cell.detail;
}
const SHOWN_LENGTH = 80;

/** A cell's text, trimmed; empty where it holds none. */
export function textOf(cell: Cell | undefined): string {
  if (cell === null || cell === undefined) return '';
  if (typeof cell !== 'object') return String(cell).trim();
  return 'date' in cell ? cell.date : '';
}

/** Whether a cell holds something, be it what can't be read. */
export const isFilled = (cell: Cell): boolean => cell !== null && (typeof cell === 'object' || textOf(cell) !== '');

/** Rows as they come, but no more, and no wider, than a file may have. */
export async function* withinLimits(rows: AsyncIterable<Row>): AsyncGenerator<Row> {
  let count = 0;
  for await (const row of rows) {
    // The header doesn't count.
    if (count++ > MOST_ROWS)
      throw unreadable('too-many-rows', `The file has more than ${MOST_ROWS.toLocaleString('en-GB')} rows.`);
    if (row.cells.length > MOST_COLUMNS)
      throw unreadable('too-many-rows', `Row ${row.number} has more than ${MOST_COLUMNS} columns.`, row.number);
    yield row;
  }
}
