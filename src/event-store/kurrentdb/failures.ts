// What the client's errors mean. They come as classes with a `type`, as raw gRPC errors with a `code` alone, or as plain
// errors with nothing but a message; none of them tells by its class whether something was written.
import { EventStoreError } from '../event-store.js';

/**
 * - `conflict`: the stream is at another revision.
 * - `no-stream`: there is no such stream, or it was deleted and may be begun again.
 * - `deleted`: the stream was deleted for good.
 * - `too-large`, `denied`, `malformed`: refused, and will be refused again.
 * - `refused`: not taken now, certainly not written; another try may do.
 * - `broken`: what became of it nobody knows; another try may do.
 */
export type FailureKind =
  'conflict' | 'no-stream' | 'deleted' | 'too-large' | 'denied' | 'malformed' | 'refused' | 'broken';

interface ClientError {
  readonly type?: string;
  readonly message?: string;
}

const KINDS: Readonly<Record<string, FailureKind>> = {
  'wrong-expected-version': 'conflict',
  'stream-not-found': 'no-stream',
  'no-stream': 'no-stream',
  'stream-deleted': 'deleted',
  'stream-tombstoned': 'deleted',
  'maximum-append-size-exceeded': 'too-large',
  'transaction-max-size-exceeded': 'too-large',
  'append-record-size-exceeded': 'too-large',
  'access-denied': 'denied',
  'not-leader': 'refused',
  // Said before anything is sent: while a cluster is upgraded, its leader may be a node of the older version.
  unsupported: 'refused',
  'invalid-argument': 'malformed',
};

/** Said by a server that hasn't begun to look at the request, or by a client that found no server. */
const NOT_TAKEN = /not ready|too busy|server busy|failed to discover|ECONNREFUSED|ENOTFOUND|EAI_AGAIN|\(Connect\)/i;

export function failureKind(error: unknown): FailureKind {
  const { type = '', message = '' } = (error ?? {}) as ClientError;
  const known = KINDS[type];
  if (known) return known;
  if (/BadRequest/.test(message)) return 'malformed';
  return NOT_TAKEN.test(message) ? 'refused' : 'broken';
}

/**
 * Whether a server answered, in whatever way: the connection to it is then as good as any. One that isn't the leader says
 * who is, which only the client that was told knows.
 */
export function isAnswer(error: unknown): boolean {
  const { type = '', message = '' } = (error ?? {}) as ClientError;
  return type in KINDS || /BadRequest|not ready|busy/i.test(message);
}

/** An error of the client in one line. */
export function reasonOf(error: unknown): string {
  const { type, message } = (error ?? {}) as ClientError;
  const [first = ''] = (message ?? '').split('\n');
  if (first === 'UnavailableError') return 'no node of it answers';
  return first === '' ? (type ?? String(error)) : first;
}

/** No answer came in time. */
export class SilenceError extends Error {
  constructor(limitMs: number) {
    super(`The event store did not answer within ${Math.round(limitMs)} ms.`);
    this.name = 'SilenceError';
  }
}

export const storeClosed = (): EventStoreError =>
  new EventStoreError('unavailable', 'The event store is closed.', { reason: 'closed' });

/** `reason`: `silent` where it may well be there, and only took too long. */
export const storeAway = (error: unknown): EventStoreError =>
  new EventStoreError('unavailable', `The event store can't be reached: ${reasonOf(error)}`, {
    reason: error instanceof SilenceError ? 'silent' : 'away',
  });

export const accessDenied = (what: string): EventStoreError =>
  new EventStoreError(
    'unavailable',
    `The event store does not allow this service to ${what}. See docs/deployment.md for the access it needs.`,
    { reason: 'access-denied' },
  );

export const streamDeleted = (stream: string): EventStoreError =>
  new EventStoreError(
    'corrupt',
    `The stream ${stream} was deleted or cut short on the event store's server: what was recorded in it is missing. Restore a backup.`,
    { stream },
  );

export const logReplaced = (position: bigint): EventStoreError =>
  new EventStoreError(
    'corrupt',
    `The event store's log isn't the one that was read: it doesn't hold at position ${position} what it held there. ` +
      'If the cluster was restored from an older backup, stop the service, run "alliance-kpi rebuild", and start it again.',
    { position },
  );
