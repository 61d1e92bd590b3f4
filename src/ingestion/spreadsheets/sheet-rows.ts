// The rows of one sheet, from its XML: values as they are stored, dates as days, and what can't be trusted (errors, formulas
// without a value) named and refused.
import { dateOfSerial } from './serial-dates.js';
import { listed, type Notice } from './notices.js';
import { unreadable, type Cell, type MergedCells, type Row } from './table.js';
import type { XmlListener } from './workbook-parts.js';
import { isSet, longer, unescaped } from './workbook-text.js';
import type { Sheet, Workbook } from './workbook.js';

/** Excel's own precision: what a cell holds beyond it is noise of its arithmetic. */
const SIGNIFICANT_DIGITS = 15;
/**
 * As XML writes one: JavaScript would take 0x10, and nothing for 0. Digits are in one part of it only: where they could be
 * in two, a cell of a million would be tried in as many ways.
 */
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;
/** The row in a reference such as AB12. It begins after a letter: from each digit on, it would be looked for again. */
const ROW_OF = /[A-Z](\d+)$/;
/** Of all cells of a sheet: they may show one long text any number of times. */
const MOST_TEXT = 100_000_000;
const FARTHEST_COLUMN = 1_000;
/** Those of a sheet in Excel; column XFD. */
const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

type OnMerged = (cells: MergedCells) => void;

export async function* sheetRows(
  workbook: Workbook,
  { part }: Sheet,
  notices: Notice[],
  onMerged: OnMerged,
): AsyncGenerator<Row> {
  const ready: Row[] = [];
  const listener = new SheetListener(workbook, (row) => ready.push(row), onMerged);
  for await (const _piece of workbook.parts.reading(part, listener)) yield* ready.splice(0);
  listener.finish(notices);
}

/** Hears a sheet's XML and makes rows of it. */
class SheetListener implements XmlListener {
  private row = 0;
  private column = 0;
  /** Those of the row that were met. */
  private readonly columns = new Set<number>();
  private cells: Cell[] = [];
  private hidden = false;
  private inRows = false;
  private type = '';
  private style = -1;
  /** Undefined until an element for it was met, though that may be empty. */
  private value: string | undefined;
  private formula = false;
  /** Whether it is the reading of a Chinese or Japanese text that is met, and not the text. */
  private phonetic = false;
  private taking = false;
  private readonly hiddenRows: number[] = [];
  private readonly hiddenColumns: { readonly first: number; readonly last: number }[] = [];
  /** Those in which some row holds something. */
  private readonly filled = new Set<number>();
  private formulas = 0;
  private percentages = 0;
  private textLength = 0;
  private firstRow = 0;
  private lastRow = 0;

  constructor(
    private readonly workbook: Workbook,
    private readonly onRow: (row: Row) => void,
    private readonly onMerged: OnMerged,
  ) {}

  open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'sheetData') this.inRows = true;
    else if (name === 'col' && isSet(attributes['hidden'])) this.noteHidden(attributes);
    else if (name === 'mergeCell') this.noteMerged(attributes['ref'] ?? '');
    if (!this.inRows) return;
    if (name === 'row') {
      this.beginRow(wholeNumber(attributes['r']) ?? this.row + 1);
      this.hidden = isSet(attributes['hidden']);
    } else if (name === 'c') {
      this.beginCell(columnOf(attributes['r'] ?? '') ?? this.column + 1);
      this.type = attributes['t'] ?? 'n';
      this.style = wholeNumber(attributes['s']) ?? -1;
      this.value = undefined;
      this.formula = false;
    } else if (name === 'f') this.formula = true;
    else if (name === 'rPh') this.phonetic = true;
    this.taking = name === 'v' || (name === 't' && !this.phonetic);
    if (this.taking) this.value ??= '';
  }

  text(piece: string): void {
    if (this.taking && this.inRows) this.value = longer(this.value ?? '', piece);
  }

  close(name: string): void {
    this.taking = false;
    if (name === 'rPh') this.phonetic = false;
    if (name === 'sheetData') this.inRows = false;
    else if (name === 'c' && this.inRows) this.take();
    else if (name === 'row' && this.inRows) this.endRow();
  }

  /** Says what whoever imports should know, once all was heard. */
  finish(notices: Notice[]): void {
    const { hiddenRows, formulas, percentages } = this;
    if (hiddenRows.length > 0) notices.push((words) => words.hiddenRows(listed(hiddenRows, words)));
    const hidden = [...this.filled].filter((column) => this.isHidden(column)).sort((a, b) => a - b);
    if (hidden.length > 0) notices.push((words) => words.hiddenColumns(hidden.map(lettersOf).join(', ')));
    if (formulas > 0) notices.push((words) => words.formulas(formulas));
    // Whoever looks at them sees other numbers.
    if (percentages > 0) notices.push((words) => words.percentages(percentages));
  }

  private beginRow(row: number): void {
    if (row <= this.row) throw unreadable('workbook-invalid', `Row ${row} stands twice, or behind a later one.`, row);
    if (row > LAST_ROW) throw unreadable('workbook-invalid', `There is no row ${row}.`, row);
    this.row = row;
    this.column = 0;
    this.columns.clear();
    this.cells = [];
  }

  private beginCell(column: number): void {
    if (this.columns.has(column) || column > LAST_COLUMN)
      throw unreadable(
        'workbook-invalid',
        `Row ${this.row} has two cells in its column ${column}, or there is no such column.`,
        this.row,
      );
    this.columns.add(column);
    this.column = column;
  }

  private take(): void {
    const cell = this.cell();
    if (cell === null) return;
    if (this.formula) this.formulas++;
    if (typeof cell === 'string' && (this.textLength += cell.length) > MOST_TEXT)
      throw unreadable('workbook-too-large', 'The cells of the sheet hold more than 100 million characters.');
    // A place far to the right of a narrow table is refused by the limit on columns, without making room for it.
    if (this.column > FARTHEST_COLUMN)
      throw unreadable('too-many-rows', `Row ${this.row} has a cell in column ${this.column}.`, this.row);
    this.filled.add(this.column);
    while (this.cells.length < this.column - 1) this.cells.push(null);
    this.cells[this.column - 1] = cell;
  }

  private cell(): Cell {
    const { value = '' } = this;
    // The text "" that a formula gave is written as an empty value; one that was never calculated has none, or no type.
    const isEmptyText = this.type === 'str' && this.value === '';
    if (this.formula && value === '' && !isEmptyText)
      return { fault: 'formula-without-value', detail: 'a formula whose value the workbook does not hold' };
    switch (this.type) {
      case 's':
        return value === '' ? null : this.sharedString(value);
      case 'str':
      case 'inlineStr':
        return value === '' ? null : unescaped(value);
      case 'b':
        return value === '1' || value === 'true';
      case 'e':
        return { fault: 'cell-invalid', detail: value };
      case 'd':
        return value.slice(0, 10);
      default:
        return value === '' ? null : this.number(value);
    }
  }

  private sharedString(index: string): string | null {
    const text = /^\d+$/.test(index) ? this.workbook.sharedStrings[Number(index)] : undefined;
    if (text !== undefined) return text === '' ? null : text;
    const detail = `A cell of row ${this.row} shows the text number ${index.slice(0, 20)}, which the workbook doesn't hold.`;
    throw unreadable('workbook-invalid', detail, this.row);
  }

  private number(written: string): Cell {
    const value = NUMBER.test(written.trim()) ? Number(written) : NaN;
    if (!Number.isFinite(value))
      return { fault: 'cell-invalid', detail: `a number that is none: "${written.slice(0, 80)}"` };
    const shownAs = this.workbook.shownAs[this.style] ?? 'number';
    if (shownAs === 'percentage') this.percentages++;
    if (shownAs !== 'date') return Number(value.toPrecision(SIGNIFICANT_DIGITS));
    const date = dateOfSerial(value, this.workbook.epoch);
    return date === undefined ? notADay(value) : { date };
  }

  private endRow(): void {
    if (this.cells.every((cell) => cell === null || (typeof cell === 'string' && cell.trim() === ''))) return;
    if (this.hidden) {
      this.hiddenRows.push(this.row);
      return;
    }
    if (this.firstRow === 0) this.firstRow = this.row;
    this.lastRow = this.row;
    this.onRow({ number: this.row, cells: this.cells });
  }

  private noteHidden({ min, max }: Readonly<Record<string, string>>): void {
    // No sheet has more, and whoever writes more means no good.
    if (this.hiddenColumns.length < LAST_COLUMN)
      this.hiddenColumns.push({ first: wholeNumber(min) ?? 0, last: wholeNumber(max) ?? 0 });
  }

  private isHidden(column: number): boolean {
    return this.hiddenColumns.some(({ first, last }) => column >= first && column <= last);
  }

  /** Beside the rows that were handed on, they matter to nobody. */
  private noteMerged(reference: string): void {
    const [from = 0, to = from] = reference.split(':').map((cell) => Number(ROW_OF.exec(cell)?.[1]));
    if (to >= this.firstRow && from <= this.lastRow) this.onMerged({ reference: reference.slice(0, 30), from, to });
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;
}

/** The number of a column, from 1, in a reference such as AB12. */
function columnOf(reference: string): number | undefined {
  const [, letters] = /^([A-Z]{1,3})\d+$/.exec(reference) ?? [];
  return letters?.split('').reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

/** The letters of a column, from 1. */
function lettersOf(column: number): string {
  const last = String.fromCharCode(65 + ((column - 1) % 26));
  return column > 26 ? lettersOf(Math.floor((column - 1) / 26)) + last : last;
}

const notADay = (serial: number): Cell => ({
  fault: 'date-invalid',
  detail: `the serial number ${serial}, which is no day of the calendar`,
});
