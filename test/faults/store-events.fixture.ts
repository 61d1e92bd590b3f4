// Events whose whole content follows from their number, so that whoever finds one can tell whether it is right.
import type { EventStore, NewEvent, StoredEvent } from '../../src/event-store/event-store.js';

const EVENT_ID = /^00000000-0000-4000-8000-([0-9a-f]{12})$/;

export function eventOf(number: number): NewEvent {
  return {
    eventId: `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`,
    type: `Type${number % 7}`,
    data: { number, name: `Fact ${number}, ünïcödé`, note: 'x'.repeat((number * 37) % 400) },
    metadata: { source: 'urn:test', actor: `actor-${number % 5}` },
    schemaVersion: 1,
  };
}

/** The number of the event that was found, after comparing everything that its author chose. */
export function numberOf({ eventId, type, data, metadata, schemaVersion }: StoredEvent): number {
  const number = parseInt(EVENT_ID.exec(eventId)?.[1] ?? '', 16);
  const found = JSON.stringify({ eventId, type, data: sorted(data), metadata: sorted(metadata), schemaVersion });
  const right = eventOf(number);
  const wanted = JSON.stringify({ ...right, data: sorted(right.data), metadata: sorted(right.metadata) });
  if (found !== wanted) throw new Error(`Event ${eventId} is served wrong: ${found}`);
  return number;
}

const sorted = (value: object): object =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));

export async function wholeLog(store: EventStore): Promise<StoredEvent[]> {
  const log: StoredEvent[] = [];
  for (;;) {
    const page = await store.readAll(log.at(-1)?.position ?? 0n, 100);
    if (page.length === 0) return log;
    log.push(...page);
  }
}
