// One process owns a data folder. The lock is the operating system's (held through an SQLite file), so it ends with
// the process, however that ends; a note beside it tells others whom to ask.
import { closeSync, existsSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeFolder } from '../../platform/durable-files.js';
import { connect, sqliteCode, translate, type Connection } from './sqlite.js';

const LOCK_FILE = 'lock.db';
const OWNER_FILE = 'owner.json';
/** Most commands take less. */
const COMMAND_MS = 10_000;
/** Between two tries to have a folder that another process has. */
const LOOK_MS = 200;

/** Whether a file in a data folder belongs to its lock. */
export const isOfLock = (name: string): boolean => name.startsWith(LOCK_FILE) || name.startsWith(OWNER_FILE);

/** Who owns a data folder, and how the command line reaches it. */
export interface FolderOwner {
  readonly pid: number;
  /** Where the service answers; absent while it starts, and for a command that works without one. */
  readonly url?: string;
  /** Proves to the service that the caller may read this folder. */
  readonly token?: string;
}

export class FolderInUseError extends Error {
  constructor(
    readonly dataDir: string,
    readonly owner: FolderOwner | undefined,
  ) {
    super(`${inUse(dataDir, owner)}. Stop it, or name another folder with --data.`);
    this.name = 'FolderInUseError';
  }
}

function inUse(dataDir: string, owner: FolderOwner | undefined): string {
  const who = owner ? `process ${owner.pid}${owner.url === undefined ? '' : `, ${owner.url}`}` : 'another process';
  return `The data folder ${dataDir} is in use by ${who}`;
}

export class FolderLock {
  private constructor(
    private readonly dataDir: string,
    private readonly connection: Connection,
  ) {}

  /** Throws FolderInUseError where another process (or this one, before) owns the folder. */
  static acquire(dataDir: string): FolderLock {
    makeFolder(dataDir);
    const file = join(dataDir, LOCK_FILE);
    // Where that isn't allowed, the system says why; the driver doesn't. Whatever stands in it came there by damage, and
    // would pass for damage of the log.
    closeSync(openSync(file, 'w'));
    const connection = connect(file);
    try {
      connection.execute('BEGIN EXCLUSIVE');
    } catch (error) {
      connection.close();
      throw sqliteCode(error).startsWith('SQLITE_BUSY')
        ? new FolderInUseError(dataDir, readOwner(dataDir))
        : translate(error);
    }
    const lock = new FolderLock(dataDir, connection);
    lock.publish({ pid: process.pid });
    return lock;
  }

  /** Tells others how to reach the owner. They see the old note or the new one, never a part. */
  publish(owner: FolderOwner): void {
    const file = join(this.dataDir, OWNER_FILE);
    writeFileSync(`${file}.draft`, `${JSON.stringify(owner)}\n`, { mode: 0o600 });
    renameSync(`${file}.draft`, file);
  }

  release(): void {
    rmSync(join(this.dataDir, OWNER_FILE), { force: true });
    this.connection.close();
  }
}

export interface FolderWaiting {
  /** Told once, where the folder has to be waited for. */
  readonly onWaiting?: ((reason: string) => void) | undefined;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  readonly withinMs?: number;
}

/**
 * Does what needs a data folder for itself. Whoever has it and answers nowhere is a command, which is soon done, or a
 * service that starts or stops: that is waited for. Throws FolderInUseError where it takes longer, and where a service runs.
 */
export async function whenFree<T>(
  work: () => T | Promise<T>,
  { onWaiting, signal, withinMs = COMMAND_MS }: FolderWaiting,
): Promise<T> {
  const until = performance.now() + withinMs;
  for (let isTold = false; ; isTold = true) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof FolderInUseError) || error.owner?.url !== undefined) throw error;
      if (signal?.aborted || performance.now() >= until) throw error;
      if (!isTold) onWaiting?.(`${inUse(error.dataDir, error.owner)}: waiting until that is done.`);
      await sleep(LOOK_MS, undefined, signal ? { signal } : {}).catch(() => undefined);
    }
  }
}

/**
 * The note of a folder's owner. It may have been left by an owner that died: only whoever got FolderInUseError knows
 * that it is of one that lives.
 */
export function readOwner(dataDir: string): FolderOwner | undefined {
  const file = join(dataDir, OWNER_FILE);
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FolderOwner) : undefined;
  } catch {
    return undefined;
  }
}
