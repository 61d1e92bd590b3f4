// Following the cluster's log over connections that end in the middle, and then tell nothing.
import { PassThrough } from 'node:stream';
import type { AllStreamResolvedEvent } from '@kurrent/kurrentdb-client';
import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '../event-store.js';
import { CatchUp } from './catch-up.js';
import type { Connection } from './connection.js';
import { positionAt } from './log-position.js';

const resolved = (place: bigint): AllStreamResolvedEvent =>
  ({ event: { position: positionAt(place) } }) as AllStreamResolvedEvent;
/** The first of two events that were appended at once, and the second. */
const [FIRST, SECOND] = [1n, 2n];

describe('following a cluster', () => {
  it('gives a subscription up that tells nothing, also where the one before it ended inside an append', async () => {
    /** What each subscription tells before it ends, or tells nothing more. */
    const told: [events: readonly bigint[], ends: boolean][] = [
      [[FIRST], true],
      [[], false],
      [[FIRST, SECOND], false],
    ];
    const subscribeToAll = (): PassThrough => {
      const [events, ends] = told.shift() ?? [[], false];
      const subscription = Object.assign(new PassThrough({ objectMode: true }), {
        unsubscribe: () => Promise.resolve(),
      });
      setImmediate(() => {
        subscription.emit('confirmation');
        for (const place of events) subscription.write(resolved(place));
        if (ends) setImmediate(() => subscription.destroy(new Error('the server ends')));
      });
      return subscription;
    };
    const kurrent = { START: 'start', streamNameFilter: () => ({}) };
    const connection = { kurrent, client: { subscribeToAll } } as unknown as Connection;
    const handled: bigint[] = [];
    let follower: CatchUp | undefined;
    await new Promise<void>((resolve, reject) => {
      follower = new CatchUp({
        ...{ connection, prefixes: ['akpi_'], after: 0n, onError: reject },
        read: ({ event }) => {
          const { prepare: position } = event?.position ?? positionAt(0n);
          return { position, remaining: Number(SECOND - position) } as StoredEvent;
        },
        handler: (events) => {
          handled.push(...events.map(({ position }) => position));
          resolve();
        },
        nextAfter: () => Promise.resolve(FIRST),
        ...{ idAt: () => Promise.resolve(undefined), end: () => Promise.resolve(SECOND) },
      });
    });
    await follower?.stop();
    expect(handled).toEqual([FIRST, SECOND]);
  });
});
