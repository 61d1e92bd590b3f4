// The steps of one category (or of a part of it) with the span of the log in which each was known.
// "As known then" is a filter over these columns, never a replay.
import type { Day } from '../../projections/calendar.js';
import type { Step } from '../../projections/measure.js';
import { Column } from './columns.js';

/** `until` of a step that still stands. */
export const STANDING = 0xffffffff;
const NONE = -1;

/** Called when a step comes to stand, or stops standing, at the head of the log. */
export type StepListener = (row: number, sign: 1 | -1) => void;

export class StepTable {
  private readonly on = new Column<Int32Array>(Int32Array);
  /** +1 or -1; doubled where time alone makes the step, on a day that isn't its fact's. */
  private readonly amounts = new Column<Int8Array>(Int8Array);
  private readonly from = new Column<Uint32Array>(Uint32Array);
  private readonly until = new Column<Uint32Array>(Uint32Array);
  private readonly by = new Column<Uint32Array>(Uint32Array);
  private readonly places = new Column<Uint32Array>(Uint32Array);
  private readonly streams = new Column<Uint32Array>(Uint32Array);
  private readonly previous = new Column<Int32Array>(Int32Array);
  private readonly cellsEnd = new Column<Uint32Array>(Uint32Array);
  private readonly cells = new Column<Uint32Array>(Uint32Array);
  private readonly cellNumbers = new Map<string, number>();
  readonly cellNames: string[] = [];
  private readonly tagsEnd = new Column<Uint32Array>(Uint32Array);
  private readonly tags = new Column<Uint32Array>(Uint32Array);
  private readonly tagNumbers = new Map<string, number>();
  readonly listeners: StepListener[] = [];

  get rows(): number {
    return this.on.length;
  }

  /**
   * Puts the steps that a stream makes from event `ordinal` on in the place of those it made before. `lastRow` is the
   * stream's newest row (-1 for none); answers the new one. Steps that stay the same keep the time they are known from.
   */
  replace(stream: number, lastRow: number, steps: readonly Step[], ordinal: number): number {
    const kept = new Set<number>();
    for (let row = lastRow; row !== NONE; row = this.previous.values[row] as number) {
      if (this.until.values[row] !== STANDING) continue;
      const same = steps.findIndex((step, i) => !kept.has(i) && this.isRowOf(row, step));
      if (same === -1) this.close(row, ordinal);
      else kept.add(same);
    }
    let last = lastRow;
    steps.forEach((step, i) => {
      if (!kept.has(i)) last = this.add(stream, last, step, ordinal);
    });
    return last;
  }

  /** Whether a row's step was known when the log held `count` events. */
  isKnown(row: number, count: number): boolean {
    return (this.from.values[row] as number) < count && (this.until.values[row] as number) >= count;
  }

  /** The earliest day of a step that was known; Infinity for none. */
  firstKnownDay(count: number): Day {
    let first = Infinity;
    for (let row = 0; row < this.rows; row++) {
      if ((this.on.values[row] as number) < first && this.isKnown(row, count)) first = this.on.values[row] as number;
    }
    return first;
  }

  day(row: number): Day {
    return this.on.values[row] as number;
  }

  amount(row: number): 1 | -1 {
    return (this.amounts.values[row] as number) > 0 ? 1 : -1;
  }

  /** Made by time alone, at the very start of its day. */
  isTimely(row: number): boolean {
    return Math.abs(this.amounts.values[row] as number) === 2;
  }

  /** Ordinal of the event that makes the step. */
  event(row: number): number {
    return this.by.values[row] as number;
  }

  place(row: number): number {
    return this.places.values[row] as number;
  }

  stream(row: number): number {
    return this.streams.values[row] as number;
  }

  /** Calls `visit` with the number of each cell of a row. */
  eachCell(row: number, visit: (cell: number) => void): void {
    const end = this.cellsEnd.values[row] as number;
    for (let i = this.cellsStart(row); i < end; i++) visit(this.cells.values[i] as number);
  }

  hasCell(row: number, wanted: (cell: number) => boolean): boolean {
    const end = this.cellsEnd.values[row] as number;
    for (let i = this.cellsStart(row); i < end; i++) if (wanted(this.cells.values[i] as number)) return true;
    return false;
  }

  cellNumber(name: string): number | undefined {
    return this.cellNumbers.get(name);
  }

  hasTag(row: number, tag: string): boolean {
    const number = this.tagNumbers.get(tag);
    const end = this.tagsEnd.values[row] as number;
    for (let i = row === 0 ? 0 : (this.tagsEnd.values[row - 1] as number); i < end; i++) {
      if (this.tags.values[i] === number) return true;
    }
    return false;
  }

  private add(stream: number, previous: number, step: Step, ordinal: number): number {
    this.on.push(step.on);
    this.amounts.push(step.on === step.by.on ? step.amount : 2 * step.amount);
    this.from.push(ordinal);
    this.until.push(STANDING);
    this.by.push(step.by.index);
    this.places.push(step.by.place);
    this.streams.push(stream);
    this.previous.push(previous);
    for (const name of step.cells) this.cells.push(this.internCell(name));
    this.cellsEnd.push(this.cells.length);
    for (const name of step.tags ?? []) this.tags.push(this.internTag(name));
    this.tagsEnd.push(this.tags.length);
    const row = this.rows - 1;
    for (const listener of this.listeners) listener(row, 1);
    return row;
  }

  private close(row: number, ordinal: number): void {
    this.until.values[row] = ordinal;
    for (const listener of this.listeners) listener(row, -1);
  }

  private isRowOf(row: number, step: Step): boolean {
    if (this.day(row) !== step.on || this.amount(row) !== step.amount) return false;
    if (this.event(row) !== step.by.index || this.place(row) !== step.by.place) return false;
    const start = this.cellsStart(row);
    if ((this.cellsEnd.values[row] as number) - start !== step.cells.length) return false;
    if (!step.cells.every((name, i) => this.cellNames[this.cells.values[start + i] as number] === name)) return false;
    // The tags of a fact are its own: another fact can't have made this row.
    return (step.tags ?? []).every((tag) => this.hasTag(row, tag));
  }

  private cellsStart(row: number): number {
    return row === 0 ? 0 : (this.cellsEnd.values[row - 1] as number);
  }

  private internCell(name: string): number {
    let number = this.cellNumbers.get(name);
    if (number === undefined) {
      number = this.cellNames.length;
      this.cellNumbers.set(name, number);
      this.cellNames.push(name);
    }
    return number;
  }

  private internTag(name: string): number {
    let number = this.tagNumbers.get(name);
    if (number === undefined) this.tagNumbers.set(name, (number = this.tagNumbers.size));
    return number;
  }

  save(): StepTableState {
    return {
      columns: [this.on, this.amounts, this.from, this.until, this.by, this.places, this.streams].map((c) => c.used()),
      links: [this.previous, this.cellsEnd, this.cells, this.tagsEnd, this.tags].map((c) => c.used()),
      cellNames: this.cellNames,
      tagNames: [...this.tagNumbers.keys()],
    };
  }

  load({ columns, links, cellNames, tagNames }: StepTableState): void {
    const into = [this.on, this.amounts, this.from, this.until, this.by, this.places, this.streams];
    into.forEach((column, i) => (column as Column<Int32Array>).load(columns[i] as Int32Array));
    [this.previous, this.cellsEnd, this.cells, this.tagsEnd, this.tags].forEach((column, i) =>
      (column as Column<Int32Array>).load(links[i] as Int32Array),
    );
    cellNames.forEach((name) => this.internCell(name));
    tagNames.forEach((name) => this.internTag(name));
  }
}

export interface StepTableState {
  readonly columns: readonly ArrayBufferView[];
  readonly links: readonly ArrayBufferView[];
  readonly cellNames: readonly string[];
  readonly tagNames: readonly string[];
}
