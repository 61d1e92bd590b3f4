// Facts in a domain expert's words, for the specs of the projections: what happened, to whom, on which day.
import type { Category } from '../src/domain/categories.js';

/** A fact to be recorded in the stream of one thing. Its id says what it is, so that others can speak of it. */
export interface SpokenFact {
  readonly category: Category;
  readonly ids: readonly string[];
  readonly eventId: string;
  readonly type: string;
  readonly data: object;
  readonly corrects?: string;
}

function fact(category: Category, ids: readonly string[], type: string, on: string, data: object): SpokenFact {
  return { category, ids, eventId: [type, ...ids, on].join(' '), type, data };
}

/** The same fact under another id, for a second recording of it. */
export const again = (first: SpokenFact): SpokenFact => ({ ...first, eventId: `${first.eventId} again` });

export function retraction(of: SpokenFact): SpokenFact {
  const data = { eventId: of.eventId, reason: 'It was wrong.' };
  return { ...of, eventId: `retraction of ${of.eventId}`, type: 'EventRetracted', data };
}

/** One append: the retraction of a fact, and the right one, which keeps its place. */
export function correction(of: SpokenFact, right: SpokenFact): SpokenFact[] {
  return [retraction(of), { ...right, eventId: `${right.eventId} corrected`, corrects: of.eventId }];
}

export function evidence(of: SpokenFact, addedOn: string): SpokenFact {
  const data = { eventId: of.eventId, evidence: [{ title: 'Signed copy' }], addedOn };
  return { ...of, eventId: `evidence for ${of.eventId}`, type: 'EvidenceAdded', data };
}

export const established = (startsOn: string, endsOn: string): SpokenFact =>
  fact('alliance', [], 'AllianceEstablished', startsOn, {
    name: 'Learner Centric Advanced Manufacturing Platform',
    acronym: 'LCAMP',
    startsOn,
    endsOn,
    coordinator: 'Tknika',
  });

export const registered = (publishedOn: string): SpokenFact =>
  fact('alliance', [], 'OfficialRegistrationPublished', publishedOn, {
    journal: 'Moniteur belge',
    reference: '2023/147852',
    publishedOn,
  });

export const adopted = (adoptedOn: string, framework: object): SpokenFact =>
  fact('framework', [], 'FrameworkAdopted', adoptedOn, { adoptedOn, framework });

type MonthOrDate = { readonly month: number } | { readonly date: string };

export const baselineRevised = (
  revisedOn: string,
  indicatorId: string,
  value: number | boolean,
  on: MonthOrDate,
): SpokenFact =>
  fact('framework', [], 'BaselineRevised', revisedOn, {
    indicatorId,
    value,
    ...on,
    revisedOn,
    reason: 'Counted anew.',
  });

export const targetRevised = (
  revisedOn: string,
  indicatorId: string,
  value: number | boolean,
  on: MonthOrDate,
): SpokenFact =>
  fact('framework', [], 'TargetRevised', revisedOn, { indicatorId, value, ...on, revisedOn, reason: 'Agreed anew.' });

interface Details {
  readonly category?: string;
  readonly agentType?: string;
  readonly country?: string;
}

export const joined = (memberId: string, joinedOn: string, details: Details = {}): SpokenFact =>
  fact('member', [memberId], 'MemberJoined', joinedOn, {
    memberId,
    name: memberId,
    category: 'associatePartner',
    agentType: 'company',
    country: 'DE',
    ...details,
    joinedOn,
  });

export const changed = (memberId: string, changedOn: string, details: Details): SpokenFact =>
  fact('member', [memberId], 'MemberDetailsChanged', changedOn, { ...details, changedOn });

export const left = (memberId: string, leftOn: string): SpokenFact =>
  fact('member', [memberId], 'MemberLeft', leftOn, { leftOn });

interface Agreement {
  readonly parties?: readonly { readonly partyId: string; readonly country?: string }[];
  readonly topics?: readonly string[];
}

export const proposed = (mouId: string, proposedOn: string, { parties, topics = [] }: Agreement = {}): SpokenFact =>
  fact('mou', [mouId], 'MouProposed', proposedOn, {
    mouId,
    title: mouId,
    parties: (parties ?? [{ partyId: 'lcamp' }, { partyId: 'festo' }]).map((party) => ({ name: 'Party', ...party })),
    topics,
    proposedOn,
  });

export const signed = (mouId: string, partyId: string, signedOn: string): SpokenFact => {
  const signature = fact('mou', [mouId], 'MouSigned', signedOn, { partyId, signedOn });
  return { ...signature, eventId: `${signature.eventId} by ${partyId}` };
};

export const extended = (mouId: string, agreedOn: string, expiresOn: string): SpokenFact =>
  fact('mou', [mouId], 'MouExtended', agreedOn, { expiresOn, agreedOn });

export const terminated = (mouId: string, terminatedOn: string): SpokenFact =>
  fact('mou', [mouId], 'MouTerminated', terminatedOn, { byPartyId: 'lcamp', terminatedOn });

export const proposalWithdrawn = (mouId: string, withdrawnOn: string): SpokenFact =>
  fact('mou', [mouId], 'MouWithdrawn', withdrawnOn, { withdrawnOn });

export const published = (id: string, publishedOn: string, audience: readonly string[] = []): SpokenFact =>
  fact('recommendation', [id], 'RecommendationPublished', publishedOn, {
    recommendationId: id,
    title: id,
    audience,
    publishedOn,
  });

export const revised = (id: string, revisedOn: string, edition: number): SpokenFact =>
  fact('recommendation', [id], 'RecommendationRevised', revisedOn, { edition, revisedOn });

export const withdrawn = (id: string, withdrawnOn: string): SpokenFact =>
  fact('recommendation', [id], 'RecommendationWithdrawn', withdrawnOn, { withdrawnOn, reason: 'Overtaken.' });

interface Wave {
  readonly invited?: number;
  readonly satisfactionQuestion?: string;
  readonly satisfiedFrom?: number;
  readonly scale?: { readonly min: number; readonly max: number };
}

/** A survey that asks q1 and q2 on a scale of 1 to 5; satisfied are those who answer q1 with 4 or more. */
export const opened = (surveyId: string, openedOn: string, closesOn: string, wave: Wave = {}): SpokenFact =>
  fact('survey', [surveyId], 'SurveyOpened', openedOn, {
    surveyId,
    title: surveyId,
    openedOn,
    closesOn,
    invited: 9,
    scale: { min: 1, max: 5 },
    questions: [
      { id: 'q1', text: 'How satisfied are you with the Alliance?' },
      { id: 'q2', text: 'How useful are its services?' },
    ],
    satisfactionQuestion: 'q1',
    satisfiedFrom: 4,
    ...wave,
  });

export const closed = (surveyId: string, closedOn: string): SpokenFact =>
  fact('survey', [surveyId], 'SurveyClosed', closedOn, { closedOn });

interface Respondent {
  readonly memberCategory?: string;
  readonly country?: string;
}

export const answered = (
  surveyId: string,
  responseId: string,
  answeredOn: string,
  answers: Readonly<Record<string, number | null>>,
  respondent: Respondent = {},
): SpokenFact =>
  fact('answer', [surveyId, responseId], 'SurveyAnswered', answeredOn, {
    surveyId,
    responseId,
    answeredOn,
    answers,
    ...respondent,
  });

export const released = (releasedOn: string, version = '1.0'): SpokenFact =>
  fact('platform', [], 'PlatformReleased', releasedOn, { version, releasedOn });

export const planned = (activityId: string, plannedOn: string, workPackage = 2): SpokenFact =>
  fact('activity', [activityId], 'ActivityPlanned', plannedOn, {
    activityId,
    workPackage,
    title: activityId,
    plannedOn,
  });

export const rescheduled = (activityId: string, revisedOn: string, end: string): SpokenFact =>
  fact('activity', [activityId], 'ActivityRescheduled', revisedOn, { end, revisedOn, reason: 'More time.' });

export const completed = (activityId: string, completedOn: string): SpokenFact =>
  fact('activity', [activityId], 'ActivityCompleted', completedOn, { completedOn });

export const cancelled = (activityId: string, cancelledOn: string): SpokenFact =>
  fact('activity', [activityId], 'ActivityCancelled', cancelledOn, { cancelledOn, reason: 'Merged.' });

export const valueReported = (indicatorId: string, measuredOn: string, value: number | boolean): SpokenFact =>
  fact('measurement', [indicatorId], 'ValueReported', measuredOn, { indicatorId, value, measuredOn });
