// The HTTP contract as this page uses it: what is asked, what is answered, and how a refusal reads.

import { text } from './text.js';

export type Value = number | boolean | null;
export type Companion = Value | string | readonly [number, number];
export type Status =
  'noTarget' | 'noData' | 'achieved' | 'missed' | 'notDue' | 'onTrack' | 'atRisk' | 'offTrack' | 'regressing';
export type MilestoneStatus = 'achieved' | 'notDue' | 'overdue';

export interface Alliance {
  readonly allianceId: string;
  readonly name: string;
  readonly acronym: string;
  readonly startsOn: string;
  readonly endsOn: string;
  readonly coordinator: string;
  readonly timeZone: string;
  /** Invented data, shipped to look around in. */
  readonly example: boolean;
}

/** An earlier value of a baseline or target; `until` is the day of the revision. */
export interface Was {
  readonly value: Value;
  readonly until: string;
  readonly reason: string;
}

interface Anchor {
  readonly month: number | null;
  readonly date: string;
  readonly was?: readonly Was[];
}

export interface Baseline extends Anchor {
  readonly value: Value;
  readonly label?: string;
}

export interface Target extends Anchor {
  readonly value: number | boolean;
  readonly met: boolean | null;
  readonly valueThen: Value;
}

export interface Indicator {
  readonly id: string;
  readonly objective?: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  readonly value: Value;
  readonly companions: Readonly<Record<string, Companion>>;
  readonly baseline: Baseline;
  readonly targets: readonly Target[];
  readonly measuredAt?: readonly number[];
  readonly expected: number | null;
  readonly progress: number | null;
  readonly onPath: number | null;
  readonly status: Status;
  readonly notes: readonly string[];
}

interface Heading {
  readonly alliance: string;
  readonly at: string;
  /** Null before the project starts and after it ends. */
  readonly month: number | null;
  readonly asOf: string;
}

export interface IndicatorList extends Heading {
  readonly indicators: readonly Indicator[];
}

export interface SeriesPoint {
  readonly month: number | null;
  readonly date: string;
  readonly value: Value;
  readonly expected: number | null;
}

export interface IndicatorDetail extends Heading, Indicator {
  readonly series: readonly SeriesPoint[];
}

export interface Milestone {
  readonly id: string;
  readonly title: string;
  readonly due: { readonly month?: number; readonly date: string } | null;
  readonly status: MilestoneStatus;
  readonly achievedOn: string | null;
  readonly holds: boolean;
}

export type ReportStatus = 'open' | 'submitted' | 'approved' | 'sealed';

export interface ReportMonth {
  readonly month: number;
  readonly date: string;
  readonly status: ReportStatus;
  /** The day by which the report is due, where one is. */
  readonly deadline: string | null;
  /** Negative when it is late. */
  readonly daysLeft: number | null;
  /** What is missing until it is sealed, in words. */
  readonly missing: readonly { readonly text: string }[];
}

export interface Reports {
  readonly formats: readonly string[];
  readonly months: readonly ReportMonth[];
}

/** `indicator`: a value; `companion`: `<indicator>.<companion>`; `status`: of an indicator; `milestone`: its status. */
export interface Change {
  readonly kind: 'indicator' | 'companion' | 'status' | 'milestone';
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A refusal or fault in words: from problem+json, or our own when no service answered (`status` 0). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(title);
  }
}

export interface Ask {
  /** `M24` or a date; absent: today. */
  readonly at?: string | undefined;
  /** The log position that the answer must have seen at least. */
  readonly atLeast?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export async function getAlliances(signal?: AbortSignal): Promise<readonly Alliance[]> {
  return (await get<{ alliances: readonly Alliance[] }>('/api/alliances', { signal })).alliances;
}

export function getIndicators(allianceId: string, ask: Ask): Promise<IndicatorList> {
  return get(`${pathOf(allianceId)}/indicators`, ask);
}

/** One indicator with its monthly series. */
export function getIndicator(allianceId: string, indicatorId: string, ask: Ask): Promise<IndicatorDetail> {
  return get(`${pathOf(allianceId)}/indicators/${encodeURIComponent(indicatorId)}`, ask);
}

export async function getMilestones(allianceId: string, ask: Ask): Promise<readonly Milestone[]> {
  return (await get<{ milestones: readonly Milestone[] }>(`${pathOf(allianceId)}/milestones`, ask)).milestones;
}

/** The measurement months, and the formats that their reports come in. */
export async function getReports(allianceId: string, signal: AbortSignal): Promise<Reports> {
  const [{ formats }, { months }] = await Promise.all([
    get<Pick<Reports, 'formats'>>(`${pathOf(allianceId)}/reports`, { signal }),
    get<Pick<Reports, 'months'>>(`${pathOf(allianceId)}/months`, { signal }),
  ]);
  return { formats, months };
}

export function reportUrl(allianceId: string, month: number, format: string): string {
  return `${pathOf(allianceId)}/reports/M${month}.${format}?language=${text.language}`;
}

/** Server-sent events: one message for each position that changed something, its id the position. */
export function streamUrl(allianceId: string): string {
  return `${pathOf(allianceId)}/stream`;
}

export function parseChanges(data: string): readonly Change[] {
  return (JSON.parse(data) as { changes: readonly Change[] }).changes;
}

function pathOf(allianceId: string): string {
  return `/api/alliances/${encodeURIComponent(allianceId)}`;
}

/** Throws ApiProblem; an aborted request throws the browser's AbortError. */
async function get<T>(path: string, { at, atLeast, signal }: Ask): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (atLeast !== undefined) headers['if-position-at-least'] = atLeast;
  let response: Response;
  try {
    response = await fetch(at === undefined ? path : `${path}?at=${encodeURIComponent(at)}`, {
      headers,
      signal: signal ?? null,
    });
  } catch (error) {
    if (isAborted(error)) throw error;
    throw new ApiProblem(0, '', '');
  }
  if (!response.ok) throw await problemOf(response);
  return (await response.json()) as T;
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  const { title, detail } = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  return new ApiProblem(
    response.status,
    typeof title === 'string' ? title : `HTTP ${response.status}`,
    typeof detail === 'string' ? detail : '',
  );
}
