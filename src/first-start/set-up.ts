// The first start on an empty data folder: LCAMP as its annual plan has it, and an invented history to look at.
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoDate, dayInZone } from '../../projections/calendar.js';
import { parseStreamName } from '../domain/categories.js';
import type { EventStore, NewEvent, StreamAppend } from '../event-store/event-store.js';
import { EXAMPLE_SOURCE } from '../monitoring/read-model.js';
import { syncFolder } from '../platform/durable-files.js';
import { exampleEvents } from './example.js';
import { PLAN_SOURCE, type FirstStartEvent } from './first-start-event.js';
import { lcampEvents } from './lcamp.js';

/** What an empty data folder is filled with. */
export type FirstStart = 'lcamp-and-example' | 'lcamp' | 'nothing';

const PAGE = 1_000;
const ACTOR = 'first-start';
/** Lies in the data folder while it is being filled: a start that was cut short is finished by the next. */
const UNFINISHED_FILE = 'first-start.unfinished';

interface Options {
  readonly firstStart: FirstStart;
  readonly dataDir: string;
  readonly clock: () => number;
}

/** Fills an empty log, or finishes that where nothing else was recorded meanwhile; leaves any other as it is. */
export async function setUp(store: EventStore, { firstStart, dataDir, clock }: Options): Promise<void> {
  if (firstStart === 'nothing') return;
  const unfinished = join(dataDir, UNFINISHED_FILE);
  if (!existsSync(unfinished)) {
    if ((await store.head()).position > 0n) return;
    writeFileSync(unfinished, '');
    syncFolder(dataDir);
  }
  const now = clock();
  const example = exampleEvents(isoDate(dayInZone(now, 'UTC')));
  const stored = await storedOf(example, store);
  if (stored) {
    // The example comes first, since it was recorded before now.
    if (firstStart !== 'lcamp') await append(store, example, EXAMPLE_SOURCE, stored);
    await append(store, lcampEvents(new Date(now).toISOString()), PLAN_SOURCE, stored);
  }
  rmSync(unfinished);
}

/** What of the events is stored. */
interface Stored {
  /** Ids, by stream. */
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
  /** Recorded time of the last one. */
  readonly latest: number;
}

/** Which of the events are stored; undefined where the log holds anything else by now. */
async function storedOf(events: readonly FirstStartEvent[], store: EventStore): Promise<Stored | undefined> {
  const planned = new Map(events.map(({ stream, eventId, recordedAt }) => [`${stream} ${eventId}`, recordedAt]));
  const ids = new Map<string, Set<string>>();
  let latest = 0;
  for (let position = 0n; ;) {
    const page = await store.readAll(position, PAGE);
    for (const { stream, eventId, recordedAt } of page) {
      if (!(Date.parse(planned.get(`${stream} ${eventId}`) ?? '') <= recordedAt)) return undefined;
      ids.set(stream, (ids.get(stream) ?? new Set()).add(eventId));
      latest = recordedAt;
    }
    const last = page.at(-1);
    if (!last) return { ids, latest };
    ({ position } = last);
  }
}

/**
 * Each append with its recorded time, in order, without what is stored; they wait for the disk together. One that had no
 * room there may be missing before others, and is then recorded after them.
 */
async function append(
  store: EventStore,
  events: readonly FirstStartEvent[],
  source: string,
  { ids, latest }: Stored,
): Promise<void> {
  const revisions = new Map([...ids].map(([stream, known]) => [stream, BigInt(known.size - 1)]));
  const appends = new Map<number, { recordedAt: number; parts: StreamAppend[] }>();
  for (const event of events) {
    const { stream } = event;
    if (ids.get(stream)?.has(event.eventId)) continue;
    const revision = revisions.get(stream);
    revisions.set(stream, (revision ?? -1n) + 1n);
    const parts = appends.get(event.append)?.parts ?? [];
    appends.set(event.append, { recordedAt: Math.max(latest, Date.parse(event.recordedAt)), parts });
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
