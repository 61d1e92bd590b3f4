// "What is this figure made of?" The streams that count, each with the event from which it counts.
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { readValue } from '../../../projections/indicator.js';
import { isoDate } from '../../../projections/calendar.js';
import { effectiveDayOf } from '../../domain/events.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { countedEvents } from '../../monitoring/counted-events.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { Turns } from '../../platform/turns.js';
import { noIndicator } from '../indicators/indicators.query.js';
import type { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';
import { PointsInTime } from '../point-in-time/point-in-time.js';

const PAGE = 1_000;

export class GetFacts extends Query<unknown> {
  constructor(
    readonly allianceId: string,
    readonly indicatorId: string,
    readonly point: PointInTimeRequest,
  ) {
    super();
  }
}

@QueryHandler(GetFacts)
export class GetFactsHandler implements IQueryHandler<GetFacts> {
  constructor(
    private readonly points: PointsInTime,
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ allianceId, indicatorId, point }: GetFacts): Promise<unknown> {
    const { view, at, asOf, month } = this.points.resolve(allianceId, point);
    const indicator = view?.framework.at(at)?.indicators.find(({ id }) => id === indicatorId);
    if (!view || !indicator) throw noIndicator(indicatorId);
    const { value } = readValue(view, indicator, at);
    const events = await this.read(countedEvents(view, indicator, at));
    return {
      alliance: allianceId,
      at: isoDate(at),
      month,
      asOf,
      indicator: indicatorId,
      value,
      facts: events.map(asFact),
    };
  }

  private async read(ordinals: readonly number[]): Promise<StoredEvent[]> {
    const events: StoredEvent[] = [];
    const turns = new Turns();
    for (let i = 0; i < ordinals.length; i += PAGE) {
      if (turns.isOver) await turns.next();
      const positions = ordinals.slice(i, i + PAGE).map((ordinal) => this.monitoring.model.log.positionOf(ordinal + 1));
      events.push(...(await this.store.readAt(positions)));
    }
    return events;
  }
}

function asFact(event: StoredEvent): Record<string, unknown> {
  const { stream, eventId, type, position, data } = event;
  return { stream, eventId, type, position: String(position), effectiveOn: isoDate(effectiveDayOf(event)), data };
}
