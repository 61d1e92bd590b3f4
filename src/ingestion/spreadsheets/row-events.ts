// Reads a table to its end: the events of its rows, the rows that are refused, and what else there is to say.
import { v5 as uuidOfName } from 'uuid';
import { streamName } from '../../domain/categories.js';
import { checkData } from '../../domain/validation.js';
import { canonicalJson } from '../../event-store/canonical-json.js';
import type { NamedOrganisation } from './likely-duplicates.js';
import type { RowEvent } from './kinds.js';
import type { RowReader, RowRefusal } from './row-reader.js';
import type { Row } from './table.js';

/** An event that a row makes. */
export interface RowFact {
  readonly row: Row;
  readonly stream: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  /** Made of all the above but the row: equal events have equal ids, so that importing a file again adds nothing. */
  readonly eventId: string;
}

export interface ReadRows {
  readonly rows: number;
  readonly facts: RowFact[];
  readonly refused: RowRefusal[];
  readonly leftOut: Record<string, number>;
  /** Rows that say nothing that another one doesn't say word for word. */
  readonly repeated: { readonly row: number; readonly of: number }[];
  readonly organisations: NamedOrganisation[];
}

/** Other work of the service has its turn after so many rows. */
const ROWS_IN_A_ROW = 1_000;

/** `rows`: those under the header, which was read before. */
export async function readRows(
  rows: AsyncIterator<Row>,
  reader: RowReader,
  allianceId: string,
  onRead: (rows: number) => void,
): Promise<ReadRows> {
  const read: ReadRows = { rows: 0, facts: [], refused: [], leftOut: {}, repeated: [], organisations: [] };
  const seen = new Map<string, number>();
  const groups = new Map<string, number>();
  let count = 0;
  for await (const row of { [Symbol.asyncIterator]: () => rows }) {
    count++;
    const outcome = reader.read(row);
    if ('refused' in outcome) read.refused.push(...outcome.refused);
    else if ('leftOut' in outcome) read.leftOut[outcome.leftOut] = (read.leftOut[outcome.leftOut] ?? 0) + 1;
    else take(outcome.events.map((event) => factOf(event, row, allianceId)));
    for (const named of reader.organisationsIn(row)) read.organisations.push({ ...named, row: row.number });
    if (count % ROWS_IN_A_ROW === 0) {
      onRead(count);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  return { ...read, rows: count };

  function take(facts: readonly RowFact[]): void {
    const fresh = facts.filter((fact) => !seen.has(fact.eventId));
    const [first] = facts;
    if (fresh.length === 0 && first)
      read.repeated.push({ row: first.row.number, of: seen.get(first.eventId) as number });
    for (const fact of fresh) {
      seen.set(fact.eventId, fact.row.number);
      const place = fact.type === 'ThematicGroupFormed' ? groups.get(fact.stream) : undefined;
      // Several rows of one group are one group with all their topics.
      if (place !== undefined) read.facts[place] = withTopics(read.facts[place] as RowFact, fact);
      else {
        if (fact.type === 'ThematicGroupFormed') groups.set(fact.stream, read.facts.length);
        read.facts.push(fact);
      }
    }
  }
}

export function factOf({ category, ids, type, data }: RowEvent, row: Row, allianceId: string): RowFact {
  const stream = streamName(category, allianceId, ...ids);
  // As it would be stored, so that it can be compared with what is; what can't be stored is refused with its reasons later.
  const checked = checkData(type, data);
  if (!checked.ok)
    return { row, stream, type, data, eventId: uuidOfName(JSON.stringify([stream, type, data]), ROW_EVENTS) };
  return rowFact(row, stream, type, checked.data as RowFact['data']);
}

function rowFact(row: Row, stream: string, type: string, data: RowFact['data']): RowFact {
  return { row, stream, type, data, eventId: rowEventId(stream, type, data) };
}

const ROW_EVENTS = 'b3a1c6de-50f3-5e0c-8c52-7a0f4e6d2b19';

/** The id of the event that a row makes. */
export const rowEventId = (stream: string, type: string, data: object): string =>
  uuidOfName(`${stream}\n${type}\n${canonicalJson(data)}`, ROW_EVENTS);

function withTopics(group: RowFact, another: RowFact): RowFact {
  const topics = [...new Set([group, another].flatMap(({ data }) => (data['topics'] as string[] | undefined) ?? []))];
  const data = { ...group.data, ...(topics.length === 0 ? {} : { topics }) };
  return rowFact(group.row, group.stream, group.type, data);
}
