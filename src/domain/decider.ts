// How every thing of the domain decides: a pure triple over the effective facts of one stream.
import { isoDate } from '../../projections/calendar.js';
import type { RefusalCode } from './refusals.js';
import type { Fact, StreamEvent } from './timeline.js';

/** Why a fact can't be recorded: a code of the catalogue, and what it is about in a sentence. */
export interface Refusal {
  readonly code: RefusalCode;
  readonly detail: string;
  /** The field of the data that is at fault, where one is. */
  readonly field?: string;
  /** The fact of the timeline that can't stand, where it isn't the one offered. */
  readonly eventId?: string;
}

/**
 * The rules of one thing. Facts come in effective order, whenever they were recorded; `decide` says whether `event`
 * may follow what led to `state`, `evolve` what holds after it. Both are pure: time and ids come in with the event.
 */
export interface Decider<Event, State> {
  readonly initial: State;
  decide(event: Event, state: State): Refusal | undefined;
  evolve(state: State, event: Event): State;
}

export function refuse(code: RefusalCode, detail: string, field?: string): Refusal {
  return field === undefined ? { code, detail } : { code, detail, field };
}

/** The first fact of a timeline that can't follow what stands before it, and why. */
export function firstRefused(
  { initial, decide, evolve }: Decider<StreamEvent, unknown>,
  facts: readonly Fact[],
): { readonly fact: Fact; readonly refusal: Refusal } | undefined {
  let state = initial;
  for (const fact of facts) {
    const refusal = decide(fact.event, state);
    if (refusal) return { fact, refusal };
    state = evolve(state, fact.event);
  }
  return undefined;
}

/** The refusal of what would take the ground from a fact that was recorded before. */
export function groundLost({ event: { type, eventId }, on }: Fact, { detail }: Refusal): Refusal {
  const fact = `${type} of ${isoDate(on)} (event ${eventId})`;
  return {
    code: 'later-fact-without-ground',
    detail: `The ${fact}, recorded before, could not stand any more: ${detail}`,
    eventId,
  };
}

/** Ends an exhaustive switch. */
export function unreachable(value: never): never {
  throw new Error(`unreachable: ${JSON.stringify(value)}`);
}
