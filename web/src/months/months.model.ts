// What the service answers of measurement months and their reports, as this page uses it.
import { pathOf, type ReportStatus } from '../api.js';
import { text } from '../text.js';

export interface MonthOverview {
  readonly month: number;
  readonly date: string;
  readonly status: ReportStatus;
  /** Of the month's stream; null while it holds nothing. */
  readonly revision: string | null;
  readonly measured: readonly string[];
  readonly period: { readonly from: number; readonly to: number } | null;
  readonly deadline: string | null;
  /** Negative when it is late. */
  readonly daysLeft: number | null;
  readonly missing: readonly Missing[];
  readonly narratives: readonly NarrativeText[];
  readonly steps: readonly Step[];
  readonly seal: {
    readonly asOf: string;
    readonly events: number;
    readonly root: string;
    readonly sealedOn: string;
  } | null;
  readonly restated: readonly RestatedFigure[];
}

export interface Missing {
  readonly code: string;
  readonly indicator?: string;
  readonly text: string;
}

export interface NarrativeText {
  readonly section: string;
  readonly language: string;
  /** Markdown. */
  readonly text: string;
  readonly writtenOn: string;
}

export interface Step {
  readonly type: string;
  readonly on: string;
  /** As the caller named themselves. */
  readonly actor: string | null;
  readonly section?: string;
  readonly language?: string;
  readonly reason?: string;
}

export interface RestatedFigure {
  readonly kind: 'indicator' | 'companion' | 'status' | 'milestone';
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly causes: readonly { readonly events: readonly string[]; readonly text: string }[];
}

export interface MonthList {
  readonly months: readonly MonthOverview[];
}

/** What reports there can be. */
export interface ReportKinds {
  readonly formats: readonly string[];
  readonly languages: readonly { readonly language: string; readonly name: string }[];
  readonly audiences: readonly string[];
}

/** What is left to be done for a month's report, besides the steps of its way. */
export function leftOf<T extends { readonly code: string }>({ missing }: { readonly missing: readonly T[] }): T[] {
  return missing.filter(({ code }) => !code.startsWith('not-'));
}

export function monthsPath(allianceId: string): string {
  return `${pathOf(allianceId)}/months?language=${text.language}`;
}

export function monthPath(allianceId: string, month: number): string {
  return `${pathOf(allianceId)}/months/M${month}`;
}

/** The name of a section of the narrative: one of its own, or the indicator's. */
export function sectionName(section: string, titles: ReadonlyMap<string, string>): string {
  const { narrative } = text.months;
  if (section === 'summary') return narrative.summary;
  if (section === 'deviations') return narrative.deviations;
  const title = titles.get(section);
  return title === undefined ? section : `${section}: ${title}`;
}
