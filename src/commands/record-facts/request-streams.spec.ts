// The streams of a request are read once, and what was decided on them holds when they are read again.
import { describe, expect, it } from '@jest/globals';
import type { StoredEvent } from '../../event-store/event-store.js';
import { OfferedFacts } from './offered-facts.js';
import { RequestStreams } from './request-streams.js';

/** One more than are kept at hand. */
const MANY = 1_001;
const eventsTo = (revision: bigint): StoredEvent[] =>
  Array.from({ length: Number(revision) + 1 }, (_, i) => ({ revision: BigInt(i) }) as StoredEvent);

describe('a stream of a request', () => {
  let reads = 0;
  /** What the store holds of the stream; nothing of others. */
  let stored: StoredEvent[] = [];
  const offered = new OfferedFacts();
  const begin = (events: StoredEvent[]): RequestStreams => {
    [reads, stored] = [0, events];
    return new RequestStreams((stream) => {
      if (stream !== 'mou-a.x') return [];
      reads++;
      return stored;
    }, offered);
  };
  /** Reads so many others that all are let go. */
  const letGo = (streams: RequestStreams): void => {
    for (let i = 0; i < MANY; i++) void streams.read(`member-a.m${i}`);
    expect(streams.letGo()).toBe(true);
  };

  it('is read once while it is at hand, and again when it was let go', () => {
    const streams = begin(eventsTo(1n));
    for (let i = 0; i < 2; i++) void streams.read('mou-a.x');
    expect(streams.letGo()).toBe(false);
    expect([reads, streams.eventsOf('mou-a.x').length, streams.revisionOf('mou-a.x')]).toEqual([1, 2, 1n]);
    letGo(streams);
    expect(streams.eventsOf('mou-a.x')).toEqual([]);
    void streams.read('mou-a.x');
    expect([reads, streams.eventsOf('mou-a.x').length]).toEqual([2, 2]);
  });

  it('is refused where it went on meanwhile, with the revision that it has come to', () => {
    const streams = begin(eventsTo(1n));
    void streams.read('mou-a.x');
    letGo(streams);
    stored = eventsTo(2n);
    expect(() => streams.read('mou-a.x')).toThrow(
      expect.objectContaining({ code: 'version-conflict', details: { stream: 'mou-a.x', actual: 2n } }),
    );
  });

  it('is refused where another began it after a fact was decided for it, and only then', () => {
    const streams = begin([]);
    void streams.read('mou-a.x');
    letGo(streams);
    stored = eventsTo(0n);
    offered.add('mou-a.x', 0);
    expect(() => streams.read('mou-a.x')).toThrow(expect.objectContaining({ code: 'version-conflict' }));
    offered.remove('mou-a.x', 0);
    void streams.read('mou-a.x');
    expect(streams.revisionOf('mou-a.x')).toBe(0n);
  });
});
