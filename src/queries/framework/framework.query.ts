// "Which results framework applies on a day?" As it can be adopted: with the baselines and targets that are in force then.
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { Anchor, EffectiveFramework } from '../../../projections/framework.js';
import { streamName } from '../../domain/categories.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { heading } from '../indicators/indicators.query.js';
import type { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';
import { PointsInTime } from '../point-in-time/point-in-time.js';

interface FrameworkInForce {
  /** null: none is in force. */
  readonly framework: Readonly<Record<string, unknown>> | null;
  /** Of its stream as it is now, for `If-Match`; null while that holds nothing. */
  readonly revision: string | null;
}

export class GetFramework extends Query<FrameworkInForce> {
  constructor(
    readonly allianceId: string,
    readonly point: PointInTimeRequest,
  ) {
    super();
  }
}

@QueryHandler(GetFramework)
export class GetFrameworkHandler implements IQueryHandler<GetFramework> {
  constructor(
    private readonly points: PointsInTime,
    private readonly monitoring: Monitoring,
  ) {}

  async execute({ allianceId, point }: GetFramework): Promise<FrameworkInForce> {
    const found = this.points.resolve(allianceId, point);
    const framework = found.view?.framework.at(found.at);
    const last = (await this.monitoring.streamAtHand(streamName('framework', allianceId))).at(-1);
    const revision = last ? String(last.revision) : null;
    return { ...heading(found), framework: framework ? adoptable(framework) : null, revision };
  }
}

/** Of the shape that `PUT /framework` takes (contract section 4). */
function adoptable(framework: EffectiveFramework): Record<string, unknown> {
  return {
    ...framework,
    indicators: framework.indicators.map(({ baseline, targets, ...indicator }) => ({
      ...indicator,
      ...(baseline.value === undefined && baseline.label === undefined ? {} : { baseline: anchor(baseline) }),
      ...(targets.length === 0 ? {} : { targets: targets.map(anchor) }),
    })),
  };
}

/** What was stated, and no day that merely follows from it. */
function anchor({ value, month, date, label, note }: Anchor): Record<string, unknown> {
  const stated = Object.entries({ value, month, date, label, note }).filter(([, each]) => each !== undefined);
  return Object.fromEntries(stated);
}
