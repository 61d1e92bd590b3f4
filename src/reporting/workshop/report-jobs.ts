// What the report worker is asked for, and what it says: the messages between both sides.
import type { AllianceEvent } from '../alliance-event.js';
import type { ComparedPoint } from '../build-comparison.js';
import type { MonthOverview, MonthsRequest } from '../months.js';
import type { Assets, Format } from '../renderers/renderer.js';
import type { ReportRequest } from '../report-request.js';
import type { BundleRequest, ManifestFile } from '../seal/bundle.js';

export interface BuiltFile {
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
  /** Of the bytes, hexadecimal. */
  readonly sha256: string;
}

/** What a bundle consists of, as a seal records it. */
export interface BuiltBundle extends BuiltFile {
  readonly root: string;
  readonly events: number;
  readonly files: readonly ManifestFile[];
}

type Wanted = Omit<ReportRequest, 'allianceId'>;

/** `root`: what was sealed; events with another root are refused. */
export type ReportJob =
  | { readonly kind: 'file'; readonly format: Format; readonly wanted: Wanted; readonly root?: string }
  | { readonly kind: 'bundle'; readonly wanted: BundleRequest; readonly root?: string }
  | {
      readonly kind: 'comparison';
      readonly points: readonly [ComparedPoint, ComparedPoint];
      readonly format: Format;
      readonly wanted: Omit<Wanted, 'month'>;
    }
  | { readonly kind: 'months'; readonly wanted: MonthsRequest };

export type JobOf<K extends ReportJob['kind']> = Extract<ReportJob, { readonly kind: K }>;

/** What a job gives, by its kind. */
export interface JobResults {
  readonly file: BuiltFile;
  readonly bundle: BuiltBundle;
  readonly comparison: BuiltFile;
  readonly months: readonly MonthOverview[];
}
export type JobResult = JobResults[keyof JobResults];

/** What an alliance's events are comes before the first job on them; the worker keeps them for the next. */
export type ToWorker =
  | { readonly kind: 'alliance'; readonly allianceId: string }
  | { readonly kind: 'events'; readonly events: readonly AllianceEvent[] }
  | { readonly kind: 'job'; readonly job: ReportJob; readonly assets: Assets }
  | { readonly kind: 'signature'; readonly signature: string };

export type FromWorker =
  | { readonly kind: 'progress'; readonly work: string; readonly done: number }
  | { readonly kind: 'sign'; readonly payload: Uint8Array }
  | { readonly kind: 'done'; readonly result: JobResult }
  | { readonly kind: 'broken-seal'; readonly root: string }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };
