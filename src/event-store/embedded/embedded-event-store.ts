// The embedded event store: one process, one data folder, nothing to install.
import { join } from 'node:path';
import {
  type Appended,
  type AppendOptions,
  type CheckedLog,
  type EventStore,
  EventStoreError,
  type ExpectedRevision,
  type Head,
  type NewEvent,
  type ReadFilter,
  type StoredEvent,
  type StreamAppend,
  type Subscription,
} from '../event-store.js';
import { subscribeByPage } from '../subscribing.js';
import { Upcasting } from '../upcasting.js';
import { encodeInParts } from './append-encoding.js';
import { FolderLock, type FolderOwner } from './folder-lock.js';
import { LogReader } from './log-reader.js';
import { backUp, scrub } from './maintenance.js';
import { ReadAhead } from './read-ahead.js';
import { damaged, DATABASE_FILE } from './schema.js';
import { storeClosed } from './sqlite.js';
import { assertWhole } from './whole-log.js';
import { WriterThread } from './writer-thread.js';

/** Behind the head by more events than this, a subscription has a thread read ahead of it. */
const FAR_BEHIND = 20_000n;
/** So many it reads itself while that thread starts. */
const UNTIL_STARTED = 4_000n;
const UNLIMITED = 2 ** 31 - 1;

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  readonly upcasting?: Upcasting;
}

export class EmbeddedEventStore implements EventStore {
  readonly capabilities = { atomicAppendAll: true, shared: false };
  private readonly aheads = new Set<ReadAhead>();
  private readonly longWork = new Set<Promise<unknown>>();
  private lastBackup: Promise<unknown> = Promise.resolve();
  private readonly closing = new AbortController();
  private readonly wakers = new Set<() => void>();
  private closed = false;
  private headPosition: bigint;
  /** Damage that a read or a check came upon: of a log that is damaged anywhere nothing more is delivered. */
  private damage: EventStoreError | undefined;

  private constructor(
    private readonly options: EmbeddedOptions,
    private readonly lock: FolderLock,
    private readonly writer: WriterThread,
    private readonly reader: LogReader,
  ) {
    this.headPosition = reader.head().position;
    writer.onWritten = (position) => this.appended(position);
  }

  /**
   * Opens (or begins) the log in a folder. Throws FolderInUseError where another process owns it, and `corrupt` where
   * the log is not what its witness saw.
   */
  static async open(options: EmbeddedOptions): Promise<EmbeddedEventStore> {
    const { dataDir, upcasting = new Upcasting() } = options;
    const lock = FolderLock.acquire(dataDir);
    let writer: WriterThread | undefined;
    try {
      assertWhole(dataDir);
      writer = await WriterThread.start(dataDir);
      return new EmbeddedEventStore(options, lock, writer, new LogReader(dataDir, upcasting));
    } catch (error) {
      await writer?.close();
      lock.release();
      throw error;
    }
  }

  get failure(): EventStoreError | undefined {
    return this.writer.failure;
  }

  append(
    stream: string,
    events: readonly NewEvent[],
    expectedRevision: ExpectedRevision,
    options?: AppendOptions,
  ): Promise<Appended> {
    return this.appendAll([{ stream, events, expectedRevision }], options);
  }

  async appendAll(appends: Iterable<StreamAppend>, { recordedAt }: AppendOptions = {}): Promise<Appended> {
    this.assertOpen();
    const now = this.options.clock();
    for (const time of [now, recordedAt ?? 0]) {
      if (!Number.isSafeInteger(time)) throw new Error(`${time} is no recorded time in milliseconds.`);
    }
    const revisions: bigint[] = [];
    const noted = (expected: number, events: number): void => void revisions.push(BigInt(expected + events));
    const written = await this.writer.write(encodeInParts(appends, noted), now, recordedAt);
    return { ...written, ends: revisions.map(() => written.position), revisions };
  }

  async readStream(stream: string, fromRevision = 0n, limit = UNLIMITED): Promise<readonly StoredEvent[]> {
    return this.read(() => this.reader.readStream(stream, fromRevision, limit));
  }

  async readAll(after: bigint, limit: number, filter?: ReadFilter): Promise<readonly StoredEvent[]> {
    return this.read(() => {
      const events = this.reader.readAll(after, limit, filter);
      // The log can't end before what was acknowledged.
      if (events.length === 0 && !filter && limit > 0 && after < this.headPosition) throw damaged(Number(after) + 1);
      return events;
    });
  }

  async readAt(positions: readonly bigint[]): Promise<readonly StoredEvent[]> {
    return this.read(() => (positions.length === 0 ? [] : this.reader.readAt(positions)));
  }

  async head(): Promise<Head> {
    return this.read(() => this.reader.head());
  }

  subscribe(
    after: bigint,
    handler: (events: readonly StoredEvent[]) => void | Promise<void>,
    onError: (error: Error) => void,
  ): Subscription {
    const from = after + UNTIL_STARTED;
    const ahead = this.headPosition - after > FAR_BEHIND ? this.readAhead(from) : undefined;
    const page = async (position: bigint, limit: number): Promise<readonly StoredEvent[]> => {
      if (ahead && position < from) return this.readAll(position, Math.min(limit, Number(from - position)));
      return (await ahead?.take(position, limit)) ?? (await this.readAll(position, limit));
    };
    const log = {
      page,
      more: (position: bigint) => this.more(position),
      wake: () => this.wakeAll(),
    };
    return subscribeByPage(log, after, handler, onError);
  }

  /** Checks the whole log beside the running work: SQLite's own structure, and the chain from its beginning. */
  scrub(
    onProgress: (position: number, head: number) => void = () => undefined,
    signal?: AbortSignal,
  ): Promise<CheckedLog> {
    return this.untilClosed((closing) =>
      scrub(this.options.dataDir, onProgress, signal ? AbortSignal.any([signal, closing]) : closing),
    ).catch((error: unknown) => this.found(error));
  }

  /** Writes a consistent, self-verifying copy into `file`, also while appends go on. One after another: two may be for one file. */
  backUp(file: string): Promise<Head> {
    const backedUp = this.lastBackup.then(() =>
      this.untilClosed((closing) => backUp(this.options.dataDir, file, closing)),
    );
    this.lastBackup = backedUp.catch(() => undefined);
    return backedUp;
  }

  /** Tells others on this machine how to reach the service that owns the folder. */
  publishOwner(owner: FolderOwner): void {
    this.lock.publish(owner);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.wakeAll();
    this.closing.abort();
    await Promise.allSettled(this.longWork);
    await Promise.all([...this.aheads].map((ahead) => ahead.stop()));
    await this.writer.close();
    this.reader.close();
    this.lock.release();
  }

  /** Work in a thread inside the driver: a process that ended meanwhile would crash. */
  private async untilClosed<T>(work: (closing: AbortSignal) => Promise<T>): Promise<T> {
    this.assertOpen();
    const done = work(this.closing.signal);
    this.longWork.add(done);
    try {
      return await done;
    } finally {
      this.longWork.delete(done);
    }
  }

  private read<T>(work: () => T): T {
    this.assertOpen();
    try {
      return work();
    } catch (error) {
      return this.found(error);
    }
  }

  /** Rethrows; of damage, those who follow the log are told as well, since their own reading may never come upon it. */
  private found(error: unknown): never {
    if (error instanceof EventStoreError && error.code === 'corrupt') {
      this.damage ??= error;
      this.wakeAll();
    }
    throw error;
  }

  private readAhead(after: bigint): ReadAhead {
    const { dataDir, upcasting = new Upcasting() } = this.options;
    const ahead = new ReadAhead(join(dataDir, DATABASE_FILE), after, this.headPosition, upcasting);
    this.aheads.add(ahead);
    return ahead;
  }

  private appended(position: bigint): void {
    if (position > this.headPosition) this.headPosition = position;
    this.wakeAll();
  }

  private more(after: bigint): Promise<void> {
    if (this.closed) return Promise.reject(storeClosed());
    if (this.damage) return Promise.reject(this.damage);
    if (this.headPosition > after) return Promise.resolve();
    return new Promise((resolve) => this.wakers.add(resolve));
  }

  private wakeAll(): void {
    for (const waker of this.wakers) waker();
    this.wakers.clear();
  }

  private assertOpen(): void {
    if (this.closed) throw storeClosed();
  }
}
