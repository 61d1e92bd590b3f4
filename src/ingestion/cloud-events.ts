// CloudEvents 1.0 as facts that are offered: which attributes must be there, and what each means here.
import { CloudEvent } from 'cloudevents';
import { ACTOR_LENGTH, actorNamed, eventIdOf, UNVERIFIED } from '../commands/offered.js';
import type { OfferedFact } from '../commands/record-facts/record-facts.command.js';
import { instantOf } from '../platform/instant.js';
import { ProblemError, type ProblemCode } from '../platform/problems.js';
import { FORBIDDEN_KEYS, JsonError, parseStrictJson } from '../platform/strict-json.js';
import { TYPE_PREFIX } from './recorded-cloud-event.js';

/** Attributes of the specification, and those that this service sets itself when events leave. */
const OWN_ATTRIBUTES = new Set([
  'specversion',
  'id',
  'source',
  'type',
  'subject',
  'time',
  'datacontenttype',
  'dataschema',
  'data',
  'data_base64',
  'corrects',
  'recordedat',
  'position',
  'actor',
  'correlationid',
  'causationid',
]);
const REQUIRED = ['id', 'source', 'type', 'subject'];
const OPTIONAL = ['time', 'dataschema', 'corrects', 'actor', 'correlationid', 'causationid'];
const LONGEST = 2_000;
const A_TEXT = `must be a text that is not empty, of at most ${LONGEST} characters`;
const ATTRIBUTE_NAME = /^[a-z0-9]{1,20}$/;
/** What a text of the specification never holds: control characters, halves of characters, non-characters. */
const NO_TEXT = /[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u;
const BEYOND_ASCII = /[^ -~]/;

/** Turns one CloudEvent (its JSON form, whichever way it came) into an offered fact; throws where it isn't one. */
export function offeredFact(event: unknown, index?: number): OfferedFact {
  // Of the event as a whole the field is empty, as it is of an event's data.
  const refuse = (code: ProblemCode, field: string, what: string): ProblemError => {
    const detail = `${field === '' ? 'The event' : field} ${what}.`;
    const extension = index === undefined ? {} : { index };
    return new ProblemError({ code, detail, errors: [{ field, code, detail }], extension });
  };
  if (typeof event !== 'object' || event === null || Array.isArray(event))
    throw refuse('cloudevent-invalid', '', 'is not an object');
  const attributes = attributesOf(event as Readonly<Record<string, unknown>>);
  if (attributes['specversion'] !== '1.0') throw refuse('cloudevent-invalid', 'specversion', 'must be "1.0"');
  for (const field of REQUIRED) {
    const value = attributes[field];
    if (value === undefined) throw refuse('cloudevent-invalid', field, 'is missing');
    if (typeof value !== 'string' || value.trim() === '' || value.length > LONGEST)
      throw refuse('cloudevent-invalid', field, A_TEXT);
  }
  for (const field of OPTIONAL) {
    const value = attributes[field];
    if (value !== undefined && (typeof value !== 'string' || value === '' || value.length > LONGEST))
      throw refuse('cloudevent-invalid', field, A_TEXT);
  }
  const { id, source, type, subject, time, corrects } = attributes as Record<string, string | undefined>;
  const contentType = attributes['datacontenttype'] ?? 'application/json';
  if (typeof contentType !== 'string' || !/^application\/(json|[\w.+-]+\+json)\s*(;.*)?$/i.test(contentType)) {
    throw refuse('content-type-unsupported', 'datacontenttype', 'must be application/json');
  }
  if (time !== undefined && instantOf(time) === undefined)
    throw refuse('cloudevent-invalid', 'time', 'is not an RFC 3339 instant');
  if (!type?.startsWith(TYPE_PREFIX)) throw refuse('unknown-event-type', 'type', `must begin with "${TYPE_PREFIX}"`);
  const name = type.slice(TYPE_PREFIX.length);
  const schemaVersion = schemaVersionOf(attributes['dataschema'] as string | undefined, name, refuse);
  const extensions = extensionsIn(attributes, refuse);
  for (const attribute of Object.keys(attributes)) {
    const value = attributes[attribute];
    if (attribute !== 'data' && typeof value === 'string' && BEYOND_ASCII.test(value) && NO_TEXT.test(value))
      throw refuse('text-invalid', attribute, 'holds a control character, or half of a character');
  }
  assertSpecified(attributes, refuse);
  const { actor = UNVERIFIED, correlationid, causationid } = attributes as Record<string, string | undefined>;
  const actorName = actorNamed(actor);
  if (actorName === undefined)
    throw refuse('cloudevent-invalid', 'actor', `must be a name of 1 to ${ACTOR_LENGTH} visible characters`);
  return {
    eventId: eventIdOf(source as string, id as string),
    stream: subject as string,
    type: name,
    data: dataOf(attributes, refuse),
    schemaVersion,
    ...(corrects === undefined ? {} : { corrects: corrects.toLowerCase() }),
    metadata: {
      source: source as string,
      actor: actorName,
      ...(time === undefined ? {} : { time }),
      ...(correlationid === undefined ? {} : { correlationId: correlationid }),
      ...(causationid === undefined ? {} : { causationId: causationid }),
      ...(extensions === undefined ? {} : { extensions }),
    },
  };
}

/**
 * With the id of the request that brought it, where its sender gives no correlation: as a command has. It is random, so
 * that nobody guesses a sealed event whose other parts can be guessed.
 */
export function correlated(fact: OfferedFact, requestId: string): OfferedFact {
  const { metadata } = fact;
  return 'correlationId' in metadata ? fact : { ...fact, metadata: { ...metadata, correlationId: requestId } };
}

/** In the JSON format an attribute that is null is one that is not set. */
function attributesOf(event: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const names = Object.keys(event);
  const isSet = (name: string): boolean => event[name] !== null || name === 'data';
  return names.every(isSet) ? event : Object.fromEntries(names.filter(isSet).map((name) => [name, event[name]]));
}

/** Attributes that mean nothing to this service; undefined where there are none. */
function extensionsIn(
  attributes: Readonly<Record<string, unknown>>,
  refuse: Refuse,
): Readonly<Record<string, unknown>> | undefined {
  const names = Object.keys(attributes).filter((name) => !OWN_ATTRIBUTES.has(name));
  if (names.length === 0) return undefined;
  for (const attribute of names) {
    if (!ATTRIBUTE_NAME.test(attribute))
      throw refuse('cloudevent-invalid', attribute, 'is not the name of an attribute: 1 to 20 of a-z and 0-9');
    if (FORBIDDEN_KEYS.has(attribute)) throw refuse('key-forbidden', attribute, 'is no name for an attribute');
    if (!isAttributeValue(attributes[attribute]))
      throw refuse('cloudevent-invalid', attribute, 'must be a text, a whole number, true or false');
  }
  return Object.fromEntries(names.map((name) => [name, attributes[name]]));
}

const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** The data, also where a sender whose data is bytes gives it as base64. */
function dataOf(attributes: Readonly<Record<string, unknown>>, refuse: Refuse): unknown {
  const { data, data_base64: base64 } = attributes;
  if (base64 === undefined) return data;
  if ('data' in attributes) throw refuse('cloudevent-invalid', 'data_base64', 'stands beside data: send one of them');
  if (typeof base64 !== 'string' || !BASE64.test(base64))
    throw refuse('cloudevent-invalid', 'data_base64', 'is not base64');
  try {
    return parseStrictJson(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(base64, 'base64')));
  } catch (error) {
    if (error instanceof JsonError) throw refuse(error.code, 'data_base64', `holds what is refused: ${error.message}`);
    throw refuse('encoding-invalid', 'data_base64', 'holds bytes that are not UTF-8');
  }
}

type Refuse = (code: ProblemCode, field: string, what: string) => ProblemError;

/** `/schemas/<Type>/<version>`, alone or at the end of an address; version 1 is taken when there is none. */
function schemaVersionOf(dataschema: string | undefined, type: string, refuse: Refuse): number {
  if (dataschema === undefined) return 1;
  const [, named, version] = /\/schemas\/([A-Za-z]+)\/(\d{1,6})$/.exec(dataschema) ?? [];
  if (named !== type) throw refuse('schema-mismatch', 'dataschema', `must be /schemas/${type}/<version>`);
  return Number(version);
}

/** An integer of the specification has 32 bits. */
const isAttributeValue = (value: unknown): boolean =>
  typeof value === 'string' || typeof value === 'boolean' || (typeof value === 'number' && (value | 0) === value);

/** Attributes that are looked at above in all that the SDK asks of them, but for the form of a source. */
const DECIDED = new Set(['specversion', 'id', 'source', 'type', 'subject', 'time', 'datacontenttype', 'dataschema']);
/** Sources that the SDK took: a service that emits has one, and it is the greater part of the work to ask again. */
const takenSources = new Set<string>();
const MOST_SOURCES = 1_000;

/** What the official SDK asks of attributes; `dataschema` may be relative here. */
function assertSpecified(attributes: Readonly<Record<string, unknown>>, refuse: Refuse): void {
  const source = attributes['source'] as string;
  if (takenSources.has(source) && Object.keys(attributes).every((name) => DECIDED.has(name) || name === 'data')) return;
  const { data: _data, data_base64: _bytes, dataschema: _dataschema, ...rest } = attributes;
  try {
    new CloudEvent({ ...(rest as { type: string; source: string }), data: {} });
  } catch (error) {
    const [fault] = (error as { errors?: readonly { instancePath: string; message?: string }[] }).errors ?? [];
    const field = fault?.instancePath.slice(1) || 'An attribute';
    throw refuse('cloudevent-invalid', field, fault?.message ?? `is not valid: ${(error as Error).message}`);
  }
  if (takenSources.size < MOST_SOURCES) takenSources.add(source);
}
