// The HTTP contract as this page uses it: what is asked, what is answered, and how a refusal reads.

import { momentQuery } from './address.js';
import { keptActor } from './preferences.js';
import { hearTime } from './service-clock.js';
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
  readonly month: number;
  readonly date: string;
  readonly value: Value;
  readonly expected: number | null;
}

export interface BreakdownCell {
  /** Null: not stated. */
  readonly key: string | null;
  /** Null where it is withheld. */
  readonly value: number | null;
  readonly withheld: boolean;
}

export interface IndicatorDetail extends Heading, Indicator {
  readonly series: readonly SeriesPoint[];
  readonly breakdowns: Readonly<Record<string, readonly BreakdownCell[]>>;
}

export interface Milestone {
  readonly id: string;
  readonly objective?: string;
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
  /** Why it must be thought of now; null while it need not. */
  readonly reminder: string | null;
  /** What is missing until it is sealed, in words. */
  readonly missing: readonly { readonly code: string; readonly text: string }[];
}

/** `indicator`: a value; `companion`: `<indicator>.<companion>`; `status`: of an indicator; `milestone`: its status. */
export interface Change {
  readonly kind: 'indicator' | 'companion' | 'status' | 'milestone';
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** A field or fact that is at fault, as problem details name it. */
export interface FieldProblem {
  /** Where it stands, such as `parties.0.name`; in the body, or the name of a query parameter. */
  readonly field: string;
  readonly code: string;
  readonly detail: string;
}

/** A refusal or fault in words: from problem+json, or our own when no service answered (`status` 0). */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    /** What to do about it. */
    readonly remedy = '',
    /** The code of the problem type, such as `mou-unknown`. */
    readonly code = '',
    readonly errors: readonly FieldProblem[] = [],
  ) {
    super(title);
  }
}

/** When and as known when: the two time axes of every read. */
export interface Moment {
  /** `M24` or a date; absent: today. */
  readonly at?: string | undefined;
  /** A log position or an instant; absent: everything recorded so far. */
  readonly asOf?: string | undefined;
}

export interface Ask extends Moment {
  /** The log position that the answer must have seen at least. */
  readonly atLeast?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

export const ALLIANCES = '/api/alliances';

interface AllianceList {
  readonly alliances: readonly Alliance[];
}

interface MilestoneList {
  readonly milestones: readonly Milestone[];
}

/** The figures of an alliance at a moment. */
export interface Figures {
  readonly list: IndicatorList;
  readonly milestones: readonly Milestone[];
}

export async function getAlliances(signal?: AbortSignal): Promise<readonly Alliance[]> {
  return (await get<AllianceList>(ALLIANCES, { signal })).alliances;
}

export function getIndicators(allianceId: string, ask: Ask): Promise<IndicatorList> {
  return get(`${pathOf(allianceId)}/indicators`, ask);
}

/** One indicator with its monthly series. */
export function getIndicator(allianceId: string, indicatorId: string, ask: Ask): Promise<IndicatorDetail> {
  return get(`${pathOf(allianceId)}/indicators/${encodeURIComponent(indicatorId)}`, ask);
}

export async function getMilestones(allianceId: string, ask: Ask): Promise<readonly Milestone[]> {
  return (await get<MilestoneList>(`${pathOf(allianceId)}/milestones`, ask)).milestones;
}

/** Server-sent events: one message for each position, its id; without changes where it changed no figure. */
export function streamUrl(allianceId: string): string {
  return `${pathOf(allianceId)}/stream?positions=all`;
}

export function parseChanges(data: string): readonly Change[] {
  return (JSON.parse(data) as { changes: readonly Change[] }).changes;
}

export function pathOf(allianceId: string): string {
  return `/api/alliances/${encodeURIComponent(allianceId)}`;
}

/** Answers asked for before the page that needs them is drawn; each is taken once. */
const askedEarly = new Map<string, Promise<unknown>>();

/** Asks now for what `get` will want to read as the page's first. */
export function askEarly(url: string): void {
  const answer = read(url, {});
  // Without an answer it is asked again when it is wanted.
  answer.catch(() => askedEarly.delete(url));
  askedEarly.set(url, answer);
}

/** Answers to what a page asks first, by their addresses. */
export type Answers = Readonly<Record<string, unknown>>;

/** Those that came with the page, while it is drawn for the first time. */
let atHand: Answers = {};

/** Draws for the first time with answers that are there already. Any later drawing asks for what is so by then. */
export function drawWith<T>(answers: Answers, draw: () => T): T {
  atHand = answers;
  try {
    return draw();
  } finally {
    atHand = {};
  }
}

/** What came with the page needs not be asked for. */
export function takeEarly(answers: Answers): void {
  for (const [url, answer] of Object.entries(answers)) askedEarly.set(url, Promise.resolve(answer));
}

export function alliancesAtHand(): readonly Alliance[] | undefined {
  return (atHand[ALLIANCES] as AllianceList | undefined)?.alliances;
}

export function figuresAtHand(allianceId: string, moment: Moment): Figures | undefined {
  const [list, answer] = overviewQuestions(allianceId, moment).map((url) => atHand[url]);
  return list && answer ? { list: list as IndicatorList, milestones: (answer as MilestoneList).milestones } : undefined;
}

/** The answer that came with the page to a question of `get`. */
export function answerAtHand(path: string, moment: Moment): unknown {
  return atHand[questionAt(path, moment)];
}

/** How many of the things that need attention an overview shows first: all may be many. */
export const ATTENTION_FIRST = 6;
export const FIRST_ATTENTION = `attention?first=${ATTENTION_FIRST}`;

/** What an overview asks first: each needs what the address says, and nothing else. */
export function overviewQuestions(allianceId: string, moment: Moment): string[] {
  return ['indicators', 'milestones', 'framework', FIRST_ATTENTION].map((what) =>
    questionAt(`${pathOf(allianceId)}/${what}`, moment),
  );
}

function questionAt(path: string, moment: Moment): string {
  const query = momentQuery(moment);
  return path + (path.includes('?') ? query.replace('?', '&') : query);
}

/** Reads JSON. Throws ApiProblem; an aborted request throws the browser's AbortError. */
export async function get<T>(path: string, { at, asOf, atLeast, signal }: Ask = {}): Promise<T> {
  const url = questionAt(path, { at, asOf });
  const early = atLeast === undefined ? askedEarly.get(url) : undefined;
  askedEarly.delete(url);
  if (early) return (await early) as T;
  const headers: Record<string, string> = atLeast === undefined ? {} : { 'if-position-at-least': atLeast };
  return read<T>(url, { headers, signal: signal ?? null });
}

/** Events on a page, at most; fewer where they are long. */
const EVENTS_ON_PAGE = 1_000;

/** All events of an alliance that fit `filter` (`stream`, `type`), in log order, page after page. */
export async function getEvents<T>(
  allianceId: string,
  filter: Readonly<Record<string, string>>,
  asking: Ask,
): Promise<T[]> {
  const events: T[] = [];
  for (let from: string | null = '0'; from !== null;) {
    const query = new URLSearchParams({ ...filter, from, limit: String(EVENTS_ON_PAGE) });
    const path = `${pathOf(allianceId)}/events?${query.toString()}`;
    const page: { events: readonly T[]; next: string | null } = await get(path, asking);
    events.push(...page.events);
    from = page.next;
  }
  return events;
}

async function read<T>(url: string, { headers, ...init }: Pick<RequestInit, 'headers' | 'signal'>): Promise<T> {
  return bodyOf<T>(await ask(url, { headers: { accept: 'application/json', ...headers }, ...init }));
}

/** What a command answers once its fact is stored. */
export interface Recorded {
  readonly eventId: string;
  readonly stream: string;
  readonly position: string;
  readonly revision: string;
  /** It was there already; nothing was stored again. */
  readonly repeat: boolean;
}

export interface SendOptions {
  readonly method?: 'POST' | 'PUT';
  /** A UUID of the fact, made once for each form: sent again after a loss, it stores nothing twice. */
  readonly idempotencyKey?: string | undefined;
  /** The stream revision that the user has seen, null: none yet; a newer one is refused with 412. */
  readonly ifMatch?: string | null | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Nobody is to know who sends it: the kept name stays here. */
  readonly isAnonymous?: boolean;
}

/** Sends a command as JSON. Throws ApiProblem with `errors` naming the fields. */
export async function send<T = Recorded>(path: string, body: unknown, options: SendOptions = {}): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json', 'content-type': 'application/json' };
  if (options.idempotencyKey !== undefined) headers['idempotency-key'] = options.idempotencyKey;
  if (options.isAnonymous !== true) Object.assign(headers, headersOfActor());
  if (options.ifMatch === null) headers['if-none-match'] = '*';
  else if (options.ifMatch !== undefined) headers['if-match'] = `"${options.ifMatch}"`;
  const response = await ask(path, {
    method: options.method ?? 'POST',
    headers,
    body: JSON.stringify(body),
    signal: options.signal ?? null,
  });
  return bodyOf<T>(response);
}

/** Tells under which name someone records facts in this browser, where there is one. */
export function headersOfActor(): Record<string, string> {
  const actor = keptActor();
  return actor === '' ? {} : { 'x-actor': encodeURIComponent(actor) };
}

/** A request answered with success; anything else is thrown as an ApiProblem. */
export async function ask(path: string, init: RequestInit): Promise<Response> {
  const response = await fetch(path, init).catch(unanswered);
  hearTime(response);
  if (!response.ok) throw await problemOf(response);
  return response;
}

/** The JSON of an answer. */
async function bodyOf<T>(response: Response): Promise<T> {
  return (await response.json().catch(unanswered)) as T;
}

/** Throws what went wrong on the way, also in the midst of an answer: no service answered, or nobody asks any more. */
export function unanswered(error: unknown): never {
  if (isAborted(error)) throw error;
  throw new ApiProblem(0, '', '');
}

export function isAborted(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/** Code of what nobody answered to a page that asks again by itself, as none does with what was sent. */
export const ASKED_AGAIN = 'asked-again';

/** What was thrown, as a problem to show; undefined for an aborted request. */
export function problemFrom(error: unknown, isAskedAgain = false): ApiProblem | undefined {
  if (error instanceof ApiProblem)
    return isAskedAgain && error.status === 0 ? new ApiProblem(0, '', '', '', ASKED_AGAIN) : error;
  return isAborted(error) ? undefined : new ApiProblem(-1, text.problem.broken, String(error));
}

async function problemOf(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => undefined);
  return problemOfBody(body, response.status);
}

/** Problem details as they stand in an answer, or at the end of one that told its progress. */
export function problemOfBody(body: unknown, answered?: number): ApiProblem {
  const { type, title, detail, remedy, errors, ...rest } = (
    typeof body === 'object' && body !== null ? body : {}
  ) as Readonly<Record<string, unknown>>;
  const status = answered ?? Number(rest['status'] ?? 500);
  const word = (value: unknown, otherwise = ''): string => (typeof value === 'string' ? value : otherwise);
  return new ApiProblem(
    status,
    word(title, `HTTP ${status}`),
    word(detail),
    word(remedy),
    word(type).replace('/problems/', ''),
    Array.isArray(errors) ? (errors as FieldProblem[]) : [],
  );
}
