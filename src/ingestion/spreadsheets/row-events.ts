// Reads a table to its end: hands on the events of its rows, and tells which are refused and what else there is to say.
import { isDeepStrictEqual } from 'node:util';
import { streamName } from '../../domain/categories.js';
import { checkData } from '../../domain/validation.js';
import { canonicalJson } from '../../event-store/canonical-json.js';
import { uuidOfName } from '../../platform/name-uuid.js';
import type { Turns } from '../../platform/turns.js';
import type { NamedOrganisation } from './likely-duplicates.js';
import type { RowEvent } from './kinds/kind.js';
import { RefusedRows } from './refused-rows.js';
import type { RowReader } from './row-reader.js';
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

/** Takes what rows say; nothing of it is kept here. */
export interface RowListener {
  fact(fact: RowFact): Promise<void>;
  /** A fact that an earlier row said too: it stands in for that one where that row is refused. */
  again(fact: RowFact): Promise<void>;
  organisation(named: NamedOrganisation): void;
  /** Told now and then. */
  progress(): void;
}

export interface ReadRows {
  readonly rows: number;
  readonly refused: RefusedRows;
  readonly leftOut: Readonly<Record<string, number>>;
  /** Rows that say nothing that another one doesn't say word for word. */
  readonly repeated: readonly { readonly row: number; readonly of: number }[];
}

/** `rows`: those under the header, which was read before. */
export async function readRows(
  rows: AsyncIterator<Row>,
  reader: RowReader,
  allianceId: string,
  turns: Turns,
  listener: RowListener,
): Promise<ReadRows> {
  const refused = new RefusedRows();
  const leftOut: Record<string, number> = {};
  const distinct = new DistinctFacts(listener);
  let count = 0;
  for await (const row of { [Symbol.asyncIterator]: () => rows }) {
    count++;
    const outcome = reader.read(row);
    if ('refused' in outcome) refused.add(outcome.refused);
    else if ('leftOut' in outcome) leftOut[outcome.leftOut] = (leftOut[outcome.leftOut] ?? 0) + 1;
    else await distinct.take(outcome.events.map((event) => factOf(event, row, allianceId)));
    for (const named of reader.organisationsIn(row)) listener.organisation({ ...named, row: row.number });
    if (!turns.isOver) continue;
    listener.progress();
    await turns.next();
  }
  await distinct.end();
  return { rows: count, refused, leftOut, repeated: distinct.repeated };
}

/** Hands facts on once, however often a file says them. */
class DistinctFacts {
  readonly repeated: { readonly row: number; readonly of: number }[] = [];
  /** By the id of a fact, the row that said it first. */
  private readonly seen = new Map<string, number>();
  /** Several rows of one group are one group with all their topics: which, is known at the end. */
  private readonly groups = new Map<string, RowFact>();
  /** What rows say of a group otherwise than its first one: offered behind that, and refused as two of any thing are. */
  private readonly contradicting: RowFact[] = [];

  constructor(private readonly listener: RowListener) {}

  async take(facts: readonly RowFact[]): Promise<void> {
    const before = facts.map(({ eventId }) => this.seen.get(eventId) ?? Infinity);
    const of = Math.max(...before);
    const [first] = facts;
    if (first && of < Infinity) this.repeated.push({ row: first.row.number, of });
    for (const fact of facts) {
      const { stream, type, eventId, row } = fact;
      if (this.seen.has(eventId)) {
        if (type !== 'ThematicGroupFormed') await this.listener.again(fact);
        continue;
      }
      this.seen.set(eventId, row.number);
      if (type !== 'ThematicGroupFormed') await this.listener.fact(fact);
      else {
        const group = this.groups.get(stream);
        if (!group) this.groups.set(stream, fact);
        else if (sayTheSameButTopics(group, fact)) this.groups.set(stream, withTopics(group, fact));
        else this.contradicting.push(fact);
      }
    }
  }

  async end(): Promise<void> {
    for (const group of this.groups.values()) await this.listener.fact(group);
    for (const fact of this.contradicting) await this.listener.fact(fact);
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

const sayTheSameButTopics = (a: RowFact, b: RowFact): boolean =>
  isDeepStrictEqual({ ...a.data, topics: undefined }, { ...b.data, topics: undefined });

function withTopics(group: RowFact, another: RowFact): RowFact {
  const topics = [...new Set([group, another].flatMap(({ data }) => (data['topics'] as string[] | undefined) ?? []))];
  const data = { ...group.data, ...(topics.length === 0 ? {} : { topics }) };
  return rowFact(group.row, group.stream, group.type, data);
}
