// Decides a request as a whole: which of its facts are there already, whether the rest may be recorded, and how.
import { dayOf, ProjectCalendar, type Day } from '../../../projections/calendar.js';
import { timeZoneOf, type AllianceEstablished } from '../../domain/alliance/alliance.events.js';
import { allianceStream } from '../../domain/categories.js';
import type { Refusal } from '../../domain/decider.js';
import { refusals, type Refused } from '../../domain/judge.js';
import { checkReference, referencedStream } from '../../domain/references.js';
import { effectiveFacts, type Fact, type StreamEvent } from '../../domain/timeline.js';
import { checkDates, dateWindow, type DateWindow } from '../../domain/validation.js';
import { canonicalJson } from '../../event-store/canonical-json.js';
import type { ExpectedRevision, NewEvent, StoredEvent, StreamAppend } from '../../event-store/event-store.js';
import { EventIds } from '../../monitoring/event-ids.js';
import { ProblemError, problemTypes } from '../../platform/problems.js';
import { Turns } from '../../platform/turns.js';
import type { CheckedFact } from './check-form.js';
import type { Facts } from './facts.js';
import { formProblem } from './form-problem.js';
import { OfferedFacts } from './offered-facts.js';
import type { RecordedFact } from './record-facts.command.js';
import type { RefusedFacts } from './refused-facts.js';
import { RequestProblems, assertRevision } from './request-problems.js';
import { RequestStreams } from './request-streams.js';

/** What a decision looks at: reads of the store, each stream once for a request. */
export interface StreamsAtHand {
  read(stream: string): readonly StoredEvent[] | Promise<readonly StoredEvent[]>;
  /** Position of the last event of the append that an event belongs to. */
  endOfAppend(event: StoredEvent): Promise<bigint>;
  /** Whether any stream of an alliance holds an event with this id. */
  holds(allianceId: string, eventId: string): Promise<boolean>;
  /** Today in a time zone. */
  today(timeZone: string): Day;
}

/** A fact of the request that is new, beside where it will stand. */
interface NewFact {
  readonly index: number;
  readonly fact: CheckedFact;
  readonly corrects: string | undefined;
}

/** One for each fact that isn't refused; those to be appended lack their position until they are. */
export type Result = RecordedFact | { readonly eventId: string; readonly stream: string; readonly revision: bigint };

export interface DecisionOptions {
  readonly onProgress?: ((decided: number) => void) | undefined;
  /** Nobody wants the decision any more. */
  readonly signal?: AbortSignal | undefined;
  /** Where each refused fact is put, and the others are decided without it; by default the first refusal is thrown. */
  readonly refused?: RefusedFacts | undefined;
  /** What is put aside with a refused fact, untold: others aren't judged by it. */
  readonly goingWith?: ((index: number) => readonly number[]) | undefined;
  /** The revision that the first fact's stream must have for anything new. */
  readonly ifRevision?: ExpectedRevision | undefined;
}

/** So many facts are decided at once: a file may hold many. */
const PAGE = 250;

export class Decision {
  /** By their own streams. */
  private readonly offered = new OfferedFacts();
  /** By the streams that they refer to. */
  private readonly referring = new OfferedFacts();
  private readonly repeats = new Set<number>();
  /** Facts that go with one that is refused. */
  private readonly aside = new Set<number>();
  private readonly ids = new EventIds();
  private readonly windows = new Map<string, DateWindow>();
  private readonly streams: RequestStreams;
  private readonly problems: RequestProblems;
  /** The effective facts of streams with those that are taken up, of how many that was made. */
  private readonly effective = new Map<string, { readonly offered: number; readonly facts: readonly Fact[] }>();

  private readonly turns: Turns;

  /** `facts`: those of the request; a place is empty where the form was wrong. */
  constructor(
    private readonly store: StreamsAtHand,
    private readonly facts: Facts,
    private readonly options: DecisionOptions = {},
  ) {
    this.streams = new RequestStreams((stream) => store.read(stream), this.offered);
    this.problems = new RequestProblems(facts);
    this.turns = new Turns(options.signal);
  }

  async decide(): Promise<void> {
    for (let from = 0; from < this.facts.length; from += PAGE) {
      this.options.onProgress?.(from);
      await this.turnPage(from);
      const page = this.page(from);
      await this.readStreams(page);
      for (const [index, fact] of page) {
        if (this.aside.has(index)) continue;
        try {
          if (this.firstOf(fact, index)) this.repeats.add(index);
          else {
            // Of a stream that isn't there, it says more what is missing.
            if (this.streams.revisionOf(fact.stream) !== undefined) this.assertExpected();
            this.accept(fact, index);
          }
        } catch (error) {
          this.refuse(error, fact, index);
        }
      }
    }
    // What is refused in one stream may be what facts of others refer to: they are looked at again.
    for (let toJudge = this.offered.streams; toJudge.length > 0;) {
      const shaken = await this.judge(toJudge);
      toJudge = await this.referenceAgain(shaken);
    }
    if (this.acceptedCount > 0) this.assertExpected();
  }

  /** How many facts are to be appended. */
  get acceptedCount(): number {
    return this.offered.count;
  }

  /** Those that facts are for. */
  get streamsOffered(): readonly string[] {
    return this.offered.streams;
  }

  /** Whether a fact of the request was recorded before. */
  isRepeat(index: number): boolean {
    return this.repeats.has(index);
  }

  get repeatCount(): number {
    return this.repeats.size;
  }

  /** What is to be appended, in the order of the request: made anew whenever it is gone through. */
  get appends(): Iterable<StreamAppend> {
    return { [Symbol.iterator]: () => this.inOrder() };
  }

  async results(): Promise<Result[]> {
    const results: Result[] = [];
    for (let from = 0; from < this.facts.length; from += PAGE) {
      await this.turnPage(from);
      for (const [index, fact] of this.page(from)) {
        const { eventId, stream } = fact;
        const revision = this.revisionAt(fact, index);
        if (this.repeats.has(index)) results.push(await this.repeatOf(fact, index));
        else if (revision !== undefined) results.push({ eventId, stream, revision });
      }
    }
    return results;
  }

  private page(from: number): [index: number, fact: CheckedFact][] {
    const page: [number, CheckedFact][] = [];
    for (let index = from; index < Math.min(from + PAGE, this.facts.length); index++) {
      const fact = this.facts.at(index);
      if (fact) page.push([index, fact]);
    }
    return page;
  }

  /** Other work has its turn, and what was read long ago is let go: what a short request stands on is all at hand. */
  private async turnPage(from: number): Promise<void> {
    if (from === 0) return;
    if (this.streams.letGo()) this.effective.clear();
    await this.turns.next();
  }

  /** Reads all that a page is decided on; from then on nothing waits, but where something is refused. */
  private async readStreams(page: readonly (readonly [index: number, fact: CheckedFact])[]): Promise<void> {
    for (const [, fact] of page) {
      const { allianceId } = fact.name;
      for (const stream of [allianceStream(allianceId), fact.stream, referencedStream(fact, allianceId)]) {
        const reading = stream === undefined ? undefined : this.streams.read(stream);
        if (reading) await reading;
      }
    }
  }

  /** Where the store holds this very fact: the stored one. A problem where the id stands for something else. */
  private firstOf(fact: CheckedFact, index: number): StoredEvent | undefined {
    const first = this.streams.eventsOf(fact.stream).find(({ eventId }) => eventId === fact.eventId);
    if (!first) return undefined;
    if (first.type === fact.type && canonicalJson(first.data) === canonicalJson(fact.data)) return first;
    throw this.problems.of(
      'id-reused',
      index,
      `The stream ${fact.stream} holds another event with the id ${fact.eventId}.`,
    );
  }

  /** The first result of what is recorded already. */
  private async repeatOf(fact: CheckedFact, index: number): Promise<RecordedFact> {
    await this.streams.read(fact.stream);
    const first = this.firstOf(fact, index) as StoredEvent;
    const { eventId, stream, revision } = first;
    const position = String(await this.store.endOfAppend(first));
    return { eventId, stream, position, revision: String(revision), repeat: true };
  }

  /** Whoever decided on an older state must look again, also where the newer one speaks against what they want. */
  private assertExpected(): void {
    const stream = this.facts.at(0)?.stream;
    if (stream === undefined) return;
    assertRevision(stream, this.streams.revisionOf(stream) ?? 'no-stream', this.options.ifRevision);
  }

  /** Takes a new fact up: its alliance, its dates, and what it refers to among the facts before it. */
  private accept(fact: CheckedFact, index: number): void {
    const { stream, eventId } = fact;
    if (this.isOffered(fact)) {
      const detail = `The request holds two events with the id ${eventId} for the stream ${stream}.`;
      throw this.problems.of('id-repeated', index, detail);
    }
    this.ids.add(eventId, index);
    this.offered.add(stream, index);
    const faults = checkDates(fact, this.windowOf(fact, index));
    if (faults.length > 0) throw formProblem(faults, fact, index, this.facts.length);
    const refusal = this.referenceRefusal(fact);
    if (refusal) throw this.problems.ofRefusal(refusal, index);
    const referenced = referencedStream(fact, fact.name.allianceId);
    if (referenced !== undefined) this.referring.add(referenced, index);
  }

  /** Whether a fact that is taken up for the same stream has the same id. */
  private isOffered({ eventId, stream }: CheckedFact): boolean {
    if (this.offered.of(stream).length === 0) return false;
    const isSame = (index: number): boolean => this.facts.at(index)?.eventId === eventId;
    return this.ids
      .candidates(eventId)
      .some((index) => this.offered.placeOf(stream, index) !== undefined && isSame(index));
  }

  /** A correction is honoured where the event directly follows the retraction of the one it names, in the same stream. */
  private honouredCorrection(fact: CheckedFact, index: number): string | undefined {
    if (fact.corrects === undefined || index === 0) return undefined;
    const before = this.facts.at(index - 1);
    if (before?.type !== 'EventRetracted' || before.stream !== fact.stream) return undefined;
    return (before.data as { eventId: string }).eventId === fact.corrects ? fact.corrects : undefined;
  }

  private referenceRefusal(fact: CheckedFact): Refusal | undefined {
    const stream = referencedStream(fact, fact.name.allianceId);
    return stream === undefined ? undefined : checkReference(fact, this.factsOf(stream));
  }

  /**
   * Puts a refused fact aside, where that is wanted, and answers which go with it; throws it on where it isn't, and
   * whatever else went wrong.
   */
  private refuse(error: unknown, { stream }: CheckedFact, index: number): readonly number[] {
    const { refused, goingWith } = this.options;
    if (!refused || !(error instanceof ProblemError) || problemTypes[error.problem.code].status >= 500) throw error;
    refused.add({ index, problem: error.problem });
    this.putAside(stream, index);
    const others = goingWith?.(index) ?? [];
    for (const other of others) {
      this.aside.add(other);
      this.putAside(this.factAt(other).stream, other);
    }
    return others;
  }

  private putAside(stream: string, index: number): void {
    if (this.offered.remove(stream, index)) this.effective.delete(stream);
  }

  /** Puts the facts of streams aside that can't stand in them; answers the streams that lost some. */
  private async judge(streams: readonly string[]): Promise<Set<string>> {
    const shaken = new Set<string>();
    for (const [nth, stream] of streams.entries()) {
      if (nth % PAGE === 0) await this.turnPage(nth);
      const reading = this.streams.read(stream);
      if (reading) await reading;
      if (await this.refuseIn(stream)) shaken.add(stream);
    }
    return shaken;
  }

  /** Puts facts of a stream aside until nothing speaks against the others; answers whether there were any. */
  private async refuseIn(stream: string): Promise<boolean> {
    // Taken once: each may be read from a file, and thousands be refused.
    let offered = this.newFactsIn(stream);
    for (let looks = 0; ; looks++) {
      const left = new Map(offered.map((each) => [each.fact.eventId, each]));
      const out: string[] = [];
      for (const refused of this.refusalsIn(stream, offered, out)) {
        const at = left.get(refused.by ?? '') ?? lastOf(left);
        const others = this.refuse(await this.problemOf(refused, at), at.fact, at.index);
        for (const { eventId, stream: its } of [at.fact, ...others.map((index) => this.factAt(index))])
          if (its === stream && left.delete(eventId)) out.push(eventId);
        if (!this.turns.isOver) continue;
        await this.turnPage(at.index);
        await this.streams.read(stream);
      }
      if (out.length === 0) return looks > 0;
      offered = [...left.values()];
    }
  }

  /** Why what a stream would hold with these new facts can't be: what is refused of them in one look. */
  private refusalsIn(stream: string, offered: readonly NewFact[], out: readonly string[]): Iterable<Refused> {
    const [first] = offered;
    if (!first) return [];
    const { category, allianceId } = first.fact.name;
    const { calendar } = this.windows.get(allianceId) as DateWindow;
    return refusals(category, this.streams.streamEventsOf(stream), offered.map(asOffered), calendar, out);
  }

  private async problemOf({ refusal }: Refused, { index, fact }: NewFact): Promise<ProblemError> {
    const { allianceId } = fact.name;
    const named = (fact.data as { eventId?: string }).eventId;
    const isUnknown =
      refusal.code === 'event-of-another-stream' && !(await this.store.holds(allianceId, named as string));
    return isUnknown
      ? this.problems.of('event-unknown', index, `The alliance "${allianceId}" has no event ${named ?? ''}.`)
      : this.problems.ofRefusal(refusal, index);
  }

  /** Puts the facts aside that refer to a stream which lost one they may have needed. Answers their streams. */
  private async referenceAgain(shaken: ReadonlySet<string>): Promise<string[]> {
    const touched = new Set<string>();
    for (const referenced of shaken) {
      for (const index of this.referring.of(referenced)) {
        const fact = this.factAt(index);
        if (this.revisionAt(fact, index) === undefined) continue;
        await this.streams.read(referenced);
        const refusal = this.referenceRefusal(fact);
        if (!refusal) continue;
        this.refuse(this.problems.ofRefusal(refusal, index), fact, index);
        touched.add(fact.stream);
      }
    }
    return [...touched];
  }

  /** The dates that an alliance's facts may have; its own establishment may be among the facts of the request. */
  private windowOf({ name: { allianceId, category } }: CheckedFact, index: number): DateWindow {
    const known = this.windows.get(allianceId);
    if (known && category !== 'alliance') return known;
    const stream = allianceStream(allianceId);
    // A retraction of the establishment is judged by what it would take back: it is refused, or corrected next.
    const profile = establishmentIn(this.factsOf(stream)) ?? establishmentIn(this.streams.factsOf(stream));
    if (!profile && known) return known;
    if (!profile) throw this.problems.of('alliance-unknown', index, `There is no alliance "${allianceId}".`);
    const calendar = new ProjectCalendar(dayOf(profile.startsOn), dayOf(profile.endsOn));
    const window = dateWindow(calendar, this.store.today(timeZoneOf(profile)));
    this.windows.set(allianceId, window);
    return window;
  }

  /** The effective facts of a stream, with the new ones taken up so far. */
  private factsOf(stream: string): readonly Fact[] {
    const offered = this.offered.of(stream).length;
    if (offered === 0) return this.streams.factsOf(stream);
    const kept = this.effective.get(stream);
    if (kept?.offered === offered) return kept.facts;
    const facts = effectiveFacts([...this.streams.streamEventsOf(stream), ...this.newFactsIn(stream).map(asOffered)]);
    this.effective.set(stream, { offered, facts });
    return facts;
  }

  private *inOrder(): Generator<StreamAppend> {
    let append: { stream: string; events: NewEvent[]; expectedRevision: ExpectedRevision } | undefined;
    for (let from = 0; from < this.facts.length; from += PAGE) {
      for (const [index, fact] of this.page(from)) {
        const revision = this.revisionAt(fact, index);
        if (revision === undefined) continue;
        const event = asNewEvent(fact, this.honouredCorrection(fact, index));
        if (append?.stream === fact.stream && append.events.length < PAGE) append.events.push(event);
        else {
          if (append) yield append;
          const expectedRevision = revision === 0n ? 'no-stream' : revision - 1n;
          append = { stream: fact.stream, events: [event], expectedRevision };
        }
      }
    }
    if (append) yield append;
  }

  /** The revision that a fact will have; undefined where it isn't taken up. */
  private revisionAt({ stream }: CheckedFact, index: number): bigint | undefined {
    const place = this.offered.placeOf(stream, index);
    return place === undefined ? undefined : (this.streams.revisionOf(stream) ?? -1n) + BigInt(place + 1);
  }

  private newFactsIn(stream: string): NewFact[] {
    return this.offered.of(stream).map((index) => {
      const fact = this.factAt(index);
      return { index, fact, corrects: this.honouredCorrection(fact, index) };
    });
  }

  /** A fact whose form is right. */
  private factAt(index: number): CheckedFact {
    return this.facts.at(index) as CheckedFact;
  }
}

function lastOf(facts: ReadonlyMap<string, NewFact>): NewFact {
  const [last] = [...facts.values()].slice(-1) as [NewFact];
  return last;
}

function establishmentIn(facts: readonly Fact[]): AllianceEstablished | undefined {
  const established = facts.find(({ event }) => event.type === 'AllianceEstablished');
  return established?.event.data as AllianceEstablished | undefined;
}

function asOffered({ fact, corrects }: NewFact): StreamEvent {
  return { eventId: fact.eventId, type: fact.type, data: fact.data, corrects };
}

function asNewEvent(fact: CheckedFact, corrects: string | undefined): NewEvent {
  const { eventId, type, data, schemaVersion } = fact;
  const metadata = {
    ...fact.metadata,
    allianceId: fact.name.allianceId,
    ...(corrects === undefined ? {} : { corrects }),
  };
  return { eventId, type, data, schemaVersion, metadata };
}
