// Sums over a step table, as known at one point of the log; at the head they follow each new step.
import type { Day } from '../../projections/calendar.js';
import type { Cell, Ledger, Mark } from '../../projections/view.js';
import { firstIndex } from './log-index.js';
import { STANDING, type StepTable } from './step-table.js';

/** Cell that every stream's first fact counts in, so that "nothing recorded" can be told from nothing counted. */
export const KNOWN_CELL = 'known';

/** Sums by day: differences in order of days, with running totals made when they are asked for. */
class DaySums {
  private days: Day[] = [];
  private differences: number[] = [];
  private totals: number[] | undefined;
  /** Differences that came since the last question, in any order of days. */
  private readonly fresh = new Map<Day, number>();

  add(day: Day, amount: number): void {
    this.totals = undefined;
    const last = this.days.length - 1;
    // Most steps come in order of their days, and all do when a ledger is made.
    if (this.days[last] === day) this.differences[last] = (this.differences[last] as number) + amount;
    else if (last === -1 || (this.days[last] as number) < day) {
      this.days.push(day);
      this.differences.push(amount);
    } else this.fresh.set(day, (this.fresh.get(day) ?? 0) + amount);
  }

  through(day: Day): number {
    this.totals ??= this.runningTotals();
    const i = firstIndex(this.days.length, (j) => (this.days[j] as number) > day);
    return i === 0 ? 0 : (this.totals[i - 1] as number);
  }

  /** The days on which something stands, ascending. */
  standing(): Day[] {
    this.totals ??= this.runningTotals();
    return this.days.filter((_, i) => this.differences[i] !== 0);
  }

  private runningTotals(): number[] {
    if (this.fresh.size < this.days.length / 8) for (const [day, amount] of this.fresh) this.insert(day, amount);
    else this.merge();
    this.fresh.clear();
    let total = 0;
    return this.differences.map((difference) => (total += difference));
  }

  private insert(day: Day, amount: number): void {
    const i = firstIndex(this.days.length, (j) => (this.days[j] as number) >= day);
    if (this.days[i] === day) this.differences[i] = (this.differences[i] as number) + amount;
    else {
      this.days.splice(i, 0, day);
      this.differences.splice(i, 0, amount);
    }
  }

  private merge(): void {
    this.days.forEach((day, i) => this.fresh.set(day, (this.fresh.get(day) ?? 0) + (this.differences[i] as number)));
    this.days = [...this.fresh.keys()].sort((a, b) => a - b);
    this.differences = this.days.map((day) => this.fresh.get(day) as number);
  }
}

/** The ledger of a category that nothing was ever recorded in. */
export const EMPTY_LEDGER: Ledger = {
  known: false,
  sum: () => 0,
  cells: () => [],
  days: () => [],
  newest: () => undefined,
  marks: () => [],
  streamsOutside: () => [],
};

/** A stream that counts, and the event (as numbered by the log) from which it does. */
export interface CountedStream {
  readonly stream: number;
  readonly event: number;
  readonly day: Day;
  readonly place: number;
}

/** The count of known events that follows the head of the log. */
export const HEAD = STANDING;

export class StepLedger implements Ledger {
  private readonly sums: (DaySums | undefined)[] = [];
  /** Heads of cells (by number) whose sums are made: a value asks for few of the cells that its breakdowns do. */
  private readonly summed = new Set<number>();
  /** How many steps stand on each day, once that was asked for. */
  private steps: DaySums | undefined;
  private rowsByDay: Uint32Array | undefined;
  private readonly cellsByHead = new Map<string, Cell[]>();
  private indexedCells = 0;
  private sortedDays: readonly Day[] | undefined;
  private lastDay: { day: Day; rows: readonly number[] } | undefined;

  /** `count`: how many events of the log are known, or HEAD. `tag`: only steps that carry it. */
  constructor(
    private readonly table: StepTable,
    private readonly count: number,
    private readonly tag: string | undefined,
    private readonly nameOfStream: (stream: number) => string,
  ) {
    if (count !== HEAD) return;
    table.listeners.push((row, sign) => {
      if (tag === undefined || table.hasTag(row, tag)) this.apply(row, sign);
    });
  }

  private holds(row: number): boolean {
    return this.table.isKnown(row, this.count) && (this.tag === undefined || this.table.hasTag(row, this.tag));
  }

  get known(): boolean {
    return this.table.anyKnown(this.count);
  }

  sum(cell: string, through: Day, from?: Day): number {
    const number = this.table.cellNumber(cell);
    if (number === undefined) return 0;
    const head = this.table.headOf(number);
    if (!this.summed.has(head)) this.sumUp(head);
    const sums = this.sums[number];
    if (!sums) return 0;
    return sums.through(through) - (from === undefined ? 0 : sums.through(from - 1));
  }

  cells(head: string): readonly Cell[] {
    for (; this.indexedCells < this.table.cellNames.length; this.indexedCells++) {
      const name = this.table.cellNames[this.indexedCells] as string;
      const parts = name.split('|');
      const first = parts[0] as string;
      const cells = this.cellsByHead.get(first);
      if (cells) cells.push({ name, parts });
      else this.cellsByHead.set(first, [{ name, parts }]);
    }
    return this.cellsByHead.get(head) ?? [];
  }

  days(): readonly Day[] {
    if (!this.steps) {
      this.steps = new DaySums();
      for (const row of this.knownRows()) this.steps.add(this.table.day(row), 1);
    }
    return (this.sortedDays ??= this.steps.standing());
  }

  newest(through: Day, within?: { day: Day; place: number }): string | undefined {
    const isDone = (row: number): boolean =>
      within === undefined || this.table.day(row) < within.day || this.table.place(row) <= within.place;
    const row = this.rowsWhere((day) => day <= through)
      .filter(isDone)
      .sort((a, b) => this.compare(a, b))
      .at(-1);
    return row === undefined ? undefined : this.cellNamesOf(row).find((name) => name !== KNOWN_CELL);
  }

  marks(day: Day): readonly Mark[] {
    const marks = this.rowsOn(day)
      .filter((row) => !this.table.isTimely(row))
      .map((row): [number, Mark] => [
        this.table.place(row),
        { event: this.table.event(row), place: this.table.place(row) },
      ]);
    return [...new Map(marks).values()].sort((a, b) => a.place - b.place);
  }

  streamsOutside(cells: (cell: string) => boolean, from: Day, through: Day): readonly string[] {
    return this.rowsWhere((day) => day < from || day > through, cells).map((row) =>
      this.nameOfStream(this.table.stream(row)),
    );
  }

  /** What the steps of `day` add to a cell when only the facts up to `place` have happened, beside what time did. */
  partOfDay(cell: string, day: Day, place: number): number {
    const number = this.table.cellNumber(cell);
    const done = this.rowsOn(day).filter((row) => this.table.isTimely(row) || this.table.place(row) <= place);
    return done
      .filter((row) => this.table.hasCell(row, (other) => other === number))
      .reduce((sum, row) => sum + this.table.amount(row), 0);
  }

  /**
   * The events from which streams count in `cells` on days `from` to `through`: for each stream whose steps sum to
   * more than nothing, the event that last made it so; with `newest`, the newest step's alone.
   */
  counted(cells: (cell: string) => boolean, from: Day, through: Day, newest: boolean): CountedStream[] {
    const rows = this.rowsWhere((day) => day >= from && day <= through, cells).sort((a, b) => this.compare(a, b));
    if (newest) return rows.slice(-1).map((row) => this.countedFrom(row));
    const streams = new Map<number, number[]>();
    for (const row of rows) {
      const stream = this.table.stream(row);
      const found = streams.get(stream);
      if (found) found.push(row);
      else streams.set(stream, [row]);
    }
    return [...streams.values()].flatMap((steps) => {
      const row = this.startOfCounting(steps);
      return row === undefined ? [] : [this.countedFrom(row)];
    });
  }

  private countedFrom(row: number): CountedStream {
    const { table } = this;
    return { stream: table.stream(row), event: table.event(row), day: table.day(row), place: table.place(row) };
  }

  /** Of a stream's steps in order: the one with which its sum last rose from nothing; undefined where it is nothing. */
  private startOfCounting(rows: readonly number[]): number | undefined {
    let sum = 0;
    let start: number | undefined;
    for (let i = 0; i < rows.length;) {
      // The steps of one event count as one: a move from one cell to another doesn't start anew.
      const first = rows[i] as number;
      let change = 0;
      for (; i < rows.length && this.table.event(rows[i] as number) === this.table.event(first); i++) {
        change += this.table.amount(rows[i] as number);
      }
      if (sum <= 0 && sum + change > 0) start = first;
      sum += change;
    }
    return sum > 0 ? start : undefined;
  }

  /** The rows of one day, kept until the next step: a proof asks for the same day's many times. */
  private rowsOn(day: Day): readonly number[] {
    if (this.lastDay?.day !== day) this.lastDay = { day, rows: this.rowsWhere((on) => on === day) };
    return this.lastDay.rows;
  }

  private rowsWhere(inDays: (day: Day) => boolean, cells?: (cell: string) => boolean): number[] {
    const wanted = cells && memoised(this.table.cellNames, cells);
    const rows: number[] = [];
    for (let row = 0; row < this.table.rows; row++) {
      if (!inDays(this.table.day(row)) || !this.holds(row)) continue;
      if (!wanted || this.table.hasCell(row, wanted)) rows.push(row);
    }
    return rows;
  }

  private cellNamesOf(row: number): string[] {
    const names: string[] = [];
    this.table.eachCell(row, (cell) => names.push(this.table.cellNames[cell] as string));
    return names;
  }

  /** By (effective date, place). */
  private compare(a: number, b: number): number {
    return this.table.day(a) - this.table.day(b) || this.table.place(a) - this.table.place(b);
  }

  private apply(row: number, sign: 1 | -1): void {
    const { table } = this;
    const day = table.day(row);
    const amount = sign * table.amount(row);
    this.sortedDays = undefined;
    this.lastDay = undefined;
    this.steps?.add(day, sign);
    table.eachCell(row, (cell) => {
      if (this.summed.has(table.headOf(cell))) (this.sums[cell] ??= new DaySums()).add(day, amount);
    });
  }

  private sumUp(head: number): void {
    this.summed.add(head);
    this.table.eachAmount(this.knownRows(), head, (cell, day, amount) => {
      (this.sums[cell] ??= new DaySums()).add(day, amount);
    });
  }

  /** In order of days. What was known at a past point of the log never changes; at the head it does. */
  private knownRows(): Uint32Array {
    if (this.count === HEAD) return this.table.knownByDay(HEAD, this.tag);
    return (this.rowsByDay ??= this.table.knownByDay(this.count, this.tag));
  }
}

function memoised(names: readonly string[], test: (name: string) => boolean): (cell: number) => boolean {
  const known: (boolean | undefined)[] = [];
  return (cell) => (known[cell] ??= test(names[cell] as string));
}

/** A ledger in the middle of a day: contract section 3, what proves a milestone. */
export class PartOfDayLedger implements Ledger {
  constructor(
    private readonly whole: StepLedger,
    readonly day: Day,
    readonly place: number,
  ) {}

  get known(): boolean {
    return this.whole.known;
  }

  sum(cell: string, through: Day, from?: Day): number {
    if (through < this.day) return this.whole.sum(cell, through, from);
    const before = this.whole.sum(cell, this.day - 1, from);
    return from !== undefined && from > this.day ? 0 : before + this.whole.partOfDay(cell, this.day, this.place);
  }

  cells(head: string): readonly Cell[] {
    return this.whole.cells(head);
  }

  days(): readonly Day[] {
    return this.whole.days();
  }

  newest(through: Day): string | undefined {
    return this.whole.newest(Math.min(through, this.day), this);
  }

  marks(day: Day): readonly Mark[] {
    return this.whole.marks(day);
  }

  streamsOutside(cells: (cell: string) => boolean, from: Day, through: Day): readonly string[] {
    return this.whole.streamsOutside(cells, from, through);
  }
}
