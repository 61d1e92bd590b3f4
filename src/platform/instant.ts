// Instants as RFC 3339 writes them: what is taken for one is the same wherever it is given.
import { parseDay } from '../../projections/calendar.js';

/** What an instant looks like, for patterns that hold one; whether there is such a date and time, `instantOf` tells. */
export const INSTANT_FORM = String.raw`\d{4}-\d{2}-\d{2}[Tt]\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:[Zz]|[+-]\d{2}:\d{2})`;

const TIME = /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,9})?(Z|[+-]([01]\d|2[0-3]):[0-5]\d)$/;

/** Milliseconds since 1970-01-01T00:00Z; undefined where the text is no instant. No clock here counts leap seconds. */
export function instantOf(text: string): number | undefined {
  const upper = text.toUpperCase();
  const [date = '', time = ''] = upper.split('T', 2);
  return upper.length === date.length + 1 + time.length && TIME.test(time) && parseDay(date) !== undefined
    ? Date.parse(upper)
    : undefined;
}
