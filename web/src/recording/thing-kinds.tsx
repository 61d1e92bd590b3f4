// The kinds of things that have a list and a page: where they stand, and what of them is shown.
import type { ComponentChildren } from 'preact';
import { listedHref } from '../address.js';
import type { Column } from '../components/data-table.js';
import { fieldLabel } from '../facts/fact-words.js';
import { countryName, writeDate } from '../figure-text.js';
import { text } from '../text.js';
import type { ThingCategory } from './fact-types.js';
import { statusWords } from './form-words.js';
import type { Card, Party, Thing } from './recording.api.js';
import { StateBadge } from './state-badge.js';

export interface ThingKind {
  readonly category: ThingCategory;
  /** Segment of the address, here and below the alliance in the API. */
  readonly path: string;
  /** Name of the list in the answer. */
  readonly list: string;
  readonly idField: string;
  /** The field that names it. */
  readonly nameField: 'name' | 'title';
  /** The fact that begins one. */
  readonly begins: string;
  /** The fields of its page, in order. */
  readonly details: readonly string[];
  /** Columns of its list besides name and state. */
  readonly columns: (allianceId: string) => readonly Column<Card>[];
  readonly sortedBy: { readonly key: string; readonly ascending: boolean };
}

const word = (card: Card, field: string): string | null => {
  const value = card[field];
  return typeof value === 'string' ? value : null;
};

function field(type: string, name: string, write: (value: string) => string): Column<Card> {
  return {
    key: name,
    header: fieldLabel(type, name),
    value: (card) => {
      const value = word(card, name);
      return value === null ? null : write(value);
    },
  };
}

/** Sorts and leaves as a date; is shown in words. */
function dateColumn(type: string, name: string): Column<Card> {
  return {
    key: name,
    header: fieldLabel(type, name),
    value: (card) => word(card, name),
    cell: (card) => {
      const value = word(card, name);
      return value === null ? text.none : <span class="nowrap">{writeDate(value)}</span>;
    },
  };
}

const same = (value: string): string => value;
const category = (type: string): Column<Card> => field(type, 'category', (value) => text.categories[value] ?? value);
const agentType = (type: string): Column<Card> => field(type, 'agentType', (value) => text.agentTypes[value] ?? value);
const country = (type: string): Column<Card> => field(type, 'country', countryName);

const otherParties = (card: Card, allianceId: string): string =>
  ((card['parties'] ?? []) as readonly Party[])
    .filter(({ partyId }) => partyId !== allianceId)
    .map(({ name }) => name)
    .join(', ');

const signatures: Column<Card> = {
  key: 'signatures',
  get header() {
    return text.recording.list.signatures;
  },
  value: (card) => {
    const parties = (card['parties'] ?? []) as readonly Party[];
    const open = parties.filter(({ signedOn }) => !signedOn);
    const { signed, toSign } = text.recording.list;
    const counted = signed(parties.length - open.length, parties.length);
    return card.status === 'proposed' && open.length < parties.length
      ? `${counted}. ${toSign(open.map(({ name }) => name).join(', '))}`
      : counted;
  },
};

const kinds: readonly ThingKind[] = [
  {
    ...{ category: 'member', path: 'members', list: 'members', idField: 'memberId', nameField: 'name' },
    begins: 'MemberJoined',
    details: ['category', 'agentType', 'country', 'joinedOn', 'leftOn'],
    columns: () => [
      category('MemberJoined'),
      agentType('MemberJoined'),
      country('MemberJoined'),
      dateColumn('MemberJoined', 'joinedOn'),
      dateColumn('MemberLeft', 'leftOn'),
    ],
    sortedBy: { key: 'name', ascending: true },
  },
  {
    ...{ category: 'mou', path: 'mous', list: 'mous', idField: 'mouId', nameField: 'title' },
    begins: 'MouProposed',
    details: ['topics', 'confidential', 'proposedOn', 'effectiveOn', 'endsOn'],
    columns: (allianceId) => [
      { key: 'parties', header: fieldLabel('MouProposed', 'parties'), value: (card) => otherParties(card, allianceId) },
      signatures,
      dateColumn('MouProposed', 'proposedOn'),
      dateColumn('MouProposed', 'effectiveOn'),
      dateColumn('MouProposed', 'endsOn'),
    ],
    sortedBy: { key: 'proposedOn', ascending: false },
  },
  {
    ...{ category: 'recommendation', path: 'recommendations', list: 'recommendations' },
    ...{ idField: 'recommendationId', nameField: 'title' },
    begins: 'RecommendationPublished',
    details: ['audience', 'publishedOn', 'edition', 'revisedOn', 'withdrawnOn', 'language', 'url'],
    columns: () => [
      {
        key: 'audience',
        header: fieldLabel('RecommendationPublished', 'audience'),
        value: (card) => ((card['audience'] ?? []) as readonly string[]).join(', '),
      },
      dateColumn('RecommendationPublished', 'publishedOn'),
      field('RecommendationRevised', 'edition', same),
    ],
    sortedBy: { key: 'publishedOn', ascending: false },
  },
  {
    ...{ category: 'survey', path: 'surveys', list: 'surveys', idField: 'surveyId', nameField: 'title' },
    begins: 'SurveyOpened',
    details: ['openedOn', 'closesOn', 'closedOn', 'invited', 'scale'],
    columns: () => [
      dateColumn('SurveyOpened', 'openedOn'),
      dateColumn('SurveyOpened', 'closesOn'),
      {
        key: 'responses',
        header: fieldLabel('SurveyOpened', 'responses'),
        value: (card) => {
          const [responses, invited] = [Number(card['responses'] ?? 0), Number(card['invited'] ?? 0)];
          return text.recording.list.answered(responses, invited);
        },
      },
    ],
    sortedBy: { key: 'openedOn', ascending: false },
  },
  {
    ...{ category: 'activity', path: 'activities', list: 'activities', idField: 'activityId', nameField: 'title' },
    begins: 'ActivityPlanned',
    details: ['workPackage', 'start', 'end', 'responsible', 'plannedOn', 'completedOn', 'cancelledOn'],
    columns: () => [
      {
        key: 'workPackage',
        header: fieldLabel('ActivityPlanned', 'workPackage'),
        value: (card) => Number(card['workPackage']),
        cell: (card) => text.recording.list.workPackage(Number(card['workPackage'])),
      },
      field('ActivityPlanned', 'start', same),
      field('ActivityPlanned', 'end', same),
      field('ActivityPlanned', 'responsible', same),
    ],
    sortedBy: { key: 'workPackage', ascending: true },
  },
  {
    ...{ category: 'stakeholder', path: 'stakeholders', list: 'stakeholders' },
    ...{ idField: 'stakeholderId', nameField: 'name' },
    begins: 'StakeholderIdentified',
    details: ['agentType', 'country', 'description', 'identifiedOn'],
    columns: () => [
      agentType('StakeholderIdentified'),
      country('StakeholderIdentified'),
      dateColumn('StakeholderIdentified', 'identifiedOn'),
      {
        key: 'contacts',
        header: fieldLabel('StakeholderContacted', 'contactedOn'),
        value: (card) => {
          const contacts = (card['contacts'] ?? []) as readonly { readonly contactedOn: string }[];
          return contacts.at(-1)?.contactedOn ?? null;
        },
        cell: (card) => {
          const contacts = (card['contacts'] ?? []) as readonly { readonly contactedOn: string }[];
          const last = contacts.at(-1);
          return last ? (
            <>
              <span class="nowrap">{writeDate(last.contactedOn)}</span>{' '}
              <small class="nowrap">{text.recording.thing.contacts(contacts.length)}</small>
            </>
          ) : (
            text.none
          );
        },
      },
    ],
    sortedBy: { key: 'name', ascending: true },
  },
  {
    ...{ category: 'thematicGroup', path: 'thematic-groups', list: 'thematicGroups' },
    ...{ idField: 'groupId', nameField: 'title' },
    begins: 'ThematicGroupFormed',
    details: ['topics', 'formedOn', 'leader', 'members'],
    columns: () => [
      {
        key: 'topics',
        header: fieldLabel('ThematicGroupFormed', 'topics'),
        value: (card) => ((card['topics'] ?? []) as readonly string[]).join(', ') || null,
      },
      field('ThematicGroupFormed', 'leader', same),
      {
        key: 'members',
        header: fieldLabel('ThematicGroupFormed', 'members'),
        value: (card) => ((card['members'] ?? []) as readonly string[]).length,
        numeric: true,
      },
      dateColumn('ThematicGroupFormed', 'formedOn'),
    ],
    sortedBy: { key: 'title', ascending: true },
  },
];

export const thingKinds: ReadonlyMap<ThingCategory, ThingKind> = new Map(kinds.map((each) => [each.category, each]));

export function kindOf(category: ThingCategory): ThingKind {
  const kind = thingKinds.get(category);
  if (!kind) throw new Error(`no kind ${category}`);
  return kind;
}

export function kindAt(path: string): ThingKind | undefined {
  return kinds.find((each) => each.path === path);
}

export const idOf = ({ idField }: ThingKind, card: Card): string => String(card[idField]);
export const nameOf = (kind: ThingKind, card: Card): string => word(card, kind.nameField) ?? idOf(kind, card);

/** The name of a thing on its page: the one that it has or, where all is taken back, had last. */
export function lastNameOf({ nameField }: ThingKind, id: string, thing: Thing): string {
  const named = thing.history.findLast(({ data }) => typeof data[nameField] === 'string');
  return word(thing, nameField) ?? word(named?.data ?? {}, nameField) ?? id;
}

/** Name with a link, state as word and colour, then the kind's own columns. */
export function columnsOf(kind: ThingKind, allianceId: string, query: string): readonly Column<Card>[] {
  const { nameField, begins } = kind;
  const named: Column<Card> = {
    key: nameField,
    header: nameField === 'name' ? fieldLabel('list', nameField) : fieldLabel(begins, nameField),
    value: (card) => nameOf(kind, card),
    cell: (card): ComponentChildren => (
      <a href={listedHref(allianceId, kind.path, idOf(kind, card)) + query}>{nameOf(kind, card)}</a>
    ),
  };
  const state: Column<Card> = {
    key: 'status',
    header: fieldLabel(begins, 'status'),
    value: (card) => statusWords(card.status),
    cell: (card) => <StateBadge status={card.status} />,
  };
  return [named, ...(kind.category === 'thematicGroup' ? [] : [state]), ...kind.columns(allianceId)];
}
