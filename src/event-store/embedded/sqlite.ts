// The seam to the SQLite driver: the only file that knows it.
import Database from 'libsql';
import { EventStoreError } from '../event-store.js';

export type Parameter = string | number | null;
export type Row = readonly Parameter[];

export interface Statement {
  run(parameters?: readonly Parameter[]): void;
  /** All rows, each as an array of its columns. */
  rows(...parameters: readonly Parameter[]): Row[];
}

export interface Connection {
  execute(sql: string): void;
  prepare(sql: string): Statement;
  /** Rows of a statement that is used once. */
  rows(sql: string): Row[];
  close(): void;
}

/** A connection that reads and writes. There must be one in all for a log: see the decision on the embedded store. */
export function connect(file: string): Connection {
  const database = new Database(file);
  let closed = false;
  // A statement of this driver still works on a closed database: it must not.
  const open = <T>(work: () => T): T => {
    if (closed) throw storeClosed();
    return work();
  };
  const prepare = (sql: string): Statement => {
    const statement = open(() => database.prepare(sql));
    let raw: typeof statement | undefined;
    return {
      run: (parameters = []) => open(() => void statement.run(parameters)),
      rows: (...parameters) => open(() => (raw ??= database.prepare(sql).raw()).all(parameters) as Row[]),
    };
  };
  return {
    execute: (sql) => open(() => void database.exec(sql)),
    prepare,
    rows: (sql) => prepare(sql).rows(),
    close: () => {
      closed = true;
      database.close();
    },
  };
}

/** A connection that reads and never writes; `readonly` of this driver is without effect. */
export function connectReader(file: string): Connection {
  const connection = connect(file);
  connection.execute('PRAGMA query_only = ON; PRAGMA busy_timeout = 5000; PRAGMA cache_size = -16000');
  return connection;
}

export const storeClosed = (): EventStoreError =>
  new EventStoreError('unavailable', 'The event store is closed.', { reason: 'closed' });

/** SQLite's own name of an error (`SQLITE_FULL`), or ''. */
export function sqliteCode(error: unknown): string {
  const { code, message } = error as { code?: unknown; message?: unknown };
  if (typeof code === 'string' && code.startsWith('SQLITE_')) return code;
  return /database or disk is full/.test(String(message)) ? 'SQLITE_FULL' : '';
}

/** What a driver's error means to the port. */
export function translate(error: unknown): EventStoreError {
  if (error instanceof EventStoreError) return error;
  const code = sqliteCode(error);
  const message = error instanceof Error ? error.message : String(error);
  if (/^SQLITE_(CORRUPT|NOTADB)/.test(code) || /malformed|not a database/.test(message)) {
    return new EventStoreError('corrupt', `The event store is damaged: ${message}. Restore a backup.`);
  }
  if (code.startsWith('SQLITE_FULL')) {
    return new EventStoreError('unavailable', 'There is no room left to record.', { reason: 'storage-full' });
  }
  return new EventStoreError('unavailable', `The storage failed: ${message}.`, { reason: 'storage-failed' });
}
