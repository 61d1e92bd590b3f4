// How far the figures are behind the log, also while the log can't be asked: what was known last, and since when.
import { Inject, Injectable } from '@nestjs/common';
import { EventStoreError, type EventStore } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';

export interface Lag {
  /** Position of the last event of the log, as known last. */
  readonly head: bigint;
  /** Positions between it and the figures. */
  readonly lag: bigint;
  /** Why the store can't be asked, where it can't. */
  readonly away?: { readonly reason: string; readonly silentMs: number };
}

@Injectable()
export class StoreContact {
  private head = 0n;
  private answeredAt = performance.now();

  constructor(
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Rejects where the log can't be trusted, or a store of our own is closed. */
  async lag(): Promise<Lag> {
    try {
      const { position } = await this.store.head();
      this.head = position;
      this.answeredAt = performance.now();
      return this.known();
    } catch (error) {
      const away = error instanceof EventStoreError && error.code === 'unavailable' && this.store.capabilities.shared;
      if (!away) throw error;
      const silentMs = Math.round(performance.now() - this.answeredAt);
      return { ...this.known(), away: { reason: error.message, silentMs } };
    }
  }

  private known(): Lag {
    const { position } = this.monitoring;
    const head = this.head > position ? this.head : position;
    return { head, lag: head - position };
  }
}
