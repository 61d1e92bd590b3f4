// What a report is asked for: together with the alliance's events, all that its content depends on.
import type { Audience } from './report-model.js';

/** What the installation says of all its reports. */
export interface ReportSettings {
  /** Which of the two statements stands beside the emblem. */
  readonly funding: 'cofunded' | 'funded';
  /** The granting authority in the disclaimer; empty: EACEA, in its own wording. */
  readonly authority: string;
  /** Last project months of the reporting periods, ascending. */
  readonly reportingPeriods: readonly number[];
}

export const DEFAULT_SETTINGS: ReportSettings = { funding: 'cofunded', authority: '', reportingPeriods: [24, 48] };

export interface ReportRequest {
  readonly allianceId: string;
  readonly month: number;
  /** Key of a language in `texts/languages.ts`. */
  readonly language: string;
  readonly audience: Audience;
  /** Whether the expected values of the straight line, which are management information, are shown. */
  readonly expected: boolean;
  readonly settings: ReportSettings;
}
