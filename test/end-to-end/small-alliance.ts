// A small alliance whose every figure was computed by hand: what the specs of figures and of the command line record.
import { answer, member, proposal, recommendation, survey } from './running-service.js';

/** A month after the last of its facts: the clock stands here while they are recorded. */
export const RECORDED = Date.parse('2024-09-01T10:00:00Z');

export const framework = {
  id: 'small',
  title: 'A small framework',
  objectives: [
    { id: 'SO1', title: 'Set up the Alliance' },
    { id: 'SO2', title: 'Attract stakeholders' },
  ],
  indicators: [
    {
      id: 'I1',
      objective: 'SO1',
      title: 'Registered',
      unit: 'yesNo',
      direction: 'up',
      measure: { kind: 'officialRegistration' },
      targets: [{ value: true, month: 24 }],
    },
    {
      id: 'I2',
      title: 'Members',
      unit: 'count',
      direction: 'up',
      measure: { kind: 'membersJoined' },
      baseline: { value: 1, month: 12 },
      targets: [
        { value: 2, month: 18 },
        { value: 5, month: 48 },
      ],
    },
    {
      id: 'I3',
      objective: 'SO2',
      title: 'MoUs signed',
      unit: 'count',
      direction: 'up',
      measure: { kind: 'mousSigned', party: 'lcamp' },
      baseline: { value: 1, month: 17, label: '1 measured on M17' },
      targets: [{ value: 5, month: 48 }],
      measuredAt: [48],
    },
    {
      id: 'I4',
      title: 'Recommendations',
      unit: 'count',
      direction: 'up',
      measure: { kind: 'recommendationsPublished' },
      targets: [{ value: 2, month: 24 }],
    },
    {
      id: 'I5',
      title: 'Satisfaction',
      unit: 'percent',
      direction: 'up',
      measure: { kind: 'satisfaction' },
      targets: [{ value: 75, month: 48 }],
    },
    {
      id: 'I6',
      title: 'Platform',
      unit: 'yesNo',
      direction: 'up',
      measure: { kind: 'platformReleased' },
      targets: [{ value: true, month: 36 }],
    },
    { id: 'I7', title: 'Visits', unit: 'number', direction: 'up', measure: { kind: 'reported' } },
    {
      id: 'I8',
      title: 'Work package 2',
      unit: 'percent',
      direction: 'up',
      measure: { kind: 'activitiesCompleted', workPackage: 2 },
      targets: [{ value: 100, month: 48 }],
    },
  ],
  milestones: [
    {
      id: 'MS1',
      title: 'Two active members',
      condition: { indicator: 'I2', companion: 'active', atLeast: 2 },
      due: { date: '2024-12-31' },
    },
    { id: 'MS2', title: 'Four MoUs', condition: { indicator: 'I3', atLeast: 4 }, due: { month: 24 } },
    { id: 'MS3', title: 'Satisfied', condition: { indicator: 'I5', atLeast: 60 } },
    {
      id: 'MS4',
      title: 'Registered and online',
      condition: {
        all: [
          { indicator: 'I1', equals: true },
          { indicator: 'I6', equals: true },
        ],
      },
      due: { month: 48 },
    },
    { id: 'MS5', title: 'A hundred MoUs', condition: { indicator: 'I3', atLeast: 100 }, due: { month: 48 } },
  ],
};

const mou = (id: string, country: string, topics: readonly string[]): object =>
  proposal(id, {
    parties: [
      { partyId: 'lcamp', name: 'LCAMP' },
      { partyId: id, name: id, country },
    ],
    topics,
    proposedOn: '2023-01-10',
  });
const signed = (id: string, partyId: string, signedOn: string): readonly [string, object] => [
  `/mous/${id}/signatures`,
  { partyId, signedOn },
];
const activity = (activityId: string, workPackage: number): readonly [string, object] => [
  '/activities',
  { activityId, workPackage, title: activityId, plannedOn: '2023-01-10' },
];

/** The second wave: 14 answers, of which 9 satisfied; by category 6 of 6, 2 of 5 and 1 of 3. */
const secondWave: readonly (readonly [string | undefined, number])[] = [
  ...[5, 5, 4, 4, 5, 4].map((q1) => ['associatePartner', q1] as const),
  ...[4, 5, 3, 2, 1].map((q1) => ['affiliate', q1] as const),
  ...[5, 1, 2].map((q1) => [undefined, q1] as const),
];

/** Route and body of each fact, in recorded order. */
export const facts: readonly (readonly [path: string, body: object])[] = [
  ['/members', member('a', { joinedOn: '2022-09-01' })],
  ['/members', member('b', { category: 'affiliate', agentType: 'education', country: 'ES', joinedOn: '2023-07-01' })],
  [
    '/members',
    member('c', { category: 'projectPartner', agentType: 'research', country: 'FR', joinedOn: '2022-06-15' }),
  ],
  ['/members', member('d', { joinedOn: '2024-03-01' })],
  ['/members/b/departure', { leftOn: '2024-05-01' }],
  ['/mous', mou('m1', 'DE', ['Robotics'])],
  signed('m1', 'lcamp', '2023-02-01'),
  signed('m1', 'm1', '2023-03-01'),
  ['/mous', mou('m2', 'FR', ['Robotics', 'Skills'])],
  signed('m2', 'lcamp', '2024-02-28'),
  signed('m2', 'm2', '2024-02-29'),
  ['/mous', mou('m3', 'DE', [])],
  signed('m3', 'm3', '2024-03-01'),
  ['/mous', mou('m4', 'DE', [])],
  signed('m4', 'lcamp', '2024-04-10'),
  signed('m4', 'm4', '2024-04-10'),
  ['/mous/m4/termination', { byPartyId: 'm4', terminatedOn: '2024-06-01' }],
  ['/recommendations', recommendation('r1', { publishedOn: '2023-05-01', audience: ['Policymakers', 'Companies'] })],
  ['/recommendations', recommendation('r2', { publishedOn: '2024-01-10' })],
  ['/recommendations/r2/withdrawal', { withdrawnOn: '2024-03-01', reason: 'Overtaken.' }],
  ['/recommendations', recommendation('r3', { publishedOn: '2024-06-01' })],
  ['/recommendations/r1/revisions', { edition: 2, revisedOn: '2024-06-02' }],
  ['/surveys', survey('wave-1')],
  ['/surveys/wave-1/answers', answer('r-1', 5, { answers: { q1: 5, q2: 3 } })],
  ['/surveys/wave-1/answers', answer('r-2', 4)],
  ['/surveys/wave-1/answers', answer('r-3', 2)],
  ['/surveys/wave-1/closing', { closedOn: '2024-05-31' }],
  ['/surveys', survey('wave-2', { openedOn: '2024-07-01', closesOn: '2024-07-31', invited: 20 })],
  ...secondWave.map(([memberCategory, q1], i): readonly [string, object] => [
    '/surveys/wave-2/answers',
    answer(`s-${i}`, q1, { answeredOn: '2024-07-10', ...(memberCategory ? { memberCategory } : {}) }),
  ]),
  ['/registration', { journal: 'Moniteur belge', reference: '2023/147852', publishedOn: '2023-11-10' }],
  ['/platform-releases', { version: '1.0', releasedOn: '2023-06-01' }],
  ['/measurements', { indicatorId: 'I7', value: 17.5, measuredOn: '2024-06-10' }],
  activity('t1', 2),
  activity('t2', 2),
  activity('t3', 2),
  activity('t4', 3),
  ['/activities/t1/completion', { completedOn: '2024-05-01' }],
  ['/activities/t3/cancellation', { cancelledOn: '2024-05-02', reason: 'Merged.' }],
];
