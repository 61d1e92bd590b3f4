// Tells what of a file is recorded already from what is new.
import { asStreamEvent, correctedBy, effectiveFacts, type Fact } from '../../domain/timeline.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { uuidOfName } from '../../platform/name-uuid.js';
import { MOST_LISTED, type KeptThing } from './import-report.js';
import type { Profile } from './profile.js';
import { rowEventId, type RowFact } from './row-events.js';

/** Events that a thing begins with. */
const OPENS = new Set([
  ...['MemberJoined', 'MouProposed', 'RecommendationPublished', 'StakeholderIdentified', 'ActivityPlanned'],
  ...['ThematicGroupFormed', 'SurveyOpened'],
]);

export class RecordedAlready {
  /** How many facts stand in the log. */
  count = 0;
  /** Things that stand there with other details, which are kept: those that are listed. */
  readonly kept: KeptThing[] = [];

  constructor(
    private readonly isRecorded: (stream: string) => boolean,
    private readonly store: EventStore,
    private readonly existing: Profile['existing'],
  ) {}

  /**
   * The fact as it is to be offered, under an id of its own; undefined where there is nothing to record. `again`: an
   * earlier row said it, and was told of.
   */
  async unlessRecorded(fact: RowFact, again = false): Promise<RowFact | undefined> {
    const { stream, type, eventId, data, row } = fact;
    if (!this.isRecorded(stream)) return fact;
    const events = await this.store.readStream(stream);
    const effective = effectiveFacts(events.map(asStreamEvent));
    const standing = effective.filter(({ event }) => event.type === type);
    const isOfRow = (event: { type: string; data: object }): boolean =>
      event.type === type && rowEventId(stream, type, event.data) === eventId;
    if (standing.some(({ event }) => isOfRow(event)) || isCorrected(events, effective, isOfRow)) {
      if (!again) this.count++;
      return undefined;
    }
    if (this.existing !== 'keep' || !standing[0] || !OPENS.has(type))
      return { ...fact, eventId: unused(eventId, events) };
    const fields = differing(standing[0].event.data, data);
    if (!again && this.kept.length < MOST_LISTED) this.kept.push({ row: row.number, stream, fields });
    return undefined;
  }
}

/** Whether what a row says was recorded and has been corrected since: recorded again, it would undo the correction. */
function isCorrected(
  events: readonly StoredEvent[],
  effective: readonly Fact[],
  isOfRow: (event: StoredEvent) => boolean,
): boolean {
  const standing = new Set(effective.map(({ event }) => event.eventId));
  const corrections = new Map(events.map(({ eventId, metadata }) => [correctedBy(metadata), eventId]));
  const stands = (eventId: string | undefined): boolean =>
    eventId !== undefined && (standing.has(eventId) || stands(corrections.get(eventId)));
  return events.some((event) => isOfRow(event) && stands(corrections.get(event.eventId)));
}

/** The id of a row's event; another one where it was recorded, and then retracted, under that id before. */
function unused(id: string, events: readonly StoredEvent[]): string {
  const used = new Set(events.map(({ eventId }) => eventId));
  let next = id;
  for (let again = 1; used.has(next); again++) next = uuidOfName(String(again), id);
  return next;
}

function differing(recorded: object, offered: object): string[] {
  const [a, b] = [recorded, offered] as Record<string, unknown>[];
  const fields = new Set([...Object.keys(recorded), ...Object.keys(offered)]);
  return [...fields].filter((field) => JSON.stringify(a?.[field]) !== JSON.stringify(b?.[field]));
}
