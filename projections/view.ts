// What the projections compute from: everything an alliance has recorded, as known at one position of the log.
import type { Day, ProjectCalendar } from './calendar.js';
import type { FrameworkHistory } from './framework.js';
import type { Survey } from './i5-satisfaction.js';
import type { Source } from './measure.js';

/** A cell's name, whole and split at its `|`. */
export interface Cell {
  readonly name: string;
  readonly parts: readonly string[];
}

/** A fact that made steps on a day: its event, as numbered by the view (`Fact.index`), and its place. */
export interface Mark {
  readonly event: number;
  readonly place: number;
}

/** The sums of one category's steps (or of a part of it), as known at the view's position. */
export interface Ledger {
  /** Whether any fact of the category (or of its part) is known, whatever its effective date and its tags. */
  readonly known: boolean;
  /** Sum of the steps in `cell` from day `from` (default: the beginning) through the end of day `through`. */
  sum(cell: string, through: Day, from?: Day): number;
  /** The cells whose first part is `head`. */
  cells(head: string): readonly Cell[];
  /** The days with steps, ascending. */
  days(): readonly Day[];
  /** The cell of the newest step, by (effective date, place), through the end of a day. */
  newest(through: Day): string | undefined;
  /** The facts that made steps on `day`, in order of place; what time alone did is left out. */
  marks(day: Day): readonly Mark[];
  /** The streams, by name, with a step in one of `cells` on a day before `from` or after `through`. */
  streamsOutside(cells: (cell: string) => boolean, from: Day, through: Day): readonly string[];
}

export interface View {
  readonly calendar: ProjectCalendar;
  readonly framework: FrameworkHistory;
  /** All surveys known, newest first by (openedOn, place). */
  readonly surveys: readonly Survey[];
  /** The day of the alliance's first effective fact. */
  readonly firstFactOn: Day | undefined;
  ledger(source: Source): Ledger;
  /** The same view in the middle of `day`: only its facts up to `place` (-1: none; what time alone does on `day` is done). */
  within(day: Day, place: number): View;
}
