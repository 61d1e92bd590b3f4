// The command that records the facts of a file: however many there are, decided together and stored as one append.
import { Command } from '@nestjs/cqrs';
import type { Facts } from './facts.js';
import type { RefusedFacts } from './refused-facts.js';

export interface RecordManyOptions {
  /** Decide, but store nothing. */
  readonly dryRun?: boolean;
  /**
   * Of how many facts that are refused it is told why. With one of them nothing is stored, and the answer counts what
   * could be recorded without them. Absent: the first refusal is thrown.
   */
  readonly mostTold?: number;
  /** What is put aside with a refused fact, untold: others aren't judged by it. */
  readonly goingWith?: (index: number) => readonly number[];
  /** Migration into an empty store: each fact an append of its own (a correction one) with its recorded time. */
  readonly recordedAt?: readonly number[];
  /** Called while the facts are decided, with how many of them are. */
  readonly onProgress?: (decided: number) => void;
  /** Gives up what isn't being stored yet. */
  readonly signal?: AbortSignal | undefined;
}

export interface RecordedMany {
  /** Facts that were recorded now, or could be. */
  readonly recorded: number;
  /** Facts that were recorded before. */
  readonly repeats: number;
  /** Position of the last event that was stored now. */
  readonly position?: string;
  readonly refused: RefusedFacts;
}

export class RecordManyFacts extends Command<RecordedMany> {
  constructor(
    readonly facts: Facts,
    readonly options: RecordManyOptions = {},
  ) {
    super();
  }
}
