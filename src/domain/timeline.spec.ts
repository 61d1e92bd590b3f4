// Effective facts: in order of effective date, then place; a correction keeps the place of what it corrects.
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../projections/calendar.js';
import { effectiveFacts, type StreamEvent } from './timeline.js';

const released = (eventId: string, releasedOn: string, corrects?: string): StreamEvent => ({
  eventId,
  type: 'PlatformReleased',
  data: { version: '1', releasedOn },
  corrects,
});
const retracted = (eventId: string): StreamEvent => ({
  eventId: `not ${eventId}`,
  type: 'EventRetracted',
  data: { eventId, reason: 'wrong' },
});
const ids = (...events: StreamEvent[]): string[] => effectiveFacts(events).map(({ event }) => event.eventId);

describe('effective facts', () => {
  it('come by effective date, whenever they were recorded', () => {
    expect(ids(released('late', '2024-02-01'), released('early', '2024-01-01'))).toEqual(['early', 'late']);
  });
  it('of one day come in the order of recording', () => {
    expect(ids(released('first', '2024-02-01'), released('second', '2024-02-01'))).toEqual(['first', 'second']);
  });
  it('are without what was retracted, retractions and evidence', () => {
    const evidence = { eventId: 'proof', type: 'EvidenceAdded', data: { eventId: 'a', addedOn: '2024-01-01' } };
    expect(ids(released('a', '2024-02-01'), evidence, retracted('a'), released('b', '2024-02-01'))).toEqual(['b']);
    expect(ids(evidence)).toEqual([]);
  });
  it('a correction stands where the corrected fact stood, through any number of corrections', () => {
    const events = [
      released('a', '2024-02-01'),
      released('b', '2024-02-01'),
      retracted('a'),
      released('a2', '2024-02-01', 'a'),
      retracted('a2'),
      released('a3', '2024-02-01', 'a2'),
    ];
    expect(ids(...events)).toEqual(['a3', 'b']);
    expect(effectiveFacts(events)[0]).toEqual({ event: events[5], on: dayOf('2024-02-01'), index: 5, place: 0 });
  });
  it('a correction with another date moves to that date', () => {
    expect(
      ids(released('a', '2024-02-01'), released('b', '2024-02-02'), retracted('a'), released('a2', '2024-02-03', 'a')),
    ).toEqual(['b', 'a2']);
  });
});
