// Rows of the log as they come from the database: many in one text, a field a line. No field that was recorded holds a
// line break; one that does is damaged, and shows. The lines stand in the order in which they are hashed, after the
// hash before: what a hash is taken over lies there in one piece, and no string is made of a row to check it.
import { sha256 } from '../chain.js';
import { GENESIS_HASH, type StoredEvent } from '../event-store.js';
import type { Upcasting } from '../upcasting.js';
import { damaged } from './schema.js';
import type { Connection } from './sqlite.js';

/** Lines of a row; the line before them holds the hash before. `META` ends what is hashed. */
const [STREAM, REVISION, TYPE, EVENT_ID, SCHEMA, RECORDED_AT, REMAINING, DATA, META, POSITION, HASH] = [
  1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
] as const;
const FIELDS = `e.stream, e.revision, e.type, e.event_id, e.schema, e.recorded_at, e.remaining, e.data, e.meta, e.position, e.hash`;
/** Where each row comes with the hash before it, that is a line more. */
const LINES_CHAINED = 12;
const LINES_IN_ORDER = 11;
const HASH_LENGTH = 64;
const [LINE_BREAK, MINUS, DIGIT_0] = [10, 45, 48];

/** In place of a hash that isn't there: `concat_ws` leaves out what is NULL. */
const before = (hash: string, position: string): string =>
  `coalesce(${hash}, iif(${position} = 1, '${GENESIS_HASH}', '-'))`;

/**
 * Rows of the log (`e`), each after the hash of the row before it; the clause says which, in what order and how many.
 * `from`: what leads to them.
 */
export const selectChainedRows = (clause: string, from = 'events e'): string => {
  const chained = `SELECT ${before('p.hash', 'e.position')} AS before, ${FIELDS}
    FROM ${from} LEFT JOIN events p ON p.position = e.position - 1 ${clause}`;
  return `SELECT ${inOneText(`before, ${FIELDS.replaceAll('e.', '')}`)} FROM (${chained})`;
};

/** Rows that follow each other in the log, after the hash before the first: from position ?1 on, at most ?2. */
const SELECT_IN_ORDER = `
  SELECT concat_ws(char(${LINE_BREAK}),
    ${before('(SELECT hash FROM events WHERE position = ?1 - 1)', '?1')},
    ${inOneText(FIELDS.replaceAll('e.', ''))})
  FROM (SELECT ${FIELDS} FROM events e WHERE e.position >= ?1 ORDER BY e.position LIMIT ?2)`;

/** Bytes of data and metadata of the rows that SELECT_IN_ORDER would give. */
const SIZE_IN_ORDER = `
  SELECT sum(size) FROM
    (SELECT octet_length(data) + octet_length(meta) AS size FROM events WHERE position >= ?1 ORDER BY position LIMIT ?2)`;
/** Far below SQLite's limit of a text (10⁹ bytes), and no burden on the memory. */
const LARGEST_PAGE_BYTES = 64 * 1024 * 1024;

/** Reads rows that follow each other, from a position on: at most `limit`, and fewer where they are long, but one. */
export function readerInOrder(connection: Connection): (from: number, limit: number) => LogRows {
  const [page, sizeOf] = [connection.query(SELECT_IN_ORDER), connection.query(SIZE_IN_ORDER)];
  return (from, limit) => {
    let rows = limit;
    while (rows > 1 && Number(sizeOf(from, rows).toString()) > LARGEST_PAGE_BYTES) rows = Math.ceil(rows / 2);
    return LogRows.inOrder(page(from, rows));
  };
}

/** LIMIT inside is what keeps the order. */
function inOneText(fields: string): string {
  return `group_concat(concat_ws(char(${LINE_BREAK}), ${fields}), char(${LINE_BREAK}))`;
}

export class LogRows {
  private constructor(
    readonly bytes: Buffer,
    /** Where each line ends. */
    readonly ends: Uint32Array,
    private readonly lines: number,
  ) {}

  /** What `selectChainedRows` gave. */
  static chained(bytes: Buffer): LogRows {
    return new LogRows(bytes, lineEnds(bytes), LINES_CHAINED);
  }

  /** What SELECT_IN_ORDER gives; `ends` where they were found already. */
  static inOrder(bytes: Buffer, ends: Uint32Array = lineEnds(bytes)): LogRows {
    return new LogRows(bytes, ends, LINES_IN_ORDER);
  }

  get length(): number {
    return Math.floor(this.ends.length / this.lines);
  }

  /** Checks rows that follow each other after a position, up to their last; answers its hash. Throws `corrupt`. */
  checkOrder(after: number): string {
    const { length, ends } = this;
    for (let row = 0; row < length; row++) {
      if (this.position(row) !== after + 1 + row || !this.isWhole(row)) throw damaged(after + 1 + row);
    }
    if (ends.length !== 1 + length * LINES_IN_ORDER) throw damaged(after + 1 + length);
    return this.text(length * LINES_IN_ORDER);
  }

  /** Checks rows that each come with the hash before them. Throws `corrupt`. */
  checkEach(): void {
    for (let row = 0; row < this.length; row++) if (!this.isWhole(row)) throw damaged(this.position(row));
    if (this.ends.length % LINES_CHAINED !== 0) throw damaged(this.position(this.length - 1));
  }

  /** A row that was checked, as an event. Throws `corrupt` where this version doesn't know what it says. */
  event(row: number, upcasting: Upcasting): StoredEvent {
    const line = row * this.lines;
    const type = this.text(line + TYPE);
    const position = BigInt(this.position(row));
    const data = JSON.parse(this.text(line + DATA)) as object;
    const read = upcasting.read(type, this.number(line + SCHEMA), data, position);
    return new LoggedEvent(this, line, position, type, read, upcasting.versionOf(type));
  }

  text(line: number): string {
    return this.bytes.toString('utf8', this.start(line), this.ends[line]);
  }

  /** A line of letters and digits alone, such as a hash. */
  ascii(line: number): string {
    return this.bytes.toString('latin1', this.start(line), this.ends[line]);
  }

  number(line: number): number {
    const { bytes } = this;
    const start = this.start(line);
    const negative = bytes[start] === MINUS;
    let value = 0;
    for (let i = negative ? start + 1 : start; i < (this.ends[line] as number); i++) {
      value = value * 10 + (bytes[i] as number) - DIGIT_0;
    }
    return negative ? -value : value;
  }

  private position(row: number): number {
    return this.number(row * this.lines + POSITION);
  }

  /** Whether a row is what its hash was taken over. */
  private isWhole(row: number): boolean {
    const line = row * this.lines;
    if ((this.ends[line] as number) - this.start(line) !== HASH_LENGTH) return false;
    const content = this.bytes.subarray(this.start(line), this.ends[line + META]);
    return sha256(content) === this.ascii(line + HASH);
  }

  private start(line: number): number {
    return line === 0 ? 0 : (this.ends[line - 1] as number) + 1;
  }
}

/** An event of the log. Its metadata is parsed when it is asked for: figures are made of the data. */
class LoggedEvent implements StoredEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly eventId: string;
  readonly recordedAt: number;
  readonly remaining: number;
  readonly #rows: LogRows;
  readonly #line: number;

  constructor(
    rows: LogRows,
    line: number,
    readonly position: bigint,
    readonly type: string,
    readonly data: object,
    readonly schemaVersion: number,
  ) {
    this.#rows = rows;
    this.#line = line;
    this.stream = rows.text(line + STREAM);
    this.revision = BigInt(rows.number(line + REVISION));
    this.eventId = rows.ascii(line + EVENT_ID);
    this.recordedAt = rows.number(line + RECORDED_AT);
    this.remaining = rows.number(line + REMAINING);
  }

  get metadata(): object {
    return JSON.parse(this.#rows.text(this.#line + META)) as object;
  }

  get hash(): string {
    return this.#rows.ascii(this.#line + HASH);
  }
}

/** The last line has no break after it. */
function lineEnds(bytes: Buffer): Uint32Array {
  if (bytes.length === 0) return new Uint32Array(0);
  const ends: number[] = [];
  for (let end = bytes.indexOf(LINE_BREAK); end !== -1; end = bytes.indexOf(LINE_BREAK, end + 1)) ends.push(end);
  ends.push(bytes.length);
  return Uint32Array.from(ends);
}
