// What the answers of the interface are described with: JSON Schemas of their values.
import type { JsonSchema } from '../../../domain/json-schemas.js';

/** What a client may rely on being there, with an example. */
export interface Answer {
  readonly schema: JsonSchema;
  readonly example: unknown;
}

/** By their names in `components.schemas`. */
export type Answers = Readonly<Record<string, Answer>>;

export const text = { type: 'string' } as const;
export const optionalText = { type: ['string', 'null'] } as const;
export const optionalNumber = { type: ['number', 'null'] } as const;
export const flag = { type: 'boolean' } as const;
export const whole = { type: 'integer' } as const;
export const value = { type: ['number', 'boolean', 'null'] } as const;
export const anything = { type: 'object', additionalProperties: true } as const;
export const optionalObject = { type: ['object', 'null'], additionalProperties: true } as const;
export const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
export const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** An object with these fields; those named as optional may be missing, and further ones may be there. */
export function object(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

export const eventId = '0f8fad5b-d9cb-469f-a165-70867728950e';
export const point = { alliance: text, at: text, asOf: text };
export const pointExample = { alliance: 'lcamp', at: '2024-06-14', asOf: '1523' };
export const month = { type: ['integer', 'null'] };
