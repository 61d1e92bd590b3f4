// What every command brings besides its data: the idempotency key, the revision it was decided on, and who says so.
import { randomUUID } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { ExpectedRevision } from '../event-store/event-store.js';
import { uuidOfName, URL_NAMESPACE } from '../platform/name-uuid.js';
import { ProblemError } from '../platform/problems.js';

/** The source of events that come in as commands. */
export const API_SOURCE = 'urn:alliance-kpi:api';

export interface Offered {
  readonly eventId: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly ifRevision: ExpectedRevision | undefined;
  readonly metadata: { readonly source: string; readonly actor: string; readonly correlationId: string };
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const KEY_LENGTH = 255;
export const ACTOR_LENGTH = 100;
export const UNVERIFIED = 'unverified';
const ACTOR = `must be one name of 1 to ${ACTOR_LENGTH} characters`;

/** The UUID of an id: itself where it is one, else UUIDv5 of source and id. */
export function eventIdOf(source: string, id: string): string {
  const lower = id.toLowerCase();
  return UUID.test(lower) ? lower : uuidOfName(id, uuidOfName(source, URL_NAMESPACE));
}

/** Injects what a command brings; throws where it isn't a JSON object, or a header makes no sense. */
export const OfferedData = createParamDecorator((_: unknown, context: ExecutionContext): Offered =>
  offeredIn(context.switchToHttp().getRequest<FastifyRequest>()),
);

function offeredIn({ body, headers, id, query }: FastifyRequest): Offered {
  assertNoParameters(query);
  if (body === undefined || body === null)
    throw new ProblemError({ code: 'body-missing', detail: 'The request has no body.' });
  if (typeof body !== 'object' || Array.isArray(body)) {
    throw new ProblemError({
      code: 'wrong-type',
      detail: 'The body must be a JSON object with the data of the event.',
    });
  }
  const ifRevision = ifRevisionIn(headers);
  return {
    eventId: keyIn(headers['idempotency-key']),
    data: body as Record<string, unknown>,
    ifRevision,
    metadata: { source: API_SOURCE, actor: actorIn(headers), correlationId: id },
  };
}

/** What someone hopes for, such as a dry run, must not be recorded in silence. */
export function assertNoParameters(query: unknown): void {
  const [field] = Object.keys(query as object);
  if (field === undefined) return;
  const detail = `${field} is not known here: all that is asked stands in the body.`;
  throw new ProblemError({ code: 'request-invalid', detail, errors: [{ field, code: 'unknown-field', detail }] });
}

/** Who says so: a name that the caller gives in `X-Actor`, and nobody has verified. Throws where it is none. */
export function actorIn({ 'x-actor': header }: IncomingHttpHeaders): string {
  if (header === undefined) return UNVERIFIED;
  const text = typeof header === 'string' ? decoded(header) : '';
  return actorGiven(text, 'X-Actor', `${ACTOR}, beyond ASCII percent-encoded`);
}

/** The same of a parameter. */
export function actorGiven(text: string | undefined, field = 'actor', what = ACTOR): string {
  const name = text === undefined ? UNVERIFIED : actorNamed(text);
  if (name === undefined) throw badValue(field, what);
  return name;
}

/** A name of who says so, as it is kept; undefined where nobody could read it as one. */
export function actorNamed(text: string): string | undefined {
  const name = text.trim().normalize('NFC');
  return name === '' || name.length > ACTOR_LENGTH || /\p{C}/u.test(name) ? undefined : name;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
}

function keyIn(header: string | string[] | undefined): string {
  if (header === undefined) return randomUUID();
  const key = typeof header === 'string' ? header.replace(/^"(.*)"$/, '$1') : '';
  if (key === '' || key.length > KEY_LENGTH)
    throw badValue('Idempotency-Key', `must be one key of 1 to ${KEY_LENGTH} characters`);
  return eventIdOf(API_SOURCE, key);
}

/**
 * The revision that the stream must have: the one that `If-Match` names, or none with `If-None-Match: *`; undefined
 * without either. Throws where it isn't one quoted ETag, or the star.
 */
export function ifRevisionIn(headers: IncomingHttpHeaders): ExpectedRevision | undefined {
  const { 'if-match': match, 'if-none-match': noneMatch } = headers;
  if (noneMatch !== undefined) {
    if (noneMatch.trim() !== '*' || match !== undefined) throw badValue('If-None-Match', 'must be *, without If-Match');
    return 'no-stream';
  }
  if (match === undefined) return undefined;
  const [, revision] = /^"(\d{1,18})"$/.exec(match.trim()) ?? [];
  if (revision === undefined) throw badValue('If-Match', 'must be one ETag, quoted, such as "3"');
  return BigInt(revision);
}

function badValue(field: string, what: string): ProblemError {
  const detail = `${field} ${what}.`;
  return new ProblemError({ code: 'request-invalid', detail, errors: [{ field, code: 'value-invalid', detail }] });
}
