// How a command reaches the data: through the service that owns the folder, or by opening the folder itself.
// Either way it asks the same routes, so that there is one way in and one way out.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { holdsData } from '../event-store/embedded/data-files.js';
import { FolderInUseError, FolderLock, whenFree } from '../event-store/embedded/folder-lock.js';
import { readConfiguration, type Configuration } from '../platform/configuration.js';
import type { FileFormat } from '../ingestion/spreadsheets/spreadsheet-file.js';
import type { OnProgress } from '../operations/operations.js';
import { FILE_TYPES } from '../platform/http/file-types.js';
import type { ProgressLine } from '../platform/http/progress-lines.js';
import { CommandFailure, failureOf } from './command-failure.js';
import { nameIn } from './file-name.js';

export interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The work of an operation, by name, with its query and body. */
export type OperationName = 'verify' | 'rebuild' | 'backup' | 'import' | 'import-spreadsheet' | 'reverse-import';

/** A file as the service gave it, or the problem that stands in its place. */
export interface Downloaded {
  readonly status: number;
  readonly name: string;
  readonly bytes: Buffer;
}

export interface Access {
  get(path: string): Promise<Answer>;
  /** A file that may take a while to build. */
  download(path: string, onProgress: OnProgress): Promise<Downloaded>;
  operate(
    name: OperationName,
    query: Readonly<Record<string, string>>,
    body: string | Buffer | undefined,
    onProgress: OnProgress,
  ): Promise<unknown>;
  readonly close: () => Promise<void>;
}

/**
 * What the data is wanted for: to use what is there, to fill a folder that may be empty, to see whether one could be
 * filled, or, where the folder is opened here, to make the read model anew on the way.
 */
export type Purpose = 'use' | 'fill' | 'try to fill' | 'rebuild';

/** A service that works says something more often. */
const LONGEST_SILENCE_MS = 60_000;

/** Throws CommandFailure where a folder that is to be used holds nothing, and leaves it as it is. */
export async function access(dataDir: string | undefined, purpose: Purpose): Promise<Access> {
  const configuration = readConfiguration(process.env, dataDir === undefined ? {} : { DATA_DIR: dataDir });
  const isThere = configuration.STORE_URL !== '' || holdsData(configuration.DATA_DIR);
  if (!isThere && purpose === 'try to fill') return openElsewhere(configuration);
  if (!isThere && purpose !== 'fill') throw nothingIn(configuration.DATA_DIR);
  try {
    // Found out before the application is loaded, which takes a while: whoever asks a service that runs does without.
    await whenFree(() => FolderLock.acquire(configuration.DATA_DIR).release(), { onWaiting: console.warn });
    const { openHere } = await import('./open-here.js');
    return await openHere(configuration, purpose === 'rebuild');
  } catch (error) {
    const owner = error instanceof FolderInUseError ? error.owner : undefined;
    if (owner?.url === undefined || owner.token === undefined) throw error;
    return throughService(owner.url, owner.token);
  }
}

const nothingIn = (dataDir: string): CommandFailure =>
  new CommandFailure(
    `There is no data in ${resolve(dataDir)}. Start the service there, import into it, or name another folder with --data.`,
  );

/** In an empty folder that is gone afterwards: where nothing is stored, nothing is left. */
async function openElsewhere(configuration: Configuration): Promise<Access> {
  const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-'));
  const remove = (): void => rmSync(folder, { recursive: true });
  try {
    const { openHere } = await import('./open-here.js');
    const reached = await openHere({ ...configuration, DATA_DIR: folder }, false);
    return { ...reached, close: () => reached.close().finally(remove) };
  } catch (error) {
    remove();
    throw error;
  }
}

export function throughService(url: string, token: string, longestSilenceMs = LONGEST_SILENCE_MS): Access {
  const service = requests(url, token, longestSilenceMs);
  const told = <T>(answer: Promise<T>): Promise<T> =>
    answer.catch((error: unknown) => {
      // What `fetch` throws where there is nobody, or nobody any more.
      const reason = error instanceof TypeError ? (error.cause as NodeJS.ErrnoException | undefined) : undefined;
      if (!reason) throw error;
      throw new CommandFailure(
        `The service at ${url} can't be reached, or ended meanwhile (${reason.code ?? reason.message}). See whether it still runs, and repeat the command.`,
      );
    });
  return {
    ...service,
    get: (path) => told(service.get(path)),
    download: (path, onProgress) => told(service.download(path, onProgress)),
    operate: (name, query, body, onProgress) => told(service.operate(name, query, body, onProgress)),
  };
}

function requests(url: string, token: string, longestSilenceMs: number): Access {
  /** Asks, and gives up where nothing is heard for long. */
  const patiently = async <T>(ask: (signal: AbortSignal, heard: () => void) => Promise<T>): Promise<T> => {
    const silence = new AbortController();
    const timer = setTimeout(() => silence.abort(silent(url, longestSilenceMs)), longestSilenceMs);
    try {
      return await ask(silence.signal, () => void timer.refresh());
    } finally {
      clearTimeout(timer);
    }
  };
  return {
    get: (path) =>
      patiently(async (signal) => {
        const response = await fetch(url + path, { headers: { accept: 'application/json' }, signal });
        return { status: response.status, body: await response.json() };
      }),
    async download(path, onProgress) {
      await patiently((signal, heard) =>
        follow(url + path.replace(/(\?|$)/, '/progress$1'), signal, (work, done) => {
          heard();
          onProgress(work, done);
        }),
      );
      return patiently(async (signal) => {
        const response = await fetch(url + path, { signal });
        const bytes = Buffer.from(await response.arrayBuffer());
        return { status: response.status, name: nameIn(response.headers.get('content-disposition') ?? ''), bytes };
      });
    },
    operate: (name, query, body, onProgress) =>
      patiently(async (signal, heard) => {
        const response = await fetch(`${url}/api/operations/${name}?${new URLSearchParams(query).toString()}`, {
          method: 'POST',
          signal,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body === undefined
              ? {}
              : {
                  'content-type':
                    typeof body === 'string' ? 'application/x-ndjson' : FILE_TYPES[query['format'] as FileFormat],
                }),
          },
          ...(body === undefined ? {} : { body: typeof body === 'string' ? body : new Uint8Array(body) }),
        });
        if (!response.ok || !response.body) throw failureOf((await response.json()) as Record<string, unknown>);
        for await (const line of linesOf(response.body)) {
          heard();
          const said = JSON.parse(line) as ProgressLine;
          if ('result' in said) return said.result;
          if ('problem' in said) throw failureOf(said.problem);
          onProgress(said.work, said.done);
        }
        throw new CommandFailure('The service ended before the work was done.');
      }),
    close: () => Promise.resolve(),
  };
}

const silent = (url: string, forMs: number): CommandFailure =>
  new CommandFailure(
    `The service at ${url} has said nothing for ${forMs / 1_000} seconds. See whether it still works, or start it again; then repeat the command.`,
  );

/** Tells how far a file is until it is built. What can't be built is said where the file itself is asked for. */
async function follow(url: string, signal: AbortSignal, onProgress: OnProgress): Promise<void> {
  const response = await fetch(url, { signal });
  if (!response.ok || !response.body) return;
  for await (const line of linesOf(response.body)) {
    const said = JSON.parse(line) as ProgressLine;
    if ('done' in said) onProgress(said.work, said.done);
  }
}

async function* linesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}
