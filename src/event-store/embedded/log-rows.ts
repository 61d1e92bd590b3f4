// Rows of the log as they come from the database: many in one text, each checked against the row before it.
import { chainHash, type HashedContent } from '../chain.js';
import { GENESIS_HASH, type StoredEvent } from '../event-store.js';
import type { Upcasting } from '../upcasting.js';
import { damaged } from './schema.js';

/** Fields of a row, one a line. No field that was recorded holds a line break; one that does is damaged, and shows. */
export type Row = readonly string[];

const LINE_BREAK = 10;
const LINES = 12;
/** In place of an absent hash: `concat_ws` leaves out what is empty. */
const NONE = '-';
const FIELDS = `e.hash, e.stream, e.revision, e.type, e.event_id, e.schema, e.recorded_at, e.remaining, e.data, e.meta`;

/** Rows of the log; the clause says which, in what order and how many (LIMIT is what keeps the order). */
export const selectRows = (clause: string): string => select(`'${NONE}' AS before`, `events e ${clause}`);

/** The same, each with the hash of the row before it in the log. */
export const selectChainedRows = (clause: string): string =>
  select(
    `coalesce(p.hash, '${NONE}') AS before`,
    `events e LEFT JOIN events p ON p.position = e.position - 1 ${clause}`,
  );

const select = (before: string, from: string): string => `
  SELECT group_concat(concat_ws(char(${LINE_BREAK}), position, before, ${FIELDS.replaceAll('e.', '')}), char(${LINE_BREAK}))
  FROM (SELECT e.position, ${before}, ${FIELDS} FROM ${from})`;

export function rowsOf(text: Buffer): Row[] {
  const rows: Row[] = [];
  for (let start = 0; start < text.length;) {
    const row: string[] = [];
    while (row.length < LINES) {
      const found = text.indexOf(LINE_BREAK, start);
      const end = found === -1 ? text.length : found;
      row.push(text.toString('utf8', Math.min(start, end), end));
      start = end + 1;
    }
    rows.push(row);
  }
  return rows;
}

export const positionOf = ([position]: Row): number => Number(position);
export const hashOf = ([, , hash = '']: Row): string => hash;

/** A row of `selectChainedRows` as an event. Throws `corrupt` where it isn't what was recorded. */
export function chainedEvent(row: Row, upcasting: Upcasting): StoredEvent {
  const [position, before = ''] = row;
  return eventOf(row, position === '1' && before === NONE ? GENESIS_HASH : before, upcasting);
}

/** The rows of `selectRows` after a position, which follow each other in the log, as events. `hash` is the hash there. */
export function eventsOf(rows: readonly Row[], after: number, hash: string, upcasting: Upcasting): StoredEvent[] {
  return rows.map((row, i) => {
    if (positionOf(row) !== after + 1 + i) throw damaged(after + 1 + i);
    const event = eventOf(row, hash, upcasting);
    ({ hash } = event);
    return event;
  });
}

/** Checks rows like `eventsOf`, without building the events; answers the hash of the last one. */
export function checkRows(rows: readonly Row[], after: number, hash: string): string {
  for (const [i, row] of rows.entries()) {
    if (positionOf(row) !== after + 1 + i) throw damaged(after + 1 + i);
    hash = checkedHash(row, contentOf(row), hash);
  }
  return hash;
}

function eventOf(row: Row, previousHash: string, upcasting: Upcasting): StoredEvent {
  const content = contentOf(row);
  const hash = checkedHash(row, content, previousHash);
  const position = BigInt(positionOf(row));
  const data = upcasting.read(content.type, content.schemaVersion, JSON.parse(content.data) as object, position);
  return new LoggedEvent(position, content, data, upcasting.versionOf(content.type), hash);
}

/** An event of the log. Its metadata is parsed when it is asked for: figures are made of the data. */
class LoggedEvent implements StoredEvent {
  readonly stream: string;
  readonly revision: bigint;
  readonly type: string;
  readonly eventId: string;
  readonly recordedAt: number;
  readonly remaining: number;
  readonly #metadata: string;

  constructor(
    readonly position: bigint,
    content: Content,
    readonly data: object,
    readonly schemaVersion: number,
    readonly hash: string,
  ) {
    this.stream = content.stream;
    this.revision = BigInt(content.revision);
    this.type = content.type;
    this.eventId = content.eventId;
    this.recordedAt = content.recordedAt;
    this.remaining = content.remaining;
    this.#metadata = content.metadata;
  }

  get metadata(): object {
    return JSON.parse(this.#metadata) as object;
  }
}

type Content = HashedContent & { readonly revision: number };

function checkedHash(row: Row, content: HashedContent, previousHash: string): string {
  const hash = hashOf(row);
  if (chainHash(previousHash, content) !== hash) throw damaged(positionOf(row));
  return hash;
}

function contentOf(row: Row): Content {
  const [
    ,
    ,
    ,
    stream = '',
    revision,
    type = '',
    eventId = '',
    schema,
    recordedAt,
    remaining,
    data = '',
    metadata = '',
  ] = row;
  return {
    stream,
    revision: Number(revision),
    type,
    eventId,
    schemaVersion: Number(schema),
    recordedAt: Number(recordedAt),
    remaining: Number(remaining),
    data,
    metadata,
  };
}
