// Finds events by id without an index in the store: 32 bits of each id lead to the few events that may have it.
// (A unique index over random UUIDs would dominate the cost of appending.)
import { grown, powerOfTwo, resized, used } from './columns.js';

export interface EventIdsState {
  readonly slots: Uint32Array;
  readonly before: Uint32Array;
  readonly prints: number;
}

export class EventIds {
  /** Pairs of fingerprint and ordinal + 1 of the newest event that has it; 0 in the second place is free. */
  private slots: Uint32Array = new Uint32Array(2 * 64);
  /** By ordinal: ordinal + 1 of the event with the same fingerprint that was added before; 0 for none. */
  private before: Uint32Array = new Uint32Array(0);
  private prints = 0;

  /** Takes an event in; the cost is the same however many have its id. */
  add(eventId: string, ordinal: number): void {
    if ((this.prints + 1) * 4 > this.slots.length) this.rehash(this.slots.length * 2);
    if (ordinal >= this.before.length) this.before = resized(this.before, grown(ordinal));
    const print = fingerprint(eventId);
    const slot = slotOf(this.slots, print);
    const newest = this.slots[slot + 1] as number;
    if (newest === 0) this.prints++;
    this.before[ordinal] = newest;
    this.slots[slot] = print;
    this.slots[slot + 1] = ordinal + 1;
  }

  /** The ordinals of the events that may have this id; the caller compares the ids themselves. */
  candidates(eventId: string): number[] {
    const found: number[] = [];
    const newest = this.slots[slotOf(this.slots, fingerprint(eventId)) + 1] as number;
    for (let entry = newest; entry !== 0; entry = this.before[entry - 1] as number) found.push(entry - 1);
    return found.sort((a, b) => a - b);
  }

  /** `events`: how many were added, under the ordinals below it. */
  save(events: number): EventIdsState {
    return { slots: this.slots, before: used(this.before, events), prints: this.prints };
  }

  load(state: EventIdsState): void {
    Object.assign(this, state);
  }

  /** Makes room for so many events. */
  reserve(events: number): void {
    if (events > this.before.length) this.before = resized(this.before, events);
    const slots = powerOfTwo(4 * events);
    if (slots > this.slots.length) this.rehash(slots);
  }

  private rehash(length: number): void {
    const slots = new Uint32Array(length);
    for (let i = 0; i < this.slots.length; i += 2) {
      const [print, newest] = [this.slots[i] as number, this.slots[i + 1] as number];
      if (newest === 0) continue;
      const slot = slotOf(slots, print);
      slots[slot] = print;
      slots[slot + 1] = newest;
    }
    this.slots = slots;
  }
}

/** Where a fingerprint stands in the slots, or would stand. */
function slotOf(slots: Uint32Array, print: number): number {
  const mask = slots.length / 2 - 1;
  let slot = print & mask;
  while (slots[2 * slot + 1] !== 0 && slots[2 * slot] !== print) slot = (slot + 1) & mask;
  return 2 * slot;
}

/** Of a UUID: its first 32 bits mixed with its last, so that ids made from a counter or a time spread as well. */
function fingerprint(eventId: string): number {
  const mixed = Math.imul(hexadecimal(eventId, 0), 0x9e3779b1) ^ hexadecimal(eventId, 28);
  return (Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b) ^ (mixed >>> 13)) >>> 0;
}

const [DIGIT_0, LETTER_A] = [48, 97];

/** The 32 bits that eight lower-case hexadecimal digits stand for. */
function hexadecimal(text: string, from: number): number {
  let value = 0;
  for (let i = from; i < from + 8; i++) {
    const code = text.charCodeAt(i);
    value = (value << 4) | (code < LETTER_A ? code - DIGIT_0 : code - LETTER_A + 10);
  }
  return value;
}
