// Long work on the whole log, in a thread of its own: checking it, copying it, and bringing a copy back.
import { copyFileSync, existsSync, fsyncSync, mkdirSync, openSync, closeSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { EventStoreError, type Head } from '../event-store.js';
import { FolderLock } from './folder-lock.js';
import { DATABASE_FILE } from './schema.js';
import { Witness } from './witness.js';
import type { WriteError } from './writer-protocol.js';

export interface ScrubResult {
  readonly events: number;
  readonly head: Head;
}

export type MaintenanceJob =
  | { readonly job: 'scrub'; readonly file: string }
  | { readonly job: 'back-up'; readonly file: string; readonly into: string };

export type MaintenanceMessage =
  | { readonly kind: 'progress'; readonly position: number; readonly head: number }
  | { readonly kind: 'done'; readonly position: number; readonly hash: string }
  | { readonly kind: 'failed'; readonly error: WriteError };

type OnProgress = (position: number, head: number) => void;

/** Checks SQLite's structure and the whole chain. Rejects with `corrupt`, naming the position, where it is broken. */
export async function scrub(dataDir: string, onProgress: OnProgress): Promise<ScrubResult> {
  const head = await run({ job: 'scrub', file: join(dataDir, DATABASE_FILE) }, onProgress);
  return { events: Number(head.position), head };
}

/** Copies the log as it stands into `file`, checks the copy from its beginning, and only then gives it its name. */
export async function backUp(dataDir: string, file: string): Promise<Head> {
  if (existsSync(file)) throw new EventStoreError('unavailable', `The file ${file} exists already; name another.`);
  const draft = `${file}.draft`;
  rmSync(draft, { force: true });
  try {
    const head = await run({ job: 'back-up', file: join(dataDir, DATABASE_FILE), into: draft }, () => undefined);
    flush(draft);
    renameSync(draft, file);
    return head;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Brings a backup back into an empty folder, after checking it from its beginning. Replaces nothing. */
export async function restore(backup: string, dataDir: string, onProgress: OnProgress): Promise<ScrubResult> {
  if (!existsSync(backup)) throw new EventStoreError('unavailable', `There is no file ${backup}.`);
  mkdirSync(dataDir, { recursive: true });
  const file = join(dataDir, DATABASE_FILE);
  if (existsSync(file)) {
    throw new EventStoreError(
      'unavailable',
      `The folder ${dataDir} holds an event store already; restore into an empty one.`,
    );
  }
  const lock = FolderLock.acquire(dataDir);
  const draft = `${file}.draft`;
  try {
    copyFileSync(backup, draft);
    const head = await run({ job: 'scrub', file: draft }, onProgress);
    flush(draft);
    const witness = Witness.open(dataDir);
    witness.write({ position: Number(head.position), hash: head.hash });
    witness.sync();
    witness.close();
    renameSync(draft, file);
    return { events: Number(head.position), head };
  } finally {
    for (const suffix of ['', '-wal', '-shm']) rmSync(draft + suffix, { force: true });
    lock.release();
  }
}

function flush(file: string): void {
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function run(job: MaintenanceJob, onProgress: OnProgress): Promise<Head> {
  const worker = new Worker(new URL('./maintenance.worker.js', import.meta.url), { workerData: job });
  return new Promise((resolve, reject) => {
    worker.on('message', (message: MaintenanceMessage) => {
      if (message.kind === 'progress') onProgress(message.position, message.head);
      else if (message.kind === 'done') resolve({ position: BigInt(message.position), hash: message.hash });
      else reject(new EventStoreError(message.error.code, message.error.message));
    });
    worker.on('error', reject);
    worker.on('exit', () =>
      reject(new EventStoreError('unavailable', 'The work on the log ended before it was done.')),
    );
  });
}
