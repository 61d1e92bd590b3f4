// The first start on an empty data folder: LCAMP as its annual plan has it, and an invented history to look at.
import { isoDate, dayInZone } from '../../projections/calendar.js';
import { parseStreamName } from '../domain/categories.js';
import type { EventStore, NewEvent, StreamAppend } from '../event-store/event-store.js';
import { EXAMPLE_SOURCE } from '../monitoring/read-model.js';
import { exampleEvents } from './example.js';
import { PLAN_SOURCE, type FirstStartEvent } from './first-start-event.js';
import { lcampEvents } from './lcamp.js';

/** What an empty data folder is filled with. */
export type FirstStart = 'lcamp-and-example' | 'lcamp' | 'nothing';

const ACTOR = 'first-start';

/** Fills an empty log; leaves any other as it is. Answers whether it filled it. */
export async function setUp(store: EventStore, firstStart: FirstStart, clock: () => number): Promise<boolean> {
  if (firstStart === 'nothing' || (await store.head()).position > 0n) return false;
  const now = clock();
  // The example comes first, since it was recorded before now.
  const example = firstStart === 'lcamp' ? [] : exampleEvents(isoDate(dayInZone(now, 'UTC')));
  await append(store, example, EXAMPLE_SOURCE);
  await append(store, lcampEvents(new Date(now).toISOString()), PLAN_SOURCE);
  return true;
}

/** Each append with its recorded time, in order; they wait for the disk together. */
async function append(store: EventStore, events: readonly FirstStartEvent[], source: string): Promise<void> {
  const next = new Map<string, bigint>();
  const appends = new Map<number, { recordedAt: number; parts: StreamAppend[] }>();
  for (const event of events) {
    const { stream } = event;
    const revision = next.get(stream);
    next.set(stream, (revision ?? -1n) + 1n);
    const parts = appends.get(event.append)?.parts ?? [];
    appends.set(event.append, { recordedAt: Date.parse(event.recordedAt), parts });
    parts.push({ stream, events: [newEvent(event, source)], expectedRevision: revision ?? 'no-stream' });
  }
  await Promise.all([...appends.values()].map(({ recordedAt, parts }) => store.appendAll(parts, { recordedAt })));
}

function newEvent({ eventId, type, data, corrects, stream }: FirstStartEvent, source: string): NewEvent {
  const allianceId = parseStreamName(stream)?.allianceId;
  return {
    eventId,
    type,
    data,
    schemaVersion: 1,
    metadata: { allianceId, actor: ACTOR, source, ...(corrects ? { corrects } : {}) },
  };
}
