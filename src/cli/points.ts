// The points that commands take on their line: a project month or a day, what was known, and a point to compare.
import { InvalidArgumentError } from 'commander';
import { parseDay } from '../../projections/calendar.js';
import { instantOf } from '../platform/instant.js';
import { AS_OF, AT, COMPARED, MONTH_FORM } from '../platform/point-forms.js';

const MONTH = new RegExp(`^${MONTH_FORM}$`);

/** Of what has the right form, only an instant may still be none. */
const isReal = (asOf: string): boolean => !/^\d{4}-/.test(asOf) || instantOf(asOf) !== undefined;

/** The value of `--at`; throws where it is neither. */
export function monthOrDay(text: string): string {
  if (AT.test(text) && (text.startsWith('M') || parseDay(text) !== undefined)) return text;
  throw new InvalidArgumentError('Give a project month such as M24, or a date such as 2024-06-14.');
}

/** The month of a report. */
export function month(text: string): string {
  if (MONTH.test(text)) return text;
  throw new InvalidArgumentError('Give a project month such as M24.');
}

/** The value of `--as-of`. */
export function positionOrInstant(text: string): string {
  if (AS_OF.test(text) && isReal(text)) return text;
  throw new InvalidArgumentError('Give a log position, or an instant with its zone such as 2024-06-14T12:00:00Z.');
}

/** A point of a comparison: a month, and as of when it is read. */
export function comparedPoint(text: string): string {
  const [point, , asOf = 'now'] = COMPARED.exec(text) ?? [];
  if (point !== undefined && isReal(asOf)) return text;
  throw new InvalidArgumentError('Give a point such as M24, M24@sealed, M24@submitted, M24@now or M24@1523.');
}
