// Decides a request as a whole: which of its facts are there already, whether the rest may be recorded, and how.
import canonicalize from 'canonicalize';
import { dayOf, ProjectCalendar, type Day } from '../../../projections/calendar.js';
import type { AllianceEstablished } from '../../domain/alliance/alliance.events.js';
import { allianceStream, parseStreamName, type StreamName } from '../../domain/categories.js';
import type { Refusal } from '../../domain/decider.js';
import { judge } from '../../domain/judge.js';
import { checkReference, referencedStream } from '../../domain/references.js';
import { effectiveFacts, type StreamEvent } from '../../domain/timeline.js';
import { checkDates, dateWindow, type DateWindow } from '../../domain/validation.js';
import type { ExpectedRevision, NewEvent, StoredEvent, StreamAppend } from '../../event-store/event-store.js';
import { ProblemError, problemTypes, type ProblemCode, type ProblemDetail } from '../../platform/problems.js';
import type { CheckedFact } from './check-form.js';
import { formProblem } from './form-problem.js';
import type { RecordedFact, RefusedFact } from './record-facts.command.js';

/** What a decision looks at: reads of the store, each stream once for a request. */
export interface StreamsAtHand {
  read(stream: string): Promise<readonly StoredEvent[]>;
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
  private readonly newFacts = new Map<string, NewFact>();
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
    const repeats = new Map<number, RecordedFact>();
    for (const [index, fact] of this.facts.entries()) {
      if (index % PROGRESS_EVERY === 0) this.onProgress(index);
      if (!fact) continue;
      try {
        const repeat = await this.repeatOf(fact, index);
        if (repeat) repeats.set(index, repeat);
        else await this.accept(fact, index);
      } catch (error) {
        this.refuse(error, index);
      }
    }
    // What is refused in one stream may be what facts of others refer to: they are looked at again.
    for (let toJudge: Iterable<string> = [...this.offered.keys()], again = true; again;) {
      const shaken = new Set<string>();
      for (const stream of toJudge) if (await this.judgeStream(stream)) shaken.add(stream);
      toJudge = await this.referenceAgain(shaken);
      again = shaken.size > 0;
    }
    return this.outcome(repeats);
  }

  /** The revision of a stream as it is stored. */
  async revisionOf(stream: string): Promise<ExpectedRevision> {
    return revisionAfter(await this.load(stream));
  }

  /** The first result, where the store holds this very fact; a problem where the id stands for something else. */
  private async repeatOf(fact: CheckedFact, index: number): Promise<RecordedFact | undefined> {
    const first = (await this.load(fact.stream)).find(({ eventId }) => eventId === fact.eventId);
    if (!first) return undefined;
    if (first.type !== fact.type || canonicalize(first.data) !== canonicalize(fact.data)) {
      throw this.problem(
        'id-reused',
        index,
        `The stream ${fact.stream} holds another event with the id ${fact.eventId}.`,
      );
    }
    return {
      eventId: fact.eventId,
      stream: fact.stream,
      position: String(await this.streams.endOfAppend(first)),
      revision: String(first.revision),
      repeat: true,
    };
  }

  /** Takes a new fact up: its alliance, its dates, and what it refers to among the facts before it. */
  private async accept(fact: CheckedFact, index: number): Promise<void> {
    const offered = this.offeredTo(fact.stream);
    const key = keyOf(fact.stream, fact.eventId);
    if (this.newFacts.has(key)) {
      const detail = `The request holds two events with the id ${fact.eventId} for the stream ${fact.stream}.`;
      throw this.problem('id-repeated', index, detail);
    }
    const added = { index, fact, corrects: this.honouredCorrection(fact, index) };
    this.newFacts.set(key, added);
    offered.push(added);
    const faults = checkDates(fact, await this.windowOf(fact.name.allianceId, index));
    if (faults.length > 0) throw formProblem(faults, fact, index, this.facts.length);
    const refusal = await this.referenceRefusal(fact);
    if (refusal) throw this.refusal(refusal, index);
  }

  /** A correction is honoured where the event directly follows the retraction of the one it names, in the same stream. */
  private honouredCorrection(fact: CheckedFact, index: number): string | undefined {
    const before = this.facts[index - 1];
    if (fact.corrects === undefined || before?.type !== 'EventRetracted' || before.stream !== fact.stream)
      return undefined;
    return (before.data as { eventId: string }).eventId === fact.corrects ? fact.corrects : undefined;
  }

  private async referenceRefusal(fact: CheckedFact): Promise<Refusal | undefined> {
    const stream = referencedStream(fact, fact.name.allianceId);
    if (stream === undefined) return undefined;
    await this.load(stream);
    return checkReference(fact, effectiveFacts(this.timelineOf(stream)));
  }

  /** Puts a refused fact aside, where that is wanted; throws it on where it isn't, and whatever else went wrong. */
  private refuse(error: unknown, index: number): void {
    if (!this.refused || !(error instanceof ProblemError) || problemTypes[error.problem.code].status >= 500)
      throw error;
    this.refused.push({ index, problem: error.problem });
    const { stream, eventId } = this.facts[index] as CheckedFact;
    const offered = this.offeredTo(stream);
    const place = offered.findIndex((each) => each.index === index);
    if (place === -1) return;
    offered.splice(place, 1);
    this.newFacts.delete(keyOf(stream, eventId));
  }

  /** Judges what a stream would hold. Answers whether a fact was put aside for it. */
  private async judgeStream(stream: string): Promise<boolean> {
    const offered = this.offeredTo(stream);
    if (offered.length === 0) return false;
    const { category, allianceId } = parseStreamName(stream) as StreamName;
    const { calendar } = this.windows.get(allianceId) as DateWindow;
    const stored = (this.stored.get(stream) ?? []).map(asStreamEvent);
    for (let shaken = false; ; shaken = true) {
      const refusal = offered.length === 0 ? undefined : judge(category, stored, offered.map(asOffered), calendar);
      if (!refusal) return shaken;
      const [last] = offered.slice(-1) as [NewFact];
      const { index, fact } = offered.find((each) => each.fact.eventId === refusal.eventId) ?? last;
      const named = (fact.data as { eventId?: string }).eventId;
      const isUnknown =
        refusal.code === 'event-of-another-stream' && !(await this.streams.holds(allianceId, named as string));
      const detail = `The alliance "${allianceId}" has no event ${named ?? ''}.`;
      this.refuse(isUnknown ? this.problem('event-unknown', index, detail) : this.refusal(refusal, index), index);
    }
  }

  /** Puts the facts aside that refer to a stream which lost one they may have needed. Answers their streams. */
  private async referenceAgain(shaken: ReadonlySet<string>): Promise<Set<string>> {
    const touched = new Set<string>();
    if (shaken.size === 0) return touched;
    for (const { index, fact } of [...this.newFacts.values()]) {
      if (!shaken.has(referencedStream(fact, fact.name.allianceId) ?? '')) continue;
      const refusal = await this.referenceRefusal(fact);
      if (!refusal) continue;
      this.refuse(this.refusal(refusal, index), index);
      touched.add(fact.stream);
    }
    return touched;
  }

  /** The dates that an alliance's facts may have; its own establishment may be among the facts of the request. */
  private async windowOf(allianceId: string, index: number): Promise<DateWindow> {
    const stream = allianceStream(allianceId);
    const known = this.windows.get(allianceId);
    if (known && this.facts[index]?.stream !== stream) return known;
    const stored = (await this.load(stream)).map(asStreamEvent);
    // A retraction of the establishment is judged by what it would take back: it is refused, or corrected next.
    const profile = establishmentIn(this.timelineOf(stream)) ?? establishmentIn(stored);
    if (!profile && known) return known;
    if (!profile) throw this.problem('alliance-unknown', index, `There is no alliance "${allianceId}".`);
    const calendar = new ProjectCalendar(dayOf(profile.startsOn), dayOf(profile.endsOn));
    const window = dateWindow(calendar, this.streams.today(profile.timeZone ?? 'Europe/Brussels'));
    this.windows.set(allianceId, window);
    return window;
  }

  /** What a stream holds, with the new facts taken up so far. */
  private timelineOf(stream: string): StreamEvent[] {
    return [...(this.stored.get(stream) ?? []).map(asStreamEvent), ...(this.offered.get(stream) ?? []).map(asOffered)];
  }

  private outcome(repeats: ReadonlyMap<number, RecordedFact>): Decided {
    const appends: { stream: string; events: NewEvent[]; expectedRevision: ExpectedRevision }[] = [];
    const next = new Map<string, bigint>();
    const results = this.facts.flatMap((fact, index): Decided['results'] => {
      const repeat = repeats.get(index);
      if (repeat) return [repeat];
      const accepted = fact && this.newFacts.get(keyOf(fact.stream, fact.eventId));
      if (accepted?.index !== index) return [];
      const { stream, eventId } = accepted.fact;
      const expectedRevision = next.has(stream)
        ? (next.get(stream) as bigint)
        : revisionAfter(this.stored.get(stream) ?? []);
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

  private async load(stream: string): Promise<readonly StoredEvent[]> {
    let events = this.stored.get(stream);
    if (!events) this.stored.set(stream, (events = await this.streams.read(stream)));
    return events;
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

const keyOf = (stream: string, eventId: string): string => `${stream} ${eventId}`;

const revisionAfter = (events: readonly StoredEvent[]): ExpectedRevision => events.at(-1)?.revision ?? 'no-stream';

function establishmentIn(events: readonly StreamEvent[]): AllianceEstablished | undefined {
  const established = effectiveFacts(events).find(({ event }) => event.type === 'AllianceEstablished');
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
