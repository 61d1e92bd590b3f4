// Interned ASCII names (streams): a dense number for each, held as bytes. A million names cost about 60 bytes each,
// a third of a Map's, and are read back from a snapshot without touching a single one.
import { grown, powerOfTwo, resized, used } from './columns.js';

const USUAL_LENGTH = 48;

export interface StringTableState {
  readonly bytes: Uint8Array;
  readonly ends: Uint32Array;
  readonly slots: Uint32Array;
}

export class StringTable {
  private bytes: Uint8Array = new Uint8Array(1024);
  private ends: Uint32Array = new Uint32Array(16);
  private bytesUsed = 0;
  private names = 0;
  /** Pairs of a name's hash and its number plus one, in open addressing; 0 in the second place is free. */
  private slots: Uint32Array = new Uint32Array(2 * 64);

  get size(): number {
    return this.names;
  }

  /** The number of `name`, or -1 where it isn't in the table. */
  find(name: string): number {
    return (this.slots[2 * this.slotFrom(hashOfText(name), name) + 1] as number) - 1;
  }

  /** The number of `name`, given to it now where it has none yet. */
  intern(name: string): number {
    if ((this.names + 1) * 4 > this.slots.length) this.rehash(this.slots.length * 2);
    const end = this.bytesUsed + name.length;
    if (end > this.bytes.length) this.bytes = resized(this.bytes, grown(end));
    // Most names are new: written down while they are hashed, and left there unless they are known.
    const { bytes, bytesUsed } = this;
    let hash = FNV_OFFSET;
    for (let i = 0; i < name.length; i++) {
      const code = name.charCodeAt(i);
      bytes[bytesUsed + i] = code;
      hash = step(hash, code);
    }
    hash = finish(hash);
    const slot = this.slotFrom(hash, name);
    const found = this.slots[2 * slot + 1] as number;
    if (found > 0) return found - 1;
    if (this.names === this.ends.length) this.ends = resized(this.ends, grown(this.names));
    this.bytesUsed = end;
    this.ends[this.names++] = end;
    this.slots[2 * slot] = hash;
    this.slots[2 * slot + 1] = this.names;
    return this.names - 1;
  }

  name(number: number): string {
    const from = number === 0 ? 0 : (this.ends[number - 1] as number);
    const { buffer, byteOffset } = this.bytes;
    return Buffer.from(buffer, byteOffset + from, (this.ends[number] as number) - from).toString('latin1');
  }

  /** Makes room for so many names of usual length, so that it needn't be made again and again. */
  reserve(names: number): void {
    const bytes = names * USUAL_LENGTH;
    if (bytes > this.bytes.length) this.bytes = resized(this.bytes, bytes);
    if (names > this.ends.length) this.ends = resized(this.ends, names);
    const slots = powerOfTwo(4 * names);
    if (slots > this.slots.length) this.rehash(slots);
  }

  save(): StringTableState {
    return { bytes: used(this.bytes, this.bytesUsed), ends: used(this.ends, this.names), slots: this.slots };
  }

  load({ bytes, ends, slots }: StringTableState): void {
    this.bytes = bytes;
    this.bytesUsed = bytes.length;
    this.ends = ends;
    this.names = ends.length;
    this.slots = slots;
  }

  /** The slot that holds `name`, or the free one where it belongs. */
  private slotFrom(hash: number, name: string): number {
    const { slots } = this;
    const mask = slots.length / 2 - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const found = slots[2 * slot + 1] as number;
      if (found === 0 || (slots[2 * slot] === hash && this.equals(found - 1, name))) return slot;
    }
  }

  private equals(number: number, name: string): boolean {
    const from = number === 0 ? 0 : (this.ends[number - 1] as number);
    if ((this.ends[number] as number) - from !== name.length) return false;
    for (let i = 0; i < name.length; i++) {
      if (this.bytes[from + i] !== name.charCodeAt(i)) return false;
    }
    return true;
  }

  private rehash(length: number): void {
    const before = this.slots;
    const slots = new Uint32Array(length);
    const mask = length / 2 - 1;
    for (let i = 0; i < before.length; i += 2) {
      if (before[i + 1] === 0) continue;
      let slot = (before[i] as number) & mask;
      while (slots[2 * slot + 1] !== 0) slot = (slot + 1) & mask;
      slots[2 * slot] = before[i] as number;
      slots[2 * slot + 1] = before[i + 1] as number;
    }
    this.slots = slots;
  }
}

const FNV_OFFSET = 0x811c9dc5;

const step = (hash: number, code: number): number => Math.imul(hash ^ code, 0x01000193);

/** FNV-1a leaves its low bits weak: mix the high ones in. */
const finish = (hash: number): number => (hash ^ (hash >>> 15) ^ (hash >>> 7)) >>> 0;

function hashOfText(text: string): number {
  let hash = FNV_OFFSET;
  for (let i = 0; i < text.length; i++) hash = step(hash, text.charCodeAt(i));
  return finish(hash);
}
