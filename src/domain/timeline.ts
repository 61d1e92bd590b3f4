// The effective facts of a stream: what is recorded, less what was retracted, in effective order. Contract section 1.
import type { Day } from '../../projections/calendar.js';
import { effectiveDayOf } from './events.js';

/** One event of a stream as domain and projections see it; a stream's events come in the order of recording. */
export interface StreamEvent {
  readonly eventId: string;
  readonly type: string;
  readonly data: object;
  /** The event that this one corrects (it keeps that one's place). */
  readonly corrects?: string | undefined;
}

/** What is recorded of an event, as far as a stream's timeline is concerned. */
type Recorded = Pick<StreamEvent, 'eventId' | 'type' | 'data'> & { readonly metadata: object };

/** A recorded event as one of its stream. */
export function asStreamEvent({ eventId, type, data, metadata }: Recorded): StreamEvent {
  return { eventId, type, data, corrects: correctedBy(metadata) };
}

/** The id of the event that one with this metadata corrects. */
export function correctedBy(metadata: object | undefined): string | undefined {
  return (metadata as { readonly corrects?: string } | undefined)?.corrects;
}

/** An event that is in effect, with its effective date and its place. */
export interface Fact<E extends StreamEvent = StreamEvent> {
  readonly event: E;
  readonly on: Day;
  /** Index of the event in its stream. */
  readonly index: number;
  /** Index in the stream of the event whose place this fact has: its own, or that of the first one it corrects. */
  readonly place: number;
}

/** Events that are in the stream but are no fact about the world: they have no part in rules and figures. */
const NO_GROUND = new Set(['EventRetracted', 'EvidenceAdded']);

/**
 * The effective facts among `events` (all events of one stream, in recorded order), ordered by (effective date, place).
 * `numberOf` numbers them: by default by their index in the stream.
 */
export function effectiveFacts<E extends StreamEvent>(
  events: readonly E[],
  numberOf: (event: E, index: number) => number = byIndex,
): Fact<E>[] {
  if (events.length === 1) {
    const [event] = events as [E];
    const number = numberOf(event, 0);
    return NO_GROUND.has(event.type) ? [] : [{ event, on: effectiveDayOf(event), index: number, place: number }];
  }
  if (events.every(isPlain)) {
    return inEffectiveOrder(
      events.map((event, i): Fact<E> => {
        const number = numberOf(event, i);
        return { event, on: effectiveDayOf(event), index: number, place: number };
      }),
    );
  }
  const retracted = new Set<string>();
  for (const event of events) {
    if (event.type === 'EventRetracted') retracted.add((event.data as { eventId: string }).eventId);
  }
  const places = new Map<string, number>();
  const facts: Fact<E>[] = [];
  events.forEach((event, i) => {
    const index = numberOf(event, i);
    const place = (event.corrects !== undefined ? places.get(event.corrects) : undefined) ?? index;
    places.set(event.eventId, place);
    if (NO_GROUND.has(event.type) || retracted.has(event.eventId)) return;
    facts.push({ event, on: effectiveDayOf(event), index, place });
  });
  return inEffectiveOrder(facts);
}

/** Whether an event says something about the world, and nothing about another event. */
export const isPlain = ({ type, corrects }: StreamEvent): boolean => corrects === undefined && !NO_GROUND.has(type);

function inEffectiveOrder<E extends StreamEvent>(facts: Fact<E>[]): Fact<E>[] {
  return facts.sort((a, b) => a.on - b.on || a.place - b.place);
}

const byIndex = (_event: unknown, index: number): number => index;
