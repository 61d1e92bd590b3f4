// A log delivered page by page: what it can't be is said, and whoever stops doesn't wait for more to come.
import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from './event-store.js';
import { subscribeByPage, type PagedLog } from './subscribing.js';

/** The events of appends of so many events each. */
function appended(...sizes: readonly number[]): StoredEvent[] {
  const remaining = sizes.flatMap((size) => Array.from({ length: size }, (_, i) => size - 1 - i));
  return remaining.map((after, i) => ({ position: BigInt(i + 1), remaining: after }) as StoredEvent);
}

function logOf(events: readonly StoredEvent[]): PagedLog {
  let wakeUp = (): void => undefined;
  return {
    page: async (after, limit) => events.filter(({ position }) => position > after).slice(0, limit),
    more: () => new Promise((resolve) => (wakeUp = resolve)),
    wake: () => wakeUp(),
  };
}

describe('a subscription by page', () => {
  it.each([
    ['a short append', appended(3, 5).slice(0, 6), 6n, 0],
    ['one of more than a page', appended(3, 2_500).slice(0, 2_000), 2_000n, 1_000],
    ['one of more than a page, after its first page', appended(2_500).slice(0, 1_000), 1_000n, 1_000],
  ])('fails where the log ends inside %s', async (_what, events, position, count) => {
    let delivered = 0;
    const take = (page: readonly StoredEvent[]): void => void (delivered += page.length);
    const failed = new Promise<Error>((resolve) => subscribeByPage(logOf(events), 0n, take, resolve));
    expect(await failed).toMatchObject({ code: 'corrupt', details: { position } });
    expect(delivered).toBe(count);
  });

  it('delivers a whole append with the page that it would be split by, one call after another', async () => {
    const log = logOf(appended(990, 20, 5));
    const calls: string[] = [];
    const delivered: bigint[] = [];
    await new Promise<void>((resolve, reject) => {
      const handler = async (events: readonly StoredEvent[]): Promise<void> => {
        calls.push(`begin ${events.at(0)?.position}`);
        await new Promise((later) => setTimeout(later, 20));
        calls.push(`end ${events.at(-1)?.position}`);
        delivered.push(...events.map(({ position }) => position));
        if (events.at(-1)?.position === 1_015n) resolve();
      };
      subscribeByPage(log, 0n, handler, reject);
    });
    expect(calls).toEqual(['begin 1', 'end 1010', 'begin 1011', 'end 1015']);
    expect(delivered).toEqual(Array.from({ length: 1_015 }, (_, i) => BigInt(i + 1)));
  });

  it('is stopped when the handler has finished with what it is at, and hands over nothing more', async () => {
    const calls: string[] = [];
    let stopped = (): void => undefined;
    await new Promise<void>((resolve, reject) => {
      const handler = async (events: readonly StoredEvent[]): Promise<void> => {
        calls.push(`begin ${events.at(0)?.position}`);
        stopped();
        await new Promise((later) => setTimeout(later, 20));
        calls.push(`end ${events.at(-1)?.position}`);
      };
      const subscription = subscribeByPage(logOf(appended(1_000, 5)), 0n, handler, reject);
      stopped = () => void subscription.stop().then(() => resolve(void calls.push('stopped')));
    });
    expect(calls).toEqual(['begin 1', 'end 1000', 'stopped']);
  });

  it('is stopped while it waits for more', async () => {
    const errors: Error[] = [];
    const subscription = subscribeByPage(
      logOf([]),
      0n,
      () => undefined,
      (error) => errors.push(error),
    );
    await new Promise((resolve) => setImmediate(resolve));
    await subscription.stop();
    expect(errors).toEqual([]);
  });
});
