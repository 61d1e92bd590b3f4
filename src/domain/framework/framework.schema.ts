// A results framework as data: objectives, indicators with baselines and targets, milestones. Contract section 4.
import { z } from 'zod';
import { category, date, frameworkId, id, name, number, text, whole } from '../text.schema.js';

const countedCategories = z
  .array(category)
  .min(1, { error: 'counts nothing' })
  .describe('Default: all but projectPartner.')
  .optional();
const party = id("Only MoUs that name this party; the Alliance's is its allianceId.").optional();

export const measure = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('officialRegistration') }),
    z.strictObject({ kind: z.literal('membersJoined'), countedCategories }),
    z.strictObject({ kind: z.literal('membersActive'), countedCategories }),
    z.strictObject({ kind: z.literal('mousSigned'), party }),
    z.strictObject({ kind: z.literal('mousInForce'), party }),
    z.strictObject({ kind: z.literal('recommendationsPublished') }),
    z.strictObject({ kind: z.literal('satisfaction') }),
    z.strictObject({ kind: z.literal('platformReleased') }),
    z.strictObject({
      kind: z.literal('activitiesCompleted'),
      workPackage: whole('Only of this one.', 1, 1_000).optional(),
    }),
    z.strictObject({ kind: z.literal('reported') }),
  ])
  .describe('How the value is computed.');

const value = (description: string) => z.union([number('A number.'), z.boolean()]).describe(description);
const month = whole('A project month: its end.', 0, 600);

const baseline = z
  .strictObject({
    value: value('Where it starts; beside a label it may be absent, and counts as 0.').optional(),
    month: month.optional(),
    date: date('A day.').optional(),
    label: name('What the source prints.').optional(),
  })
  .refine(({ value, label }) => value !== undefined || label !== undefined, {
    error: 'needs a value, or a label in its place',
  })
  .refine(({ month, date }) => month === undefined || date === undefined, { error: 'has both a month and a date' });

const target = z
  .strictObject({ value: value('What was promised.'), month: month.optional(), date: date('A day.').optional() })
  .refine(({ month, date }) => (month === undefined) !== (date === undefined), {
    error: 'needs either a month or a date',
  });

const indicator = z.strictObject({
  id: frameworkId('The indicator.'),
  objective: frameworkId('Its objective.').optional(),
  title: name('Its title.'),
  unit: z.union([
    z.enum(['yesNo', 'count', 'percent', 'number']),
    z.string().regex(/^[A-Z]{3}$/, { error: 'is not a unit: yesNo, count, percent, number or a currency code' }),
  ]),
  direction: z.enum(['up', 'down']),
  measure,
  baseline: baseline.optional(),
  targets: z.array(target).max(100).optional(),
  measuredAt: z.array(month).max(600).describe('Project months in which it is measured.').optional(),
  note: text('Readings and ambiguities.').optional(),
  source: text('Where the figures come from.').optional(),
  responsible: name('Who is in charge.').optional(),
  meansOfVerification: text('How it is verified.').optional(),
});

const LEAST_COMPANIONS = [
  'active',
  'inForce',
  'numerator',
  'denominator',
  'responses',
  'invited',
  'responseRate',
] as const;

const comparison = z
  .strictObject({
    indicator: frameworkId('The indicator.'),
    companion: z.enum(LEAST_COMPANIONS).describe('A companion of its value, in its place.').optional(),
    equals: value('The value it must have.').optional(),
    atLeast: number('The least that it must be.').optional(),
    atMost: number('The most that it may be.').optional(),
  })
  .refine(
    ({ equals, atLeast, atMost }) => [equals, atLeast, atMost].filter((each) => each !== undefined).length === 1,
    {
      error: 'needs exactly one of equals, atLeast, atMost',
    },
  );

export type Condition =
  z.infer<typeof comparison> | { readonly all: readonly Condition[] } | { readonly any: readonly Condition[] };

const conditions = z.lazy(() => z.array(condition).min(1, { error: 'is empty' }).max(100));

export const condition: z.ZodType<Condition, Condition> = z.lazy(() =>
  z.union([comparison, z.strictObject({ all: conditions }), z.strictObject({ any: conditions })]),
);

const milestone = z.strictObject({
  id: frameworkId('The milestone.'),
  objective: frameworkId('Its objective.').optional(),
  title: name('Its title.'),
  condition,
  due: z
    .strictObject({ month: month.optional(), date: date('A day.').optional() })
    .refine(({ month, date }) => (month === undefined) !== (date === undefined), {
      error: 'needs either a month or a date',
    })
    .optional(),
  leadBeneficiary: name('Who leads.').optional(),
  meansOfVerification: text('How it is verified.').optional(),
  note: text('Readings and ambiguities.').optional(),
});

const objective = z.strictObject({
  id: frameworkId('The objective.'),
  title: name('Its title.'),
  challenges: z
    .array(whole('A challenge.', 1, 1_000))
    .max(100)
    .optional(),
  workPackages: z
    .array(whole('A work package.', 1, 1_000))
    .max(100)
    .optional(),
  note: text('Readings and ambiguities.').optional(),
});

export const framework = z
  .strictObject({
    id: frameworkId('The framework.'),
    title: name('Its title.'),
    note: text('Readings and ambiguities.').optional(),
    objectives: z.array(objective).max(200),
    indicators: z.array(indicator).min(1, { error: 'holds no indicator' }).max(200),
    milestones: z.array(milestone).max(200),
  })
  .superRefine((framework, context) => {
    for (const { path, message } of inconsistencies(framework)) {
      context.addIssue({ code: 'custom', path, message, params: { code: 'framework-inconsistent' } });
    }
  });

export type Measure = z.infer<typeof measure>;
export type Indicator = z.infer<typeof indicator>;
export type Milestone = z.infer<typeof milestone>;
export type Framework = z.infer<typeof framework>;

type Draft = { objectives: z.infer<typeof objective>[]; indicators: Indicator[]; milestones: Milestone[] };
interface Inconsistency {
  readonly path: (string | number)[];
  readonly message: string;
}

function inconsistencies({ objectives, indicators, milestones }: Draft): Inconsistency[] {
  const objectiveIds = new Set(objectives.map(({ id }) => id));
  const indicatorIds = new Set(indicators.map(({ id }) => id));
  const unknownObjective = (list: string, things: readonly { objective?: string | undefined }[]): Inconsistency[] =>
    things.flatMap(({ objective }, i) =>
      objective === undefined || objectiveIds.has(objective)
        ? []
        : [{ path: [list, i, 'objective'], message: `"${objective}" is none of the objectives` }],
    );
  return [
    ...repeated('objectives', objectives),
    ...repeated('indicators', indicators),
    ...repeated('milestones', milestones),
    ...unknownObjective('indicators', indicators),
    ...unknownObjective('milestones', milestones),
    ...indicators.flatMap((each, i) => misfits(each, ['indicators', i])),
    ...milestones.flatMap(({ condition }, i) =>
      comparedIn(condition)
        .filter((id) => !indicatorIds.has(id))
        .map((id) => ({ path: ['milestones', i, 'condition'], message: `"${id}" is none of the indicators` })),
    ),
  ];
}

function repeated(list: string, things: readonly { id: string }[]): Inconsistency[] {
  return things.flatMap(({ id }, i) =>
    things.findIndex((other) => other.id === id) < i
      ? [{ path: [list, i, 'id'], message: `"${id}" stands twice` }]
      : [],
  );
}

const YES_NO_KINDS: readonly string[] = ['officialRegistration', 'platformReleased'];

function misfits({ unit, measure, baseline, targets = [] }: Indicator, path: (string | number)[]): Inconsistency[] {
  const yesNo = unit === 'yesNo';
  const fits = (value: number | boolean | undefined): boolean =>
    value === undefined || (typeof value === 'boolean') === yesNo;
  const message = yesNo ? 'is no yes/no: use true or false' : 'is no number';
  return [
    ...(measure.kind !== 'reported' && YES_NO_KINDS.includes(measure.kind) !== yesNo
      ? [{ path: [...path, 'unit'], message: `doesn't fit the measure ${measure.kind}` }]
      : []),
    ...(fits(baseline?.value) ? [] : [{ path: [...path, 'baseline', 'value'], message }]),
    ...targets.flatMap(({ value }, i) => (fits(value) ? [] : [{ path: [...path, 'targets', i, 'value'], message }])),
  ];
}

function comparedIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(comparedIn);
  if ('any' in condition) return condition.any.flatMap(comparedIn);
  return [condition.indicator];
}
