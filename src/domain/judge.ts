// Judges what a stream would hold: its facts and the offered ones, in effective order, must be a valid timeline.
import type { ProjectCalendar } from '../../projections/calendar.js';
import { activity } from './activity/activity.decider.js';
import { alliance } from './alliance/alliance.decider.js';
import { answer } from './answer/answer.decider.js';
import type { EventRetracted, EvidenceAdded } from './any-stream.events.js';
import type { Category } from './categories.js';
import { firstRefused, groundLost, refuse, unreachable, type Decider, type Refusal } from './decider.js';
import { frameworkDecider } from './framework/framework.decider.js';
import { member } from './member/member.decider.js';
import { month } from './month/month.decider.js';
import { mou } from './mou/mou.decider.js';
import { recommendation } from './recommendation/recommendation.decider.js';
import type { RefusalCode } from './refusals.js';
import { stakeholder } from './stakeholder/stakeholder.decider.js';
import { survey } from './survey/survey.decider.js';
import { thematicGroup } from './thematic-group/thematic-group.decider.js';
import { effectiveFacts, type Fact, type StreamEvent } from './timeline.js';

/** A thing of which any number of facts may be recorded, on any days. */
const anything: Decider<StreamEvent, null> = { initial: null, decide: () => undefined, evolve: () => null };

/** What a step on a stream that holds nothing lacks; in the other categories every fact may be the first. */
export const UNKNOWN: Partial<Record<Category, RefusalCode>> = {
  alliance: 'alliance-unknown',
  framework: 'framework-unknown',
  member: 'member-unknown',
  mou: 'mou-unknown',
  recommendation: 'recommendation-unknown',
  survey: 'survey-unknown',
  activity: 'activity-unknown',
  stakeholder: 'stakeholder-unknown',
  thematicGroup: 'thematic-group-unknown',
  month: 'month-unknown',
};

const OPENING = new Set([
  'AllianceEstablished',
  'FrameworkAdopted',
  'MemberJoined',
  'MouProposed',
  'RecommendationPublished',
  'SurveyOpened',
  'ActivityPlanned',
  'StakeholderIdentified',
  'ThematicGroupFormed',
  'NarrativeWritten',
  'ReportSubmitted',
]);

/** The rules of a category; each sees only its own events, which the form of a request has made sure of. */
function deciderOf(category: Category, calendar: ProjectCalendar): Decider<StreamEvent, unknown> {
  switch (category) {
    case 'alliance':
      return alliance as Decider<StreamEvent, unknown>;
    case 'framework':
      return frameworkDecider(calendar) as Decider<StreamEvent, unknown>;
    case 'member':
      return member as Decider<StreamEvent, unknown>;
    case 'mou':
      return mou as Decider<StreamEvent, unknown>;
    case 'recommendation':
      return recommendation as Decider<StreamEvent, unknown>;
    case 'survey':
      return survey as Decider<StreamEvent, unknown>;
    case 'answer':
      return answer as Decider<StreamEvent, unknown>;
    case 'activity':
      return activity(calendar) as Decider<StreamEvent, unknown>;
    case 'stakeholder':
      return stakeholder as Decider<StreamEvent, unknown>;
    case 'thematicGroup':
      return thematicGroup as Decider<StreamEvent, unknown>;
    case 'month':
      return month as Decider<StreamEvent, unknown>;
    case 'platform':
    case 'measurement':
      return anything;
    default:
      return unreachable(category);
  }
}

/**
 * Why `offered` can't be recorded in a stream that holds `stored` (both in recorded order), or nothing. The refusal
 * names the offered event at fault, or the stored fact that would lose its ground.
 */
export function judge(
  category: Category,
  stored: readonly StreamEvent[],
  offered: readonly StreamEvent[],
  calendar: ProjectCalendar,
): Refusal | undefined {
  return (
    unknownThing(category, stored, offered) ??
    speaksWell(stored, offered) ??
    timeline(deciderOf(category, calendar), stored, offered)
  );
}

function unknownThing(
  category: Category,
  stored: readonly StreamEvent[],
  offered: readonly StreamEvent[],
): Refusal | undefined {
  const [first] = offered;
  if (stored.length > 0 || !first) return undefined;
  const unknown = UNKNOWN[category];
  const opened = unknown
    ? offered.some(({ type }) => OPENING.has(type))
    : offered.some((event) => !speaksOfAnother(event));
  return opened
    ? undefined
    : { ...refuse(unknown ?? 'stream-unknown', 'Nothing is recorded of it yet.'), eventId: first.eventId };
}

const speaksOfAnother = ({ type }: StreamEvent): boolean => type === 'EventRetracted' || type === 'EvidenceAdded';

/** Retractions and evidence name an event of the stream, and one that they may name. */
function speaksWell(stored: readonly StreamEvent[], offered: readonly StreamEvent[]): Refusal | undefined {
  if (!offered.some(speaksOfAnother)) return undefined;
  const events = new Map(stored.map((event) => [event.eventId, event]));
  const retracted = new Set(
    stored.flatMap((event) => (event.type === 'EventRetracted' ? [(event.data as EventRetracted).eventId] : [])),
  );
  for (const [i, event] of offered.entries()) {
    if (speaksOfAnother(event)) {
      const { eventId } = event.data as EventRetracted | EvidenceAdded;
      const refusal =
        event.type === 'EventRetracted'
          ? retraction(events.get(eventId), eventId, retracted, offered[i + 1])
          : proof(events.get(eventId), eventId, retracted);
      if (refusal) return { ...refusal, eventId: event.eventId };
      if (event.type === 'EventRetracted') retracted.add(eventId);
    }
    events.set(event.eventId, event);
  }
  return undefined;
}

function retraction(
  event: StreamEvent | undefined,
  eventId: string,
  retracted: ReadonlySet<string>,
  next: StreamEvent | undefined,
): Refusal | undefined {
  if (!event) return refuse('event-of-another-stream', `The stream holds no event ${eventId}.`, 'eventId');
  if (event.type === 'EventRetracted')
    return refuse('retraction-of-retraction', `The event ${eventId} is a retraction itself.`, 'eventId');
  if (retracted.has(eventId))
    return refuse('already-retracted', `The event ${eventId} was retracted already.`, 'eventId');
  const corrected = next?.corrects === eventId && next.type === 'AllianceEstablished';
  return event.type === 'AllianceEstablished' && !corrected
    ? refuse('retraction-of-alliance', "An alliance's establishment can only be corrected.", 'eventId')
    : undefined;
}

function proof(event: StreamEvent | undefined, eventId: string, retracted: ReadonlySet<string>): Refusal | undefined {
  if (!event) return refuse('event-of-another-stream', `The stream holds no event ${eventId}.`, 'eventId');
  const stands = !speaksOfAnother(event) && !retracted.has(eventId);
  return stands ? undefined : refuse('not-to-be-proven', `The event ${eventId} is no fact that stands.`, 'eventId');
}

function timeline(
  decider: Decider<StreamEvent, unknown>,
  stored: readonly StreamEvent[],
  offered: readonly StreamEvent[],
): Refusal | undefined {
  const facts = effectiveFacts([...stored, ...offered]);
  const isStored = ({ index }: Fact): boolean => index < stored.length;
  let refused = firstRefused(decider, facts);
  if (refused && isStored(refused.fact)) refused = firstRefused(decider, facts, unfitBefore(decider, stored));
  if (!refused) return undefined;
  const { fact, refusal } = refused;
  return isStored(fact) ? groundLost(fact, refusal) : { ...refusal, eventId: fact.event.eventId };
}

/**
 * The facts of a stream that don't fit any more, by their index: what other streams said when they were recorded may have
 * been corrected since. That is not the doing of what is offered now.
 */
function unfitBefore(decider: Decider<StreamEvent, unknown>, stored: readonly StreamEvent[]): ReadonlySet<number> {
  const unfit = new Set<number>();
  const facts = effectiveFacts(stored);
  for (let next; (next = firstRefused(decider, facts, unfit));) unfit.add(next.fact.index);
  return unfit;
}
