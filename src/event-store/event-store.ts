// The event store port: what every adapter promises, with the outcome of each operation.

/** An event as a command wants it recorded. `data` and `metadata` are plain JSON. */
export interface NewEvent {
  /** A UUID in lower case, chosen by the caller (the idempotency key). */
  readonly eventId: string;
  readonly type: string;
  readonly data: object;
  /** What is known about the recording: actor, source, correlationId, causationId, corrects, … */
  readonly metadata: object;
  readonly schemaVersion: number;
}

/** An event as the store holds it. */
export interface StoredEvent extends NewEvent {
  readonly stream: string;
  /** Place in its stream, from 0. */
  readonly revision: bigint;
  /** Place in the log; grows, may have gaps. */
  readonly position: bigint;
  /** When it was appended, milliseconds since 1970-01-01T00:00Z; the same for all events of one append. */
  readonly recordedAt: number;
  /** How many events of the same append follow this one in the log: 0 on an append's last event. */
  readonly remaining: number;
  /**
   * SHA-256 (hex) over this event's canonical content and the hash of the event before it in the log. Absent where many
   * processes write and the store can't keep a chain: whoever reads in log order computes it (`hashAfter`).
   */
  readonly hash?: string;
  /** What the chain is computed over, where that is another schema version than what was read. */
  readonly asStored?: Pick<NewEvent, 'data' | 'schemaVersion'>;
}

/** The state that a stream must be in: it holds nothing, or its last event has this revision. */
export type ExpectedRevision = 'no-stream' | bigint;

export interface StreamAppend {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expectedRevision: ExpectedRevision;
}

export interface AppendOptions {
  /** Keeps this recorded time instead of the store's own clock (migration only). Must not lie before the head's. */
  readonly recordedAt?: number;
}

/** Where an append went. */
export interface Appended {
  /** Position of the last event of the append. */
  readonly position: bigint;
  /**
   * In the order of the request, where the append ends that holds each stream's events: the same for all where
   * `capabilities.atomicAppendAll`.
   */
  readonly ends: readonly bigint[];
  /** Revision of the last event of each stream, in the order of the request. */
  readonly revisions: readonly bigint[];
  readonly recordedAt: number;
}

export interface ReadFilter {
  /** Only these event types. */
  readonly types?: readonly string[];
  /** Only streams whose names start with one of these (`member-lcamp.`, `answer-`). */
  readonly streamPrefixes?: readonly string[];
}

export interface Head {
  /** Position of the last event, 0n when the log is empty. */
  readonly position: bigint;
  /** Chain hash of the last event, GENESIS_HASH when the log is empty; absent where the store keeps no chain. */
  readonly hash?: string;
}

/** What was found when the whole log was checked. */
export interface CheckedLog {
  readonly events: number;
  readonly head: Head;
}

/** The hash "before the first event": 64 zeros. */
export const GENESIS_HASH = '0'.repeat(64);

/**
 * Outcomes that are not a result are thrown as one of these; nothing was stored unless it says otherwise.
 * - `version-conflict`: a stream is not at the expected revision; `stream` and `actual` name it.
 * - `unavailable`: the store can't be reached, or has no room (`reason: 'storage-full'`); safe to repeat.
 * - `outcome-unknown`: no answer in time; repeat the same batch at the same revision to find out.
 * - `too-large`: the events of one stream are more than the store takes at once.
 * - `corrupt`: what is stored can't be trusted; the service must stop and say so.
 */
export type EventStoreErrorCode = 'version-conflict' | 'unavailable' | 'outcome-unknown' | 'too-large' | 'corrupt';

export class EventStoreError extends Error {
  constructor(
    readonly code: EventStoreErrorCode,
    message: string,
    readonly details: { stream?: string; actual?: ExpectedRevision; position?: bigint; reason?: string } = {},
  ) {
    super(message);
    this.name = 'EventStoreError';
  }
}

export interface Subscription {
  /** Resolves after the handler has finished with the event it is at; no further call follows. */
  readonly stop: () => Promise<void>;
}

export interface Capabilities {
  /** `appendAll` is atomic. Where it isn't, each stream's events are one append, and one that failed may be there in part. */
  readonly atomicAppendAll: boolean;
  /** Others write to the same log, over a network that may fall silent: nobody waits for it without a limit. */
  readonly shared: boolean;
}

export interface EventStore {
  /** What this adapter can do beyond the port's minimum; known once it is open. */
  readonly capabilities: Capabilities;

  /** Why nothing more can be appended until the store is opened again, where that is so. Reads go on. */
  readonly failure?: EventStoreError | undefined;

  /** Appends to one stream, atomically. Resolves only when the events survive power loss. */
  append(
    stream: string,
    events: readonly NewEvent[],
    expectedRevision: ExpectedRevision,
    options?: AppendOptions,
  ): Promise<Appended>;

  /**
   * Appends to several streams as one append, in the given order (a stream may come more than once; its expected
   * revision then counts the earlier parts, and a shared store puts its events side by side). Atomic where
   * `capabilities.atomicAppendAll`. They are gone through once, at the store's pace: a long append needn't be in memory.
   */
  appendAll(appends: Iterable<StreamAppend>, options?: AppendOptions): Promise<Appended>;

  /** The events of a stream from `fromRevision` (default 0n) on, at most `limit`; empty when there is no such stream. */
  readStream(stream: string, fromRevision?: bigint, limit?: number): Promise<readonly StoredEvent[]>;

  /**
   * One page of the log: events after the one at position `after` (0n: from the beginning) that pass the filter, in log
   * order, at most `limit`; without a filter, fewer where they are long, so that only an empty page is the end. A position
   * at which no event stands is none: a cluster fails there.
   */
  readAll(after: bigint, limit: number, filter?: ReadFilter): Promise<readonly StoredEvent[]>;

  /** The events at these positions, in the order asked for; a missing one is an error (`corrupt`). */
  readAt(positions: readonly bigint[]): Promise<readonly StoredEvent[]>;

  /**
   * Delivers every event after position `after`, in log order, in pages, first what is stored, then what comes. Only an
   * append of more than 1,000 events may come in several pages (`remaining` tells that it goes on). One call of the
   * handler at a time. `onError` is called once when delivery can't go on (the handler threw, or the log can't be read);
   * nothing is skipped.
   */
  subscribe(
    after: bigint,
    handler: (events: readonly StoredEvent[]) => void | Promise<void>,
    onError: (error: Error) => void,
  ): Subscription;

  head(): Promise<Head>;

  /**
   * Checks the whole log beside the running work, as far as the store can. Rejects with `corrupt`, naming the position,
   * where it isn't what was recorded.
   */
  scrub(onProgress?: (position: number, head: number) => void, signal?: AbortSignal): Promise<CheckedLog>;

  /** Writes a consistent, self-verifying copy into `file`; `unavailable` where the log is backed up by other means. */
  backUp(file: string): Promise<Head>;

  /** Ends all work: appends under way finish or fail with `unavailable`; later calls fail with `unavailable`. */
  close(): Promise<void>;
}
