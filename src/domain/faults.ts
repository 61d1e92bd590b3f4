// What is wrong with a field, in words: schema issues become sentences that name field and value.
import type { z } from 'zod';
import { refusals, type RefusalCode } from './refusals.js';

/** A fault of one field: a code, a sentence that names field and value, and what to do. */
export interface Fault {
  /** Where it is in the data, as a dotted path; empty for the data as a whole. */
  readonly field: string;
  readonly code: RefusalCode;
  readonly detail: string;
  readonly remedy: string;
}

type Path = readonly PropertyKey[];

const SHOWN_VALUE_LENGTH = 80;
const SHOWN_KEY_LENGTH = 64;

/** A fault at a path; `what` says what stands there and why it can't. */
export function faultAt(path: Path, code: RefusalCode, what: string, remedy: string = refusals[code].remedy): Fault {
  const field = path.map((step) => shortened(String(step), SHOWN_KEY_LENGTH)).join('.');
  return { field, code, detail: `${field === '' ? 'The data' : field}: ${what}.`, remedy };
}

/** The faults that an issue of a schema stands for; `data` is what was checked. */
export function faultsOf(issue: z.core.$ZodIssue, data: unknown): Fault[] {
  const { path } = issue;
  const value = path.reduce<unknown>((inner, step) => (isObject(inner) ? inner[step] : undefined), data);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => faultAt([...path, key], 'unknown-field', 'there is no such field here'));
    case 'invalid_key':
      return [faultAt(path, 'value-invalid', issue.issues[0]?.message ?? 'is not a key that may stand here')];
    case 'invalid_union':
      if (issue.errors.length === 0) break;
      return nearest(issue.errors).flatMap((inner) => faultsOf({ ...inner, path: [...path, ...inner.path] }, data));
    default:
  }
  if (value === undefined && issue.code !== 'custom') return [faultAt(path, 'missing', 'it is missing')];
  const { code, message, remedy } = wording(issue);
  // Of what holds more than one value the path says enough, but where something else was wanted.
  const named = issue.code === 'invalid_type' ? asJson(value) : isObject(value) ? '' : asWord(value);
  return [faultAt(path, code, `${named} ${message}`.trim(), remedy)];
}

/** Of the alternatives of a value, the one that the sender most likely meant: it fits best, then got furthest. */
function nearest(alternatives: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] {
  const misfit = (issues: readonly z.core.$ZodIssue[]): number => {
    const depth = Math.max(0, ...issues.map(({ path }) => path.length));
    const strange = issues.filter(
      ({ code, path }) => code === 'unrecognized_keys' || (code === 'invalid_type' && path.length === 0),
    );
    return strange.length * 1_000 - depth;
  };
  return alternatives.reduce((best, each) => (misfit(each) < misfit(best) ? each : best));
}

interface Wording {
  readonly code: RefusalCode;
  readonly message: string;
  readonly remedy?: string;
}

function wording(issue: z.core.$ZodIssue): Wording {
  const { message } = issue;
  switch (issue.code) {
    case 'custom': {
      const code = (issue.params as { code?: RefusalCode } | undefined)?.code ?? 'value-invalid';
      return { code, message };
    }
    case 'invalid_type': {
      const type = withArticle(issue.expected);
      return { code: 'wrong-type', message: `is not ${type}`, remedy: `Send ${type}.` };
    }
    case 'invalid_value': {
      const allowed = issue.values.length > 20 ? undefined : issue.values.map(String).join(', ');
      return {
        code: 'not-one-of',
        message: allowed === undefined ? message : `is none of ${allowed}`,
        ...(allowed === undefined ? {} : { remedy: `Send one of ${allowed}.` }),
      };
    }
    case 'invalid_union':
      return { code: 'not-one-of', message };
    case 'too_small':
    case 'too_big':
      return { code: sizeCode(issue.origin, issue.code === 'too_small'), message };
    default:
      return { code: 'value-invalid', message };
  }
}

function sizeCode(origin: string, tooSmall: boolean): RefusalCode {
  if (origin === 'array') return tooSmall ? 'list-too-short' : 'list-too-long';
  return origin === 'string' ? 'text-too-long' : 'number-out-of-range';
}

function withArticle(expected: string): string {
  const words: Record<string, string> = { int: 'a whole number', number: 'a finite number', record: 'an object' };
  return words[expected] ?? (/^[aeiou]/.test(expected) ? `an ${expected}` : `a ${expected}`);
}

function isObject(value: unknown): value is Record<PropertyKey, unknown> {
  return typeof value === 'object' && value !== null;
}

/** A value as JSON, cut where it is long; control characters and lone surrogates come out escaped. */
function asJson(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? String(value));
  return shortened(text, SHOWN_VALUE_LENGTH);
}

/** As JSON, but a date, an id or a code without quotes; nothing for what is absent. */
function asWord(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' && /^[0-9A-Za-z./:-]{1,40}$/.test(value) ? value : asJson(value);
}

function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '')}…` : text;
}
