// The event store on a KurrentDB (or EventStoreDB) cluster: any number of services, one log.
import { setTimeout as sleep } from 'node:timers/promises';
import type {
  AllStreamResolvedEvent,
  AppendResult,
  Position,
  ReadAllOptions,
  ResolvedEvent,
} from '@kurrent/kurrentdb-client';
import {
  EventStoreError,
  type Appended,
  type AppendOptions,
  type Capabilities,
  type CheckedLog,
  type EventStore,
  type ExpectedRevision,
  type Head,
  type NewEvent,
  type ReadFilter,
  type StoredEvent,
  type StreamAppend,
  type Subscription,
} from '../event-store.js';
import { assertName } from '../names.js';
import { Upcasting } from '../upcasting.js';
import { shownAddress } from './address.js';
import { CatchUp } from './catch-up.js';
import { Connection, type Client } from './connection.js';
import { decode, encode, type EncodedEvent } from './event-form.js';
import { accessDenied, failureKind, reasonOf, storeAway, storeClosed, streamDeleted } from './failures.js';
import { placeOf, positionAt } from './log-position.js';

/** What a command waits for: a read, and an append with all its repetitions. A client must have its answer in 5 s. */
const READ_WITHIN_MS = 2_000;
const APPEND_TRY_MS = 1_200;
const APPEND_WITHIN_MS = 2_700;
/** Nobody waits at a browser for a migration, or for what a first start records: it may outlast an election. */
const PATIENT_MS = 30_000;
/** Reads of the log itself: the server may look at much that isn't ours before it finds an event. */
const SCAN_WITHIN_MS = 30_000;
/** The most that every server takes in one append. */
const LARGEST_APPEND_BYTES = 1024 * 1024;
/** Streams that are appended to at once, where each is an append of its own. They keep their order. */
const PARTS_AT_ONCE = 32;
const PAGE = 1_000;
/** Parts of the log that are read at once when single events are looked up. */
const LANES = 8;
const ANSWERED = 10_000;
const APPEND_SESSION = { path: '/kurrentdb.protocol.v2.streams.StreamsService/AppendSession' };

export interface KurrentDbOptions {
  /** `kurrentdb://…`, as the client takes it. */
  readonly address: string;
  /** What the names of our streams begin with. */
  readonly streamPrefix: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  readonly upcasting?: Upcasting;
  /** Told while the cluster can't be reached at the start, with the reason. */
  readonly onWaiting?: (reason: string) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

/** The events of one stream in an append. */
interface Part {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

export class KurrentDbEventStore implements EventStore {
  private readonly catchUps = new Set<CatchUp>();
  private readonly upcasting: Upcasting;
  /** The last event that is known to be there. */
  private known = 0n;
  private latest = 0;
  /** Appends that keep their time are stored one after another, in the order in which they were asked for. */
  private turn: Promise<unknown> = Promise.resolve();
  /** Places that the server doesn't tell when it reads a stream, by stream and revision. */
  private readonly places = new Map<string, bigint>();
  /** Where appends ended that were answered for lately, and before that: forgotten in bulk, since single ones cost more. */
  private answered = new Set<bigint>();
  private answeredBefore = new Set<bigint>();
  private closed = false;

  private constructor(
    private readonly options: KurrentDbOptions,
    private readonly connection: Connection,
    readonly capabilities: Capabilities,
  ) {
    this.upcasting = options.upcasting ?? new Upcasting();
  }

  /**
   * Opens the log, waiting for the cluster for as long as it takes. Throws `unavailable` where the cluster doesn't allow
   * it, and where the waiting is ended by the signal.
   */
  static async open(options: KurrentDbOptions): Promise<KurrentDbEventStore> {
    const connection = await Connection.open(options.address);
    try {
      const atomicAppendAll = await whenReachable(connection, options);
      return new KurrentDbEventStore(options, connection, { atomicAppendAll, shared: true });
    } catch (error) {
      await connection.close();
      throw error;
    }
  }

  append(
    stream: string,
    events: readonly NewEvent[],
    expectedRevision: ExpectedRevision,
    options?: AppendOptions,
  ): Promise<Appended> {
    return this.appendAll([{ stream, events, expectedRevision }], options);
  }

  async appendAll(asked: Iterable<StreamAppend>, { recordedAt }: AppendOptions = {}): Promise<Appended> {
    this.assertOpen();
    const appends = [...asked];
    const parts = partsOf(appends);
    if (recordedAt === undefined) {
      const time = (this.latest = Math.max(this.latest, assertTime(this.options.clock())));
      return appendedAs(appends, await this.store(parts, time, APPEND_WITHIN_MS), time);
    }
    if (assertTime(recordedAt) < this.latest) {
      const message = 'The recorded time lies before that of the last event.';
      throw new EventStoreError('unavailable', message, { reason: 'recorded-too-early' });
    }
    this.latest = recordedAt;
    const stored = this.turn.then(() => this.store(parts, recordedAt, PATIENT_MS));
    this.turn = stored.catch(() => undefined);
    return appendedAs(appends, await stored, recordedAt);
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
        collect(client.readStream(this.clusterName(stream), { fromRevision: from, maxCount })),
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
    const prefixes = filter.streamPrefixes?.map((prefix) => this.clusterName(prefix)) ?? [this.options.streamPrefix];
    const types = filter.types && new Set(filter.types);
    const events: StoredEvent[] = [];
    if (prefixes.length === 0) {
      this.assertOpen();
      return events;
    }
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
    this.assertOpen();
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

  subscribe(
    after: bigint,
    handler: (events: readonly StoredEvent[]) => void | Promise<void>,
    onError: (error: Error) => void,
  ): Subscription {
    const prefix = this.options.streamPrefix;
    const catchUp = new CatchUp({
      connection: this.connection,
      prefixes: [prefix, metadataStream(prefix)],
      after,
      read: (resolved) => this.subscribed(resolved),
      handler,
      onError,
      nextAfter: (position) => this.nextAfter(position),
    });
    this.catchUps.add(catchUp);
    return {
      stop: async () => {
        this.catchUps.delete(catchUp);
        await catchUp.stop();
      },
    };
  }

  async head(): Promise<Head> {
    this.assertOpen();
    const { place, resume } = this.furthest();
    this.seen(place);
    // A subscription has looked at the log up to where it is: only what lies beyond needs to be asked for.
    if (resume && (await this.nextAfter(resume)) === undefined) return { position: this.known };
    const last = await this.reading(resume ? READ_WITHIN_MS : SCAN_WITHIN_MS, (client) =>
      collect(client.readAll(this.log({ direction: 'backwards', fromPosition: 'end', maxCount: 1 }))),
    );
    this.seen(placeOf(last[0]?.event?.position) ?? 0n);
    return { position: this.known };
  }

  /** Reads the whole log, and checks that each stream's events are all there, in their order. */
  async scrub(
    onProgress: (position: number, head: number) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<CheckedLog> {
    const head = await this.head();
    const next = new Map<string, bigint>();
    let [position, events] = [0n, 0];
    while (position < head.position) {
      if (signal?.aborted) throw new EventStoreError('unavailable', 'The check was ended.', { reason: 'stopped' });
      const page = await this.readAll(position, PAGE);
      for (const event of page) {
        if (event.revision !== (next.get(event.stream) ?? 0n)) throw streamDeleted(event.stream);
        next.set(event.stream, event.revision + 1n);
        ({ position } = event);
      }
      if (page.length === 0) break;
      events += page.length;
      onProgress(Number(position), Number(head.position));
    }
    return { events, head: { position } };
  }

  backUp(): Promise<Head> {
    const message =
      'The log is on the cluster: back it up there (docs/deployment.md), or take the events out with "alliance-kpi events --all".';
    return Promise.reject(new EventStoreError('unavailable', message, { reason: 'on-cluster' }));
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    await Promise.all([...this.catchUps].map((catchUp) => catchUp.stop()));
    await this.connection.close();
  }

  /** Answers where the events of each stream end, in the order of the parts. */
  private async store(parts: readonly Part[], time: number, withinMs: number): Promise<ReadonlyMap<string, bigint>> {
    if (parts.length > 1 && this.capabilities.atomicAppendAll) {
      const encoded = this.encodeParts(parts, time, true);
      const bytes = encoded.flat().reduce((sum, event) => sum + event.bytes, 0);
      // Beyond what one append may hold there is only the other way.
      if (bytes <= LARGEST_APPEND_BYTES) return this.storeAtOnce(parts, encoded, withinMs);
    }
    return this.storeInParts(parts, time, withinMs);
  }

  /** The parts' events: as one append, or each part as an append of its own. */
  private encodeParts(parts: readonly Part[], time: number, asOne: boolean): EncodedEvent[][] {
    let remaining = parts.reduce((sum, { events }) => sum + events.length, 0);
    return parts.map(({ events }) => {
      if (!asOne) remaining = events.length;
      return events.map((event) => encode(this.connection.kurrent, event, time, --remaining, !asOne));
    });
  }

  private async storeAtOnce(
    parts: readonly Part[],
    encoded: readonly (readonly EncodedEvent[])[],
    withinMs: number,
  ): Promise<ReadonlyMap<string, bigint>> {
    const before = this.known;
    const requests = parts.map(({ stream, expected }, i) => ({
      streamName: this.clusterName(stream),
      expectedState: stateOf(expected),
      events: (encoded[i] ?? []).map(({ event }) => event),
    }));
    const { responses } = await this.appending(withinMs, (client) => client.multiStreamAppend(requests));
    const revisions = new Map(responses.map(({ streamName, revision }) => [streamName, revision]));
    for (const part of parts) assertRevision(part, revisions.get(this.clusterName(part.stream)) ?? -1n);
    const last = parts.at(-1) as Part;
    const end = await this.placeOfLast(last);
    this.assertNew(last, end, before);
    return new Map(parts.map(({ stream }) => [stream, end]));
  }

  private async storeInParts(
    parts: readonly Part[],
    time: number,
    withinMs: number,
  ): Promise<ReadonlyMap<string, bigint>> {
    const encoded = this.encodeParts(parts, time, false);
    for (const [i, events] of encoded.entries()) {
      const bytes = events.reduce((sum, event) => sum + event.bytes, 0);
      if (bytes > LARGEST_APPEND_BYTES) throw tooLarge((parts[i] as Part).stream, bytes);
    }
    const [only] = parts;
    if (only && parts.length === 1)
      return new Map([[only.stream, await this.storePart(only, encoded[0] ?? [], withinMs)]]);
    const places: bigint[] = [];
    let failure: unknown;
    const running = new Set<Promise<void>>();
    for (const [i, part] of parts.entries()) {
      const stored = this.storePart(part, encoded[i] ?? [], withinMs).then(
        (place) => void (places[i] = place),
        (error: unknown) => void (failure ??= error),
      );
      const settled: Promise<void> = stored.then(() => void running.delete(settled));
      running.add(settled);
      if (running.size >= PARTS_AT_ONCE) await Promise.race(running);
      if (failure !== undefined) break;
    }
    await Promise.all(running);
    if (failure !== undefined) throw failure as Error;
    return new Map(parts.map(({ stream }, i) => [stream, places[i] as bigint]));
  }

  private async storePart(part: Part, encoded: readonly EncodedEvent[], withinMs: number): Promise<bigint> {
    const before = this.known;
    const events = encoded.map(({ event }) => event);
    const { nextExpectedRevision, position } = await this.appending(withinMs, (client): Promise<AppendResult> =>
      client.appendToStream(this.clusterName(part.stream), events, { streamState: stateOf(part.expected) }),
    );
    assertRevision(part, nextExpectedRevision);
    const end = position === undefined ? await this.placeOfLast(part) : position.commit;
    this.assertNew(part, end, before);
    this.seen(end);
    return end;
  }

  /**
   * The server takes the same ids at the same revision for a repetition, without looking at what they hold. Ours are told
   * apart from those of an earlier call: their events were there before, or were answered for already.
   */
  private assertNew({ stream, expected, events }: Part, end: bigint, before: bigint): void {
    if (end > before && !this.answered.has(end) && !this.answeredBefore.has(end)) {
      if (this.answered.size >= ANSWERED) [this.answeredBefore, this.answered] = [this.answered, new Set()];
      this.answered.add(end);
      return;
    }
    const actual = revisionAfter(expected, events.length);
    throw new EventStoreError('version-conflict', `${stream} is at revision ${actual} already.`, { stream, actual });
  }

  /** Tries the very same append until its outcome is known: the server tells a repetition by ids and revision. */
  private async appending<T>(withinMs: number, work: (client: Client) => Promise<T>): Promise<T> {
    this.assertOpen();
    let written = false;
    try {
      return await this.connection.retried(
        'append',
        APPEND_TRY_MS,
        withinMs,
        (client) => this.connection.inOrder(client, work),
        (error) => void (written ||= failureKind(error) === 'broken'),
      );
    } catch (error) {
      const kind = failureKind(error);
      if (error instanceof EventStoreError) throw error;
      if (kind === 'conflict') throw this.conflict(error);
      if (kind === 'too-large') throw new EventStoreError('too-large', `The append is too large: ${reasonOf(error)}`);
      if (kind === 'denied') throw accessDenied('append');
      if (kind === 'deleted') throw streamDeleted(this.portName((error as { streamName?: string }).streamName ?? ''));
      if (kind === 'malformed') throw error;
      if (kind === 'refused' && !written) throw storeAway(error);
      const message = `Whether it was stored is not known: ${reasonOf(error)}`;
      throw new EventStoreError('outcome-unknown', message);
    }
  }

  private conflict(error: unknown): EventStoreError {
    const { streamName = '', actualState } = error as { streamName?: string; actualState?: bigint | string };
    const stream = this.portName(streamName);
    const actual = typeof actualState === 'bigint' && actualState >= 0n ? actualState : 'no-stream';
    return new EventStoreError('version-conflict', `${stream} is at revision ${actual}.`, { stream, actual });
  }

  /** Reads, again where that may help; what can't be reached is `unavailable`. What a stream is like is for the caller. */
  private async reading<T>(withinMs: number, work: (client: Client) => Promise<T>): Promise<T> {
    this.assertOpen();
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
    for (let maxCount = count + 1; ; maxCount *= 2) {
      const options = this.log({ fromPosition, maxCount }, prefixes);
      const page = await this.reading(withinMs, (client) => collect(client.readAll(options)));
      const events = page.flatMap((resolved) => this.eventOfLog(resolved) ?? []);
      const found = events.filter(({ position }) => position > from.commit || (including && position === from.commit));
      this.seen(found.at(-1)?.position ?? 0n);
      const ended = page.length < maxCount;
      if (ended || found.length >= count) return { found, ended };
    }
  }

  private log(options: ReadAllOptions, prefixes: readonly string[] = [this.options.streamPrefix]): ReadAllOptions {
    const { streamNameFilter } = this.connection.kurrent;
    return { ...options, filter: streamNameFilter({ prefixes: [...prefixes] }) };
  }

  /** The place of the first event of ours after a position. */
  private async nextAfter(position: Position): Promise<bigint | undefined> {
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
      // They are often neighbours; where they aren't, the rest of the page was read in vain.
      const size = Math.min(PAGE, 2 * (wanted.length - i));
      const at = positionAt(from);
      const { found } = await this.pageFrom(at, size, undefined, true, READ_WITHIN_MS).catch(async () => {
        // The server fails where no event begins, without a word of it: one that answers otherwise is not away.
        await this.head();
        throw missing(from);
      });
      const page = new Map(found.map((event) => [event.position, event]));
      if (!page.has(from)) throw missing(from);
      for (let event = page.get(from); event; event = page.get(wanted[i] as bigint)) {
        events.set(event.position, event);
        i++;
      }
    }
  }

  private eventOfLog({ event }: AllStreamResolvedEvent): StoredEvent | undefined {
    const place = placeOf(event?.position);
    if (!event || place === undefined) return undefined;
    const stream = this.portName(event.streamId);
    // Only events of several streams at once lie elsewhere than they were committed: reading their stream doesn't tell.
    if (event.position.commit !== place) this.places.set(`${stream} ${event.revision}`, place);
    return decode(event, stream, place, this.upcasting);
  }

  private async eventOfStream({ event }: ResolvedEvent, stream: string): Promise<StoredEvent> {
    if (!event) throw streamDeleted(stream);
    return decode(
      event,
      stream,
      placeOf(event.position) ?? (await this.placeIn(stream, event.revision)),
      this.upcasting,
    );
  }

  /** An event of a subscription; undefined where it says something harmless about a stream. */
  private subscribed(resolved: AllStreamResolvedEvent): Promise<undefined> | StoredEvent | undefined {
    const { event } = resolved;
    return event?.streamId.startsWith('$$')
      ? this.assertWhole(this.portName(event.streamId.slice(2)))
      : this.eventOfLog(resolved);
  }

  private async assertWhole(stream: string): Promise<undefined> {
    if (await this.isCutShort(stream)) throw streamDeleted(stream);
    return undefined;
  }

  /** Whether a stream was deleted, or is told to forget its older events; as its metadata stands now. */
  private async isCutShort(stream: string): Promise<boolean> {
    const name = metadataStream(this.clusterName(stream));
    const [last] = await this.reading(READ_WITHIN_MS, (client) =>
      collect(client.readStream(name, { direction: 'backwards', fromRevision: 'end', maxCount: 1 })),
    ).catch((error: unknown) => {
      if (failureKind(error) === 'no-stream') return [];
      throw failureKind(error) === 'deleted' ? streamDeleted(stream) : error;
    });
    const { $tb = 0, $maxAge, $maxCount } = (last?.event?.data ?? {}) as Record<string, unknown>;
    return $tb !== 0 || $maxAge !== undefined || $maxCount !== undefined;
  }

  private async placeOfLast({ stream, expected, events }: Part): Promise<bigint> {
    const revision = revisionAfter(expected, events.length);
    const [event] = await this.readStream(stream, revision, 1);
    if (!event) throw streamDeleted(stream);
    this.seen(event.position);
    return event.position;
  }

  /** The place of an event that its stream doesn't tell: the log is asked, once. */
  private async placeIn(stream: string, revision: bigint): Promise<bigint> {
    const key = `${stream} ${revision}`;
    const known = this.places.get(key);
    if (known !== undefined) return known;
    for (let from = 0n; ;) {
      const { found, ended } = await this.pageFrom(positionAt(from), PAGE, [this.clusterName(stream)]);
      for (const event of found) this.places.set(`${event.stream} ${event.revision}`, event.position);
      const place = this.places.get(key);
      if (place !== undefined) return place;
      const last = found.at(-1);
      if (!last || ended) throw streamDeleted(stream);
      from = last.position;
    }
  }

  /** The subscription that has come furthest. */
  private furthest(): CatchUp['progress'] {
    return [...this.catchUps].reduce<CatchUp['progress']>(
      (best, { progress }) => ((progress.resume?.commit ?? -1n) > (best.resume?.commit ?? -1n) ? progress : best),
      { place: 0n, resume: undefined },
    );
  }

  private seen(place: bigint): void {
    if (place > this.known) this.known = place;
  }

  private clusterName(stream: string): string {
    return this.options.streamPrefix + stream;
  }

  private portName(name: string): string {
    return name.startsWith(this.options.streamPrefix) ? name.slice(this.options.streamPrefix.length) : name;
  }

  private assertOpen(): void {
    if (this.closed) throw storeClosed();
  }
}

const PAUSE_MS = 1_000;

/** Waits for the cluster; answers whether it appends to several streams at once. */
async function whenReachable(
  connection: Connection,
  { address, onWaiting = () => undefined, signal }: KurrentDbOptions,
): Promise<boolean> {
  for (;;) {
    try {
      await connection.once('read', READ_WITHIN_MS, (client) =>
        collect(client.readAll({ direction: 'backwards', fromPosition: 'end', maxCount: 1 })),
      );
      return await connection.once('append', READ_WITHIN_MS, (client) =>
        (client as unknown as { supports: (method: object) => Promise<boolean> }).supports(APPEND_SESSION),
      );
    } catch (error) {
      if (failureKind(error) === 'denied') throw accessDenied('read its log');
      onWaiting(`Waiting for the event store at ${shownAddress(address)}: ${reasonOf(error)}`);
      await sleep(PAUSE_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
      if (signal?.aborted) throw storeAway(error);
    }
  }
}

async function collect<T>(events: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = [];
  for await (const event of events) all.push(event);
  return all;
}

/** The events of each stream side by side, streams in the order of their first event: what is judged together stays so. */
function partsOf(appends: readonly StreamAppend[]): Part[] {
  if (appends.length === 0) throw new Error('An append needs a stream.');
  const parts = new Map<string, { stream: string; expected: ExpectedRevision; events: NewEvent[] }>();
  for (const { stream, events, expectedRevision } of appends) {
    assertName('stream', stream);
    if (events.length === 0) throw new Error(`The append to "${stream}" has no events.`);
    const part = parts.get(stream);
    if (!part) parts.set(stream, { stream, expected: expectedRevision, events: [...events] });
    else if (revisionAfter(part.expected, part.events.length) === expectedRevision) part.events.push(...events);
    else {
      const actual = revisionAfter(part.expected, part.events.length);
      throw new EventStoreError('version-conflict', `${stream} would be at revision ${actual}.`, { stream, actual });
    }
  }
  return [...parts.values()];
}

/** `ends`: where the events of each stream end. */
function appendedAs(appends: readonly StreamAppend[], ends: ReadonlyMap<string, bigint>, recordedAt: number): Appended {
  return {
    position: [...ends.values()].at(-1) as bigint,
    ends: appends.map(({ stream }) => ends.get(stream) as bigint),
    revisions: appends.map(({ expectedRevision, events }) => revisionAfter(expectedRevision, events.length)),
    recordedAt,
  };
}

const revisionAfter = (expected: ExpectedRevision, events: number): bigint =>
  (expected === 'no-stream' ? -1n : expected) + BigInt(events);

const stateOf = (expected: ExpectedRevision): bigint | 'no_stream' =>
  expected === 'no-stream' ? 'no_stream' : expected;

/** A stream that was deleted goes on at the revision it had: nothing that we read would tell. */
function assertRevision({ stream, expected, events }: Part, revision: bigint): void {
  if (revision !== revisionAfter(expected, events.length)) throw streamDeleted(stream);
}

function assertTime(time: number): number {
  if (!Number.isSafeInteger(time)) throw new Error(`${time} is no recorded time in milliseconds.`);
  return time;
}

const metadataStream = (stream: string): string => `$$${stream}`;

const missing = (position: bigint): EventStoreError =>
  new EventStoreError('corrupt', `There is no event at position ${position}.`, { position });

const tooLarge = (stream: string, bytes: number): EventStoreError =>
  new EventStoreError(
    'too-large',
    `The events for ${stream} take ${Math.ceil(bytes / 1024)} KiB; the event store takes ${LARGEST_APPEND_BYTES / 1024} KiB at once.`,
    { stream },
  );
