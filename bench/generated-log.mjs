// The log that everything is measured on: four years of an alliance, 60 % of it answers to surveys, each answer a
// stream of its own. The same seed and number of events give the same log.
import { readFileSync } from 'node:fs';
import { draws } from './seeded-random.mjs';

export const ALLIANCE = 'lcamp';
export const SEED = 20_260_614;
/** Raised when the log changes: stores that were made of another are made anew. */
export const LOG_VERSION = 1;

const SHARE_OF_ANSWERS = 0.6;
const SURVEYS = 12;
const STARTS_ON = Date.UTC(2022, 5, 15);
const ENDS_ON = Date.UTC(2026, 5, 14);
const DAY_MS = 86_400_000;
const DAYS = (ENDS_ON - STARTS_ON) / DAY_MS;
/** Facts are recorded up to this many days after they happened. */
const MOST_LATE_DAYS = 30;
const MOST_PENDING = 2_000;

const COUNTRIES = ['AT', 'BE', 'DE', 'ES', 'FI', 'FR', 'IE', 'IT', 'NL', 'PL', 'PT', 'SI', 'SE', 'TR'];
const CATEGORIES = ['associatePartner', 'affiliate', 'additionalStakeholder', 'projectPartner'];
const AGENT_TYPES = ['education', 'research', 'company', 'policymaker', 'association', 'network'];
const TOPICS = ['Learning factories', 'Micro-credentials', 'Smart maintenance', 'Green skills', 'Robotics'];
const AUDIENCES = ['Policymakers', 'Training centres', 'Companies', 'Learners'];
const QUESTIONS = [
  { id: 'satisfaction', text: 'How satisfied are you with the Alliance?' },
  { id: 'usefulness', text: 'How useful are its services to you?' },
  { id: 'cooperation', text: 'How well do its members work together?' },
  { id: 'recommendation', text: 'How likely would you recommend membership?' },
];

const DATES = Array.from({ length: DAYS + 1 }, (_, day) =>
  new Date(STARTS_ON + day * DAY_MS).toISOString().slice(0, 10),
);
const dateOf = (day) => DATES[Math.min(Math.max(day, 0), DAYS)];

/** How many questions a wave asks: three or four. */
const questionsOf = (wave) => QUESTIONS.slice(0, 3 + (wave % 2));
const surveyId = (wave) => `wave-${String(wave + 1).padStart(2, '0')}`;
const waveStart = (wave) => Math.floor((DAYS * wave) / SURVEYS);
const waveEnd = (wave) => Math.floor((DAYS * (wave + 1)) / SURVEYS) - 1;

function frameworkFile() {
  return JSON.parse(readFileSync(new URL('../frameworks/lcamp.json', import.meta.url), 'utf8'));
}

/**
 * The events of a log of `count` events, in log order: [{ stream, revision, recordedAt, event }], made as they are
 * asked for. `recordedAt` (milliseconds since 1970-01-01T00:00Z) never decreases.
 */
export function* generatedLog(count, seed = SEED) {
  const chance = draws(seed);
  const revisions = new Map();
  let made = 0;
  const event = (stream, type, data, keepsOn) => {
    const revision = revisions.get(stream) ?? 0;
    // Most streams end: only those that go on need a revision to be remembered.
    if (keepsOn) revisions.set(stream, revision + 1);
    else revisions.delete(stream);
    const recordedAt = STARTS_ON + Math.floor((made++ / count) * DAYS * DAY_MS);
    return { stream, revision, recordedAt, event: newEvent(chance, type, data, recordedAt) };
  };
  for (const [stream, type, data] of beginning()) yield event(stream, type, data, true);
  const things = thingsOf(chance);
  let wave = -1;
  while (made < count) {
    const day = Math.floor((made / count) * DAYS);
    if (wave < 0 || day > waveEnd(wave)) {
      if (wave >= 0)
        yield event(`survey-${ALLIANCE}.${surveyId(wave)}`, 'SurveyClosed', { closedOn: dateOf(waveEnd(wave)) });
      wave = Math.min(SURVEYS - 1, wave + 1);
      if (made < count)
        yield event(`survey-${ALLIANCE}.${surveyId(wave)}`, 'SurveyOpened', surveyOpened(wave, count), true);
    } else if (chance.chance(SHARE_OF_ANSWERS)) {
      const data = answerTo(chance, wave, Math.max(waveStart(wave), day - chance.below(MOST_LATE_DAYS)));
      yield event(`answer-${ALLIANCE}.${data.surveyId}.${data.responseId}`, 'SurveyAnswered', data);
    } else {
      const [stream, type, data, keepsOn] = things.next(Math.max(0, day - chance.below(MOST_LATE_DAYS)));
      yield event(stream, type, data, keepsOn);
    }
  }
}

/** Answers alone, each with a stream of its own: what writers append. `series` tells the writers apart. */
export function* generatedAnswers(series, seed = SEED) {
  const chance = draws(seed + 7_919 * (series + 1));
  for (;;) {
    const wave = chance.below(SURVEYS);
    const data = answerTo(chance, wave, waveStart(wave) + chance.below(waveEnd(wave) - waveStart(wave)));
    const stream = `answer-${ALLIANCE}.${data.surveyId}.${data.responseId}`;
    yield { stream, revision: 0, event: newEvent(chance, 'SurveyAnswered', data, ENDS_ON) };
  }
}

/** A late answer to the newest survey, which is over by its last day: it changes today's satisfaction. */
export function lateAnswer(chance) {
  const wave = SURVEYS - 1;
  return answerTo(chance, wave, waveStart(wave) + chance.below(waveEnd(wave) - waveStart(wave)));
}

/** A new member that counts. */
export function memberJoined(chance) {
  const memberId = `m-${chance.uuid()}`;
  return {
    memberId,
    name: `Member ${memberId}`,
    category: chance.pick(CATEGORIES.slice(0, 3)),
    agentType: chance.pick(AGENT_TYPES),
    country: chance.pick(COUNTRIES),
    joinedOn: dateOf(chance.below(DAYS)),
  };
}

/** An event as the store's port takes it, with metadata as the service records it for a CloudEvent. */
function newEvent(chance, type, data, timeMs) {
  const time = `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
  return {
    eventId: chance.uuid(),
    type,
    schemaVersion: 1,
    data,
    metadata: {
      allianceId: ALLIANCE,
      actor: 'unverified',
      source: 'urn:example:forms',
      time,
      correlationId: chance.uuid(),
    },
  };
}

function beginning() {
  const established = {
    name: 'An alliance with a long log',
    acronym: 'LCAMP',
    startsOn: dateOf(0),
    endsOn: dateOf(DAYS),
    coordinator: 'tknika',
    timeZone: 'Europe/Brussels',
  };
  return [
    [`alliance-${ALLIANCE}`, 'AllianceEstablished', established],
    [`framework-${ALLIANCE}`, 'FrameworkAdopted', { adoptedOn: dateOf(0), framework: frameworkFile() }],
    [`platform-${ALLIANCE}`, 'PlatformReleased', { version: '1.0', releasedOn: dateOf(300) }],
    [
      `alliance-${ALLIANCE}`,
      'OfficialRegistrationPublished',
      { journal: 'Moniteur belge', reference: '2023/1', publishedOn: dateOf(500) },
    ],
  ];
}

function surveyOpened(wave, count) {
  return {
    surveyId: surveyId(wave),
    title: `Satisfaction of members, wave ${wave + 1}`,
    openedOn: dateOf(waveStart(wave)),
    closesOn: dateOf(waveEnd(wave)),
    invited: count,
    scale: { min: 1, max: 5 },
    questions: questionsOf(wave),
    satisfactionQuestion: 'satisfaction',
    satisfiedFrom: 4,
  };
}

function answerTo(chance, wave, day) {
  const answers = Object.fromEntries(
    questionsOf(wave).map(({ id }) => [id, chance.chance(0.03) ? null : 1 + chance.below(5)]),
  );
  return {
    surveyId: surveyId(wave),
    responseId: `r-${chance.uuid()}`,
    answeredOn: dateOf(day),
    answers,
    memberCategory: chance.pick(CATEGORIES),
    country: chance.pick(COUNTRIES),
  };
}

/** Everything but answers: things begin, and go on step by step at later times, as things do. */
function thingsOf(chance) {
  const pending = [];
  let begun = 0;
  const beginnings = [member, member, mou, recommendation, activity, stakeholder];
  const next = (day) => {
    const goesOn = pending.length > MOST_PENDING || (pending.length > 0 && chance.chance(0.55));
    const steps = goesOn ? takeOne(pending, chance) : chance.pick(beginnings)(chance, begun++);
    const { stream, since = 0, rest } = steps;
    const on = Math.max(since, day);
    const [[type, dataOn], ...later] = rest;
    if (later.length > 0) pending.push({ stream, since: on, rest: later });
    return [stream, type, dataOn(dateOf(on)), later.length > 0];
  };
  return { next };
}

function takeOne(list, chance) {
  const i = chance.below(list.length);
  const [taken] = list.splice(i, 1, list.at(-1));
  list.pop();
  return taken;
}

/** Those of the optional steps that chance takes. */
const some = (chance, steps) => steps.flatMap(([share, ...step]) => (chance.chance(share) ? [step] : []));

function member(chance, n) {
  const memberId = `member-${n}`;
  const details = { agentType: chance.pick(AGENT_TYPES), country: chance.pick(COUNTRIES) };
  const joined = { memberId, name: `Training centre and partner ${n}`, category: chance.pick(CATEGORIES), ...details };
  const evidence = [{ title: 'Letter of accession', url: `https://example.org/letters/${memberId}.pdf` }];
  return {
    stream: `member-${ALLIANCE}.${memberId}`,
    rest: [
      ['MemberJoined', (joinedOn) => ({ ...joined, evidence, joinedOn })],
      ...some(chance, [
        [0.3, 'MemberDetailsChanged', (changedOn) => ({ category: chance.pick(CATEGORIES), changedOn })],
        [0.1, 'MemberLeft', (leftOn) => ({ leftOn, reason: 'The organisation was merged with another one.' })],
      ]),
    ],
  };
}

function mou(chance, n) {
  const mouId = `mou-${n}`;
  const partyId = `partner-${n}`;
  const parties = [
    { partyId: ALLIANCE, name: 'The Alliance' },
    { partyId, name: `Partner organisation ${n}`, country: chance.pick(COUNTRIES) },
  ];
  const proposed = { mouId, title: `Memorandum of understanding ${n}`, parties, topics: [chance.pick(TOPICS)] };
  return {
    stream: `mou-${ALLIANCE}.${mouId}`,
    rest: [
      ['MouProposed', (proposedOn) => ({ ...proposed, confidential: true, proposedOn })],
      ['MouSigned', (signedOn) => ({ partyId: ALLIANCE, signedOn })],
      ['MouSigned', (signedOn) => ({ partyId, signedOn })],
      ...some(chance, [
        [0.1, 'MouExtended', (agreedOn) => ({ expiresOn: '2034-06-30', agreedOn })],
        [0.05, 'MouTerminated', (terminatedOn) => ({ byPartyId: partyId, terminatedOn, reason: 'For convenience.' })],
      ]),
    ],
  };
}

function recommendation(chance, n) {
  const recommendationId = `recommendation-${n}`;
  const published = { recommendationId, title: `Recommendation ${n} on vocational training`, language: 'en' };
  const audience = [chance.pick(AUDIENCES)];
  const url = `https://example.org/recommendations/${recommendationId}`;
  return {
    stream: `recommendation-${ALLIANCE}.${recommendationId}`,
    rest: [
      ['RecommendationPublished', (publishedOn) => ({ ...published, audience, url, publishedOn })],
      ...some(chance, [
        [0.4, 'RecommendationRevised', (revisedOn) => ({ edition: 2, revisedOn })],
        [0.1, 'RecommendationWithdrawn', (withdrawnOn) => ({ withdrawnOn, reason: 'Overtaken by a directive.' })],
      ]),
    ],
  };
}

function activity(chance, n) {
  const activityId = `activity-${n}`;
  const title = `Activity ${n} of the annual plan`;
  const planned = {
    activityId,
    workPackage: 1 + chance.below(8),
    title,
    start: 'M6',
    end: 'M40',
    responsible: 'EARLALL',
  };
  return {
    stream: `activity-${ALLIANCE}.${activityId}`,
    rest: [
      ['ActivityPlanned', (plannedOn) => ({ ...planned, plannedOn })],
      ...some(chance, [
        [0.3, 'ActivityRescheduled', (revisedOn) => ({ end: 'M44', revisedOn, reason: 'More time to consult.' })],
        [0.7, 'ActivityCompleted', (completedOn) => ({ completedOn })],
      ]),
    ],
  };
}

function stakeholder(chance, n) {
  const stakeholderId = `stakeholder-${n}`;
  const details = { agentType: chance.pick(AGENT_TYPES), country: chance.pick(COUNTRIES) };
  const identified = { stakeholderId, name: `Stakeholder organisation ${n}`, ...details };
  const outcome = 'Interested in a memorandum of understanding.';
  return {
    stream: `stakeholder-${ALLIANCE}.${stakeholderId}`,
    rest: [
      [
        'StakeholderIdentified',
        (identifiedOn) => ({ ...identified, description: 'A network of providers.', identifiedOn }),
      ],
      ['StakeholderContacted', (contactedOn) => ({ channel: 'meeting', contactedOn, outcome })],
    ],
  };
}
