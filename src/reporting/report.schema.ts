// The JSON Schema of reports, published at /schemas/report/1: what `report-model.ts` says, for those who read the JSON.
import { z } from 'zod';
import { AUDIENCES, REPORT_SCHEMA, type Report } from './report-model.js';

const text = (description: string) => z.string().meta({ description });
const isoDate = (description: string) => z.string().meta({ format: 'date', description });
const month = z.int().min(0).nullable().meta({ description: 'Project month; null outside the project.' });
const value = z.union([z.number(), z.boolean()]).nullable().meta({ description: 'null: there is none.' });

const run = z.strictObject({
  text: text('The text.'),
  bold: z.literal(true).optional(),
  italic: z.literal(true).optional(),
  code: z.literal(true).optional(),
  struck: z.literal(true).optional(),
  link: text('An http or https address.').optional(),
});

const cell = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: text('The text.'), link: text('An address.').optional() }),
  z.strictObject({
    kind: z.literal('number'),
    value: z.number().meta({ description: 'Unrounded; a percentage is 57.3 for 57.3 %.' }),
    text: text('As the language writes it.'),
    decimals: z.int().min(0),
    unit: text('`percent`, `points` between percentages, or a currency code.').optional(),
  }),
  z.strictObject({ kind: z.literal('date'), value: isoDate('The day.'), text: text('As the language writes it.') }),
  z.strictObject({ kind: z.literal('yesNo'), value: z.boolean(), text: text('As the language says it.') }),
  z.strictObject({ kind: z.literal('none'), text: text('Why nothing is there: not stated, no data, withheld.') }),
]);

const pair = z.strictObject({ term: text('The term.'), value: cell });

const narrativePart: z.ZodType = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('paragraph'), runs: z.array(run) }),
    z.strictObject({ kind: z.literal('heading'), depth: z.int().min(1).max(6), runs: z.array(run) }),
    z.strictObject({
      kind: z.literal('list'),
      ordered: z.boolean(),
      start: z.int().min(0).meta({ description: 'The first number of an ordered list; absent: 1.' }).optional(),
      items: z.array(z.array(narrativePart)),
    }),
    z.strictObject({ kind: z.literal('quote'), parts: z.array(narrativePart) }),
    z.strictObject({ kind: z.literal('code'), text: text('The code.') }),
    z.strictObject({
      kind: z.literal('table'),
      head: z.array(z.array(run)),
      rows: z.array(z.array(z.array(run))),
    }),
    z.strictObject({ kind: z.literal('rule') }),
  ]),
);

const table = z.strictObject({
  id: z.string().meta({ pattern: '^[A-Za-z0-9.-]{1,100}$', description: 'Unique in the report.' }),
  title: text('Caption.'),
  columns: z.array(
    z.strictObject({
      id: text('Name of the field, the same in all languages.'),
      title: text('Heading.'),
      type: z.enum(['text', 'number', 'date', 'yesNo', 'mixed']),
      width: z.number(),
    }),
  ),
  rows: z.array(z.array(cell)),
  empty: text('Said in the place of rows where there are none.'),
  notes: z.array(z.string()),
});

const chart = z.strictObject({
  id: text('Unique in the report.'),
  title: text('Caption.'),
  alt: text('What the chart shows, in words.'),
  axis: z.enum(['number', 'yesNo']),
  unit: text('Unit of the indicator.'),
  xTitle: z.string(),
  yTitle: z.string(),
  months: z.tuple([z.int(), z.int()]),
  lines: z.array(
    z.strictObject({
      id: z.enum(['value', 'expected']),
      label: z.string(),
      points: z.array(z.strictObject({ x: z.number(), date: isoDate('The day.'), y: z.number().nullable() })),
    }),
  ),
  marks: z.array(
    z.strictObject({
      id: z.enum(['baseline', 'target', 'formerBaseline', 'formerTarget']),
      label: z.string(),
      x: z.number(),
      date: isoDate('The day.'),
      y: z.number(),
    }),
  ),
  ticks: z.array(z.strictObject({ y: z.number(), label: z.string() })),
  measuredAt: z.array(z.int()),
  measuredLabel: z.string(),
});

const block = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('paragraph'), runs: z.array(run), tone: z.enum(['normal', 'note']) }),
  z.strictObject({ kind: z.literal('list'), items: z.array(z.array(run)) }),
  z.strictObject({ kind: z.literal('pairs'), pairs: z.array(pair) }),
  z.strictObject({ kind: z.literal('table'), table }),
  z.strictObject({ kind: z.literal('chart'), chart }),
  z.strictObject({
    kind: z.literal('narrative'),
    section: text('The indicator, `summary` or `deviations`.'),
    language: text('BCP 47 tag of the text.'),
    parts: z.array(narrativePart),
    markdown: text('As it was written.'),
  }),
]);

const section: z.ZodType = z.lazy(() =>
  z.strictObject({
    id: text('Unique in the report, the same in all languages and months.'),
    title: text('Heading.'),
    newPage: z.literal(true).optional(),
    blocks: z.array(block),
    sections: z.array(section),
  }),
);

const was = z.array(
  z.strictObject({
    value,
    until: isoDate('Day of the revision.'),
    reason: text('Why; not told to the public.').optional(),
  }),
);

const indicator = z.strictObject({
  id: text('The indicator.'),
  objective: text('Its objective.').optional(),
  title: text('Its title.'),
  unit: text('yesNo, count, percent, number or a currency code.'),
  direction: z.enum(['up', 'down']),
  value,
  companions: z.record(
    z.string(),
    z.union([z.number(), z.boolean(), z.string(), z.tuple([z.number(), z.number()]), z.null()]),
  ),
  baseline: z.strictObject({
    value,
    month,
    date: isoDate('Its day.'),
    label: text('As the source words it.').optional(),
    was: was.optional(),
  }),
  targets: z.array(
    z.strictObject({
      value: z.union([z.number(), z.boolean()]),
      month,
      date: isoDate('Its day.'),
      met: z.boolean().nullable(),
      valueThen: value,
      was: was.optional(),
    }),
  ),
  measuredAt: z.array(z.int()),
  expected: z
    .number()
    .nullable()
    .meta({ description: 'On a straight line that nobody promised; null also if left out.' }),
  progress: z.number().nullable(),
  onPath: z.number().nullable(),
  status: z.enum(['noTarget', 'noData', 'achieved', 'missed', 'notDue', 'onTrack', 'atRisk', 'offTrack', 'regressing']),
  notes: z.array(z.string()),
  series: z.array(
    z.strictObject({ month: z.int().nullable(), date: isoDate('The day.'), value, expected: z.number().nullable() }),
  ),
  breakdowns: z.record(
    z.string(),
    z.array(z.strictObject({ key: z.string().nullable(), value: z.number().nullable(), withheld: z.boolean() })),
  ),
});

const milestone = z.strictObject({
  id: text('The milestone.'),
  objective: text('Its objective.').optional(),
  title: text('Its title.'),
  due: z.strictObject({ month: z.int().optional(), date: isoDate('The day.') }).nullable(),
  status: z.enum(['achieved', 'notDue', 'overdue', 'noData']).meta({ description: 'noData: not told to the public.' }),
  achievedOn: z.string().nullable(),
  holds: z.boolean().nullable().meta({ description: 'null: not told to the public.' }),
  provenBy: z.int().nullable().meta({ description: "Number of the event among the alliance's own, from 1." }),
});

const report = z
  .strictObject({
    schema: z.literal(REPORT_SCHEMA),
    kind: z.enum(['report', 'comparison']),
    language: text('BCP 47 tag.'),
    audience: z.enum(AUDIENCES),
    title: text('Title.'),
    name: text('Stem of file names.'),
    subject: z.strictObject({
      allianceId: z.string(),
      name: z.string(),
      acronym: z.string(),
      example: z.boolean().meta({ description: 'Invented data.' }),
      month: z.int().min(1),
      at: isoDate('Last day of the month: figures are those at its end.'),
    }),
    cover: z.strictObject({
      subtitle: z.string(),
      warning: z.string().optional(),
      details: z.array(pair),
      fundingStatement: z.string(),
      disclaimer: z.string(),
      emblemAlt: z.string(),
    }),
    sections: z.array(section),
    figures: z.strictObject({ indicators: z.array(indicator), milestones: z.array(milestone) }),
    words: z.record(z.string(), z.string()),
  })
  .meta({ description: 'A report of a project month, or a comparison of two points in time.' });

/** Whether a value that was parsed from JSON is a report. */
export const isReport = (value: unknown): value is Report => report.safeParse(value).success;

/** JSON Schema 2020-12. */
export function reportSchema(): Readonly<Record<string, unknown>> {
  return { ...z.toJSONSchema(report, { io: 'input' }), $id: REPORT_SCHEMA };
}
