// "Which members (MoUs, surveys …) are there?" and "What happened to this one?"
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isoDate } from '../../../projections/calendar.js';
import { responsesTo } from '../../../projections/i5-satisfaction.js';
import { streamName } from '../../domain/categories.js';
import { eventDefinition } from '../../domain/events.js';
import { asStreamEvent } from '../../domain/timeline.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { ProblemError, type ProblemCode } from '../../platform/problems.js';
import type { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';
import { PointsInTime, type PointInTime } from '../point-in-time/point-in-time.js';
import type { Card, ThingCategory } from './cards.js';
import { cardBy, RecordedThings } from './recorded-things.js';

/** What a list of a category is called in its answer, and what one of them is, where it isn't there. */
const THINGS: Readonly<
  Record<ThingCategory, { readonly list: string; readonly one: string; readonly unknown: ProblemCode }>
> = {
  member: { list: 'members', one: 'member', unknown: 'member-unknown' },
  mou: { list: 'mous', one: 'MoU', unknown: 'mou-unknown' },
  recommendation: { list: 'recommendations', one: 'recommendation', unknown: 'recommendation-unknown' },
  survey: { list: 'surveys', one: 'survey', unknown: 'survey-unknown' },
  activity: { list: 'activities', one: 'activity', unknown: 'activity-unknown' },
  stakeholder: { list: 'stakeholders', one: 'stakeholder', unknown: 'stakeholder-unknown' },
  thematicGroup: { list: 'thematicGroups', one: 'thematic group', unknown: 'thematic-group-unknown' },
};

export class GetThings extends Query<unknown> {
  constructor(
    readonly allianceId: string,
    readonly category: ThingCategory,
    readonly point: PointInTimeRequest,
  ) {
    super();
  }
}

export interface ThingPage {
  readonly card: Card;
  /** Revision of its stream. */
  readonly revision: string;
}

export class GetThing extends Query<ThingPage> {
  constructor(
    readonly allianceId: string,
    readonly category: ThingCategory,
    readonly id: string,
    readonly point: PointInTimeRequest,
  ) {
    super();
  }
}

@QueryHandler(GetThings)
export class GetThingsHandler implements IQueryHandler<GetThings> {
  constructor(
    private readonly points: PointsInTime,
    private readonly recorded: RecordedThings,
  ) {}

  async execute({ allianceId, category, point }: GetThings): Promise<unknown> {
    const found = this.points.resolve(allianceId, point);
    const cards = await this.recorded.cards(category, found);
    const list = category === 'survey' ? cards.map((card) => ({ ...card, ...counted(category, card, found) })) : cards;
    return { alliance: allianceId, at: isoDate(found.at), asOf: found.asOf, [THINGS[category].list]: list };
  }
}

@QueryHandler(GetThing)
export class GetThingHandler implements IQueryHandler<GetThing> {
  constructor(
    private readonly points: PointsInTime,
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ allianceId, category, id, point }: GetThing): Promise<ThingPage> {
    const found = this.points.resolve(allianceId, point);
    const through = this.monitoring.model.log.positionOf(found.count);
    const all = await this.store.readStream(streamName(category, allianceId, id));
    const events = all.filter(({ position }) => position <= through);
    const last = events.at(-1);
    const { one, unknown } = THINGS[category];
    if (!last) throw new ProblemError({ code: unknown, detail: `Nothing is recorded of the ${one} "${id}".` });
    const now = cardBy(category, events.map(asStreamEvent), found.at);
    const card = {
      ...now,
      ...(now ? counted(category, now, found) : {}),
      revision: String(last.revision),
      history: history(events),
    };
    return { card, revision: String(last.revision) };
  }
}

/** What other streams say of a thing: of a survey, how many have answered. */
function counted(category: ThingCategory, card: Card, { view, at }: PointInTime): Card {
  if (category !== 'survey') return {};
  const survey = view?.surveys.find(({ surveyId }) => surveyId === card['surveyId']);
  return view && survey ? { responses: responsesTo(view, survey, at) } : {};
}

/** Every event of the stream in recorded order, with what became of it. */
function history(events: readonly StoredEvent[]): Record<string, unknown>[] {
  const retractions = new Map(
    events.flatMap((event) =>
      event.type === 'EventRetracted' ? [[(event.data as { eventId: string }).eventId, event]] : [],
    ),
  );
  return events.map((event) => {
    const { eventId, type, position, revision, recordedAt, data, metadata } = event;
    const field = eventDefinition(type)?.effectiveField;
    const { corrects, actor, source } = metadata as { corrects?: string; actor?: string; source?: string };
    const retraction = retractions.get(eventId);
    return {
      eventId,
      type,
      position: String(position),
      revision: String(revision),
      recordedAt: new Date(recordedAt).toISOString(),
      ...(field === undefined ? {} : { effectiveOn: (data as Record<string, unknown>)[field] }),
      ...(corrects === undefined ? {} : { corrects }),
      ...(retraction
        ? { retractedBy: retraction.eventId, retractionReason: (retraction.data as { reason: string }).reason }
        : {}),
      actor,
      source,
      data,
    };
  });
}
