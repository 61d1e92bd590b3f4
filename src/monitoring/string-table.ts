// Interned ASCII names (streams): a dense number for each, held as bytes. A million names cost about 60 bytes each,
// a third of a Map's, and are read back from a snapshot without touching a single one.
import { grown, resized, used } from './columns.js';

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
  /** Open addressing over hashes; 0 is free, else the name's number plus one. */
  private slots: Uint32Array = new Uint32Array(64);

  get size(): number {
    return this.names;
  }

  /** The number of `name`, or -1 where it isn't in the table. */
  find(name: string): number {
    return (this.slots[this.slotFrom(hashOfText(name), name)] as number) - 1;
  }

  /** The number of `name`, given to it now where it has none yet. */
  intern(name: string): number {
    if ((this.names + 1) * 2 > this.slots.length) this.rehash(this.slots.length * 2);
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
    const slot = this.slotFrom(finish(hash), name);
    const found = this.slots[slot] as number;
    if (found > 0) return found - 1;
    if (this.names === this.ends.length) this.ends = resized(this.ends, grown(this.names));
    this.bytesUsed = end;
    this.ends[this.names++] = end;
    this.slots[slot] = this.names;
    return this.names - 1;
  }

  name(number: number): string {
    const from = number === 0 ? 0 : (this.ends[number - 1] as number);
    const { buffer, byteOffset } = this.bytes;
    return Buffer.from(buffer, byteOffset + from, (this.ends[number] as number) - from).toString('latin1');
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
    const mask = this.slots.length - 1;
    let slot = hash & mask;
    for (;;) {
      const found = this.slots[slot] as number;
      if (found === 0 || this.equals(found - 1, name)) return slot;
      slot = (slot + 1) & mask;
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

  private rehash(capacity: number): void {
    this.slots = new Uint32Array(capacity);
    const mask = capacity - 1;
    let from = 0;
    for (let number = 0; number < this.size; number++) {
      const end = this.ends[number] as number;
      let hash = FNV_OFFSET;
      for (let i = from; i < end; i++) hash = step(hash, this.bytes[i] as number);
      let slot = finish(hash) & mask;
      while (this.slots[slot] !== 0) slot = (slot + 1) & mask;
      this.slots[slot] = number + 1;
      from = end;
    }
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
