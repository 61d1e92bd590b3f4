// Answers about alliances and their figures.
import {
  anything,
  eventId,
  flag,
  listOf,
  month,
  object,
  optionalNumber,
  optionalObject,
  optionalText,
  point,
  pointExample,
  text,
  value,
  whole,
  type Answers,
} from './schemas.js';

const target = object(
  { value, month: whole, date: text, met: { type: ['boolean', 'null'] }, valueThen: value, was: listOf(anything) },
  ['month', 'was'],
);
const baseline = object({ value, month: whole, date: text, label: text, was: listOf(anything) }, [
  'month',
  'label',
  'was',
]);
const status = {
  type: 'string',
  enum: ['noData', 'noTarget', 'achieved', 'missed', 'notDue', 'onTrack', 'atRisk', 'offTrack', 'regressing'],
};
const indicator = {
  id: text,
  objective: text,
  title: text,
  unit: text,
  direction: { type: 'string', enum: ['up', 'down'] },
  value,
  companions: { type: 'object', additionalProperties: true },
  baseline,
  targets: listOf(target),
  expected: optionalNumber,
  progress: optionalNumber,
  onPath: optionalNumber,
  status,
  notes: listOf(text),
};
const indicatorExample = {
  id: 'I3',
  objective: 'SO2',
  title: 'Number of MoUs signed',
  unit: 'count',
  direction: 'up',
  value: 57,
  companions: { inForce: 55 },
  baseline: { value: 40, month: 17, date: '2023-11-14', label: '40 measured on M17' },
  targets: [{ value: 100, month: 48, date: '2026-06-14', met: null, valueThen: null }],
  expected: 53.55,
  progress: 0.2833,
  onPath: 1.2544,
  status: 'onTrack',
  notes: [],
};

export const figureAnswers: Answers = {
  Alliances: {
    schema: object({
      alliances: listOf(object({ allianceId: text, name: text, acronym: text, startsOn: text, endsOn: text })),
    }),
    example: {
      alliances: [
        {
          allianceId: 'lcamp',
          name: 'Learner Centric Advanced Manufacturing Platform',
          acronym: 'LCAMP',
          startsOn: '2022-06-15',
          endsOn: '2026-06-14',
          coordinator: 'Tknika',
          example: false,
        },
      ],
    },
  },
  Indicators: {
    schema: object({ ...point, month, indicators: listOf(object(indicator, ['objective'])) }),
    example: { ...pointExample, month: 24, indicators: [indicatorExample] },
  },
  Indicator: {
    schema: object(
      {
        ...point,
        month,
        ...indicator,
        series: listOf(object({ month: whole, date: text, value, expected: optionalNumber })),
        breakdowns: {
          type: 'object',
          additionalProperties: listOf(object({ key: optionalText, value: optionalNumber, withheld: flag })),
        },
      },
      ['objective'],
    ),
    example: {
      ...pointExample,
      month: 24,
      ...indicatorExample,
      series: [{ month: 24, date: '2024-06-14', value: 57, expected: 53.55 }],
      breakdowns: { country: [{ key: 'DE', value: 12, withheld: false }] },
    },
  },
  Facts: {
    schema: object({
      ...point,
      month,
      indicator: text,
      value,
      facts: listOf(
        object({ stream: text, eventId: text, type: text, position: text, effectiveOn: text, data: anything }),
      ),
    }),
    example: {
      ...pointExample,
      month: 24,
      indicator: 'I3',
      value: 1,
      facts: [
        {
          stream: 'mou-lcamp.mou-festo',
          eventId,
          type: 'MouSigned',
          position: '1200',
          effectiveOn: '2024-02-29',
          data: { partyId: 'festo', signedOn: '2024-02-29' },
        },
      ],
    },
  },
  Milestones: {
    schema: object({
      ...point,
      milestones: listOf(
        object(
          {
            id: text,
            objective: text,
            title: text,
            due: { anyOf: [object({ month: whole, date: text }, ['month']), { type: 'null' }] },
            status: { type: 'string', enum: ['achieved', 'notDue', 'overdue'] },
            achievedOn: optionalText,
            provenBy: optionalText,
            holds: flag,
          },
          ['objective'],
        ),
      ),
    }),
    example: {
      ...pointExample,
      milestones: [
        {
          id: 'MS4',
          objective: 'SO2',
          title: 'Half of the MoUs are signed',
          due: { date: '2024-12-31' },
          status: 'achieved',
          achievedOn: '2024-03-11',
          provenBy: eventId,
          holds: true,
        },
      ],
    },
  },
  FrameworkInForce: {
    schema: object({
      ...point,
      month,
      framework: {
        description: 'As PUT /framework takes it (/schemas/framework/1); null before the first adoption.',
        anyOf: [
          object({ id: text, title: text, objectives: listOf(anything), indicators: listOf(anything) }, ['objectives']),
          { type: 'null' },
        ],
      },
      revision: { ...optionalText, description: 'Of its stream, for If-Match; null while it holds nothing.' },
    }),
    example: {
      ...pointExample,
      month: 24,
      revision: '0',
      framework: {
        id: 'lcamp',
        title: 'Results framework',
        objectives: [{ id: 'SO2', title: 'Attract stakeholders' }],
        indicators: [
          {
            id: 'I3',
            objective: 'SO2',
            title: 'Number of MoUs signed',
            unit: 'count',
            direction: 'up',
            measure: { kind: 'mousSigned', party: 'lcamp' },
            baseline: { value: 40, month: 17, label: '40 measured on M17' },
            targets: [{ value: 100, month: 48 }],
          },
        ],
      },
    },
  },
  Attention: {
    schema: object({
      ...point,
      month,
      total: whole,
      items: listOf(
        object({
          kind: {
            type: 'string',
            enum: ['milestoneOverdue', 'activityOverdue', 'noData', 'surveyClosing', 'mouExpiring'],
          },
          id: text,
          title: text,
          on: optionalText,
          days: { type: ['integer', 'null'] },
        }),
      ),
    }),
    example: {
      ...pointExample,
      month: 24,
      total: 1,
      items: [{ kind: 'mouExpiring', id: 'festo', title: 'Learning factories', on: '2024-08-31', days: 78 }],
    },
  },
  WhatIf: {
    schema: object(
      {
        alliance: text,
        at: text,
        month,
        refused: listOf(anything),
        indicators: listOf(
          object({ id: text, title: text, unit: text, before: optionalObject, after: optionalObject }),
        ),
        milestones: listOf(object({ id: text, title: text, before: optionalObject, after: optionalObject })),
        likelyDuplicates: listOf(object({ name: text, id: text, like: listOf(anything), why: text })),
      },
      [],
    ),
    example: {
      alliance: 'lcamp',
      at: '2024-06-14',
      month: 24,
      refused: [],
      indicators: [
        {
          ...{ id: 'I3', title: 'Number of MoUs signed', unit: 'count' },
          before: { value: 57, companions: { inForce: 55 }, status: 'onTrack' },
          after: { value: 58, companions: { inForce: 56 }, status: 'onTrack' },
        },
      ],
      milestones: [
        { id: 'MS2', title: 'Membership established', before: { status: 'notDue' }, after: { status: 'achieved' } },
      ],
      likelyDuplicates: [
        { name: 'Festo SE', id: 'festo-se', like: [{ name: 'Festo', id: 'festo' }], why: 'sameButForCountryOrForm' },
      ],
    },
  },
};
