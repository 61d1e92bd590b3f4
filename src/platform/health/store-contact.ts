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

/** Probes commonly give up after a second: a store that takes longer is away, for them. */
const ANSWER_WITHIN_MS = 700;

@Injectable()
export class StoreContact {
  private head = 0n;
  private answeredAt = performance.now();
  /** Whoever asks while the store is being asked waits for the same answer. */
  private asking: Promise<void> | undefined;

  constructor(
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** Why nothing can be recorded any more, where that is so. */
  get failure(): EventStoreError | undefined {
    return this.store.failure;
  }

  /** Rejects where the log can't be trusted, or a store of our own is closed. */
  async lag(): Promise<Lag> {
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    try {
      await (this.store.capabilities.shared ? inTime(this.asking) : this.asking);
      return this.known();
    } catch (error) {
      const away = error instanceof EventStoreError && error.code === 'unavailable' && this.store.capabilities.shared;
      if (!away) throw error;
      const silentMs = Math.round(performance.now() - this.answeredAt);
      return { ...this.known(), away: { reason: error.message, silentMs } };
    }
  }

  private async ask(): Promise<void> {
    const { position } = await this.store.head();
    this.head = position;
    this.answeredAt = performance.now();
  }

  /** As it was known last, without asking. */
  known(): Omit<Lag, 'away'> {
    const { position } = this.monitoring;
    const head = this.head > position ? this.head : position;
    return { head, lag: head - position };
  }
}

async function inTime(asking: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const message = `The event store has not answered within ${ANSWER_WITHIN_MS} ms.`;
    timer = setTimeout(() => reject(new EventStoreError('unavailable', message)), ANSWER_WITHIN_MS);
  });
  asking.catch(() => undefined);
  try {
    await Promise.race([asking, late]);
  } finally {
    clearTimeout(timer);
  }
}
