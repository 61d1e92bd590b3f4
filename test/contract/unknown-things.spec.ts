// Contract, "What is refused": what isn't there is 404, by its own problem type, and nothing is stored.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  ALLIANCE,
  answer,
  member,
  proposal,
  recommendation,
  RunningService,
  survey,
} from '../end-to-end/running-service.js';

const EVENT = '0f8fad5b-d9cb-469f-a165-70867728950e';
const FRAMEWORK = {
  adoptedOn: '2023-01-01',
  framework: {
    id: 'f',
    title: 'F',
    objectives: [],
    indicators: [{ id: 'I2', title: 'Members', unit: 'count', direction: 'up', measure: { kind: 'membersJoined' } }],
    milestones: [],
  },
};

/** Every command of section 5 with a body that is well formed. */
const COMMANDS: readonly (readonly [method: string, path: string, body: object])[] = [
  ['PUT', '/framework', FRAMEWORK],
  [
    'POST',
    '/framework/baselines',
    { indicatorId: 'I2', value: 1, month: 1, revisedOn: '2024-01-10', reason: 'Recounted.' },
  ],
  [
    'POST',
    '/framework/targets',
    { indicatorId: 'I2', value: 1, month: 48, revisedOn: '2024-01-10', reason: 'Agreed.' },
  ],
  ['POST', '/registration', { journal: 'Moniteur', reference: '1', publishedOn: '2024-01-10' }],
  ['POST', '/platform-releases', { version: '1.0', releasedOn: '2024-01-10' }],
  ['POST', '/measurements', { indicatorId: 'I9', value: 1, measuredOn: '2024-01-10' }],
  ['POST', '/members', member('festo')],
  ['POST', '/members/festo/changes', { country: 'FR', changedOn: '2024-02-01' }],
  ['POST', '/members/festo/departure', { leftOn: '2024-02-01' }],
  ['POST', '/mous', proposal('mou-festo')],
  ['POST', '/mous/mou-festo/signatures', { partyId: 'festo', signedOn: '2024-02-01' }],
  ['POST', '/mous/mou-festo/extension', { expiresOn: '2031-01-01', agreedOn: '2024-02-01' }],
  ['POST', '/mous/mou-festo/termination', { byPartyId: 'festo', terminatedOn: '2024-02-01' }],
  ['POST', '/mous/mou-festo/withdrawal', { withdrawnOn: '2024-02-01' }],
  ['POST', '/recommendations', recommendation('rec')],
  ['POST', '/recommendations/rec/revisions', { edition: 2, revisedOn: '2024-04-01' }],
  ['POST', '/recommendations/rec/withdrawal', { withdrawnOn: '2024-04-01', reason: 'Old.' }],
  ['POST', '/surveys', survey('wave-1')],
  ['POST', '/surveys/wave-1/answers', answer('r-1', 4)],
  ['POST', '/surveys/wave-1/closing', { closedOn: '2024-05-20' }],
  ['POST', '/activities', { activityId: 'plan', workPackage: 2, title: 'Plan', plannedOn: '2024-01-10' }],
  ['POST', '/activities/plan/rescheduling', { end: 'M32', revisedOn: '2024-02-01', reason: 'Later.' }],
  ['POST', '/activities/plan/completion', { completedOn: '2024-02-01' }],
  ['POST', '/activities/plan/cancellation', { cancelledOn: '2024-02-01', reason: 'Merged.' }],
  ['POST', '/stakeholders', { stakeholderId: 'efvet', name: 'EfVET', identifiedOn: '2024-01-10' }],
  ['POST', '/stakeholders/efvet/contacts', { channel: 'meeting', contactedOn: '2024-02-01' }],
  ['POST', '/thematic-groups', { groupId: 'smart', title: 'Smart maintenance', formedOn: '2024-01-10' }],
  ['POST', '/thematic-groups/smart/leader', { memberId: 'festo', electedOn: '2024-02-01' }],
  ['POST', '/thematic-groups/smart/members', { memberId: 'festo', joinedOn: '2024-02-01' }],
  ['POST', '/months/M24/seal', {}],
  ['POST', `/events/${EVENT}/retraction`, { reason: 'Wrong.' }],
  ['POST', `/events/${EVENT}/correction`, { reason: 'Wrong.', data: {} }],
  ['POST', `/events/${EVENT}/evidence`, { evidence: [{ title: 'Letter' }] }],
];

const READS = [
  '/events',
  '/members',
  '/members/festo',
  '/mous',
  '/mous/mou-festo',
  '/recommendations',
  '/recommendations/rec',
  '/surveys',
  '/surveys/wave-1',
  '/activities',
  '/activities/plan',
  '/stakeholders',
  '/stakeholders/efvet',
  '/thematic-groups',
  '/thematic-groups/smart',
  '/indicators',
  '/indicators/I3',
  '/indicators/I3/facts',
  '/milestones',
];

/** What each step says where its thing holds nothing yet. */
const STEPS: Readonly<Record<string, string>> = {
  '/framework/baselines': 'framework-unknown',
  '/framework/targets': 'framework-unknown',
  '/measurements': 'indicator-unknown',
  '/members/festo/changes': 'member-unknown',
  '/members/festo/departure': 'member-unknown',
  '/mous/mou-festo/signatures': 'mou-unknown',
  '/mous/mou-festo/extension': 'mou-unknown',
  '/mous/mou-festo/termination': 'mou-unknown',
  '/mous/mou-festo/withdrawal': 'mou-unknown',
  '/recommendations/rec/revisions': 'recommendation-unknown',
  '/recommendations/rec/withdrawal': 'recommendation-unknown',
  '/surveys/wave-1/answers': 'survey-unknown',
  '/surveys/wave-1/closing': 'survey-unknown',
  '/activities/plan/rescheduling': 'activity-unknown',
  '/activities/plan/completion': 'activity-unknown',
  '/activities/plan/cancellation': 'activity-unknown',
  '/stakeholders/efvet/contacts': 'stakeholder-unknown',
  '/thematic-groups/smart/leader': 'member-unknown',
  '/thematic-groups/smart/members': 'member-unknown',
  [`/events/${EVENT}/retraction`]: 'event-unknown',
  [`/events/${EVENT}/correction`]: 'event-unknown',
  [`/events/${EVENT}/evidence`]: 'event-unknown',
  '/months/M24/seal': 'month-unknown',
};

describe('what is not there', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
  });
  afterAll(() => service.stop());

  it.each(COMMANDS)('an unknown alliance: %s %s', async (method, path, body) => {
    const code = 'alliance-unknown';
    // Also one that there can't be.
    for (const alliance of ['nobody', 'No%20Body'])
      await service.refuses({ method, path: `/api/alliances/${alliance}${path}`, body }, { status: 404, code });
  });

  it.each(READS)('an unknown alliance: GET %s', async (path) => {
    const call = { method: 'GET', path: `/api/alliances/nobody${path}` };
    await service.refuses(call, { status: 404, code: 'alliance-unknown' });
  });

  it('an unknown alliance: GET /stream', async () => {
    const call = { method: 'GET', path: '/api/alliances/nobody/stream', headers: { accept: 'text/event-stream' } };
    await service.refuses(call, { status: 404, code: 'alliance-unknown' });
  });

  it.each(COMMANDS.filter(([, path]) => path in STEPS))(
    'a step on what holds nothing: %s %s',
    async (method, path, body) => {
      await service.refuses({ method, path: ALLIANCE + path, body }, { status: 404, code: STEPS[path] as string });
    },
  );

  it('has a row for every step', () => {
    const openings = COMMANDS.map(([, path]) => path).filter((path) => !(path in STEPS));
    const expected = [
      '/framework',
      '/registration',
      '/platform-releases',
      '/members',
      '/mous',
      '/recommendations',
      '/surveys',
      '/activities',
      '/stakeholders',
      '/thematic-groups',
    ];
    if (openings.join() !== expected.join()) throw new Error(`Without a row: ${openings.join()}`);
  });

  it.each([
    ['/members/festo', 'member-unknown'],
    ['/mous/mou-festo', 'mou-unknown'],
    ['/recommendations/rec', 'recommendation-unknown'],
    ['/surveys/wave-1', 'survey-unknown'],
    ['/activities/plan', 'activity-unknown'],
    ['/stakeholders/efvet', 'stakeholder-unknown'],
    ['/thematic-groups/smart', 'thematic-group-unknown'],
    ['/members/Festo%2F..', 'member-unknown'],
    ['/members/%24all', 'member-unknown'],
    ['/indicators/I3', 'indicator-not-in-framework'],
    ['/indicators/I3/facts', 'indicator-not-in-framework'],
  ])('GET %s', async (path, code) => {
    await service.refuses({ method: 'GET', path: ALLIANCE + path }, { status: 404, code });
  });

  it.each([
    ['GET', '/api/nothing'],
    ['GET', '/api/alliances/lcamp'],
    ['GET', `${ALLIANCE}/partners`],
    ['POST', `${ALLIANCE}/members/festo/nothing`],
    ['GET', '/schemas/Nonsense/1'],
    ['GET', '/schemas/MemberJoined/2'],
    ['GET', '/schemas/framework/2'],
    ['GET', '/problems/nonsense'],
  ])('the route %s %s', async (method, path) => {
    const body = method === 'POST' ? { body: {} } : {};
    await service.refuses({ method, path, ...body }, { status: 404, code: 'route-unknown' });
  });

  it.each([
    ['/members/Festo/changes', { country: 'FR', changedOn: '2024-02-01' }, 'Nothing is recorded of "Festo".'],
    ['/surveys/a%2Fb/answers', answer('r-1', 4), 'Nothing is recorded of "a/b".'],
    ['/months/M0/submission', { submittedOn: '2024-02-01' }, '"M0" is not a project month such as M24.'],
    ['/months/24/submission', { submittedOn: '2024-02-01' }, '"24" is not a project month such as M24.'],
  ])('a step on what there can not be, %s, is told in the words of the path', async (path, body, words) => {
    const code = { members: 'member-unknown', surveys: 'survey-unknown', months: 'month-unknown' }[
      path.split('/')[1] ?? ''
    ];
    const call = { method: 'POST', path: ALLIANCE + path, body };
    const { detail } = await service.refuses(call, { status: 404, code: code ?? '' });
    expect(detail).toBe(words);
  });

  it("a leader who never joined is 404 in a group that there is, and a group that there isn't is one too", async () => {
    const { method, body } = { method: 'POST', body: { memberId: 'festo', electedOn: '2024-02-01' } };
    await service.record('/thematic-groups', { groupId: 'there', title: 'There', formedOn: '2024-01-10' });
    await service.refuses(
      { method, path: `${ALLIANCE}/thematic-groups/there/leader`, body },
      { status: 404, code: 'member-unknown', field: 'memberId' },
    );
    await service.record('/members', member('festo'));
    await service.refuses(
      { method, path: `${ALLIANCE}/thematic-groups/not-there/leader`, body },
      { status: 404, code: 'thematic-group-unknown' },
    );
  });

  it('an indicator that the framework does not have: baseline, target, measurement', async () => {
    const put = await service.call({ method: 'PUT', path: `${ALLIANCE}/framework`, body: FRAMEWORK });
    if (put.status !== 201) throw new Error(put.text);
    const revision = { indicatorId: 'I9', value: 1, month: 48, revisedOn: '2024-01-10', reason: 'Agreed.' };
    const indicator = { status: 404, code: 'indicator-unknown', field: 'indicatorId' };
    await service.refuses({ method: 'POST', path: `${ALLIANCE}/framework/baselines`, body: revision }, indicator);
    await service.refuses({ method: 'POST', path: `${ALLIANCE}/framework/targets`, body: revision }, indicator);
    const report = { indicatorId: 'I9', value: 1, measuredOn: '2024-01-10' };
    await service.refuses({ method: 'POST', path: `${ALLIANCE}/measurements`, body: report }, indicator);
  });
});
