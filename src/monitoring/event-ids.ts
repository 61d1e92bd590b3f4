// Finds events by id without an index in the store: 32 bits of each id lead to the few events that may have it.
// (A unique index over random UUIDs would dominate the cost of appending.)

export class EventIds {
  /** Pairs of fingerprint and ordinal + 1; 0 in the second place is free. */
  private slots: Uint32Array = new Uint32Array(2 * 64);
  private size = 0;

  add(eventId: string, ordinal: number): void {
    if ((this.size + 1) * 4 > this.slots.length) this.grow();
    this.put(this.slots, fingerprint(eventId), ordinal + 1);
    this.size++;
  }

  /** The ordinals of the events that may have this id; the caller compares the ids themselves. */
  candidates(eventId: string): number[] {
    const print = fingerprint(eventId);
    const mask = this.slots.length / 2 - 1;
    const found: number[] = [];
    for (let slot = print & mask; this.slots[2 * slot + 1] !== 0; slot = (slot + 1) & mask) {
      if (this.slots[2 * slot] === print) found.push((this.slots[2 * slot + 1] as number) - 1);
    }
    return found.sort((a, b) => a - b);
  }

  save(): Uint32Array {
    return this.slots;
  }

  load(slots: Uint32Array, size: number): void {
    this.slots = slots;
    this.size = size;
  }

  private grow(): void {
    const grown = new Uint32Array(this.slots.length * 2);
    for (let i = 0; i < this.slots.length; i += 2) {
      if (this.slots[i + 1] !== 0) this.put(grown, this.slots[i] as number, this.slots[i + 1] as number);
    }
    this.slots = grown;
  }

  private put(slots: Uint32Array, print: number, entry: number): void {
    const mask = slots.length / 2 - 1;
    let slot = print & mask;
    while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
    slots[2 * slot] = print;
    slots[2 * slot + 1] = entry;
  }
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
