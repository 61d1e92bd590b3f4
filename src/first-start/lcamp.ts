// What is known of LCAMP from its annual plan, as events: the alliance, its framework, the organisations and the
// activities that the plan lists. Nobody has joined or signed as far as the plan says, so no such event is made.
import { allianceStream, frameworkStream, streamName } from '../domain/categories.js';
import type { ActivityPlanned } from '../domain/activity/activity.events.js';
import type { AllianceEstablished } from '../domain/alliance/alliance.events.js';
import type { FrameworkAdopted } from '../domain/framework/framework.events.js';
import type { StakeholderIdentified } from '../domain/stakeholder/stakeholder.events.js';
import { eventIdFor, type FirstStartEvent } from './first-start-event.js';
import { frameworkFor } from './framework-for.js';
import {
  listedActivities,
  listedPartners,
  listedStakeholders,
  type ListedActivity,
  type ListedPartner,
  type ListedStakeholder,
} from './plan-lists.js';
import { agentTypeOf, countryOf } from './plan-vocabulary.js';
import { slug } from './slug.js';

export const LCAMP = 'lcamp';

const STARTS_ON = '2022-06-15';
/** Date of the plan's version 2: what it lists was identified and planned by then. */
const PLAN_DATED = '2023-06-01';

const established: AllianceEstablished = {
  name: 'Learner Centric Advanced Manufacturing Platform for CoVEs',
  acronym: 'LCAMP',
  startsOn: STARTS_ON,
  endsOn: '2026-06-15',
  coordinator: 'TKNIKA',
  timeZone: 'Europe/Brussels',
  grant: { amount: 3_999_988, currency: 'EUR' },
};

/** LCAMP's first events, one append, recorded at `recordedAt` (RFC 3339 in UTC): the time of the first start. */
export function lcampEvents(recordedAt: string): readonly FirstStartEvent[] {
  const adopted: FrameworkAdopted = { adoptedOn: STARTS_ON, framework: frameworkFor(LCAMP) };
  const event = (stream: string, type: string, data: object): FirstStartEvent => ({
    stream,
    type,
    eventId: eventIdFor(stream, type, 0),
    data,
    recordedAt,
    append: 0,
  });
  return [
    event(allianceStream(LCAMP), 'AllianceEstablished', established),
    event(frameworkStream(LCAMP), 'FrameworkAdopted', adopted),
    ...organisations().map((data) =>
      event(streamName('stakeholder', LCAMP, data.stakeholderId), 'StakeholderIdentified', data),
    ),
    ...activities().map((data) => event(streamName('activity', LCAMP, data.activityId), 'ActivityPlanned', data)),
  ];
}

/** Partners, associates and Annex I; an organisation that stands in two lists comes once. */
function organisations(): StakeholderIdentified[] {
  const stakeholders = listedStakeholders();
  const alsoInAnnex = new Map(stakeholders.map((row) => [row.sameAs, row]));
  return [
    ...listedPartners().map((row) => partner(row, alsoInAnnex.get(row.no))),
    ...stakeholders.filter(({ sameAs }) => sameAs === '').map(annexRow),
  ];
}

function partner(row: ListedPartner, annex: ListedStakeholder | undefined): StakeholderIdentified {
  const { no, name, fullName, country, category, type, note } = row;
  const list = category === 'project partner' ? `Project partner ${no}` : `Associate partner ${no} (Figure 3)`;
  const printed = `${list}; type in the plan: ${type === '' ? `“${country}”, no other printed` : type}.`;
  const sentences = [
    printed,
    ...(note === '' ? [] : [`${note.charAt(0).toUpperCase()}${note.slice(1)}.`]),
    ...(annex ? [`Annex I, row ${annex.no}, as ${annex.name}: ${annex.description}`] : []),
  ];
  return {
    stakeholderId: slug(name),
    name: fullName === '' ? name : fullName,
    agentType: agentTypeOf(type, country),
    country: countryOf(country),
    description: sentences.join(' '),
    identifiedOn: PLAN_DATED,
  };
}

/** Annex I prints neither type nor country. */
function annexRow({ no, name, description }: ListedStakeholder): StakeholderIdentified {
  // Row 51 is printed without a name; its description begins with one.
  const unnamed = name === '';
  const shown = unnamed ? 'National Association of Manufacturers' : name.replace(/\.$/, '');
  const source = unnamed
    ? `Annex I, row ${no}; printed without a name, named here after its description.`
    : `Annex I, row ${no}.`;
  return {
    stakeholderId: slug(shown),
    name: shown,
    description: description === '' ? source : `${source} ${description}`,
    identifiedOn: PLAN_DATED,
  };
}

function activities(): ActivityPlanned[] {
  return listedActivities().map(({ workPackage, title, start, end, responsible }: ListedActivity) => ({
    activityId: slug(`wp${workPackage} ${title}`),
    workPackage,
    title,
    ...(start === '' ? {} : { start }),
    ...(end === '' ? {} : { end }),
    ...(responsible === '' ? {} : { responsible }),
    plannedOn: PLAN_DATED,
  }));
}
