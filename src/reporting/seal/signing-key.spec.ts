// The key of a data folder: made once, when it is first needed, and what is said where its file is none.
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SIGNING_KEY_FILE } from '../../platform/data-folder.js';
import { SigningKey, SigningKeyError } from './signing-key.js';

describe('the key of a data folder', () => {
  let folder: string;
  let file: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'signing-key-'));
    file = join(folder, SIGNING_KEY_FILE);
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is made when it is first needed, once, for its owner alone', async () => {
    let made = 0;
    const key = new SigningKey(folder, () => made++);
    expect(existsSync(file)).toBe(false);
    const [first, second] = await Promise.all([key.publicJwk(), key.publicJwk(), key.sign(Buffer.from('x'))]);
    expect(first).toEqual(second);
    expect(await new SigningKey(folder, () => made++).publicJwk()).toEqual(first);
    expect([made, statSync(file).mode & 0o777]).toEqual([1, 0o600]);
  });

  it.each([
    ['text', 'secret words'],
    ['JSON of another kind', '{"secret":1}'],
    ['a key of another kind', '{"kty":"OKP","crv":"X25519","d":"secret","x":"AA"}'],
    ['a public key', '{"kty":"OKP","crv":"Ed25519","x":"secret"}'],
    ['a key cut short', '{"kty":"OKP","crv":"Ed25519","d":"secret","x":"AA"}'],
  ])('is not %s: the file is named, and nothing of what it holds', async (_what, text) => {
    writeFileSync(file, text);
    const key = new SigningKey(folder);
    const refused = await key.publicJwk().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(SigningKeyError);
    expect((refused as Error).message).toContain(file);
    expect((refused as Error).message).not.toContain('secret');
    expect(readFileSync(file, 'utf8')).toBe(text);
    rmSync(file);
    expect((await key.publicJwk()).kid).toBeDefined();
  });
});
