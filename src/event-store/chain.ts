// The hash chain: every event's hash holds its content and the hash before it, so that nothing can be changed,
// left out or moved without every later hash telling. The same on every adapter.
import * as crypto from 'node:crypto';
import { canonicalJson } from './canonical-json.js';
import type { StoredEvent } from './event-store.js';

/** An event as it is hashed: data and metadata as canonical JSON (RFC 8785), as stored. */
export interface HashedContent extends Pick<
  StoredEvent,
  'stream' | 'type' | 'eventId' | 'schemaVersion' | 'recordedAt' | 'remaining'
> {
  readonly revision: number | bigint;
  readonly data: string;
  readonly metadata: string;
}

/**
 * SHA-256, in hexadecimal, over the hash before and the event's fields, one a line. Names and ids hold no line breaks
 * (`assertNames`), and canonical JSON holds none, so that no two events share an encoding.
 */
export function chainHash(previous: string, event: HashedContent): string {
  const { stream, revision, type, eventId, schemaVersion, recordedAt, remaining, data, metadata } = event;
  const content = `${previous}\n${stream}\n${revision}\n${type}\n${eventId}\n${schemaVersion}\n${recordedAt}\n${remaining}\n${data}\n${metadata}`;
  return sha256(content);
}

/** The chain's hash at an event that follows one whose hash is `previous`: the store's own, or computed. */
export function hashAfter(previous: string, event: StoredEvent): string {
  if (event.hash !== undefined) return event.hash;
  const { data, schemaVersion } = event.asStored ?? event;
  const { stream, revision, type, eventId, recordedAt, remaining } = event;
  const content = { stream, revision, type, eventId, schemaVersion, recordedAt, remaining };
  return chainHash(previous, { ...content, data: canonicalJson(data), metadata: canonicalJson(event.metadata) });
}

/** The one-shot hash (Node ≥ 20.12) is five times faster than a hash object. */
export function sha256(content: string | Uint8Array): string {
  return crypto.hash('sha256', content, 'hex');
}
