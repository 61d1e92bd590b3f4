// The schemas of events as they stand inside another document: named components in the place of documents of their own.
import { EVENT_TYPES, eventDefinition } from '../../domain/events.js';
import { eventSchema, type JsonSchema } from '../../domain/json-schemas.js';

/** The schema of an event's data, with what it refers to named under `#/components/schemas`. */
export function embeddedSchema(type: string): { schema: JsonSchema; parts: Readonly<Record<string, JsonSchema>> } {
  const published = JSON.stringify(eventSchema(type, eventDefinition(type)?.version ?? 1));
  const renamed = published.replace(/"#\/\$defs\/__schema(\d+)"/g, `"#/components/schemas/${type}Part$1"`);
  const {
    $schema: _schema,
    $id: _id,
    $defs = {},
    examples: _examples,
    ...schema
  } = JSON.parse(renamed) as JsonSchema & { $defs?: Record<string, JsonSchema> };
  const parts = Object.entries($defs).map(([name, part]) => [name.replace('__schema', `${type}Part`), part]);
  return { schema, parts: Object.fromEntries(parts) as Record<string, JsonSchema> };
}

/** What the schemas of all events refer to. */
export function embeddedParts(): Readonly<Record<string, JsonSchema>> {
  return Object.assign({}, ...EVENT_TYPES.map((type) => embeddedSchema(type).parts)) as Record<string, JsonSchema>;
}
