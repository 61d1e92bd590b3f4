// A recorded event as a CloudEvent 1.0: the form in which events leave, and in which files bring them back.
import type { StoredEvent } from '../event-store/event-store.js';

/** What every event type's name carries before it over CloudEvents. */
export const TYPE_PREFIX = 'org.alliance-kpi.';

export interface RecordedCloudEvent {
  readonly specversion: '1.0';
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  readonly datacontenttype: 'application/json';
  readonly dataschema: string;
  readonly recordedat: string;
  readonly position: string;
  readonly corrects?: string;
  readonly time?: string;
  readonly data: object;
  readonly [attribute: string]: unknown;
}

/** What recorded metadata may hold beside the event's own fields. */
export interface RecordedMetadata {
  readonly source: string;
  readonly allianceId: string;
  readonly actor?: string;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly corrects?: string;
  readonly time?: string;
  /** Extension attributes that mean nothing to this service, as they came. */
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** What a CloudEvent says of an event. */
type Told = Pick<StoredEvent, 'eventId' | 'type' | 'stream' | 'data' | 'metadata' | 'schemaVersion' | 'recordedAt'>;

/** `position`: the event's place in the log, or among those that it leaves with. */
export function asCloudEvent(event: Told, position: bigint | number): RecordedCloudEvent {
  const { source, actor, correlationId, causationId, corrects, time, extensions } = event.metadata as RecordedMetadata;
  const told: Record<string, unknown> = {
    ...extensions,
    specversion: '1.0',
    id: event.eventId,
    source,
    type: TYPE_PREFIX + event.type,
    subject: event.stream,
    datacontenttype: 'application/json',
    dataschema: `/schemas/${event.type}/${event.schemaVersion}`,
    recordedat: new Date(event.recordedAt).toISOString(),
    position: String(position),
  };
  if (actor !== undefined) told['actor'] = actor;
  if (correlationId !== undefined) told['correlationid'] = correlationId;
  if (causationId !== undefined) told['causationid'] = causationId;
  if (corrects !== undefined) told['corrects'] = corrects;
  if (time !== undefined) told['time'] = time;
  told['data'] = event.data;
  return told as unknown as RecordedCloudEvent;
}
