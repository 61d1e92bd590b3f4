// Specs of the snapshot on disk: what was saved is loaded, and nothing else is.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { readSnapshot, removeSnapshot, writeSnapshot } from './snapshot.js';

const folder = mkdtempSync(join(tmpdir(), 'snapshot-'));
const file = join(folder, 'read-model.snapshot');
const parts = [
  { hash: 'f00', names: ['a', 'b'] },
  { positions: new BigInt64Array([1n, 5n, 9n]), days: new Int32Array([-1, 0, 20_000]) },
  undefined,
  new Map([['key', { until: 0xffffffff }]]),
];

beforeEach(() => removeSnapshot(file));
afterAll(() => rmSync(folder, { recursive: true }));

const ENGINE = `${process.versions.v8} ${process.arch}`;
const header = (content: unknown): Buffer => Buffer.from(JSON.stringify(content));

/** A file that is whole, of a header and a body that this version didn't write. */
function whole(...bodies: Buffer[]): Buffer {
  const bytes: Buffer[] = [];
  let digest: Buffer = Buffer.alloc(0);
  for (const body of [...bodies, undefined]) {
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(body ? BigInt(body.length) : 2n ** 64n - 1n);
    const part = body ? [length, body] : [length];
    digest = createHash('sha256')
      .update(Buffer.concat([digest, ...part]))
      .digest();
    bytes.push(...part, digest);
  }
  return Buffer.concat(bytes);
}

describe('a snapshot', () => {
  it('is read when header and engine are right', () => {
    writeFileSync(file, whole(header({ format: 9, engine: ENGINE }), serialize('x')));
    expect(readSnapshot(file)).toEqual(['x']);
  });

  it('is loaded as it was saved', () => {
    writeSnapshot(file, parts);
    expect(readSnapshot(file)).toEqual(parts);
  });

  it('holds of an array only what is in use of its memory', () => {
    writeSnapshot(file, [{ days: new Int32Array([1, 2, 3, 4]).subarray(1, 3) }]);
    expect(readSnapshot(file)).toEqual([{ days: new Int32Array([2, 3]) }]);
  });

  it('replaces the one before, and leaves no draft', () => {
    writeSnapshot(file, parts);
    writeSnapshot(file, ['another']);
    expect(readSnapshot(file)).toEqual(['another']);
    expect(existsSync(`${file}.draft`)).toBe(false);
  });

  it('stays when writing the next one fails', () => {
    writeSnapshot(file, parts);
    const failing = function* (): Generator<unknown> {
      yield 'a part';
      throw new Error('no more');
    };
    expect(() => writeSnapshot(file, failing())).toThrow('no more');
    expect(readSnapshot(file)).toEqual(parts);
    expect(existsSync(`${file}.draft`)).toBe(false);
  });

  it('is none where there is no file', () => expect(readSnapshot(file)).toBeUndefined());

  it('is not used when a single byte is damaged, wherever', () => {
    writeSnapshot(file, parts);
    const bytes = readFileSync(file);
    for (let i = 0; i < bytes.length; i++) {
      const damaged = Buffer.from(bytes);
      damaged[i] = (damaged[i] as number) ^ 0x10;
      writeFileSync(file, damaged);
      expect(readSnapshot(file)).toBeUndefined();
    }
  });

  it('is not used when it is cut short, however far, or when something follows it', () => {
    writeSnapshot(file, parts);
    const bytes = readFileSync(file);
    for (let length = 0; length < bytes.length; length++) {
      writeFileSync(file, bytes.subarray(0, length));
      expect(readSnapshot(file)).toBeUndefined();
    }
    writeFileSync(file, Buffer.concat([bytes, Buffer.from([0])]));
    expect(readSnapshot(file)).toBeUndefined();
  });

  it('is not used when a part is missing, or stands elsewhere', () => {
    const [first, second] = [serialize('a'), serialize('b')];
    const right = whole(header({ format: 9, engine: ENGINE }), first, second);
    writeFileSync(file, right);
    expect(readSnapshot(file)).toEqual(['a', 'b']);
    const partBytes = 8 + first.length + 32;
    const end = right.length - 8 - 32;
    const [a, b] = [right.subarray(end - 2 * partBytes, end - partBytes), right.subarray(end - partBytes, end)];
    for (const parts of [[a], [b], [b, a], [a, a, b]]) {
      writeFileSync(file, Buffer.concat([right.subarray(0, end - 2 * partBytes), ...parts, right.subarray(end)]));
      expect(readSnapshot(file)).toBeUndefined();
    }
  });

  it.each<[string, Buffer]>([
    ['has another format', whole(header({ format: 0, engine: ENGINE }), serialize('x'))],
    ['was written by another engine', whole(header({ format: 9, engine: '0.0 abacus' }), serialize('x'))],
    [
      'has a header of older versions, in the way of an engine',
      whole(serialize({ format: 1, engine: ENGINE }), serialize('x')),
    ],
    ['has no header', whole(header(null))],
    ['holds nothing', whole()],
  ])('is not used when it %s', (_what, bytes) => {
    writeFileSync(file, bytes);
    expect(readSnapshot(file)).toBeUndefined();
  });
});
