// The cards of the things that an alliance records, kept from one question to the next: each list is read from the log
// once, then only what has been recorded since.
import { setImmediate } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import type { Day } from '../../../projections/calendar.js';
import { asStreamEvent, effectiveFacts, type StreamEvent } from '../../domain/timeline.js';
import type { EventStore, StoredEvent } from '../../event-store/event-store.js';
import { EVENT_STORE } from '../../event-store/event-store.token.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import type { PointInTime } from '../point-in-time/point-in-time.js';
import { cardOf, type Card, type ThingCategory } from './cards.js';

const PAGE = 1_000;
/** So many events are kept, of the lists asked for last. A list with more is read anew for each question. */
const KEPT_EVENTS = 200_000;

@Injectable()
export class RecordedThings {
  /** By the beginning of their streams' names, the one asked for last at the end. */
  private readonly lists = new Map<string, RecordedList>();

  constructor(
    private readonly monitoring: Monitoring,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** In the order in which they were first recorded; those of which nothing has happened by then are left out. */
  async cards(category: ThingCategory, { allianceId, at, count }: PointInTime): Promise<readonly Card[]> {
    const through = this.monitoring.model.log.positionOf(count);
    const list = this.list(category, allianceId);
    await list.readThrough(through, this.store);
    this.makeRoom();
    return list.cards(at, through);
  }

  private list(category: ThingCategory, allianceId: string): RecordedList {
    const prefix = `${category}-${allianceId}.`;
    const list = this.lists.get(prefix) ?? new RecordedList(category, prefix);
    this.lists.delete(prefix);
    this.lists.set(prefix, list);
    return list;
  }

  private makeRoom(): void {
    let total = [...this.lists.values()].reduce((sum, { size }) => sum + size, 0);
    for (const [prefix, { size }] of this.lists) {
      if (total <= KEPT_EVENTS) return;
      this.lists.delete(prefix);
      total -= size;
    }
  }
}

interface PlacedEvent extends StreamEvent {
  readonly position: bigint;
}

interface RecordedThing {
  /** In log order. */
  readonly events: PlacedEvent[];
  /** What was said of it last: by a day, from so many of its events. */
  said?: { readonly at: Day; readonly known: number; readonly card: Card | undefined };
}

class RecordedList {
  private readonly things = new Map<string, RecordedThing>();
  /** Position of its last event. */
  private last = 0n;
  /** How far the log has been read for it. */
  private through = 0n;
  private reading: Promise<void> = Promise.resolve();
  /** How many events it holds. */
  size = 0;

  constructor(
    private readonly category: ThingCategory,
    private readonly prefix: string,
  ) {}

  /** Resolves once everything up to a position is here. */
  readThrough(position: bigint, store: EventStore): Promise<void> {
    const read = (): Promise<void> => this.readOn(position, store);
    return (this.reading = this.reading.then(read, read));
  }

  cards(at: Day, through: bigint): readonly Card[] {
    return [...this.things.values()]
      .map((thing) => this.card(thing, at, through))
      .filter((card): card is Card => card !== undefined);
  }

  private card(thing: RecordedThing, at: Day, through: bigint): Card | undefined {
    const { events, said } = thing;
    const later = events.findIndex(({ position }) => position > through);
    const known = later === -1 ? events.length : later;
    if (said?.at === at && said.known === known) return said.card;
    const card = cardBy(this.category, events.slice(0, known), at);
    thing.said = { at, known, card };
    return card;
  }

  private async readOn(through: bigint, store: EventStore): Promise<void> {
    if (this.through >= through) return;
    let page: readonly StoredEvent[];
    do {
      page = await store.readAll(this.last, PAGE, { streamPrefixes: [this.prefix] });
      for (const event of page) this.add(event);
      // A store that answers at once would let nobody else have a turn until the last page.
      await setImmediate();
    } while (page.length === PAGE);
    this.through = through;
  }

  private add(stored: StoredEvent): void {
    const { stream, position } = stored;
    const event = { ...asStreamEvent(stored), position };
    const thing = this.things.get(stream);
    if (thing) thing.events.push(event);
    else this.things.set(stream, { events: [event] });
    this.last = position;
    this.size++;
  }
}

/** The card of a thing on a day, from what is known of its stream. */
export function cardBy(category: ThingCategory, events: readonly StreamEvent[], at: Day): Card | undefined {
  const facts = effectiveFacts(events).filter(({ on }) => on <= at);
  return cardOf(category, facts, at);
}
