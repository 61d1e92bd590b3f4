// An append as it goes to the writer: checked, as canonical JSON, and in parts that don't hold up the event loop.
import { canonicalJson } from '../canonical-json.js';
import type { ExpectedRevision, NewEvent, StreamAppend } from '../event-store.js';
import { assertName } from '../names.js';
import { NO_STREAM } from './thread-error.js';
import type { EncodedAppend, EncodedEvent } from './writer-protocol.js';

/** Events of one part: about 5 ms of work. */
const EVENTS_OF_PART = 500;
/** UTF-16 units of one event's data or metadata. SQLite's own limit is 10⁹ bytes, and beyond it everything fails. */
const LONGEST_TEXT = 64 * 1024 * 1024;

/**
 * Encodes appends in their order, part after part: a stream whose events are split stands in both parts, at the
 * revision that it has by then. Throws where the caller asks for what can't be stored. `onAppend` hears of each append
 * at which revision its stream was, and how many events it has.
 */
export function* encodeInParts(
  appends: Iterable<StreamAppend>,
  onAppend: (expected: number, events: number) => void,
): Generator<EncodedAppend[]> {
  let part: EncodedAppend[] = [];
  let room = EVENTS_OF_PART;
  let isEmpty = true;
  for (const { stream, events, expectedRevision } of appends) {
    isEmpty = false;
    assertName('stream', stream);
    if (events.length === 0) throw new Error(`The append to "${stream}" has no events.`);
    const first = revisionOf(expectedRevision);
    onAppend(first, events.length);
    for (let done = 0; done < events.length;) {
      const some = events.slice(done, done + room).map(encode);
      part.push({ stream, expected: first + done, events: some });
      done += some.length;
      room -= some.length;
      if (room > 0) continue;
      yield part;
      part = [];
      room = EVENTS_OF_PART;
    }
  }
  if (isEmpty) throw new Error('An append needs a stream.');
  yield part;
}

/** A revision as the writer counts it. */
function revisionOf(expected: ExpectedRevision): number {
  if (expected === 'no-stream') return NO_STREAM;
  if (expected < 0n) throw new Error(`There is no revision ${expected}.`);
  return Number(expected);
}

function encode({ eventId, type, schemaVersion, data, metadata }: NewEvent): EncodedEvent {
  assertName('event id', eventId);
  assertName('type', type);
  if (!Number.isSafeInteger(schemaVersion) || schemaVersion < 1)
    throw new Error(`${type} has no schema version ${schemaVersion}.`);
  return { eventId, type, schemaVersion, data: textOf(type, data), metadata: textOf(type, metadata) };
}

function textOf(type: string, value: object): string {
  const text = canonicalJson(value);
  if (text.length > LONGEST_TEXT) throw new Error(`The ${type} is too long to be stored.`);
  return text;
}
