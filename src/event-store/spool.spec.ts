// Specs of the file that long work is put aside in.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Spool } from './spool.js';

describe('records of long work', () => {
  let folder: string;
  let spool: Spool;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'spool-'));
    spool = new Spool(folder);
  });
  afterEach(() => {
    spool.close();
    rmSync(folder, { recursive: true });
  });

  /** Of every length: none, a few bytes, and more than is read at once. */
  const record = (i: number): Buffer => Buffer.alloc(i % 50 === 49 ? 100_000 : (i + 1) % 7, `${i}`);

  it('are read as they were added, in whatever order, also while others are added', () => {
    const count = 500;
    for (let i = 0; i < count; i++) {
      spool.add(record(i));
      const some = (i * 7) % (i + 1);
      expect(Buffer.compare(spool.at(some), record(some))).toBe(0);
    }
    expect(spool.length).toBe(count);
    for (let i = count - 1; i >= 0; i--) expect(Buffer.compare(spool.at(i), record(i))).toBe(0);
    for (let i = 0; i < count; i++) expect(Buffer.compare(spool.at(i), record(i))).toBe(0);
  });

  it('leave nothing behind, however the process ends', () => {
    spool.add(record(49));
    expect(readdirSync(folder)).toEqual([]);
  });
});
