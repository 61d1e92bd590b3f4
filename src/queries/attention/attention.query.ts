// "What needs attention?" Overdue milestones and activities, indicators without data, surveys and MoUs that end soon.
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { readIndicator } from '../../../projections/indicator.js';
import { readMilestones } from '../../../projections/milestones.js';
import { heading } from '../indicators/indicators.query.js';
import type { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';
import { PointsInTime } from '../point-in-time/point-in-time.js';
import { RecordedThings } from '../things/recorded-things.js';
import { attentionOf } from './attention.js';

export class GetAttention extends Query<unknown> {
  constructor(
    readonly allianceId: string,
    readonly point: PointInTimeRequest,
  ) {
    super();
  }
}

@QueryHandler(GetAttention)
export class GetAttentionHandler implements IQueryHandler<GetAttention> {
  constructor(
    private readonly points: PointsInTime,
    private readonly recorded: RecordedThings,
  ) {}

  async execute({ allianceId, point }: GetAttention): Promise<unknown> {
    const found = this.points.resolve(allianceId, point);
    const { at, view } = found;
    if (!view) return { ...heading(found), items: [] };
    const [activities, surveys, mous] = await Promise.all([
      this.recorded.cards('activity', found),
      this.recorded.cards('survey', found),
      this.recorded.cards('mou', found),
    ]);
    const indicators = view.framework.at(at)?.indicators ?? [];
    const items = attentionOf({
      at,
      calendar: view.calendar,
      indicators: indicators.map((indicator) => readIndicator(view, indicator, at)),
      milestones: readMilestones(view, at),
      activities,
      surveys,
      mous,
    });
    return { ...heading(found), items };
  }
}
