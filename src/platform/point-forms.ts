// How a point in time is written, over HTTP and on the command line. Whether there is such a date or instant is told
// when it is read.
import { INSTANT_FORM } from './instant.js';

/** A project month. */
export const MONTH_FORM = String.raw`M[1-9]\d{0,3}`;
/** An effective date: the end of a month (M0: the day before the first), or a date. */
export const AT = new RegExp(String.raw`^(M0|${MONTH_FORM}|\d{4}-\d{2}-\d{2})$`);
export const AT_MESSAGE = 'at must be a project month such as M24 or a date such as 2024-06-14';

/** What was known: a log position or an instant. */
const AS_OF_FORM = String.raw`(?:0|[1-9]\d{0,18}|${INSTANT_FORM})`;
export const AS_OF = new RegExp(`^${AS_OF_FORM}$`);
export const AS_OF_MESSAGE =
  'asOf must be a log position or an RFC 3339 instant with a zone, such as 2024-06-14T12:00:00Z';

/** A point of a comparison: a month, as sealed, as submitted last, as known now, or as known at a point of the log. */
export const COMPARED = new RegExp(`^(${MONTH_FORM})(?:@(sealed|submitted|now|${AS_OF_FORM}))?$`);
