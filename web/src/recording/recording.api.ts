// What recording asks of the service: things with their history, what facts would change, imports.
import { resultInLines } from '../answer-in-lines.js';
import {
  ApiProblem,
  ask,
  getEvents,
  headersOfActor,
  pathOf,
  send,
  type Ask,
  type Companion,
  type FieldProblem,
  type Status,
} from '../api.js';
import { text } from '../text.js';

/** The present state of a thing; which fields it has depends on its kind. */
export type Card = Readonly<Record<string, unknown>> & { readonly status?: string };

export interface Document {
  readonly title: string;
  readonly url?: string;
  readonly sha256?: string;
}

/** A fact as a history tells it. */
export interface RecordedFact {
  readonly eventId: string;
  readonly type: string;
  readonly position: string;
  readonly revision: string;
  readonly recordedAt: string;
  readonly effectiveOn?: string | undefined;
  readonly corrects?: string;
  readonly retractedBy?: string;
  readonly actor?: string;
  readonly source?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export type Thing = Card & { readonly revision: string; readonly history: readonly RecordedFact[] };

export interface Party {
  readonly partyId: string;
  readonly name: string;
  readonly country?: string;
  readonly signedOn?: string | null;
}

export interface AssumedFact {
  readonly type: string;
  readonly id?: string | undefined;
  readonly data: Readonly<Record<string, unknown>>;
  readonly corrects?: string | undefined;
}

export interface WhatIfRequest {
  readonly at?: string | undefined;
  readonly leaveOut?: readonly string[];
  readonly assume?: readonly AssumedFact[];
}

export interface ComparedFigure {
  readonly value?: number | boolean | null;
  readonly companions?: Readonly<Record<string, Companion>>;
  readonly status: Status;
}

export interface Compared {
  readonly id: string;
  readonly title: string;
  readonly unit?: string;
  readonly before: ComparedFigure | null;
  readonly after: ComparedFigure | null;
}

export interface AlikeNames {
  readonly name: string;
  readonly id: string;
  readonly like: readonly { readonly name: string; readonly id: string }[];
}

export interface Refusal {
  readonly type: string;
  readonly title: string;
  readonly detail: string;
  readonly remedy: string;
  readonly in: 'leaveOut' | 'assume';
  readonly index: number;
  readonly status: number;
  readonly errors?: readonly FieldProblem[];
}

export interface WhatIfAnswer {
  readonly at: string;
  readonly month: number | null;
  readonly refused: readonly Refusal[];
  readonly indicators: readonly Compared[];
  readonly milestones: readonly Compared[];
  readonly likelyDuplicates: readonly AlikeNames[];
}

export function askWhatIf(allianceId: string, request: WhatIfRequest, signal?: AbortSignal): Promise<WhatIfAnswer> {
  return send<WhatIfAnswer>(`${pathOf(allianceId)}/what-if`, request, { signal });
}

/** A recorded event as `GET /events` lists it. */
export interface ListedEvent {
  readonly id: string;
  /** With the prefix of CloudEvents. */
  readonly type: string;
  readonly subject: string;
  readonly recordedat: string;
  readonly position: string;
  readonly corrects?: string;
  readonly actor?: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Name of an event's type, without the prefix of CloudEvents. */
export function typeOf({ type }: ListedEvent): string {
  return type.slice(type.lastIndexOf('.') + 1);
}

/** All events of these types that stand, type by type in log order. */
export async function standingEvents(allianceId: string, types: readonly string[], ask: Ask): Promise<ListedEvent[]> {
  return standing(await eventsOfTypes(allianceId, [...types, 'EventRetracted'], ask));
}

/** The same with the evidence added to them: for facts of few streams, for only those are asked what else they hold. */
export async function standingWithEvidence(
  allianceId: string,
  types: readonly string[],
  ask: Ask,
): Promise<ListedEvent[]> {
  const facts = await eventsOfTypes(allianceId, types, ask);
  const streams = [...new Set(facts.map(({ subject }) => subject))];
  const beside = await Promise.all(
    streams.map((stream) => eventsOfTypes(allianceId, ['EvidenceAdded', 'EventRetracted'], ask, stream)),
  );
  return standing([...facts, ...beside.flat()]);
}

/** Those that no other among them takes back. */
function standing(events: readonly ListedEvent[]): ListedEvent[] {
  const isRetraction = (event: ListedEvent): boolean => typeOf(event) === 'EventRetracted';
  // Two streams may hold facts of one id: a fact is taken back in its own.
  const gone = new Set(events.filter(isRetraction).map(({ subject, data }) => `${subject} ${String(data['eventId'])}`));
  return events.filter((event) => !isRetraction(event) && !gone.has(`${event.subject} ${event.id}`));
}

/** `stream`: only of this one. */
async function eventsOfTypes(
  allianceId: string,
  types: readonly string[],
  ask: Ask,
  stream?: string,
): Promise<ListedEvent[]> {
  const of = stream === undefined ? {} : { stream };
  const lists = await Promise.all(types.map((type) => getEvents<ListedEvent>(allianceId, { type, ...of }, ask)));
  return lists.flat();
}

export interface RefusedRow {
  readonly row: number;
  readonly column?: string;
  readonly value?: string;
  readonly code: string;
  readonly detail: string;
  readonly remedy: string;
}

export interface ImportReport {
  readonly importId: string | null;
  readonly dryRun: boolean;
  readonly kind: string;
  readonly profile: string | null;
  readonly rows: number;
  readonly recorded: number;
  readonly events: Readonly<Record<string, number>>;
  readonly alreadyThere: number;
  readonly leftOut: Readonly<Record<string, number>>;
  readonly refusedRows: number;
  readonly refused: readonly RefusedRow[];
  readonly kept: readonly { readonly row: number; readonly stream: string; readonly fields: readonly string[] }[];
  readonly likelyDuplicates: readonly {
    readonly organisations: readonly AlikeOrganisation[];
  }[];
  readonly notices: readonly string[];
  readonly preview: readonly {
    readonly row: number;
    readonly stream: string;
    readonly type: string;
    readonly data: Readonly<Record<string, unknown>>;
  }[];
}

export interface AlikeOrganisation {
  readonly name: string;
  readonly row?: number;
  readonly id?: string;
  /** Of a row: the id that it gets by its name. */
  readonly made?: string;
}

export interface ImportEntry {
  readonly importId: string;
  readonly recordedAt: string;
  readonly actor: string;
  readonly events: Readonly<Record<string, number>>;
  readonly reversed: { readonly recordedAt: string; readonly retracted: number; readonly reason: string } | null;
}

/** Sends a file to be imported and tells its progress, 0 to 1. Throws ApiProblem. */
export async function importFile(
  allianceId: string,
  file: File,
  query: URLSearchParams,
  onProgress: (done: number) => void,
): Promise<ImportReport> {
  // What was changed since it was chosen can't be read; sent all the same, it would look like a lost connection.
  await file.slice(0, 1).arrayBuffer().catch(unreadable);
  const isWorkbook = file.name.toLowerCase().endsWith('.xlsx');
  const response = await ask(`${pathOf(allianceId)}/imports?${query}`, {
    method: 'POST',
    headers: {
      ...headersOfActor(),
      accept: 'application/x-ndjson',
      'content-type': isWorkbook ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv',
    },
    body: file,
  });
  return resultInLines(response, onProgress);
}

function unreadable(): never {
  const words = text.recording.import;
  throw new ApiProblem(-1, words.changed, words.changedDetail);
}
