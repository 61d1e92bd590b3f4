// Pages of a log that may be long, while others have their turns.
import type { EventStore, ReadFilter, StoredEvent } from '../../event-store/event-store.js';
import type { Turns } from '../../platform/turns.js';

const PAGE = 1_000;

/** All events that fit the filter, in log order. */
export async function* recordedPages(
  store: EventStore,
  filter: ReadFilter,
  turns: Turns,
): AsyncGenerator<readonly StoredEvent[]> {
  for (let after = 0n; ;) {
    const page = await store.readAll(after, PAGE, filter);
    yield page;
    const last = page.at(-1);
    if (!last || page.length < PAGE) return;
    after = last.position;
    if (turns.isOver) await turns.next();
  }
}
