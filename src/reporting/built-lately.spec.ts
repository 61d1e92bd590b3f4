// What was built lately is given again, once built for all who ask, and makes room for what comes.
import { describe, expect, it } from '@jest/globals';
import { BuiltLately } from './built-lately.js';

const file = (bytes: number) => ({ bytes: new Uint8Array(bytes) });
const MB = 1024 * 1024;

describe('what was built lately', () => {
  it('is built once for all who ask meanwhile and later', async () => {
    const lately = new BuiltLately();
    let built = 0;
    const build = (): Promise<{ bytes: Uint8Array }> => {
      built++;
      return Promise.resolve(file(1));
    };
    const [a, b] = await Promise.all([lately.get('x', build), lately.get('x', build)]);
    expect([a === b, (await lately.get('x', build)) === a, built]).toEqual([true, true, 1]);
  });

  it('is built again after it has failed', async () => {
    const lately = new BuiltLately();
    await expect(lately.get('x', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect((await lately.get('x', () => Promise.resolve(file(3)))).bytes).toHaveLength(3);
  });

  it('goes when there is too much of it, the oldest first', async () => {
    const lately = new BuiltLately();
    const built: string[] = [];
    const get = (key: string): Promise<unknown> =>
      lately.get(key, () => {
        built.push(key);
        return Promise.resolve(file(30 * MB));
      });
    for (const key of ['a', 'b', 'c', 'c', 'b', 'a']) await get(key);
    expect(built).toEqual(['a', 'b', 'c', 'a']);
  });
});
