// Reads the log on a connection of its own. Every row is checked against the hash of the row before it.
import { join } from 'node:path';
import { EventStoreError, GENESIS_HASH, type Head, type ReadFilter, type StoredEvent } from '../event-store.js';
import type { Upcasting } from '../upcasting.js';
import {
  checkedEvent,
  checkedRun,
  COLUMNS,
  COLUMNS_OF_E,
  damaged,
  DATABASE_FILE,
  HASH_COLUMN,
  headOf,
} from './schema.js';
import { connectReader, translate, type Connection, type Row, type Statement } from './sqlite.js';

/** A row with the hash of the one before it. */
const WITH_PREVIOUS = `SELECT ${COLUMNS_OF_E}, p.hash FROM events e LEFT JOIN events p ON p.position = e.position - 1`;

export class LogReader {
  private readonly connection: Connection;
  private readonly page: Statement;
  private readonly stream: Statement;
  private readonly positions: Statement;
  private readonly filtered = new Map<string, Statement>();

  constructor(
    dataDir: string,
    private readonly upcasting: Upcasting,
  ) {
    this.connection = connectReader(join(dataDir, DATABASE_FILE));
    this.page = this.connection.prepare(`SELECT ${COLUMNS} FROM events WHERE position >= ? ORDER BY position LIMIT ?`);
    this.stream = this.connection.prepare(
      `${WITH_PREVIOUS} WHERE e.stream = ? AND e.revision >= ? ORDER BY e.revision LIMIT ?`,
    );
    this.positions = this.connection.prepare(`${WITH_PREVIOUS} WHERE e.position IN (SELECT value FROM json_each(?))`);
  }

  head(): Head {
    return reading(() => {
      const { position, hash } = headOf(this.connection);
      return { position: BigInt(position), hash };
    });
  }

  readStream(stream: string, fromRevision: bigint, limit: number): StoredEvent[] {
    return reading(() => {
      const events = this.stream.rows(stream, Number(fromRevision), limit).map((row) => this.checked(row));
      const gap = events.find(({ revision }, i) => revision !== fromRevision + BigInt(i));
      if (gap) throw damaged(Number(gap.position));
      return events;
    });
  }

  readAll(after: bigint, limit: number, filter?: ReadFilter): StoredEvent[] {
    return reading(() => {
      if (filter?.types || filter?.streamPrefixes) return this.readFiltered(Number(after), limit, filter);
      // The event at `after` comes along, since the first one's hash holds its.
      if (after === 0n) return checkedRun(this.page.rows(1, limit), GENESIS_HASH, this.upcasting);
      const [before, ...rows] = this.page.rows(Number(after), limit + 1);
      return before ? checkedRun(rows, String(before[HASH_COLUMN]), this.upcasting) : [];
    });
  }

  readAt(positions: readonly bigint[]): StoredEvent[] {
    return reading(() => {
      const rows = this.positions.rows(JSON.stringify(positions.map(Number)));
      const events = new Map(rows.map((row) => [BigInt(row[0] as number), this.checked(row)]));
      return positions.map((position) => {
        const event = events.get(position);
        if (!event) throw damaged(Number(position));
        return event;
      });
    });
  }

  close(): void {
    this.connection.close();
  }

  private readFiltered(after: number, limit: number, { types, streamPrefixes }: ReadFilter): StoredEvent[] {
    const conditions = [
      ...(types ? [`e.type IN (${types.map(() => '?').join(', ')})`] : []),
      ...(streamPrefixes ? [`(${streamPrefixes.map(() => '(e.stream >= ? AND e.stream < ?)').join(' OR ')})`] : []),
    ];
    const sql = `${WITH_PREVIOUS} WHERE e.position > ? AND ${conditions.join(' AND ')} ORDER BY e.position LIMIT ?`;
    let statement = this.filtered.get(sql);
    if (!statement) this.filtered.set(sql, (statement = this.connection.prepare(sql)));
    const ranges = (streamPrefixes ?? []).flatMap((prefix) => [prefix, afterPrefix(prefix)]);
    return statement.rows(after, ...(types ?? []), ...ranges, limit).map((row) => this.checked(row));
  }

  private checked(row: Row): StoredEvent {
    const previous = row[HASH_COLUMN + 1];
    if (previous === null && row[0] !== 1) throw damaged(Number(row[0]));
    return checkedEvent(row, previous === null ? GENESIS_HASH : String(previous), this.upcasting);
  }
}

/** The first name after all that start with a prefix. */
function afterPrefix(prefix: string): string {
  return prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
}

/** Reads, with the driver's errors said as the port says them; a row that isn't JSON is damaged. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof SyntaxError) throw new EventStoreError('corrupt', 'An event is not JSON. Restore a backup.');
    throw translate(error);
  }
}
