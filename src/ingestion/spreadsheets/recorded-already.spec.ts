// Specs of what of a file is recorded already: each row is compared with its stream, which is read once for all of them.
import { describe, expect, it } from '@jest/globals';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { RecordedAlready } from './recorded-already.js';
import { rowEventId, type RowFact } from './row-events.js';

const STREAM = 'measurement-lcamp.R1';
const measured = (value: number): RowFact => {
  const data = { indicatorId: 'R1', value, measuredOn: '2024-03-01' };
  const eventId = rowEventId(STREAM, 'ValueReported', data);
  return { row: { number: value + 2, cells: [] }, stream: STREAM, type: 'ValueReported', data, eventId };
};
const stored = (type: string, eventId: string, data: object, corrects?: string): StoredEvent =>
  ({ stream: STREAM, type, eventId, data, metadata: { corrects } }) as unknown as StoredEvent;

describe('what of a file is recorded already', () => {
  it('is told by one reading of a stream, whatever was corrected or retracted in it', async () => {
    const [standing, corrected, retracted, fresh] = [measured(1), measured(2), measured(3), measured(4)];
    const takenBack = measured(5);
    const events = [
      ...[standing, corrected, retracted, takenBack].map(({ type, eventId, data }) => stored(type, eventId, data)),
      stored('EventRetracted', 'a', { eventId: corrected.eventId }),
      stored('ValueReported', 'b', measured(20).data, corrected.eventId),
      stored('EventRetracted', 'c', { eventId: 'b' }),
      stored('ValueReported', 'd', measured(21).data, 'b'),
      stored('EventRetracted', 'e', { eventId: retracted.eventId }),
      stored('EventRetracted', 'f', { eventId: takenBack.eventId }),
      stored('ValueReported', 'g', measured(50).data, takenBack.eventId),
      stored('EventRetracted', 'h', { eventId: 'g' }),
    ];
    let reads = 0;
    const readStream = (): Promise<StoredEvent[]> => (reads++, Promise.resolve(events));
    const already = new RecordedAlready(() => true, { readStream } as unknown as EventStore, undefined);
    expect(await already.unlessRecorded(standing)).toBeUndefined();
    expect(await already.unlessRecorded(corrected)).toBeUndefined();
    expect(await already.unlessRecorded(measured(21))).toBeUndefined();
    for (const fact of [retracted, takenBack]) {
      const again = await already.unlessRecorded(fact);
      expect(again).toEqual({ ...fact, eventId: expect.not.stringMatching(fact.eventId) });
    }
    expect(await already.unlessRecorded(fresh)).toEqual(fresh);
    expect([already.count, reads]).toEqual([3, 1]);
  });
});
