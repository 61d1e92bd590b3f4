// The streams that a request is decided on: read once while they are at hand, and held to be the same when they are read again.
import { asStreamEvent, effectiveFacts, type Fact, type StreamEvent } from '../../domain/timeline.js';
import { EventStoreError, type StoredEvent } from '../../event-store/event-store.js';
import type { OfferedFacts } from './offered-facts.js';

/** So many are kept at hand. */
const KEPT_STREAMS = 1_000;

type Read = (stream: string) => readonly StoredEvent[] | Promise<readonly StoredEvent[]>;

export class RequestStreams {
  /** As they were read lately. */
  private readonly stored = new Map<string, readonly StoredEvent[]>();
  /** The last revision of each stream that holds something: what is decided stands on it. */
  private readonly revisions = new Map<string, bigint>();

  /** `offered`: what was decided on streams that held nothing. */
  constructor(
    private readonly source: Read,
    private readonly offered: OfferedFacts,
  ) {}

  /** A promise only where the stream isn't at hand: one for each of many facts would take longer than to decide them. */
  read(stream: string): Promise<void> | undefined {
    if (this.stored.has(stream)) return undefined;
    const events = this.source(stream);
    if (events instanceof Promise) return events.then((read) => this.take(stream, read));
    this.take(stream, events);
    return undefined;
  }

  /** Lets go of what was read long ago, where that is much; answers whether it did. */
  letGo(): boolean {
    if (this.stored.size <= KEPT_STREAMS) return false;
    this.stored.clear();
    return true;
  }

  /** What a stream at hand holds. */
  eventsOf(stream: string): readonly StoredEvent[] {
    return this.stored.get(stream) ?? [];
  }

  streamEventsOf(stream: string): StreamEvent[] {
    return this.eventsOf(stream).map(asStreamEvent);
  }

  /** The effective facts among them. */
  factsOf(stream: string): readonly Fact[] {
    return factsAmong(this.eventsOf(stream));
  }

  /** Undefined where the stream holds nothing. */
  revisionOf(stream: string): bigint | undefined {
    return this.revisions.get(stream);
  }

  /** A stream that is read again must be what was decided on before. */
  private take(stream: string, events: readonly StoredEvent[]): void {
    const revision = events.at(-1)?.revision;
    const before = this.revisions.get(stream);
    const isOther =
      before === undefined ? this.offered.of(stream).length > 0 && revision !== undefined : revision !== before;
    if (isOther) {
      const message = `${stream} went on while the request was decided.`;
      throw new EventStoreError('version-conflict', message, { stream, actual: revision ?? 'no-stream' });
    }
    this.stored.set(stream, events);
    if (revision !== undefined) this.revisions.set(stream, revision);
  }
}

/**
 * A survey is asked for each of its answers, and an alliance for each fact of it: streams at hand are the same objects
 * until something is added.
 */
const known = new WeakMap<readonly StoredEvent[], readonly Fact[]>();

function factsAmong(stored: readonly StoredEvent[]): readonly Fact[] {
  let facts = known.get(stored);
  if (!facts) known.set(stored, (facts = effectiveFacts(stored.map(asStreamEvent))));
  return facts;
}
