// What an append asks for, stream by stream.
import {
  EventStoreError,
  type Appended,
  type ExpectedRevision,
  type NewEvent,
  type StreamAppend,
} from '../event-store.js';
import { assertName } from '../names.js';

/** The events of one stream in an append. */
export interface Part {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly NewEvent[];
}

/** The events of each stream side by side, streams in the order of their first event: what is judged together stays so. */
export function partsOf(appends: readonly StreamAppend[]): Part[] {
  if (appends.length === 0) throw new Error('An append needs a stream.');
  const parts = new Map<string, { stream: string; expected: ExpectedRevision; events: NewEvent[] }>();
  for (const { stream, events, expectedRevision } of appends) {
    assertName('stream', stream);
    if (events.length === 0) throw new Error(`The append to "${stream}" has no events.`);
    const part = parts.get(stream);
    if (!part) parts.set(stream, { stream, expected: expectedRevision, events: [...events] });
    else if (revisionAfter(part.expected, part.events.length) === expectedRevision) part.events.push(...events);
    else {
      const actual = revisionAfter(part.expected, part.events.length);
      throw new EventStoreError('version-conflict', `${stream} would be at revision ${actual}.`, { stream, actual });
    }
  }
  return [...parts.values()];
}

/** `ends`: where the events of each stream end. */
export function appendedAs(
  appends: readonly StreamAppend[],
  ends: ReadonlyMap<string, bigint>,
  recordedAt: number,
): Appended {
  return {
    // Where each stream is an append of its own, one that had to be repeated is stored after those behind it.
    position: [...ends.values()].reduce((last, end) => (end > last ? end : last)),
    ends: appends.map(({ stream }) => ends.get(stream) as bigint),
    revisions: appends.map(({ expectedRevision, events }) => revisionAfter(expectedRevision, events.length)),
    recordedAt,
  };
}

export const revisionAfter = (expected: ExpectedRevision, events: number): bigint =>
  (expected === 'no-stream' ? -1n : expected) + BigInt(events);

export const stateOf = (expected: ExpectedRevision): bigint | 'no_stream' =>
  expected === 'no-stream' ? 'no_stream' : expected;
