// The facts that forms record: where each is sent, and its fields in the order in which they are asked.
import type { Card } from './recording.api.js';

export type FieldKind =
  | 'name'
  | 'text'
  | 'date'
  | 'url'
  | 'tag'
  | 'month'
  | 'number'
  | 'id'
  | 'list'
  | 'category'
  | 'agentType'
  | 'country'
  | 'member'
  | 'party'
  | 'parties'
  | 'questions'
  | 'scale'
  | 'question'
  | 'yesNo'
  | 'indicator'
  | 'value'
  | 'evidence';

export interface FactField {
  readonly name: string;
  readonly kind: FieldKind;
  readonly required?: boolean;
  /** An id is proposed from this field. */
  readonly from?: string;
  /** A key of `text.recording.hints`. */
  readonly hint?: 'organisationId' | 'list' | 'month' | 'satisfied' | 'invited' | 'language' | 'expiresOn' | 'id';
  /** Free text in which people might be named. */
  readonly freeText?: boolean;
  /** Starts as what the thing has now. */
  readonly keeps?: boolean;
}

export type ThingCategory =
  'member' | 'mou' | 'recommendation' | 'survey' | 'activity' | 'stakeholder' | 'thematicGroup';

export interface FactType {
  readonly type: string;
  /** Below the alliance's path; `:id` stands for the thing's. */
  readonly path: string;
  readonly fields: readonly FactField[];
  /** The field with the effective date; it starts as today. */
  readonly on: string;
  /** The id of the new thing, where the fact begins one. */
  readonly begins?: { readonly category: ThingCategory; readonly idField: string };
}

const date = (name: string): FactField => ({ name, kind: 'date', required: true });
const name = (field: string): FactField => ({ name: field, kind: 'name', required: true, freeText: true });
const reason = (required: boolean): FactField => ({ name: 'reason', kind: 'text', freeText: true, required });
const url: FactField = { name: 'url', kind: 'url' };
const topics: FactField = { name: 'topics', kind: 'list', hint: 'list', freeText: true };
const idFrom = (field: string, from: string, hint: 'id' | 'organisationId' = 'id'): FactField => ({
  ...{ name: field, kind: 'id', required: true, from, hint },
});
const member: FactField = { name: 'memberId', kind: 'member', required: true };

const all: readonly FactType[] = [
  {
    type: 'MemberJoined',
    path: 'members',
    on: 'joinedOn',
    begins: { category: 'member', idField: 'memberId' },
    fields: [
      name('name'),
      idFrom('memberId', 'name', 'organisationId'),
      { name: 'category', kind: 'category', required: true },
      { name: 'agentType', kind: 'agentType', required: true },
      { name: 'country', kind: 'country', required: true },
      date('joinedOn'),
    ],
  },
  {
    type: 'MemberDetailsChanged',
    path: 'members/:id/changes',
    on: 'changedOn',
    fields: [
      { name: 'name', kind: 'name', freeText: true, keeps: true },
      { name: 'category', kind: 'category', keeps: true },
      { name: 'agentType', kind: 'agentType', keeps: true },
      { name: 'country', kind: 'country', keeps: true },
      date('changedOn'),
    ],
  },
  { type: 'MemberLeft', path: 'members/:id/departure', on: 'leftOn', fields: [date('leftOn'), reason(false)] },
  {
    type: 'MouProposed',
    path: 'mous',
    on: 'proposedOn',
    begins: { category: 'mou', idField: 'mouId' },
    fields: [
      name('title'),
      idFrom('mouId', 'title'),
      { name: 'parties', kind: 'parties', required: true },
      topics,
      date('proposedOn'),
      { name: 'confidential', kind: 'yesNo' },
    ],
  },
  {
    type: 'MouSigned',
    path: 'mous/:id/signatures',
    on: 'signedOn',
    fields: [{ name: 'partyId', kind: 'party', required: true }, date('signedOn')],
  },
  {
    type: 'MouExtended',
    path: 'mous/:id/extension',
    on: 'agreedOn',
    fields: [{ ...date('expiresOn'), hint: 'expiresOn' }, date('agreedOn')],
  },
  {
    type: 'MouTerminated',
    path: 'mous/:id/termination',
    on: 'terminatedOn',
    fields: [{ name: 'byPartyId', kind: 'party', required: true }, date('terminatedOn'), reason(false)],
  },
  {
    type: 'MouWithdrawn',
    path: 'mous/:id/withdrawal',
    on: 'withdrawnOn',
    fields: [date('withdrawnOn'), reason(false)],
  },
  {
    type: 'RecommendationPublished',
    path: 'recommendations',
    on: 'publishedOn',
    begins: { category: 'recommendation', idField: 'recommendationId' },
    fields: [
      name('title'),
      idFrom('recommendationId', 'title'),
      { name: 'audience', kind: 'list', required: true, hint: 'list', freeText: true },
      date('publishedOn'),
      { name: 'language', kind: 'tag', hint: 'language' },
      url,
    ],
  },
  {
    type: 'RecommendationRevised',
    path: 'recommendations/:id/revisions',
    on: 'revisedOn',
    fields: [{ name: 'edition', kind: 'name', required: true }, date('revisedOn'), url],
  },
  {
    type: 'RecommendationWithdrawn',
    path: 'recommendations/:id/withdrawal',
    on: 'withdrawnOn',
    fields: [date('withdrawnOn'), reason(true)],
  },
  {
    type: 'SurveyOpened',
    path: 'surveys',
    on: 'openedOn',
    begins: { category: 'survey', idField: 'surveyId' },
    fields: [
      name('title'),
      idFrom('surveyId', 'title'),
      date('openedOn'),
      date('closesOn'),
      { name: 'invited', kind: 'number', required: true, hint: 'invited' },
      { name: 'questions', kind: 'questions', required: true },
      { name: 'scale', kind: 'scale', required: true },
      { name: 'satisfactionQuestion', kind: 'question', hint: 'satisfied' },
      { name: 'satisfiedFrom', kind: 'number' },
    ],
  },
  { type: 'SurveyClosed', path: 'surveys/:id/closing', on: 'closedOn', fields: [date('closedOn')] },
  {
    type: 'ActivityPlanned',
    path: 'activities',
    on: 'plannedOn',
    begins: { category: 'activity', idField: 'activityId' },
    fields: [
      name('title'),
      idFrom('activityId', 'title'),
      { name: 'workPackage', kind: 'number', required: true },
      { name: 'start', kind: 'month', hint: 'month' },
      { name: 'end', kind: 'month', hint: 'month' },
      { name: 'responsible', kind: 'name', freeText: true },
      date('plannedOn'),
    ],
  },
  {
    type: 'ActivityRescheduled',
    path: 'activities/:id/rescheduling',
    on: 'revisedOn',
    fields: [
      { name: 'start', kind: 'month', hint: 'month', keeps: true },
      { name: 'end', kind: 'month', hint: 'month', keeps: true },
      date('revisedOn'),
      reason(true),
    ],
  },
  { type: 'ActivityCompleted', path: 'activities/:id/completion', on: 'completedOn', fields: [date('completedOn')] },
  {
    type: 'ActivityCancelled',
    path: 'activities/:id/cancellation',
    on: 'cancelledOn',
    fields: [date('cancelledOn'), reason(true)],
  },
  {
    type: 'StakeholderIdentified',
    path: 'stakeholders',
    on: 'identifiedOn',
    begins: { category: 'stakeholder', idField: 'stakeholderId' },
    fields: [
      name('name'),
      idFrom('stakeholderId', 'name', 'organisationId'),
      { name: 'agentType', kind: 'agentType' },
      { name: 'country', kind: 'country' },
      { name: 'description', kind: 'text', freeText: true },
      date('identifiedOn'),
    ],
  },
  {
    type: 'StakeholderContacted',
    path: 'stakeholders/:id/contacts',
    on: 'contactedOn',
    fields: [
      { name: 'channel', kind: 'name', required: true, freeText: true },
      date('contactedOn'),
      { name: 'outcome', kind: 'text', freeText: true },
    ],
  },
  {
    type: 'ThematicGroupFormed',
    path: 'thematic-groups',
    on: 'formedOn',
    begins: { category: 'thematicGroup', idField: 'groupId' },
    fields: [name('title'), idFrom('groupId', 'title'), topics, date('formedOn')],
  },
  {
    type: 'ThematicGroupLeaderElected',
    path: 'thematic-groups/:id/leader',
    on: 'electedOn',
    fields: [member, date('electedOn')],
  },
  {
    type: 'ThematicGroupJoined',
    path: 'thematic-groups/:id/members',
    on: 'joinedOn',
    fields: [member, date('joinedOn')],
  },
  {
    type: 'OfficialRegistrationPublished',
    path: 'registration',
    on: 'publishedOn',
    fields: [
      { ...name('journal'), freeText: false },
      { name: 'reference', kind: 'name', required: true },
      date('publishedOn'),
      url,
    ],
  },
  {
    type: 'PlatformReleased',
    path: 'platform-releases',
    on: 'releasedOn',
    fields: [{ name: 'version', kind: 'name', required: true }, date('releasedOn'), url],
  },
  {
    type: 'ValueReported',
    path: 'measurements',
    on: 'measuredOn',
    fields: [
      { name: 'indicatorId', kind: 'indicator', required: true },
      { name: 'value', kind: 'value', required: true },
      date('measuredOn'),
      { name: 'note', kind: 'text', freeText: true },
    ],
  },
];

const EVIDENCE: FactField = { name: 'evidence', kind: 'evidence' };

const byType = new Map(all.map((each) => [each.type, { ...each, fields: [...each.fields, EVIDENCE] }]));

export const factTypes: readonly FactType[] = [...byType.values()];

/** Undefined for facts that no form records. */
export function factType(type: string): FactType | undefined {
  return byType.get(type);
}

/** The facts that may come next for a thing as it stands, the likeliest first. */
export function nextSteps(category: ThingCategory, { status }: Card): readonly string[] {
  switch (category) {
    case 'member':
      return status === 'member' ? ['MemberDetailsChanged', 'MemberLeft'] : ['MemberJoined'];
    case 'mou':
      if (status === 'proposed') return ['MouSigned', 'MouWithdrawn'];
      return status === 'inForce' ? ['MouExtended', 'MouTerminated'] : [];
    case 'recommendation':
      return status === 'published'
        ? ['RecommendationRevised', 'RecommendationWithdrawn']
        : ['RecommendationPublished'];
    case 'survey':
      return status === 'open' ? ['SurveyClosed'] : [];
    case 'activity':
      return status === 'planned' ? ['ActivityCompleted', 'ActivityRescheduled', 'ActivityCancelled'] : [];
    case 'stakeholder':
      return ['StakeholderContacted'];
    case 'thematicGroup':
      return ['ThematicGroupJoined', 'ThematicGroupLeaderElected'];
  }
}
