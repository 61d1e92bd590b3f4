// Describes the HTTP interface as OpenAPI 3.1, with a page to read it: what the routes' own decorators say, and beside it
// what is the same everywhere — bodies, answers, problems, each with an example.
import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { examples, type EventType } from '../../domain/event-examples.js';
import { eventDefinition } from '../../domain/events.js';
import { CLOUD_EVENTS_BODY } from '../../ingestion/records-cloud-events.js';
import { problemBody, problemTypes, type ProblemCode } from '../problems.js';
import { version } from '../version.js';
import { answerOfPath, answers, listAnswer } from './answers.js';
import { fileAnswers, MEMBERS_CSV } from './answers/files.answers.js';
import { embeddedParts, embeddedSchema } from './embedded-schemas.js';
import { HEADERS_OF, PROGRESS, REVISION } from './response-parts.js';

const OF_ALLIANCE = '/api/alliances/{allianceId}';
const EVENT_ID = '0f8fad5b-d9cb-469f-a165-70867728950e';

/** Takes a body, and stores nothing that could meet what is stored already. */
const STORES_NOTHING = /\/(what-if|imports\/participants)$/;
const RECORDS_NO_EVENT = /\/(what-if|imports\/participants|import-profiles\/\{name\})$/;
/** What is changed there has no revision to be decided on. */
const WITHOUT_REVISION = /\/(imports|import-profiles)(\/|$)/;

/** The statuses of the problems that a route may answer. What no route has a say in comes as `default`. */
function problemsOf(path: string, method: string): number[] {
  const any = [400, 406, 421, 500, 503, ...(path.includes('{') ? [404] : [])];
  if (method === 'get') return any;
  const storing = STORES_NOTHING.test(path) ? [] : [409, 507, ...(WITHOUT_REVISION.test(path) ? [] : [412])];
  return [...any, 403, 413, 415, ...storing];
}

const BODIES: Readonly<Record<string, unknown>> = {
  '/months/{month}/seal': {},
  '/events/{eventId}/retraction': { reason: examples.EventRetracted.reason },
  '/events/{eventId}/correction': {
    reason: 'The letter is of April.',
    data: { ...examples.MemberJoined, joinedOn: '2023-04-01' },
  },
  '/events/{eventId}/evidence': { evidence: examples.EvidenceAdded.evidence, addedOn: examples.EvidenceAdded.addedOn },
};

const WHAT_IF = {
  at: 'M24',
  assume: [{ type: 'MemberJoined', data: { ...examples.MemberJoined, memberId: 'danobat' } }],
};

const PARTICIPANTS_CSV = 'token;sent\na1;2024-05-01 09:00\na2;N\n';

/** Commands that record no event of their own body: what is sent, what is answered. */
const IMPORTS: Readonly<Record<string, { mediaType: string; body: unknown; answer: string }>> = {
  '/imports': { mediaType: 'text/csv', body: MEMBERS_CSV, answer: 'ImportReport' },
  '/imports/participants': { mediaType: 'text/csv', body: PARTICIPANTS_CSV, answer: 'Participants' },
  '/imports/{importId}/reversal': {
    mediaType: 'application/json',
    body: { reason: 'The list was last year’s.' },
    answer: 'Reversal',
  },
  '/api/import-profiles/{name}': { mediaType: 'application/json', body: { kind: 'members' }, answer: 'ImportProfile' },
};

/** Ids as they may stand in a path, by the thing whose path it is. */
const IDS: Readonly<Record<string, string>> = {
  members: examples.MemberJoined.memberId,
  mous: examples.MouProposed.mouId,
  recommendations: examples.RecommendationPublished.recommendationId,
  surveys: examples.SurveyOpened.surveyId,
  activities: examples.ActivityPlanned.activityId,
  stakeholders: examples.StakeholderIdentified.stakeholderId,
  'thematic-groups': examples.ThematicGroupFormed.groupId,
};

/** The same things as they stand in lists, after the event that begins each. */
const CARDS: Readonly<Record<string, object>> = {
  members: { ...examples.MemberJoined, evidence: undefined, status: 'member' },
  mous: { ...examples.MouProposed, status: 'proposed' },
  recommendations: { ...examples.RecommendationPublished, status: 'published' },
  surveys: { ...examples.SurveyOpened, status: 'open', responses: 0 },
  activities: { ...examples.ActivityPlanned, status: 'planned' },
  stakeholders: { ...examples.StakeholderIdentified, status: 'identified', contacts: [] },
  'thematic-groups': { ...examples.ThematicGroupFormed, leader: null, members: [] },
};
const PARAMETERS: Readonly<Record<string, string>> = {
  allianceId: 'lcamp',
  indicatorId: 'I3',
  organisationId: examples.MemberJoined.memberId,
  month: 'M24',
  file: 'M24.json',
  format: 'json',
  eventId: EVENT_ID,
  importId: EVENT_ID,
  code: 'date-invalid',
  name: 'MemberJoined',
  version: '1',
};

/** The same, where a name means something else. */
const PARAMETERS_AT: Readonly<Record<string, string>> = {
  '/api/import-profiles/{name}': 'limesurvey',
  '/api/import-templates/{file}': 'members.csv',
};

/** What every query of an alliance takes. */
const IF_POSITION_AT_LEAST = {
  name: 'If-Position-At-Least',
  in: 'header',
  required: false,
  description: 'The position that a command answered: waits until the figures hold it, at most 5 s, then 503.',
  schema: { type: 'string', pattern: '^\\d{1,18}$' },
};

interface Operation {
  parameters?: {
    name: string;
    in: string;
    description?: string;
    example?: unknown;
    required?: boolean;
    schema?: object;
  }[];
  requestBody?: unknown;
  responses: Record<string, unknown>;
  /** The event that a command records. */
  'x-event'?: EventType;
}

export function openApiOf(app: INestApplication): OpenAPIObject {
  const description =
    'Facts in, indicators out: every read takes `at` (effective date) and `asOf` (what was known). ' +
    'Refusals are problem details (RFC 9457) with a stable type under /problems.';
  const head = new DocumentBuilder()
    .setTitle('alliance-kpi')
    .setDescription(description)
    .setVersion(version)
    .setLicense('Apache-2.0', 'https://www.apache.org/licenses/LICENSE-2.0')
    .setOpenAPIVersion('3.1.0')
    .build();
  const document = SwaggerModule.createDocument(app, head);
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods as Record<string, Operation>))
      complete(path, method, operation);
  }
  document.components = {
    ...document.components,
    schemas: {
      ...document.components?.schemas,
      ...embeddedParts(),
      ...Object.fromEntries(
        Object.entries(answers).map(([name, { schema, example }]) => [name, { ...schema, examples: [example] }]),
      ),
    },
    responses: problemResponses(),
  } as NonNullable<OpenAPIObject['components']>;
  return document;
}

/** Serves it at /api/openapi.json, and its page at /api/docs. */
export function describeApi(app: INestApplication): void {
  SwaggerModule.setup('api/docs', app, () => openApiOf(app), {
    jsonDocumentUrl: 'api/openapi.json',
    yamlDocumentUrl: 'api/openapi.yaml',
    customSiteTitle: 'alliance-kpi: API',
    customfavIcon: '/favicon.svg',
    customCssUrl: '/api-docs.css',
  });
}

function complete(path: string, method: string, operation: Operation): void {
  const ofAlliance = path.replace(OF_ALLIANCE, '');
  const isQuery = path.startsWith(OF_ALLIANCE) && (method === 'get' || ofAlliance === '/what-if');
  operation.parameters = [
    ...missingParameters(path, operation),
    ...(operation.parameters ?? []),
    ...(isQuery ? [IF_POSITION_AT_LEAST] : []),
  ];
  for (const parameter of operation.parameters) {
    if (parameter.in !== 'path') continue;
    const example =
      parameter.name === 'id'
        ? IDS[ofAlliance.split('/')[1] ?? '']
        : (PARAMETERS_AT[path] ?? PARAMETERS[parameter.name]);
    if (example !== undefined) parameter.example = example;
  }
  if (method === 'get') completeRead(ofAlliance, operation);
  else completeCommand(path, ofAlliance, operation);
  for (const status of problemsOf(path, method)) {
    operation.responses[status] ??= { $ref: `#/components/responses/Problem${status}` };
  }
  operation.responses['default'] = { $ref: '#/components/responses/Problem' };
}

/** Parts of the path that the route's method has no use for. */
function missingParameters(path: string, { parameters = [] }: Operation): NonNullable<Operation['parameters']> {
  const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name as string);
  return named
    .filter((name) => !parameters.some((each) => each.in === 'path' && each.name === name))
    .map((name) => ({ name, in: 'path', required: true, schema: { type: 'string' } }));
}

/** Answers about one stream besides those of things: they have its revision. */
const OF_A_STREAM = new Set(['FrameworkInForce', 'MonthOverview']);

function completeRead(ofAlliance: string, { responses }: Operation): void {
  const [, thing = '', id] = ofAlliance.split('/');
  const name = answerOfPath[ofAlliance];
  if (name !== undefined) {
    const answer = answered('application/json', `#/components/schemas/${name}`);
    responses[200] = OF_A_STREAM.has(name) ? { ...answer, headers: REVISION } : answer;
    // What is wrong is told in the form of what is right.
    if (name === 'Ready') responses[503] = { ...(responses[200] as object), description: 'Not ready: see `reason`.' };
  } else if (thing in IDS && id !== undefined) {
    const example = { ...CARDS[thing], revision: '0', history: [] };
    const content = { 'application/json': { schema: { $ref: '#/components/schemas/Thing' }, example } };
    responses[200] = { description: 'The answer.', headers: REVISION, content };
  } else if (thing in IDS) {
    const list = thing === 'thematic-groups' ? 'thematicGroups' : thing;
    const { schema, example } = listAnswer(list, CARDS[thing] ?? {});
    responses[200] = { description: 'The list.', content: { 'application/json': { schema, example } } };
  } else Object.assign(responses, fileAnswers[ofAlliance]);
}

function completeCommand(path: string, ofAlliance: string, operation: Operation): void {
  const imported = IMPORTS[ofAlliance];
  if (ofAlliance === '/what-if') {
    const { content } = operation.requestBody as { content: Record<string, object> };
    Object.assign(content['application/json'] as object, { example: WHAT_IF });
    operation.responses[200] = answered('application/json', '#/components/schemas/WhatIf');
    return;
  }
  if (imported) {
    const { content } = operation.requestBody as { content: Record<string, object> };
    Object.assign(content[imported.mediaType] as object, { example: imported.body });
    const answer = answered('application/json', `#/components/schemas/${imported.answer}`);
    const isPlain = RECORDS_NO_EVENT.test(path);
    operation.responses[200] = { ...answer, description: isPlain ? 'The answer.' : 'Nothing was recorded now.' };
    if (!isPlain) operation.responses[201] = { ...answer, description: 'Recorded.' };
    // Asked for by `Accept`; whether anything was recorded stands in the last line then.
    if (ofAlliance === '/imports') Object.assign((operation.responses[200] as { content: object }).content, PROGRESS);
    return;
  }
  const type = operation['x-event'];
  if (ofAlliance === '/events') operation.requestBody = CLOUD_EVENTS_BODY;
  else if (type !== undefined) operation.requestBody = bodyOf(type, path);
  else if (ofAlliance in BODIES) {
    const { content } = operation.requestBody as { content: Record<string, object> };
    Object.assign(content['application/json'] as object, { example: BODIES[ofAlliance] });
  } else return;
  const name = ofAlliance === '/events' ? 'RecordedList' : 'Recorded';
  const answer = { ...answered('application/json', `#/components/schemas/${name}`), headers: REVISION };
  operation.responses[201] = { ...answer, description: 'Recorded.' };
  operation.responses[200] = { ...answer, description: 'It was recorded before: the first result.' };
}

/** The data of an event without the ids that stand in the path. */
function bodyOf(type: EventType, path: string): unknown {
  const schema = embeddedSchema(type).schema as { properties: object; required?: string[] };
  const idField = path.includes('{id}') ? eventDefinition(type)?.idField : undefined;
  const isNew = path === '/api/alliances';
  const properties = {
    ...(isNew ? { allianceId: { type: 'string', pattern: '^[a-z0-9-]{1,64}$' } } : {}),
    ...schema.properties,
  };
  const required = [...(isNew ? ['allianceId'] : []), ...(schema.required ?? []).filter((field) => field !== idField)];
  const example: Record<string, unknown> = { ...(isNew ? { allianceId: 'lcamp' } : {}), ...examples[type] };
  if (idField !== undefined) delete example[idField];
  return { required: true, content: { 'application/json': { schema: { ...schema, properties, required }, example } } };
}

const answered = (mediaType: string, $ref: string): { description: string; content: object } => ({
  description: 'The answer.',
  content: { [mediaType]: { schema: { $ref }, example: answers[$ref.split('/').at(-1) as string]?.example } },
});

/** One response for each status, with an example of every problem type that has it. */
function problemResponses(): Record<string, unknown> {
  const byStatus = new Map<number, Record<string, unknown>>();
  for (const [code, { status, title }] of Object.entries(problemTypes)) {
    const ofStatus = byStatus.get(status) ?? {};
    byStatus.set(status, {
      ...ofStatus,
      [code]: { summary: title, value: problemBody({ code: code as ProblemCode, detail: `${title}.` }) },
    });
  }
  const schema = { $ref: '#/components/schemas/Problem' };
  const any = {
    description: 'What any request may meet: a wrong method (405), a request too slow (408), headers too large (431) …',
    content: { 'application/problem+json': { schema } },
  };
  const responses = [...byStatus].map(([status, ofStatus]): [string, unknown] => [
    `Problem${status}`,
    {
      description: status < 500 ? 'Refused; nothing is stored.' : 'Not now, or a fault of the service.',
      ...(HEADERS_OF[status] ? { headers: HEADERS_OF[status] } : {}),
      content: { 'application/problem+json': { schema, examples: ofStatus } },
    },
  ]);
  return { ...Object.fromEntries(responses), Problem: any };
}
