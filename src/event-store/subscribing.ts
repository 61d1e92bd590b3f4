// Delivers a log page by page, from a checkpoint on, and then what comes. The same for every adapter that reads by page.
import { EventStoreError, type StoredEvent, type Subscription } from './event-store.js';

const PAGE = 1_000;

export interface PagedLog {
  /** Events after a position, at most `limit`. */
  page(after: bigint, limit: number): Promise<readonly StoredEvent[]>;
  /** Resolves when there may be events after a position. */
  more(after: bigint): Promise<void>;
  /** Resolves all that wait for more: a subscription that was stopped is among them. */
  wake(): void;
}

/** See `EventStore.subscribe`. A handler must not wait for `stop`, which waits for the handler. */
export function subscribeByPage(
  log: PagedLog,
  after: bigint,
  handler: (events: readonly StoredEvent[]) => void | Promise<void>,
  onError: (error: Error) => void,
): Subscription {
  let running = true;
  const run = async (): Promise<void> => {
    let position = after;
    while (running) {
      const events = await wholePage(log, position);
      if (!running) return;
      const last = events.at(-1);
      if (!last) {
        await log.more(position);
        continue;
      }
      await handler(events);
      ({ position } = last);
      if (events.length >= PAGE) await breath();
    }
  };
  const done = run().catch((error: unknown) => {
    running = false;
    onError(error instanceof Error ? error : new Error(String(error)));
  });
  return {
    stop: async () => {
      running = false;
      log.wake();
      await done;
    },
  };
}

/** One page, and with it the rest of an append that it would split. */
async function wholePage(log: PagedLog, after: bigint): Promise<readonly StoredEvent[]> {
  const events = [...(await log.page(after, PAGE))];
  for (let last = events.at(-1); last && last.remaining > 0; last = events.at(-1)) {
    await breath();
    const rest = await log.page(last.position, Math.min(last.remaining, PAGE));
    if (rest.length === 0) {
      const message = `The log ends inside an append, after position ${last.position}. Restore a backup.`;
      throw new EventStoreError('corrupt', message, { position: last.position });
    }
    events.push(...rest);
  }
  return events;
}

/** A long catch-up must not keep the process from answering. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
