// The events of one alliance, numbered within it from 1: all that a report is made of. Where the store keeps them, and
// what lies between them there, has no part in it.
import { correctedBy } from '../domain/timeline.js';
import { asCloudEvent, TYPE_PREFIX, type RecordedCloudEvent } from '../ingestion/recorded-cloud-event.js';
import type { StoredEvent } from '../event-store/event-store.js';

export interface AllianceEvent extends Pick<
  StoredEvent,
  'eventId' | 'stream' | 'type' | 'data' | 'metadata' | 'schemaVersion' | 'recordedAt'
> {
  /** Place among the alliance's events, from 1. */
  readonly number: number;
}

export function numbered(events: readonly StoredEvent[], from: number): AllianceEvent[] {
  return events.map(({ eventId, stream, type, data, metadata, schemaVersion, recordedAt }, i) => ({
    number: from + i,
    eventId,
    stream,
    type,
    data,
    metadata,
    schemaVersion,
    recordedAt,
  }));
}

/** The form in which an event stands in a bundle: the CloudEvent of `events`, its position being its number. */
export function bundledEvent(event: AllianceEvent): RecordedCloudEvent {
  return asCloudEvent(event, event.number);
}

/** Attributes that `asCloudEvent` gives a name and a meaning; all others are extensions as they came. */
const KNOWN_ATTRIBUTES = new Set([
  ...['specversion', 'id', 'source', 'type', 'subject', 'datacontenttype', 'dataschema', 'recordedat', 'position'],
  ...['corrects', 'time', 'actor', 'correlationid', 'causationid', 'data'],
]);

/** The event that a line of a bundle stands for. Throws where the line is no such event. */
export function unbundled(line: RecordedCloudEvent, allianceId: string): AllianceEvent {
  const { id, subject, type, data, dataschema, recordedat, position, source, corrects, time } = line;
  const { actor, correlationid, causationid } = line as Readonly<Record<string, unknown>>;
  const recordedAt = Date.parse(recordedat);
  const version = /\/(\d+)$/.exec(dataschema)?.[1];
  if (!type.startsWith(TYPE_PREFIX) || Number.isNaN(recordedAt) || version === undefined || !/^\d+$/.test(position)) {
    throw new Error(`the event ${id} has no proper type, time, schema or number`);
  }
  if (typeof data !== 'object' || (data as unknown) === null) throw new Error(`the event ${id} has no data`);
  const extensions = Object.fromEntries(Object.entries(line).filter(([name]) => !KNOWN_ATTRIBUTES.has(name)));
  const metadata = {
    allianceId,
    source,
    ...(actor === undefined ? {} : { actor }),
    ...(correlationid === undefined ? {} : { correlationId: correlationid }),
    ...(causationid === undefined ? {} : { causationId: causationid }),
    ...(corrects === undefined ? {} : { corrects }),
    ...(time === undefined ? {} : { time }),
    ...(Object.keys(extensions).length === 0 ? {} : { extensions }),
  };
  return {
    number: Number(position),
    eventId: id,
    stream: subject,
    type: type.slice(TYPE_PREFIX.length),
    data,
    metadata,
    schemaVersion: Number(version),
    recordedAt,
  };
}

/** An event and what was recorded together with it: a correction and the retraction before it are one. */
export function inOneStep(events: readonly AllianceEvent[]): AllianceEvent[][] {
  const steps: AllianceEvent[][] = [];
  for (const event of events) {
    const before = steps.at(-1)?.at(-1);
    const corrects = correctedBy(event.metadata);
    const follows =
      corrects !== undefined &&
      before?.type === 'EventRetracted' &&
      before.stream === event.stream &&
      (before.data as { eventId: string }).eventId === corrects;
    if (follows) steps.at(-1)?.push(event);
    else steps.push([event]);
  }
  return steps;
}
