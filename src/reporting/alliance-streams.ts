// An alliance's events, stream by stream: the facts in each, and how far the reports of its months are.
import { isoDate, type Day } from '../../projections/calendar.js';
import { parseStreamName, streamName, type Category } from '../domain/categories.js';
import { effectiveDayOf } from '../domain/events.js';
import { month as monthDecider, type Month } from '../domain/month/month.decider.js';
import type { MonthEvent, NarrativeWritten } from '../domain/month/month.events.js';
import { correctedBy, effectiveFacts, type Fact, type StreamEvent } from '../domain/timeline.js';
import type { AllianceEvent } from './alliance-event.js';

/** A step on the way of a month's report, as recorded. */
export interface WayStep {
  readonly type: MonthEvent['type'];
  readonly on: string;
  readonly actor: string | undefined;
  readonly number: number;
  readonly data: object;
}

/** How the report of a month stands. */
export interface MonthState {
  readonly status: Month['status'];
  readonly steps: readonly WayStep[];
  /** The newest text for each section and language. */
  readonly narratives: readonly NarrativeWritten[];
  /** What the granting authority has: the sealed report, else the one submitted last; known with so many events. */
  readonly handedIn:
    { readonly kind: 'sealed' | 'submitted'; readonly on: string; readonly events: number } | undefined;
}

export class AllianceStreams {
  constructor(
    readonly allianceId: string,
    /** All that is known, event n at index n − 1. */
    readonly events: readonly AllianceEvent[],
    private readonly streams = streamsOf(events),
  ) {}

  stream(name: string): readonly AllianceEvent[] {
    return this.streams.get(name) ?? [];
  }

  /** The names of the streams of a category, in the order of their first events. */
  streamNames(category: Category): string[] {
    return [...this.streams.keys()].filter((name) => parseStreamName(name)?.category === category);
  }

  /** The effective facts of a stream by the end of a day. */
  facts(stream: string, at: Day): Fact<StreamEvent & AllianceEvent>[] {
    return effectiveFacts(this.stream(stream).map(inStream), ({ number }) => number).filter(({ on }) => on <= at);
  }

  monthState(month: number): MonthState {
    const stream = monthStream(this.allianceId, month);
    const facts = effectiveFacts(this.stream(stream).map(inStream), ({ number }) => number);
    let state = monthDecider.initial;
    const texts = new Map<string, NarrativeWritten>();
    const steps = facts.map(({ event, place }): WayStep => {
      const fact = event as unknown as MonthEvent;
      state = monthDecider.evolve(state, fact);
      if (fact.type === 'NarrativeWritten') texts.set(`${fact.data.section} ${fact.data.language}`, fact.data);
      return {
        type: fact.type,
        on: isoDate(effectiveDayOf(fact)),
        actor: (event.metadata as { actor?: string }).actor,
        // A step that was corrected was taken when it was recorded first.
        number: place,
        data: fact.data,
      };
    });
    return { status: state.status, steps, narratives: [...texts.values()], handedIn: handedIn(steps) };
  }

  /** The months of whose report something stands, ascending: one that was taken up by mistake, and taken back, is none. */
  reportedMonths(): number[] {
    return this.streamNames('month')
      .map((name) => Number(parseStreamName(name)?.id?.slice(1)))
      .filter((month) => this.monthState(month).steps.length > 0)
      .sort((a, b) => a - b);
  }
}

export const monthStream = (allianceId: string, month: number): string => streamName('month', allianceId, `m${month}`);

function handedIn(steps: readonly WayStep[]): MonthState['handedIn'] {
  const sealed = steps.findLast(({ type }) => type === 'ReportSealed');
  if (sealed) return { kind: 'sealed', on: sealed.on, events: (sealed.data as { events: number }).events };
  const submitted = steps.findLast(({ type }) => type === 'ReportSubmitted');
  return submitted && { kind: 'submitted', on: submitted.on, events: submitted.number };
}

function inStream(event: AllianceEvent): StreamEvent & AllianceEvent {
  return { ...event, corrects: correctedBy(event.metadata) };
}

export function streamsOf(events: readonly AllianceEvent[]): ReadonlyMap<string, readonly AllianceEvent[]> {
  const streams = new Map<string, AllianceEvent[]>();
  for (const event of events) {
    const stream = streams.get(event.stream);
    if (stream) stream.push(event);
    else streams.set(event.stream, [event]);
  }
  return streams;
}
