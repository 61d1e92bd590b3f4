// A value of a change as it is written: a figure, yes or no, a status, or an interval.
import { writeValue } from '../figure-text.js';
import { text } from '../text.js';

export function writePlain(value: unknown): string {
  if (value === null || value === undefined) return text.indicators.noData;
  if (typeof value === 'number') return writeValue(value, 'number');
  if (typeof value === 'boolean') return value ? text.yes : text.no;
  if (Array.isArray(value)) return value.map(writePlain).join(' – ');
  const word = typeof value === 'string' ? value : JSON.stringify(value);
  if (word in text.status) return text.status[word as keyof typeof text.status].word;
  return word in text.milestones.status ? text.milestones.status[word as keyof typeof text.milestones.status] : word;
}
