// The parts of a big append, put aside until all of them are there, and then gone through as often as it takes.
import { deserialize, serialize } from 'node:v8';
import { Spool } from '../spool.js';
import type { EncodedAppend } from './writer-protocol.js';

export class SpooledAppends implements Iterable<EncodedAppend> {
  private readonly parts: Spool;

  constructor(folder: string) {
    this.parts = new Spool(folder);
  }

  /** Throws `unavailable` where there is no room. */
  add(part: readonly EncodedAppend[]): void {
    this.parts.add(serialize(part));
  }

  *[Symbol.iterator](): Generator<EncodedAppend> {
    for (let i = 0; i < this.parts.length; i++) yield* deserialize(this.parts.at(i)) as EncodedAppend[];
  }

  close(): void {
    this.parts.close();
  }
}
