// A page of very long events is an answer that can be given, and is gone on from.
import { expect, it } from '@jest/globals';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { LogIndex } from '../../monitoring/log-index.js';
import type { Monitoring } from '../../monitoring/monitoring.service.js';
import type { PointsInTime } from '../point-in-time/point-in-time.js';
import { GetEvents, GetEventsHandler } from './events.query.js';

const MIB = 1024 * 1024;

/** The log of one alliance, of events that are so many characters long. */
function handlerOn(lengths: readonly number[]): { handler: GetEventsHandler; mostRead: () => number } {
  const log = new LogIndex();
  for (let position = 1; position <= lengths.length; position++)
    log.add({ position: BigInt(position), recordedAt: position, remaining: 0 }, 0, 0, position);
  let mostRead = 0;
  const readAt = (positions: readonly bigint[]): Promise<StoredEvent[]> => {
    mostRead = Math.max(mostRead, positions.length);
    const event = (position: bigint): object => {
      const data = { text: 'x'.repeat(lengths[Number(position) - 1] as number) };
      return { position, recordedAt: 0, eventId: `e${position}`, type: 'NarrativeWritten', data, metadata: {} };
    };
    return Promise.resolve(positions.map(event) as unknown as StoredEvent[]);
  };
  const model = { log, allianceNumber: () => 0 };
  const handler = new GetEventsHandler(
    { alliance: () => undefined } as unknown as PointsInTime,
    { model } as unknown as Monitoring,
    { readAt } as unknown as EventStore,
  );
  return { handler, mostRead: () => mostRead };
}

it('a page of very long events ends before it is too long, and says where to go on', async () => {
  const lengths = Array.from({ length: 250 }, (_, i) => (i < 20 || i === 220 ? MIB - 100 : 10));
  const { handler, mostRead } = handlerOn(lengths);
  const pages: number[] = [];
  for (let from: string | null = '0'; from !== null;) {
    const { events, next } = await handler.execute(new GetEvents('lcamp', { from, limit: '1000' }));
    expect(events[0]?.position).toBe(String(Number(from) + 1));
    pages.push(events.length);
    from = next;
  }
  expect(pages).toEqual([16, 234]);
  expect(mostRead()).toBeLessThanOrEqual(100);
});

it('a page holds one event at least', async () => {
  const { handler } = handlerOn([20 * MIB, 20 * MIB]);
  const { events, next } = await handler.execute(new GetEvents('lcamp', { limit: '1000' }));
  expect([events.length, next]).toEqual([1, '1']);
});
