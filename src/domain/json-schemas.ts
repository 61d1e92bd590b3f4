// JSON Schemas (2020-12) of events and frameworks, made from the very schemas that check them.
import { z } from 'zod';
import { eventDefinition } from './events.js';
import { framework } from './framework/framework.schema.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of an event type's data, or undefined where there is no such type or version. */
export function eventSchema(type: string, version: number): JsonSchema | undefined {
  const definition = eventDefinition(type);
  if (definition?.version !== version) return undefined;
  return { $id: `/schemas/${type}/${version}`, title: type, ...z.toJSONSchema(definition.schema, { io: 'input' }) };
}

export function frameworkSchema(): JsonSchema {
  return { $id: '/schemas/framework/1', title: 'Results framework', ...z.toJSONSchema(framework, { io: 'input' }) };
}
