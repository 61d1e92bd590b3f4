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

/** A page holds no more data than this, but one event: a thousand of the largest are more than can be one answer. */
const MOST_BYTES = 16 * 1024 * 1024;
/** Few enough that the largest of them are at hand. */
const READ_AT_ONCE = 100;

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
    const events = await this.readUpTo(MOST_BYTES, positions);
    const isCut = events.length < positions.length;
    const more = isCut || through < model.log.known;
    return { events, next: more ? String(positions[events.length - 1]) : null };
  }

  /** The first of these events, one at least: none more when they are so long together. */
  private async readUpTo(mostBytes: number, positions: readonly bigint[]): Promise<RecordedCloudEvent[]> {
    const events: RecordedCloudEvent[] = [];
    let bytes = 0;
    for (let from = 0; from < positions.length; from += READ_AT_ONCE) {
      for (const event of await this.store.readAt(positions.slice(from, from + READ_AT_ONCE))) {
        bytes += Buffer.byteLength(JSON.stringify(event.data));
        if (bytes > mostBytes && events.length > 0) return events;
        events.push(asCloudEvent(event, event.position));
      }
    }
    return events;
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
