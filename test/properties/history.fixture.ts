// Random histories of an alliance, each fact judged as a request's is; what the domain refuses is left out.
import fc from 'fast-check';
import { addYears, dayOf, isoDate, ProjectCalendar } from '../../projections/calendar.js';
import * as facts from '../../projections/facts.fixture.js';
import type { SpokenFact } from '../../projections/facts.fixture.js';
import { framework, indicator, milestone } from '../../projections/given.fixture.js';
import { effectiveDayOf } from '../../src/domain/events.js';
import { Recorder } from '../../projections/recorder.fixture.js';
import type { StoredEvent } from '../../src/event-store/event-store.js';

/** How many histories a property is tried on: few in every run, many where TEST_SCALE=full asks for them. */
export const RUNS = process.env['TEST_SCALE'] === 'full' ? 1_000 : 50;

/** Milliseconds that a property may take: on a busy machine, a history takes half a second. */
export const TIME_LIMIT_MS = 30_000 + 500 * RUNS;

export const STARTS_ON = '2022-06-15';
export const ENDS_ON = '2026-06-14';
export const calendar = new ProjectCalendar(dayOf(STARTS_ON), dayOf(ENDS_ON));

/** Few dates, so that facts meet on one day: month ends, leap days, anniversaries of each other, before the start. */
const DATES = [
  '2019-02-28',
  '2020-02-29',
  '2021-12-31',
  '2022-06-14',
  '2022-06-15',
  '2022-07-14',
  '2023-02-28',
  '2023-06-14',
  '2023-11-14',
  '2023-11-15',
  '2024-02-28',
  '2024-02-29',
  '2024-03-01',
  '2024-06-14',
  '2024-06-15',
  '2025-02-28',
  '2025-06-14',
  '2026-06-14',
] as const;

export const INDICATORS = [
  indicator(
    'I1',
    { kind: 'officialRegistration' },
    { baseline: { value: false }, targets: [{ value: true, month: 17 }] },
  ),
  indicator('I2', { kind: 'membersJoined' }, { baseline: { value: 1, month: 12 }, targets: [{ value: 3, month: 48 }] }),
  indicator('I2a', { kind: 'membersActive', countedCategories: ['projectPartner', 'affiliate'] }),
  indicator(
    'I3',
    { kind: 'mousSigned', party: 'lcamp' },
    {
      targets: [
        { value: 1, month: 24 },
        { value: 2, month: 36 },
      ],
    },
  ),
  indicator('I3a', { kind: 'mousInForce' }),
  indicator('I4', { kind: 'recommendationsPublished' }, { targets: [{ value: 2, date: '2024-03-01' }] }),
  indicator('I5', { kind: 'satisfaction' }, { baseline: { value: 50 }, targets: [{ value: 80, month: 42 }] }),
  indicator('I6', { kind: 'platformReleased' }),
  indicator('I7', { kind: 'activitiesCompleted' }),
  indicator('I7a', { kind: 'activitiesCompleted', workPackage: 1 }),
  indicator(
    'I8',
    { kind: 'reported' },
    { direction: 'down', baseline: { value: 9 }, targets: [{ value: 2, month: 24 }] },
  ),
];
export const MILESTONES = [
  milestone('registered', { indicator: 'I1', equals: true }, { due: { month: 17 } }),
  milestone('two-active', { indicator: 'I2', companion: 'active', atLeast: 2 }, { due: { date: '2024-06-14' } }),
  milestone('none-in-force', {
    all: [
      { indicator: 'I3', atLeast: 1 },
      { indicator: 'I3', companion: 'inForce', atMost: 0 },
    ],
  }),
  milestone('satisfied', { indicator: 'I5', atLeast: 50 }),
  milestone('low', {
    any: [
      { indicator: 'I8', atMost: 2 },
      { indicator: 'I6', equals: true },
    ],
  }),
  milestone('not-released', { indicator: 'I6', equals: false }),
  milestone('many-answers', { indicator: 'I5', companion: 'responses', atLeast: 2 }),
];
const FIRST_FRAMEWORK = framework(INDICATORS, MILESTONES);
const SECOND_FRAMEWORK = framework(
  INDICATORS.map((each) =>
    each.id === 'I2' ? indicator('I2', { kind: 'membersJoined', countedCategories: ['affiliate'] }) : each,
  ),
  MILESTONES.slice(0, 3),
);

export interface Attempt {
  readonly kind: string;
  readonly thing: number;
  readonly on: string;
  readonly until: string;
  readonly a: number;
  readonly b: number;
  /** Which of the events recorded so far it speaks of, where it does. */
  readonly pick: number;
  /** Who signs. */
  readonly party?: string | undefined;
}

const KINDS = [
  'joined', 'joined', 'changed', 'left', 'proposed', 'signed', 'signed', 'signed', 'signed', 'extended', 'extended', 'extended', 'terminated', 'terminated', 'published',
  'revised', 'withdrawn', 'opened', 'answered', 'answered', 'answered', 'closed', 'planned', 'completed', 'cancelled',
  'reported', 'reported', 'released', 'registered', 'baselineRevised', 'targetRevised', 'adopted', 'retraction', 'retraction',
  'correction', 'correction', 'correction', 'evidence',
]; // prettier-ignore

// Without fast-check's liking for small values: most facts would be of the first kind, thing and day.
const attempt: fc.Arbitrary<Attempt> = fc.noBias(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    thing: fc.nat(2),
    on: fc.constantFrom(...DATES),
    until: fc.constantFrom(...DATES),
    a: fc.nat(5),
    b: fc.nat(3),
    pick: fc.nat(80),
  }),
);

/** Attempts, some of them several in one request. */
export const history: fc.Arbitrary<readonly (readonly Attempt[])[]> = fc.noBias(
  fc.array(
    fc.oneof(
      { weight: 4, arbitrary: fc.array(attempt, { minLength: 1, maxLength: 1 }) },
      { weight: 1, arbitrary: fc.array(attempt, { minLength: 2, maxLength: 4 }) },
    ),
    { minLength: 20, maxLength: 90, size: 'max' },
  ),
);

/** A day to ask for: at, before or after one of the dates, or far from all. */
export const day: fc.Arbitrary<number> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc
      .tuple(fc.constantFrom(...DATES), fc.integer({ min: -1, max: 1 }))
      .map(([iso, shift]) => dayOf(iso) + shift),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom('2018-01-01', '2027-01-15', '2029-02-27', '2029-02-28', '2031-02-28').map(dayOf),
  },
);

/** Records a history. */
export function recorded(attempts: readonly (readonly Attempt[])[]): Recorder {
  const recorder = new Recorder(calendar);
  let ids = 0;
  const numbered = (fact: SpokenFact): SpokenFact => ({ ...fact, eventId: `e${ids++}` });
  recorder.append(numbered(facts.established(STARTS_ON, ENDS_ON)));
  recorder.append(numbered(facts.adopted(STARTS_ON, FIRST_FRAMEWORK)));
  for (const request of attempts) recorder.offer(request.flatMap((each) => spoken(each, recorder)).map(numbered));
  return recorder;
}

function spoken(tried: Attempt, recorder: Recorder): SpokenFact[] {
  const { kind, pick } = tried;
  if (kind !== 'retraction' && kind !== 'correction' && kind !== 'evidence') {
    const chosen = grounded(tried, recorder);
    // Some answers come several at once, and some MoUs are signed by both on one day.
    if (chosen.kind === 'answered' && pick % 3 === 0)
      return [0, 1, 2].map((i) => factOf({ ...chosen, a: chosen.a + 6 * i }));
    if (chosen.kind === 'signed' && pick % 3 === 0)
      return ['lcamp', 'festo'].map((party) => factOf({ ...chosen, party }));
    return [factOf(chosen)];
  }
  const event = recorder.log[pick % recorder.log.length] as StoredEvent;
  const about = asSpoken(event);
  if (kind === 'retraction') return [facts.retraction(about)];
  if (kind === 'evidence') return [facts.evidence(about, tried.on)];
  const right = corrected(about, tried);
  return right ? [facts.retraction(about), { ...right, corrects: event.eventId }] : [];
}

export function asSpoken({ stream, eventId, type, data }: StoredEvent): SpokenFact {
  const [head = '', ...ids] = stream.split('.');
  return { category: head.slice(0, head.indexOf('-')) as SpokenFact['category'], ids, eventId, type, data };
}

const KIND_OF: Readonly<Record<string, string>> = {
  MemberJoined: 'joined', MemberDetailsChanged: 'changed', MemberLeft: 'left', MouProposed: 'proposed', MouSigned: 'signed',
  MouExtended: 'extended', MouTerminated: 'terminated', RecommendationPublished: 'published', RecommendationWithdrawn: 'withdrawn',
  SurveyOpened: 'opened', SurveyAnswered: 'answered', SurveyClosed: 'closed', ActivityPlanned: 'planned',
  ActivityCompleted: 'completed', ValueReported: 'reported', PlatformReleased: 'released',
  OfficialRegistrationPublished: 'registered', TargetRevised: 'targetRevised',
}; // prettier-ignore

/** A fact of the same kind in the same stream, with other content. */
function corrected({ type, ids }: SpokenFact, tried: Attempt): SpokenFact | undefined {
  const kind = KIND_OF[type];
  if (kind === undefined) return undefined;
  const things = [0, 1, 2].flatMap((thing) => [0, 1, 2, 3, 4, 5].map((a) => factOf({ ...tried, kind, thing, a })));
  return things.find((each) => each.ids.join() === ids.join());
}

const MEMBER_CATEGORIES = ['projectPartner', 'associatePartner', 'affiliate', 'additionalStakeholder'];
const COUNTRIES = ['DE', 'ES', 'FR'];

/** The streams whose first fact is the ground of such a fact, and what that is. */
const GROUND: Readonly<Record<string, readonly [stream: string, kind: string]>> = {
  changed: ['member-lcamp.m', 'joined'], left: ['member-lcamp.m', 'joined'],
  signed: ['mou-lcamp.u', 'proposed'], extended: ['mou-lcamp.u', 'proposed'], terminated: ['mou-lcamp.u', 'proposed'],
  revised: ['recommendation-lcamp.r', 'published'], withdrawn: ['recommendation-lcamp.r', 'published'],
  answered: ['survey-lcamp.s', 'opened'], closed: ['survey-lcamp.s', 'opened'],
  completed: ['activity-lcamp.p', 'planned'], cancelled: ['activity-lcamp.p', 'planned'],
}; // prettier-ignore

/**
 * Most facts that could have no ground on their day are moved to one on which they may, or give way to what they lack:
 * too few would be accepted.
 */
function grounded(tried: Attempt, recorder: Recorder): Attempt {
  const ground = GROUND[tried.kind];
  if (!ground) return tried;
  const [first] = recorder.stream(`${ground[0]}${tried.thing}`);
  if (!first) return { ...tried, kind: ground[1] };
  const { proposedOn, openedOn, closesOn, parties } = first.data as Record<string, string>;
  const since = proposedOn ?? openedOn ?? isoDate(effectiveDayOf(first));
  const through = tried.kind === 'answered' && closesOn !== undefined ? closesOn : '9999-12-31';
  const party = (parties as unknown as { partyId: string }[] | undefined)?.[tried.pick % 2]?.partyId;
  if (tried.on >= since && tried.on <= through) return { ...tried, party };
  const possible = DATES.filter((date) => date >= since && date <= through);
  return {
    ...tried,
    party,
    on: possible[tried.pick % possible.length] ?? isoDate(Math.min(dayOf(since) + tried.b, dayOf(through))),
  };
}

function factOf({ kind, thing, on, until, a, b, party }: Attempt): SpokenFact {
  const details = { category: MEMBER_CATEGORIES[b], country: COUNTRIES[a % 3] } as {
    category: string;
    country: string;
  };
  const survey = `s${thing}`;
  switch (kind) {
    case 'joined':
      return facts.joined(`m${thing}`, on, details);
    case 'changed':
      return facts.changed(`m${thing}`, on, b % 2 === 0 ? details : { country: details.country });
    case 'left':
      return facts.left(`m${thing}`, on);
    case 'proposed':
      return facts.proposed(`u${thing}`, on, {
        parties: [
          { partyId: b === 0 ? 'efvet' : 'lcamp', country: 'ES' },
          { partyId: 'festo', ...(a > 2 ? { country: 'DE' } : {}) },
        ],
        topics: ['AI', 'robots | arms'].slice(0, a % 3),
      });
    case 'signed':
      return facts.signed(`u${thing}`, party ?? ['lcamp', 'festo', 'efvet'][b % 3] ?? 'lcamp', on);
    case 'extended':
      return facts.extended(`u${thing}`, on, a % 2 === 0 ? until : isoDate(addYears(dayOf(on), 6)));
    case 'terminated':
      return { ...facts.terminated(`u${thing}`, on), data: { byPartyId: 'festo', terminatedOn: on } };
    case 'published':
      return facts.published(`r${thing}`, on, ['Policymakers', 'SMEs'].slice(0, b % 3));
    case 'revised':
      return facts.revised(`r${thing}`, on, a + 1);
    case 'withdrawn':
      return facts.withdrawn(`r${thing}`, on);
    case 'opened': {
      // No two surveys are opened on one day: which is the newer would then depend on the order of recording.
      const openedOn = isoDate(dayOf(on) - 5 * thing - 2);
      const closesOn = until < openedOn ? isoDate(dayOf(on) + 20 * b) : until;
      return facts.opened(survey, openedOn, closesOn, {
        invited: a + 1,
        satisfiedFrom: 3 + (b % 2),
        ...(b === 3 ? { scale: { min: 1, max: 4 } } : {}),
      });
    }
    case 'answered':
      return facts.answered(
        survey,
        `a${a}`,
        on,
        { q1: b === 0 ? null : 1 + ((a + b) % 5), q2: 1 + b },
        a % 2 === 0 ? { country: COUNTRIES[b % 3] as string } : {},
      );
    case 'closed':
      return facts.closed(survey, on);
    case 'planned':
      return facts.planned(`p${thing}`, on, b % 2);
    case 'completed':
      return facts.completed(`p${thing}`, on);
    case 'cancelled':
      return facts.cancelled(`p${thing}`, on);
    case 'reported':
      return facts.valueReported('I8', on, a - 1);
    case 'released':
      return facts.released(on);
    case 'registered':
      return facts.registered(on);
    case 'baselineRevised':
      return facts.baselineRevised(on, 'I2', a, { month: 6 + b });
    case 'targetRevised':
      return facts.targetRevised(on, 'I2', a, b === 0 ? { month: 48 } : { date: '2025-01-31' });
    case 'adopted':
      return facts.adopted(on, SECOND_FRAMEWORK);
    default:
      throw new Error(`no such kind: ${kind}`);
  }
}
