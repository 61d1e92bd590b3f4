// The one command that records: facts offered together are decided together, and stored as one append or not at all.
import { Command } from '@nestjs/cqrs';
import type { ExpectedRevision, StreamAppend } from '../../event-store/event-store.js';
import type { RefusedFact } from './refused-facts.js';

/** An event that someone wants recorded, as it came in: nothing of it is checked yet. */
export interface OfferedFact {
  /** A UUID in lower case. */
  readonly eventId: string;
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
  readonly schemaVersion?: number;
  /** The event that this one corrects; honoured where it directly follows that one's retraction. */
  readonly corrects?: string;
  /** Who says so, and what else came with it. */
  readonly metadata: { readonly source: string } & Readonly<Record<string, unknown>>;
}

export interface RecordOptions {
  /** The revision that the (only) stream must have: `If-Match`, `If-None-Match`. */
  readonly ifRevision?: ExpectedRevision | undefined;
  /** Decide, but store nothing. */
  readonly dryRun?: boolean;
  /** What is stored, or would be, is put here. */
  readonly appends?: StreamAppend[];
  /**
   * Look at all facts, and put each refused one here (in no order), in the place of throwing the first refusal. With
   * one of them nothing is stored, and the answer holds what could be recorded without them.
   */
  readonly refused?: RefusedFact[];
}

/** Where a fact stands in the log. Positions and revisions are strings at the edge. */
export interface RecordedFact {
  readonly eventId: string;
  readonly stream: string;
  /** Position of the last event of the append that holds it. */
  readonly position: string;
  readonly revision: string;
  /** It was recorded before: this is the first result, nothing was stored again. */
  readonly repeat: boolean;
}

export class RecordFacts extends Command<readonly RecordedFact[]> {
  constructor(
    /** Whose facts these are. */
    readonly allianceId: string,
    readonly facts: readonly OfferedFact[],
    readonly options: RecordOptions = {},
  ) {
    super();
  }
}
