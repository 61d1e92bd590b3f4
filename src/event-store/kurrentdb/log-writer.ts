// Stores appends on the cluster: at once where it takes several streams at once, else each stream by itself; again until
// the outcome is known.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { AppendResult, EventData } from '@kurrent/kurrentdb-client';
import { EventStoreError, type Appended, type AppendOptions, type StreamAppend } from '../event-store.js';
import { appendedAs, partsOf, revisionAfter, stateOf, type Part } from './append-parts.js';
import type { Client, Connection } from './connection.js';
import { encode } from './event-form.js';
import { accessDenied, failureKind, reasonOf, storeAway, streamDeleted } from './failures.js';
import type { LogReader } from './log-reader.js';
import type { StreamNames } from './stream-names.js';

/** What a command waits for: one try, and all its repetitions. A client must have its answer in 5 s. */
const APPEND_TRY_MS = 1_200;
/** What a try has beyond that for each event: a busy cluster that stores a thousand shall not be asked again meanwhile. */
const EVENT_MS = 1;
const APPEND_WITHIN_MS = 2_700;
/** Nobody waits at a browser for a migration, or for what a first start records: it may outlast an election. */
const PATIENT_MS = 30_000;
/** The most that every server takes in one append. */
const LARGEST_APPEND_BYTES = 1024 * 1024;
/** Streams that are appended to at once, where each is an append of its own. They keep their order. */
const PARTS_AT_ONCE = 32;
/** And that are looked at before others have their turn. */
const PARTS_IN_A_TURN = 500;
const ANSWERED = 10_000;

export interface LogWriterOptions {
  readonly connection: Connection;
  readonly reader: LogReader;
  readonly names: StreamNames;
  /** Whether the server appends to several streams at once. */
  readonly isAtomic: boolean;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
}

export class LogWriter {
  private latest = 0;
  /** Appends that keep their time are stored one after another, in the order in which they were asked for. */
  private turn: Promise<unknown> = Promise.resolve();
  /** Where appends ended that were answered for lately, and before that: forgotten in bulk, since single ones cost more. */
  private answered = new Set<bigint>();
  private answeredBefore = new Set<bigint>();

  constructor(private readonly options: LogWriterOptions) {}

  async append(appends: readonly StreamAppend[], { recordedAt }: AppendOptions = {}): Promise<Appended> {
    const parts = partsOf(appends);
    if (recordedAt === undefined) {
      // Not before what others recorded: a log as of this time would lack it, though it was there already.
      const time = Math.max(this.latest, this.options.reader.latestRecorded, assertTime(this.options.clock()));
      this.latest = time;
      return appendedAs(appends, await this.store(parts, time, APPEND_WITHIN_MS), time);
    }
    if (assertTime(recordedAt) < this.latest) {
      const message = 'The recorded time lies before that of the last event.';
      throw new EventStoreError('unavailable', message, { reason: 'recorded-too-early' });
    }
    this.latest = recordedAt;
    const stored = this.turn.then(() => this.store(parts, recordedAt, PATIENT_MS));
    this.turn = stored.catch(() => undefined);
    return appendedAs(appends, await stored, recordedAt);
  }

  /** Answers where the events of each stream end, in the order of the parts. */
  private async store(parts: readonly Part[], time: number, withinMs: number): Promise<ReadonlyMap<string, bigint>> {
    // Beyond what one append may hold there is only the other way.
    const encoded = parts.length > 1 && this.options.isAtomic ? this.encodedAsOne(parts, time) : undefined;
    return encoded ? this.storeAtOnce(parts, encoded, withinMs) : this.storeInParts(parts, time, withinMs);
  }

  /** The parts' events as one append; undefined where they are more than one may hold. */
  private encodedAsOne(parts: readonly Part[], time: number): EventData[][] | undefined {
    let [bytes, remaining] = [0, parts.reduce((sum, { events }) => sum + events.length, 0)];
    const encoded: EventData[][] = [];
    for (const { events } of parts) {
      const ofPart: EventData[] = [];
      for (const each of events) {
        const { event, bytes: added } = encode(this.options.connection.kurrent, each, time, --remaining, false);
        if ((bytes += added) > LARGEST_APPEND_BYTES) return undefined;
        ofPart.push(event);
      }
      encoded.push(ofPart);
    }
    return encoded;
  }

  /** A part's events as an append of its own. Throws where they are more than one may hold. */
  private encodedAlone({ stream, events }: Part, time: number): EventData[] {
    let remaining = events.length;
    const encoded = events.map((event) => encode(this.options.connection.kurrent, event, time, --remaining, true));
    const bytes = encoded.reduce((sum, event) => sum + event.bytes, 0);
    if (bytes > LARGEST_APPEND_BYTES) throw tooLarge(stream, bytes);
    return encoded.map(({ event }) => event);
  }

  private async storeAtOnce(
    parts: readonly Part[],
    encoded: readonly EventData[][],
    withinMs: number,
  ): Promise<ReadonlyMap<string, bigint>> {
    const before = this.options.reader.known;
    const requests = parts.map(({ stream, expected }, i) => ({
      streamName: this.options.names.onCluster(stream),
      expectedState: stateOf(expected),
      events: encoded[i] ?? [],
    }));
    const count = encoded.flat().length;
    const { responses } = await this.appending(count, withinMs, (client) => client.multiStreamAppend(requests));
    const revisions = new Map(responses.map(({ streamName, revision }) => [streamName, revision]));
    for (const part of parts) assertRevision(part, revisions.get(this.options.names.onCluster(part.stream)) ?? -1n);
    const last = parts.at(-1) as Part;
    const end = await this.placeOfLast(last);
    this.assertNew(last, end, before);
    return new Map(parts.map(({ stream }) => [stream, end]));
  }

  private async storeInParts(
    parts: readonly Part[],
    time: number,
    withinMs: number,
  ): Promise<ReadonlyMap<string, bigint>> {
    const [only] = parts;
    if (only && parts.length === 1) return new Map([[only.stream, await this.storePart(only, time, withinMs)]]);
    // All are looked at before one is stored; of many, so much memory as those under way take is enough.
    for (const [i, part] of parts.entries()) {
      this.encodedAlone(part, time);
      if (i % PARTS_IN_A_TURN === PARTS_IN_A_TURN - 1) await nextTurn();
    }
    const places: bigint[] = [];
    let failure: unknown;
    const running = new Set<Promise<void>>();
    for (const [i, part] of parts.entries()) {
      const stored = this.storePart(part, time, withinMs).then(
        (place) => void (places[i] = place),
        (error: unknown) => void (failure ??= error),
      );
      const settled: Promise<void> = stored.then(() => void running.delete(settled));
      running.add(settled);
      if (running.size >= PARTS_AT_ONCE) await Promise.race(running);
      if (failure !== undefined) break;
    }
    await Promise.all(running);
    if (failure !== undefined) throw failure as Error;
    return new Map(parts.map(({ stream }, i) => [stream, places[i] as bigint]));
  }

  private async storePart(part: Part, time: number, withinMs: number): Promise<bigint> {
    const before = this.options.reader.known;
    const events = this.encodedAlone(part, time);
    const { nextExpectedRevision, position } = await this.appending(
      events.length,
      withinMs,
      (client): Promise<AppendResult> =>
        client.appendToStream(this.options.names.onCluster(part.stream), events, {
          streamState: stateOf(part.expected),
        }),
    );
    assertRevision(part, nextExpectedRevision);
    const end = position === undefined ? await this.placeOfLast(part) : position.commit;
    this.assertNew(part, end, before);
    this.options.reader.seen(end);
    return end;
  }

  /**
   * The server takes the same ids at the same revision for a repetition, without looking at what they hold. Ours are told
   * apart from those of an earlier call: their events were there before, or were answered for already.
   */
  private assertNew({ stream, expected, events }: Part, end: bigint, before: bigint): void {
    if (end > before && !this.answered.has(end) && !this.answeredBefore.has(end)) {
      if (this.answered.size >= ANSWERED) [this.answeredBefore, this.answered] = [this.answered, new Set()];
      this.answered.add(end);
      return;
    }
    const actual = revisionAfter(expected, events.length);
    throw new EventStoreError('version-conflict', `${stream} is at revision ${actual} already.`, { stream, actual });
  }

  /** Tries the very same append until its outcome is known: the server tells a repetition by ids and revision. */
  private async appending<T>(events: number, withinMs: number, work: (client: Client) => Promise<T>): Promise<T> {
    let written = false;
    try {
      return await this.options.connection.retried(
        'append',
        APPEND_TRY_MS + EVENT_MS * events,
        withinMs,
        (client) => this.options.connection.inOrder(client, work),
        (error) => void (written ||= failureKind(error) === 'broken'),
      );
    } catch (error) {
      const kind = failureKind(error);
      if (error instanceof EventStoreError) throw error;
      if (kind === 'conflict') throw this.conflict(error);
      if (kind === 'too-large') throw new EventStoreError('too-large', `The append is too large: ${reasonOf(error)}`);
      if (kind === 'denied') throw accessDenied('append');
      if (kind === 'deleted')
        throw streamDeleted(this.options.names.atPort((error as { streamName?: string }).streamName ?? ''));
      if (kind === 'malformed') throw error;
      if (kind === 'refused' && !written) throw storeAway(error);
      const message = `Whether it was stored is not known: ${reasonOf(error)}`;
      throw new EventStoreError('outcome-unknown', message);
    }
  }

  private conflict(error: unknown): EventStoreError {
    const { streamName = '', actualState } = error as { streamName?: string; actualState?: bigint | string };
    const stream = this.options.names.atPort(streamName);
    const actual = typeof actualState === 'bigint' && actualState >= 0n ? actualState : 'no-stream';
    return new EventStoreError('version-conflict', `${stream} is at revision ${actual}.`, { stream, actual });
  }

  private async placeOfLast({ stream, expected, events }: Part): Promise<bigint> {
    const revision = revisionAfter(expected, events.length);
    const [event] = await this.options.reader.readStream(stream, revision, 1);
    if (!event) throw streamDeleted(stream);
    this.options.reader.seen(event.position);
    return event.position;
  }
}

/** A stream that was deleted goes on at the revision it had: nothing that we read would tell. */
function assertRevision({ stream, expected, events }: Part, revision: bigint): void {
  if (revision !== revisionAfter(expected, events.length)) throw streamDeleted(stream);
}

function assertTime(time: number): number {
  if (!Number.isSafeInteger(time)) throw new Error(`${time} is no recorded time in milliseconds.`);
  return time;
}

const tooLarge = (stream: string, bytes: number): EventStoreError =>
  new EventStoreError(
    'too-large',
    `The events for ${stream} take ${Math.ceil(bytes / 1024)} KiB; the event store takes ${LARGEST_APPEND_BYTES / 1024} KiB at once.`,
    { stream },
  );
