// The HTTP protocol binding of CloudEvents 1.0.2: which content mode a request has, and the events that it carries.
// https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/bindings/http-protocol-binding.md
import type { OfferedFact } from '../commands/record-facts/record-facts.command.js';
import { ProblemError } from '../platform/problems.js';
import { offeredFact } from './cloud-events.js';

export const STRUCTURED = 'application/cloudevents+json';
export const BATCH = 'application/cloudevents-batch+json';
const ATTRIBUTE_HEADER = 'ce-';

/** What of a request the binding speaks of; header names in lower case, `rawHeaders` as they came. */
export interface EventRequest {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly rawHeaders: readonly string[];
  /** The body, parsed as JSON. */
  readonly body: unknown;
}

/** The events of a request, in their order. Throws a problem where they are none, naming the attribute. */
export function eventsIn({ headers, rawHeaders, body }: EventRequest): OfferedFact[] {
  const contentType = String(headers['content-type'] ?? '');
  const [mediaType = ''] = contentType.toLowerCase().split(';');
  switch (mediaType.trim()) {
    case BATCH:
      if (!Array.isArray(body)) throw invalid('', 'must be a JSON list of CloudEvents');
      return body.map((event, index) => offeredFact(event, index));
    case STRUCTURED: {
      const fact = offeredFact(body);
      assertCopies(attributesIn(rawHeaders), body as Readonly<Record<string, unknown>>);
      return [fact];
    }
  }
  const attributes = attributesIn(rawHeaders);
  if (attributes.size === 0) {
    const detail = `Send ${STRUCTURED}, ${BATCH}, or application/json with the attributes as ce- headers.`;
    throw new ProblemError({ code: 'content-type-unsupported', detail });
  }
  for (const name of ['data', 'datacontenttype']) {
    if (attributes.has(name))
      throw invalid(ATTRIBUTE_HEADER + name, 'is not taken: data is the body, and its type is the Content-Type');
  }
  return [offeredFact({ ...Object.fromEntries(attributes), datacontenttype: contentType, data: body })];
}

/** In structured mode the headers may repeat attributes; a request that says two things at once is refused. */
function assertCopies(copies: ReadonlyMap<string, string>, event: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of copies) {
    if (String(event[name]) !== value) throw invalid(ATTRIBUTE_HEADER + name, "is not what the event's body says");
  }
}

/** Read from the headers as they came: Node joins those that stand twice. */
function attributesIn(rawHeaders: readonly string[]): Map<string, string> {
  const attributes = new Map<string, string>();
  for (let i = 0; i + 1 < rawHeaders.length; i += 2) {
    const [header, value] = [(rawHeaders[i] as string).toLowerCase(), rawHeaders[i + 1] as string];
    if (!header.startsWith(ATTRIBUTE_HEADER)) continue;
    const name = header.slice(ATTRIBUTE_HEADER.length);
    if (attributes.has(name)) throw invalid(header, 'stands twice');
    attributes.set(name, decoded(header, value));
  }
  return attributes;
}

const QUOTED = /^"((?:[^"\\]|\\.)*)"$/;

/** A header's value as the binding has it decoded: quotes taken off (older senders), then percent-encoding, once. */
function decoded(header: string, value: string): string {
  const unquoted = QUOTED.exec(value)?.[1]?.replace(/\\(.)/g, '$1') ?? value;
  const what = 'must be visible ASCII, with everything else percent-encoded as UTF-8';
  if (/[^\x20-\x7e]/.test(unquoted)) throw invalid(header, what);
  try {
    return decodeURIComponent(unquoted);
  } catch {
    throw invalid(header, what);
  }
}

function invalid(field: string, what: string): ProblemError {
  const detail = `${field === '' ? 'The body' : field} ${what}.`;
  return new ProblemError({
    code: 'cloudevent-invalid',
    detail,
    errors: [{ field, code: 'cloudevent-invalid', detail }],
  });
}
