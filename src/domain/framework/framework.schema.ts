// A results framework as data: objectives, indicators with baselines and targets, milestones. Contract section 4.
import { z } from 'zod';
import { category, date, frameworkId, id, name, number, numberOrYesNo, phrase, text, whole } from '../text.schema.js';
import { inconsistencies } from './framework.consistency.js';

const countedCategories = z
  .array(category)
  .min(1, { error: 'counts nothing' })
  .meta({ description: 'Categories that count; default: all but projectPartner.' })
  .optional();
const party = id("Only MoUs that name this party; the Alliance's is its allianceId.").optional();

const kind = <Kind extends string>(kind: Kind) => z.literal(kind).meta({ description: 'The kind of measure.' });

export const measure = z
  .discriminatedUnion(
    'kind',
    [
      z.strictObject({ kind: kind('officialRegistration') }),
      z.strictObject({ kind: kind('membersJoined'), countedCategories }),
      z.strictObject({ kind: kind('membersActive'), countedCategories }),
      z.strictObject({ kind: kind('mousSigned'), party }),
      z.strictObject({ kind: kind('mousInForce'), party }),
      z.strictObject({ kind: kind('recommendationsPublished') }),
      z.strictObject({ kind: kind('satisfaction') }),
      z.strictObject({ kind: kind('platformReleased') }),
      z.strictObject({
        kind: kind('activitiesCompleted'),
        workPackage: whole('Only activities of this work package.', 0).optional(),
      }),
      z.strictObject({ kind: kind('reported') }),
    ],
    { error: 'is no measure that the service computes' },
  )
  .meta({ description: 'How the value is computed.' });

const month = whole('A project month: its end.', 0, 600);
const note = text('Readings and ambiguities.').optional();

const baseline = z
  .strictObject({
    value: numberOrYesNo('Where it starts; beside a label it may be absent, and counts as 0.').optional(),
    month: month.optional(),
    date: date('A day.').optional(),
    label: phrase('What the source prints.').optional(),
    note,
  })
  .refine(({ value, label }) => value !== undefined || label !== undefined, {
    error: 'needs a value, or a label in its place',
  })
  .refine(({ month, date }) => month === undefined || date === undefined, { error: 'has both a month and a date' });

const target = z
  .strictObject({
    value: numberOrYesNo('What was promised.'),
    month: month.optional(),
    date: date('A day.').optional(),
    note,
  })
  .refine(({ month, date }) => month !== undefined || date !== undefined, { error: 'needs either a month or a date' })
  .refine(({ month, date }) => month === undefined || date === undefined, { error: 'has both a month and a date' });

const indicator = z.strictObject({
  id: frameworkId('The indicator.'),
  objective: frameworkId('Its objective.').optional(),
  title: name('Its title.'),
  unit: z
    .string()
    .regex(/^(yesNo|count|percent|number|[A-Z]{3})$/, {
      error: 'is not a unit: yesNo, count, percent, number or a currency code',
    })
    .meta({ description: 'What its values are: yesNo, count, percent, number or a currency code.' }),
  direction: z.enum(['up', 'down']).meta({ description: 'Where better values lie.' }),
  measure,
  baseline: baseline.meta({ description: 'Where it starts; absent: 0 (a yes/no: no) at month 0.' }).optional(),
  targets: z
    .array(target)
    .max(100, { error: 'holds more than 100 targets' })
    .meta({ description: 'What was promised, in order of time; without targets it is only watched.' })
    .optional(),
  measuredAt: z
    .array(month)
    .max(600, { error: 'holds more than 600 months' })
    .meta({ description: 'Project months in which it is measured.' })
    .optional(),
  note,
  source: text('Where the figures come from.').optional(),
  responsible: name('The organisation in charge.').optional(),
  meansOfVerification: text('How it is verified.').optional(),
});

/** The companions of values that a condition may compare; those of the measures in `projections/`. */
const COMPANIONS = ['active', 'inForce', 'numerator', 'denominator', 'responses', 'invited', 'responseRate'] as const;

const comparison = z
  .strictObject({
    indicator: frameworkId('The indicator.'),
    companion: z.enum(COMPANIONS).meta({ description: 'A companion of its value, in its place.' }).optional(),
    equals: numberOrYesNo('The value it must have.').optional(),
    atLeast: number('The least that it must be.').optional(),
    atMost: number('The most that it may be.').optional(),
  })
  .refine(
    ({ equals, atLeast, atMost }) => [equals, atLeast, atMost].filter((each) => each !== undefined).length === 1,
    { error: 'needs exactly one of equals, atLeast, atMost' },
  );

export type Condition =
  z.infer<typeof comparison> | { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] };

const conditions = (description: string) =>
  z
    .lazy(() =>
      z.array(condition).min(1, { error: 'holds no condition' }).max(100, { error: 'holds more than 100 conditions' }),
    )
    .meta({ description });

export const condition: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.union([
    comparison,
    z.strictObject({ all: conditions('All must hold.') }),
    z.strictObject({ any: conditions('One must hold.') }),
  ]),
);

const milestone = z.strictObject({
  id: frameworkId('The milestone.'),
  objective: frameworkId('Its objective.').optional(),
  title: name('Its title.'),
  condition: condition.meta({ description: 'When it is achieved.' }),
  due: z
    .strictObject({ month: month.optional(), date: date('A day.').optional() })
    .refine(({ month, date }) => month !== undefined || date !== undefined, { error: 'needs either a month or a date' })
    .refine(({ month, date }) => month === undefined || date === undefined, { error: 'has both a month and a date' })
    .meta({ description: 'When it is due; absent where the source states none.' })
    .optional(),
  leadBeneficiary: phrase('Who leads.').optional(),
  meansOfVerification: text('How it is verified.').optional(),
  note,
});

const objective = z.strictObject({
  id: frameworkId('The objective.'),
  title: name('Its title.'),
  challenges: z
    .array(whole('A challenge.', 0))
    .max(100, { error: 'holds more than 100 numbers' })
    .meta({ description: 'Numbers of the challenges it answers to.' })
    .optional(),
  workPackages: z
    .array(whole('A work package.', 0))
    .max(100, { error: 'holds more than 100 numbers' })
    .meta({ description: 'Numbers of the work packages it answers to.' })
    .optional(),
  note,
});

const things = <Thing extends z.ZodType>(thing: Thing, description: string) =>
  z.array(thing).max(200, { error: 'holds more than 200 entries' }).meta({ description });

export const framework = z
  .strictObject({
    id: frameworkId('The framework.'),
    title: name('Its title.'),
    note,
    notes: text('Readings and ambiguities of the whole.').optional(),
    objectives: things(objective, 'Its objectives.').default([]),
    indicators: things(indicator, 'Its indicators.').min(1, { error: 'holds no indicator' }),
    milestones: things(milestone, 'Its milestones.').default([]),
  })
  .superRefine((framework, context) => {
    for (const { path, message } of inconsistencies(framework)) {
      context.addIssue({ code: 'custom', path: [...path], message, params: { code: 'framework-inconsistent' } });
    }
  })
  .meta({ description: 'A results framework: objectives, indicators with baselines and targets, milestones.' });

export type Measure = z.infer<typeof measure>;
export type Indicator = z.infer<typeof indicator>;
export type Milestone = z.infer<typeof milestone>;
export type Framework = z.infer<typeof framework>;
