// Delivers a log page by page, from a checkpoint on, and then what comes. The same for every adapter that reads by page.
import type { StoredEvent, Subscription } from './event-store.js';

const PAGE = 1_000;

export interface PagedLog {
  /** Events after a position, at most `limit`. */
  page(after: bigint, limit: number): Promise<readonly StoredEvent[]>;
  /** Resolves when there may be events after a position. */
  more(after: bigint): Promise<void>;
  /** Resolves all that wait for more: a subscription that was stopped is among them. */
  wake(): void;
}

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
      if (events.length === 0) {
        await log.more(position);
        continue;
      }
      await handler(events);
      position = (events.at(-1) as StoredEvent).position;
      // A long catch-up must not keep the process from answering.
      if (events.length >= PAGE) await new Promise((resolve) => setImmediate(resolve));
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
  const events = await log.page(after, PAGE);
  const last = events.at(-1);
  if (!last || last.remaining === 0) return events;
  return [...events, ...(await log.page(last.position, last.remaining))];
}
