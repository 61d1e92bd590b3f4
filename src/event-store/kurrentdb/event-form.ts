// Events as they go to the cluster and come back: data as JSON that other readers of the cluster can use, and what only
// this service needs in metadata that is flat and of texts alone, as the append to several streams asks for.
import type { AllStreamRecordedEvent, EventData, RecordedEvent } from '@kurrent/kurrentdb-client';
import { canonicalJson } from '../canonical-json.js';
import { EventStoreError, type NewEvent, type StoredEvent } from '../event-store.js';
import { assertName } from '../names.js';
import type { Upcasting } from '../upcasting.js';

type ClientModule = Pick<typeof import('@kurrent/kurrentdb-client'), 'jsonEvent'>;

/** Metadata as it is stored. Names with a `$` are the server's own, and understood by its projections. */
interface Metadata extends Record<string, string> {
  /** The event's own metadata as canonical JSON. */
  readonly metadata: string;
  /** Milliseconds since 1970: the client cuts the server's own time to whole seconds. */
  readonly recordedAt: string;
  readonly remaining: string;
  readonly schemaVersion: string;
}

/** The server's own cost of an event, generously: ids, positions, flags. */
const OVERHEAD_BYTES = 256;

export interface EncodedEvent {
  readonly event: EventData;
  readonly bytes: number;
}

const utf8 = new TextEncoder();

/**
 * `remaining`: how many events of the same append follow. `asBytes`: metadata as the bytes that are stored, which the
 * client sends in half the time; the append to several streams takes only the fields. Throws where the event can't be
 * stored.
 */
export function encode(
  { jsonEvent }: ClientModule,
  event: NewEvent,
  recordedAt: number,
  remaining: number,
  asBytes: boolean,
): EncodedEvent {
  const { eventId, type, schemaVersion } = event;
  assertName('event id', eventId);
  assertName('type', type);
  if (!Number.isSafeInteger(schemaVersion) || schemaVersion < 1)
    throw new Error(`${type} has no schema version ${schemaVersion}.`);
  // A value that is no JSON would leave the client's promise open for ever: the canonical form refuses it here.
  const data = canonicalJson(event.data);
  const { correlationId, causationId } = event.metadata as Record<string, unknown>;
  const metadata: Metadata = {
    metadata: canonicalJson(event.metadata),
    recordedAt: String(recordedAt),
    remaining: String(remaining),
    schemaVersion: String(schemaVersion),
    ...(typeof correlationId === 'string' ? { $correlationId: correlationId } : {}),
    ...(typeof causationId === 'string' ? { $causationId: causationId } : {}),
  };
  const stored = utf8.encode(JSON.stringify(metadata));
  const content = { id: eventId, type, data: JSON.parse(data) as Record<string, unknown> };
  const encoded = jsonEvent({ ...content, metadata: asBytes ? stored : metadata });
  const bytes = Buffer.byteLength(data) + stored.length + type.length + OVERHEAD_BYTES;
  return { event: encoded, bytes };
}

/**
 * A recorded event as the port has it. Throws `corrupt` where it isn't one that this service wrote, or is one of a newer
 * schema: under our prefix nothing is skipped.
 */
export function decode(
  event: RecordedEvent | AllStreamRecordedEvent,
  stream: string,
  position: bigint,
  upcasting: Upcasting,
): StoredEvent {
  const foreign = (what: string): EventStoreError =>
    new EventStoreError(
      'corrupt',
      `The event ${event.type} at position ${position} in ${stream} ${what}: another program writes to this service's streams.`,
      { position, stream },
    );
  if (!event.isJson || !isObject(event.data)) throw foreign('holds no JSON object');
  const { metadata, recordedAt, remaining, schemaVersion } = (event.metadata ?? {}) as Partial<Metadata>;
  const numbers = [recordedAt, remaining, schemaVersion].every(isWholeNumber);
  if (!numbers || !metadata?.startsWith('{')) throw foreign("lacks this service's metadata");
  const version = Number(schemaVersion);
  const data = upcasting.read(event.type, version, event.data, position);
  const newest = upcasting.versionOf(event.type);
  const asStored = newest === version ? undefined : { data: event.data, schemaVersion: version };
  const id = event.id.toLowerCase();
  const times = { recordedAt: Number(recordedAt), remaining: Number(remaining) };
  return new ClusterEvent(
    {
      stream,
      revision: event.revision,
      position,
      eventId: id,
      type: event.type,
      data,
      schemaVersion: newest,
      ...times,
    },
    metadata,
    asStored,
  );
}

/** An event of the log. Its metadata is parsed when it is asked for: figures are made of the data. */
class ClusterEvent implements StoredEvent {
  declare readonly stream: string;
  declare readonly revision: bigint;
  declare readonly position: bigint;
  declare readonly eventId: string;
  declare readonly type: string;
  declare readonly data: object;
  declare readonly schemaVersion: number;
  declare readonly recordedAt: number;
  declare readonly remaining: number;
  declare readonly asStored?: Pick<NewEvent, 'data' | 'schemaVersion'>;
  readonly #metadata: string;

  constructor(
    content: Omit<StoredEvent, 'metadata' | 'hash' | 'asStored'>,
    metadata: string,
    asStored: StoredEvent['asStored'],
  ) {
    Object.assign(this, content, asStored ? { asStored } : {});
    this.#metadata = metadata;
  }

  get metadata(): object {
    return JSON.parse(this.#metadata) as object;
  }
}

const isObject = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Uint8Array);

const isWholeNumber = (text: unknown): boolean => typeof text === 'string' && /^\d{1,16}$/.test(text);
