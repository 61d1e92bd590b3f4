// A profile says how a file is to be read: which column is what, which words mean what, how dates are written. Profiles
// for the lists of LCAMP's annual plan and for survey tools ship; others are saved beside the data.
import { z } from 'zod';
import { faultsOf, type Fault } from '../../domain/faults.js';
import { ID_PATTERN } from '../../domain/categories.js';

export const KINDS = [
  'members',
  'mous',
  'recommendations',
  'stakeholders',
  'activities',
  'thematicGroups',
  'measurements',
  'history',
  'answers',
] as const;

export type Kind = (typeof KINDS)[number];

const header = z.string().min(1).max(300);
const field = z.string().regex(/^[A-Za-z]{1,40}$/, { error: 'is not the name of a field' });
const value = z.string().max(5_000);
const words = z.record(value, z.union([z.string(), z.number()]));
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'is not a date as YYYY-MM-DD' });

const ownId = z.string().regex(ID_PATTERN, { error: 'is not an id: 1 to 64 of a-z, 0-9 and -' });

const survey = z.strictObject({
  surveyId: ownId,
  /** Given where the survey isn't recorded yet. */
  title: value.optional(),
  openedOn: day.optional(),
  closesOn: day.optional(),
  invited: z.number().int().min(1).optional(),
  scale: z.strictObject({ min: z.number(), max: z.number() }).optional(),
  satisfactionQuestion: value.optional(),
  satisfiedFrom: z.number().optional(),
  /** Question by question, the header of its column, or the header with another text to record. */
  questions: z.record(
    z.string().regex(/^[A-Za-z0-9.-]{1,64}$/, { error: 'is not the id of a question' }),
    z.union([header, z.strictObject({ column: header, text: value })]),
  ),
  /** What answers given in words count as, such as {"Strongly agree": 5}; null where one answers nothing ("N/A"). */
  words: z.record(value, z.number().nullable()).optional(),
  /** Whether responses that were not sent off are recorded. */
  incomplete: z.enum(['leaveOut', 'record']).optional(),
});

export const profileSchema = z.strictObject({
  kind: z.enum(KINDS).optional(),
  /** What the profile is for, in a line. */
  title: value.optional(),
  /** What whoever imports should know. */
  note: value.optional(),
  /** The headers of the files that it is for: one that has exactly these is recognised. */
  recognises: z.array(header).max(200).optional(),
  /** Field by field, the header of its column; with several, the first that holds something. */
  columns: z.record(field, z.union([header, z.array(header).max(20)])).optional(),
  /** Field by field, the headers of columns whose words are kept in its text, each behind its header. */
  kept: z.record(field, z.array(header).max(20)).optional(),
  /** Headers that aren't imported; `others` stands for all that aren't known. */
  ignore: z.union([z.literal('others'), z.array(header).max(200)]).optional(),
  /** Field by field, the value where the file has none. */
  values: z.record(field, value).optional(),
  /** Field by field, what the file's words mean. */
  words: z.record(field, words).optional(),
  /** Cells that are known to be wrong or missing in the source, by what stands in their row. */
  corrections: z
    .array(z.strictObject({ where: z.record(header, value), set: z.record(field, value) }))
    .max(1_000)
    .optional(),
  /** Names that mean an organisation whose id is known: a person's word that they are the same. */
  organisations: z.record(value, ownId).optional(),
  /** What to do with a thing that is recorded already, with other details. */
  existing: z.enum(['refuse', 'keep']).optional(),
  dates: z.enum(['iso', 'dd/mm/yyyy', 'mm/dd/yyyy']).optional(),
  decimal: z.enum(['.', ',']).optional(),
  encoding: z
    .enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1252', 'windows-1250', 'windows-1254', 'iso-8859-15'])
    .optional(),
  delimiter: z.enum([',', ';', '\t', '|']).optional(),
  sheet: value.optional(),
  survey: survey.optional(),
});

export type Profile = z.infer<typeof profileSchema>;
export type SurveySettings = z.infer<typeof survey>;

/** What is wrong with a profile, or the profile. */
export function checkProfile(data: unknown): { profile: Profile } | { faults: Fault[] } {
  const result = profileSchema.safeParse(data);
  return result.success
    ? { profile: result.data }
    : { faults: result.error.issues.flatMap((issue) => faultsOf(issue, data)) };
}

/** One profile laid over another: what it names wins, and tables are merged. */
export function layOver(under: Profile, over: Profile): Profile {
  const merged = <T extends object>(a: T | undefined, b: T | undefined): T | undefined =>
    a && b ? { ...a, ...b } : (b ?? a);
  const wordsOf = { ...under.words };
  for (const [name, table] of Object.entries(over.words ?? {})) wordsOf[name] = { ...wordsOf[name], ...table };
  const tables = {
    columns: merged(under.columns, over.columns),
    values: merged(under.values, over.values),
    words: wordsOf,
    organisations: merged(under.organisations, over.organisations),
    survey: merged(under.survey, over.survey),
  };
  return { ...under, ...over, ...(Object.fromEntries(Object.entries(tables).filter(([, table]) => table)) as Profile) };
}
