// Imports NDJSON: one CloudEvent a line, decided and stored like a batch, or line by line where that is asked for. Of a
// long file, what its lines say is never in memory as a whole.
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { checkForm } from '../commands/record-facts/check-form.js';
import { HeldFacts, type Facts } from '../commands/record-facts/facts.js';
import type { OfferedFact } from '../commands/record-facts/record-facts.command.js';
import { RecordManyFacts, type RecordedMany } from '../commands/record-facts/record-many-facts.command.js';
import type { EventStore } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { DATA_FOLDER } from '../platform/data-folder.js';
import { ProblemError, problemBody, problemTypes, type Problem } from '../platform/problems.js';
import { JsonError, parseStrictJson } from '../platform/strict-json.js';
import { offeredFact } from './cloud-events.js';

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

/** Other work of the service has its turn after so many lines. */
const LINES_IN_A_ROW = 1_000;

type OnProgress = (work: string, done: number) => void;

interface Line {
  readonly number: number;
  readonly fact: OfferedFact;
  readonly recordedAt: number | undefined;
}

@Injectable()
export class LineImports {
  constructor(
    private readonly commands: CommandBus,
    @Inject(EVENT_STORE) private readonly store: EventStore,
    @Inject(DATA_FOLDER) private readonly folder: string,
  ) {}

  /** Resolves also when lines were refused: the result names them, and says what was recorded. */
  async import(text: string, options: ImportOptions, onProgress: OnProgress): Promise<ImportResult> {
    if (options.migrate && (await this.store.head()).position > 0n) {
      throw new ProblemError({
        code: 'store-not-empty',
        detail: 'Recorded times are only kept on the way into an empty data folder.',
      });
    }
    if (options.skipInvalid) return this.oneByOne(new Lines(text), options, onProgress);
    const held = new HeldFacts(this.folder, undefined);
    try {
      return await this.asOne(new Lines(text), held, options, onProgress);
    } finally {
      held.close();
    }
  }

  private async asOne(
    lines: Lines,
    held: HeldFacts,
    options: ImportOptions,
    onProgress: OnProgress,
  ): Promise<ImportResult> {
    const { refused } = lines;
    const numbers: number[] = [];
    const times: (number | undefined)[] = [];
    for (const { number, fact, recordedAt } of lines.read()) {
      const wrong = held.add(fact);
      if (wrong) refused.push({ line: number, problem: problemBody(wrong) });
      numbers.push(number);
      times.push(recordedAt);
      if (numbers.length % LINES_IN_A_ROW > 0) continue;
      onProgress('Reading', lines.share);
      await new Promise((resolve) => setImmediate(resolve));
    }
    const nothing = { lines: lines.count, recorded: 0, repeats: 0, refused };
    if (refused.length > 0 || held.length === 0) return nothing;
    try {
      const decided = (count: number): void => onProgress('Checking', count / held.length);
      const { recorded, repeats } = await this.record(held, times, options, decided);
      return { ...nothing, recorded, repeats };
    } catch (error) {
      const problem = asProblem(error);
      return { ...nothing, refused: [{ line: numbers[indexIn(problem)] ?? 0, problem: problemBody(problem) }] };
    }
  }

  private async oneByOne(lines: Lines, options: ImportOptions, onProgress: OnProgress): Promise<ImportResult> {
    const { refused } = lines;
    let [recorded, repeats] = [0, 0];
    for (const request of requestsOf(lines.read())) {
      try {
        const facts = checkForm(
          request.map(({ fact }) => fact),
          undefined,
        );
        const times = request.map(({ recordedAt }) => recordedAt);
        const result = await this.record(facts, times, options, () => undefined);
        recorded += result.recorded;
        repeats += result.repeats;
      } catch (error) {
        refused.push(...refusals(error, request));
      }
      onProgress('Recording', lines.share);
    }
    return { lines: lines.count, recorded, repeats, refused: refused.sort((a, b) => a.line - b.line) };
  }

  private record(
    facts: Facts,
    times: readonly (number | undefined)[],
    { dryRun, migrate }: ImportOptions,
    onProgress: (decided: number) => void,
  ): Promise<RecordedMany> {
    const kept = migrate ? { recordedAt: recordedTimes(times) } : {};
    return this.commands.execute(new RecordManyFacts(facts, { dryRun, onProgress, ...kept }));
  }
}

/** The lines of a file, read one after the other. */
class Lines {
  /** How many hold something, of those that were read. */
  count = 0;
  /** Those that hold no event. */
  readonly refused: RefusedLine[] = [];
  private at = 0;

  constructor(private readonly text: string) {}

  /** The share of the file that was read so far. */
  get share(): number {
    return this.at / this.text.length;
  }

  *read(): Generator<Line> {
    const { text } = this;
    if (text.startsWith(BYTE_ORDER_MARK)) this.at = 1;
    for (let number = 1; this.at < text.length; number++) {
      const end = text.indexOf('\n', this.at);
      const content = text.slice(this.at, end === -1 ? text.length : end);
      this.at = end === -1 ? text.length : end + 1;
      if (content.trim() === '') continue;
      this.count++;
      const line = this.lineOf(content, number);
      if (line) yield line;
    }
  }

  private lineOf(content: string, number: number): Line | undefined {
    try {
      const event = parseStrictJson(content);
      return { number, fact: offeredFact(event), recordedAt: recordedAtIn(event) };
    } catch (error) {
      this.refused.push({ line: number, problem: problemBody(asProblem(error)) });
      return undefined;
    }
  }
}

const BYTE_ORDER_MARK = '\uFEFF';

function recordedAtIn(event: unknown): number | undefined {
  const { recordedat } = event as { recordedat?: unknown };
  const time = typeof recordedat === 'string' ? Date.parse(recordedat) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** Line by line; a correction and its retraction go together. */
function* requestsOf(lines: Iterable<Line>): Generator<Line[]> {
  let request: Line[] = [];
  for (const line of lines) {
    const before = request.at(-1)?.fact;
    const follows =
      line.fact.corrects !== undefined && before?.type === 'EventRetracted' && before.stream === line.fact.stream;
    if (!follows && request.length > 0) yield request;
    request = follows ? [...request, line] : [line];
  }
  if (request.length > 0) yield request;
}

/** A migration keeps recorded times: each line has one, and they never decrease. */
function recordedTimes(times: readonly (number | undefined)[]): number[] {
  let latest = -Infinity;
  return times.map((recordedAt, index) => {
    if (recordedAt !== undefined && recordedAt >= latest) return (latest = recordedAt);
    const detail =
      recordedAt === undefined
        ? 'recordedat is missing, or is no instant.'
        : 'recordedat lies before that of the line above.';
    throw new ProblemError({
      code: 'recorded-time-invalid',
      detail,
      extension: { index },
      errors: [{ field: 'recordedat', code: 'recorded-time-invalid', detail }],
    });
  });
}

/** The line that a request was refused for, and every other one that is malformed: whoever mends a file wants to know all. */
function refusals(error: unknown, request: readonly Line[]): RefusedLine[] {
  const problem = asProblem(error);
  const first = { line: request[indexIn(problem)]?.number ?? 0, problem: problemBody(problem) };
  return [first, ...malformed(request).filter(({ line }) => line !== first.line)];
}

/** The place in the request of the fact that a problem is about. */
const indexIn = ({ extension }: Problem): number => (extension as { index?: number } | undefined)?.index ?? 0;

function malformed(lines: readonly Line[]): RefusedLine[] {
  return lines.flatMap(({ number, fact }) => {
    try {
      checkForm([fact], undefined);
      return [];
    } catch (error) {
      return [{ line: number, problem: problemBody(asProblem(error)) }];
    }
  });
}

/** What is refused is a problem; anything else is a fault, and goes on as one. */
function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError && problemTypes[error.problem.code].status < 500) return error.problem;
  if (error instanceof JsonError) return { code: error.code, detail: error.message };
  throw error;
}
