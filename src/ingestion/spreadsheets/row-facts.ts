// The facts that the rows of a file make, held until they are decided and stored, and which row each of them is of.
import { HeldFacts, someOf, type Facts } from '../../commands/record-facts/facts.js';
import { RefusedFacts } from '../../commands/record-facts/refused-facts.js';
import type { Problem } from '../../platform/problems.js';
import { MOST_LISTED, PREVIEWED, type PreviewedEvent } from './import-report.js';
import type { RowFact } from './row-events.js';

/** The source of events that came in as rows of a spreadsheet. */
export const SPREADSHEET_SOURCE = 'urn:alliance-kpi:spreadsheet';

const ANSWER = 'SurveyAnswered';

export class RowFacts {
  private readonly facts: HeldFacts;
  /** By fact, the number of its row, and its type. */
  private readonly rows: number[] = [];
  private readonly types: string[] = [];
  /** Facts that an earlier row says too; all of them, and by the id of their event. */
  private readonly again = new Set<number>();
  private readonly againById = new Map<string, number[]>();
  /** Those whose form is wrong. */
  readonly malformed = new RefusedFacts(MOST_LISTED);

  /** `importId`: names the import, as the correlation of its events. `actor`: who says what stands in the rows. */
  constructor(
    folder: string,
    allianceId: string,
    private readonly importId: string,
    private readonly actor: string,
  ) {
    this.facts = new HeldFacts(folder, allianceId);
  }

  /** What is wrong with its form is answered, and kept. */
  add({ row, stream, type, data, eventId }: RowFact): Problem | undefined {
    // Which row an answer stood in would tell who gave it.
    const extensions = type === ANSWER ? {} : { extensions: { importrow: row.number } };
    const metadata = {
      ...{ source: SPREADSHEET_SOURCE, actor: this.actor, correlationId: this.importId },
      ...extensions,
    };
    const problem = this.facts.add({ eventId, stream, type, data, metadata });
    if (problem) this.malformed.add({ index: this.rows.length, problem });
    this.rows.push(row.number);
    this.types.push(type);
    return problem;
  }

  /** Adds a fact that an earlier row says: offered in its place where that row is refused. */
  addAgain(fact: RowFact): void {
    const index = this.rows.length;
    this.again.add(index);
    const others = this.againById.get(fact.eventId);
    if (others) others.push(index);
    else this.againById.set(fact.eventId, [index]);
    this.add(fact);
  }

  /** The rows that say a fact. */
  rowsSaying(index: number): number[] {
    return [index, ...this.saidAgain(index)].map((each) => this.rowOf(each));
  }

  rowOf(index: number): number {
    return this.rows[index] as number;
  }

  /** In which order they are offered, without those of some rows. */
  orderWithout(refused: ReadonlySet<number>): number[] {
    const order: number[] = [];
    const instead = this.insteadOf(refused);
    for (const [index, row] of this.rows.entries())
      if (!refused.has(row) && (!this.again.has(index) || instead.has(index))) order.push(index);
    return this.types.includes(ANSWER) ? this.byOpaqueId(order) : order;
  }

  /** Where in an order the rest of a row stands that nothing but this row says: in a row's own order, next to each other. */
  placesBeside(order: readonly number[], place: number): number[] {
    const row = this.rowOf(order[place] as number);
    const places: number[] = [];
    for (const step of [-1, 1])
      for (let at = place + step; this.rows[order[at] ?? -1] === row; at += step)
        if (this.saidAgain(order[at] as number).length === 0) places.push(at);
    return places;
  }

  inOrder(order: readonly number[]): Facts {
    return someOf(this.facts, order);
  }

  /** By type, how many events these are. */
  counts(order: readonly number[]): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const index of order) {
      const type = this.types[index] as string;
      counts[type] = (counts[type] ?? 0) + 1;
    }
    return counts;
  }

  preview(order: readonly number[]): PreviewedEvent[] {
    return order.slice(0, PREVIEWED).flatMap((index) => {
      const fact = this.facts.at(index);
      return fact ? [{ row: this.rowOf(index), stream: fact.stream, type: fact.type, data: fact.data }] : [];
    });
  }

  close(): void {
    this.facts.close();
  }

  /** Of the facts that are said again, those that are offered: each where the rows before it that say it are refused. */
  private insteadOf(refused: ReadonlySet<number>): Set<number> {
    const instead = new Set<number>();
    if (this.again.size === 0) return instead;
    for (const [index, row] of this.rows.entries()) {
      if (!refused.has(row) || this.again.has(index)) continue;
      const next = this.saidAgain(index).find((each) => !refused.has(this.rowOf(each)));
      if (next !== undefined) instead.add(next);
    }
    return instead;
  }

  private saidAgain(index: number): readonly number[] {
    if (this.again.size === 0) return [];
    return this.againById.get(this.facts.at(index)?.eventId ?? '') ?? [];
  }

  /** Answers go in by their opaque ids, after the opening: their order in the log is not that in which people answered. */
  private byOpaqueId(order: readonly number[]): number[] {
    const streams = new Map(order.map((index) => [index, this.facts.at(index)?.stream ?? '']));
    const isAnswer = (index: number): boolean => this.types[index] === ANSWER;
    const answers = order.filter(isAnswer).sort((a, b) => ((streams.get(a) ?? '') < (streams.get(b) ?? '') ? -1 : 1));
    return [...order.filter((index) => !isAnswer(index)), ...answers];
  }
}
