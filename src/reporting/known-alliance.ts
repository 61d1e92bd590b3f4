// What an alliance's events say: its read model made of them alone, and the events themselves to look things up in.
import type { StoredEvent } from '../event-store/event-store.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import { ReadModel } from '../monitoring/read-model.js';
import { inOneStep, type AllianceEvent } from './alliance-event.js';
import { AllianceStreams, streamsOf } from './alliance-streams.js';

export interface Document {
  readonly title: string;
  readonly url?: string;
  readonly sha256?: string;
}

/** Events in the order of their numbers are applied one step at a time, so that someone may look in between. */
export type OnStep = (step: readonly AllianceEvent[], view: AllianceView | undefined) => void;

const PAGE = 1_000;

export class KnownAlliance extends AllianceStreams {
  private readonly byId = new Map<string, AllianceEvent>();
  private evidence: ReadonlyMap<string, readonly Document[]> | undefined;

  private constructor(
    allianceId: string,
    events: readonly AllianceEvent[],
    streams: ReadonlyMap<string, readonly AllianceEvent[]>,
    readonly view: AllianceView,
  ) {
    super(allianceId, events, streams);
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
    return new KnownAlliance(allianceId, events, streams, view);
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

  /** The documents that prove an event: its own, and those added later. */
  documents({ stream, eventId, data }: AllianceEvent): readonly Document[] {
    const own = (data as { evidence?: readonly Document[] }).evidence ?? [];
    return [...own, ...(this.addedEvidence.get(`${stream} ${eventId}`) ?? [])];
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

/** As a store that held nothing but these would have them. */
function asStored(events: readonly AllianceEvent[]): StoredEvent[] {
  const revisions = new Map<string, bigint>();
  return events.map((event) => {
    const revision = revisions.get(event.stream) ?? 0n;
    revisions.set(event.stream, revision + 1n);
    // Field by field: to spread what came from another thread takes ten times as long.
    const { eventId, stream, type, data, metadata, schemaVersion, recordedAt } = event;
    const place = BigInt(event.number);
    return {
      eventId,
      stream,
      type,
      data,
      metadata,
      schemaVersion,
      recordedAt,
      revision,
      position: place,
      remaining: 0,
      hash: '',
    };
  });
}
