// Finds recorded events by id.
import { Inject, Injectable } from '@nestjs/common';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { EVENT_STORE } from '../event-store/event-store.token.js';
import { Monitoring } from './monitoring.service.js';

@Injectable()
export class EventLookup {
  constructor(
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The events of an alliance that have this id, in log order: one a stream at the most. */
  async find(allianceId: string, eventId: string): Promise<readonly StoredEvent[]> {
    const { log, eventIds } = this.monitoring.model;
    const alliance = this.monitoring.model.allianceNumber(allianceId);
    const ordinals = eventIds.candidates(eventId).filter((ordinal) => log.allianceOf(ordinal) === alliance);
    const events = await this.store.readAt(ordinals.map((ordinal) => log.positionOf(ordinal + 1)));
    return events.filter((event) => event.eventId === eventId);
  }
}
