// Waiting for a data folder: a command is soon done with it, a service isn't.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FolderInUseError, FolderLock, whenFree } from './folder-lock.js';

describe('a data folder that another process has', () => {
  let dataDir: string;
  let lock: FolderLock;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'lock-'));
    lock = FolderLock.acquire(dataDir);
  });
  afterEach(() => {
    lock.release();
    rmSync(dataDir, { recursive: true });
  });

  /** Takes it as soon as it can be had; answers what it was told. */
  const taken = async (waiting: { signal?: AbortSignal; withinMs?: number }, onTold = (): void => undefined) => {
    const told: string[] = [];
    const onWaiting = (reason: string): void => {
      told.push(reason);
      onTold();
    };
    lock = await whenFree(() => FolderLock.acquire(dataDir), { onWaiting, ...waiting });
    return told;
  };

  it('is had as soon as that one is done, where it answers nowhere', async () => {
    const later = (): void => void setTimeout(() => lock.release(), 300);
    expect(await taken({}, later)).toEqual([
      `The data folder ${dataDir} is in use by process ${process.pid}: waiting until that is done.`,
    ]);
  });

  it('is waited for no longer than asked for', async () => {
    await expect(taken({ withinMs: 1 })).rejects.toBeInstanceOf(FolderInUseError);
    const stopping = new AbortController();
    await expect(taken({ signal: stopping.signal }, () => stopping.abort())).rejects.toBeInstanceOf(FolderInUseError);
  });

  it('is not waited for where a service runs on it', async () => {
    lock.publish({ pid: 1, url: 'http://127.0.0.1:3000' });
    await expect(taken({}, () => lock.release())).rejects.toThrow(
      'in use by process 1, http://127.0.0.1:3000. Stop it',
    );
  });
});
