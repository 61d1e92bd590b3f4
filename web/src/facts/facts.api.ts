// The facts behind figures, and the recorded events of their streams, as the service answers them.
import { getEvents, pathOf, type Ask, type Value } from '../api.js';

/** The event from which a stream counts towards a figure. */
export interface Fact {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly position: string;
  readonly effectiveOn: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface FactsAnswer {
  readonly at: string;
  readonly asOf: string;
  readonly value: Value;
  readonly facts: readonly Fact[];
}

/** An event as it was recorded. */
export interface RecordedEvent {
  readonly eventId: string;
  readonly type: string;
  readonly stream: string;
  readonly position: string;
  /** RFC 3339. */
  readonly recordedAt: string;
  /** A name that the caller gave; not verified. */
  readonly actor?: string | undefined;
  readonly source?: string | undefined;
  /** The event that this one took the place of. */
  readonly corrects?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface StreamHistory {
  readonly stream: string;
  /** In recorded order. */
  readonly events: readonly RecordedEvent[];
}

export interface Evidence {
  readonly title: string;
  readonly url?: string;
  readonly sha256?: string;
}

interface CloudEvent {
  readonly id: string;
  readonly type: string;
  readonly subject: string;
  readonly source?: string;
  readonly position: string;
  readonly recordedat: string;
  readonly actor?: string;
  readonly corrects?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const TYPE_PREFIX = 'org.alliance-kpi.';

export function factsPath(allianceId: string, indicatorId: string): string {
  return `${pathOf(allianceId)}/indicators/${encodeURIComponent(indicatorId)}/facts`;
}

/** Everything recorded in one stream, retractions included. */
export async function getHistory(allianceId: string, stream: string, ask: Ask = {}): Promise<StreamHistory> {
  const events = await getEvents<CloudEvent>(allianceId, { stream }, ask);
  return { stream, events: events.map(asRecorded) };
}

function asRecorded({
  id,
  type,
  subject,
  recordedat,
  data,
  position,
  actor,
  source,
  corrects,
}: CloudEvent): RecordedEvent {
  return {
    eventId: id,
    type: type.replace(TYPE_PREFIX, ''),
    stream: subject,
    position,
    recordedAt: recordedat,
    actor,
    source,
    corrects,
    data,
  };
}

export function evidenceOf({ data }: Pick<RecordedEvent, 'data'>): readonly Evidence[] {
  const { evidence } = data;
  return Array.isArray(evidence) ? (evidence as Evidence[]) : [];
}
