// "Which milestones are achieved, since when, and what proves it?"
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isoDate } from '../../../projections/calendar.js';
import { readMilestones } from '../../../projections/milestones.js';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import type { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';
import { PointsInTime } from '../point-in-time/point-in-time.js';

export class GetMilestones extends Query<unknown> {
  constructor(
    readonly allianceId: string,
    readonly point: PointInTimeRequest,
  ) {
    super();
  }
}

@QueryHandler(GetMilestones)
export class GetMilestonesHandler implements IQueryHandler<GetMilestones> {
  constructor(
    private readonly points: PointsInTime,
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ allianceId, point }: GetMilestones): Promise<unknown> {
    const { at, asOf, view } = this.points.resolve(allianceId, point);
    const milestones = view ? readMilestones(view, at) : [];
    const proofs = milestones.flatMap(({ provenBy }) => provenBy ?? []);
    const events = await this.store.readAt(proofs.map((ordinal) => this.monitoring.model.log.positionOf(ordinal + 1)));
    const idOf = new Map(proofs.map((ordinal, i) => [ordinal, events[i]?.eventId]));
    return {
      alliance: allianceId,
      at: isoDate(at),
      asOf,
      milestones: milestones.map((milestone) => ({
        ...milestone,
        provenBy: milestone.provenBy === null ? null : idOf.get(milestone.provenBy),
      })),
    };
  }
}
