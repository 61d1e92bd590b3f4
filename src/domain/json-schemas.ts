// JSON Schemas (2020-12) of events and frameworks, made from the very schemas that check them.
import { z } from 'zod';
import { eventDefinition } from './events.js';
import { framework } from './framework/framework.schema.js';

export type JsonSchema = Readonly<Record<string, unknown>>;

/** The schema of an event type's data, as it may be sent; undefined where there is no such type or version. */
export function eventSchema(type: string, version: number): JsonSchema | undefined {
  const definition = eventDefinition(type);
  const older = definition?.older.find((each) => each.version === version);
  if (older) return published(`/schemas/${type}/${version}`, type, older.schema);
  if (definition?.version !== version) return undefined;
  return { ...published(`/schemas/${type}/${version}`, type, definition.schema), examples: [definition.example] };
}

/** The schema of a results framework, as a file or in the data of FrameworkAdopted. */
export function frameworkSchema(): JsonSchema {
  return published('/schemas/framework/1', 'Results framework', framework);
}

function published($id: string, title: string, schema: z.ZodType): JsonSchema {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
  return { $schema, $id, title, ...rest };
}
