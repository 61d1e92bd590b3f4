// The tables of the log, and what is asked of them in several places.
import { EventStoreError, GENESIS_HASH } from '../event-store.js';
import type { Connection } from './sqlite.js';
import type { LogHead } from './witness.js';

export const DATABASE_FILE = 'events.db';
/** What a backup is until it is restored whole. */
export const DRAFT_FILE = `${DATABASE_FILE}.draft`;
/** Raised when the tables change. */
const FORMAT = 2;

/**
 * No unique index on event ids: random ones would dominate the cost of appending. Ids are unique in their stream.
 *
 * Nor is the index of streams kept event by event: most streams are new and their names random, so that each event would
 * write a page of its own, twice. It follows the log in big steps, sorted; the view `streams` adds what it lacks.
 * `indexed` says how far it has come, with the hash of the event there.
 */
const TABLES = `
  BEGIN IMMEDIATE;
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, type TEXT NOT NULL,
    event_id TEXT NOT NULL, schema INTEGER NOT NULL, recorded_at INTEGER NOT NULL, remaining INTEGER NOT NULL,
    data TEXT NOT NULL, meta TEXT NOT NULL, hash TEXT NOT NULL
  ) STRICT;
  DROP INDEX IF EXISTS events_by_stream;
  CREATE TABLE indexed_streams (
    stream TEXT NOT NULL, revision INTEGER NOT NULL, position INTEGER NOT NULL, PRIMARY KEY (stream, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE indexed (position INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
  INSERT INTO indexed VALUES (0, '${GENESIS_HASH}');
  CREATE VIEW streams AS
    SELECT stream, revision, position FROM indexed_streams
    UNION ALL
    SELECT stream, revision, position FROM events WHERE position > (SELECT position FROM indexed);
  PRAGMA user_version = ${FORMAT};
  COMMIT;
`;

export function createTables(connection: Connection): void {
  const format = Number(connection.query('SELECT user_version FROM pragma_user_version')().toString());
  if (format > FORMAT) {
    const message = `The data folder was written by a newer version (format ${format}); use that one.`;
    throw new EventStoreError('corrupt', message);
  }
  if (format < FORMAT) connection.execute(TABLES);
}

/**
 * How far the index of streams has come. Throws `corrupt` where that isn't an event of this log. Both are read in one
 * question: the writer may bring the index further between two.
 */
export function indexedHead(connection: Connection): LogHead {
  const text = connection.query("SELECT position || ' ' || hash FROM indexed")().toString();
  const [digits, hash = ''] = text.split(' ');
  const position = Number(digits);
  if (hash !== hashAt(connection, position)) throw damaged(position);
  return { position, hash };
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
