// Collects the events of the example with the time at which each was recorded, and puts them in recorded order.
import { dayOf, isoDate, type Day } from '../../../projections/calendar.js';
import { effectiveDayOf } from '../../domain/events.js';
import { eventIdFor, type FirstStartEvent } from '../first-start-event.js';
import type { Random } from './random.js';

/** A fact to be recorded. */
export interface Entry {
  readonly stream: string;
  readonly type: string;
  readonly data: object;
  readonly corrects?: string;
}

export interface Recording {
  /** Days from the (latest) effective date to the recording; absent: 0 to 6. */
  readonly lagDays?: number;
  /** The day of the recording, where it doesn't follow from an effective date. */
  readonly recordedOn?: Day;
  /** Streams that must have been recorded before, because the facts refer to them. */
  readonly after?: readonly string[];
  /** Recorded by a form at any day of the week. */
  readonly anyDay?: boolean;
}

/** Milliseconds since 1970-01-01T00:00Z. */
type Instant = number;

interface Append {
  readonly at: Instant;
  readonly events: readonly Omit<FirstStartEvent, 'recordedAt' | 'append'>[];
}

const MS_PER_MINUTE = 60_000;
const MS_PER_DAY = 86_400_000;
const OFFICE_OPENS = 7 * 60;
const OFFICE_CLOSES = 16 * 60;

/** The next day that is no Saturday or Sunday, or the day itself. */
export function workingDay(day: Day): Day {
  const weekday = (day + 4) % 7;
  return weekday === 6 ? day + 2 : weekday === 0 ? day + 1 : day;
}

export class Journal {
  private readonly appends: Append[] = [];
  private readonly lastRecorded = new Map<string, Instant>();
  private readonly count = new Map<string, number>();

  /** When the first append was recorded; nothing is recorded before it. */
  private opened: Instant | undefined;

  constructor(private readonly random: Random) {}

  /** Records one fact and answers with its id. */
  add(stream: string, type: string, data: object, recording: Recording = {}): string {
    return this.addAll([{ stream, type, data }], recording)[0] as string;
  }

  /** Records facts as one append and answers with their ids. A stream's facts must come in the order of recording. */
  addAll(entries: readonly Entry[], recording: Recording = {}): string[] {
    const at = this.instant(entries, recording);
    const events = entries.map((entry) => ({ ...entry, eventId: this.nextId(entry) }));
    this.opened ??= at;
    for (const { stream } of entries) this.lastRecorded.set(stream, at);
    this.appends.push({ at, events });
    return events.map(({ eventId }) => eventId);
  }

  /** Takes a fact back and records the right one in the same append. */
  correct(wrongId: string, reason: string, { stream, type, data }: Entry, recordedOn: Day): string {
    const retraction = { stream, type: 'EventRetracted', data: { eventId: wrongId, reason } };
    const ids = this.addAll([retraction, { stream, type, data, corrects: wrongId }], { recordedOn });
    return ids[1] as string;
  }

  /** All that was recorded before the day `until` began, in recorded order. */
  recordedBefore(until: Day): FirstStartEvent[] {
    return this.appends
      .filter(({ at }) => at < until * MS_PER_DAY)
      .sort((a, b) => a.at - b.at)
      .flatMap(({ at, events }, append) =>
        events.map((event) => ({ ...event, recordedAt: new Date(at).toISOString(), append })),
      );
  }

  private instant(entries: readonly Entry[], { lagDays, recordedOn, after = [], anyDay }: Recording): Instant {
    const facts = entries.filter(({ type }) => type !== 'EventRetracted');
    const happened = Math.max(...facts.map((fact) => effectiveDayOf(fact)));
    const day = recordedOn ?? happened + (lagDays ?? this.random.whole(0, 6));
    if (facts.length > 0 && day < happened) throw new Error(`recorded on ${isoDate(day)}, before it happened`);
    const office = this.random.whole(OFFICE_OPENS, OFFICE_CLOSES) * MS_PER_MINUTE;
    const wished = (anyDay ? day : workingDay(day)) * MS_PER_DAY + office;
    const grounds = [...entries.map(({ stream }) => stream), ...after].map((stream) => this.lastRecorded.get(stream));
    const ground = Math.max(...[this.opened, ...grounds].map((instant) => instant ?? 0));
    return wished > ground ? wished : ground + this.random.whole(3, 40) * MS_PER_MINUTE;
  }

  private nextId({ stream, type }: Entry): string {
    const kind = `${stream}/${type}`;
    const place = this.count.get(kind) ?? 0;
    this.count.set(kind, place + 1);
    return eventIdFor(stream, type, place);
  }
}

/**
 * A day for each of `count` things, so that their number grows along a line through the anchors (day, number by the
 * end of that day); working days, in order. The first anchor's number is where the count starts.
 */
export function daysAlong(random: Random, anchors: readonly (readonly [string, number])[]): Day[] {
  const days: Day[] = [];
  for (let i = 1; i < anchors.length; i++) {
    const [[from, fewer], [to, more]] = [anchors[i - 1], anchors[i]] as [
      readonly [string, number],
      readonly [string, number],
    ];
    const [first, last] = [dayOf(from) + 1, dayOf(to)];
    for (let n = fewer; n < more; n++) {
      const day = workingDay(random.whole(first, last));
      days.push(day > last ? day - 3 : day);
    }
  }
  return days.sort((a, b) => a - b);
}
