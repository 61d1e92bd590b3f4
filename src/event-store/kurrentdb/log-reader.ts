// Reads what the cluster holds: single streams, the log in its order, and events by their places in it.
import type {
  AllStreamResolvedEvent,
  Position,
  ReadAllOptions,
  RecordedEvent,
  ResolvedEvent,
} from '@kurrent/kurrentdb-client';
import { EventStoreError, type ReadFilter, type StoredEvent } from '../event-store.js';
import type { Upcasting } from '../upcasting.js';
import type { Client, Connection } from './connection.js';
import { decode } from './event-form.js';
import { accessDenied, failureKind, logReplaced, storeAway, streamDeleted } from './failures.js';
import { placeOf, positionAt } from './log-position.js';
import { metadataStream, type StreamNames } from './stream-names.js';

/** What a command waits for. A client must have its answer in 5 s. */
export const READ_WITHIN_MS = 2_000;
/** And for a second look after that. */
const AGAIN_WITHIN_MS = 1_000;
/** Reads of the log itself: the server may look at much that isn't ours before it finds an event. */
const SCAN_WITHIN_MS = 30_000;
const PAGE = 1_000;
/** Parts of the log that are read at once when single events are looked up. */
const LANES = 8;
/** A place that is no longer kept is asked for again. */
const MOST_PLACES = 100_000;

export class LogReader {
  private furthest = 0n;
  private latest = 0;
  /** Places that the server doesn't tell when it reads a stream, by stream and revision; those that were met last. */
  private readonly places = new Map<string, bigint>();

  constructor(
    private readonly connection: Connection,
    private readonly names: StreamNames,
    private readonly upcasting: Upcasting,
  ) {}

  /** The place of the last event that is known to be there. */
  get known(): bigint {
    return this.furthest;
  }

  /** The latest recorded time among the events that were read, whichever service's clock it is of. */
  get latestRecorded(): number {
    return this.latest;
  }

  seen(place: bigint): void {
    if (place > this.furthest) this.furthest = place;
  }

  async readStream(
    stream: string,
    fromRevision = 0n,
    limit = Number.MAX_SAFE_INTEGER,
  ): Promise<readonly StoredEvent[]> {
    const events: StoredEvent[] = [];
    for (let size = PAGE; size === PAGE && events.length < limit;) {
      const from = fromRevision + BigInt(events.length);
      const maxCount = Math.min(PAGE, limit - events.length);
      const page = await this.reading(READ_WITHIN_MS, (client) =>
        collect(client.readStream(this.names.onCluster(stream), { fromRevision: from, maxCount })),
      ).catch((error: unknown) => {
        if (failureKind(error) === 'no-stream') return [];
        throw failureKind(error) === 'deleted' ? streamDeleted(stream) : error;
      });
      for (const resolved of page) events.push(await this.eventOfStream(resolved, stream));
      size = page.length;
    }
    if (events.some(({ revision }, i) => revision !== fromRevision + BigInt(i))) throw streamDeleted(stream);
    return events;
  }

  async readAll(after: bigint, limit: number, filter: ReadFilter = {}): Promise<readonly StoredEvent[]> {
    const prefixes = filter.streamPrefixes?.map((prefix) => this.names.onCluster(prefix)) ?? [this.names.prefix];
    const types = filter.types && new Set(filter.types);
    const events: StoredEvent[] = [];
    if (prefixes.length === 0) return events;
    for (let from = after; events.length < limit;) {
      const { found, ended } = await this.pageFrom(positionAt(from), Math.min(PAGE, limit - events.length), prefixes);
      events.push(...(types ? found.filter(({ type }) => types.has(type)) : found));
      const last = found.at(-1);
      if (!last || ended) break;
      from = last.position;
    }
    return events.slice(0, limit);
  }

  async readAt(positions: readonly bigint[]): Promise<readonly StoredEvent[]> {
    const wanted = [...new Set(positions)].sort((a, b) => (a < b ? -1 : 1));
    const events = new Map<bigint, StoredEvent>();
    const lane = Math.ceil(wanted.length / LANES);
    await Promise.all(
      Array.from({ length: lane === 0 ? 0 : Math.ceil(wanted.length / lane) }, (_, i) =>
        this.lookUp(wanted.slice(i * lane, (i + 1) * lane), events),
      ),
    );
    return positions.map((position) => events.get(position) as StoredEvent);
  }

  /** The place of the last event. `resume`: up to where the log was looked at already; what lies beyond needs to be asked for. */
  async last(resume?: Position): Promise<bigint> {
    if (resume && (await this.nextAfter(resume)) === undefined) return this.furthest;
    const last = await this.reading(resume ? READ_WITHIN_MS : SCAN_WITHIN_MS, (client) =>
      collect(client.readAll(this.log({ direction: 'backwards', fromPosition: 'end', maxCount: 1 }))),
    );
    this.seen(placeOf(last[0]?.event?.position) ?? 0n);
    return this.furthest;
  }

  /** Reads, again where that may help; what can't be reached is `unavailable`. What a stream is like is for the caller. */
  private async reading<T>(withinMs: number, work: (client: Client) => Promise<T>): Promise<T> {
    try {
      return await this.connection.retried('read', withinMs, withinMs, work);
    } catch (error) {
      if (error instanceof EventStoreError) throw error;
      const kind = failureKind(error);
      if (kind === 'denied') throw accessDenied('read its log');
      if (kind === 'refused' || kind === 'broken') throw storeAway(error);
      throw error;
    }
  }

  /**
   * Events after a position (or at it, where that is asked for), at least `count` where there are so many; and whether
   * the log ends there.
   */
  private async pageFrom(
    from: Position,
    count: number,
    prefixes?: readonly string[],
    including = false,
    withinMs = SCAN_WITHIN_MS,
  ): Promise<{ found: StoredEvent[]; ended: boolean }> {
    const fromPosition = from.commit === 0n ? 'start' : from;
    // The event at the position comes along, and all that were committed with it.
    for (let maxCount = including ? count : count + 1; ; maxCount *= 2) {
      const options = this.log({ fromPosition, maxCount }, prefixes);
      const page = await this.reading(withinMs, (client) => collect(client.readAll(options)));
      const events = page.flatMap((resolved) => this.eventOfLog(resolved) ?? []);
      const found = events.filter(({ position }) => position > from.commit || (including && position === from.commit));
      this.seen(found.at(-1)?.position ?? 0n);
      const ended = page.length < maxCount;
      if (ended || found.length >= count) return { found, ended };
    }
  }

  private log(options: ReadAllOptions, prefixes: readonly string[] = [this.names.prefix]): ReadAllOptions {
    const { streamNameFilter } = this.connection.kurrent;
    return { ...options, filter: streamNameFilter({ prefixes: [...prefixes] }) };
  }

  /** The place of the first event of ours after a position. */
  async nextAfter(position: Position): Promise<bigint | undefined> {
    const fromPosition = position.commit === 0n ? 'start' : position;
    for (let maxCount = 2; ; maxCount *= 2) {
      const options = this.log({ fromPosition, maxCount });
      const page = await this.reading(READ_WITHIN_MS, (client) => collect(client.readAll(options)));
      const places = page.flatMap(({ event }) => placeOf(event?.position) ?? []);
      const next = places.find((place) => place > position.commit);
      if (next !== undefined || page.length < maxCount) return next;
    }
  }

  /** Puts the events at these places, which ascend, into the map. */
  private async lookUp(wanted: readonly bigint[], events: Map<bigint, StoredEvent>): Promise<void> {
    for (let i = 0; i < wanted.length;) {
      const from = wanted[i] as bigint;
      // They are often neighbours; where they aren't, the rest of the page was read in vain. So many there are: the server
      // looks for none beyond them, which may lie behind very many that others recorded.
      const size = Math.min(PAGE, wanted.length - i);
      const read = (withinMs: number): ReturnType<LogReader['pageFrom']> =>
        this.pageFrom(positionAt(from), size, undefined, true, withinMs);
      const { found } = (await this.fromPlace(read)) ?? { found: [] };
      const page = new Map(found.map((event) => [event.position, event]));
      if (!page.has(from)) throw logReplaced(from);
      for (let event = page.get(from); event; event = page.get(wanted[i] as bigint)) {
        events.set(event.position, event);
        i++;
      }
    }
  }

  /** The id of the event at a place, if there is one. Unfiltered: nobody looks through what others recorded since. */
  async idAt(place: bigint): Promise<string | undefined> {
    for (let maxCount = 1; ; maxCount *= 2) {
      const options = { fromPosition: positionAt(place), maxCount };
      const read = (withinMs: number): Promise<AllStreamResolvedEvent[]> =>
        this.reading(withinMs, (client) => collect(client.readAll(options)));
      // What was committed with it comes along, and before it.
      const page = (await this.fromPlace(read)) ?? [];
      const there = page.find(({ event }) => placeOf(event?.position) === place);
      if (there) return there.event?.id.toLowerCase();
      const isPast = page.some(({ event }) => (placeOf(event?.position) ?? 0n) > place);
      if (isPast || page.length < maxCount) return undefined;
    }
  }

  /** What a read from a place of the log brings; undefined where no event begins there. */
  private async fromPlace<T>(read: (withinMs: number) => Promise<T>): Promise<T | undefined> {
    try {
      return await read(READ_WITHIN_MS);
    } catch (error) {
      if (!isAway(error)) throw error;
    }
    // The server fails where no event begins, in the words of one that is away. One that answers otherwise isn't, or is
    // back only now, and is asked again.
    await this.end();
    return read(AGAIN_WITHIN_MS).catch((error: unknown) => {
      if (isAway(error)) return undefined;
      throw error;
    });
  }

  /** Where the log ends, with what others recorded in it. */
  async end(): Promise<bigint> {
    const [last] = await this.reading(AGAIN_WITHIN_MS, (client) =>
      collect(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 })),
    );
    return last?.event?.position.commit ?? 0n;
  }

  private eventOfLog({ event }: AllStreamResolvedEvent): StoredEvent | undefined {
    const place = placeOf(event?.position);
    if (!event || place === undefined) return undefined;
    const stream = this.names.atPort(event.streamId);
    // Only events of several streams at once lie elsewhere than they were committed: reading their stream doesn't tell.
    if (event.position.commit !== place) this.keepPlace(`${stream} ${event.revision}`, place);
    return this.decoded(event, stream, place);
  }

  private decoded(event: RecordedEvent, stream: string, place: bigint): StoredEvent {
    const stored = decode(event, stream, place, this.upcasting);
    this.latest = Math.max(this.latest, stored.recordedAt);
    return stored;
  }

  private keepPlace(key: string, place: bigint): void {
    this.places.set(key, place);
    const [oldest] = this.places.keys();
    if (oldest !== undefined && this.places.size > MOST_PLACES) this.places.delete(oldest);
  }

  private async eventOfStream({ event }: ResolvedEvent, stream: string): Promise<StoredEvent> {
    if (!event) throw streamDeleted(stream);
    return this.decoded(event, stream, placeOf(event.position) ?? (await this.placeIn(stream, event.revision)));
  }

  /** An event of a subscription; undefined where it says something harmless about a stream. */
  ofSubscription(resolved: AllStreamResolvedEvent): Promise<undefined> | StoredEvent | undefined {
    const { event } = resolved;
    return event?.streamId.startsWith('$$')
      ? this.assertWhole(this.names.atPort(event.streamId.slice(2)))
      : this.eventOfLog(resolved);
  }

  private async assertWhole(stream: string): Promise<undefined> {
    if (await this.isCutShort(stream)) throw streamDeleted(stream);
    return undefined;
  }

  /** Whether a stream was deleted, or is told to forget its older events; as its metadata stands now. */
  private async isCutShort(stream: string): Promise<boolean> {
    const name = metadataStream(this.names.onCluster(stream));
    const [last] = await this.reading(READ_WITHIN_MS, (client) =>
      collect(client.readStream(name, { direction: 'backwards', fromRevision: 'end', maxCount: 1 })),
    ).catch((error: unknown) => {
      if (failureKind(error) === 'no-stream') return [];
      throw failureKind(error) === 'deleted' ? streamDeleted(stream) : error;
    });
    const { $tb = 0, $maxAge, $maxCount } = (last?.event?.data ?? {}) as Record<string, unknown>;
    return $tb !== 0 || $maxAge !== undefined || $maxCount !== undefined;
  }

  /** The place of an event that its stream doesn't tell: the log is asked, once. */
  private async placeIn(stream: string, revision: bigint): Promise<bigint> {
    const key = `${stream} ${revision}`;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    for (let from = 0n; ;) {
      const { found, ended } = await this.pageFrom(positionAt(from), PAGE, [this.names.onCluster(stream)]);
      for (const event of found) this.keepPlace(`${event.stream} ${event.revision}`, event.position);
      const place = this.places.get(key);
      if (place !== undefined) return place;
      const last = found.at(-1);
      if (!last || ended) throw streamDeleted(stream);
      from = last.position;
    }
  }
}

export async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** One that has said nothing has only been slow. */
const isAway = (error: unknown): boolean => error instanceof EventStoreError && error.details.reason === 'away';
