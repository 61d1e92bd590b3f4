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

/** So many streams are kept at hand: rows of one, as its values over the months, may stand between those of others. */
const KEPT_STREAMS = 100;

/** What a stream holds, as far as rows are compared with it. */
interface Recorded {
  readonly effective: readonly Fact[];
  readonly eventIds: ReadonlySet<string>;
  /** Ids that the rows would have which say what stands in it, or has been corrected since. */
  readonly said: ReadonlySet<string>;
}

export class RecordedAlready {
  /** How many facts stand in the log. */
  count = 0;
  /** Things that stand there with other details, which are kept: those that are listed. */
  readonly kept: KeptThing[] = [];
  private readonly lately = new Map<string, Recorded>();

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
    const { effective, eventIds, said } = this.lately.get(stream) ?? (await this.read(stream));
    if (said.has(eventId)) {
      if (!again) this.count++;
      return undefined;
    }
    const keeps = this.existing === 'keep' && OPENS.has(type);
    const standing = keeps ? effective.find(({ event }) => event.type === type) : undefined;
    if (!standing) return { ...fact, eventId: unused(eventId, eventIds) };
    const fields = differing(standing.event.data, data);
    if (!again && this.kept.length < MOST_LISTED) this.kept.push({ row: row.number, stream, fields });
    return undefined;
  }

  private async read(stream: string): Promise<Recorded> {
    const events = await this.store.readStream(stream);
    const effective = effectiveFacts(events.map(asStreamEvent));
    const eventIds = new Set(events.map(({ eventId }) => eventId));
    const recorded = { effective, eventIds, said: saidIn(stream, events, effective) };
    if (this.lately.size === KEPT_STREAMS) this.lately.clear();
    this.lately.set(stream, recorded);
    return recorded;
  }
}

/** What was recorded and has been corrected since is said as well: recorded again, it would undo the correction. */
function saidIn(stream: string, events: readonly StoredEvent[], effective: readonly Fact[]): Set<string> {
  const said = new Set(effective.map(({ event }) => event.eventId));
  for (const { eventId, metadata } of events.toReversed()) {
    const corrected = correctedBy(metadata);
    if (corrected !== undefined && said.has(eventId)) said.add(corrected);
  }
  return new Set(
    events.filter(({ eventId }) => said.has(eventId)).map(({ type, data }) => rowEventId(stream, type, data)),
  );
}

/** The id of a row's event; another one where it was recorded, and then retracted, under that id before. */
function unused(id: string, used: ReadonlySet<string>): string {
  let next = id;
  for (let again = 1; used.has(next); again++) next = uuidOfName(String(again), id);
  return next;
}

function differing(recorded: object, offered: object): string[] {
  const [a, b] = [recorded, offered] as Record<string, unknown>[];
  const fields = new Set([...Object.keys(recorded), ...Object.keys(offered)]);
  return [...fields].filter((field) => JSON.stringify(a?.[field]) !== JSON.stringify(b?.[field]));
}
