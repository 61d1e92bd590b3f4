// The published JSON Schemas agree with the code: what one takes the other takes, field by field of every event.
import { describe, expect, it } from '@jest/globals';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { EVENT_TYPES, eventDefinition } from '../../src/domain/events.js';
import { eventSchema, frameworkSchema, type JsonSchema } from '../../src/domain/json-schemas.js';
import { checkData, type Fault } from '../../src/domain/validation.js';

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
ajvFormats.default(ajv);

const schemaOf = (type: string): JsonSchema => {
  const schema = eventSchema(type, 1);
  if (!schema) throw new Error(`${type} has no schema`);
  return schema;
};
const validators = new Map<string, ValidateFunction>();
const accepts = (type: string, data: unknown): boolean => {
  const validate = validators.get(type) ?? ajv.compile(schemaOf(type));
  validators.set(type, validate);
  return validate(data);
};

type Path = readonly (string | number)[];
type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

interface Mutation {
  readonly what: string;
  readonly data: unknown;
}

const exampleOf = (type: string): Json => JSON.parse(JSON.stringify(eventDefinition(type)?.example)) as Json;
const isObject = (value: Json | undefined): value is { readonly [key: string]: Json } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A copy with another value at a path; undefined takes the field away. */
function withAt(value: Json, [step, ...rest]: Path, replacement: unknown): unknown {
  if (step === undefined) return replacement;
  if (Array.isArray(value))
    return (value as readonly Json[]).map((each, i) => (i === step ? withAt(each, rest, replacement) : each));
  const object = value as { readonly [key: string]: Json };
  if (rest.length === 0 && replacement === undefined)
    return Object.fromEntries(Object.entries(object).filter(([key]) => key !== step));
  return { ...object, [step]: withAt(object[step] ?? null, rest, replacement) };
}

function pathsIn(value: Json, here: Path = []): { readonly path: Path; readonly value: Json }[] {
  const inner = isObject(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? [...(value as readonly Json[]).entries()]
      : [];
  return [{ path: here, value }, ...inner.flatMap(([step, each]) => pathsIn(each, [...here, step]))];
}

/** Values of other types than the one that stands there. */
const strangers = (value: Json): readonly unknown[] =>
  [null, 'x', 7.5, true, [], {}].filter((other) => typeOf(other as Json) !== typeOf(value));
const typeOf = (value: Json): string => (value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value);

/** Each field left out, given another type, an unknown one beside it, and texts and numbers that break a limit. */
function mutationsOf(example: Json): Mutation[] {
  return pathsIn(example).flatMap(({ path, value }) => {
    const at = path.join('.') || 'the data';
    const mutate = (what: string, replacement: unknown): Mutation => ({
      what: `${at} ${what}`,
      data: withAt(example, path, replacement),
    });
    return [
      ...(typeof path.at(-1) === 'string' ? [mutate('left out', undefined)] : []),
      ...strangers(value).map((other) => mutate(`is ${JSON.stringify(other)}`, other)),
      ...(isObject(value) ? [mutate('has an unknown field', { ...value, unknownField: 1 })] : []),
      ...(typeof value === 'string'
        ? ['', ' ', 'NONE of those', `${value}!`, 'x'.repeat(50_001), '2024-02-30'].map((text) =>
            mutate(`is "${text.slice(0, 20)}"`, text),
          )
        : []),
      ...(typeof value === 'number' ? [-1, 0, 0.5, 2 ** 60].map((number) => mutate(`is ${number}`, number)) : []),
      ...(Array.isArray(value)
        ? [
            mutate('is empty', []),
            mutate(
              'is very long',
              Array.from({ length: 601 }, () => (value as readonly Json[])[0] ?? 'x'),
            ),
          ]
        : []),
    ];
  });
}

/** What JSON Schema has no word for, so that the code refuses more than the schema does: fault and field of each case. */
const BEYOND_SCHEMA: Readonly<Record<string, RegExp>> = {
  AllianceEstablished: /^value-invalid timeZone$/,
  BaselineRevised: /^value-invalid month$/,
  TargetRevised: /^value-invalid month$/,
  MemberDetailsChanged: /^value-invalid $/,
  SurveyOpened:
    /^(value-invalid (scale|satisfactionQuestion)|missing (satisfiedFrom|satisfactionQuestion)|number-out-of-range satisfiedFrom)$/,
  FrameworkAdopted:
    /^(framework-inconsistent framework\..+|value-invalid framework\.(milestones\.0\.(due|condition)|indicators\.[01]\.targets\.0))$/,
};
/** A text that holds no visible character is one of those cases everywhere. */
const isBeyondSchema = (type: string, { code, field }: Fault): boolean =>
  code === 'text-empty' || (BEYOND_SCHEMA[type]?.test(`${code} ${field}`) ?? false);

describe('the published schemas', () => {
  it.each(EVENT_TYPES)('%s: is a JSON Schema of its own id, and takes its example as the code does', (type) => {
    const schema = schemaOf(type);
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      $id: `/schemas/${type}/1`,
      title: type,
    });
    expect(ajv.validateSchema(schema)).toBe(true);
    const example = exampleOf(type);
    expect(accepts(type, example)).toBe(true);
    expect(checkData(type, example)).toMatchObject({ ok: true });
  });

  it.each(EVENT_TYPES)('%s: takes whatever the code takes, and refuses what the code refuses', (type) => {
    const mutations = mutationsOf(exampleOf(type));
    const disagreements: string[] = [];
    let [taken, refused] = [0, 0];
    for (const { what, data } of mutations) {
      const checked = checkData(type, data);
      const accepted = accepts(type, data);
      if (checked.ok) taken++;
      else refused++;
      if (checked.ok === accepted) continue;
      const faults = checked.ok ? [] : checked.faults;
      if (accepted && faults.every((fault) => isBeyondSchema(type, fault))) continue;
      const codes = faults.map(({ code }) => code);
      disagreements.push(
        `${what}: the code ${checked.ok ? 'takes' : `refuses (${codes.join()})`} it, the schema ${accepted ? 'takes' : 'refuses'} it`,
      );
    }
    expect(disagreements).toEqual([]);
    // An example with optional fields has mutations of both kinds; every one has some that are refused.
    expect(refused).toBeGreaterThan(5);
    expect(taken + refused).toBe(mutations.length);
  });

  it.each([
    ['MemberJoined', 'name', ['a\u0000b', 'a\u001bb', 'a\u0085b', 'a\u202eb', 'a\u2067b']],
    ['MemberLeft', 'reason', ['a\u0000b', 'a\u001bb', 'a\u0085b']],
    ['NarrativeWritten', 'text', ['a\u0000b', 'a\u007fb']],
  ])('%s: refuses in %s the characters that the code refuses, and takes what is around it', (type, field, texts) => {
    const example = exampleOf(type) as Readonly<Record<string, Json>>;
    for (const text of texts) {
      expect([text, accepts(type, { ...example, [field]: text })]).toEqual([text, false]);
      expect(checkData(type, { ...example, [field]: text }).ok).toBe(false);
    }
    for (const text of [' \u00a0a b\n\t', 'ß 😀 \u200f']) {
      expect([text, accepts(type, { ...example, [field]: text })]).toEqual([text, true]);
      expect(checkData(type, { ...example, [field]: text }).ok).toBe(true);
    }
  });

  it.each(EVENT_TYPES)('%s: says of every field what it is', (type) => {
    const properties = (schemaOf(type)['properties'] ?? {}) as Record<string, { description?: string }>;
    expect(
      Object.entries(properties)
        .filter(([, { description }]) => description === undefined)
        .map(([name]) => name),
    ).toEqual([]);
    expect(schemaOf(type)).toMatchObject({ type: 'object', additionalProperties: false });
  });

  it('the schema of a framework is the one in FrameworkAdopted', () => {
    const validate = ajv.compile({ ...frameworkSchema(), $id: '/schemas/framework/alone' });
    const adopted = exampleOf('FrameworkAdopted') as { readonly framework: Json };
    expect(validate(adopted.framework)).toBe(true);
    for (const { data } of mutationsOf(adopted.framework)) {
      expect(validate(data)).toBe(accepts('FrameworkAdopted', { ...adopted, framework: data }));
    }
  });
});
