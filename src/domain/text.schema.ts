// The kinds of text, number and date that events are made of: contract section 2.
import { z } from 'zod';
import { parseDay } from '../../projections/calendar.js';
import { FRAMEWORK_ID_PATTERN, ID_PATTERN } from './categories.js';
import { COUNTRIES } from './countries.js';

const NAME_LENGTH = 300;
const TEXT_LENGTH = 5_000;
const NARRATIVE_LENGTH = 50_000;
const URL_LENGTH = 2_000;

const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/;
const CONTROL = /\p{Cc}/u;
const CONTROL_BUT_BREAKS = /(?![\t\n\r])\p{Cc}/u;
const BIDI_OVERRIDE = /[\u202A-\u202E\u2066-\u2069]/;
const VISIBLE = /[^\p{Z}\p{C}]/u;

const codePoints = (text: string): number => [...text].length;

function textOf(most: number, inName: boolean): z.ZodType<string, string> {
  return z
    .string()
    .overwrite((text) => (inName ? text.normalize('NFC').trim() : text.normalize('NFC')))
    .superRefine((text, context) => {
      const fault = textFault(text, most, inName);
      if (fault) context.addIssue({ code: 'custom', params: { code: fault.code }, message: fault.message });
    })
    .meta({ minLength: 1, maxLength: most });
}

function textFault(text: string, most: number, inName: boolean): { code: string; message: string } | undefined {
  const invalid = (message: string): { code: string; message: string } => ({ code: 'text-invalid', message });
  if (LONE_SURROGATE.test(text))
    return invalid('holds half of a character (a lone surrogate); send whole Unicode characters');
  if (text.includes('\u0000')) return invalid('holds a NUL character; leave it out');
  if ((inName ? CONTROL : CONTROL_BUT_BREAKS).test(text)) return invalid('holds a control character; leave it out');
  if (inName && BIDI_OVERRIDE.test(text))
    return invalid('holds a character that overrides the direction of text; leave it out');
  if (!VISIBLE.test(text)) return { code: 'text-empty', message: 'is empty; give at least one visible character' };
  if (codePoints(text) > most)
    return { code: 'text-too-long', message: `is longer than ${most} characters; shorten it` };
  return undefined;
}

/** A name or a title. */
export const name = (description: string): z.ZodType<string, string> => textOf(NAME_LENGTH, true).describe(description);
/** Other text; line breaks and tabs are allowed. */
export const text = (description: string): z.ZodType<string, string> =>
  textOf(TEXT_LENGTH, false).describe(description);
/** A narrative in Markdown. */
export const narrative = (description: string): z.ZodType<string, string> =>
  textOf(NARRATIVE_LENGTH, false).describe(description);

export const id = (description: string) =>
  z.string().regex(ID_PATTERN, { error: 'is not an id: 1 to 64 of a-z, 0-9 and -' }).describe(description);

export const frameworkId = (description: string) =>
  z
    .string()
    .regex(FRAMEWORK_ID_PATTERN, { error: 'is not an id of a framework: 1 to 64 of A-Z, a-z, 0-9, . and -' })
    .describe(description);

/** A calendar date without a zone. */
export const date = (description: string) =>
  z
    .string()
    .superRefine((text, context) => {
      if (parseDay(text) === undefined) {
        context.addIssue({
          code: 'custom',
          params: { code: 'date-invalid' },
          message: 'is not a date in the calendar; use YYYY-MM-DD',
        });
      }
    })
    .meta({ format: 'date', description });

export const uuid = (description: string) =>
  z
    .string()
    .overwrite((text) => text.toLowerCase())
    .regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/, { error: 'is not a UUID' })
    .describe(description);

/** A finite number; -0 becomes 0. */
export const number = (description: string) =>
  z
    .number()
    .overwrite((value) => value + 0)
    .describe(description);

export const whole = (description: string, least: number, most = 2 ** 53) =>
  z
    .number()
    .overwrite((value) => value + 0)
    .int({ error: 'is not a whole number' })
    .min(least, { error: `is less than ${least}` })
    .max(most, { error: `is more than ${most}` })
    .describe(description);

export const country = (description: string) =>
  z
    .enum(COUNTRIES, { error: 'is not a country: use ISO 3166-1 alpha-2 in capital letters, or INT' })
    .describe(description);

export const url = (description: string) =>
  z
    .string()
    .max(URL_LENGTH, { error: `is longer than ${URL_LENGTH} characters` })
    .superRefine((text, context) => {
      if (!isWebAddress(text)) {
        context.addIssue({
          code: 'custom',
          params: { code: 'url-invalid' },
          message: 'is not an http or https address',
        });
      }
    })
    .meta({ format: 'uri', description });

function isWebAddress(text: string): boolean {
  return /^https?:\/\/[^\s\p{C}]+$/u.test(text) && URL.canParse(text);
}

export const languageTag = (description: string) =>
  z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/, { error: 'is not a language tag such as en or es-ES' })
    .describe(description);

export const yearMonthOrProjectMonth = (description: string) =>
  z
    .string()
    .regex(/^(M[1-9]\d{0,2}|\d{4}-(0[1-9]|1[0-2]))$/, {
      error: 'is neither a project month (M24) nor a month (2024-03)',
    })
    .describe(description);

export const category = z
  .enum(['projectPartner', 'associatePartner', 'affiliate', 'additionalStakeholder'])
  .describe('How the organisation belongs to the Alliance.');

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
  .describe('What kind of organisation it is.');

/** Evidence is referred to, never stored: titles, addresses and checksums. */
export const evidence = z
  .array(
    z.strictObject({
      title: name('What the document is.'),
      url: url('Where it lies.').optional(),
      sha256: z
        .string()
        .overwrite((text) => text.toLowerCase())
        .regex(/^[0-9a-f]{64}$/, { error: 'is not a SHA-256 in hexadecimal' })
        .describe('Checksum of the document.')
        .optional(),
    }),
  )
  .max(100)
  .describe('Documents that prove the fact.');

/** The data of an event that may carry evidence, as all may. */
export function eventData<Shape extends z.core.$ZodShape>(shape: Shape) {
  return z.strictObject({ ...shape, evidence: evidence.optional() });
}
