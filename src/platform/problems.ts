// Problem details (RFC 9457): the one catalogue of everything that can be refused, and the error that carries one.
import { refusals, type RefusalCode } from '../domain/refusals.js';
import type { JsonError } from './strict-json.js';

export interface ProblemType {
  readonly status: number;
  readonly title: string;
  /** What to do about it. */
  readonly remedy: string;
}

const service = {
  'json-invalid': { status: 400, title: 'The body is not JSON', remedy: 'Send one JSON value in UTF-8.' },
  'duplicate-key': { status: 400, title: 'A key stands twice', remedy: 'Send each key once.' },
  'json-too-deep': { status: 400, title: 'Nested too deeply', remedy: 'Send at most 32 levels.' },
  'key-forbidden': { status: 400, title: 'A key is not allowed', remedy: 'Rename or leave out the key.' },
  'number-inexact': {
    status: 400,
    title: "A number can't be kept exactly",
    remedy: 'Send finite numbers, whole ones within ±2^53.',
  },
  'encoding-invalid': {
    status: 400,
    title: 'The body is not UTF-8',
    remedy: 'Send the text in UTF-8. Of a list: save it as "CSV UTF-8" or .xlsx, or name its encoding.',
  },
  'body-missing': { status: 400, title: 'The body is missing', remedy: 'Send the data as a JSON object.' },
  'request-invalid': { status: 400, title: 'The request is malformed', remedy: 'Correct what is named.' },
  'parameter-repeated': {
    status: 400,
    title: 'A query parameter stands twice',
    remedy: 'Send each query parameter once.',
  },
  'as-of-unknown': {
    status: 400,
    title: 'asOf lies beyond what is recorded',
    remedy: 'Ask for an instant or a position that has passed.',
  },
  'cloudevent-invalid': {
    status: 400,
    title: 'Not a CloudEvent 1.0',
    remedy: 'Correct the attribute that is named (https://github.com/cloudevents/spec).',
  },
  'last-event-id-invalid': {
    status: 400,
    title: 'Last-Event-ID is not a position',
    remedy: 'Send the id of a message of this stream.',
  },
  'http-invalid': {
    status: 400,
    title: 'Not valid HTTP',
    remedy: 'Send HTTP/1.1 with a known method, one Host and one length of the body.',
  },
  'cross-site': {
    status: 403,
    title: 'The request comes from a page of another site',
    remedy: 'Use a page of the service itself; a proxy in front of it must pass on the Host that it was asked for.',
  },
  'route-unknown': { status: 404, title: 'No such route', remedy: 'See /api/docs for what there is.' },
  'store-not-empty': {
    status: 409,
    title: 'The data folder is not empty',
    remedy: 'Import without --migrate, or into an empty folder.',
  },
  'recorded-time-invalid': {
    status: 400,
    title: "A recorded time can't be kept",
    remedy: 'Import what `events` printed, in its order.',
  },
  'token-wrong': {
    status: 401,
    title: 'Not allowed',
    remedy: "Run the command where the service's data folder can be read.",
  },
  'event-unknown': { status: 404, title: 'No such event', remedy: 'Look the id up under /events.' },
  'organisation-unknown': {
    status: 404,
    title: 'No such organisation',
    remedy: 'See GET /search for those that are recorded.',
  },
  'indicator-not-in-framework': {
    status: 404,
    title: 'No such indicator on that day',
    remedy: 'See GET /indicators for those of the framework.',
  },
  'report-unknown': {
    status: 404,
    title: 'No such report',
    remedy: 'Ask for a project month and a format, such as M24.json; GET /reports lists both.',
  },
  'seal-broken': {
    status: 409,
    title: 'The seal does not hold',
    remedy: 'The log is not the one that was sealed: run "alliance-kpi verify", and restore a backup where it fails.',
  },
  'verification-failed': {
    status: 409,
    title: 'What is recorded or served is not as it should be',
    remedy:
      'Run "alliance-kpi rebuild" where figures differ; restore a backup where the log or the events of a seal do.',
  },
  'report-failed': {
    status: 503,
    title: 'The report could not be built',
    remedy: 'Do what the detail asks for, or repeat the request; report the fault with the time if it fails again.',
  },
  'reports-waiting': {
    status: 503,
    title: 'Too many reports are being built',
    remedy: 'Repeat the request later.',
  },
  'method-not-allowed': {
    status: 405,
    title: 'Method not allowed',
    remedy: 'Use one of the methods in the Allow header.',
  },
  'not-acceptable': {
    status: 406,
    title: 'No such representation',
    remedy: 'Accept the type that the route answers in: see /api/docs.',
  },
  'request-too-slow': { status: 408, title: 'The request came too slowly', remedy: 'Repeat the request.' },
  'event-id-ambiguous': {
    status: 409,
    title: 'Several streams hold an event with this id',
    remedy: 'Name the stream in the body.',
  },
  'revision-stale': {
    status: 412,
    title: 'Changed in the meantime',
    remedy: 'Read the thing again and decide on what it is now.',
  },
  'body-too-large': {
    status: 413,
    title: 'The body is too large',
    remedy: 'Send at most 1 MiB, or a file of at most 25 MiB to import; split what is larger.',
  },
  'append-too-large': {
    status: 413,
    title: 'Too much for one append',
    remedy: 'Send the events of one stream in several requests.',
  },
  'content-type-unsupported': {
    status: 415,
    title: 'Content type not supported',
    remedy: 'Send application/json in UTF-8, CloudEvents to /events, or a list as .csv or .xlsx to /imports.',
  },
  'content-encoding-unsupported': {
    status: 415,
    title: 'Content encoding not supported',
    remedy: 'Send the body without a content encoding.',
  },
  'range-not-satisfiable': {
    status: 416,
    title: 'The file has no such part',
    remedy: "Ask for a range within the file's size, or for all of it.",
  },
  'expectation-unknown': {
    status: 417,
    title: "The expectation can't be met",
    remedy: 'Send Expect: 100-continue, or none.',
  },
  'host-unknown': {
    status: 421,
    title: 'The service is not known by this name',
    remedy: 'Open the service at http://127.0.0.1:<port>, or set HOST or ALLOWED_HOSTS.',
  },
  'headers-too-large': {
    status: 431,
    title: 'The headers are too large',
    remedy: 'Send at most 16 KiB of address and headers.',
  },
  busy: { status: 503, title: 'Not now', remedy: 'Repeat the request with the same Idempotency-Key.' },
  'workbook-unsupported': {
    status: 415,
    title: 'Not a file that can be imported',
    remedy: 'Save it as .xlsx (without macros or password) or as .csv.',
  },
  'workbook-too-large': {
    status: 413,
    title: 'The workbook unpacks to too much',
    remedy: 'Save the sheet alone, or split it.',
  },
  'workbook-invalid': {
    status: 400,
    title: "The workbook can't be read",
    remedy: 'Save the sheet alone as a new workbook, or as .csv.',
  },
  'sheet-unknown': { status: 400, title: 'Which sheet is meant is not known', remedy: 'Name the sheet.' },
  'merged-cells': {
    status: 400,
    title: 'Cells are merged',
    remedy: 'Split them, and give each cell its value.',
  },
  'table-invalid': { status: 400, title: "The table can't be read", remedy: 'Correct the row that is named.' },
  'header-invalid': {
    status: 400,
    title: "The header doesn't fit",
    remedy: 'Correct the headers that are named, or map them in a profile.',
  },
  'no-rows': { status: 400, title: 'The file has no rows', remedy: 'Send a header and at least one row under it.' },
  'too-many-rows': {
    status: 413,
    title: 'The table is too large',
    remedy: 'Split it: at most 100,000 rows of 200 columns.',
  },
  'kind-unknown': {
    status: 400,
    title: 'What kind of list it is is not known',
    remedy: 'Name the kind or a profile, or start from a template.',
  },
  'profile-invalid': { status: 400, title: 'The profile is not valid', remedy: 'Correct the fields that are named.' },
  'profile-unknown': { status: 404, title: 'No such profile', remedy: 'See /api/import-profiles for those there are.' },
  'too-many-profiles': {
    status: 409,
    title: 'Too many profiles are saved',
    remedy: 'Save it in the place of one that is not needed any more.',
  },
  'rows-refused': {
    status: 400,
    title: 'Rows are refused, so nothing was recorded',
    remedy: 'Correct the rows that are named, or skip them (skipInvalid).',
  },
  'ambiguous-date': {
    status: 400,
    title: 'A date could be two days',
    remedy:
      'Write YYYY-MM-DD, or say how dates are written: "Dates are written as" on the import page, ' +
      '--dates dd/mm/yyyy or --dates mm/dd/yyyy on the command line.',
  },
  'ambiguous-number': {
    status: 400,
    title: 'A number could be two numbers',
    remedy: 'Write it as 1234.5, or say what the decimal sign is (decimal: "." or ",").',
  },
  'word-unknown': {
    status: 400,
    title: 'A word is not known',
    remedy: 'Use a word that is known, or say in the profile what it means (words).',
  },
  'cell-invalid': { status: 400, title: 'A cell holds an error', remedy: 'Correct the cell.' },
  'formula-without-value': {
    status: 400,
    title: 'A formula has no value',
    remedy: 'Open and save the workbook in a spreadsheet program, or put the value in its place.',
  },
  'import-unknown': { status: 404, title: 'No such import', remedy: 'See /imports for those there are.' },
  'storage-full': {
    status: 507,
    title: 'No room to record',
    remedy: 'Make room on the disk, then repeat the request.',
  },
  'storage-failed': {
    status: 503,
    title: 'The storage failed',
    remedy:
      'Where /health/ready says that nothing more is recorded, mend it and start the service again; then repeat the request.',
  },
  'position-not-reached': {
    status: 503,
    title: 'That position is not in the figures yet',
    remedy: 'Repeat the request after Retry-After.',
  },
  'outcome-unknown': {
    status: 503,
    title: 'Whether it was recorded is not known',
    remedy: 'Repeat the request with the same Idempotency-Key: it is recorded once.',
  },
  'figures-unavailable': {
    status: 503,
    title: "Figures can't be served",
    remedy: 'See /health/ready for the reason; run "alliance-kpi verify".',
  },
  internal: {
    status: 500,
    title: 'A fault of the service',
    remedy: 'Report it with the time; nothing was recorded unless it says so.',
  },
} as const satisfies Record<string, ProblemType>;

export type ProblemCode = RefusalCode | keyof typeof service;

export const problemTypes: Readonly<Record<ProblemCode, ProblemType>> = { ...refusals, ...service };

/** One fault of a request: where it is, what is wrong and what to do. */
export interface ProblemDetail {
  /** The field of the data, as a dotted path; absent where the fault is of the whole. */
  readonly field?: string;
  readonly code: string;
  readonly detail: string;
  readonly remedy?: string;
}

export interface Problem {
  readonly code: ProblemCode;
  readonly detail: string;
  readonly errors?: readonly ProblemDetail[];
  /** Further members of the answer (`index` in a batch, `streams`, `revision`, …). */
  readonly extension?: Readonly<Record<string, unknown>>;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is wrong with a JSON text; of a list, such as a batch, its place there is told too. */
export function jsonProblem({ code, message: detail, path }: JsonError): Problem {
  const [index] = path;
  const inList = typeof index === 'number';
  const field = path.slice(inList ? 1 : 0).join('.');
  return {
    ...{ code, detail },
    ...(field === '' ? {} : { errors: [{ field, code, detail }] }),
    ...(inList ? { extension: { index } } : {}),
  };
}

/** Ends a request with a problem; nothing was recorded. */
export class ProblemError extends Error {
  constructor(readonly problem: Problem) {
    super(problem.detail);
    this.name = 'ProblemError';
  }

  get status(): number {
    return problemTypes[this.problem.code].status;
  }
}

/** The body of the answer. */
export function problemBody({ code, detail, errors, extension }: Problem): Record<string, unknown> {
  const { status, title, remedy } = problemTypes[code];
  return { type: `/problems/${code}`, title, status, detail, remedy, ...(errors ? { errors } : {}), ...extension };
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json; charset=utf-8';
