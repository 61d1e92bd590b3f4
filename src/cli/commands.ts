// What each command does.
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { IndicatorReading } from '../../projections/indicator.js';
import type { MilestoneReading } from '../../projections/milestones.js';
import { restore } from '../event-store/embedded/maintenance.js';
import type { VerifyResult } from '../operations/operations.js';
import { readConfiguration } from '../platform/configuration.js';
import { NOT_IN_THE_LOG } from '../platform/data-folder.js';
import type { AllianceEntry } from '../queries/alliances/alliances.query.js';
import type { EventsPage } from '../queries/events/events.query.js';
import { access, type Access, type OperationName, type Purpose } from './access.js';
import { CommandFailure, failureOf } from './command-failure.js';
import { isNear } from './near-words.js';
import { progressBar } from './progress.js';
import { print } from './shown.js';
import { counted, inWords, shortened, spaced, table } from './tables.js';

/** Options that every command has. */
export interface CommonOptions {
  readonly data?: string;
  readonly alliance?: string;
  readonly json?: boolean;
}

/** For programs that read on, and legible all the same. */
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

export async function withAccess<T>(
  { data }: CommonOptions,
  work: (reached: Access) => Promise<T>,
  purpose: Purpose = 'use',
): Promise<T> {
  const reached = await access(data, purpose);
  try {
    return await work(reached);
  } finally {
    await reached.close();
  }
}

export async function read<T>(reached: Access, path: string): Promise<T> {
  const { status, body } = await reached.get(path);
  if (status >= 400) throw failureOf(body as Record<string, unknown>);
  return body as T;
}

/** The alliance that is asked for: the one named, else the only one that isn't example data. */
export async function chosen(reached: Access, { alliance }: CommonOptions): Promise<string> {
  const { alliances } = await read<{ alliances: AllianceEntry[] }>(reached, '/api/alliances');
  const ids = alliances.map(({ allianceId }) => allianceId);
  if (alliance !== undefined && ids.includes(alliance)) return encodeURIComponent(alliance);
  if (alliance !== undefined) throw new CommandFailure(unknownAlliance(alliance, ids));
  const own = alliances.filter(({ example }) => !example);
  if (own.length === 1) return (own[0] as AllianceEntry).allianceId;
  const there = ids.join(', ');
  if (there === '') throw new CommandFailure('There is no alliance yet.');
  throw new CommandFailure(`Name the alliance with --alliance: ${there}.`);
}

function unknownAlliance(alliance: string, there: readonly string[]): string {
  const unknown = `There is no alliance "${alliance}".`;
  if (there.length === 0) return `${unknown} There is none yet.`;
  const near = there.find((id) => isNear(id, alliance));
  return `${unknown}${near === undefined ? '' : ` Did you mean ${near}?`} There are: ${there.join(', ')}.`;
}

export function query(parameters: Readonly<Record<string, string | undefined>>): string {
  const given = Object.entries(parameters).filter((entry): entry is [string, string] => entry[1] !== undefined);
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
}

export interface PointOptions extends CommonOptions {
  readonly at?: string;
  readonly asOf?: string;
}

export function indicators(options: PointOptions): Promise<void> {
  return withAccess(options, async (reached) => {
    const path = `/api/alliances/${await chosen(reached, options)}/indicators${query({ at: options.at, asOf: options.asOf })}`;
    const answer = await read<{
      alliance: string;
      at: string;
      month: number | null;
      asOf: string;
      indicators: IndicatorReading[];
    }>(reached, path);
    if (options.json) return printJson(answer);
    const month = answer.month === null ? '' : ` (M${answer.month})`;
    print(`${answer.alliance} at ${answer.at}${month}, as of position ${answer.asOf}\n`);
    const rows = answer.indicators.map(({ id, title, unit, value, targets, expected, status }) => {
      const target = targets.at(-1);
      return [
        id,
        shortened(title, LONGEST_TITLE),
        inWords(value, unit),
        inWords(target?.value, unit),
        target?.date ?? '–',
        inWords(expected, unit),
        spaced(status),
      ];
    });
    print(table(['id', 'indicator', 'value', 'target', 'due', 'straight line', 'status'], rows));
  });
}

export function milestones(options: PointOptions): Promise<void> {
  return withAccess(options, async (reached) => {
    const path = `/api/alliances/${await chosen(reached, options)}/milestones${query({ at: options.at, asOf: options.asOf })}`;
    const answer = await read<{ alliance: string; at: string; asOf: string; milestones: MilestoneReading[] }>(
      reached,
      path,
    );
    if (options.json) return printJson(answer);
    print(`${answer.alliance} at ${answer.at}, as of position ${answer.asOf}\n`);
    const rows = answer.milestones.map(({ id, title, due, status, achievedOn, holds }) => [
      id,
      shortened(title, LONGEST_TITLE),
      due?.date ?? 'not stated',
      spaced(status),
      achievedOn ?? '–',
      holds ? 'yes' : 'no',
    ]);
    print(table(['id', 'milestone', 'due', 'status', 'achieved on', 'holds'], rows));
  });
}

const LONGEST_TITLE = 60;

export interface EventsOptions extends CommonOptions {
  readonly type?: string;
  readonly all?: boolean;
}

export function events(options: EventsOptions): Promise<void> {
  return withAccess(options, async (reached) => {
    if (!options.all) return printEvents(reached, await chosen(reached, options), options.type);
    const { alliances } = await read<{ alliances: AllianceEntry[] }>(reached, '/api/alliances');
    await printMerged(
      reached,
      alliances.map(({ allianceId }) => allianceId),
      options.type,
    );
  });
}

async function* pages(
  reached: Access,
  alliance: string,
  type: string | undefined,
): AsyncGenerator<EventsPage['events'][number]> {
  let from: string | null = '0';
  while (from !== null) {
    const page: EventsPage = await read(
      reached,
      `/api/alliances/${alliance}/events${query({ type, from, limit: '1000' })}`,
    );
    yield* page.events;
    from = page.next;
  }
}

async function printEvents(reached: Access, alliance: string, type: string | undefined): Promise<void> {
  for await (const event of pages(reached, alliance, type)) print(JSON.stringify(event));
}

/** The logs of several alliances, in log order. */
async function printMerged(reached: Access, alliances: readonly string[], type: string | undefined): Promise<void> {
  const logs = alliances.map((alliance) => pages(reached, alliance, type));
  const next = await Promise.all(logs.map((log) => log.next()));
  for (;;) {
    const ahead = next.flatMap(({ done, value }, i) => (done ? [] : [{ i, event: value }]));
    if (ahead.length === 0) return;
    const { i, event } = ahead.reduce((a, b) => (BigInt(b.event.position) < BigInt(a.event.position) ? b : a));
    print(JSON.stringify(event));
    next[i] = await (logs[i] as AsyncGenerator<EventsPage['events'][number]>).next();
  }
}

/** What an operation wants the data opened for. */
function purposeOf(name: OperationName, parameters: Readonly<Record<string, string>>): Purpose {
  if (name === 'rebuild') return 'rebuild';
  if (name !== 'import') return 'use';
  return parameters['dryRun'] === 'true' ? 'try to fill' : 'fill';
}

/** Does an operation with its progress shown; `reached` where the data is reached already. */
export async function operate<T>(
  options: CommonOptions,
  name: OperationName,
  parameters: Readonly<Record<string, string>> = {},
  body?: string | Buffer,
  reached?: Access,
): Promise<T> {
  const bar = progressBar();
  try {
    const work = async (through: Access): Promise<T> =>
      (await through.operate(name, parameters, body, bar.update)) as T;
    return await (reached ? work(reached) : withAccess(options, work, purposeOf(name, parameters)));
  } finally {
    bar.stop();
  }
}

export async function verify(options: CommonOptions): Promise<void> {
  const result = await operate<VerifyResult>(options, 'verify');
  if (options.json) return printJson(result);
  print(
    `The log is whole: ${counted(result.events, 'event')} up to position ${result.position}, each as it was recorded.\n` +
      `Replayed from zero, all ${result.figures} figures of ${counted(result.alliances, 'alliance')} are what is served.` +
      (result.seals === 0 ? '' : `\nSealed reports built again: ${result.seals}, each as it was sealed.`),
  );
}

export async function rebuild(options: CommonOptions): Promise<void> {
  const result = await operate<{ position: string }>(options, 'rebuild');
  if (options.json) return printJson(result);
  const { position } = result;
  print(`The read model was made anew, up to position ${position}.`);
}

export async function backUp(file: string, options: CommonOptions): Promise<void> {
  const result = await operate<{ file: string; position: string }>(options, 'backup', { file: resolve(file) });
  if (options.json) return printJson(result);
  print(`${result.file} holds the log up to position ${result.position}; it was checked.`);
  print(`Keep beside it what the log doesn't hold, from the data folder: ${NOT_IN_THE_LOG.join(', ')}.`);
}

export async function restoreFrom(file: string, { data, json }: CommonOptions): Promise<void> {
  const { DATA_DIR, STORE_URL } = readConfiguration(process.env, data === undefined ? {} : { DATA_DIR: data });
  if (STORE_URL !== '')
    throw new CommandFailure('The log is on a cluster: restore it there, as docs/deployment.md tells.');
  const bar = progressBar();
  try {
    const onProgress = (position: number, head: number): void => bar.update('Checking the copy', position / head);
    const { events: count, head } = await restore(resolve(file), DATA_DIR, onProgress, NOT_IN_THE_LOG);
    if (json) return printJson({ events: count, position: String(head.position) });
    print(`${DATA_DIR} holds the ${counted(count, 'event')} of ${file}, checked.`);
    const missing = NOT_IN_THE_LOG.filter((name) => !existsSync(join(DATA_DIR, name)));
    if (missing.length > 0)
      print(`Before you start the service, put back what you kept beside the backup: ${missing.join(', ')}.`);
  } finally {
    bar.stop();
  }
}
