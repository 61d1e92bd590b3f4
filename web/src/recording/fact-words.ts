// How facts, their fields and their values read.
import type { FieldProblem } from '../api.js';
import { writeDate, writeNumber } from '../figure-text.js';
import { text } from '../text.js';
import { countryName } from './choices.js';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

export const factWords = (type: string): string => text.recording.facts[type] ?? type;
export const actionWords = (type: string): string => text.recording.actions[type] ?? type;
export const statusWords = (status: string | undefined): string =>
  status === undefined ? text.none : (text.recording.statuses[status] ?? status);

export function fieldLabel(type: string, field: string): string {
  const { fields } = text.recording;
  return fields[`${type}.${field}`] ?? fields[field] ?? field;
}

/** What is wrong with a field, without the field's name: its label stands beside it. */
export function faultWords({ field, code, detail }: FieldProblem, isEmpty: boolean): string {
  if (code === 'missing' || (code === 'text-empty' && isEmpty)) return text.recording.form.missing;
  const said = detail.startsWith(`${field}: `) ? detail.slice(field.length + 2) : detail;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** A field's value in one line. */
export function writeField(field: string, value: unknown): string {
  const { categories, agentTypes } = text.recording;
  if (value === null || value === undefined) return text.none;
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (typeof value === 'number') return writeNumber(value);
  if (Array.isArray(value)) return value.map((each) => writeField(field, each)).join(', ');
  if (typeof value === 'object') {
    const { name, title, min, max, id, text: asked } = value as Readonly<Record<string, unknown>>;
    if (min !== undefined) return text.recording.form.unit(writeField('min', min), writeField('max', max));
    if (asked !== undefined) return `${writeField('id', id)}: ${writeField('text', asked)}`;
    const named = name ?? title;
    if (typeof named === 'string') return named;
    return Object.entries(value)
      .map(([key, part]) => `${key}: ${writeField(key, part)}`)
      .join(', ');
  }
  const word = typeof value === 'string' ? value : '';
  if (field === 'category' || field === 'memberCategory') return categories[word] ?? word;
  if (field === 'agentType') return agentTypes[word] ?? word;
  if (field === 'country') return countryName(word);
  return ISO_DATE.test(word) ? writeDate(word) : word;
}
