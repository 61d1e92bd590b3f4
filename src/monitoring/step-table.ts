// The steps of one category (or of a part of it) with the span of the log in which each was known.
// "As known then" is a filter over these columns, never a replay.
import type { Day } from '../../projections/calendar.js';
import type { Step } from '../../projections/measure.js';
import { grown, resized, used, type TypedArray } from './columns.js';
import { firstIndex } from './log-index.js';

/** `until` of a step that still stands. */
export const STANDING = 0xffffffff;
const NONE = -1;
/** Among so many steps, looking at each costs less than knowing where those of an event stand. */
const FEW_STEPS = 8;

/** Called when a step comes to stand, or stops standing, at the head of the log. */
export type StepListener = (row: number, sign: 1 | -1) => void;

export class StepTable {
  private on: Int32Array = new Int32Array(0);
  /** +1 or -1; doubled where time alone makes the step, on a day that isn't its fact's. */
  private amounts: Int8Array = new Int8Array(0);
  private from: Uint32Array = new Uint32Array(0);
  private until: Uint32Array = new Uint32Array(0);
  private by: Uint32Array = new Uint32Array(0);
  private places: Uint32Array = new Uint32Array(0);
  private streams: Uint32Array = new Uint32Array(0);
  private previous: Int32Array = new Int32Array(0);
  private cellsEnd: Uint32Array = new Uint32Array(0);
  private tagsEnd: Uint32Array = new Uint32Array(0);
  private cells: Uint32Array = new Uint32Array(0);
  private tags: Uint32Array = new Uint32Array(0);
  private length = 0;
  /** Ordinal of the last event that added or closed a row; -1 for none. */
  private lastChange = -1;
  private cellsUsed = 0;
  private tagsUsed = 0;
  private readonly cellNumbers = new Map<string, number>();
  readonly cellNames: string[] = [];
  private readonly heads: number[] = [];
  private readonly headNumbers = new Map<string, number>();
  private readonly tagNumbers = new Map<string, number>();
  readonly listeners: StepListener[] = [];

  get rows(): number {
    return this.length;
  }

  /**
   * Puts the steps that a stream makes from event `ordinal` on in the place of those it made before. `lastRow` is the
   * stream's newest row (-1 for none); answers the new one. Steps that stay the same keep the time they are known from.
   */
  replace(stream: number, lastRow: number, steps: readonly Step[], ordinal: number): number {
    if (lastRow === NONE) return this.append(stream, lastRow, steps, ordinal);
    const kept = new Set<number>();
    const made = steps.length > FEW_STEPS ? stepsByEvent(steps) : undefined;
    for (let row = lastRow; row !== NONE; row = this.previous[row] as number) {
      if (this.until[row] !== STANDING) continue;
      const isSame = (i: number): boolean => !kept.has(i) && this.isRowOf(row, steps[i] as Step);
      const same = made ? (made.get(this.event(row))?.find(isSame) ?? -1) : steps.findIndex((_, i) => isSame(i));
      if (same === -1) this.close(row, ordinal);
      else kept.add(same);
    }
    const added = steps.filter((_, i) => !kept.has(i));
    return this.append(stream, lastRow, added, ordinal);
  }

  /** Puts steps beside those that the stream makes already. Parameters and answer are those of `replace`. */
  append(stream: number, lastRow: number, steps: readonly Step[], ordinal: number): number {
    let last = lastRow;
    for (const step of steps) last = this.add(stream, last, step, ordinal);
    return last;
  }

  /** Whether a row's step was known when the log held `count` events. */
  isKnown(row: number, count: number): boolean {
    return (this.from[row] as number) < count && (this.until[row] as number) >= count;
  }

  /** Whether what was known when the log held `count` events is what is known now. */
  isUnchangedSince(count: number): boolean {
    return this.lastChange < count;
  }

  /** The rows that had been added when the log held `count` events: those before this one. */
  private rowsBy(count: number): number {
    if (this.isUnchangedSince(count)) return this.length;
    return firstIndex(this.length, (row) => (this.from[row] as number) >= count);
  }

  /** Whether any step was known: every stream with a fact has one. */
  anyKnown(count: number): boolean {
    const rows = this.rowsBy(count);
    for (let row = 0; row < rows; row++) if (this.isKnown(row, count)) return true;
    return false;
  }

  /** The rows that were known, in order of days; `tag`: only those that carry it. */
  knownByDay(count: number, tag: string | undefined): Uint32Array {
    const added = this.rowsBy(count);
    const rows = new Uint32Array(added);
    let known = 0;
    let [first, last] = [Infinity, -Infinity];
    for (let row = 0; row < added; row++) {
      if (!this.isKnown(row, count) || (tag !== undefined && !this.hasTag(row, tag))) continue;
      rows[known++] = row;
      const day = this.on[row] as number;
      if (day < first) first = day;
      if (day > last) last = day;
    }
    if (known === 0) return rows.subarray(0, 0);
    // Days lie close to each other: counting them sorts a million rows in a few milliseconds.
    const dayOfRow = (i: number): number => (this.on[rows[i] as number] as number) - first;
    const next = new Uint32Array(last - first + 2);
    for (let i = 0; i < known; i++) next[dayOfRow(i) + 1] = (next[dayOfRow(i) + 1] as number) + 1;
    for (let day = 1; day < next.length; day++) next[day] = (next[day] as number) + (next[day - 1] as number);
    const sorted = new Uint32Array(known);
    for (let i = 0; i < known; i++) {
      const place = next[dayOfRow(i)] as number;
      sorted[place] = rows[i] as number;
      next[dayOfRow(i)] = place + 1;
    }
    return sorted;
  }

  /** The earliest day of a step that was known; Infinity for none. */
  firstKnownDay(count: number): Day {
    let first = Infinity;
    const rows = this.rowsBy(count);
    for (let row = 0; row < rows; row++) {
      if ((this.on[row] as number) < first && this.isKnown(row, count)) first = this.on[row] as number;
    }
    return first;
  }

  day(row: number): Day {
    return this.on[row] as number;
  }

  amount(row: number): 1 | -1 {
    return (this.amounts[row] as number) > 0 ? 1 : -1;
  }

  /** Made by time alone, at the very start of its day. */
  isTimely(row: number): boolean {
    return Math.abs(this.amounts[row] as number) === 2;
  }

  /** Ordinal of the event that makes the step. */
  event(row: number): number {
    return this.by[row] as number;
  }

  place(row: number): number {
    return this.places[row] as number;
  }

  stream(row: number): number {
    return this.streams[row] as number;
  }

  /** Calls `visit` with the number of each cell of a row. */
  eachCell(row: number, visit: (cell: number) => void): void {
    const end = this.cellsEnd[row] as number;
    for (let i = this.cellsStart(row); i < end; i++) visit(this.cells[i] as number);
  }

  /** Calls `visit` with what the steps of `rows`, in this order, add to each cell whose name begins with a head. */
  eachAmount(rows: Uint32Array, head: number, visit: (cell: number, day: Day, amount: number) => void): void {
    const { heads, cells, cellsEnd, on, amounts } = this;
    for (const row of rows) {
      const end = cellsEnd[row] as number;
      for (let i = this.cellsStart(row); i < end; i++) {
        const cell = cells[i] as number;
        if (heads[cell] === head) visit(cell, on[row] as number, (amounts[row] as number) > 0 ? 1 : -1);
      }
    }
  }

  hasCell(row: number, wanted: (cell: number) => boolean): boolean {
    const end = this.cellsEnd[row] as number;
    for (let i = this.cellsStart(row); i < end; i++) if (wanted(this.cells[i] as number)) return true;
    return false;
  }

  /** A number for the first part of a cell's name. */
  headOf(cell: number): number {
    return this.heads[cell] as number;
  }

  cellNumber(name: string): number | undefined {
    return this.cellNumbers.get(name);
  }

  hasTag(row: number, tag: string): boolean {
    const number = this.tagNumbers.get(tag);
    const end = this.tagsEnd[row] as number;
    for (let i = this.tagsStart(row); i < end; i++) {
      if (this.tags[i] === number) return true;
    }
    return false;
  }

  private add(stream: number, previous: number, step: Step, ordinal: number): number {
    if (this.length === this.on.length) this.growRows();
    const row = this.length++;
    this.on[row] = step.on;
    this.amounts[row] = step.on === step.by.on ? step.amount : 2 * step.amount;
    this.from[row] = ordinal;
    this.lastChange = ordinal;
    this.until[row] = STANDING;
    this.by[row] = step.by.index;
    this.places[row] = step.by.place;
    this.streams[row] = stream;
    this.previous[row] = previous;
    this.addNames(step);
    this.cellsEnd[row] = this.cellsUsed;
    this.tagsEnd[row] = this.tagsUsed;
    for (const listener of this.listeners) listener(row, 1);
    return row;
  }

  private close(row: number, ordinal: number): void {
    this.until[row] = ordinal;
    this.lastChange = ordinal;
    for (const listener of this.listeners) listener(row, -1);
  }

  private isRowOf(row: number, step: Step): boolean {
    if (this.day(row) !== step.on || this.amount(row) !== step.amount) return false;
    if (this.event(row) !== step.by.index || this.place(row) !== step.by.place) return false;
    const start = this.cellsStart(row);
    if ((this.cellsEnd[row] as number) - start !== step.cells.length) return false;
    if (!step.cells.every((name, i) => this.cellNames[this.cells[start + i] as number] === name)) return false;
    // Not the fact alone tells them: a memorandum may lose a party, and its last signature be the same.
    const tags = step.tags ?? [];
    return (
      (this.tagsEnd[row] as number) - this.tagsStart(row) === tags.length && tags.every((tag) => this.hasTag(row, tag))
    );
  }

  private cellsStart(row: number): number {
    return row === 0 ? 0 : (this.cellsEnd[row - 1] as number);
  }

  private tagsStart(row: number): number {
    return row === 0 ? 0 : (this.tagsEnd[row - 1] as number);
  }

  private internCell(name: string): number {
    let number = this.cellNumbers.get(name);
    if (number === undefined) {
      number = this.cellNames.length;
      this.cellNumbers.set(name, number);
      this.cellNames.push(name);
      const [head] = name.split('|') as [string];
      const known = this.headNumbers.get(head);
      this.heads.push(known ?? this.headNumbers.size);
      if (known === undefined) this.headNumbers.set(head, this.headNumbers.size);
    }
    return number;
  }

  private internTag(name: string): number {
    let number = this.tagNumbers.get(name);
    if (number === undefined) this.tagNumbers.set(name, (number = this.tagNumbers.size));
    return number;
  }

  private addNames({ cells, tags = [] }: Step): void {
    if (this.cellsUsed + cells.length > this.cells.length) {
      this.cells = resized(this.cells, grown(this.cellsUsed + cells.length));
    }
    for (const name of cells) this.cells[this.cellsUsed++] = this.internCell(name);
    if (this.tagsUsed + tags.length > this.tags.length)
      this.tags = resized(this.tags, grown(this.tagsUsed + tags.length));
    for (const name of tags) this.tags[this.tagsUsed++] = this.internTag(name);
  }

  private growRows(): void {
    const capacity = grown(this.length);
    this.on = resized(this.on, capacity);
    this.amounts = resized(this.amounts, capacity);
    this.from = resized(this.from, capacity);
    this.until = resized(this.until, capacity);
    this.by = resized(this.by, capacity);
    this.places = resized(this.places, capacity);
    this.streams = resized(this.streams, capacity);
    this.previous = resized(this.previous, capacity);
    this.cellsEnd = resized(this.cellsEnd, capacity);
    this.tagsEnd = resized(this.tagsEnd, capacity);
  }

  /** A table that starts as this one is, and leaves it as it is. */
  copy(): StepTable {
    const copy = new StepTable();
    copy.load(this.save());
    // The one column whose values change; the others are copied when a row is added.
    copy.until = copy.until.slice();
    return copy;
  }

  save(): StepTableState {
    const { on, amounts, from, until, by, places, streams, previous, cellsEnd, tagsEnd } = this;
    const rows = { on, amounts, from, until, by, places, streams, previous, cellsEnd, tagsEnd };
    return {
      rows: Object.fromEntries(
        Object.entries(rows).map(([name, column]) => [name, used<TypedArray>(column, this.length)]),
      ),
      cells: used(this.cells, this.cellsUsed),
      tags: used(this.tags, this.tagsUsed),
      lastChange: this.lastChange,
      cellNames: this.cellNames,
      tagNames: [...this.tagNumbers.keys()],
    };
  }

  load({ rows, cells, tags, lastChange, cellNames, tagNames }: StepTableState): void {
    Object.assign(this, rows, { cells, tags, lastChange });
    this.length = this.on.length;
    this.cellsUsed = cells.length;
    this.tagsUsed = tags.length;
    cellNames.forEach((name) => this.internCell(name));
    tagNames.forEach((name) => this.internTag(name));
  }
}

/** Where the steps of each event stand: in a stream of thousands of values nothing is looked for among all of them. */
function stepsByEvent(steps: readonly Step[]): ReadonlyMap<number, readonly number[]> {
  const made = new Map<number, number[]>();
  for (const [i, { by }] of steps.entries()) {
    const others = made.get(by.index);
    if (others) others.push(i);
    else made.set(by.index, [i]);
  }
  return made;
}

export interface StepTableState {
  /** The columns with a value for each row, by name. */
  readonly rows: Readonly<Record<string, TypedArray>>;
  readonly cells: Uint32Array;
  readonly tags: Uint32Array;
  readonly lastChange: number;
  readonly cellNames: readonly string[];
  readonly tagNames: readonly string[];
}
