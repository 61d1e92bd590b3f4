// How facts, their fields and their values are written for people.
import { companionName, countryName, writeDate, writeExactly } from '../figure-text.js';
import { text } from '../text.js';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** What happened, such as "MoU signed" for MouSigned. A type without words is shown by its own name. */
export const factWords = (type: string): string => text.facts.types[type] ?? type;

/** The label of a field of a fact. */
export function fieldLabel(type: string, field: string): string {
  const { fields } = text.facts;
  return fields[`${type}.${field}`] ?? fields[field] ?? companionName(field);
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

/** Of which group a respondent is: beside a single answer it could tell who gave it. */
const OF_RESPONDENTS = new Set(['memberCategory', 'country']);

/** The fields of a fact that are shown; its evidence stands apart. */
export function shownFields(type: string, data: Readonly<Record<string, unknown>>): [field: string, value: unknown][] {
  return Object.entries(data).filter(
    ([field]) => field !== 'evidence' && !(type === 'SurveyAnswered' && OF_RESPONDENTS.has(field)),
  );
}

/** A field's value in one line. */
export function writeField(field: string, value: unknown): string {
  if (value === null || value === undefined) return text.none;
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (typeof value === 'number') return writeExactly(value);
  if (Array.isArray(value)) return value.map((each) => writeField(field, each)).join(', ');
  if (typeof value === 'object') {
    // Its keys are those of a survey's questions, whatever they look like.
    if (field === 'answers') return writeParts(value);
    const { name, title, min, max, id, text: asked } = value as Readonly<Record<string, unknown>>;
    if (min !== undefined) return text.recording.form.unit(writeField('min', min), writeField('max', max));
    if (asked !== undefined) return `${writeField('id', id)}: ${writeField('text', asked)}`;
    const named = name ?? title;
    if (typeof named === 'string') return named;
    return writeParts(value);
  }
  const word = typeof value === 'string' ? value : '';
  if (field === 'category' || field === 'memberCategory') return text.categories[word] ?? word;
  if (field === 'agentType') return text.agentTypes[word] ?? word;
  if (field === 'country') return countryName(word);
  return ISO_DATE.test(word) ? writeDate(word) : word;
}

const writeParts = (value: object): string =>
  Object.entries(value)
    .map(([key, part]) => `${key}: ${writeField(key, part)}`)
    .join(', ');
