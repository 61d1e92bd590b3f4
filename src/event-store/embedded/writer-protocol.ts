// What the writer thread and the rest of the process say to each other.
import type { ThreadError } from './thread-error.js';

/** An event as the writer stores it: data and metadata as canonical JSON. */
export interface EncodedEvent {
  readonly eventId: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: string;
  readonly metadata: string;
}

export interface EncodedAppend {
  readonly stream: string;
  /** Revision of the stream before it; NO_STREAM: the stream holds nothing. */
  readonly expected: number;
  readonly events: readonly EncodedEvent[];
}

export interface WriteRequest {
  readonly id: number;
  readonly now: number;
  /** Recorded time to keep, in a migration. */
  readonly recordedAt: number | undefined;
  readonly appends: Iterable<EncodedAppend>;
}

export type WriteAnswer =
  | { readonly id: number; readonly position: number; readonly recordedAt: number }
  | { readonly id: number; readonly error: ThreadError };

export interface WriterData {
  readonly dataDir: string;
  /** Counts messages: the writer sleeps on it. */
  readonly signal: SharedArrayBuffer;
}

/** The writer's first message (or an error that ends it), and then the answers of each committed group. */
export type WriterMessage =
  | { readonly kind: 'open' }
  | { readonly kind: 'failed'; readonly error: ThreadError }
  | { readonly kind: 'answers'; readonly answers: readonly WriteAnswer[] }
  /** The storage failed: nothing more is stored. */
  | { readonly kind: 'stopped'; readonly error: ThreadError }
  /** The part of a big append that was sent last is put aside, or there is no room for it. */
  | { readonly kind: 'taken'; readonly id: number; readonly error?: ThreadError };

export type WriterRequest =
  | { readonly kind: 'write'; readonly requests: readonly WriteRequest[] }
  /** A part of the request with this id, which follows: a big append comes in several messages, each when the last is taken. */
  | { readonly kind: 'part'; readonly id: number; readonly appends: readonly EncodedAppend[] }
  /** The request with this id doesn't follow after all. */
  | { readonly kind: 'forget'; readonly id: number }
  | { readonly kind: 'close' };
