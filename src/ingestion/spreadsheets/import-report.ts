// What an import, or its dry run, tells whoever imports.
import type { LikelyDuplicate } from './likely-duplicates.js';
import type { Kind } from './profile.js';
import type { RowRefusal } from './row-reader.js';

/** An event that a row would be recorded as. */
export interface PreviewedEvent {
  readonly row: number;
  readonly stream: string;
  readonly type: string;
  readonly data: unknown;
}

/** A thing that is recorded already with other details, which were kept. */
export interface KeptThing {
  readonly row: number;
  readonly stream: string;
  /** The fields that differ. */
  readonly fields: readonly string[];
}

export interface ImportReport {
  /** Names the import from now on (its events' correlationId); null where nothing was recorded. */
  readonly importId: string | null;
  readonly dryRun: boolean;
  readonly kind: Kind;
  /** Name of the profile; null where the headers said enough. */
  readonly profile: string | null;
  /** Name of the sheet that was read, of a workbook. */
  readonly sheet?: string;
  readonly rows: number;
  /** How many events were recorded now. */
  readonly recorded: number;
  /** By type, the events that were recorded, or that could be: refused rows make none. */
  readonly events: Readonly<Record<string, number>>;
  /** Events that were there already. */
  readonly alreadyThere: number;
  /** By reason, rows that were left out. */
  readonly leftOut: Readonly<Record<string, number>>;
  /** How many rows are refused. */
  readonly refusedRows: number;
  /** Why, row by row; at most 1,000. */
  readonly refused: readonly RowRefusal[];
  /** Things that are recorded already, with other details; at most 1,000. */
  readonly kept: readonly KeptThing[];
  readonly likelyDuplicates: readonly LikelyDuplicate[];
  readonly notices: readonly string[];
  /** The first events, as they would be or were recorded. */
  readonly preview: readonly PreviewedEvent[];
  /** Position of the last event that was recorded now. */
  readonly position?: string;
}

export const MOST_LISTED = 1_000;
export const PREVIEWED = 20;
