// Streams kept at hand are what the log holds of them, or aren’t kept.
import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '../event-store/event-store.js';
import { RecentStreams } from './recent-streams.js';

const event = (stream: string, revision: number): StoredEvent =>
  ({ stream, revision: BigInt(revision) }) as unknown as StoredEvent;
const events = (stream: string, count: number): StoredEvent[] =>
  Array.from({ length: count }, (_, revision) => event(stream, revision));

describe('streams that were read lately', () => {
  it('are kept in step with what is taken in, once each', () => {
    const recent = new RecentStreams();
    recent.keep('a', events('a', 1));
    recent.add(event('a', 0));
    recent.add(event('a', 1));
    recent.add(event('b', 0));
    expect(recent.get('a')).toEqual(events('a', 2));
    expect(recent.get('b')).toBeUndefined();
  });

  it('are given up where an event was missed', () => {
    const recent = new RecentStreams();
    recent.keep('a', events('a', 1));
    recent.add(event('a', 2));
    expect(recent.get('a')).toBeUndefined();
  });

  it('are given up when they grow long, or when many others came since', () => {
    const recent = new RecentStreams();
    recent.keep('long', events('long', 200));
    recent.add(event('long', 200));
    expect(recent.get('long')).toBeUndefined();
    recent.keep('longer', events('longer', 201));
    expect(recent.get('longer')).toBeUndefined();
    recent.keep('used', []);
    recent.keep('unused', []);
    for (let i = 0; i < 499; i++) {
      recent.get('used');
      recent.keep(`other-${i}`, []);
    }
    expect(recent.get('used')).toEqual([]);
    expect(recent.get('unused')).toBeUndefined();
  });
});
