// Given–when–then for the rules of a stream: what is recorded in it, what is offered, and what the domain says.
import { expect } from '@jest/globals';
import { dayOf, ProjectCalendar } from '../../projections/calendar.js';
import type { Category } from './categories.js';
import { eventDefinition } from './events.js';
import { judge } from './judge.js';
import type { RefusalCode } from './refusals.js';
import type { StreamEvent } from './timeline.js';
import { checkData } from './validation.js';

/** LCAMP's months: M17 ends on 2023-11-14, M24 on 2024-06-14, M48 on 2026-06-14. */
export const calendar = new ProjectCalendar(dayOf('2022-06-15'), dayOf('2026-06-14'));

/** What is recorded at once: one fact, or a retraction with the fact that corrects it. */
export type Recording = StreamEvent | readonly StreamEvent[];

/**
 * A fact with well-formed data (anything else throws). Its id says what it is ("MemberJoined of 2024-03-01"), so that
 * other facts can speak of it; `named` tells apart two of a kind on one day.
 */
export function fact(type: string, data: object, named?: string): StreamEvent {
  const checked = checkData(type, data);
  if (!checked.ok) throw new Error(`${type}: ${checked.faults.map(({ detail }) => detail).join(' ')}`);
  const field = eventDefinition(type)?.effectiveField ?? 'eventId';
  const eventId = named ?? `${type} of ${(data as Record<string, string>)[field] ?? ''}`;
  return { eventId, type, data: checked.data };
}

export function retracted(eventId: string): StreamEvent {
  return { eventId: `retraction of ${eventId}`, type: 'EventRetracted', data: { eventId, reason: 'It was wrong.' } };
}

export function proven(eventId: string, addedOn = '2024-06-01'): StreamEvent {
  const data = { eventId, evidence: [{ title: 'Signed copy' }], addedOn };
  return { eventId: `evidence for ${eventId}`, type: 'EvidenceAdded', data };
}

/** The retraction of a fact and the right one, which keeps its place. */
export function corrected(eventId: string, right: StreamEvent): readonly StreamEvent[] {
  return [retracted(eventId), { ...right, eventId: `correction of ${eventId}`, corrects: eventId }];
}

interface Then {
  isAccepted(): void;
  /** `at`: the id of the offered fact at fault, or of the stored one that could not stand any more. */
  isRefused(code: RefusalCode, at?: string): void;
}

interface Given {
  /** One request, whose facts are judged together. */
  when(...offered: Recording[]): Then;
}

/** A stream in which each of `recordings` was recorded in this order; one that would be refused throws. */
export function given(category: Category, ...recordings: Recording[]): Given {
  const stored: StreamEvent[] = [];
  for (const recording of recordings) {
    const offered = [recording].flat();
    const refusal = judge(category, stored, offered, calendar);
    if (refusal) throw new Error(`given ${String(offered.at(-1)?.eventId)}: ${refusal.code}: ${refusal.detail}`);
    stored.push(...offered);
  }
  return {
    when(...offered) {
      const refusal = judge(category, stored, offered.flat(), calendar);
      return {
        isAccepted: () => expect(refusal).toBeUndefined(),
        isRefused(code, at) {
          expect(refusal?.code).toBe(code);
          if (at !== undefined) expect(refusal?.eventId).toBe(at);
        },
      };
    },
  };
}

/** A stream that holds nothing. */
export const nothing = (category: Category): Given => given(category);
