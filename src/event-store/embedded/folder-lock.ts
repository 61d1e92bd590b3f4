// One process owns a data folder. The lock is the operating system's (held through an SQLite file), so it ends with
// the process, however that ends; a note beside it tells others whom to ask.
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { connect, type Connection } from './sqlite.js';

const LOCK_FILE = 'lock.db';
const OWNER_FILE = 'owner.json';

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
    const who = owner ? `process ${owner.pid}${owner.url === undefined ? '' : `, ${owner.url}`}` : 'another process';
    super(`The data folder ${dataDir} is in use by ${who}. Stop it, or name another folder with --data.`);
    this.name = 'FolderInUseError';
  }
}

export class FolderLock {
  private constructor(
    private readonly dataDir: string,
    private readonly connection: Connection,
  ) {}

  /** Throws FolderInUseError where another process owns the folder. */
  static acquire(dataDir: string): FolderLock {
    mkdirSync(dataDir, { recursive: true });
    const connection = connect(join(dataDir, LOCK_FILE));
    try {
      connection.execute('BEGIN EXCLUSIVE');
    } catch {
      connection.close();
      throw new FolderInUseError(dataDir, readOwner(dataDir));
    }
    const lock = new FolderLock(dataDir, connection);
    lock.publish({ pid: process.pid });
    return lock;
  }

  /** Tells others how to reach the owner. */
  publish(owner: FolderOwner): void {
    writeFileSync(join(this.dataDir, OWNER_FILE), `${JSON.stringify(owner)}\n`, { mode: 0o600 });
  }

  release(): void {
    rmSync(join(this.dataDir, OWNER_FILE), { force: true });
    this.connection.close();
  }
}

/** The note of a folder's owner; there may be one left by an owner that died. */
export function readOwner(dataDir: string): FolderOwner | undefined {
  const file = join(dataDir, OWNER_FILE);
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as FolderOwner) : undefined;
  } catch {
    return undefined;
  }
}
