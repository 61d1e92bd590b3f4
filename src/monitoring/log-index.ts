// What the read model keeps of every event: where it stands in the log, and whose it is. Positions become ordinals
// here (the number of events before), and a point in time becomes the number of events known by then.
import { Column } from './columns.js';

export interface LogEntry {
  readonly position: bigint;
  readonly recordedAt: number;
  readonly endsAppend: boolean;
  readonly alliance: number;
  readonly type: number;
  readonly stream: number;
}

export class LogIndex {
  private readonly positions = new Column<BigInt64Array>(BigInt64Array);
  /** Running maximum: "the log before the first event whose recorded time is later" is a binary search in it. */
  private readonly latest = new Column<Float64Array>(Float64Array);
  private readonly ends = new Column<Uint8Array>(Uint8Array);
  private readonly alliances = new Column<Uint16Array>(Uint16Array);
  private readonly types = new Column<Uint8Array>(Uint8Array);
  private readonly streams = new Column<Uint32Array>(Uint32Array);

  get count(): number {
    return this.positions.length;
  }

  add(entry: LogEntry): number {
    const last = this.count > 0 ? (this.latest.values[this.count - 1] as number) : -Infinity;
    this.positions.push(entry.position);
    this.latest.push(Math.max(last, entry.recordedAt));
    this.ends.push(entry.endsAppend ? 1 : 0);
    this.alliances.push(entry.alliance);
    this.types.push(entry.type);
    this.streams.push(entry.stream);
    return this.count - 1;
  }

  /** The position of the last of the first `count` events; 0n for none. */
  positionOf(count: number): bigint {
    return count === 0 ? 0n : (this.positions.values[count - 1] as bigint);
  }

  allianceOf(ordinal: number): number {
    return this.alliances.values[ordinal] as number;
  }

  streamOf(ordinal: number): number {
    return this.streams.values[ordinal] as number;
  }

  endsAppend(ordinal: number): boolean {
    return this.ends.values[ordinal] === 1;
  }

  /** How many events lie at or before `position`. */
  countThrough(position: bigint): number {
    return firstIndex(this.count, (i) => (this.positions.values[i] as bigint) > position);
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

  /** How many events were known at an instant: those before the first that was recorded later. */
  knownAtInstant(instantMs: number): number {
    return this.wholeAppends(firstIndex(this.count, (i) => (this.latest.values[i] as number) > instantMs));
  }

  /** Positions of the events after the first `from` that pass, at most `limit`, and how many events were looked at. */
  select(
    from: number,
    limit: number,
    filter: { alliance: number; type?: number | undefined; stream?: number | undefined },
  ): { positions: bigint[]; through: number } {
    const positions: bigint[] = [];
    let i = from;
    for (; i < this.count && positions.length < limit; i++) {
      if (this.alliances.values[i] !== filter.alliance) continue;
      if (filter.type !== undefined && this.types.values[i] !== filter.type) continue;
      if (filter.stream !== undefined && this.streams.values[i] !== filter.stream) continue;
      positions.push(this.positions.values[i] as bigint);
    }
    return { positions, through: i };
  }

  save(): LogIndexState {
    return {
      positions: this.positions.used(),
      latest: this.latest.used(),
      ends: this.ends.used(),
      alliances: this.alliances.used(),
      types: this.types.used(),
      streams: this.streams.used(),
    };
  }

  load(state: LogIndexState): void {
    this.positions.load(state.positions);
    this.latest.load(state.latest);
    this.ends.load(state.ends);
    this.alliances.load(state.alliances);
    this.types.load(state.types);
    this.streams.load(state.streams);
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
  readonly alliances: Uint16Array;
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
