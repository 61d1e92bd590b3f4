// Specs of what is said of an error that isn't one of the program.
import { once } from 'node:events';
import { mkdtempSync, openSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { FolderLock } from '../event-store/embedded/folder-lock.js';
import { ConfigurationError } from '../platform/configuration.js';
import { sentencesOf } from './expected-failures.js';

const thrownBy = (work: () => unknown): unknown => {
  try {
    work();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
};

describe('what is said of an error', () => {
  it('is its message where that says all', () =>
    expect(sentencesOf(new ConfigurationError('PORT: must be a port'))).toBe('PORT: must be a port'));

  it('names the file, and what to do', () => {
    expect(sentencesOf(thrownBy(() => openSync('/no/such/folder', 'r')))).toMatch(/'\/no\/such\/folder'\. Correct/);
    expect(sentencesOf(thrownBy(() => openSync('/dev/null/folder', 'r')))).toMatch(/A file stands where a folder/);
  });

  it('says why a data folder can’t be had', () => {
    expect(sentencesOf(thrownBy(() => FolderLock.acquire('/dev/null')))).toMatch(/'\/dev\/null\/.*A file stands where/);
  });

  it('says so of links that lead in a circle', () => {
    const folder = mkdtempSync(join(tmpdir(), 'links-'));
    try {
      symlinkSync('b', join(folder, 'a'));
      symlinkSync('a', join(folder, 'b'));
      expect(sentencesOf(thrownBy(() => openSync(join(folder, 'a'), 'r')))).toMatch(/symbolic links.*Correct the path/);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('names the port that is taken', async () => {
    const first = createServer().listen(0, '127.0.0.1');
    await once(first, 'listening');
    const second = createServer().listen(first.address() as { port: number });
    const [error] = (await once(second, 'error')) as [unknown];
    first.close();
    expect(sentencesOf(error)).toMatch(/address already in use .*set PORT/);
  });

  it('is nothing of a fault of the program, which is shown whole', () =>
    expect(sentencesOf(thrownBy(() => (undefined as unknown as { x: string }).x))).toBeUndefined());
});
