// The table of events, and its rows as events.
import { chainHash } from '../chain.js';
import { EventStoreError, GENESIS_HASH, type StoredEvent } from '../event-store.js';
import type { Upcasting } from '../upcasting.js';
import type { Connection, Row } from './sqlite.js';
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
  const [[format = 0] = []] = connection.rows('PRAGMA user_version');
  if (Number(format) > FORMAT) {
    throw new EventStoreError(
      'corrupt',
      `The data folder was written by a newer version (format ${format}); use that one.`,
    );
  }
  connection.execute(`${TABLE} PRAGMA user_version = ${FORMAT};`);
}

const NAMES = [
  'position',
  'stream',
  'revision',
  'type',
  'event_id',
  'schema',
  'recorded_at',
  'remaining',
  'data',
  'meta',
  'hash',
];
export const COLUMNS = NAMES.join(', ');
export const COLUMNS_OF_E = NAMES.map((name) => `e.${name}`).join(', ');
export const HASH_COLUMN = NAMES.length - 1;

type Columns = [number, string, number, string, string, number, number, number, string, string, string];

/** Turns a row into the event it holds, after checking it against the hash of the row before. */
export function checkedEvent(row: Row, previousHash: string, upcasting: Upcasting): StoredEvent {
  const [position, stream, revision, type, eventId, schemaVersion, recordedAt, remaining, data, metadata, hash] =
    row as unknown as Columns;
  const content = { stream, revision, type, eventId, schemaVersion, recordedAt, remaining, data, metadata };
  if (chainHash(previousHash, content) !== hash) throw damaged(position);
  return {
    position: BigInt(position),
    stream,
    revision: BigInt(revision),
    type,
    eventId,
    schemaVersion: upcasting.versionOf(type),
    recordedAt,
    remaining,
    data: upcasting.read(type, schemaVersion, JSON.parse(data) as object, BigInt(position)),
    metadata: JSON.parse(metadata) as object,
    hash,
  };
}

/** Turns the rows after a position, which follow each other in the log, into events; `previousHash` is the hash there. */
export function checkedRun(
  rows: readonly Row[],
  after: number,
  previousHash: string,
  upcasting: Upcasting,
): StoredEvent[] {
  let hash = previousHash;
  return rows.map((row, i) => {
    if (row[0] !== after + 1 + i) throw damaged(after + 1 + i);
    const event = checkedEvent(row, hash, upcasting);
    ({ hash } = event);
    return event;
  });
}

/** Like `checkedRun`, without building the events; answers the hash of the last one. */
export function checkRun(rows: readonly Row[], after: number, previousHash: string): string {
  let hash = previousHash;
  rows.forEach((row, i) => {
    const [position, stream, revision, type, eventId, schemaVersion, recordedAt, remaining, data, metadata, stored] =
      row as unknown as Columns;
    if (position !== after + 1 + i) throw damaged(after + 1 + i);
    hash = chainHash(hash, { stream, revision, type, eventId, schemaVersion, recordedAt, remaining, data, metadata });
    if (hash !== stored) throw damaged(position);
  });
  return hash;
}

export function damaged(position: number): EventStoreError {
  const message = `The event at position ${position} is not what was recorded. Restore a backup.`;
  return new EventStoreError('corrupt', message, { position: BigInt(position) });
}

/** Position and hash of the last row. */
export function headOf(connection: Connection): LogHead {
  const [row] = connection.rows('SELECT position, hash FROM events ORDER BY position DESC LIMIT 1');
  return row ? { position: Number(row[0]), hash: String(row[1]) } : { position: 0, hash: GENESIS_HASH };
}

/** The hash of one row; undefined where there is none. */
export function hashAt(connection: Connection, position: number): unknown {
  return connection.rows(`SELECT hash FROM events WHERE position = ${position}`)[0]?.[0];
}
