// Places in the cluster's log. An event's own place is its prepare position: it is unique, grows in log order, and equals
// the commit position but for events that were appended to several streams at once.
import type { Position } from '@kurrent/kurrentdb-client';

/** What the server says of an event whose place it doesn't know. */
const NOWHERE = 2n ** 64n - 1n;

/** The place of an event; undefined where the server gave none. */
export function placeOf(position: Position | undefined): bigint | undefined {
  return position === undefined || position.prepare === NOWHERE ? undefined : position.prepare;
}

/** From where to go on after (or at) an event. What lies at or before it may come again, and is to be skipped. */
export const positionAt = (place: bigint): Position => ({ commit: place, prepare: place });
