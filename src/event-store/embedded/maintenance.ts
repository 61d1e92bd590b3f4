// Long work on the whole log, in a thread of its own: checking it, copying it, and bringing a copy back.
import { closeSync, copyFileSync, existsSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EventStoreError, type CheckedLog, type Head } from '../event-store.js';
import { syncFile, syncFolder } from '../../platform/durable-files.js';
import { FolderLock, isOfLock } from './folder-lock.js';
import { DATABASE_FILE, DRAFT_FILE } from './schema.js';
import { Witness, WITNESS_FILE, type LogHead } from './witness.js';
import { fromThread, type ThreadError } from './thread-error.js';

export type MaintenanceJob =
  /** Checks a log in use. */
  | { readonly job: 'scrub'; readonly file: string }
  /** Copies a log into a file, which must hold what the witness saw. */
  | { readonly job: 'back-up'; readonly file: string; readonly witnessed: LogHead; readonly into: string }
  /** Checks a backup, and makes a log of it. */
  | { readonly job: 'restore'; readonly file: string };

export interface MaintenanceTask {
  readonly job: MaintenanceJob;
  /** Its first number becomes 1 when the work is no longer wanted. */
  readonly stopped: SharedArrayBuffer;
}

export type MaintenanceMessage =
  | { readonly kind: 'progress'; readonly position: number; readonly head: number }
  | { readonly kind: 'done'; readonly head: LogHead }
  | { readonly kind: 'failed'; readonly error: ThreadError };

type OnProgress = (position: number, head: number) => void;

/** Checks SQLite's structure and the whole chain. Rejects with `corrupt`, naming the position, where it is broken. */
export async function scrub(dataDir: string, onProgress: OnProgress, signal?: AbortSignal): Promise<CheckedLog> {
  return result(await run({ job: 'scrub', file: join(dataDir, DATABASE_FILE) }, onProgress, signal));
}

/**
 * Copies the log as it stands into `file`, checks the copy from its beginning, and only then gives it its name. The
 * copy says how far it goes, so that a part of it can't pass for the whole. Replaces no file.
 */
export async function backUp(dataDir: string, file: string, signal?: AbortSignal): Promise<Head> {
  const draft = `${file}.draft`;
  const witnessed = Witness.read(dataDir);
  if (!witnessed) throw new EventStoreError('corrupt', 'The witness beside the event store is missing.');
  if (existsSync(file)) {
    throw new EventStoreError('unavailable', `The file ${file} exists already; name another.`, {
      reason: 'file-exists',
    });
  }
  // Where that isn't allowed, the system says why; the driver doesn't.
  closeSync(openSync(draft, 'w'));
  try {
    const job = { job: 'back-up', file: join(dataDir, DATABASE_FILE), witnessed, into: draft } as const;
    const copied = await run(job, () => undefined, signal).catch((error: unknown) => {
      throw ofCopy(file, error);
    });
    const { head } = result(copied);
    syncFile(draft);
    renameSync(draft, file);
    syncFolder(dirname(file));
    return head;
  } finally {
    removeDraft(draft);
  }
}

/**
 * Brings a backup back into an empty folder, after checking it from its beginning. Rejects with FolderInUseError where
 * a service runs on the folder, `unavailable` where it holds anything but what may stand `beside`, `corrupt` where the
 * backup isn't whole.
 */
export async function restore(
  backup: string,
  dataDir: string,
  onProgress: OnProgress,
  beside: readonly string[] = [],
): Promise<CheckedLog> {
  if (!existsSync(backup)) throw new EventStoreError('unavailable', `There is no file ${backup}.`);
  const isNewFolder = !existsSync(dataDir);
  const lock = FolderLock.acquire(dataDir);
  const file = join(dataDir, DATABASE_FILE);
  const draft = join(dataDir, DRAFT_FILE);
  try {
    // What one that was cut short has left: the witness there is of no log, the journal not of the copy.
    const left = existsSync(draft) && !existsSync(file) ? [WITNESS_FILE] : [];
    const [present] = readdirSync(dataDir).filter(
      (name) => !isOfLock(name) && !name.startsWith(DRAFT_FILE) && ![...beside, ...left].includes(name),
    );
    if (present !== undefined) {
      const held = existsSync(file) ? 'an event store already' : `other files (${present})`;
      const message = `The folder ${dataDir} holds ${held}; restore into an empty one.`;
      throw new EventStoreError('unavailable', message);
    }
    removeDraft(draft);
    for (const name of left) rmSync(join(dataDir, name), { force: true });
    copyFileSync(backup, draft);
    const head = await run({ job: 'restore', file: draft }, onProgress).catch((error: unknown) => {
      throw ofBackup(backup, error);
    });
    syncFile(draft);
    const witness = Witness.open(dataDir);
    witness.write(head);
    witness.sync();
    witness.close();
    renameSync(draft, file);
    syncFolder(dataDir);
    return result(head);
  } finally {
    removeDraft(draft);
    // While it is still ours: what another process makes there afterwards is its own.
    if (isNewFolder && !existsSync(file)) rmSync(dataDir, { recursive: true });
    lock.release();
  }
}

/** Where the copy has no room, the log may have plenty. */
export function ofCopy(file: string, error: unknown): unknown {
  if (!(error instanceof EventStoreError) || error.details.reason !== 'storage-full') return error;
  const message = `There is no room for the copy ${file}. Make some, or name a place that has.`;
  return new EventStoreError('unavailable', message, { reason: 'copy-too-large' });
}

/** What is said of a damaged log, said of the backup that it was to be restored from. */
function ofBackup(backup: string, error: unknown): unknown {
  if (!(error instanceof EventStoreError) || error.code !== 'corrupt') return error;
  const what = error.message.replace(/Restore a backup\.$/, 'Use another backup.');
  return new EventStoreError('corrupt', `${backup} can't be restored. ${what}`, error.details);
}

function result({ position, hash }: LogHead): CheckedLog {
  return { events: position, head: { position: BigInt(position), hash } };
}

function removeDraft(draft: string): void {
  for (const suffix of ['', '-journal', '-wal', '-shm']) rmSync(draft + suffix, { force: true });
}

/** The thread is never cut off: it would be inside the driver, and take the process with it. It is told, and ends. */
function run(job: MaintenanceJob, onProgress: OnProgress, signal?: AbortSignal): Promise<LogHead> {
  const stopped = new Int32Array(new SharedArrayBuffer(4));
  const workerData: MaintenanceTask = { job, stopped: stopped.buffer };
  const worker = new Worker(new URL('./maintenance.worker.js', import.meta.url), { workerData });
  const stop = (): void => void Atomics.store(stopped, 0, 1);
  signal?.addEventListener('abort', stop, { once: true });
  if (signal?.aborted) stop();
  return new Promise((resolve, reject) => {
    let settle = (): void =>
      reject(new EventStoreError('unavailable', 'The work on the log ended before it was done.'));
    worker.on('message', (message: MaintenanceMessage) => {
      if (message.kind === 'progress') onProgress(message.position, message.head);
      else if (message.kind === 'done') settle = () => resolve(message.head);
      else settle = () => reject(fromThread(message.error));
    });
    worker.on('error', (error) => (settle = () => reject(error)));
    // Only when the thread is gone has it let go of its files.
    worker.on('exit', () => {
      signal?.removeEventListener('abort', stop);
      settle();
    });
  });
}
