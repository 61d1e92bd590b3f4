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
    let isInAppend = false;
    while (running) {
      const events = await nextPage(log, position);
      if (!running) return;
      const last = events.at(-1);
      if (!last && isInAppend) throw endsInAppend(position);
      if (!last) {
        await log.more(position);
        continue;
      }
      await handler(events);
      ({ position } = last);
      isInAppend = last.remaining > 0;
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

/** One page, and with it the rest of an append that it would split, where that is no more than a page. */
async function nextPage(log: PagedLog, after: bigint): Promise<readonly StoredEvent[]> {
  const page = await log.page(after, PAGE);
  let last = page.at(-1);
  if (!last || last.remaining === 0 || last.remaining > PAGE) return page;
  const events = [...page];
  while (last.remaining > 0) {
    await breath();
    const rest = await log.page(last.position, last.remaining);
    events.push(...rest);
    const next = rest.at(-1);
    if (!next) throw endsInAppend(last.position);
    last = next;
  }
  return events;
}

function endsInAppend(position: bigint): EventStoreError {
  const message = `The log ends inside an append, after position ${position}. Restore a backup.`;
  return new EventStoreError('corrupt', message, { position });
}

/** A long catch-up must not keep the process from answering. */
const breath = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
