// Reads the events of one alliance, numbered, from whatever store there is.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { Monitoring } from '../monitoring/monitoring.service.js';
import { numbered, type AllianceEvent } from './alliance-event.js';

/** Small pages: what the service is asked meanwhile is answered between them. */
const PAGE = 50;

@Injectable()
export class AllianceEventsReader {
  constructor(
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** How many of the log's first `count` events are the alliance's. */
  count(allianceId: string, count: number): number {
    return this.positions(allianceId, count).length;
  }

  /** The alliance's events among the log's first `count`, at most `most` of them, without the first `from`. */
  async *pages(allianceId: string, count: number, most: number, from: number): AsyncGenerator<AllianceEvent[]> {
    const positions = this.positions(allianceId, count).slice(0, most);
    for (let next = from; next < positions.length; next += PAGE) {
      yield numbered(await this.store.readAt(positions.slice(next, next + PAGE)), next + 1);
    }
  }

  private positions(allianceId: string, count: number): bigint[] {
    const { model } = this.monitoring;
    const alliance = model.allianceNumber(allianceId);
    if (alliance === undefined) return [];
    const last = model.log.positionOf(count);
    const { positions } = model.log.select(0, Infinity, { alliance });
    return positions.filter((position) => position <= last);
  }
}
