// The names that a long log holds are read beside other work.
import { setImmediate } from 'node:timers';
import { expect, it } from '@jest/globals';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { RecordedOrganisations } from './recorded-organisations.js';

const PAGES = 20;

it('names of a long log are read while others have their turns', async () => {
  const event = (position: number): StoredEvent =>
    ({
      position: BigInt(position),
      stream: `member-lcamp.m${position}`,
      data: { name: `Centre ${position}` },
    }) as StoredEvent;
  const readAll = (after: bigint, limit: number): Promise<StoredEvent[]> => {
    for (const until = performance.now() + 11; performance.now() < until;);
    const left = Math.min(limit, PAGES * limit - Number(after));
    return Promise.resolve(Array.from({ length: left }, (_, i) => event(Number(after) + 1 + i)));
  };
  let turns = 0;
  const count = (): void => void (turns++, (next = setImmediate(count)));
  let next = setImmediate(count);
  const names = await new RecordedOrganisations({ readAll } as unknown as EventStore).names('lcamp');
  clearImmediate(next);
  expect(names.size).toBe(PAGES * 1_000);
  expect(turns).toBeGreaterThanOrEqual(PAGES);
});
