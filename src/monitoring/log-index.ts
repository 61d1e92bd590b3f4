// What the read model keeps of every event: where it stands in the log, and whose it is. Positions become ordinals
// here (the number of events before), and a point in time becomes the number of events known by then.
import type { StoredEvent } from '../event-store/event-store.js';
import { grown, resized, used } from './columns.js';

/** What of a recorded event the index keeps besides whose it is. */
export type IndexedEvent = Pick<StoredEvent, 'position' | 'recordedAt' | 'remaining'>;

export class LogIndex {
  private positions: BigInt64Array = new BigInt64Array(0);
  /** Running maximum: "the log before the first event whose recorded time is later" is a binary search in it. */
  private latest: Float64Array = new Float64Array(0);
  private ends: Uint8Array = new Uint8Array(0);
  private alliances: Uint32Array = new Uint32Array(0);
  private types: Uint8Array = new Uint8Array(0);
  private streams: Uint32Array = new Uint32Array(0);
  private length = 0;
  private wholeLength = 0;

  get count(): number {
    return this.length;
  }

  /** How many events readers may know of: while a long append comes in, those before it. */
  get known(): number {
    return this.wholeLength;
  }

  /** Takes in the next event; `alliance`, `type` and `stream` are numbers given elsewhere. Answers its ordinal. */
  add(event: IndexedEvent, alliance: number, type: number, stream: number): number {
    if (this.length === this.positions.length) this.resize(grown(this.length));
    const ordinal = this.length++;
    const before = ordinal > 0 ? (this.latest[ordinal - 1] as number) : -Infinity;
    this.positions[ordinal] = event.position;
    this.latest[ordinal] = Math.max(before, event.recordedAt);
    this.ends[ordinal] = event.remaining === 0 ? 1 : 0;
    this.alliances[ordinal] = alliance;
    this.types[ordinal] = type;
    this.streams[ordinal] = stream;
    if (event.remaining === 0) this.wholeLength = this.length;
    return ordinal;
  }

  /** The position of the last of the first `count` events; 0n for none. */
  positionOf(count: number): bigint {
    return count === 0 ? 0n : (this.positions[count - 1] as bigint);
  }

  allianceOf(ordinal: number): number {
    return this.alliances[ordinal] as number;
  }

  streamOf(ordinal: number): number {
    return this.streams[ordinal] as number;
  }

  endsAppend(ordinal: number): boolean {
    return this.ends[ordinal] === 1;
  }

  /** How many events lie at or before `position`. */
  countThrough(position: bigint): number {
    return firstIndex(this.count, (i) => (this.positions[i] as bigint) > position);
  }

  /** Position of the last event of the append that the event at `position` belongs to. */
  endOfAppend(position: bigint): bigint {
    let ordinal = this.countThrough(position) - 1;
    while (ordinal < this.count - 1 && !this.endsAppend(ordinal)) ordinal++;
    return this.positionOf(ordinal + 1);
  }

  /** How many events were known at `position`: an append that it lies inside of isn't, none of it. */
  knownAtPosition(position: bigint): number {
    return this.wholeAppends(this.countThrough(position));
  }

  /** The latest time at which anything was recorded; clocks may have gone back since, or differ. */
  get latestRecorded(): number {
    return this.known === 0 ? -Infinity : (this.latest[this.known - 1] as number);
  }

  /** How many events were known at an instant: those before the first that was recorded later. */
  knownAtInstant(instantMs: number): number {
    return this.wholeAppends(firstIndex(this.count, (i) => (this.latest[i] as number) > instantMs));
  }

  /** Positions of the events after the first `from` that pass, at most `limit`, and how many events were looked at. */
  select(
    from: number,
    limit: number,
    filter: { alliance: number; type?: number | undefined; stream?: number | undefined },
  ): { positions: bigint[]; through: number } {
    const positions: bigint[] = [];
    let i = from;
    for (; i < this.known && positions.length < limit; i++) {
      if (this.alliances[i] !== filter.alliance) continue;
      if (filter.type !== undefined && this.types[i] !== filter.type) continue;
      if (filter.stream !== undefined && this.streams[i] !== filter.stream) continue;
      positions.push(this.positions[i] as bigint);
    }
    return { positions, through: i };
  }

  /** Whether any event is of a type. */
  holds(type: number): boolean {
    return used(this.types, this.length).includes(type);
  }

  save(): LogIndexState {
    const { positions, latest, ends, alliances, types, streams, length } = this;
    return {
      positions: used(positions, length),
      latest: used(latest, length),
      ends: used(ends, length),
      alliances: used(alliances, length),
      types: used(types, length),
      streams: used(streams, length),
    };
  }

  load(state: LogIndexState): void {
    Object.assign(this, state, { length: state.positions.length });
    this.wholeLength = this.wholeAppends(this.length);
  }

  /** Makes room for so many events. */
  reserve(events: number): void {
    if (events > this.positions.length) this.resize(events);
  }

  private resize(capacity: number): void {
    this.positions = resized(this.positions, capacity);
    this.latest = resized(this.latest, capacity);
    this.ends = resized(this.ends, capacity);
    this.alliances = resized(this.alliances, capacity);
    this.types = resized(this.types, capacity);
    this.streams = resized(this.streams, capacity);
  }

  private wholeAppends(count: number): number {
    let whole = count;
    while (whole > 0 && !this.endsAppend(whole - 1)) whole--;
    return whole;
  }
}

export interface LogIndexState {
  readonly positions: BigInt64Array;
  readonly latest: Float64Array;
  readonly ends: Uint8Array;
  readonly alliances: Uint32Array;
  readonly types: Uint8Array;
  readonly streams: Uint32Array;
}

/** The first index below `length` for which a monotone test holds; `length` where none does. */
export function firstIndex(length: number, test: (index: number) => boolean): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (test(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}
