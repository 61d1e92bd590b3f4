// The event store on a KurrentDB (or EventStoreDB) cluster: any number of services, one log.
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
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
import { Upcasting } from '../upcasting.js';
import { shownAddress } from './address.js';
import { CatchUp } from './catch-up.js';
import { Connection } from './connection.js';
import { accessDenied, failureKind, reasonOf, storeAway, storeClosed, streamDeleted } from './failures.js';
import { collect, LogReader, READ_WITHIN_MS } from './log-reader.js';
import { LogWriter } from './log-writer.js';
import { metadataStream, StreamNames } from './stream-names.js';

const CHECKED_AT_ONCE = 1_000;
const GATHERED_IN_A_TURN = 1_000;
const PAUSE_MS = 1_000;
const APPEND_SESSION = { path: '/kurrentdb.protocol.v2.streams.StreamsService/AppendSession' };

export interface KurrentDbOptions {
  /** `kurrentdb://…`, as the client takes it. */
  readonly address: string;
  /** What the names of our streams begin with. */
  readonly streamPrefix: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  readonly upcasting?: Upcasting;
  /** Told while the cluster can't be reached at the start: each reason, once. */
  readonly onWaiting?: (reason: string) => void;
  /** Ends the waiting. */
  readonly signal?: AbortSignal;
}

export class KurrentDbEventStore implements EventStore {
  private readonly catchUps = new Set<CatchUp>();
  private readonly names: StreamNames;
  private readonly reader: LogReader;
  private readonly writer: LogWriter;
  private closed = false;

  private constructor(
    { streamPrefix, clock, upcasting = new Upcasting() }: KurrentDbOptions,
    private readonly connection: Connection,
    readonly capabilities: Capabilities,
  ) {
    const names = (this.names = new StreamNames(streamPrefix));
    const reader = (this.reader = new LogReader(connection, names, upcasting));
    this.writer = new LogWriter({ connection, reader, names, isAtomic: capabilities.atomicAppendAll, clock });
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

  async appendAll(appends: Iterable<StreamAppend>, options?: AppendOptions): Promise<Appended> {
    this.assertOpen();
    return this.writer.append(await gathered(appends), options);
  }

  async readStream(stream: string, fromRevision?: bigint, limit?: number): Promise<readonly StoredEvent[]> {
    this.assertOpen();
    return this.reader.readStream(stream, fromRevision, limit);
  }

  async readAll(after: bigint, limit: number, filter?: ReadFilter): Promise<readonly StoredEvent[]> {
    this.assertOpen();
    return this.reader.readAll(after, limit, filter);
  }

  async readAt(positions: readonly bigint[]): Promise<readonly StoredEvent[]> {
    this.assertOpen();
    return this.reader.readAt(positions);
  }

  subscribe(
    after: bigint,
    handler: (events: readonly StoredEvent[]) => void | Promise<void>,
    onError: (error: Error) => void,
  ): Subscription {
    const { prefix } = this.names;
    const catchUp = new CatchUp({
      connection: this.connection,
      prefixes: [prefix, metadataStream(prefix)],
      after,
      read: (resolved) => this.reader.ofSubscription(resolved),
      handler,
      onError,
      nextAfter: (position) => this.reader.nextAfter(position),
      idAt: (place) => this.reader.idAt(place),
      end: () => this.reader.end(),
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
    this.reader.seen(place);
    return { position: await this.reader.last(resume) };
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
      const page = await this.readAll(position, CHECKED_AT_ONCE);
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

  /** The subscription that has come furthest. */
  private furthest(): CatchUp['progress'] {
    return [...this.catchUps].reduce<CatchUp['progress']>(
      (best, { progress }) => ((progress.resume?.commit ?? -1n) > (best.resume?.commit ?? -1n) ? progress : best),
      { place: 0n, resume: undefined },
    );
  }

  private assertOpen(): void {
    if (this.closed) throw storeClosed();
  }
}

/** All of them; of very many, others have their turns meanwhile. */
async function gathered(appends: Iterable<StreamAppend>): Promise<StreamAppend[]> {
  const all: StreamAppend[] = [];
  for (const append of appends) {
    all.push(append);
    if (all.length % GATHERED_IN_A_TURN === 0) await nextTurn();
  }
  return all;
}

/** Waits for the cluster; answers whether it appends to several streams at once. */
async function whenReachable(
  connection: Connection,
  { address, onWaiting = () => undefined, signal }: KurrentDbOptions,
): Promise<boolean> {
  let told: string | undefined;
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
      const reason = reasonOf(error);
      if (reason !== told) onWaiting(`Waiting for the event store at ${shownAddress(address)}: ${reason}`);
      told = reason;
      await sleep(PAUSE_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
      if (signal?.aborted) throw storeAway(error);
    }
  }
}
