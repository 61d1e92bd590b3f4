// The answers of the interface as JSON Schemas, each with an example: what a client may rely on being there.
import type { JsonSchema } from '../../domain/json-schemas.js';

const text = { type: 'string' } as const;
const optionalText = { type: ['string', 'null'] } as const;
const optionalNumber = { type: ['number', 'null'] } as const;
const flag = { type: 'boolean' } as const;
const whole = { type: 'integer' } as const;
const value = { type: ['number', 'boolean', 'null'] } as const;
const anything = { type: 'object', additionalProperties: true } as const;
const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const reference = (name: string): JsonSchema => ({ $ref: `#/components/schemas/${name}` });

/** An object with these fields; those named as optional may be missing, and further ones may be there. */
function object(properties: Readonly<Record<string, JsonSchema>>, optional: readonly string[] = []): JsonSchema {
  return { type: 'object', properties, required: Object.keys(properties).filter((name) => !optional.includes(name)) };
}

const eventId = '0f8fad5b-d9cb-469f-a165-70867728950e';
const point = { alliance: text, at: text, asOf: text };
const pointExample = { alliance: 'lcamp', at: '2024-06-14', asOf: '1523' };

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
const compared = { type: ['object', 'null'], additionalProperties: true } as const;
const month = { type: ['integer', 'null'] };

const recordedExample = { eventId, stream: 'member-lcamp.festo', position: '1524', revision: '0', repeat: false };
const attributes = { specversion: { const: '1.0' }, id: text, source: text, type: text, subject: text };
const optionalAttributes = {
  time: { type: 'string', format: 'date-time' },
  datacontenttype: text,
  dataschema: text,
  corrects: text,
};
const cloudEventExample = {
  specversion: '1.0',
  id: eventId,
  source: 'https://crm.example.org',
  type: 'org.alliance-kpi.MemberLeft',
  subject: 'member-lcamp.festo',
  data: { leftOn: '2025-01-31' },
};

interface Answer {
  readonly schema: JsonSchema;
  readonly example: unknown;
}

/** Every answer by its name in `components.schemas`. */
export const answers: Readonly<Record<string, Answer>> = {
  Recorded: {
    schema: object({ eventId: text, stream: text, position: text, revision: text, repeat: flag }),
    example: recordedExample,
  },
  WhatIf: {
    schema: object(
      {
        alliance: text,
        at: text,
        month,
        refused: listOf(anything),
        indicators: listOf(object({ id: text, title: text, unit: text, before: compared, after: compared })),
        milestones: listOf(object({ id: text, title: text, before: compared, after: compared })),
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
  RecordedList: { schema: listOf(reference('Recorded')), example: [recordedExample] },
  CloudEvent: {
    schema: {
      ...object({ ...attributes, ...optionalAttributes, data: anything, data_base64: text }, [
        ...Object.keys(optionalAttributes),
        'data',
        'data_base64',
      ]),
      description: 'A CloudEvent 1.0 in the JSON format; extension attributes are kept.',
    },
    example: cloudEventExample,
  },
  EventsPage: {
    schema: object({ events: listOf(reference('RecordedCloudEvent')), next: optionalText }),
    example: {
      events: [
        {
          ...cloudEventExample,
          datacontenttype: 'application/json',
          dataschema: '/schemas/MemberLeft/1',
          recordedat: '2025-02-01T09:00:00.000Z',
          position: '1524',
        },
      ],
      next: null,
    },
  },
  RecordedCloudEvent: {
    schema: object(
      { ...attributes, ...optionalAttributes, recordedat: text, position: text, data: anything },
      Object.keys(optionalAttributes),
    ),
    example: { ...cloudEventExample, recordedat: '2025-02-01T09:00:00.000Z', position: '1524' },
  },
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
  Found: {
    schema: object({
      ...point,
      month,
      found: listOf(
        object(
          {
            kind: {
              type: 'string',
              enum: [
                ...['organisation', 'mou', 'recommendation', 'survey', 'activity', 'thematicGroup'],
                ...['indicator', 'milestone'],
              ],
            },
            id: text,
            name: text,
            roles: listOf({ type: 'string', enum: ['member', 'formerMember', 'stakeholder', 'party'] }),
          },
          ['roles'],
        ),
      ),
      more: whole,
    }),
    example: {
      ...pointExample,
      month: 24,
      found: [{ kind: 'organisation', id: 'festo', name: 'Festo', roles: ['member', 'party'] }],
      more: 0,
    },
  },
  Organisation: {
    schema: object({
      ...point,
      month,
      organisationId: text,
      name: text,
      country: optionalText,
      member: compared,
      stakeholder: compared,
      mous: listOf(anything),
      activities: listOf(anything),
      thematicGroups: listOf(anything),
      history: listOf(anything),
    }),
    example: {
      ...pointExample,
      month: 24,
      organisationId: 'festo',
      name: 'Festo',
      country: 'DE',
      member: { memberId: 'festo', name: 'Festo', status: 'member' },
      stakeholder: null,
      mous: [],
      activities: [],
      thematicGroups: [],
      history: [],
    },
  },
  Verification: {
    schema: object({ alliance: text, month: whole, holds: flag, files: whole, root: text, faults: listOf(text) }),
    example: { alliance: 'lcamp', month: 24, holds: true, files: 12, root: '9f86d081…', faults: [] },
  },
  Thing: {
    schema: object({ revision: text, history: listOf(anything) }),
    example: { memberId: 'festo', name: 'Festo', status: 'member', revision: '0', history: [] },
  },
  Months: {
    schema: object({ alliance: text, months: listOf(reference('MonthOverview')), reminders: listOf(text) }),
    example: { alliance: 'lcamp', months: [], reminders: [] },
  },
  MonthOverview: {
    schema: { ...object({ month: whole, date: text, status: text }), additionalProperties: true },
    example: { month: 24, date: '2024-06-14', status: 'open' },
  },
  Reports: {
    schema: object({
      alliance: text,
      formats: listOf(text),
      languages: listOf(object({ language: text, name: text })),
      audiences: listOf(text),
      months: listOf(anything),
    }),
    example: {
      alliance: 'lcamp',
      formats: ['json', 'pdf', 'zip'],
      languages: [{ language: 'en', name: 'English' }],
      audiences: ['internal', 'funder', 'public'],
      months: [],
    },
  },
  Imports: {
    schema: object({ alliance: text, imports: listOf(anything) }),
    example: { alliance: 'lcamp', imports: [] },
  },
  ImportReport: {
    schema: object(
      {
        importId: optionalText,
        dryRun: flag,
        kind: text,
        profile: optionalText,
        rows: whole,
        recorded: whole,
        events: anything,
        alreadyThere: whole,
        leftOut: anything,
        refusedRows: whole,
        refused: listOf(anything),
        kept: listOf(anything),
        likelyDuplicates: listOf(anything),
        notices: listOf(text),
        preview: listOf(anything),
        position: text,
      },
      ['position'],
    ),
    example: {
      importId: null,
      dryRun: true,
      kind: 'members',
      profile: null,
      rows: 1,
      recorded: 0,
      events: { MemberJoined: 1 },
      alreadyThere: 0,
      leftOut: {},
      refusedRows: 0,
      refused: [],
      kept: [],
      likelyDuplicates: [],
      notices: [],
      preview: [],
    },
  },
  Participants: { schema: object({ listed: whole, invited: whole }), example: { listed: 2, invited: 1 } },
  Reversal: {
    schema: object({ importId: text, retracted: whole, alreadyRetracted: whole, position: optionalText }),
    example: { importId: eventId, retracted: 1, alreadyRetracted: 0, position: '1526' },
  },
  ImportTemplates: { schema: object({ templates: listOf(anything) }), example: { templates: [] } },
  ImportProfiles: { schema: object({ profiles: listOf(reference('ImportProfile')) }), example: { profiles: [] } },
  ImportProfile: {
    schema: { ...object({ name: text }), additionalProperties: true },
    example: { name: 'limesurvey', kind: 'answers' },
  },
  Schemas: { schema: object({ schemas: listOf(text) }), example: { schemas: ['/schemas/MemberJoined/1'] } },
  ProblemType: {
    schema: object({ type: text, status: whole, title: text, remedy: text }),
    example: {
      type: '/problems/json-invalid',
      status: 400,
      title: 'The body is not JSON',
      remedy: 'Send one JSON value.',
    },
  },
  Live: { schema: object({ status: text }), example: { status: 'ok' } },
  Ready: {
    schema: object(
      { status: text, version: text, position: text, head: text, lag: text, reason: text, log: anything },
      ['head', 'lag', 'reason'],
    ),
    example: { status: 'ok', version: '1.0.0', position: '1523', head: '1523', lag: '0', log: { state: 'running' } },
  },
  Problem: {
    schema: object(
      {
        type: { type: 'string', description: 'A path under /problems, which explains it.' },
        title: text,
        status: whole,
        detail: text,
        remedy: text,
        errors: listOf(object({ field: text, code: text, detail: text, remedy: text }, ['field', 'remedy'])),
        index: { type: 'integer', description: 'Which event of a batch is refused; the first is 0.' },
      },
      ['errors', 'index'],
    ),
    example: {
      type: '/problems/date-invalid',
      title: 'A date does not exist',
      status: 400,
      detail: 'joinedOn is 2024-02-30, which is no date.',
      remedy: 'Send a date of the calendar as YYYY-MM-DD.',
      errors: [{ field: 'joinedOn', code: 'date-invalid', detail: 'joinedOn is 2024-02-30, which is no date.' }],
    },
  },
};

/** The answer of a list of things, under the name that the list has in it. */
export function listAnswer(list: string): Answer {
  return { schema: object({ ...point, [list]: listOf(anything) }), example: { ...pointExample, [list]: [] } };
}

/** What GET routes answer, by the end of their path; lists and pages of things are told apart by `{id}`. */
export const answerOfPath: Readonly<Record<string, string>> = {
  '/api/alliances': 'Alliances',
  '/indicators': 'Indicators',
  '/indicators/{indicatorId}': 'Indicator',
  '/indicators/{indicatorId}/facts': 'Facts',
  '/milestones': 'Milestones',
  '/search': 'Found',
  '/organisations/{organisationId}': 'Organisation',
  '/months/{month}/verification': 'Verification',
  '/framework': 'FrameworkInForce',
  '/attention': 'Attention',
  '/events': 'EventsPage',
  '/months': 'Months',
  '/months/{month}': 'MonthOverview',
  '/reports': 'Reports',
  '/imports': 'Imports',
  '/api/import-templates': 'ImportTemplates',
  '/api/import-profiles': 'ImportProfiles',
  '/api/import-profiles/{name}': 'ImportProfile',
  '/schemas': 'Schemas',
  '/problems/{code}': 'ProblemType',
  '/health/live': 'Live',
  '/health/ready': 'Ready',
};
