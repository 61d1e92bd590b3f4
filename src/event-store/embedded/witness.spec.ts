// The witness of a log's head: what was written last is there, also after a torn write of what came next.
import { mkdtempSync, openSync, closeSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { GENESIS_HASH } from '../event-store.js';
import { Witness, WITNESS_FILE, type LogHead } from './witness.js';

const head = (position: number): LogHead => ({ position, hash: String(position % 10).repeat(64) });
const SLOT_BYTES = 4_096;

describe('the witness', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'witness-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const written = (...positions: readonly number[]): void => {
    const witness = Witness.open(folder);
    for (const position of positions) witness.write(head(position));
    witness.close();
  };
  const torn = (slot: number): void => {
    const file = openSync(join(folder, WITNESS_FILE), 'r+');
    writeSync(file, 'torn', slot * SLOT_BYTES);
    closeSync(file);
  };

  it('says of a new log that it is empty, and before that nothing', () => {
    expect(Witness.read(folder)).toBeUndefined();
    written();
    expect(Witness.read(folder)).toEqual({ position: 0, hash: GENESIS_HASH });
  });

  it.each([1, 2, 3])('keeps the head before the last of %i, whoever writes: in place of the older one', (times) => {
    for (let position = 1; position <= times; position++) written(position);
    expect(Witness.read(folder)).toEqual(head(times));
    const last = (times + 1) % 2;
    torn(last);
    expect(Witness.read(folder)?.position).toBe(times - 1);
    // What is written next replaces the torn one.
    written(times + 1);
    expect(Witness.read(folder)).toEqual(head(times + 1));
    torn(last);
    expect(Witness.read(folder)?.position).toBe(times - 1);
  });

  it('isn’t believed where a digit of it was changed', () => {
    written(1, 2);
    const file = openSync(join(folder, WITNESS_FILE), 'r+');
    writeSync(file, '9', SLOT_BYTES);
    closeSync(file);
    expect(Witness.read(folder)).toEqual(head(1));
  });

  it('can’t be read where both are torn', () => {
    written(1, 2);
    torn(0);
    torn(1);
    expect(() => Witness.read(folder)).toThrow('unreadable');
  });
});
