// Decides a request as a whole: which of its facts are there already, whether the rest may be recorded, and how.
import { dayOf, ProjectCalendar, type Day } from '../../../projections/calendar.js';
import type { AllianceEstablished } from '../../domain/alliance/alliance.events.js';
import { allianceStream } from '../../domain/categories.js';
import type { Refusal } from '../../domain/decider.js';
import { judge } from '../../domain/judge.js';
import { checkReference, referencedStream } from '../../domain/references.js';
import { effectiveFacts, type Fact, type StreamEvent } from '../../domain/timeline.js';
import { checkDates, dateWindow, type DateWindow } from '../../domain/validation.js';
import { canonicalJson } from '../../event-store/canonical-json.js';
import type { ExpectedRevision, NewEvent, StoredEvent, StreamAppend } from '../../event-store/event-store.js';
import { ProblemError, problemTypes, type ProblemCode, type ProblemDetail } from '../../platform/problems.js';
import type { CheckedFact } from './check-form.js';
import { formProblem } from './form-problem.js';
import type { RecordedFact, RefusedFact } from './record-facts.command.js';

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

export interface Decided {
  readonly appends: readonly StreamAppend[];
  /** One for each fact that isn't refused; those to be appended lack their position until they are. */
  readonly results: readonly (
    RecordedFact | { readonly eventId: string; readonly stream: string; readonly revision: bigint }
  )[];
}

const PROGRESS_EVERY = 1_000;

export class Decision {
  private readonly stored = new Map<string, readonly StoredEvent[]>();
  private readonly offered = new Map<string, NewFact[]>();
  /** What is taken up, by its place in the request. */
  private readonly accepted: (NewFact | undefined)[] = [];
  private readonly ids = new Set<string>();
  private readonly windows = new Map<string, DateWindow>();

  /**
   * `facts`: those of the request; a place is empty where the form was wrong. `refused`: where each refused fact is
   * put, and the others are decided without it; by default the first refusal is thrown.
   */
  constructor(
    private readonly streams: StreamsAtHand,
    private readonly facts: readonly (CheckedFact | undefined)[],
    private readonly onProgress: (decided: number) => void = () => undefined,
    private readonly refused?: RefusedFact[],
  ) {}

  async decide(): Promise<Decided> {
    await this.readStreams();
    const repeats = new Map<number, RecordedFact>();
    for (let index = 0; index < this.facts.length; index++) {
      if (index % PROGRESS_EVERY === 0) this.onProgress(index);
      const fact = this.facts[index];
      if (!fact) continue;
      try {
        const first = this.firstOf(fact, index);
        if (first) repeats.set(index, await this.repeatOf(first));
        else this.accept(fact, index);
      } catch (error) {
        this.refuse(error, index);
      }
    }
    // What is refused in one stream may be what facts of others refer to: they are looked at again.
    for (let toJudge: Iterable<string> = [...this.offered.keys()], again = true; again;) {
      const shaken = new Set<string>();
      for (const stream of toJudge) {
        const refusal = this.refusalIn(stream);
        if (!refusal) continue;
        await this.refuseIn(stream, refusal);
        shaken.add(stream);
      }
      toJudge = this.referenceAgain(shaken);
      again = shaken.size > 0;
    }
    return this.outcome(repeats);
  }

  /** Reads all that is decided on; from then on nothing waits, but where something is there already or refused. */
  private async readStreams(): Promise<void> {
    for (const fact of this.facts) {
      if (!fact) continue;
      const { allianceId } = fact.name;
      for (const stream of [allianceStream(allianceId), fact.stream, referencedStream(fact, allianceId)]) {
        const reading = stream === undefined ? undefined : this.readStream(stream);
        if (reading) await reading;
      }
    }
  }

  /** A promise only where the stream isn't at hand: one for each of many facts would take longer than to decide them. */
  private readStream(stream: string): Promise<void> | undefined {
    if (this.stored.has(stream)) return undefined;
    const events = this.streams.read(stream);
    if (events instanceof Promise) return events.then((read) => void this.stored.set(stream, read));
    this.stored.set(stream, events);
    return undefined;
  }

  /** The revision of a stream of the request as it was stored. */
  revisionOf(stream: string): ExpectedRevision {
    return revisionAfter(this.storedIn(stream));
  }

  /** Where the store holds this very fact: the stored one. A problem where the id stands for something else. */
  private firstOf(fact: CheckedFact, index: number): StoredEvent | undefined {
    const first = this.storedIn(fact.stream).find(({ eventId }) => eventId === fact.eventId);
    if (!first) return undefined;
    if (first.type === fact.type && canonicalJson(first.data) === canonicalJson(fact.data)) return first;
    throw this.problem(
      'id-reused',
      index,
      `The stream ${fact.stream} holds another event with the id ${fact.eventId}.`,
    );
  }

  /** The first result of what is recorded already. */
  private async repeatOf(first: StoredEvent): Promise<RecordedFact> {
    const { eventId, stream, revision } = first;
    const position = String(await this.streams.endOfAppend(first));
    return { eventId, stream, position, revision: String(revision), repeat: true };
  }

  /** Takes a new fact up: its alliance, its dates, and what it refers to among the facts before it. */
  private accept(fact: CheckedFact, index: number): void {
    const offered = this.offeredTo(fact.stream);
    if (this.ids.has(fact.eventId) && offered.some((each) => each.fact.eventId === fact.eventId)) {
      const detail = `The request holds two events with the id ${fact.eventId} for the stream ${fact.stream}.`;
      throw this.problem('id-repeated', index, detail);
    }
    this.ids.add(fact.eventId);
    const added = { index, fact, corrects: this.honouredCorrection(fact, index) };
    this.accepted[index] = added;
    offered.push(added);
    const faults = checkDates(fact, this.windowOf(fact.name.allianceId, index));
    if (faults.length > 0) throw formProblem(faults, fact, index, this.facts.length);
    const refusal = this.referenceRefusal(fact);
    if (refusal) throw this.refusal(refusal, index);
  }

  /** A correction is honoured where the event directly follows the retraction of the one it names, in the same stream. */
  private honouredCorrection(fact: CheckedFact, index: number): string | undefined {
    const before = this.facts[index - 1];
    if (fact.corrects === undefined || before?.type !== 'EventRetracted' || before.stream !== fact.stream)
      return undefined;
    return (before.data as { eventId: string }).eventId === fact.corrects ? fact.corrects : undefined;
  }

  private referenceRefusal(fact: CheckedFact): Refusal | undefined {
    const stream = referencedStream(fact, fact.name.allianceId);
    return stream === undefined ? undefined : checkReference(fact, this.factsOf(stream));
  }

  /** Puts a refused fact aside, where that is wanted; throws it on where it isn't, and whatever else went wrong. */
  private refuse(error: unknown, index: number): void {
    if (!this.refused || !(error instanceof ProblemError) || problemTypes[error.problem.code].status >= 500)
      throw error;
    this.refused.push({ index, problem: error.problem });
    const offered = this.offeredTo((this.facts[index] as CheckedFact).stream);
    const place = offered.findIndex((each) => each.index === index);
    if (place === -1) return;
    offered.splice(place, 1);
    this.accepted[index] = undefined;
  }

  /** Why what a stream would hold can't be. */
  private refusalIn(stream: string): Refusal | undefined {
    const offered = this.offeredTo(stream);
    const [first] = offered;
    if (!first) return undefined;
    const { category, allianceId } = first.fact.name;
    const { calendar } = this.windows.get(allianceId) as DateWindow;
    const stored = this.storedIn(stream);
    return judge(category, stored.length === 0 ? [] : stored.map(asStreamEvent), offered.map(asOffered), calendar);
  }

  /** Puts facts of a stream aside until nothing speaks against the others. */
  private async refuseIn(stream: string, first: Refusal): Promise<void> {
    const offered = this.offeredTo(stream);
    for (let refusal: Refusal | undefined = first; refusal; refusal = this.refusalIn(stream)) {
      const { eventId, code } = refusal;
      const [last] = offered.slice(-1) as [NewFact];
      const { index, fact } = offered.find((each) => each.fact.eventId === eventId) ?? last;
      const { allianceId } = fact.name;
      const named = (fact.data as { eventId?: string }).eventId;
      const isUnknown = code === 'event-of-another-stream' && !(await this.streams.holds(allianceId, named as string));
      const detail = `The alliance "${allianceId}" has no event ${named ?? ''}.`;
      this.refuse(isUnknown ? this.problem('event-unknown', index, detail) : this.refusal(refusal, index), index);
    }
  }

  /** Puts the facts aside that refer to a stream which lost one they may have needed. Answers their streams. */
  private referenceAgain(shaken: ReadonlySet<string>): Set<string> {
    const touched = new Set<string>();
    if (shaken.size === 0) return touched;
    for (const accepted of this.accepted) {
      if (!accepted) continue;
      const { index, fact } = accepted;
      if (!shaken.has(referencedStream(fact, fact.name.allianceId) ?? '')) continue;
      const refusal = this.referenceRefusal(fact);
      if (!refusal) continue;
      this.refuse(this.refusal(refusal, index), index);
      touched.add(fact.stream);
    }
    return touched;
  }

  /** The dates that an alliance's facts may have; its own establishment may be among the facts of the request. */
  private windowOf(allianceId: string, index: number): DateWindow {
    const known = this.windows.get(allianceId);
    if (known && this.facts[index]?.name.category !== 'alliance') return known;
    const stream = allianceStream(allianceId);
    // A retraction of the establishment is judged by what it would take back: it is refused, or corrected next.
    const profile = establishmentIn(this.factsOf(stream)) ?? establishmentIn(factsAmong(this.storedIn(stream)));
    if (!profile && known) return known;
    if (!profile) throw this.problem('alliance-unknown', index, `There is no alliance "${allianceId}".`);
    const calendar = new ProjectCalendar(dayOf(profile.startsOn), dayOf(profile.endsOn));
    const window = dateWindow(calendar, this.streams.today(profile.timeZone ?? 'Europe/Brussels'));
    this.windows.set(allianceId, window);
    return window;
  }

  /** The effective facts of a stream, with the new ones taken up so far. */
  private factsOf(stream: string): readonly Fact[] {
    const stored = this.storedIn(stream);
    const offered = this.offered.get(stream) ?? [];
    if (offered.length === 0) return factsAmong(stored);
    return effectiveFacts([...stored.map(asStreamEvent), ...offered.map(asOffered)]);
  }

  private outcome(repeats: ReadonlyMap<number, RecordedFact>): Decided {
    const appends: { stream: string; events: NewEvent[]; expectedRevision: ExpectedRevision }[] = [];
    const next = new Map<string, bigint>();
    const results = this.facts.flatMap((_, index): Decided['results'] => {
      const repeat = repeats.get(index);
      if (repeat) return [repeat];
      const accepted = this.accepted[index];
      if (!accepted) return [];
      const { stream, eventId } = accepted.fact;
      const expectedRevision = next.get(stream) ?? revisionAfter(this.storedIn(stream));
      const revision = expectedRevision === 'no-stream' ? 0n : expectedRevision + 1n;
      next.set(stream, revision);
      const last = appends.at(-1);
      const event = asNewEvent(accepted.fact, accepted.corrects);
      if (last?.stream === stream) last.events.push(event);
      else appends.push({ stream, events: [event], expectedRevision });
      return [{ eventId, stream, revision }];
    });
    return { appends, results };
  }

  private offeredTo(stream: string): NewFact[] {
    let offered = this.offered.get(stream);
    if (!offered) this.offered.set(stream, (offered = []));
    return offered;
  }

  private storedIn(stream: string): readonly StoredEvent[] {
    return this.stored.get(stream) ?? [];
  }

  private refusal(refusal: Refusal, index: number): ProblemError {
    const { code, detail, field, eventId } = refusal;
    const errors = field === undefined ? undefined : [{ field, code, detail }];
    return this.problem(code, index, detail, errors, eventId === this.facts[index]?.eventId ? undefined : eventId);
  }

  private problem(
    code: ProblemCode,
    index: number,
    detail: string,
    errors?: readonly ProblemDetail[],
    eventId?: string,
  ): ProblemError {
    const fact = this.facts[index] as CheckedFact;
    const extension = {
      fact: { stream: fact.stream, type: fact.type, eventId: fact.eventId },
      ...(this.facts.length > 1 ? { index } : {}),
      ...(eventId === undefined ? {} : { conflictsWith: eventId }),
    };
    return new ProblemError({ code, detail, extension, ...(errors ? { errors } : {}) });
  }
}

const revisionAfter = (events: readonly StoredEvent[]): ExpectedRevision => events.at(-1)?.revision ?? 'no-stream';

/**
 * The effective facts of streams as they were read. A survey is asked for each of its answers, and an alliance for
 * each fact of it: streams at hand are the same objects until something is added.
 */
const known = new WeakMap<readonly StoredEvent[], readonly Fact[]>();

function factsAmong(stored: readonly StoredEvent[]): readonly Fact[] {
  let facts = known.get(stored);
  if (!facts) known.set(stored, (facts = effectiveFacts(stored.map(asStreamEvent))));
  return facts;
}

function establishmentIn(facts: readonly Fact[]): AllianceEstablished | undefined {
  const established = facts.find(({ event }) => event.type === 'AllianceEstablished');
  return established?.event.data as AllianceEstablished | undefined;
}

function asStreamEvent({ eventId, type, data, metadata }: StoredEvent): StreamEvent {
  return { eventId, type, data, corrects: (metadata as { corrects?: string }).corrects };
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
