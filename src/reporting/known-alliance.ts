// What an alliance's events say: its read model made of them alone, and the events themselves to look things up in.
import { isoDate, type Day } from '../../projections/calendar.js';
import { parseStreamName, streamName, type Category } from '../domain/categories.js';
import { effectiveDayOf } from '../domain/events.js';
import { month as monthDecider, type Month } from '../domain/month/month.decider.js';
import type { MonthEvent, NarrativeWritten } from '../domain/month/month.events.js';
import { correctedBy, effectiveFacts, type Fact, type StreamEvent } from '../domain/timeline.js';
import type { StoredEvent } from '../event-store/event-store.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import { ReadModel } from '../monitoring/read-model.js';
import { inOneStep, type AllianceEvent } from './alliance-event.js';

export interface Document {
  readonly title: string;
  readonly url?: string;
  readonly sha256?: string;
}

/** A step on the way of a month's report, as recorded. */
export interface WayStep {
  readonly type: MonthEvent['type'];
  readonly on: string;
  readonly actor: string | undefined;
  readonly number: number;
  readonly data: object;
}

/** How the report of a month stands. */
export interface MonthState {
  readonly status: Month['status'];
  readonly steps: readonly WayStep[];
  /** The newest text for each section and language. */
  readonly narratives: readonly NarrativeWritten[];
  /** What the granting authority has: the sealed report, else the one submitted last; known with so many events. */
  readonly handedIn:
    { readonly kind: 'sealed' | 'submitted'; readonly on: string; readonly events: number } | undefined;
}

/** Events in the order of their numbers are applied one step at a time, so that someone may look in between. */
export type OnStep = (step: readonly AllianceEvent[], view: AllianceView | undefined) => void;

const PAGE = 1_000;

export class KnownAlliance {
  private readonly byId = new Map<string, AllianceEvent>();
  private evidence: ReadonlyMap<string, readonly Document[]> | undefined;

  private constructor(
    readonly allianceId: string,
    /** All that is known, event n at index n − 1. */
    readonly events: readonly AllianceEvent[],
    readonly view: AllianceView,
    private readonly streams: ReadonlyMap<string, readonly AllianceEvent[]>,
  ) {
    for (const event of events) this.byId.set(`${event.stream} ${event.eventId}`, event);
  }

  /**
   * Takes in an alliance's events; `watched` is told of every step after the first `from` events. Throws where they
   * don't establish the alliance.
   */
  static async of(
    allianceId: string,
    events: readonly AllianceEvent[],
    watched?: { readonly from: number; readonly onStep: OnStep },
  ): Promise<KnownAlliance> {
    const streams = streamsOf(events);
    const stored = asStored(events);
    const read = (stream: string, limit: number): Promise<readonly StoredEvent[]> =>
      Promise.resolve(
        (streams.get(stream) ?? []).slice(0, limit).map(({ number }) => stored[number - 1] as StoredEvent),
      );
    const model = new ReadModel(read);
    const unseen = Math.min(watched?.from ?? events.length, events.length);
    for (let from = 0; from < unseen; from += PAGE)
      await model.apply(stored.slice(from, Math.min(from + PAGE, unseen)));
    for (const step of inOneStep(events.slice(unseen))) {
      const [first] = step as [AllianceEvent];
      await model.apply(stored.slice(first.number - 1, first.number - 1 + step.length));
      watched?.onStep(step, model.alliance(allianceId)?.view());
    }
    const view = model.alliance(allianceId)?.view();
    if (!view) throw new Error(`the events do not establish the alliance "${allianceId}"`);
    return new KnownAlliance(allianceId, events, view, streams);
  }

  event(number: number): AllianceEvent {
    const event = this.events[number - 1];
    if (!event) throw new Error(`there is no event ${number}`);
    return event;
  }

  /** The event of a stream with an id. */
  find(stream: string, eventId: string): AllianceEvent | undefined {
    return this.byId.get(`${stream} ${eventId}`);
  }

  stream(name: string): readonly AllianceEvent[] {
    return this.streams.get(name) ?? [];
  }

  /** The names of the streams of a category, in the order of their first events. */
  streamNames(category: Category): string[] {
    return [...this.streams.keys()].filter((name) => parseStreamName(name)?.category === category);
  }

  /** The effective facts of a stream by the end of a day. */
  facts(stream: string, at: Day): Fact<StreamEvent & AllianceEvent>[] {
    return effectiveFacts(this.stream(stream).map(inStream), ({ number }) => number).filter(({ on }) => on <= at);
  }

  /** The documents that prove an event: its own, and those added later. */
  documents({ stream, eventId, data }: AllianceEvent): readonly Document[] {
    const own = (data as { evidence?: readonly Document[] }).evidence ?? [];
    return [...own, ...(this.addedEvidence.get(`${stream} ${eventId}`) ?? [])];
  }

  monthState(month: number): MonthState {
    const stream = monthStream(this.allianceId, month);
    const facts = effectiveFacts(this.stream(stream).map(inStream), ({ number }) => number);
    let state = monthDecider.initial;
    const texts = new Map<string, NarrativeWritten>();
    const steps = facts.map(({ event, place }): WayStep => {
      const fact = event as unknown as MonthEvent;
      state = monthDecider.evolve(state, fact);
      if (fact.type === 'NarrativeWritten') texts.set(`${fact.data.section} ${fact.data.language}`, fact.data);
      return {
        type: fact.type,
        on: isoDate(effectiveDayOf(fact)),
        actor: (event.metadata as { actor?: string }).actor,
        // A step that was corrected was taken when it was recorded first.
        number: place,
        data: fact.data,
      };
    });
    return { status: state.status, steps, narratives: [...texts.values()], handedIn: handedIn(steps) };
  }

  /** The months of whose report something stands, ascending: one that was taken up by mistake, and taken back, is none. */
  reportedMonths(): number[] {
    return this.streamNames('month')
      .map((name) => Number(parseStreamName(name)?.id?.slice(1)))
      .filter((month) => this.monthState(month).steps.length > 0)
      .sort((a, b) => a - b);
  }

  private get addedEvidence(): ReadonlyMap<string, readonly Document[]> {
    if (this.evidence) return this.evidence;
    const added = new Map<string, Document[]>();
    for (const { type, stream, data } of this.events) {
      if (type !== 'EvidenceAdded') continue;
      const { eventId, evidence } = data as { eventId: string; evidence: readonly Document[] };
      const key = `${stream} ${eventId}`;
      added.set(key, [...(added.get(key) ?? []), ...evidence]);
    }
    return (this.evidence = added);
  }
}

export const monthStream = (allianceId: string, month: number): string => streamName('month', allianceId, `m${month}`);

function handedIn(steps: readonly WayStep[]): MonthState['handedIn'] {
  const sealed = steps.findLast(({ type }) => type === 'ReportSealed');
  if (sealed) return { kind: 'sealed', on: sealed.on, events: (sealed.data as { events: number }).events };
  const submitted = steps.findLast(({ type }) => type === 'ReportSubmitted');
  return submitted && { kind: 'submitted', on: submitted.on, events: submitted.number };
}

function inStream(event: AllianceEvent): StreamEvent & AllianceEvent {
  return { ...event, corrects: correctedBy(event.metadata) };
}

function streamsOf(events: readonly AllianceEvent[]): Map<string, AllianceEvent[]> {
  const streams = new Map<string, AllianceEvent[]>();
  for (const event of events) {
    const stream = streams.get(event.stream);
    if (stream) stream.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}

/** As a store that held nothing but these would have them. */
function asStored(events: readonly AllianceEvent[]): StoredEvent[] {
  const revisions = new Map<string, bigint>();
  return events.map((event) => {
    const revision = revisions.get(event.stream) ?? 0n;
    revisions.set(event.stream, revision + 1n);
    return { ...event, revision, position: BigInt(event.number), remaining: 0, hash: '' };
  });
}
