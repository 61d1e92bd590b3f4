// What makes the difference between a figure at two moments: which facts came, which went, and why each did.
import type { Fact, StreamHistory } from './facts.api.js';

export interface ComparedMoment {
  /** ISO date of the day looked at. */
  readonly at: string;
  /** Log position up to which facts were known. */
  readonly asOf: string;
  readonly facts: readonly Fact[];
}

/** `happened`: between the two days. `recorded`: was true before, became known later. `counts`: time or another fact made it count. */
export type CameWhy = 'happened' | 'recorded' | 'counts';
/** `corrected` and `retracted` carry the reason given; `countsNoMore`: it ended, or another one took its place. */
export type WentWhy = 'corrected' | 'retracted' | 'countsNoMore' | 'notYet';

export interface Came {
  readonly fact: Fact;
  readonly why: CameWhy;
}

export interface Went {
  readonly fact: Fact;
  readonly why: WentWhy;
  readonly reason?: string | undefined;
}

export interface FactComparison {
  readonly came: readonly Came[];
  readonly went: readonly Went[];
}

/** `histories`: of the streams whose facts went, as far as they are known; they tell the reasons. */
export function compareFacts(
  before: ComparedMoment,
  after: ComparedMoment,
  histories: ReadonlyMap<string, StreamHistory> = new Map(),
): FactComparison {
  const idOf = ({ stream, eventId }: Fact): string => `${stream} ${eventId}`;
  const had = new Set(before.facts.map(idOf));
  const has = new Set(after.facts.map(idOf));
  return {
    came: after.facts.filter((fact) => !had.has(idOf(fact))).map((fact) => ({ fact, why: cameWhy(fact, before) })),
    went: before.facts
      .filter((fact) => !has.has(idOf(fact)))
      .map((fact) => ({ fact, ...wentWhy(fact, after, histories.get(fact.stream)) })),
  };
}

function cameWhy({ effectiveOn, position }: Fact, before: ComparedMoment): CameWhy {
  if (effectiveOn > before.at) return 'happened';
  return BigInt(position) > BigInt(before.asOf) ? 'recorded' : 'counts';
}

function wentWhy(fact: Fact, after: ComparedMoment, history: StreamHistory | undefined): Pick<Went, 'why' | 'reason'> {
  if (fact.effectiveOn > after.at || BigInt(fact.position) > BigInt(after.asOf)) return { why: 'notYet' };
  const retraction = history?.events.find(
    ({ type, data, position }) =>
      type === 'EventRetracted' && data['eventId'] === fact.eventId && BigInt(position) <= BigInt(after.asOf),
  );
  if (!retraction) return { why: 'countsNoMore' };
  const reason = String(retraction.data['reason']);
  const isCorrected = history?.events.some(({ corrects }) => corrects === fact.eventId) ?? false;
  return { why: isCorrected ? 'corrected' : 'retracted', reason };
}
