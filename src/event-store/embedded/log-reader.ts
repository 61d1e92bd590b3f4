// Reads the log on a connection of its own. Every row is checked against the hash of the row before it.
import { join } from 'node:path';
import { type Head, type ReadFilter, type StoredEvent } from '../event-store.js';
import type { Upcasting } from '../upcasting.js';
import { LogRows, readerInOrder, selectChainedRows } from './log-rows.js';
import { damaged, DATABASE_FILE, headOf } from './schema.js';
import { connectReader, translate, type Connection, type Parameter, type Query } from './sqlite.js';

/** Sorts after every character that a stream's name continues with. */
const LAST_CHARACTER = '\u{10ffff}';
/** Up to so many events, a prefix is looked up in the index of streams; beyond it, reading on in the log is faster. */
const FEW = 5_000;
/** From the index on, one row after another: as a set of positions it takes a third longer. */
const OF_STREAM = selectChainedRows(
  'WHERE s.stream = ? AND s.revision >= ? ORDER BY s.revision LIMIT ?',
  'streams s CROSS JOIN events e ON e.position = s.position',
);
const AT_POSITIONS = selectChainedRows('WHERE e.position IN (SELECT value FROM json_each(?))');

export class LogReader {
  private readonly connection: Connection;
  private readonly inOrder: (from: number, limit: number) => LogRows;
  private readonly queries = new Map<string, Query>();

  constructor(
    dataDir: string,
    private readonly upcasting: Upcasting,
  ) {
    this.connection = connectReader(join(dataDir, DATABASE_FILE));
    this.inOrder = readerInOrder(this.connection);
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
      const events = this.chained(OF_STREAM, stream, from, limit);
      const gap = events.find(({ revision }, i) => revision !== BigInt(from + i));
      if (gap) throw damaged(Number(gap.position));
      return events;
    });
  }

  readAll(after: bigint, limit: number, filter?: ReadFilter): StoredEvent[] {
    return reading(() => {
      const from = Math.max(0, Number(after));
      if (filter?.types || filter?.streamPrefixes) return this.readFiltered(from, limit, filter);
      const rows = this.inOrder(from + 1, limit);
      rows.checkOrder(from);
      return this.eventsOf(rows);
    });
  }

  readAt(positions: readonly bigint[]): StoredEvent[] {
    return reading(() => {
      const found = this.chained(AT_POSITIONS, jsonOf(positions.map(Number)));
      const events = new Map(found.map((event) => [event.position, event]));
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
      ...(few ? [`e.position IN (SELECT position FROM streams WHERE ${inRange('stream')})`] : []),
      ...(streamPrefixes && !few ? [`(${inRange('e.stream')})`] : []),
      ...(types ? [`e.type IN (SELECT value FROM json_each(?))`] : []),
    ];
    const parameters = [after, ...ranges, ...(types ? [jsonOf(types)] : []), limit];
    const select = selectChainedRows(`WHERE ${conditions.join(' AND ')} ORDER BY e.position LIMIT ?`);
    return this.chained(select, ...parameters);
  }

  private countUpTo(limit: number, condition: string, parameters: readonly string[]): number {
    const count = this.query(`SELECT count(*) FROM (SELECT 1 FROM streams WHERE ${condition} LIMIT ${limit})`);
    return Number(count(...parameters).toString());
  }

  private chained(select: string, ...parameters: readonly Parameter[]): StoredEvent[] {
    const rows = LogRows.chained(this.query(select)(...parameters));
    rows.checkEach();
    return this.eventsOf(rows);
  }

  private eventsOf(rows: LogRows): StoredEvent[] {
    return Array.from({ length: rows.length }, (_, row) => rows.event(row, this.upcasting));
  }

  private query(sql: string): Query {
    let query = this.queries.get(sql);
    if (!query) this.queries.set(sql, (query = this.connection.query(sql)));
    return query;
  }
}

const jsonOf = (values: readonly (string | number)[]): string => JSON.stringify(values);

/** Reads, with the driver's errors said as the port says them. */
function reading<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw translate(error);
  }
}
