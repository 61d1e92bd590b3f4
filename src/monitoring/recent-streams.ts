// Streams that were read lately, kept in step with the read model: a survey that is answered a thousand times, or the
// alliance that every fact belongs to, needn't be read from the store for each of them.
import type { StoredEvent } from '../event-store/event-store.js';

const MOST_STREAMS = 500;
const LONGEST = 200;

export class RecentStreams {
  /** In the order of their use, the one that waits longest first. */
  private readonly kept = new Map<string, readonly StoredEvent[]>();

  /** The events of a stream as far as the read model has come; undefined where it isn't kept. */
  get(stream: string): readonly StoredEvent[] | undefined {
    const events = this.kept.get(stream);
    if (events) this.touch(stream, events);
    return events;
  }

  /** Keeps a whole stream. The caller makes sure that the read model takes nothing in between reading and keeping. */
  keep(stream: string, events: readonly StoredEvent[]): void {
    if (events.length > LONGEST) return;
    this.touch(stream, events);
    if (this.kept.size <= MOST_STREAMS) return;
    const [oldest] = this.kept.keys();
    this.kept.delete(oldest as string);
  }

  /** Hears of an event that the read model took in. */
  add(event: StoredEvent): void {
    const events = this.kept.get(event.stream);
    const next = BigInt(events?.length ?? 0);
    if (!events || event.revision < next) return;
    if (event.revision === next && events.length < LONGEST) this.kept.set(event.stream, [...events, event]);
    else this.kept.delete(event.stream);
  }

  private touch(stream: string, events: readonly StoredEvent[]): void {
    this.kept.delete(stream);
    this.kept.set(stream, events);
  }
}
