// The log of the test double: what an EventStoreDB 23.10 stores, refuses and takes for a repetition.

export interface ProposedEvent {
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly metadata: Uint8Array;
}

export interface LoggedEvent extends ProposedEvent {
  readonly stream: string;
  readonly revision: bigint;
  /** Where it was committed; events of one append to several streams share it. */
  readonly commit: bigint;
  readonly prepare: bigint;
  readonly created: number;
}

/** -1: no stream; -2: any; -4: the stream exists. */
export type Expected = bigint;
export const [NO_STREAM, ANY, STREAM_EXISTS] = [-1n, -2n, -4n];

export type AppendOutcome =
  | { readonly kind: 'success'; readonly revision: bigint; readonly position: bigint; readonly appended: LoggedEvent[] }
  | { readonly kind: 'wrong-version'; readonly actual: bigint }
  | { readonly kind: 'deleted' };

interface Stream {
  readonly events: LoggedEvent[];
  /** Events before this revision are not read any more; none at all after a soft delete. */
  truncateBefore: bigint;
  softDeleted: boolean;
  tombstoned: boolean;
}

const SIZE_OF_RECORD = 137n;
/** A server writes records of its own first. */
const FIRST_POSITION = 4_711n;
const DELETED = 9_223_372_036_854_775_807n;

export class ClusterLog {
  readonly events: LoggedEvent[] = [];
  private readonly boundaries = new Set<bigint>();
  private readonly streams = new Map<string, Stream>();
  private next = FIRST_POSITION;

  constructor() {
    const text = (value: object): Uint8Array => Buffer.from(JSON.stringify(value));
    const settings = { $userStreamAcl: { $r: '$all' } };
    const event = { id: '00000000-0000-0000-0000-000000000001', type: '$settings', contentType: 'application/json' };
    this.append('$settings', [{ ...event, data: text(settings), metadata: text({}) }], ANY);
  }

  /** What a backup brings back that was made when the log held so many events. */
  asOfEvent(count: number): ClusterLog {
    const log = new ClusterLog();
    for (const event of this.events.slice(log.events.length, count)) log.append(event.stream, [event], ANY);
    return log;
  }

  append(stream: string, events: readonly ProposedEvent[], expected: Expected): AppendOutcome {
    const held = this.stream(stream);
    const outcome = this.check(stream, held, events, expected);
    if (outcome) return outcome;
    const appended = events.map((event) => this.write(stream, held, event));
    this.reopen(stream, held);
    if (stream.startsWith('$$')) this.applyMetadata(stream.slice(2), appended.at(-1) as LoggedEvent);
    const last = appended.at(-1) as LoggedEvent;
    return { kind: 'success', revision: last.revision, position: last.commit, appended };
  }

  /** All or nothing, from 25.1: the commit follows the events, which share its position. */
  appendAll(
    requests: readonly { stream: string; events: readonly ProposedEvent[]; expected: Expected }[],
  ): { stream: string; outcome: AppendOutcome }[] {
    const checked = requests.map(({ stream, events, expected }) => ({
      stream,
      outcome: this.check(stream, this.stream(stream), events, expected),
    }));
    const refused = checked.find(({ outcome }) => outcome !== undefined && outcome.kind !== 'success');
    if (refused?.outcome) return [{ stream: refused.stream, outcome: refused.outcome }];
    const repeats = checked.flatMap(({ stream, outcome }) => (outcome ? [{ stream, outcome }] : []));
    if (repeats.length === requests.length) return repeats;
    const size = requests.reduce((sum, { events }) => sum + BigInt(events.length), 0n);
    const commit = this.next + size * SIZE_OF_RECORD;
    const results = requests.map(({ stream, events }) => {
      const held = this.stream(stream);
      const appended = events.map((event) => this.write(stream, held, event, commit));
      const last = appended.at(-1) as LoggedEvent;
      const outcome = { kind: 'success', revision: last.revision, position: commit, appended } as const;
      return { stream, outcome };
    });
    this.next = commit + SIZE_OF_RECORD;
    return results;
  }

  /** What a read of a stream finds: 'not-found', 'deleted', or its events. */
  read(stream: string): LoggedEvent[] | 'not-found' | 'deleted' {
    const held = this.stream(stream);
    if (held.tombstoned) return 'deleted';
    if (held.softDeleted || held.events.length === 0) return 'not-found';
    return held.events.filter(({ revision }) => revision >= held.truncateBefore);
  }

  softDelete(stream: string): void {
    const data = Buffer.from(JSON.stringify({ $tb: 'deleted' }).replace('"deleted"', String(DELETED)));
    const id = crypto.randomUUID();
    const event = { id, type: '$metadata', contentType: 'application/json', data, metadata: Buffer.from('{}') };
    this.append(`$$${stream}`, [event], ANY);
  }

  tombstone(stream: string): LoggedEvent {
    const held = this.stream(stream);
    const empty = Buffer.alloc(0);
    const event = { id: crypto.randomUUID(), type: '$streamDeleted', contentType: 'application/json' };
    const written = this.write(stream, held, { ...event, data: empty, metadata: empty });
    held.tombstoned = true;
    return written;
  }

  /** Whether a record begins at a position, or it lies beyond the end; checkpoints lie wherever a record does. */
  isBoundary(commit: bigint): boolean {
    return commit >= this.next || this.boundaries.has(commit);
  }

  /** The index of the first event that was committed at a position or after it. */
  indexAt(commit: bigint): number {
    let [low, high] = [0, this.events.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.events[middle] as LoggedEvent).commit < commit) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  private stream(name: string): Stream {
    let held = this.streams.get(name);
    if (!held) {
      held = { events: [], truncateBefore: 0n, softDeleted: false, tombstoned: false };
      this.streams.set(name, held);
    }
    return held;
  }

  /** Undefined where the events are to be written; else what there is to say instead. */
  private check(
    _stream: string,
    held: Stream,
    events: readonly ProposedEvent[],
    expected: Expected,
  ): AppendOutcome | undefined {
    if (held.tombstoned) return { kind: 'deleted' };
    const last = BigInt(held.events.length) - 1n;
    if (expected === STREAM_EXISTS && held.softDeleted) return { kind: 'deleted' };
    if (expected === STREAM_EXISTS && last < 0n) return { kind: 'wrong-version', actual: last };
    if (expected === ANY || expected === STREAM_EXISTS) return this.checkAny(held, events);
    if (expected === last) return undefined;
    if (expected > last) return { kind: 'wrong-version', actual: last };
    const there = held.events.slice(Number(expected) + 1, Number(expected) + 1 + events.length);
    const same = there.length === events.length && there.every(({ id }, i) => id === events[i]?.id);
    if (same) return repeated(there);
    // A stream that was deleted may be begun anew; its revisions go on.
    if (held.softDeleted && expected === NO_STREAM) return undefined;
    return { kind: 'wrong-version', actual: last };
  }

  private checkAny(held: Stream, events: readonly ProposedEvent[]): AppendOutcome | undefined {
    const at = held.events.findIndex(({ id }) => id === events[0]?.id);
    if (at === -1) return undefined;
    const there = held.events.slice(at, at + events.length);
    const same = there.length === events.length && there.every(({ id }, i) => id === events[i]?.id);
    return same ? repeated(there) : { kind: 'wrong-version', actual: BigInt(held.events.length) - 1n };
  }

  private write(stream: string, held: Stream, event: ProposedEvent, commit?: bigint): LoggedEvent {
    const prepare = this.next;
    this.next += SIZE_OF_RECORD;
    const revision = BigInt(held.events.length);
    const id = event.id.toLowerCase();
    const logged = { ...event, id, stream, revision, commit: commit ?? prepare, prepare, created: Date.now() };
    held.events.push(logged);
    this.events.push(logged);
    this.boundaries.add(logged.commit).add(logged.prepare);
    return logged;
  }

  private reopen(stream: string, held: Stream): void {
    if (!held.softDeleted || stream.startsWith('$$')) return;
    held.softDeleted = false;
    held.truncateBefore = BigInt(held.events.length) - 1n;
  }

  private applyMetadata(stream: string, { data }: LoggedEvent): void {
    const { $tb = 0 } = JSON.parse(Buffer.from(data).toString()) as { $tb?: number };
    const held = this.stream(stream);
    held.softDeleted = $tb >= Number(DELETED);
    held.truncateBefore = held.softDeleted ? held.truncateBefore : BigInt($tb);
  }
}

function repeated(there: readonly LoggedEvent[]): AppendOutcome {
  const last = there.at(-1) as LoggedEvent;
  return { kind: 'success', revision: last.revision, position: last.commit, appended: [] };
}
