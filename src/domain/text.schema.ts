// The kinds of text, number and date that events are made of: contract section 2.
import { z } from 'zod';
import { parseDay } from '../../projections/calendar.js';
import { FRAMEWORK_ID_PATTERN, ID_PATTERN } from './categories.js';
import { COUNTRIES } from './countries.js';
import type { RefusalCode } from './refusals.js';

export const NAME_LENGTH = 300;
export const TEXT_LENGTH = 5_000;
const NARRATIVE_LENGTH = 50_000;
const URL_LENGTH = 2_000;

/** Whole numbers beyond this can't be told apart, and every number of JSON beyond it is whole. */
const MOST_NUMBER = 2 ** 53;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_BREAKS = /(?![\t\n\r])\p{Cc}/u;
const BIDI_OVERRIDE = /[\u202A-\u202E\u2066-\u2069]/;
/** A character that one sees: no space, no control or format character, none that fonts leave out (the braille blank too). */
export const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u;

const BEYOND_ASCII = /[^ -~]/;

/** What most texts are, and nothing is wrong with. */
const isPlain = (text: string, most: number): boolean =>
  text.length <= most && !BEYOND_ASCII.test(text) && text.trim() !== '';

type TextKind = 'name' | 'phrase' | 'text';

/** Control characters but white space of any kind: what of it stands around a text is cut off. */
const CONTROL_CODES = '\\u0000-\\u0008\\u000e-\\u001f\\u007f-\\u009f';
/** What `textFault` lets through, as far as a published schema can say it. */
const PATTERNS: Readonly<Record<TextKind, string>> = {
  name: `^[^${CONTROL_CODES}\\u202a-\\u202e\\u2066-\\u2069]*$`,
  phrase: `^[^${CONTROL_CODES}]*$`,
  text: `^[^${CONTROL_CODES}]*$`,
};

interface TextFault {
  readonly code: RefusalCode;
  readonly message: string;
}

/** Refuses a value for a reason that zod has no word for; what depends on the value isn't checked any more. */
function refuseValue(
  context: z.core.$RefinementCtx<unknown>,
  code: RefusalCode,
  message: string,
  path: PropertyKey[] = [],
): void {
  context.addIssue({ code: 'custom', params: { code }, message, path, continue: false });
}

function textOf(kind: TextKind, most: number, description: string): z.ZodType<string, string> {
  return z
    .string()
    .overwrite((text) => (kind === 'text' ? text.normalize('NFC') : text.normalize('NFC').trim()))
    .superRefine((text, context) => {
      if (isPlain(text, most)) return;
      const fault = textFault(text, most, kind);
      if (fault) refuseValue(context, fault.code, fault.message);
    })
    .meta({ minLength: 1, maxLength: most, pattern: PATTERNS[kind], description });
}

function textFault(text: string, most: number, kind: TextKind): TextFault | undefined {
  const invalid = (message: string): TextFault => ({ code: 'text-invalid', message });
  if (LONE_SURROGATE.test(text)) return invalid('holds half of a character (a lone surrogate)');
  if (text.includes('\u0000')) return invalid('holds a NUL character');
  if ((kind === 'name' ? CONTROL : CONTROL_BUT_BREAKS).test(text)) return invalid('holds a control character');
  if (kind === 'name' && BIDI_OVERRIDE.test(text)) {
    return invalid('holds a character that overrides the direction of text');
  }
  if (!VISIBLE.test(text)) return { code: 'text-empty', message: 'holds no visible character' };
  if (isLongerThan(text, most)) return { code: 'text-too-long', message: `is longer than ${most} characters` };
  return undefined;
}

/** Whether a text has more than so many code points. */
export function isLongerThan(text: string, most: number): boolean {
  return text.length > most && (text.length > 2 * most || [...text].length > most);
}

/** The name of something or somebody, or a title: one line. */
export const name = (description: string) => textOf('name', NAME_LENGTH, description);
/** Other text that is no prose (a topic, a reference): stored without spaces around it. */
export const phrase = (description: string) => textOf('phrase', TEXT_LENGTH, description);
/** Other text; line breaks and tabs are allowed. */
export const text = (description: string) => textOf('text', TEXT_LENGTH, description);
/** A narrative in Markdown. */
export const narrative = (description: string) => textOf('text', NARRATIVE_LENGTH, description);

export const id = (description: string) =>
  z.string().regex(ID_PATTERN, { error: 'is not an id: 1 to 64 of a-z, 0-9 and -' }).meta({ description });

export const frameworkId = (description: string) =>
  z
    .string()
    .regex(FRAMEWORK_ID_PATTERN, { error: 'is not an id: 1 to 64 of A-Z, a-z, 0-9, . and -' })
    .meta({ description });

/** A calendar date without a zone. */
export const date = (description: string) =>
  z
    .string()
    .superRefine((text, context) => {
      if (parseDay(text) === undefined) {
        refuseValue(context, 'date-invalid', 'is not a date in the calendar; use YYYY-MM-DD');
      }
    })
    .meta({ format: 'date', description });

/** Refines an object: `later` must not be a date before `earlier`. */
export const inOrder =
  <Earlier extends string, Later extends string>(earlier: Earlier, later: Later) =>
  (data: Readonly<Record<Earlier | Later, string>>, context: z.core.$RefinementCtx<unknown>): void => {
    // Dates of the calendar in ISO 8601 sort as text.
    if (data[later] < data[earlier]) refuseValue(context, 'dates-out-of-order', `lies before ${earlier}`, [later]);
  };

export const uuid = (description: string) =>
  z
    .string()
    .regex(/^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$/, { error: 'is not a UUID' })
    .overwrite((text) => text.toLowerCase())
    .meta({ description });

export const sha256 = (description: string) =>
  z
    .string()
    .regex(/^[0-9A-Fa-f]{64}$/, { error: 'is not a SHA-256 in hexadecimal' })
    .overwrite((text) => text.toLowerCase())
    .meta({ description });

/** A finite number; -0 becomes 0. */
export const number = (description: string, least = -MOST_NUMBER) =>
  z
    .number()
    .overwrite((value) => value + 0)
    .min(least, { error: `is less than ${least}` })
    .max(MOST_NUMBER, { error: `is more than ${MOST_NUMBER}` })
    .meta({ description });

export const whole = (description: string, least: number, most: number = Number.MAX_SAFE_INTEGER) =>
  z
    .number()
    .overwrite((value) => value + 0)
    .int({ error: 'is not a whole number' })
    .min(least, { error: `is less than ${least}` })
    .max(most, { error: `is more than ${most}` })
    .meta({ description });

/** A number, or true or false for a yes/no. */
export const numberOrYesNo = (description: string) => z.union([number('A number.'), z.boolean()]).meta({ description });

export const country = (description: string) =>
  z
    .enum(COUNTRIES, { error: 'is not a country: use ISO 3166-1 alpha-2 in capital letters, or INT' })
    .meta({ description });

export const url = (description: string) =>
  z
    .string()
    .overwrite((text) => text.normalize('NFC'))
    .max(URL_LENGTH, { error: `is longer than ${URL_LENGTH} characters` })
    .superRefine((text, context) => {
      if (!isWebAddress(text)) refuseValue(context, 'url-invalid', 'is not an http or https address');
    })
    .meta({ pattern: '^[Hh][Tt][Tt][Pp][Ss]?://', description });

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{C}]+$/iu.test(text) && URL.canParse(text);
}

export const languageTag = (description: string) =>
  z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, { error: 'is not a language tag such as en or es-ES' })
    .meta({ description });

export const yearMonthOrProjectMonth = (description: string) =>
  z
    .string()
    .regex(/^(M[1-9]\d{0,2}|[1-9]\d{3}-(0[1-9]|1[0-2]))$/, {
      error: 'is neither a project month (M24) nor a month (2024-03)',
    })
    .meta({ description });

export const category = z
  .enum(['projectPartner', 'associatePartner', 'affiliate', 'additionalStakeholder'])
  .meta({ description: 'How the organisation belongs to the Alliance.' });

export const agentType = z
  .enum([
    'education',
    'research',
    'company',
    'policymaker',
    'association',
    'network',
    'internationalOrganisation',
    'other',
  ])
  .meta({ description: 'What kind of organisation it is.' });

/** Evidence is referred to, never stored: titles, addresses and checksums. */
export const evidence = z
  .array(
    z.strictObject({
      title: name('What the document is.'),
      url: url('Where it lies.').optional(),
      sha256: sha256('Checksum of the document.').optional(),
    }),
  )
  .max(100, { error: 'names more than 100 documents' })
  .meta({ description: 'Documents that prove the fact.' });

/** The data of an event that may carry evidence, as all may. */
export function eventData<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject({ ...shape, evidence: evidence.optional() });
}
