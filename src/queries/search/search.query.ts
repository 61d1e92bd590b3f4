// "Where is …?" Looks for a name among all things of an alliance and in its framework.
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { heading } from '../indicators/indicators.query.js';
import { PointsInTime, type PointInTime } from '../point-in-time/point-in-time.js';
import type { Card, ThingCategory } from '../things/cards.js';
import { RecordedThings } from '../things/recorded-things.js';
import type { SearchRequest } from './search.request.js';
import { found, searchable, type FoundKind, type Named, type OrganisationRole, type Searchable } from './search.js';

const MOST = 50;

export class Search extends Query<unknown> {
  constructor(
    readonly allianceId: string,
    readonly request: SearchRequest,
  ) {
    super();
  }
}

@QueryHandler(Search)
export class SearchHandler implements IQueryHandler<Search> {
  /** While one types, the same things are looked through again and again. */
  private lately: { readonly key: string; readonly things: Promise<Searchable[]> } | undefined;

  constructor(
    private readonly points: PointsInTime,
    private readonly recorded: RecordedThings,
  ) {}

  async execute({ allianceId, request }: Search): Promise<unknown> {
    const point = this.points.resolve(allianceId, request);
    const all = found(request.q, await this.things(point));
    return { ...heading(point), found: all.slice(0, MOST), more: Math.max(0, all.length - MOST) };
  }

  private things(point: PointInTime): Promise<Searchable[]> {
    const { allianceId, at, count } = point;
    const key = `${allianceId} ${at} ${count}`;
    if (this.lately?.key === key) return this.lately.things;
    const things = this.namedThings(point).then(searchable);
    this.lately = { key, things };
    things.catch(() => (this.lately = undefined));
    return things;
  }

  private async namedThings(point: PointInTime): Promise<Named[]> {
    const cards = (category: ThingCategory): Promise<readonly Card[]> => this.recorded.cards(category, point);
    const mous = await cards('mou');
    const framework = point.view?.framework.at(point.at);
    return [
      ...organisations(point.allianceId, await cards('member'), await cards('stakeholder'), mous),
      ...named('mou', mous, 'mouId'),
      ...named('recommendation', await cards('recommendation'), 'recommendationId'),
      ...named('survey', await cards('survey'), 'surveyId'),
      ...named('activity', await cards('activity'), 'activityId'),
      ...named('thematicGroup', await cards('thematicGroup'), 'groupId'),
      ...inFramework('indicator', framework?.indicators ?? []),
      ...inFramework('milestone', framework?.milestones ?? []),
    ];
  }
}

/** One entry for each organisation, whatever it is to the alliance; the alliance itself is none of them. */
function organisations(
  allianceId: string,
  members: readonly Card[],
  stakeholders: readonly Card[],
  mous: readonly Card[],
): Named[] {
  const byId = new Map<string, { name: string; roles: Set<OrganisationRole> }>();
  const add = (id: unknown, name: unknown, role: OrganisationRole): void => {
    if (typeof id !== 'string' || typeof name !== 'string' || id === allianceId) return;
    const known = byId.get(id) ?? { name, roles: new Set() };
    known.roles.add(role);
    byId.set(id, known);
  };
  for (const { memberId, name, status } of members) add(memberId, name, status === 'left' ? 'formerMember' : 'member');
  for (const { stakeholderId, name } of stakeholders) add(stakeholderId, name, 'stakeholder');
  for (const { parties } of mous) {
    for (const { partyId, name } of parties as readonly Card[]) add(partyId, name, 'party');
  }
  return [...byId].map(([id, { name, roles }]) => ({ kind: 'organisation', id, name, roles: [...roles] }));
}

function named(kind: FoundKind, cards: readonly Card[], idField: string): Named[] {
  return cards.map((card) => ({ kind, id: String(card[idField]), name: String(card['title']) }));
}

function inFramework(kind: FoundKind, things: readonly { readonly id: string; readonly title: string }[]): Named[] {
  return things.map(({ id, title }) => ({ kind, id, name: title }));
}
