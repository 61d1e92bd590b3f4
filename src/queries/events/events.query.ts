// "What is recorded?" The log of one alliance as CloudEvents, page by page.
import { Inject } from '@nestjs/common';
import { Query, QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import type { EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { asCloudEvent, TYPE_PREFIX, type RecordedCloudEvent } from '../../ingestion/recorded-cloud-event.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { PointsInTime } from '../point-in-time/point-in-time.js';
import { ProblemError } from '../../platform/problems.js';
import type { EventsRequest } from './events.request.js';

export interface EventsPage {
  readonly events: readonly RecordedCloudEvent[];
  /** The position to go on from; null when there is nothing more yet. */
  readonly next: string | null;
}

export class GetEvents extends Query<EventsPage> {
  constructor(
    readonly allianceId: string,
    readonly request: EventsRequest,
  ) {
    super();
  }
}

@QueryHandler(GetEvents)
export class GetEventsHandler implements IQueryHandler<GetEvents> {
  constructor(
    private readonly points: PointsInTime,
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  async execute({ allianceId, request: { type, stream, from = '0', limit = '100' } }: GetEvents): Promise<EventsPage> {
    this.points.alliance(allianceId);
    const { model } = this.monitoring;
    const typeNumber = type === undefined ? undefined : model.typeNumber(type.replace(TYPE_PREFIX, ''));
    if (type !== undefined && typeNumber === undefined) throw noSuchType(type);
    const alliance = model.allianceNumber(allianceId) as number;
    const filter = {
      alliance,
      type: typeNumber,
      stream: stream === undefined ? undefined : model.streams.find(stream),
    };
    const { positions, through } = model.log.select(model.log.countThrough(BigInt(from)), Number(limit), filter);
    const events = await this.store.readAt(positions);
    const more = through < model.log.known;
    return { events: events.map(asCloudEvent), next: more ? String(positions.at(-1)) : null };
  }
}

function noSuchType(type: string): ProblemError {
  const detail = `There is no event type "${type}".`;
  return new ProblemError({
    code: 'unknown-event-type',
    detail,
    errors: [{ field: 'type', code: 'unknown-event-type', detail }],
  });
}
