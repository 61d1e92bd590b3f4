// "How do the indicators stand at a date, as known then?" All of them, or one with its series and breakdowns.
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { isoDate } from '../../../projections/calendar.js';
import { readBreakdowns, readIndicator, readSeries } from '../../../projections/indicator.js';
import { ProblemError } from '../../platform/problems.js';
import { AnswerCache } from '../answer-cache.js';
import type { PointInTimeRequest } from '../point-in-time/point-in-time.request.js';
import { PointsInTime, type PointInTime } from '../point-in-time/point-in-time.js';

/** Answers the bytes of the response: figures asked for again are not written out again. */
export class GetIndicators extends Query<Buffer> {
  constructor(
    readonly allianceId: string,
    readonly point: PointInTimeRequest,
  ) {
    super();
  }
}

@QueryHandler(GetIndicators)
export class GetIndicatorsHandler implements IQueryHandler<GetIndicators> {
  constructor(
    private readonly points: PointsInTime,
    private readonly cache: AnswerCache,
  ) {}

  execute({ allianceId, point }: GetIndicators): Promise<Buffer> {
    const found = this.points.resolve(allianceId, point);
    return Promise.resolve(
      this.cache.answer('indicators', found, () => ({ ...heading(found), indicators: readAll(found) })),
    );
  }
}

export class GetIndicator extends Query<Buffer> {
  constructor(
    readonly allianceId: string,
    readonly indicatorId: string,
    readonly point: PointInTimeRequest,
  ) {
    super();
  }
}

@QueryHandler(GetIndicator)
export class GetIndicatorHandler implements IQueryHandler<GetIndicator> {
  constructor(
    private readonly points: PointsInTime,
    private readonly cache: AnswerCache,
  ) {}

  execute({ allianceId, indicatorId, point }: GetIndicator): Promise<Buffer> {
    const found = this.points.resolve(allianceId, point);
    return Promise.resolve(this.cache.answer(`indicator ${indicatorId}`, found, () => readOne(found, indicatorId)));
  }
}

function readAll({ view, at }: PointInTime): unknown[] {
  const indicators = view?.framework.at(at)?.indicators ?? [];
  return view ? indicators.map((indicator) => readIndicator(view, indicator, at)) : [];
}

function readOne(found: PointInTime, indicatorId: string): unknown {
  const { view, at } = found;
  const indicator = view?.framework.at(at)?.indicators.find(({ id }) => id === indicatorId);
  if (!view || !indicator) throw noIndicator(indicatorId);
  return {
    ...heading(found),
    ...readIndicator(view, indicator, at),
    series: readSeries(view, indicatorId, at),
    breakdowns: readBreakdowns(view, indicator, at),
  };
}

/** What stands at the head of each answer of figures. */
export function heading({ allianceId, at, month, asOf }: PointInTime): Record<string, unknown> {
  return { alliance: allianceId, at: isoDate(at), month, asOf };
}

export function noIndicator(indicatorId: string): ProblemError {
  return new ProblemError({
    code: 'indicator-not-in-framework',
    detail: `The framework effective on that day has no indicator "${indicatorId}".`,
  });
}
