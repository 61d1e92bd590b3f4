// The seam to the SQLite driver: the only file that knows it.
import Database from 'libsql';
import { systemRefusal } from '../../platform/system-errors.js';
import { EventStoreError } from '../event-store.js';

export type Parameter = string | number | null;

/** A prepared statement that answers nothing. */
export type Command = (parameters?: readonly Parameter[]) => void;
/** A prepared query of one value, as its bytes; none where it is NULL or there is no row. */
export type Query = (...parameters: readonly Parameter[]) => Buffer;

export interface Connection {
  execute(sql: string): void;
  command(sql: string): Command;
  query(sql: string): Query;
  close(): void;
}

/** A connection that reads and writes. A log must have one in all: SQLite 3.45 may damage it where two write. */
export function connect(file: string): Connection {
  const database = new Database(file);
  let closed = false;
  // A statement of this driver still works on a closed database: it must not.
  const open = <T>(work: () => T): T => {
    if (closed) throw storeClosed();
    return work();
  };
  return {
    execute: (sql) => open(() => void database.exec(sql)),
    command(sql) {
      const statement = open(() => database.prepare(sql));
      return (parameters = []) => open(() => void statement.run(parameters));
    },
    query(sql) {
      // This driver ends the process at a text that isn't UTF-8, which one damaged bit makes of any text. Bytes are
      // safe, and one value for a whole page is a quarter faster than a value for each column of each row.
      const statement = open(() => database.prepare(`SELECT CAST((${sql}) AS BLOB)`).raw());
      return (...parameters) =>
        open(() => {
          const [[value] = []] = statement.all(parameters) as (Buffer | null)[][];
          return value ?? Buffer.alloc(0);
        });
    },
    close: () => {
      closed = true;
      database.close();
    },
  };
}

/** A connection that reads and never writes; `readonly` of this driver is without effect. */
export function connectReader(file: string): Connection {
  const connection = connect(file);
  connection.execute('PRAGMA busy_timeout = 5000; PRAGMA query_only = ON; PRAGMA cache_size = -16000');
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

/** As SQLite and the driver say what the system didn't let them do. */
const NOT_ALLOWED = /readonly database|unable to open/i;
const GIVE_RIGHTS = 'Let this user read and write the data folder and all files in it.';

/** What a driver's error means to the port. */
export function translate(error: unknown): EventStoreError {
  if (error instanceof EventStoreError) return error;
  const code = sqliteCode(error);
  const message = error instanceof Error ? error.message : String(error);
  // The statements are fixed: where one is an error, or breaks a constraint, the table is not the one that was made.
  if (/^SQLITE_(CORRUPT|NOTADB|CONSTRAINT|ERROR$)/.test(code) || /malformed|not a database/.test(message)) {
    return new EventStoreError('corrupt', `The event store is damaged: ${message}. Restore a backup.`);
  }
  if (code.startsWith('SQLITE_FULL')) {
    return new EventStoreError('unavailable', 'There is no room left to record.', { reason: 'storage-full' });
  }
  const why = systemRefusal(error) ?? (NOT_ALLOWED.test(message) ? `${message}. ${GIVE_RIGHTS}` : `${message}.`);
  return new EventStoreError('unavailable', `The storage failed: ${why}`, { reason: 'storage-failed' });
}
