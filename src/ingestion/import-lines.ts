// Imports NDJSON: one CloudEvent a line, decided and stored like a batch, or without the lines that are refused where that
// is asked for. Of a long file, what its lines say is never in memory as a whole.
import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { HeldFacts, someOf } from '../commands/record-facts/facts.js';
import type { OfferedFact } from '../commands/record-facts/record-facts.command.js';
import { RecordManyFacts } from '../commands/record-facts/record-many-facts.command.js';
import type { EventStore } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { CLOCK, type Clock } from '../platform/clock.js';
import { DATA_FOLDER } from '../platform/data-folder.js';
import { instantOf } from '../platform/instant.js';
import { jsonProblem, ProblemError, problemBody, problemTypes, type Problem } from '../platform/problems.js';
import { JsonError, parseStrictJson } from '../platform/strict-json.js';
import { Turns } from '../platform/turns.js';
import { correlated, offeredFact } from './cloud-events.js';

export interface ImportOptions {
  /** Decide, but store nothing. */
  readonly dryRun: boolean;
  /** Store what can be, and name what is refused. */
  readonly skipInvalid: boolean;
  /** Keep recorded times; into an empty store only. */
  readonly migrate: boolean;
}

/** A line that was refused, with the problem that an HTTP request would have been answered. */
export interface RefusedLine {
  readonly line: number;
  readonly problem: Readonly<Record<string, unknown>>;
}

export interface ImportResult {
  readonly lines: number;
  readonly recorded: number;
  /** Lines that were recorded before. */
  readonly repeats: number;
  readonly refused: readonly RefusedLine[];
}

/** By how much the clock of the machine that recorded may be ahead of this one. */
const CLOCKS_APART_MS = 24 * 60 * 60 * 1_000;

type OnProgress = (work: string, done: number) => void;

@Injectable()
export class LineImports {
  constructor(
    private readonly commands: CommandBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATA_FOLDER) private readonly folder: string,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Resolves also when lines were refused: the result names them, and says what was recorded. Given up by the signal, it
   * rejects; what is being recorded by then is recorded.
   */
  async import(
    text: string,
    options: ImportOptions,
    onProgress: OnProgress,
    signal?: AbortSignal,
  ): Promise<ImportResult> {
    if (options.migrate && (await this.store.head()).position > 0n) {
      throw new ProblemError({
        code: 'store-not-empty',
        detail: 'Recorded times are only kept on the way into an empty data folder.',
      });
    }
    const lines = new Lines(this.folder, options.migrate ? this.clock() : undefined);
    try {
      await lines.read(text, new Turns(signal), (share) => onProgress('Reading', share));
      return await this.record(lines, options, onProgress, signal);
    } finally {
      lines.close();
    }
  }

  /**
   * Offers the lines as one request; where some are refused and to be skipped, the others again. Stores nothing on a dry
   * run, or while a line is refused and isn't to be skipped.
   */
  private async record(
    lines: Lines,
    { dryRun, skipInvalid, migrate }: ImportOptions,
    onProgress: OnProgress,
    signal: AbortSignal | undefined,
  ): Promise<ImportResult> {
    for (;;) {
      const order = lines.offered();
      const { recorded, repeats, refused } = await this.commands.execute(
        new RecordManyFacts(someOf(lines.facts, order), {
          dryRun: dryRun || (lines.refused.length > 0 && !skipInvalid),
          mostTold: Infinity,
          // Half a migration can't be repeated: one that has begun is finished.
          signal: migrate ? undefined : signal,
          onProgress: (count) => onProgress('Checking', count / order.length),
          goingWith: (place) => lines.placesBeside(order, place),
          ...(migrate ? { recordedAt: order.map((index) => lines.recordedAt(index)) } : {}),
        }),
      );
      for (const { index, problem } of refused.told) lines.refuse(order[index] as number, problem);
      if (refused.told.length > 0 && skipInvalid) continue;
      const counts = lines.refused.length === 0 || skipInvalid ? { recorded, repeats } : { recorded: 0, repeats: 0 };
      return { lines: lines.count, ...counts, refused: lines.refused.sort((a, b) => a.line - b.line) };
    }
  }
}

interface Line {
  readonly number: number;
  /** NaN where the line doesn't say. */
  readonly recordedAt: number;
  /** Whether it is the right event after a retraction: the two are one correction, and one alone is nothing. */
  readonly isCorrection: boolean;
}

/** The lines of a file: their facts out of memory, and which are refused. */
class Lines {
  readonly facts: HeldFacts;
  readonly refused: RefusedLine[] = [];
  /** How many hold something. */
  count = 0;
  /** Of each fact, where it stands. */
  private readonly lines: Line[] = [];
  /** Facts that are refused, and why. */
  private readonly left = new Map<number, Problem>();
  private before: OfferedFact | undefined;
  private readonly importId = randomUUID();
  private latest = -Infinity;

  constructor(
    folder: string,
    /** Where recorded times are kept: none may be later. Milliseconds since 1970. */
    private readonly now: number | undefined,
  ) {
    this.facts = new HeldFacts(folder, undefined);
  }

  async read(text: string, turns: Turns, onProgress: (share: number) => void): Promise<void> {
    for (let [at, number] = [text.startsWith(BYTE_ORDER_MARK) ? 1 : 0, 1]; at < text.length; number++) {
      const end = text.indexOf('\n', at);
      this.take(text.slice(at, end === -1 ? text.length : end), number);
      at = end === -1 ? text.length : end + 1;
      if (!turns.isOver) continue;
      onProgress(at / text.length);
      await turns.next();
    }
  }

  /** The facts that aren't refused, by their places, which ascend. */
  offered(): number[] {
    return this.lines.flatMap((_, index) => (this.left.has(index) ? [] : [index]));
  }

  recordedAt(index: number): number {
    return this.lines[index]?.recordedAt ?? NaN;
  }

  /** Puts a fact aside, and with it the other half of its correction. */
  refuse(index: number, problem: Problem): void {
    this.putAside(index, problem);
    if (this.isCorrection(index)) this.putAside(index - 1, problem, this.numberOf(index));
    if (this.isCorrection(index + 1)) this.putAside(index + 1, problem, this.numberOf(index));
  }

  /** Where in an order the other half of a correction stands: next to it, as neither is offered without the other. */
  placesBeside(order: readonly number[], place: number): number[] {
    const isCorrection = (at: number): boolean => this.isCorrection(order[at] ?? NaN);
    return [...(isCorrection(place) ? [place - 1] : []), ...(isCorrection(place + 1) ? [place + 1] : [])];
  }

  close(): void {
    this.facts.close();
  }

  private isCorrection(index: number): boolean {
    return this.lines[index]?.isCorrection ?? false;
  }

  private numberOf(index: number): number {
    return this.lines[index]?.number ?? 0;
  }

  /** `because`: the line of the other half of a correction, which the problem is about. */
  private putAside(index: number, problem: Problem, because?: number): void {
    if (this.left.has(index)) return;
    this.left.set(index, problem);
    const detail = because === undefined ? '' : `It is one correction with line ${because}. `;
    this.tell(this.numberOf(index), { ...problem, detail: detail + problem.detail });
  }

  /** Its place in the request says nothing to who reads a file. */
  private tell(line: number, problem: Problem): void {
    const { index: _index, ...body } = problemBody(problem);
    this.refused.push({ line, problem: body });
  }

  /** Why a recorded time can't be kept: each line has one, and they never decrease. */
  private timeFault(recordedAt: number): string | undefined {
    if (this.now === undefined) return undefined;
    if (Number.isNaN(recordedAt)) return 'is missing, or is no RFC 3339 instant';
    if (recordedAt > this.now + CLOCKS_APART_MS) return 'lies in the future';
    return recordedAt < this.latest ? 'lies before that of a line above' : undefined;
  }

  private take(content: string, number: number): void {
    if (content.trim() === '') return;
    this.count++;
    try {
      const event = parseStrictJson(content);
      const recordedAt = recordedAtIn(event);
      const fact = offeredFact(event);
      // What was recorded in another log stays as it was there: it may be sealed.
      this.takeFact(Number.isNaN(recordedAt) ? correlated(fact, this.importId) : fact, number, recordedAt);
    } catch (error) {
      const problem = asProblem(error);
      this.tell(number, problem);
      // The right event of a retraction, though it can't be read: alone, the retraction is another thing than was meant.
      if (this.before?.type === 'EventRetracted' && NAMES_CORRECTED.test(content))
        this.putAside(this.lines.length - 1, problem, number);
      this.before = undefined;
    }
  }

  private takeFact(fact: OfferedFact, number: number, recordedAt: number): void {
    const { before } = this;
    const isCorrection =
      fact.corrects !== undefined && before?.type === 'EventRetracted' && before.stream === fact.stream;
    this.before = fact;
    const index = this.lines.length;
    this.lines.push({ number, recordedAt, isCorrection });
    const malformed = this.facts.add(fact);
    const timeFault = this.timeFault(recordedAt);
    const retraction = isCorrection ? this.left.get(index - 1) : undefined;
    if (malformed) this.refuse(index, malformed);
    else if (timeFault) this.refuse(index, timeProblem(timeFault));
    else if (retraction) this.putAside(index, retraction, this.numberOf(index - 1));
    if (recordedAt >= this.latest) this.latest = recordedAt;
  }
}

const NAMES_CORRECTED = /"corrects"\s*:/;
const BYTE_ORDER_MARK = '\uFEFF';

function recordedAtIn(event: unknown): number {
  const { recordedat } = event as { recordedat?: unknown };
  return typeof recordedat === 'string' ? (instantOf(recordedat) ?? NaN) : NaN;
}

function timeProblem(fault: string): Problem {
  const [code, detail] = ['recorded-time-invalid', `recordedat ${fault}.`] as const;
  return { code, detail, errors: [{ field: 'recordedat', code, detail }] };
}

/** What is refused is a problem; anything else is a fault, and goes on as one. */
function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError && problemTypes[error.problem.code].status < 500) return error.problem;
  if (error instanceof JsonError) return jsonProblem(error);
  throw error;
}
