// Reads the log on a connection of its own. Every row is checked against the hash of the row before it.
import { join } from 'node:path';
import { GENESIS_HASH, type Head, type ReadFilter, type StoredEvent } from '../event-store.js';
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
/** Sorts after every character that a stream's name continues with. */
const LAST_CHARACTER = '\u{10ffff}';
/** Up to so many events, a prefix is looked up in the index of streams; beyond it, reading on in the log is faster. */
const FEW = 5_000;

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
      const from = Math.max(0, Number(fromRevision));
      const events = this.stream.rows(stream, from, limit).map((row) => this.checked(row));
      const gap = events.find(({ revision }, i) => revision !== BigInt(from + i));
      if (gap) throw damaged(Number(gap.position));
      return events;
    });
  }

  readAll(after: bigint, limit: number, filter?: ReadFilter): StoredEvent[] {
    return reading(() => {
      const from = Math.max(0, Number(after));
      if (filter?.types || filter?.streamPrefixes) return this.readFiltered(from, limit, filter);
      if (from === 0) return checkedRun(this.page.rows(1, limit), 0, GENESIS_HASH, this.upcasting);
      // The event at `from` comes along, since the first one's hash holds its.
      const [before, ...rows] = this.page.rows(from, limit + 1);
      if (!before) return [];
      if (before[0] !== from) throw damaged(from);
      return checkedRun(rows, from, String(before[HASH_COLUMN]), this.upcasting);
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
    const ranges = streamPrefixes?.flatMap((prefix) => [prefix, prefix + LAST_CHARACTER]) ?? [];
    const inRange = (column: string): string =>
      ranges.length === 0 ? 'FALSE' : (streamPrefixes ?? []).map(() => `${column} BETWEEN ? AND ?`).join(' OR ');
    const few = streamPrefixes && this.countUpTo(FEW + 1, inRange('stream'), ranges) <= FEW;
    const conditions = [
      'e.position > ?',
      // The unary plus leaves no choice but the index of streams.
      ...(few ? [`e.position IN (SELECT position FROM events WHERE (${inRange('stream')}) AND +position > ?)`] : []),
      ...(streamPrefixes && !few ? [`(${inRange('e.stream')})`] : []),
      ...(types ? [`e.type IN (SELECT value FROM json_each(?))`] : []),
    ];
    const statement = this.prepared(`${WITH_PREVIOUS} WHERE ${conditions.join(' AND ')} ORDER BY e.position LIMIT ?`);
    const parameters = [after, ...ranges, ...(few ? [after] : []), ...(types ? [JSON.stringify(types)] : []), limit];
    return statement.rows(...parameters).map((row) => this.checked(row));
  }

  private countUpTo(limit: number, condition: string, parameters: readonly string[]): number {
    const sql = `SELECT count(*) FROM (SELECT 1 FROM events WHERE ${condition} LIMIT ${limit})`;
    const [[count = 0] = []] = this.prepared(sql).rows(...parameters);
    return Number(count);
  }

  private prepared(sql: string): Statement {
    let statement = this.filtered.get(sql);
    if (!statement) this.filtered.set(sql, (statement = this.connection.prepare(sql)));
    return statement;
  }

  private checked(row: Row): StoredEvent {
    const previous = row[HASH_COLUMN + 1];
    if (typeof previous !== 'string' && row[0] !== 1) throw damaged(Number(row[0]));
    return checkedEvent(row, typeof previous === 'string' ? previous : GENESIS_HASH, this.upcasting);
  }
}

/** Reads, with the driver's errors said as the port says them. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw translate(error);
  }
}
