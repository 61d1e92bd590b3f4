// How forms and lists speak: what can be done, the state that a thing is in, what is wrong with a field.
import type { FieldProblem } from '../api.js';
import { OF_SERVICE } from '../components/problem-words.js';
import { text } from '../text.js';

export const actionWords = (type: string): string => text.recording.actions[type] ?? type;
export const statusWords = (status: string | undefined): string =>
  status === undefined ? text.none : (text.recording.statuses[status] ?? status);

/** What is wrong with a field, without the field's name: its label stands beside it. */
export function faultWords({ field, code, detail }: FieldProblem, isEmpty: boolean): string {
  if (code === 'missing' || (code === 'text-empty' && isEmpty)) return text.recording.form.missing;
  const known = text.problems.faults[code] ?? inOwnLanguage(code);
  if (known !== undefined) return known;
  const said = detail.startsWith(`${field}: `) ? detail.slice(field.length + 2) : detail;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** What the service says in a sentence, it says in its own language alone. */
function inOwnLanguage(code: string): string | undefined {
  const title = text.language === OF_SERVICE ? undefined : text.problems.types[code]?.title;
  return title === undefined ? undefined : `${title}.`;
}
