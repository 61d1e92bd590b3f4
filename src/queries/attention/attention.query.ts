// "What needs attention?" Overdue milestones and activities, indicators without data, surveys and MoUs that end soon.
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { readIndicator } from '../../../projections/indicator.js';
import { readMilestones } from '../../../projections/milestones.js';
import { heading } from '../indicators/indicators.query.js';
import { PointsInTime } from '../point-in-time/point-in-time.js';
import { RecordedThings } from '../things/recorded-things.js';
import { attentionOf } from './attention.js';
import type { AttentionRequest } from './attention.request.js';

export class GetAttention extends Query<unknown> {
  constructor(
    readonly allianceId: string,
    readonly asked: AttentionRequest,
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

  async execute({ allianceId, asked }: GetAttention): Promise<unknown> {
    const found = this.points.resolve(allianceId, asked);
    const { at, view } = found;
    if (!view) return { ...heading(found), total: 0, items: [] };
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
    const first = asked.first === undefined ? items : items.slice(0, Number(asked.first));
    return { ...heading(found), total: items.length, items: first };
  }
}
