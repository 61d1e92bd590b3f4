// Writes the log: everything that waits goes into one transaction, and is answered when that is on disk.
import { join } from 'node:path';
import { chainHash } from '../chain.js';
import { EventStoreError } from '../event-store.js';
import { createTable, DATABASE_FILE, headOf } from './schema.js';
import { connect, sqliteCode, translate, type Connection, type Statement } from './sqlite.js';
import { Witness } from './witness.js';
import type { EncodedAppend, EncodedEvent, WriteAnswer, WriteError, WriteRequest } from './writer-protocol.js';

/** Pages in the write-ahead log at which it is moved into the database: what lies in it is protected by the witness alone. */
const CHECKPOINT_PAGES = 1_000;
const SYNCHRONOUS_FULL = 2;
const ROWS_AT_ONCE = 8;
const COLUMN_COUNT = 11;

export class LogWriter {
  private readonly connection: Connection;
  private readonly witness: Witness;
  private readonly insert: Statement;
  private readonly insertMany: Statement;
  private readonly revisionOf: Statement;
  private position: number;
  private hash: string;
  private latest: number;
  private failed: WriteError | undefined;
  private uncheckedPages = 0;

  constructor(dataDir: string) {
    this.connection = connect(join(dataDir, DATABASE_FILE));
    this.connection.execute(`
      PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;
      PRAGMA temp_store = MEMORY; PRAGMA cache_size = -64000;`);
    const [[synchronous] = []] = this.connection.rows('PRAGMA synchronous');
    if (synchronous !== SYNCHRONOUS_FULL) throw new Error('The event store must not run without synchronous = FULL.');
    createTable(this.connection);
    this.witness = Witness.open(dataDir);
    const values = `(${Array(COLUMN_COUNT).fill('?').join(', ')})`;
    this.insert = this.connection.prepare(`INSERT INTO events VALUES ${values}`);
    this.insertMany = this.connection.prepare(
      `INSERT INTO events VALUES ${Array(ROWS_AT_ONCE).fill(values).join(', ')}`,
    );
    this.revisionOf = this.connection.prepare('SELECT max(revision) FROM events WHERE stream = ?');
    ({ position: this.position, hash: this.hash } = headOf(this.connection));
    const [[latest = 0] = []] = this.connection.rows('SELECT recorded_at FROM events ORDER BY position DESC LIMIT 1');
    this.latest = Number(latest);
    if (this.position > 0) this.testify();
  }

  /** Stores a group of requests in one transaction. A refused request doesn't fail its neighbours. */
  write(requests: readonly WriteRequest[]): WriteAnswer[] {
    const { failed } = this;
    if (failed) return requests.map(({ id }) => ({ id, error: failed }));
    const before = { position: this.position, hash: this.hash, latest: this.latest };
    let committed = false;
    try {
      this.connection.execute('BEGIN IMMEDIATE');
      const answers = requests.map((request) => this.writeOne(request));
      this.connection.execute('COMMIT');
      committed = true;
      if (this.position > before.position) this.testify();
      this.checkpointIfDue();
      return answers;
    } catch (error) {
      Object.assign(this, before);
      return this.fail(requests, error, committed);
    }
  }

  close(): void {
    if (!this.failed) {
      this.connection.execute('PRAGMA wal_checkpoint(TRUNCATE)');
      this.witness.sync();
    }
    this.witness.close();
    this.connection.close();
  }

  private writeOne({ id, now, recordedAt, appends }: WriteRequest): WriteAnswer {
    if (recordedAt !== undefined && recordedAt < this.latest) {
      return {
        id,
        error: {
          code: 'unavailable',
          message: 'The recorded time lies before that of the last event.',
          reason: 'recorded-too-early',
        },
      };
    }
    const conflict = this.conflictOf(appends);
    if (conflict) return { id, error: conflict };
    const time = recordedAt ?? Math.max(this.latest, now);
    let remaining = appends.reduce((sum, { events }) => sum + events.length, 0);
    const rows: (string | number)[][] = [];
    const revisions = appends.map(({ stream, expected, events }) => {
      let revision = expected;
      for (const event of events) rows.push(this.rowOf(stream, ++revision, event, time, --remaining));
      return revision;
    });
    this.latest = time;
    this.insertRows(rows);
    return { id, position: this.position, revisions, recordedAt: time };
  }

  private conflictOf(appends: readonly EncodedAppend[]): WriteError | undefined {
    const added = new Map<string, number>();
    for (const { stream, expected, events } of appends) {
      const actual = added.get(stream) ?? this.revision(stream);
      if (actual !== expected) {
        return {
          code: 'version-conflict',
          message: `${stream} is at revision ${actual}, not ${expected}.`,
          stream,
          actual,
        };
      }
      added.set(stream, actual + events.length);
    }
    return undefined;
  }

  private revision(stream: string): number {
    const [[revision] = []] = this.revisionOf.rows(stream);
    return revision === null || revision === undefined ? -1 : Number(revision);
  }

  private rowOf(
    stream: string,
    revision: number,
    event: EncodedEvent,
    recordedAt: number,
    remaining: number,
  ): (string | number)[] {
    const { eventId, type, schemaVersion, data, metadata } = event;
    this.position++;
    this.hash = chainHash(this.hash, {
      stream,
      revision,
      type,
      eventId,
      schemaVersion,
      recordedAt,
      remaining,
      data,
      metadata,
    });
    return [
      this.position,
      stream,
      revision,
      type,
      eventId,
      schemaVersion,
      recordedAt,
      remaining,
      data,
      metadata,
      this.hash,
    ];
  }

  private insertRows(rows: readonly (string | number)[][]): void {
    let done = 0;
    for (; done + ROWS_AT_ONCE <= rows.length; done += ROWS_AT_ONCE) {
      this.insertMany.run(...rows.slice(done, done + ROWS_AT_ONCE).flat());
    }
    for (const row of rows.slice(done)) this.insert.run(...row);
    this.uncheckedPages += Math.ceil(rows.length / 2);
  }

  private testify(): void {
    this.witness.write({ position: this.position, hash: this.hash });
  }

  private checkpointIfDue(): void {
    if (this.uncheckedPages < CHECKPOINT_PAGES) return;
    this.uncheckedPages = 0;
    this.connection.execute('PRAGMA wal_checkpoint(PASSIVE)');
    this.witness.sync();
  }

  /** Nothing of the group is stored, or nobody can know; after a failure of the storage itself, nothing is tried again. */
  private fail(requests: readonly WriteRequest[], cause: unknown, committed: boolean): WriteAnswer[] {
    const { message, details, code } = translate(cause);
    const full = details.reason === 'storage-full';
    const rolledBack = this.rollBack();
    if (!full || !rolledBack) {
      this.failed = { code: code === 'corrupt' ? 'corrupt' : 'unavailable', message, reason: 'storage-failed' };
    }
    const unknown = committed || sqliteCode(cause).startsWith('SQLITE_IOERR');
    const error: WriteError = unknown
      ? { code: 'outcome-unknown', message: `Whether it was stored is not known: ${message}` }
      : { code, message, ...(details.reason === undefined ? {} : { reason: details.reason }) };
    return requests.map(({ id }) => ({ id, error }));
  }

  private rollBack(): boolean {
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

export function asWriteError(error: unknown): WriteError {
  const { code, message, details } = error instanceof EventStoreError ? error : translate(error);
  return { code, message, ...(details.reason === undefined ? {} : { reason: details.reason }) };
}
