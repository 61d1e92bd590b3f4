// What an indicator file gives: steps from the facts of one stream, and their sums combined into a value.
import type { Category } from '../src/domain/categories.js';
import type { Indicator, Measure as MeasureDefinition } from '../src/domain/framework/framework.schema.js';
import type { Fact, StreamEvent } from '../src/domain/timeline.js';
import type { Day } from './calendar.js';
import type { View } from './view.js';

/** The facts of one stream that a projection of these events sees. */
export type FactOf<E extends { type: string; data: object }> = Fact<StreamEvent & E>;

/** From day `on`, each of `cells` counts `amount` more. */
export interface Step {
  readonly on: Day;
  /** A list of this step's own: the read model adds to it. */
  readonly cells: string[];
  readonly amount: 1 | -1;
  /** What a ledger can be narrowed to: only the steps that carry a tag. */
  readonly tags?: readonly string[];
  /** The fact that makes the step. A step on another day than its fact's is made by time alone (an anniversary). */
  readonly by: Fact;
}

/** How the streams of one category become steps. All measures that read the category share one of these. */
export interface Contributions {
  readonly category: Category;
  /** The steps that the effective facts of ONE stream of an alliance, in effective order, contribute. Pure. */
  steps(facts: readonly Fact[], allianceId: string): Step[];
  /** Each fact makes a step on its own day, whatever else its stream holds: one more leaves the others as they are. */
  readonly isByFact?: true;
}

export type Value = number | boolean | null;
export type Companion = Value | string | readonly [number, number];

/** An indicator's value on a day, before it is held against baseline and targets. */
export interface Reading {
  readonly value: Value;
  readonly companions: Readonly<Record<string, Companion>>;
  readonly notes: readonly string[];
}

export interface BreakdownCell {
  /** null where the facts don't state it. */
  readonly key: string | null;
  /** null where withheld. */
  readonly value: number | null;
  readonly withheld: boolean;
}
export type Breakdowns = Readonly<Record<string, readonly BreakdownCell[]>>;

/** Where a value's facts stand: the streams whose steps in these cells sum to more than nothing. */
export interface Counted {
  readonly source: Source;
  readonly cells: (cell: string) => boolean;
  /** Only steps from this day on (default: all) … */
  readonly from?: Day;
  /** … through this one (default: the day asked for). */
  readonly through?: Day;
  /** Only the stream's newest step counts (a reported value), not the first of those that stand. */
  readonly newest?: boolean;
}

/** A ledger that a measure reads: a category, or a part of one. */
export interface Source {
  readonly category: Category;
  /** The part that a stream belongs to as a whole: answers by survey, measurements by indicator. */
  readonly partition?: string;
  /** Only steps that carry this tag. */
  readonly tag?: string | undefined;
}

/** How a kind of measure makes a value out of sums. Pure; `at` counts by its end. */
export interface Measure<K extends MeasureDefinition['kind'] = MeasureDefinition['kind']> {
  readonly kind: K;
  /** The ledger whose steps it sums. */
  source(indicator: IndicatorOf<K>): Source;
  combine(view: View, indicator: IndicatorOf<K>, at: Day): Reading;
  breakdowns(view: View, indicator: IndicatorOf<K>, at: Day): Breakdowns;
  /** Where the facts behind the value stand; a stream is listed by the first entry that finds it. */
  counted(view: View, indicator: IndicatorOf<K>, at: Day): readonly Counted[];
  /** The days on which its value, provisional ones left out, may change, ascending. */
  changeDays(view: View, indicator: IndicatorOf<K>): readonly Day[];
}

export type IndicatorOf<K extends MeasureDefinition['kind']> = Pick<Indicator, 'id' | 'unit'> & {
  readonly measure: Extract<MeasureDefinition, { kind: K }>;
};

export const NO_READING: Reading = { value: null, companions: {}, notes: [] };

/** The days on which the ledger of a measure changes: right for all that depends on its steps alone. */
export function ledgerDays(view: View, source: Source): readonly Day[] {
  return view.ledger(source).days();
}

/** The keys that a fact counts under in a breakdown: those that it states, or the one of what isn't stated. */
export const orUnstated = (keys: ReadonlySet<string>): string[] => (keys.size > 0 ? [...keys] : ['']);

/** A breakdown's cells from sums by key ('' = not stated): those that aren't nil, by key, the unstated last. */
export function breakdown(sums: ReadonlyMap<string, number>): BreakdownCell[] {
  return [...sums]
    .filter(([, value]) => value !== 0)
    .sort(([a], [b]) => byKey(a, b))
    .map(([key, value]) => ({ key: key === '' ? null : key, value, withheld: false }));
}

/** Orders breakdown keys by code unit, so that every locale agrees; '' (not stated) last. */
export function byKey(a: string, b: string): number {
  if (a === b) return 0;
  if (a === '' || b === '') return a === '' ? 1 : -1;
  return a < b ? -1 : 1;
}
