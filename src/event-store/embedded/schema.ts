// The table of events, and what is asked of it in several places.
import { EventStoreError, GENESIS_HASH } from '../event-store.js';
import type { Connection } from './sqlite.js';
import type { LogHead } from './witness.js';

export const DATABASE_FILE = 'events.db';
/** Raised when the table changes. */
const FORMAT = 1;

/** No unique index on event ids: random ones would dominate the cost of appending. Ids are unique in their stream. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, type TEXT NOT NULL,
    event_id TEXT NOT NULL, schema INTEGER NOT NULL, recorded_at INTEGER NOT NULL, remaining INTEGER NOT NULL,
    data TEXT NOT NULL, meta TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS events_by_stream ON events (stream, revision);
`;

export function createTable(connection: Connection): void {
  const format = Number(connection.query('SELECT user_version FROM pragma_user_version')().toString());
  if (format > FORMAT) {
    const message = `The data folder was written by a newer version (format ${format}); use that one.`;
    throw new EventStoreError('corrupt', message);
  }
  if (format < FORMAT) connection.execute(`${TABLE} PRAGMA user_version = ${FORMAT};`);
}

export function hasTable(connection: Connection, name: string): boolean {
  return connection.query('SELECT 1 FROM sqlite_schema WHERE name = ?')(name).length > 0;
}

/** Position and hash of the last row. */
export function headOf(connection: Connection): LogHead {
  const position = Number(connection.query('SELECT max(position) FROM events')().toString());
  return { position, hash: hashAt(connection, position) };
}

/** The hash at a position: of no event at all where it is 0; '' where there is no such row. */
export function hashAt(connection: Connection, position: number): string {
  if (position === 0) return GENESIS_HASH;
  return connection.query('SELECT hash FROM events WHERE position = ?')(position).toString();
}

export function damaged(position: number): EventStoreError {
  const message = `The event at position ${position} is not what was recorded. Restore a backup.`;
  return new EventStoreError('corrupt', message, { position: BigInt(position) });
}
