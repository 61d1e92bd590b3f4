// Judges what a stream would hold: its facts and the offered ones, in effective order, must be a valid timeline.
import type { ProjectCalendar } from '../../projections/calendar.js';
import { activity } from './activity/activity.decider.js';
import { alliance } from './alliance/alliance.decider.js';
import { answer } from './answer/answer.decider.js';
import type { EventRetracted, EvidenceAdded } from './any-stream.events.js';
import type { Category } from './categories.js';
import { groundLost, refuse, unreachable, type Decider, type Refusal } from './decider.js';
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

/** What speaks against one of the facts that are offered. */
export interface Refused {
  /** Names the offered event at fault, or the stored fact that would lose its ground. */
  readonly refusal: Refusal;
  /** The offered event at fault; undefined where it may be any. */
  readonly by: string | undefined;
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
  const [first] = refusals(category, stored, offered, calendar, []);
  return first?.refusal;
}

/**
 * All that is refused of `offered` in one look, each when those that were refused before are left out. Who asks for the
 * next one has put the id of the one before into `out`, and of others that go with it; the look ends where those that it
 * has passed must be looked at anew. Nothing speaks against the others when a look finds nothing.
 */
export function* refusals(
  category: Category,
  stored: readonly StreamEvent[],
  offered: readonly StreamEvent[],
  calendar: ProjectCalendar,
  out: readonly string[],
): Generator<Refused> {
  yield* unknownThing(category, stored, offered, out);
  if (out.length === 0) yield* speaksWell(stored, offered, out);
  if (out.length === 0) yield* timeline(deciderOf(category, calendar), stored, offered, out);
}

/** Goes through what isn't left out meanwhile; ends where something is that was passed, or isn't among it. */
function* stillIn<T>(items: readonly T[], eventOf: (item: T) => StreamEvent, out: readonly string[]): Generator<T> {
  const skipped = new Set<string>();
  let places: ReadonlyMap<string, number> | undefined;
  let looked = 0;
  for (const [place, item] of items.entries()) {
    if (out.length > looked) {
      places ??= new Map(items.map((each, at) => [eventOf(each).eventId, at]));
      for (const id of out.slice(looked)) {
        if ((places.get(id) ?? -1) < place - 1) return;
        skipped.add(id);
      }
      looked = out.length;
    }
    if (!skipped.has(eventOf(item).eventId)) yield item;
  }
}

function* unknownThing(
  category: Category,
  stored: readonly StreamEvent[],
  offered: readonly StreamEvent[],
  out: readonly string[],
): Generator<Refused> {
  if (stored.length > 0 || offered.length === 0) return;
  const unknown = UNKNOWN[category];
  const opened = unknown
    ? offered.some(({ type }) => OPENING.has(type))
    : offered.some((event) => !speaksOfAnother(event));
  if (opened) return;
  for (const { eventId } of stillIn(offered, itself, out))
    yield refusedAt(eventId, refuse(unknown ?? 'stream-unknown', 'Nothing is recorded of it yet.'));
}

const speaksOfAnother = ({ type }: StreamEvent): boolean => type === 'EventRetracted' || type === 'EvidenceAdded';

/** Retractions and evidence name an event of the stream, and one that they may name. */
function* speaksWell(
  stored: readonly StreamEvent[],
  offered: readonly StreamEvent[],
  out: readonly string[],
): Generator<Refused> {
  if (!offered.some(speaksOfAnother)) return;
  const events = new Map(stored.map((event) => [event.eventId, event]));
  const retracted = new Set(
    stored.flatMap((event) => (event.type === 'EventRetracted' ? [(event.data as EventRetracted).eventId] : [])),
  );
  const next = new Map(offered.map((event, i) => [event, offered[i + 1]]));
  for (const event of stillIn(offered, itself, out)) {
    if (speaksOfAnother(event)) {
      const { eventId } = event.data as EventRetracted | EvidenceAdded;
      const refusal =
        event.type === 'EventRetracted'
          ? retraction(events.get(eventId), eventId, retracted, next.get(event))
          : proof(events.get(eventId), eventId, retracted);
      if (refusal) {
        yield refusedAt(event.eventId, refusal);
        continue;
      }
      if (event.type === 'EventRetracted') retracted.add(eventId);
    }
    events.set(event.eventId, event);
  }
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

function* timeline(
  decider: Decider<StreamEvent, unknown>,
  stored: readonly StreamEvent[],
  offered: readonly StreamEvent[],
  out: readonly string[],
): Generator<Refused> {
  const facts = effectiveFacts([...stored, ...offered]);
  let unfit: ReadonlySet<number> | undefined;
  let before: string | undefined;
  let state = decider.initial;
  for (const fact of stillIn(facts, eventOf, out)) {
    const { event, index } = fact;
    const isOffered = index >= stored.length;
    const refusal = decider.decide(event, state);
    if (refusal && isOffered) {
      yield refusedAt(event.eventId, refusal);
      continue;
    }
    if (refusal && !(unfit ??= unfitBefore(decider, stored)).has(index)) {
      yield { refusal: groundLost(fact, refusal), by: before };
      return;
    }
    if (isOffered) before = event.eventId;
    state = decider.evolve(state, event);
  }
}

const itself = (event: StreamEvent): StreamEvent => event;
const eventOf = ({ event }: Fact): StreamEvent => event;
const refusedAt = (eventId: string, refusal: Refusal): Refused => ({ refusal: { ...refusal, eventId }, by: eventId });

/**
 * The facts of a stream that don't fit any more, by their index: what other streams said when they were recorded may have
 * been corrected since. That is not the doing of what is offered now.
 */
function unfitBefore(decider: Decider<StreamEvent, unknown>, stored: readonly StreamEvent[]): ReadonlySet<number> {
  const unfit = new Set<number>();
  let state = decider.initial;
  for (const { event, index } of effectiveFacts(stored)) {
    if (decider.decide(event, state)) unfit.add(index);
    state = decider.evolve(state, event);
  }
  return unfit;
}
