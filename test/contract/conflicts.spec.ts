// Contract, "What is refused": what contradicts the recorded facts is 409, names the fact, and nothing is stored.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ALLIANCE,
  answer,
  expectStatus,
  member,
  proposal,
  recommendation,
  RunningService,
  survey,
} from '../end-to-end/running-service.js';

type Step = readonly [path: string, body: object];
type Row = readonly [what: string, given: readonly Step[], when: Step, code: string, field?: string];

const joined = (id: string, joinedOn = '2024-01-10'): Step => ['/members', member(id, { joinedOn })];
const left = (id: string, leftOn: string): Step => [`/members/${id}/departure`, { leftOn }];
const changed = (id: string, changedOn: string): Step => [`/members/${id}/changes`, { country: 'FR', changedOn }];

const MEMBERS: readonly Row[] = [
  ['joining while a member', [joined('m1')], joined('m1', '2024-03-01'), 'already-member'],
  ['joining again on the same day', [joined('m2')], joined('m2'), 'already-member'],
  [
    'joining between a joining and a leaving',
    [joined('m3'), left('m3', '2024-06-01')],
    joined('m3', '2024-03-01'),
    'already-member',
  ],
  [
    'joining before a joining that would then come while a member',
    [joined('m4')],
    joined('m4', '2023-01-01'),
    'later-fact-without-ground',
  ],
  ['leaving twice', [joined('m5'), left('m5', '2024-06-01')], left('m5', '2024-07-01'), 'not-a-member'],
  ['leaving before the joining', [joined('m6')], left('m6', '2024-01-09'), 'not-a-member'],
  [
    'leaving before a recorded change',
    [joined('m7'), changed('m7', '2024-05-01')],
    left('m7', '2024-04-01'),
    'later-fact-without-ground',
  ],
  ['changing after having left', [joined('m8'), left('m8', '2024-06-01')], changed('m8', '2024-07-01'), 'not-a-member'],
  ['changing before having joined', [joined('m9')], changed('m9', '2024-01-09'), 'not-a-member'],
];

const proposed = (id: string): Step => ['/mous', proposal(id)];
const signed = (id: string, partyId: string, signedOn: string): Step => [
  `/mous/${id}/signatures`,
  { partyId, signedOn },
];
const inForce = (id: string): Step[] => [
  proposed(id),
  signed(id, 'lcamp', '2024-02-01'),
  signed(id, 'festo', '2024-02-29'),
];
const extended = (id: string, expiresOn: string, agreedOn: string): Step => [
  `/mous/${id}/extension`,
  { expiresOn, agreedOn },
];
const terminated = (id: string, terminatedOn: string, byPartyId = 'festo'): Step => [
  `/mous/${id}/termination`,
  { byPartyId, terminatedOn },
];
const withdrawn = (id: string, withdrawnOn: string): Step => [`/mous/${id}/withdrawal`, { withdrawnOn }];

const MOUS: readonly Row[] = [
  ['proposing twice', [proposed('u1')], proposed('u1'), 'mou-exists'],
  [
    'signing by a party that the MoU does not name',
    [proposed('u2')],
    signed('u2', 'bosch', '2024-02-01'),
    'not-a-party',
    'partyId',
  ],
  [
    'signing twice',
    [proposed('u3'), signed('u3', 'festo', '2024-02-01')],
    signed('u3', 'festo', '2024-03-01'),
    'already-signed',
    'partyId',
  ],
  ['signing before the proposal', [proposed('u4')], signed('u4', 'festo', '2024-01-09'), 'mou-not-proposed'],
  [
    'signing a withdrawn one',
    [proposed('u5'), withdrawn('u5', '2024-02-01')],
    signed('u5', 'festo', '2024-02-02'),
    'mou-withdrawn',
  ],
  [
    'signing a terminated one',
    [...inForce('u6'), terminated('u6', '2024-06-01')],
    signed('u6', 'festo', '2024-07-01'),
    'mou-ended',
  ],
  [
    'terminating one that is not signed by all',
    [proposed('u7'), signed('u7', 'festo', '2024-02-01')],
    terminated('u7', '2024-06-01'),
    'mou-not-in-force',
  ],
  ['terminating before the last signature', inForce('u8'), terminated('u8', '2024-02-28'), 'mou-not-in-force'],
  [
    'terminating twice',
    [...inForce('u9'), terminated('u9', '2024-06-01')],
    terminated('u9', '2024-07-01'),
    'mou-not-in-force',
  ],
  [
    'terminating by a party that the MoU does not name',
    inForce('u10'),
    terminated('u10', '2024-06-01', 'bosch'),
    'not-a-party',
    'byPartyId',
  ],
  [
    'extending one that is not in force',
    [proposed('u11')],
    extended('u11', '2031-01-01', '2024-06-01'),
    'mou-not-in-force',
  ],
  [
    'extending a terminated one',
    [...inForce('u12'), terminated('u12', '2024-06-01')],
    extended('u12', '2031-01-01', '2024-07-01'),
    'mou-not-in-force',
  ],
  [
    'extending to the present end',
    inForce('u13'),
    extended('u13', '2029-02-28', '2024-06-01'),
    'not-an-extension',
    'expiresOn',
  ],
  [
    'extending to before the last extension',
    [...inForce('u14'), extended('u14', '2031-01-01', '2024-06-01')],
    extended('u14', '2030-12-31', '2024-07-01'),
    'not-an-extension',
    'expiresOn',
  ],
  ['withdrawing one that is signed by all', inForce('u15'), withdrawn('u15', '2024-06-01'), 'mou-signed-by-all'],
  [
    'withdrawing twice',
    [proposed('u16'), withdrawn('u16', '2024-02-01')],
    withdrawn('u16', '2024-03-01'),
    'mou-withdrawn',
  ],
  [
    'withdrawing before a recorded signature',
    [proposed('u17'), signed('u17', 'festo', '2024-03-01')],
    withdrawn('u17', '2024-02-01'),
    'later-fact-without-ground',
  ],
  [
    'terminating before a recorded extension',
    [...inForce('u18'), extended('u18', '2031-01-01', '2024-07-01')],
    terminated('u18', '2024-06-01'),
    'later-fact-without-ground',
  ],
];

const published = (id: string, publishedOn = '2024-03-01'): Step => [
  '/recommendations',
  recommendation(id, { publishedOn }),
];
const revised = (id: string, revisedOn: string): Step => [
  `/recommendations/${id}/revisions`,
  { edition: 2, revisedOn },
];
const recalled = (id: string, withdrawnOn: string): Step => [
  `/recommendations/${id}/withdrawal`,
  { withdrawnOn, reason: 'Overtaken.' },
];

const RECOMMENDATIONS: readonly Row[] = [
  ['publishing twice', [published('r1')], published('r1', '2024-04-01'), 'already-published'],
  ['revising before the publication', [published('r2')], revised('r2', '2024-02-01'), 'not-published'],
  [
    'revising a withdrawn one',
    [published('r3'), recalled('r3', '2024-04-01')],
    revised('r3', '2024-05-01'),
    'not-published',
  ],
  ['withdrawing twice', [published('r4'), recalled('r4', '2024-04-01')], recalled('r4', '2024-05-01'), 'not-published'],
  [
    'withdrawing before a recorded revision',
    [published('r5'), revised('r5', '2024-06-01')],
    recalled('r5', '2024-05-01'),
    'later-fact-without-ground',
  ],
];

const opened = (id: string, data: object = {}): Step => ['/surveys', survey(id, data)];
const closed = (id: string, closedOn: string): Step => [`/surveys/${id}/closing`, { closedOn }];
const answered = (id: string, responseId: string, answeredOn: string): Step => [
  `/surveys/${id}/answers`,
  answer(responseId, 4, { answeredOn }),
];

const SURVEYS: readonly Row[] = [
  ['opening twice', [opened('s1')], opened('s1'), 'survey-exists'],
  ['closing twice', [opened('s2'), closed('s2', '2024-05-20')], closed('s2', '2024-05-21'), 'survey-closed'],
  ['closing before the opening', [opened('s3')], closed('s3', '2024-04-30'), 'survey-not-open'],
  ['an answer before the opening', [opened('s4')], answered('s4', 'a1', '2024-04-30'), 'survey-not-open', 'answeredOn'],
  ['an answer after closesOn', [opened('s5')], answered('s5', 'a1', '2024-06-01'), 'survey-not-open', 'answeredOn'],
  [
    'an answer after an early closing',
    [opened('s6'), closed('s6', '2024-05-20')],
    answered('s6', 'a1', '2024-05-21'),
    'survey-not-open',
    'answeredOn',
  ],
  [
    'a second answer with one responseId',
    [opened('s7'), answered('s7', 'a1', '2024-05-14')],
    answered('s7', 'a1', '2024-05-15'),
    'already-answered',
  ],
];

const planned = (id: string, plannedOn = '2024-01-10'): Step => [
  '/activities',
  { activityId: id, workPackage: 2, title: 'Plan', start: 'M18', plannedOn },
];
const completed = (id: string, completedOn: string): Step => [`/activities/${id}/completion`, { completedOn }];
const cancelled = (id: string, cancelledOn: string): Step => [
  `/activities/${id}/cancellation`,
  { cancelledOn, reason: 'Merged.' },
];
const rescheduled = (id: string, revisedOn: string): Step => [
  `/activities/${id}/rescheduling`,
  { end: 'M32', revisedOn, reason: 'Later.' },
];

const ACTIVITIES: readonly Row[] = [
  ['planning twice', [planned('t1')], planned('t1'), 'activity-exists'],
  ['completing twice', [planned('t2'), completed('t2', '2024-06-01')], completed('t2', '2024-07-01'), 'activity-over'],
  [
    'completing a cancelled one',
    [planned('t3'), cancelled('t3', '2024-06-01')],
    completed('t3', '2024-07-01'),
    'activity-over',
  ],
  [
    'cancelling a completed one',
    [planned('t4'), completed('t4', '2024-06-01')],
    cancelled('t4', '2024-07-01'),
    'activity-over',
  ],
  [
    'rescheduling a completed one',
    [planned('t5'), completed('t5', '2024-06-01')],
    rescheduled('t5', '2024-07-01'),
    'activity-over',
  ],
  ['completing before the plan', [planned('t6')], completed('t6', '2024-01-09'), 'activity-not-planned'],
];

const formed = (groupId: string): Step => ['/thematic-groups', { groupId, title: groupId, formedOn: '2024-01-10' }];
const inGroup = (groupId: string, joinedOn: string): Step => [
  `/thematic-groups/${groupId}/members`,
  { memberId: 'lead', joinedOn },
];
const led = (groupId: string, electedOn: string): Step => [
  `/thematic-groups/${groupId}/leader`,
  { memberId: 'lead', electedOn },
];
const stakeholder = (stakeholderId: string): Step => [
  '/stakeholders',
  { stakeholderId, name: 'EfVET', identifiedOn: '2024-01-10' },
];

const GROUPS: readonly Row[] = [
  ['forming twice', [formed('g1')], formed('g1'), 'thematic-group-exists'],
  ['joining twice', [formed('g2'), inGroup('g2', '2024-02-01')], inGroup('g2', '2024-03-01'), 'already-in-group'],
  ['electing the leader again', [formed('g3'), led('g3', '2024-02-01')], led('g3', '2024-03-01'), 'already-leader'],
  ['joining before the group was formed', [formed('g4')], inGroup('g4', '2024-01-09'), 'thematic-group-not-formed'],
  ['identifying a stakeholder twice', [stakeholder('k1')], stakeholder('k1'), 'stakeholder-exists'],
  [
    'contacting a stakeholder before it was identified',
    [stakeholder('k2')],
    ['/stakeholders/k2/contacts', { channel: 'mail', contactedOn: '2024-01-09' }],
    'stakeholder-not-identified',
  ],
];

const registration: Step = ['/registration', { journal: 'Moniteur belge', reference: '1', publishedOn: '2024-01-10' }];

const GROUPED: readonly (readonly [string, readonly Row[]])[] = [
  ['members', MEMBERS],
  ['MoUs', MOUS],
  ['recommendations', RECOMMENDATIONS],
  ['surveys and answers', SURVEYS],
  ['activities', ACTIVITIES],
  ['thematic groups and stakeholders', GROUPS],
  [
    'the official registration',
    [
      [
        'a second one while one stands',
        [registration],
        ['/registration', { journal: 'Staatsblad', reference: '2', publishedOn: '2024-02-01' }],
        'already-registered',
      ],
    ],
  ],
];

describe('what contradicts the recorded facts', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
    await service.record('/members', member('lead'));
  });
  afterAll(() => service.stop());

  describe.each(GROUPED)('%s', (_group, rows) => {
    it.each(rows.map((row) => [row[0], row] as const))('%s', async (_what, [, given, [path, body], code, field]) => {
      for (const [where, what] of given) await service.record(where, what);
      const expected = { status: 409, code, ...(field === undefined ? {} : { field }) };
      await service.refuses({ method: 'POST', path: ALLIANCE + path, body }, expected);
    });
  });

  it('an alliance with an id that is taken', async () => {
    const body = {
      allianceId: 'lcamp',
      name: 'Other',
      acronym: 'O',
      startsOn: '2023-01-01',
      endsOn: '2026-12-31',
      coordinator: 'X',
    };
    await service.refuses({ method: 'POST', path: '/api/alliances', body }, { status: 409, code: 'alliance-exists' });
  });

  describe('what may be recorded late or again is taken', () => {
    it.each<readonly [string, readonly Step[]]>([
      ['leaving and joining on the same day', [joined('n1'), left('n1', '2024-06-01'), joined('n1', '2024-06-01')]],
      [
        'publishing again after a withdrawal',
        [published('n3'), recalled('n3', '2024-04-01'), published('n3', '2024-05-01')],
      ],
      ['another leader', [formed('n4'), led('n4', '2024-02-01')]],
      [
        'an answer dated within an early closing, recorded after it',
        [opened('n5'), closed('n5', '2024-05-20'), answered('n5', 'a1', '2024-05-20')],
      ],
      ['a signature dated before a recorded extension', [...inForce('n6'), extended('n6', '2029-03-01', '2024-03-01')]],
    ])('%s', async (_what, steps) => {
      for (const [path, body] of steps) await service.record(path, body);
    });
  });

  describe('months and their reports', () => {
    const EVENTS = `${ALLIANCE}/events`;
    let next = 0;
    const event = (month: string, type: string, data: object): object => ({
      specversion: '1.0',
      id: `month-${next++}`,
      source: 'urn:test:months',
      type: `org.alliance-kpi.${type}`,
      subject: `month-lcamp.${month}`,
      data,
    });
    const headers = { 'content-type': 'application/cloudevents+json' };
    const submitted = { submittedOn: '2024-06-21' };
    const approved = { approvedOn: '2024-07-01' };
    const returned = { returnedOn: '2024-06-25', reason: 'Explain I4.' };
    const narrative = { section: 'summary', language: 'en', text: 'As planned.', writtenOn: '2024-07-02' };
    it.each([
      [
        'submitting twice',
        'm1',
        [['ReportSubmitted', submitted]],
        'ReportSubmitted',
        { submittedOn: '2024-06-22' },
        'report-step-taken',
      ],
      [
        'approving what was returned',
        'm2',
        [
          ['ReportSubmitted', submitted],
          ['ReportReturned', returned],
        ],
        'ReportApproved',
        approved,
        'report-step-too-early',
      ],
      [
        'approving twice',
        'm3',
        [
          ['ReportSubmitted', submitted],
          ['ReportApproved', approved],
        ],
        'ReportApproved',
        approved,
        'report-step-taken',
      ],
      [
        'approving what was never submitted',
        'm4',
        [['NarrativeWritten', { ...narrative, writtenOn: '2024-06-01' }]],
        'ReportApproved',
        approved,
        'report-step-too-early',
      ],
      [
        'writing after the approval',
        'm5',
        [
          ['ReportSubmitted', submitted],
          ['ReportApproved', approved],
        ],
        'NarrativeWritten',
        narrative,
        'month-sealed',
      ],
    ] as const)('%s', async (_what, month, given, type, data, code) => {
      for (const [step, what] of given) {
        const answered = await service.post(EVENTS, event(month, step, what), headers);
        expectStatus(answered, 201);
      }
      await service.refuses(
        { method: 'POST', path: EVENTS, body: event(month, type, data), headers },
        { status: 409, code },
      );
    });

    it('sealing a month that is not over', async () => {
      for (const [step, what] of [
        ['ReportSubmitted', submitted],
        ['ReportApproved', approved],
      ] as const)
        expectStatus(await service.post(EVENTS, event('m38', step, what), headers), 201);
      const sealing = { method: 'POST', path: `${ALLIANCE}/months/M38/seal`, body: {} } as const;
      const problem = await service.refuses(sealing, { status: 409, code: 'month-not-over' });
      expect(problem.detail).toBe("M38 lasts until 2025-08-14: its report can't be sealed before.");
    });

    it('a step of a month that holds nothing is 404', async () => {
      const body = event('m9', 'ReportApproved', approved);
      await service.refuses({ method: 'POST', path: EVENTS, body, headers }, { status: 404, code: 'month-unknown' });
    });
  });
});
