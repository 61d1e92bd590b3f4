// What the facts of a stream say of its thing by a day: the cards of lists and pages.
import { isoDate, lastDayOf, type Day, type ProjectCalendar } from '../../../projections/calendar.js';
import type { ActivityEvent } from '../../domain/activity/activity.events.js';
import { unreachable } from '../../domain/decider.js';
import type { MemberEvent } from '../../domain/member/member.events.js';
import { isInForce, mou } from '../../domain/mou/mou.decider.js';
import type { MouEvent } from '../../domain/mou/mou.events.js';
import type { RecommendationEvent } from '../../domain/recommendation/recommendation.events.js';
import type { StakeholderEvent } from '../../domain/stakeholder/stakeholder.events.js';
import type { SurveyEvent } from '../../domain/survey/survey.events.js';
import type { ThematicGroupEvent } from '../../domain/thematic-group/thematic-group.events.js';
import type { Fact } from '../../domain/timeline.js';

/** The things that have a list and a page of their own. */
export type ThingCategory =
  'member' | 'mou' | 'recommendation' | 'survey' | 'activity' | 'stakeholder' | 'thematicGroup';
export type Card = Readonly<Record<string, unknown>>;

/** The card of a thing from its effective facts up to day `at`; undefined where nothing has happened by then. */
export function cardOf(category: ThingCategory, facts: readonly Fact[], at: Day): Card | undefined {
  const events = facts.map(({ event }) => event);
  if (events.length === 0) return undefined;
  switch (category) {
    case 'member':
      return memberCard(events as MemberEvent[]);
    case 'mou':
      return mouCard(events as MouEvent[], at);
    case 'recommendation':
      return recommendationCard(events as RecommendationEvent[]);
    case 'survey':
      return surveyCard(events as SurveyEvent[], at);
    case 'activity':
      return activityCard(events as ActivityEvent[]);
    case 'stakeholder':
      return stakeholderCard(events as StakeholderEvent[]);
    case 'thematicGroup':
      return thematicGroupCard(events as ThematicGroupEvent[]);
    default:
      return unreachable(category);
  }
}

function memberCard(events: readonly MemberEvent[]): Card {
  return events.reduce<Card>((card, { type, data }) => {
    switch (type) {
      case 'MemberJoined':
        return { ...withoutEvidence(data), status: 'member' };
      case 'MemberDetailsChanged': {
        const { changedOn: _changedOn, ...details } = withoutEvidence(data);
        return { ...card, ...details };
      }
      case 'MemberLeft':
        return { ...card, status: 'left', leftOn: data.leftOn };
      default:
        return unreachable(type);
    }
  }, {});
}

function mouCard(events: readonly MouEvent[], at: Day): Card {
  const state = events.reduce((mouState, event) => mou.evolve(mouState, event), mou.initial);
  const [proposed] = events;
  if (proposed?.type !== 'MouProposed') return {};
  const signedOn = new Map(
    events.flatMap((event) => (event.type === 'MouSigned' ? [[event.data.partyId, event.data.signedOn]] : [])),
  );
  const signed = state.status === 'signed';
  return {
    confidential: true,
    ...withoutEvidence(proposed.data),
    parties: proposed.data.parties.map((party) => ({ ...party, signedOn: signedOn.get(party.partyId) ?? null })),
    status: signed ? (isInForce(state, at) ? 'inForce' : 'expired') : state.status,
    effectiveOn: state.effectiveOn === undefined ? null : isoDate(state.effectiveOn),
    endsOn: state.endsOn === undefined ? null : isoDate(state.endsOn),
  };
}

function recommendationCard(events: readonly RecommendationEvent[]): Card {
  return events.reduce<Card>((card, { type, data }) => {
    switch (type) {
      case 'RecommendationPublished':
        return { ...withoutEvidence(data), status: 'published' };
      case 'RecommendationRevised':
        return { ...card, ...withoutEvidence(data) };
      case 'RecommendationWithdrawn':
        return { ...card, status: 'withdrawn', withdrawnOn: data.withdrawnOn };
      default:
        return unreachable(type);
    }
  }, {});
}

function surveyCard(events: readonly SurveyEvent[], at: Day): Card {
  const card = events.reduce<Card>((card, { data }) => ({ ...card, ...withoutEvidence(data) }), {});
  const isClosed = 'closedOn' in card || isoDate(at) > (card['closesOn'] as string);
  return { ...card, status: isClosed ? 'closed' : 'open' };
}

/** The last day of an activity that is planned still although that has passed: a state that no fact records. */
export function overdueSince(
  { status, end }: { readonly status?: unknown; readonly end?: unknown },
  calendar: ProjectCalendar,
  at: Day,
): Day | undefined {
  if (status !== 'planned' || typeof end !== 'string') return undefined;
  const last = lastDayOf(end, calendar);
  return last < at ? last : undefined;
}

function activityCard(events: readonly ActivityEvent[]): Card {
  return events.reduce<Card>((card, { type, data }) => {
    switch (type) {
      case 'ActivityPlanned':
        return { ...withoutEvidence(data), status: 'planned' };
      case 'ActivityRescheduled':
        return { ...card, ...withoutEvidence(data) };
      case 'ActivityCompleted':
        return { ...card, status: 'completed', completedOn: data.completedOn };
      case 'ActivityCancelled':
        return { ...card, status: 'cancelled', cancelledOn: data.cancelledOn };
      default:
        return unreachable(type);
    }
  }, {});
}

function stakeholderCard(events: readonly StakeholderEvent[]): Card {
  const contacts = events.flatMap(({ type, data }) => (type === 'StakeholderContacted' ? [withoutEvidence(data)] : []));
  const [identified] = events;
  return {
    ...(identified ? withoutEvidence(identified.data) : {}),
    status: contacts.length > 0 ? 'contacted' : 'identified',
    contacts,
  };
}

function thematicGroupCard(events: readonly ThematicGroupEvent[]): Card {
  return events.reduce<Card>((card, { type, data }) => {
    switch (type) {
      case 'ThematicGroupFormed':
        return { ...withoutEvidence(data), leader: null, members: [] };
      case 'ThematicGroupLeaderElected':
        return { ...card, leader: data.memberId };
      case 'ThematicGroupJoined':
        return { ...card, members: [...(card['members'] as string[]), data.memberId] };
      default:
        return unreachable(type);
    }
  }, {});
}

/** Evidence belongs to its event: the history shows it. */
function withoutEvidence(data: object): Card {
  const { evidence: _evidence, ...rest } = data as { evidence?: unknown };
  return rest;
}
