// The catalogue of events: where each belongs, which date makes it effective, and its schema.
import type { z } from 'zod';
import { dayOf, type Day } from '../../projections/calendar.js';
import {
  activityCancelled,
  activityCompleted,
  activityPlanned,
  activityRescheduled,
} from './activity/activity.events.js';
import { allianceEstablished, officialRegistrationPublished } from './alliance/alliance.events.js';
import { surveyAnswered } from './answer/answer.events.js';
import { eventRetracted, evidenceAdded } from './any-stream.events.js';
import { CATEGORIES, type Category, type StreamName } from './categories.js';
import { examples, type EventType } from './event-examples.js';
import { baselineRevised, frameworkAdopted, targetRevised } from './framework/framework.events.js';
import { valueReported } from './measurement/measurement.events.js';
import { memberDetailsChanged, memberJoined, memberLeft } from './member/member.events.js';
import {
  narrativeWritten,
  reportApproved,
  reportReturned,
  reportSealed,
  reportSubmitted,
} from './month/month.events.js';
import { mouExtended, mouProposed, mouSigned, mouTerminated, mouWithdrawn } from './mou/mou.events.js';
import { platformReleased } from './platform/platform.events.js';
import {
  recommendationPublished,
  recommendationRevised,
  recommendationWithdrawn,
} from './recommendation/recommendation.events.js';
import { stakeholderContacted, stakeholderIdentified } from './stakeholder/stakeholder.events.js';
import { surveyClosed, surveyOpened } from './survey/survey.events.js';
import {
  thematicGroupFormed,
  thematicGroupJoined,
  thematicGroupLeaderElected,
} from './thematic-group/thematic-group.events.js';

/** A schema version that is no longer the newest of its type. */
export interface OlderVersion {
  readonly version: number;
  readonly schema: z.ZodType;
  /** Turns data of this version into that of the next one. */
  readonly upcast: (data: object) => object;
}

export interface EventDefinition {
  readonly type: string;
  /** The categories of streams that it belongs into. */
  readonly categories: readonly Category[];
  /** The field of its data that says when it happened; a retraction has none. */
  readonly effectiveField: string | undefined;
  /** Newest version of its schema. */
  readonly version: number;
  readonly schema: z.ZodType;
  /** Versions before, the newest first: what was recorded or is still sent in them is read as the newest. */
  readonly older: readonly OlderVersion[];
  /** Fields of its data that must be the ids in the stream's name: the thing's, and a response's. */
  readonly idField: string | undefined;
  readonly responseField: string | undefined;
  /** Data that the schema takes. */
  readonly example: object;
}

function define(
  type: EventType,
  categories: Category | readonly Category[],
  effectiveField: string | undefined,
  schema: z.ZodType,
  idField?: string,
  responseField?: string,
): EventDefinition {
  return {
    type,
    categories: typeof categories === 'string' ? [categories] : categories,
    effectiveField,
    version: 1,
    schema,
    older: [],
    idField,
    responseField,
    example: examples[type],
  };
}

const definitions: readonly EventDefinition[] = [
  define('AllianceEstablished', 'alliance', 'startsOn', allianceEstablished),
  define('OfficialRegistrationPublished', 'alliance', 'publishedOn', officialRegistrationPublished),
  define('FrameworkAdopted', 'framework', 'adoptedOn', frameworkAdopted),
  define('BaselineRevised', 'framework', 'revisedOn', baselineRevised),
  define('TargetRevised', 'framework', 'revisedOn', targetRevised),
  define('MemberJoined', 'member', 'joinedOn', memberJoined, 'memberId'),
  define('MemberDetailsChanged', 'member', 'changedOn', memberDetailsChanged),
  define('MemberLeft', 'member', 'leftOn', memberLeft),
  define('MouProposed', 'mou', 'proposedOn', mouProposed, 'mouId'),
  define('MouSigned', 'mou', 'signedOn', mouSigned),
  define('MouExtended', 'mou', 'agreedOn', mouExtended),
  define('MouTerminated', 'mou', 'terminatedOn', mouTerminated),
  define('MouWithdrawn', 'mou', 'withdrawnOn', mouWithdrawn),
  define('RecommendationPublished', 'recommendation', 'publishedOn', recommendationPublished, 'recommendationId'),
  define('RecommendationRevised', 'recommendation', 'revisedOn', recommendationRevised),
  define('RecommendationWithdrawn', 'recommendation', 'withdrawnOn', recommendationWithdrawn),
  define('SurveyOpened', 'survey', 'openedOn', surveyOpened, 'surveyId'),
  define('SurveyClosed', 'survey', 'closedOn', surveyClosed),
  define('SurveyAnswered', 'answer', 'answeredOn', surveyAnswered, 'surveyId', 'responseId'),
  define('PlatformReleased', 'platform', 'releasedOn', platformReleased),
  define('ActivityPlanned', 'activity', 'plannedOn', activityPlanned, 'activityId'),
  define('ActivityRescheduled', 'activity', 'revisedOn', activityRescheduled),
  define('ActivityCompleted', 'activity', 'completedOn', activityCompleted),
  define('ActivityCancelled', 'activity', 'cancelledOn', activityCancelled),
  define('StakeholderIdentified', 'stakeholder', 'identifiedOn', stakeholderIdentified, 'stakeholderId'),
  define('StakeholderContacted', 'stakeholder', 'contactedOn', stakeholderContacted),
  define('ThematicGroupFormed', 'thematicGroup', 'formedOn', thematicGroupFormed, 'groupId'),
  define('ThematicGroupLeaderElected', 'thematicGroup', 'electedOn', thematicGroupLeaderElected),
  define('ThematicGroupJoined', 'thematicGroup', 'joinedOn', thematicGroupJoined),
  define('ValueReported', 'measurement', 'measuredOn', valueReported, 'indicatorId'),
  define('NarrativeWritten', 'month', 'writtenOn', narrativeWritten),
  define('ReportSubmitted', 'month', 'submittedOn', reportSubmitted),
  define('ReportReturned', 'month', 'returnedOn', reportReturned),
  define('ReportApproved', 'month', 'approvedOn', reportApproved),
  define('ReportSealed', 'month', 'sealedOn', reportSealed),
  define('EvidenceAdded', CATEGORIES, 'addedOn', evidenceAdded),
  define('EventRetracted', CATEGORIES, undefined, eventRetracted),
];

const byType: ReadonlyMap<string, EventDefinition> = new Map(definitions.map((each) => [each.type, each]));
/** Asked for each event of a log: a map of its own is faster than a way through the definition. */
const effectiveFields: ReadonlyMap<string, string | undefined> = new Map(
  definitions.map((each) => [each.type, each.effectiveField]),
);

export const EVENT_TYPES: readonly string[] = definitions.map(({ type }) => type);

export function eventDefinition(type: string): EventDefinition | undefined {
  return byType.get(type);
}

/** The day on which a recorded event happened in the world; for an event that has one. */
export function effectiveDayOf({ type, data }: { readonly type: string; readonly data: object }): Day {
  const field = effectiveFields.get(type);
  if (field === undefined) throw new Error(`${type} has no effective date`);
  return dayOf((data as Record<string, string>)[field] as string);
}

/** The ids of a stream that the data of its event must repeat, by field. */
export function idsInData({ idField, responseField }: EventDefinition, name: StreamName): Record<string, string> {
  const ids: Record<string, string> = {};
  if (idField !== undefined && name.id !== undefined) ids[idField] = name.id;
  if (responseField !== undefined && name.responseId !== undefined) ids[responseField] = name.responseId;
  return ids;
}
