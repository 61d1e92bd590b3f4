// How facts and their fields are written for people.
import { companionName, writeDate, writeNumber } from '../figure-text.js';
import { text } from '../text.js';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Keys of the interface that stand as values in data. */
function keysInWords(): Readonly<Record<string, string>> {
  return { ...text.categories, ...text.agentTypes };
}

/** What happened, such as "Joined" for MemberJoined. A type without words is shown by its own name. */
export function typeInWords(type: string): string {
  return (text.facts.types as Readonly<Record<string, string>>)[type] ?? type;
}

/** The thing that a stream is about: `mou-lcamp.festo` → `festo`. */
export function thingOf(stream: string): string {
  const dot = stream.indexOf('.');
  return dot === -1 ? stream.slice(0, stream.indexOf('-')) : stream.slice(dot + 1);
}

/** The name that the data of a fact gives its thing, where it gives one. */
export function nameIn(data: Readonly<Record<string, unknown>>): string | undefined {
  const named = data['name'] ?? data['title'] ?? data['journal'] ?? data['version'];
  return typeof named === 'string' ? named : undefined;
}

export function fieldInWords(field: string): string {
  return text.facts.fields[field] ?? companionName(field);
}

/** Any value of an event's data, in one line. */
export function valueInWords(value: unknown): string {
  if (value === null || value === undefined) return text.none;
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (typeof value === 'number') return writeNumber(value);
  if (typeof value === 'string') return ISO_DATE.test(value) ? writeDate(value) : (keysInWords()[value] ?? value);
  if (Array.isArray(value)) return value.map(valueInWords).join(', ');
  return Object.entries(value)
    .map(([field, part]) => `${fieldInWords(field)}: ${valueInWords(part)}`)
    .join('; ');
}
