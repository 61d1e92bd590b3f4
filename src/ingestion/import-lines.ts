// Imports NDJSON: one CloudEvent a line, decided and stored like a batch, or line by line where that is asked for.
import type { CommandBus } from '@nestjs/cqrs';
import { checkForm } from '../commands/record-facts/check-form.js';
import { RecordFacts, type OfferedFact, type RecordedFact } from '../commands/record-facts/record-facts.command.js';
import type { EventStore } from '../event-store/event-store.js';
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

type OnProgress = (work: string, done: number) => void;

interface Line {
  readonly number: number;
  readonly fact: OfferedFact;
  readonly recordedAt: number | undefined;
}

/** Resolves also when lines were refused: the result names them, and says what was recorded. */
export async function importLines(
  text: string,
  options: ImportOptions,
  commands: CommandBus,
  store: EventStore,
  onProgress: OnProgress,
): Promise<ImportResult> {
  const { lines, refused } = read(text, onProgress);
  const total = lines.length + refused.length;
  const nothing = { lines: total, recorded: 0, repeats: 0 };
  if (options.migrate && (await store.head()).position > 0n) {
    throw new ProblemError({
      code: 'store-not-empty',
      detail: 'Recorded times are only kept on the way into an empty data folder.',
    });
  }
  if (refused.length > 0 && !options.skipInvalid)
    return { ...nothing, refused: inOrder([...refused, ...malformed(lines)]) };
  const requests = options.skipInvalid ? requestsOf(lines) : lines.length > 0 ? [lines] : [];
  let [recorded, repeats, done] = [0, 0, 0];
  for (const request of requests) {
    try {
      const results = await record(request, options, commands, (decided) =>
        onProgress('Checking', (done + decided) / total),
      );
      repeats += results.filter(({ repeat }) => repeat).length;
      recorded += results.filter(({ repeat }) => !repeat).length;
    } catch (error) {
      refused.push(...refusals(error, request));
    }
    done += request.length;
    onProgress('Recording', done / total);
  }
  return { lines: total, recorded, repeats, refused: inOrder(refused) };
}

function read(text: string, onProgress: OnProgress): { lines: Line[]; refused: RefusedLine[] } {
  const lines: Line[] = [];
  const refused: RefusedLine[] = [];
  const all = text.replace(/^\uFEFF/, '').split('\n');
  all.forEach((content, i) => {
    if (content.trim() === '') return;
    if (i % 1_000 === 0) onProgress('Reading', i / all.length);
    try {
      const event = parseStrictJson(content);
      lines.push({ number: i + 1, fact: offeredFact(event), recordedAt: recordedAtIn(event) });
    } catch (error) {
      refused.push({ line: i + 1, problem: problemBody(asProblem(error)) });
    }
  });
  return { lines, refused };
}

function recordedAtIn(event: unknown): number | undefined {
  const { recordedat } = event as { recordedat?: unknown };
  const time = typeof recordedat === 'string' ? Date.parse(recordedat) : NaN;
  return Number.isNaN(time) ? undefined : time;
}

/** Line by line; a correction and its retraction go together. */
function requestsOf(lines: readonly Line[]): Line[][] {
  const requests: Line[][] = [];
  for (const line of lines) {
    const before = requests.at(-1)?.at(-1)?.fact;
    const follows =
      line.fact.corrects !== undefined && before?.type === 'EventRetracted' && before.stream === line.fact.stream;
    if (follows) requests.at(-1)?.push(line);
    else requests.push([line]);
  }
  return requests;
}

function record(
  lines: readonly Line[],
  { dryRun, migrate }: ImportOptions,
  commands: CommandBus,
  onProgress: (decided: number) => void,
): Promise<readonly RecordedFact[]> {
  const times = lines.map(({ recordedAt }) => recordedAt);
  if (migrate) assertTimes(lines);
  const recordedAt = migrate ? { recordedAt: times as number[] } : {};
  return commands.execute(
    new RecordFacts(
      undefined,
      lines.map(({ fact }) => fact),
      { dryRun, onProgress, ...recordedAt },
    ),
  );
}

/** A migration keeps recorded times: each line has one, and they never decrease. */
function assertTimes(lines: readonly Line[]): void {
  let latest = -Infinity;
  lines.forEach(({ recordedAt }, index) => {
    const detail =
      recordedAt === undefined
        ? 'recordedat is missing, or is no instant.'
        : 'recordedat lies before that of the line above.';
    if (recordedAt === undefined || recordedAt < latest) {
      throw new ProblemError({
        code: 'recorded-time-invalid',
        detail,
        extension: { index },
        errors: [{ field: 'recordedat', code: 'recorded-time-invalid', detail }],
      });
    }
    latest = recordedAt;
  });
}

/** The line that a request was refused for, and every other one that is malformed: whoever mends a file wants to know all. */
function refusals(error: unknown, request: readonly Line[]): RefusedLine[] {
  const problem = asProblem(error);
  const { index = 0 } = (problem.extension ?? {}) as { index?: number };
  const first = { line: request[index]?.number ?? 0, problem: problemBody(problem) };
  return [first, ...malformed(request).filter(({ line }) => line !== first.line)];
}

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

const inOrder = (refused: RefusedLine[]): RefusedLine[] => refused.sort((a, b) => a.line - b.line);

/** What is refused is a problem; anything else is a fault, and goes on as one. */
function asProblem(error: unknown): Problem {
  if (error instanceof ProblemError && problemTypes[error.problem.code].status < 500) return error.problem;
  if (error instanceof JsonError) return { code: error.code, detail: error.message };
  throw error;
}
