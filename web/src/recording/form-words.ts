// How forms and lists speak: what can be done, the state that a thing is in, what is wrong with a field.
import type { FieldProblem } from '../api.js';
import { faultInOwnLanguage } from '../components/problem-words.js';
import { saidAnew } from '../figure-text.js';
import { text } from '../text.js';

export const actionWords = (type: string): string => text.recording.actions[type] ?? type;
export const statusWords = (status: string | undefined): string =>
  status === undefined ? text.none : (text.recording.statuses[status] ?? status);

/** Codes of what is wrong with an empty field. */
const NOTHING_GIVEN: ReadonlySet<string> = new Set(['text-empty', 'value-invalid', 'wrong-type']);

/** What is wrong with a field, without the field's name: its label stands beside it. */
export function faultWords({ field, code, detail }: FieldProblem, isEmpty: boolean): string {
  if (code === 'missing' || (isEmpty && NOTHING_GIVEN.has(code))) return text.recording.form.missing;
  const said = detail.startsWith(`${field}: `) ? detail.slice(field.length + 2) : detail;
  const known = saidAnew(said, text.problems.sentences) ?? faultInOwnLanguage(code);
  if (known !== undefined) return known;
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** Faults in words, of what was sent; for the fields that they stand at. */
export function faultsInWords(faults: readonly FieldProblem[], sent: unknown): FieldProblem[] {
  return faults.map((fault) => ({ ...fault, detail: faultWords(fault, isEmptyAt(sent, fault.field)) }));
}

/** The same where they stand together: each begins with the label of its field, as far as it has one. */
export function faultsNamed(faults: readonly FieldProblem[], labelOf: (field: string) => string | undefined) {
  return faults.map(({ field, detail }) => {
    const label = labelOf(field);
    return { field, detail: label === undefined ? detail : `${label}: ${detail}` };
  });
}

/** Whether nothing is given at a path such as `parties.0.name`. */
export function isEmptyAt(data: unknown, path: string): boolean {
  const value = path
    .split('.')
    .reduce<unknown>((part, key) => (part as Readonly<Record<string, unknown>> | null | undefined)?.[key], data);
  return value === undefined || value === '';
}
