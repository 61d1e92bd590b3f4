// The embedded event store: one process, one data folder, nothing to install.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import canonicalize from 'canonicalize';
import {
  EventStoreError,
  type Appended,
  type AppendOptions,
  type EventStore,
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
import { FolderLock, type FolderOwner } from './folder-lock.js';
import { LogReader } from './log-reader.js';
import { backUp, scrub, type ScrubResult } from './maintenance.js';
import { DATABASE_FILE, headOf } from './schema.js';
import { connectReader, translate } from './sqlite.js';
import { Witness } from './witness.js';
import { WriterThread } from './writer-thread.js';
import type { EncodedAppend } from './writer-protocol.js';

const UNLIMITED = 2 ** 31 - 1;

export interface EmbeddedOptions {
  readonly dataDir: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  readonly upcasting?: Upcasting;
}

export class EmbeddedEventStore implements EventStore {
  readonly capabilities = { atomicAppendAll: true };
  private readonly wakers = new Set<() => void>();
  private closed = false;
  private headPosition: bigint;

  private constructor(
    private readonly options: EmbeddedOptions,
    private readonly lock: FolderLock,
    private readonly writer: WriterThread,
    private readonly reader: LogReader,
    private readonly wake: { onAppended: (position: bigint) => void },
  ) {
    this.headPosition = reader.head().position;
    wake.onAppended = (position) => this.appended(position);
  }

  /**
   * Opens (or begins) the log in a folder. Throws FolderInUseError where another process owns it, and `corrupt` where
   * the log is not what its witness saw.
   */
  static async open(options: EmbeddedOptions): Promise<EmbeddedEventStore> {
    const { dataDir, upcasting = new Upcasting() } = options;
    const lock = FolderLock.acquire(dataDir);
    try {
      assertWhole(dataDir);
      const wake = { onAppended: (position: bigint): void => void position };
      const writer = await WriterThread.start(dataDir, (position) => wake.onAppended(position));
      return new EmbeddedEventStore(options, lock, writer, new LogReader(dataDir, upcasting), wake);
    } catch (error) {
      lock.release();
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

  async appendAll(appends: readonly StreamAppend[], { recordedAt }: AppendOptions = {}): Promise<Appended> {
    this.assertOpen();
    return this.writer.write(appends.map(encode), this.options.clock(), recordedAt);
  }

  async readStream(stream: string, fromRevision = 0n, limit = UNLIMITED): Promise<readonly StoredEvent[]> {
    this.assertOpen();
    return this.reader.readStream(stream, fromRevision, limit);
  }

  async readAll(after: bigint, limit: number, filter?: ReadFilter): Promise<readonly StoredEvent[]> {
    this.assertOpen();
    return this.reader.readAll(after, limit, filter);
  }

  async readAt(positions: readonly bigint[]): Promise<readonly StoredEvent[]> {
    this.assertOpen();
    return positions.length === 0 ? [] : this.reader.readAt(positions);
  }

  async head(): Promise<Head> {
    this.assertOpen();
    return this.reader.head();
  }

  subscribe(
    after: bigint,
    handler: (events: readonly StoredEvent[]) => void | Promise<void>,
    onError: (error: Error) => void,
  ): Subscription {
    const page = (position: bigint, limit: number): Promise<readonly StoredEvent[]> => this.readAll(position, limit);
    const log = { page, more: (position: bigint) => this.more(position), wake: () => this.wakeAll() };
    return subscribeByPage(log, after, handler, onError);
  }

  /** Checks the whole log beside the running work: SQLite's own structure, and the chain from its beginning. */
  scrub(onProgress: (position: number, head: number) => void = () => undefined): Promise<ScrubResult> {
    return scrub(this.options.dataDir, onProgress);
  }

  /** Writes a consistent, self-verifying copy into `file`, also while appends go on. */
  backUp(file: string): Promise<Head> {
    return backUp(this.options.dataDir, file);
  }

  /** Tells others on this machine how to reach the service that owns the folder. */
  publishOwner(owner: FolderOwner): void {
    this.lock.publish(owner);
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    this.wakeAll();
    await this.writer.close();
    this.reader.close();
    this.lock.release();
  }

  private appended(position: bigint): void {
    if (position > this.headPosition) this.headPosition = position;
    this.wakeAll();
  }

  private more(after: bigint): Promise<void> {
    if (this.closed) return Promise.reject(closedError());
    if (this.headPosition > after) return Promise.resolve();
    return new Promise((resolve) => this.wakers.add(resolve));
  }

  private wakeAll(): void {
    for (const waker of this.wakers) waker();
    this.wakers.clear();
  }

  private assertOpen(): void {
    if (this.closed) throw closedError();
  }
}

const closedError = (): EventStoreError =>
  new EventStoreError('unavailable', 'The event store is closed.', { reason: 'closed' });

/** The log must hold what the witness saw last, or more; and a log must have a witness. */
function assertWhole(dataDir: string): void {
  const witnessed = Witness.read(dataDir);
  if (!existsSync(join(dataDir, DATABASE_FILE))) {
    if (witnessed)
      throw new EventStoreError('corrupt', 'The event store is gone, but its witness is there. Restore a backup.');
    return;
  }
  const connection = connectReader(join(dataDir, DATABASE_FILE));
  try {
    const hasTable = connection.rows("SELECT 1 FROM sqlite_schema WHERE name = 'events'").length > 0;
    const head = hasTable ? headOf(connection) : { position: 0, hash: '' };
    if (!witnessed && head.position === 0) return;
    if (!witnessed)
      throw new EventStoreError('corrupt', 'The witness beside the event store is missing. Restore a backup.');
    const [row] = hasTable ? connection.rows(`SELECT hash FROM events WHERE position = ${witnessed.position}`) : [];
    if (row?.[0] === witnessed.hash) return;
    const message =
      head.position < witnessed.position
        ? `The log ends at position ${head.position}, but ${witnessed.position} was acknowledged: its end is missing. Restore a backup.`
        : `The log is not the one that was written: at position ${witnessed.position} it holds another event. Restore a backup.`;
    throw new EventStoreError('corrupt', message, { position: BigInt(head.position) });
  } catch (error) {
    throw translate(error);
  } finally {
    connection.close();
  }
}

const CONTROL = /\p{Cc}/u;

function encode({ stream, events, expectedRevision }: StreamAppend): EncodedAppend {
  if (stream === '' || CONTROL.test(stream) || events.length === 0)
    throw new Error(`An append needs a stream and events: "${stream}".`);
  return {
    stream,
    expected: expectedRevision === 'no-stream' ? -1 : Number(expectedRevision),
    events: events.map(({ eventId, type, schemaVersion, data, metadata }) => {
      if (CONTROL.test(type) || CONTROL.test(eventId)) throw new Error('Names and ids hold no control characters.');
      return {
        eventId,
        type,
        schemaVersion,
        data: canonicalize(data) as string,
        metadata: canonicalize(metadata) as string,
      };
    }),
  };
}
