// Which facts of a request are taken up, by the stream that they are for.
import { firstIndex } from '../../monitoring/log-index.js';

const NONE: readonly number[] = [];

export class OfferedFacts {
  /** Places in the request, which ascend. */
  private readonly indexes = new Map<string, number[]>();

  /** `index`: greater than those that were added before. */
  add(stream: string, index: number): void {
    const offered = this.indexes.get(stream);
    if (offered) offered.push(index);
    else this.indexes.set(stream, [index]);
  }

  /** Answers whether it was there. */
  remove(stream: string, index: number): boolean {
    const place = this.placeOf(stream, index);
    if (place === undefined) return false;
    this.indexes.get(stream)?.splice(place, 1);
    return true;
  }

  /** Those of a stream, in their order. */
  of(stream: string): readonly number[] {
    return this.indexes.get(stream) ?? NONE;
  }

  /** How many of the stream's come before it; undefined where it isn't one of them. */
  placeOf(stream: string, index: number): number | undefined {
    const offered = this.of(stream);
    const place = firstIndex(offered.length, (at) => (offered[at] as number) >= index);
    return offered[place] === index ? place : undefined;
  }

  /** Streams that one was ever added for. */
  get streams(): string[] {
    return [...this.indexes.keys()];
  }

  get count(): number {
    let count = 0;
    for (const indexes of this.indexes.values()) count += indexes.length;
    return count;
  }
}
