// Contract, "What is refused": values that can't be are 400, name their field, and nothing is stored.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ALLIANCE,
  answer,
  LCAMP,
  member,
  proposal,
  recommendation,
  RunningService,
  survey,
} from '../end-to-end/running-service.js';

type Row = readonly [what: string, path: string, data: object, code: string, field: string];

const without = (data: object, field: string): object =>
  Object.fromEntries(Object.entries(data).filter(([key]) => key !== field));
const long = (length: number): string => 'x'.repeat(length);

const DATES: readonly Row[] = [
  ...[
    '2024-02-30',
    '2023-02-29',
    '2024-13-01',
    '2024-00-10',
    '30/02/2024',
    '2024-1-5',
    '2024-01-05T00:00:00Z',
    '20240105',
    ' 2024-01-05',
    '+275760-09-13',
    '',
  ].map((joinedOn): Row => [
    `the date "${joinedOn}"`,
    '/members',
    member('festo', { joinedOn }),
    'date-invalid',
    'joinedOn',
  ]),
  [
    'ten years and a day before the start',
    '/members',
    member('festo', { joinedOn: '2012-06-14' }),
    'date-out-of-range',
    'joinedOn',
  ],
  [
    'ten years and a day after the end',
    '/surveys',
    survey('w', { closesOn: '2036-06-15' }),
    'date-out-of-range',
    'closesOn',
  ],
  ['the year 9999', '/members', member('festo', { joinedOn: '9999-12-31' }), 'date-out-of-range', 'joinedOn'],
  [
    'an effective date two days ahead',
    '/members',
    member('festo', { joinedOn: '2025-07-02' }),
    'in-future',
    'joinedOn',
  ],
  [
    'a survey that closes before it opens',
    '/surveys',
    survey('w', { closesOn: '2024-04-30' }),
    'dates-out-of-order',
    'closesOn',
  ],
  [
    'a publication dated ahead',
    '/recommendations',
    recommendation('r', { publishedOn: '2026-01-01' }),
    'in-future',
    'publishedOn',
  ],
];

const TEXTS: readonly Row[] = [
  ...[
    ['an empty name', '', 'text-empty'],
    ['a name of spaces', '   ', 'text-empty'],
    ['a name of zero-width spaces', '\u200b\u200b', 'text-empty'],
    ['NUL in a name', 'Fes\u0000to', 'text-invalid'],
    ['a control character in a name', 'Fes\u0007to', 'text-invalid'],
    ['a C1 control character in a name', 'Fes\u0085to', 'text-invalid'],
    ['a line break in a name', 'Fes\nto', 'text-invalid'],
    ['a right-to-left override in a name', 'Fes\u202Eto', 'text-invalid'],
    ['an isolate in a name', 'Fes\u2066to', 'text-invalid'],
    ['a lone surrogate in a name', 'Fes\ud800to', 'text-invalid'],
    ['a name of 301 characters', long(301), 'text-too-long'],
  ].map(([what, name, code]): Row => [what as string, '/members', member('festo', { name }), code as string, 'name']),
  [
    'NUL in a reason',
    '/recommendations/open/withdrawal',
    { withdrawnOn: '2024-04-01', reason: 'a\u0000b' },
    'text-invalid',
    'reason',
  ],
  [
    'a reason of 5,001 characters',
    '/recommendations/open/withdrawal',
    { withdrawnOn: '2024-04-01', reason: long(5_001) },
    'text-too-long',
    'reason',
  ],
];

const IDS: readonly Row[] = [
  '',
  'a/b',
  '..',
  'a%00',
  '$all',
  '$$meta',
  'Festo',
  'fes to',
  'fësto',
  'a.b',
  long(65),
].map((memberId): Row => [
  `the id "${memberId.slice(0, 12)}"`,
  '/members',
  member(memberId),
  'value-invalid',
  'memberId',
]);

const TYPES: readonly Row[] = [
  ['an unknown field', '/members', member('festo', { nick: 'F' }), 'unknown-field', 'nick'],
  [
    'an unknown field deep inside',
    '/members',
    member('festo', { evidence: [{ title: 'a', pages: 2 }] }),
    'unknown-field',
    'evidence.0.pages',
  ],
  ['a missing field', '/members', without(member('festo'), 'country'), 'missing', 'country'],
  ['null for a field', '/members', member('festo', { name: null }), 'wrong-type', 'name'],
  ['a list for a text', '/members', member('festo', { name: ['Festo'] }), 'wrong-type', 'name'],
  ['a text for a list', '/recommendations', recommendation('r', { audience: 'all' }), 'wrong-type', 'audience'],
  ['a list for an object', '/surveys', survey('w', { scale: [1, 5] }), 'wrong-type', 'scale'],
  ['"9" for a number', '/surveys', survey('w', { invited: '9' }), 'wrong-type', 'invited'],
  ['0 invited', '/surveys', survey('w', { invited: 0 }), 'number-out-of-range', 'invited'],
  ['-1 invited', '/surveys', survey('w', { invited: -1 }), 'number-out-of-range', 'invited'],
  ['a text for true', '/mous', proposal('m', { confidential: 'true' }), 'wrong-type', 'confidential'],
  ["a category that there isn't", '/members', member('festo', { category: 'partner' }), 'not-one-of', 'category'],
  ["an agent type that there isn't", '/members', member('festo', { agentType: 'firm' }), 'not-one-of', 'agentType'],
  ['a country in small letters', '/members', member('festo', { country: 'de' }), 'not-one-of', 'country'],
  ["a country that there isn't", '/members', member('festo', { country: 'XX' }), 'not-one-of', 'country'],
  [
    "an address that isn't one",
    '/recommendations',
    recommendation('r', { url: 'javascript:alert(1)' }),
    'url-invalid',
    'url',
  ],
  [
    'an MoU with one party',
    '/mous',
    proposal('m', { parties: [{ partyId: 'lcamp', name: 'LCAMP' }] }),
    'list-too-short',
    'parties',
  ],
  [
    'an MoU with one party twice',
    '/mous',
    proposal('m', {
      parties: [
        { partyId: 'a', name: 'A' },
        { partyId: 'a', name: 'A' },
      ],
    }),
    'value-invalid',
    'parties',
  ],
  ['a scale upside down', '/surveys', survey('w', { scale: { min: 5, max: 1 } }), 'value-invalid', 'scale'],
  [
    'satisfiedFrom without its question',
    '/surveys',
    without(survey('w'), 'satisfactionQuestion'),
    'missing',
    'satisfactionQuestion',
  ],
  [
    'a satisfaction question without its threshold',
    '/surveys',
    without(survey('w'), 'satisfiedFrom'),
    'missing',
    'satisfiedFrom',
  ],
  [
    'an answer to a question not asked',
    '/surveys/wave/answers',
    answer('r-1', 4, { answers: { q9: 4 } }),
    'question-not-asked',
    'answers.q9',
  ],
  ['an answer above the scale', '/surveys/wave/answers', answer('r-1', 6), 'answer-out-of-scale', 'answers.q1'],
  ['an answer below the scale', '/surveys/wave/answers', answer('r-1', 0), 'answer-out-of-scale', 'answers.q1'],
  [
    'an answer as text',
    '/surveys/wave/answers',
    answer('r-1', null, { answers: { q1: 'good' } }),
    'wrong-type',
    'answers.q1',
  ],
  [
    'an id in the data that is not the one in the path',
    '/surveys/wave/answers',
    answer('r-1', 4, { surveyId: 'other' }),
    'id-differs',
    'surveyId',
  ],
  ['a half person invited', '/surveys', survey('w', { invited: 3.5 }), 'wrong-type', 'invited'],
];

describe('a value that can not be', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
    await service.record('/surveys', survey('wave'));
    await service.record('/recommendations', recommendation('open'));
  });
  afterAll(() => service.stop());

  it.each([...DATES, ...TEXTS, ...IDS, ...TYPES])('refuses %s at %s', async (_what, path, data, code, field) => {
    await service.refuses({ method: 'POST', path: ALLIANCE + path, body: data }, { status: 400, code, field });
  });

  it('refuses an alliance that ends before it starts, or has no id that can be one', async () => {
    const establish = (data: object): { method: string; path: string; body: unknown } => ({
      method: 'POST',
      path: '/api/alliances',
      body: { allianceId: 'other', ...LCAMP, ...data },
    });
    await service.refuses(establish({ endsOn: '2022-06-14' }), {
      status: 400,
      code: 'dates-out-of-order',
      field: 'endsOn',
    });
    await service.refuses(establish({ allianceId: 'Other' }), {
      status: 400,
      code: 'value-invalid',
      field: 'allianceId',
    });
    await service.refuses(establish({ timeZone: 'Europe/Bilbao' }), {
      status: 400,
      code: 'value-invalid',
      field: 'timeZone',
    });
    await service.refuses(establish({ grant: { amount: 'much', currency: 'EUR' } }), {
      status: 400,
      code: 'wrong-type',
      field: 'grant.amount',
    });
  });

  it('names every fault of a request, not the first alone', async () => {
    const body = { memberId: 'festo', nick: 'F', category: 'x', joinedOn: '2024-02-30' };
    const call = { method: 'POST', path: `${ALLIANCE}/members`, body };
    const { errors = [] } = await service.refuses(call, { status: 400, code: 'missing', field: 'name' });
    const fields = errors.map(({ field }) => field);
    expect(fields).toEqual(expect.arrayContaining(['nick', 'name', 'category', 'agentType', 'country', 'joinedOn']));
    const none = { method: 'POST', path: '/api/alliances', body: { allianceId: 5, endsOn: '2024-02-30' } };
    const establishing = await service.refuses(none, { status: 400, code: 'wrong-type', field: 'allianceId' });
    expect(establishing.errors?.map(({ field }) => field)).toEqual(
      expect.arrayContaining(['name', 'acronym', 'startsOn', 'endsOn', 'coordinator']),
    );
    const correction = { method: 'POST', path: `${ALLIANCE}/events/some/correction`, body: { reason: 'Wrong.' } };
    const { detail } = await service.refuses(correction, { status: 400, code: 'request-invalid', field: 'data' });
    expect(detail).toBe('data must be an object; it is absent.');
  });

  it.each([
    ['/thematic-groups', { title: 'Robots', formedOn: '2024-02-01' }, 'ThematicGroupFormed', 'missing'],
    ['/members', { ...member('x'), memberId: { id: 'x' } }, 'MemberJoined', 'wrong-type'],
    ['/surveys/wave-1/answers', { answers: {}, answeredOn: '2024-02-01' }, 'SurveyAnswered', 'missing'],
  ])('names no stream that ids at fault would make: POST %s %j', async (path, body, type, code) => {
    const problem = await service.refuses({ method: 'POST', path: ALLIANCE + path, body }, { status: 400, code });
    expect(problem.fact).toEqual({ type, eventId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  });

  it('takes the days at the very edges, text of any script, and tomorrow', async () => {
    await service.record('/members', member('edge-first', { joinedOn: '2012-06-15' }));
    await service.record('/surveys', survey('edge-last', { closesOn: '2036-06-14' }));
    await service.record('/members', member('edge-tomorrow', { joinedOn: '2025-07-01' }));
    await service.record(
      '/members',
      member('edge-name', { name: '👩‍🔬 <script>alert(1)</script> {{7*7}} =cmd|x ' + 'x'.repeat(240) }),
    );
    await service.record('/members', member(long(64)));
  });

  it('stores text in NFC and trimmed, and -0 as 0', async () => {
    await service.record('/members', member('cafe', { name: '  Cafe\u0301  ' }));
    const { name } = await service.read<{ name: string }>(`${ALLIANCE}/members/cafe`);
    expect(name).toBe('Caf\u00e9');
    const path = `${ALLIANCE}/surveys`;
    const body = JSON.stringify(survey('minus-zero', { scale: { min: 0, max: 5 } })).replace('"min":0', '"min":-0');
    expect((await service.post(path, body)).status).toBe(201);
    const page = await service.get(`${path}/minus-zero`);
    expect(page.text).toContain('"min":0');
  });
});
