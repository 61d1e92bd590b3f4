// "What do we have to do with this organisation?" All that is recorded of it, over members, stakeholders, MoUs,
// activities and thematic groups, and everything that has happened with it.
import { Query, QueryBus, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isoDate } from '../../../projections/calendar.js';
import { ProblemError } from '../../platform/problems.js';
import { heading } from '../indicators/indicators.query.js';
import type { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';
import { PointsInTime, type PointInTime } from '../point-in-time/point-in-time.js';
import type { Card, ThingCategory } from '../things/cards.js';
import { RecordedThings } from '../things/recorded-things.js';
import { GetThing } from '../things/things.query.js';

export class GetOrganisation extends Query<unknown> {
  constructor(
    readonly allianceId: string,
    readonly organisationId: string,
    readonly point: PointInTimeRequest,
  ) {
    super();
  }
}

/** A thing that the organisation has a part in. */
interface Part {
  readonly category: ThingCategory;
  readonly id: string;
  readonly title: string;
}

interface HistoryEntry {
  readonly eventId: string;
  readonly position: string;
  readonly recordedAt: string;
  readonly effectiveOn?: string;
  readonly data: { readonly memberId?: string; readonly eventId?: string };
}

@QueryHandler(GetOrganisation)
export class GetOrganisationHandler implements IQueryHandler<GetOrganisation> {
  constructor(
    private readonly points: PointsInTime,
    private readonly recorded: RecordedThings,
    private readonly queries: QueryBus,
  ) {}

  async execute({ allianceId, organisationId, point }: GetOrganisation): Promise<unknown> {
    const found = this.points.resolve(allianceId, point);
    const cards = (category: ThingCategory): Promise<readonly Card[]> => this.recorded.cards(category, found);
    const member = (await cards('member')).find(({ memberId }) => memberId === organisationId);
    const stakeholder = (await cards('stakeholder')).find(({ stakeholderId }) => stakeholderId === organisationId);
    const mous = (await cards('mou')).filter((mou) => partyOf(mou, organisationId));
    const party = mous.map((mou) => partyOf(mou, organisationId)).at(-1);
    const name = [member, stakeholder, party].map((each) => each?.['name']).find((each) => each !== undefined);
    if (typeof name !== 'string') {
      const detail = `Nothing is recorded of an organisation "${organisationId}".`;
      throw new ProblemError({ code: 'organisation-unknown', detail });
    }
    const activities = (await cards('activity')).filter(({ responsible }) =>
      [organisationId, name].some((each) => same(each, responsible)),
    );
    const groups = (await cards('thematicGroup')).filter(
      ({ leader, members }) => leader === organisationId || (members as readonly string[]).includes(organisationId),
    );
    const parts = [
      ...(member ? [partIn('member', member, 'memberId', 'name')] : []),
      ...(stakeholder ? [partIn('stakeholder', stakeholder, 'stakeholderId', 'name')] : []),
      ...mous.map((each) => partIn('mou', each, 'mouId', 'title')),
      ...activities.map((each) => partIn('activity', each, 'activityId', 'title')),
      ...groups.map((each) => partIn('thematicGroup', each, 'groupId', 'title')),
    ];
    return {
      ...heading(found),
      organisationId,
      name,
      country: [member, stakeholder, party].map((each) => each?.['country']).find((each) => each !== undefined) ?? null,
      member: member ?? null,
      stakeholder: stakeholder ?? null,
      mous,
      activities,
      thematicGroups: groups,
      history: await this.history(found, organisationId, { ...point, asOf: found.asOf }, parts),
    };
  }

  /** What happened, the newest first; what lies after the day looked at is not told yet. */
  private async history(
    { allianceId, at }: PointInTime,
    organisationId: string,
    point: PointInTimeRequest,
    parts: readonly Part[],
  ): Promise<unknown[]> {
    const pages = await Promise.all(
      parts.map(async ({ category, id, title }) => {
        const { card } = await this.queries.execute(new GetThing(allianceId, category, id, point));
        const entries = card['history'] as readonly HistoryEntry[];
        return concerning(organisationId, isoDate(at), entries).map((entry) => ({
          ...entry,
          about: { category, id, title },
        }));
      }),
    );
    const dayOf = ({ effectiveOn, recordedAt }: HistoryEntry): string => effectiveOn ?? recordedAt.slice(0, 10);
    return pages
      .flat()
      .sort((a, b) => dayOf(b).localeCompare(dayOf(a)) || Number(BigInt(b.position) - BigInt(a.position)));
  }
}

/** Without what a thematic group records of its other members, and what happens after the day looked at (ISO 8601). */
function concerning(organisationId: string, at: string, entries: readonly HistoryEntry[]): readonly HistoryEntry[] {
  const others = new Set(
    entries.flatMap(({ eventId, effectiveOn = at, data: { memberId = organisationId } }) =>
      memberId === organisationId && effectiveOn <= at ? [] : [eventId],
    ),
  );
  return entries.filter(({ eventId, data }) => !others.has(eventId) && !others.has(data.eventId ?? ''));
}

function partyOf({ parties }: Card, organisationId: string): Card | undefined {
  return (parties as readonly Card[]).find(({ partyId }) => partyId === organisationId);
}

function partIn(category: ThingCategory, card: Card, idField: string, titleField: string): Part {
  return { category, id: String(card[idField]), title: String(card[titleField]) };
}

function same(one: string, other: unknown): boolean {
  return typeof other === 'string' && one.toLowerCase() === other.trim().toLowerCase();
}
