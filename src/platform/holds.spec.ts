// Specs of work on things that one holds at a time.
import { setImmediate as turn } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Holds } from './holds.js';

describe('what is held', () => {
  /** Work that tells when it begins, and ends when it is told to. */
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const work = (name: string) => (): Promise<void> => {
    begun.push(name);
    return new Promise((resolve) => ends.set(name, resolve));
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await turn();
  };
  const begin = (): Holds => {
    begun.length = 0;
    return new Holds();
  };

  it('is waited for in the order in which all came, also by those who come when the first has let go', async () => {
    const holds = begin();
    const all = [holds.holding(['a'], work('1')), holds.holding(['a', 'b', 'a'], work('2'))];
    all.push(holds.holding(['c'], work('3')));
    await turn();
    expect(begun).toEqual(['1', '3']);
    await end('1');
    all.push(holds.holding(['a'], work('4')));
    const free = holds.free(['b']).then(() => begun.push('free'));
    await turn();
    expect(begun).toEqual(['1', '3', '2']);
    await end('2');
    await free;
    expect(begun.toSorted()).toEqual(['1', '2', '3', '4', 'free']);
    await Promise.all([end('3'), end('4'), ...all]);
    await holds.free(['a', 'b', 'c']);
  });

  it('is let go where the work fails', async () => {
    const holds = begin();
    await expect(holds.holding(['a'], () => Promise.reject(new Error('It failed.')))).rejects.toThrow('It failed.');
    await holds.free(['a']);
  });

  it('is waited for no longer by work that is given up, and still by what came after that', async () => {
    const holds = begin();
    const gone = new AbortController();
    const all = [holds.holding(['a'], work('1'))];
    const givenUp = holds.holding(['a'], work('2'), gone.signal);
    all.push(holds.holding(['a'], work('3')));
    gone.abort(new Error('Nobody waits.'));
    await expect(givenUp).rejects.toThrow('Nobody waits.');
    await expect(holds.holding(['b'], work('4'), gone.signal)).rejects.toThrow('Nobody waits.');
    expect(begun).toEqual(['1']);
    await end('1');
    expect(begun).toEqual(['1', '3']);
    await Promise.all([end('3'), ...all]);
    await holds.free(['a', 'b']);
  });

  it('is waited for by nobody once all are let go, and by those who come later', async () => {
    const holds = begin();
    const all = ['1', '2', '3'].map((name) => holds.holding(['a'], work(name)));
    const free = holds.free(['a']);
    await turn();
    expect(begun).toEqual(['1']);
    holds.letAllGo();
    await free;
    await turn();
    expect(begun).toEqual(['1', '2', '3']);
    all.push(holds.holding(['a'], work('4')));
    await end('1');
    all.push(holds.holding(['a'], work('5')));
    await turn();
    expect(begun).toEqual(['1', '2', '3', '4']);
    for (const name of ['2', '3', '4', '5']) await end(name);
    await Promise.all(all);
  });
});
