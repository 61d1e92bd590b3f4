// Writes the log: everything that waits goes into one transaction, and is answered when that is on disk.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chainHash } from '../chain.js';
import { EventStoreError } from '../event-store.js';
import { createTables, DATABASE_FILE, headOf, indexedHead } from './schema.js';
import { connect, sqliteCode, type Connection, type Command, type Parameter, type Query } from './sqlite.js';
import { forThread, NO_STREAM, type ThreadError } from './thread-error.js';
import { Witness } from './witness.js';
import type { EncodedAppend, EncodedEvent, WriteAnswer, WriteRequest } from './writer-protocol.js';

/**
 * Bytes of events at which the index of streams is brought up to them, and the write-ahead log moved into the database:
 * until then a damaged page of it is noticed, but lost. A big step of the index writes fewer pages, but holds up who
 * writes meanwhile.
 */
const CHECKPOINT_BYTES = 4 * 1024 * 1024;
/**
 * Transactions at which the write-ahead log alone is moved. Each adds a page at least, and a sync takes a third less
 * where it writes a file's pages anew than where the file grows.
 */
const CHECKPOINT_TRANSACTIONS = 1_000;
/** What a row holds beside data and metadata, about. */
const BYTES_BESIDE = 250;
const LONGEST_WAIT_MS = 5_000;
const SYNCHRONOUS_FULL = 2;
const ROWS_AT_ONCE = 8;
/** With so many requests a transaction takes no more: those that wait for it shall not wait long. */
const LARGEST_GROUP = 1_000;
const COLUMN_COUNT = 11;
/** How often it is looked whether the log is still there: a removal takes with it all that was recorded before, too. */
const LOOKED_FOR_MS = 50;

/** The revisions of the streams of a JSON list, in its order, with commas between. */
const INDEXED_REVISIONS = `
  SELECT group_concat(coalesce((SELECT max(revision) FROM indexed_streams WHERE stream = value), ${NO_STREAM}))
  FROM json_each(?)`;

/** What one transaction has taken so far. */
interface Group {
  /** The revisions of the streams that it appends to, or asked for. */
  readonly revisions: Map<string, number>;
  /** Rows that are not inserted yet: several at once cost half as much. */
  rows: Parameter[][];
}

export class LogWriter {
  private readonly file: string;
  private readonly connection: Connection;
  private readonly witness: Witness;
  private readonly statements: Readonly<
    Record<'begin' | 'commit' | 'insert' | 'insertMany' | 'index' | 'setIndexed', Command>
  >;
  private readonly indexedRevisions: Query;
  /** Revisions of the streams whose last events the index doesn't hold yet. */
  private readonly revisions = new Map<string, number>();
  /** Position up to which the index of streams goes. */
  private indexed: number;
  private position: number;
  private hash: string;
  private latest: number;
  /** Why nothing is stored any more, after a failure of the storage. */
  failed: ThreadError | undefined;
  /** Bytes of events that lie in the write-ahead log, or that the index of streams lacks, about. */
  private bytesInLog = 0;
  /** Transactions in the write-ahead log, about. */
  private transactions = 0;
  /** When it was last looked whether the log is still there, in milliseconds. */
  private lookedForAt = -Infinity;

  constructor(dataDir: string, open: (file: string) => Connection = connect) {
    this.file = join(dataDir, DATABASE_FILE);
    const connection = (this.connection = open(this.file));
    // A connection that looked at the log before may still be letting go of it.
    connection.execute(`
      PRAGMA busy_timeout = ${LONGEST_WAIT_MS}; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
      PRAGMA temp_store = MEMORY; PRAGMA cache_size = -64000;`);
    const synchronous = connection.query('SELECT synchronous FROM pragma_synchronous')();
    if (Number(synchronous.toString()) !== SYNCHRONOUS_FULL)
      throw new Error('The event store must not run without synchronous = FULL.');
    this.witness = Witness.open(dataDir);
    createTables(connection);
    const values = `(${Array(COLUMN_COUNT).fill('?').join(', ')})`;
    this.statements = {
      begin: connection.command('BEGIN IMMEDIATE'),
      commit: connection.command('COMMIT'),
      insert: connection.command(`INSERT INTO events VALUES ${values}`),
      insertMany: connection.command(`INSERT INTO events VALUES ${Array(ROWS_AT_ONCE).fill(values).join(', ')}`),
      index: connection.command(`INSERT INTO indexed_streams
        SELECT stream, revision, position FROM events WHERE position > ? ORDER BY stream, revision`),
      setIndexed: connection.command('UPDATE indexed SET position = ?, hash = ?'),
    };
    this.indexedRevisions = connection.query(INDEXED_REVISIONS);
    ({ position: this.position, hash: this.hash } = headOf(connection));
    const latest = connection.query('SELECT recorded_at FROM events ORDER BY position DESC LIMIT 1')();
    this.latest = Number(latest.toString());
    this.indexed = indexedHead(connection).position;
    this.index();
    // A file that can only be read would show at the first event, and not now.
    connection.execute('BEGIN IMMEDIATE; UPDATE indexed SET position = position; ROLLBACK');
    if (this.position > 0) this.testify();
  }

  /**
   * Stores a group of requests in one transaction, with those that `more` gives meanwhile. A refused request doesn't
   * fail its neighbours.
   */
  write(first: readonly WriteRequest[], more: () => readonly WriteRequest[] = () => []): WriteAnswer[] {
    const { failed } = this;
    if (failed) return first.map(({ id }) => ({ id, error: failed }));
    const requests = [...first];
    const before = { position: this.position, hash: this.hash, latest: this.latest };
    let committed = false;
    try {
      this.statements.begin();
      const group: Group = { revisions: new Map(), rows: [] };
      const answers: WriteAnswer[] = [];
      for (let next = first; next.length > 0;) {
        this.lookUp(next, group);
        for (const request of next) answers.push(this.writeOne(request, group));
        next = requests.length < LARGEST_GROUP ? more() : [];
        requests.push(...next);
      }
      for (const row of group.rows) this.statements.insert(row);
      this.assertThere();
      this.statements.commit();
      committed = true;
      this.transactions++;
      if (this.position > before.position) this.testify();
      for (const [stream, revision] of group.revisions) this.revisions.set(stream, revision);
      return answers;
    } catch (error) {
      Object.assign(this, before);
      return this.fail(requests, error, committed);
    }
  }

  /** Whether nothing is left to do when there is time. */
  get isCheckpointed(): boolean {
    return this.bytesInLog === 0;
  }

  checkpointIfDue(): void {
    if (this.bytesInLog >= CHECKPOINT_BYTES) this.checkpoint();
    else if (this.transactions >= CHECKPOINT_TRANSACTIONS) this.guarded(() => this.moveLog('PASSIVE'));
  }

  /**
   * Brings the index of streams up to the head, and moves the write-ahead log into the database. Without room for that
   * all stays as it is, and as safe as before.
   */
  checkpoint(mode: 'PASSIVE' | 'TRUNCATE' = 'PASSIVE'): void {
    this.bytesInLog = 0;
    this.guarded(() => {
      this.index();
      this.moveLog(mode);
    });
  }

  close(): void {
    this.checkpoint('TRUNCATE');
    this.witness.close();
    this.connection.close();
  }

  private moveLog(mode: 'PASSIVE' | 'TRUNCATE'): void {
    this.transactions = 0;
    this.connection.execute(`PRAGMA wal_checkpoint(${mode})`);
    this.witness.sync();
  }

  /** Does what can wait for room. */
  private guarded(work: () => void): void {
    if (this.failed) return;
    try {
      work();
    } catch (error) {
      const { reason, message } = forThread(error);
      if (!this.rolledBack() || reason !== 'storage-full')
        this.failed = { code: 'unavailable', message, reason: 'storage-failed' };
    }
  }

  private index(): void {
    if (this.indexed === this.position) return;
    this.statements.begin();
    this.statements.index([this.indexed]);
    this.statements.setIndexed([this.position, this.hash]);
    this.statements.commit();
    this.indexed = this.position;
    this.revisions.clear();
  }

  /** Asks the index for all streams at once that are new here: a question takes longer than its answer. */
  private lookUp(requests: readonly WriteRequest[], group: Group): void {
    const unknown: string[] = [];
    for (const { appends } of requests) {
      for (const { stream } of appends)
        if (!group.revisions.has(stream) && !this.revisions.has(stream)) unknown.push(stream);
    }
    if (unknown.length === 0) return;
    const found = this.indexedRevisions(JSON.stringify(unknown)).toString().split(',');
    for (const [i, stream] of unknown.entries()) group.revisions.set(stream, Number(found[i]));
  }

  private writeOne({ id, now, recordedAt, appends }: WriteRequest, group: Group): WriteAnswer {
    const revisions = new Map<string, number>();
    const checked = this.check(appends, recordedAt, group, revisions);
    if (typeof checked !== 'number') return { id, error: checked };
    for (const [stream, revision] of revisions) group.revisions.set(stream, revision);
    this.latest = recordedAt ?? Math.max(this.latest, now);
    let remaining = checked;
    for (const { stream, expected, events } of appends) {
      let revision = expected;
      for (const event of events) {
        group.rows.push(this.rowOf(stream, ++revision, event, --remaining));
        if (group.rows.length < ROWS_AT_ONCE) continue;
        this.statements.insertMany(group.rows.flat());
        group.rows = [];
      }
    }
    return { id, position: this.position, recordedAt: this.latest };
  }

  /**
   * How many events a request has, or why it can't be stored. Puts the revisions that its streams would have into
   * `revisions`.
   */
  private check(
    appends: Iterable<EncodedAppend>,
    recordedAt: number | undefined,
    group: Group,
    revisions: Map<string, number>,
  ): number | ThreadError {
    let count = 0;
    if (recordedAt !== undefined && recordedAt < this.latest) {
      const message = 'The recorded time lies before that of the last event.';
      return { code: 'unavailable', message, reason: 'recorded-too-early' };
    }
    for (const { stream, expected, events } of appends) {
      const known = revisions.get(stream) ?? group.revisions.get(stream) ?? this.revisions.get(stream);
      const actual = known as number;
      if (actual !== expected) {
        const message = `${stream} is at revision ${actual}, not ${expected}.`;
        return { code: 'version-conflict', message, stream, actual };
      }
      revisions.set(stream, actual + events.length);
      count += events.length;
    }
    return count;
  }

  /** The next row of the log. The content's fields stand in the order of the table's columns. */
  private rowOf(stream: string, revision: number, event: EncodedEvent, remaining: number): Parameter[] {
    const { eventId, type, schemaVersion, data, metadata } = event;
    const recordedAt = this.latest;
    const content = { stream, revision, type, eventId, schemaVersion, recordedAt, remaining, data, metadata };
    this.hash = chainHash(this.hash, content);
    this.bytesInLog += data.length + metadata.length + BYTES_BESIDE;
    return [++this.position, ...Object.values(content), this.hash];
  }

  /** What is written into files that were removed is gone when they are closed, and no error tells of it. */
  private assertThere(): void {
    const now = performance.now();
    if (now - this.lookedForAt < LOOKED_FOR_MS) return;
    this.lookedForAt = now;
    if (existsSync(this.file) && !this.witness.isRemoved) return;
    const message = 'The event store was removed from the data folder, or the folder moved.';
    const remedy = 'Put it back, or restore a backup.';
    throw new EventStoreError('unavailable', `${message} ${remedy}`, { reason: 'storage-failed' });
  }

  private testify(): void {
    this.witness.write({ position: this.position, hash: this.hash });
  }

  /** Nothing of the group is stored, or nobody can know; after a failure of the storage itself, nothing is tried again. */
  private fail(requests: readonly WriteRequest[], cause: unknown, committed: boolean): WriteAnswer[] {
    const { code, message, reason } = forThread(cause);
    const rolledBack = this.rolledBack();
    if (!rolledBack || reason !== 'storage-full') {
      this.failed = { code: code === 'corrupt' ? 'corrupt' : 'unavailable', message, reason: 'storage-failed' };
    }
    const unknown = committed || !rolledBack || sqliteCode(cause).startsWith('SQLITE_IOERR');
    const error: ThreadError = unknown
      ? { code: 'outcome-unknown', message: `Whether it was stored is not known: ${message}` }
      : forThread(cause);
    return requests.map(({ id }) => ({ id, error }));
  }

  private rolledBack(): boolean {
    try {
      this.connection.execute('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself after some errors; whether it did shows in the head.
    }
    try {
      const head = headOf(this.connection);
      return head.position === this.position && head.hash === this.hash;
    } catch {
      return false;
    }
  }
}
