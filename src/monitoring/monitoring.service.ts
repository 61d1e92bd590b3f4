// Keeps the read model in step with the log: snapshot, catch-up, subscription; tells who waits for a position, and
// what each append changed. One per process.
import { Subject } from 'rxjs';
import type { Day } from '../../projections/calendar.js';
import { dayInZone } from '../../projections/calendar.js';
import { timeZoneOf } from '../domain/alliance/alliance.events.js';
import { EventStoreError, type EventStore, type StoredEvent, type Subscription } from '../event-store/event-store.js';
import type { AllianceModel, AllianceView } from './alliance-model.js';
import { changesBetween, figuresOf, NO_FIGURES, type Change, type Figures } from './changes.js';
import { FiguresUnavailableError } from './figures-unavailable-error.js';
import { ReadModel } from './read-model.js';
import { RecentStreams } from './recent-streams.js';
import { replaying } from './replaying.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';

/** What an append to an alliance changed in its figures: nothing, often. */
export interface AllianceChange {
  readonly allianceId: string;
  readonly position: bigint;
  readonly changes: readonly Change[];
}

export interface MonitoringOptions {
  readonly store: EventStore;
  /** Where the snapshot is kept; without it each start replays the log. */
  readonly snapshotFile?: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly clock: () => number;
  /** Called while the log is replayed, with how many events are in and the position to reach. */
  readonly onProgress?: (position: bigint, head: bigint) => void;
  /** Told when figures can't be served any more. */
  readonly onFault?: (error: Error) => void;
  /** Told where a snapshot could not be written: the next start replays more of the log. */
  readonly onNoSnapshot?: (error: Error) => void;
}

/** A snapshot is due when this many events, and this part of all, came since the last. */
const SNAPSHOT_EVENTS = 20_000;
const SNAPSHOT_PART = 0.1;
const REPLAY_PAGE = 1_000;
/** So many of the events that were taken in last are kept, where others write as well. */
const LATELY = 2_000;
/** Between two tries of what must be read, while the store is away. */
const AWAY_PAUSE_MS = 500;

/** Who waits for the figures to reach a position. */
interface Waiter {
  readonly position: bigint;
  readonly resolve: (reached: boolean) => void;
  readonly reject: (error: Error) => void;
  /** Ends the waiting. */
  timer?: NodeJS.Timeout;
}

export class Monitoring {
  private current: ReadModel;
  private readonly recent = new RecentStreams();
  /** What was taken in last from a store that others write to as well, by position. */
  private readonly lately = new Map<bigint, StoredEvent>();
  readonly changes = new Subject<AllianceChange>();
  private readonly waiting = new Set<Waiter>();
  /** Figures of the alliances that someone follows, as of the last append. */
  private readonly followed = new Map<string, { figures: Figures; followers: number }>();
  private subscription: Subscription | undefined;
  private failure: Error | undefined;
  private snapshotCount = 0;
  private rebuilding: Promise<void> | undefined;
  private live = false;
  private stopping = false;

  private constructor(private readonly options: MonitoringOptions) {
    this.current = this.emptyModel();
  }

  /** Resolves when the read model has taken in all that was recorded before the call. */
  static async start(options: MonitoringOptions): Promise<Monitoring> {
    const monitoring = new Monitoring(options);
    await monitoring.loadSnapshot();
    const { position } = await options.store.head();
    // Where many share a store, positions don't tell how many events there are.
    const isCount = !options.store.capabilities.shared;
    if (isCount && position > monitoring.position) monitoring.model.reserve(Number(position));
    await replaying(() => {
      monitoring.subscribe(position);
      return monitoring.reached(position);
    });
    monitoring.live = true;
    monitoring.snapshotIfDue();
    return monitoring;
  }

  get model(): ReadModel {
    return this.current;
  }

  /** Why figures can't be served, if they can't. */
  get fault(): Error | undefined {
    return this.failure;
  }

  /** Position of the last event that readers may know of. */
  get position(): bigint {
    const { log } = this.model;
    return log.positionOf(log.known);
  }

  /** Throws where the log can't be trusted or understood: a wrong figure is never served. */
  assertTrusted(): void {
    if (this.failure) throw new FiguresUnavailableError(this.failure.message, { cause: this.failure });
  }

  /** Resolves once the event at `position` is in the figures; rejects when that can't happen any more. */
  async reached(position: bigint): Promise<void> {
    await this.reachedWithin(position);
  }

  /** As `reached`, for at most `timeoutMs`: false when it wasn't in time. */
  reachedWithin(position: bigint, timeoutMs?: number): Promise<boolean> {
    if (this.failure) return Promise.reject(new FiguresUnavailableError(this.failure.message));
    if (this.position >= position) return Promise.resolve(true);
    return new Promise((resolve, reject) => {
      const waiter: Waiter = { position, resolve, reject };
      this.waiting.add(waiter);
      if (timeoutMs === undefined) return;
      waiter.timer = setTimeout(() => {
        this.forget(waiter);
        resolve(false);
      }, timeoutMs);
    });
  }

  today(view: AllianceView): Day {
    return dayInZone(this.options.clock(), timeZoneOf(view.profile));
  }

  now(): number {
    return this.options.clock();
  }

  /** From now on, what each append changes in this alliance is told by `changes`; answers how to end that. */
  follow(allianceId: string): () => void {
    const followed = this.followed.get(allianceId);
    if (followed) followed.followers++;
    else this.followed.set(allianceId, { figures: this.figures(allianceId), followers: 1 });
    return () => {
      const still = this.followed.get(allianceId);
      if (still && --still.followers === 0) this.followed.delete(allianceId);
    };
  }

  /** How many follow an alliance. */
  get followers(): number {
    return [...this.followed.values()].reduce((sum, { followers }) => sum + followers, 0);
  }

  /** The figures of an alliance today, from what was known when the log held `count` events (default: all). */
  figures(allianceId: string, count?: number): Figures {
    const view = this.model.alliance(allianceId)?.view(count);
    return view ? figuresOf(view, this.today(view)) : NO_FIGURES;
  }

  /** A read model made anew from the whole log, beside the one that is served. */
  async replay(onProgress: (position: bigint, head: bigint) => void): Promise<ReadModel> {
    const { store } = this.options;
    const model = this.emptyModel();
    for (;;) {
      const events = await store.readAll(model.position, REPLAY_PAGE);
      if (events.length === 0) return model;
      await model.apply(events);
      onProgress(model.position, (await store.head()).position);
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  /**
   * Makes the read model anew and serves that. Figures are served all the while; commands wait for the last moment. Who
   * asks meanwhile waits for the same.
   */
  rebuild(onProgress: (position: bigint, head: bigint) => void): Promise<void> {
    this.rebuilding ??= this.makeAnew(onProgress).finally(() => (this.rebuilding = undefined));
    return this.rebuilding;
  }

  private async makeAnew(onProgress: (position: bigint, head: bigint) => void): Promise<void> {
    const model = await this.replay(onProgress);
    // The replay may have come further than what is served: who waits for that is told first, and streams at hand follow.
    await this.reached(model.position);
    await this.subscription?.stop();
    try {
      // What came since then was answered for: what is served must not fall behind it.
      while (model.position < this.model.position) await model.apply(await this.servedAfter(model.position));
      this.current = model;
    } finally {
      if (!this.stopping) this.subscribe(this.model.position);
    }
    if (this.stopping) throw new FiguresUnavailableError('the service is stopping');
    await this.reached((await this.options.store.head()).position);
    this.writeSnapshot();
  }

  /** Events after a position, as far as they are in what is served. */
  private async servedAfter(after: bigint): Promise<readonly StoredEvent[]> {
    const events = await this.options.store.readAll(after, REPLAY_PAGE);
    return events.filter(({ position }) => position <= this.model.position);
  }

  /** Ends what `changes` tells, so that those who listen can go. */
  endStreams(): void {
    this.changes.complete();
  }

  async stop(): Promise<void> {
    this.stopping = true;
    await this.subscription?.stop();
    if (!this.failure && this.model.log.count > this.snapshotCount) this.writeSnapshot();
    this.disappoint(new FiguresUnavailableError('the service is stopping'));
  }

  /**
   * A stream as far as the read model has come: without reading the store where it is new, or was read lately. What is
   * decided on it must be stored at its revision, and what is refused looked at again in the store.
   */
  streamAtHand(stream: string): readonly StoredEvent[] | Promise<readonly StoredEvent[]> {
    if (this.model.streams.find(stream) === -1) return [];
    return this.recent.get(stream) ?? this.readAndKeep(stream);
  }

  private async readAndKeep(stream: string): Promise<readonly StoredEvent[]> {
    const before = this.model.position;
    const events = await this.options.store.readStream(stream);
    if (this.model.position === before) this.recent.keep(stream, events);
    return events;
  }

  /** The event at a position, if it was taken in lately, from a store that others write to as well. */
  takenLately(position: bigint): StoredEvent | undefined {
    return this.lately.get(position);
  }

  private remember(events: readonly StoredEvent[]): void {
    if (!this.options.store.capabilities.shared) return;
    for (const event of events) this.lately.set(event.position, event);
    for (const position of this.lately.keys()) {
      if (this.lately.size <= LATELY) break;
      this.lately.delete(position);
    }
  }

  private subscribe(startHead: bigint): void {
    this.subscription = this.options.store.subscribe(
      this.model.position,
      (events) => this.take(events, startHead),
      (error) => this.fail(error),
    );
  }

  private emptyModel(): ReadModel {
    return new ReadModel((stream, limit) => this.readPatiently(stream, limit));
  }

  /** A store that is away for a while is no reason to give the figures up. */
  private async readPatiently(stream: string, limit: number): Promise<readonly StoredEvent[]> {
    for (;;) {
      try {
        return await this.options.store.readStream(stream, 0n, limit);
      } catch (error) {
        const away = error instanceof EventStoreError && error.code === 'unavailable';
        if (!away || this.stopping || !this.options.store.capabilities.shared) throw error;
        await new Promise((resolve) => setTimeout(resolve, AWAY_PAUSE_MS));
      }
    }
  }

  private async take(events: readonly StoredEvent[], startHead: bigint): Promise<void> {
    if (!this.live) {
      await this.model.apply(events);
      this.options.onProgress?.(this.position, startHead);
    } else {
      for (const append of byAppend(events)) {
        const { known } = this.model.log;
        await this.model.apply(append);
        for (const event of append) this.recent.add(event);
        // A long append goes on in the next page: what it changes is told once, at its end.
        if (this.model.log.known > known) this.tell(known);
        this.remember(append);
      }
      this.snapshotIfDue();
    }
    const { position } = this;
    for (const waiter of this.waiting) {
      if (waiter.position > position) continue;
      this.forget(waiter);
      waiter.resolve(true);
    }
  }

  private forget(waiter: Waiter): void {
    this.waiting.delete(waiter);
    clearTimeout(waiter.timer);
  }

  /** Tells all who wait that it won't come. */
  private disappoint(error: Error): void {
    for (const waiter of this.waiting) {
      this.forget(waiter);
      waiter.reject(error);
    }
  }

  /** Tells what came after the first `from` events of the log. */
  private tell(from: number): void {
    if (this.followed.size === 0) return;
    const { position } = this;
    const { log, alliances } = this.model;
    const touched = new Set<number>();
    for (let ordinal = from; ordinal < log.known; ordinal++) touched.add(log.allianceOf(ordinal));
    for (const number of touched) {
      const { allianceId } = alliances[number] as AllianceModel;
      const followed = this.followed.get(allianceId);
      if (!followed) continue;
      const after = this.figures(allianceId);
      const changes = changesBetween(followed.figures, after);
      followed.figures = after;
      this.changes.next({ allianceId, position, changes });
    }
  }

  private fail(error: Error): void {
    this.failure = error;
    this.options.onFault?.(error);
    this.disappoint(new FiguresUnavailableError(error.message));
  }

  private async loadSnapshot(): Promise<void> {
    const { snapshotFile, store } = this.options;
    const parts = snapshotFile === undefined ? undefined : readSnapshot(snapshotFile);
    if (!parts) return;
    this.model.load(parts);
    this.snapshotCount = this.model.log.count;
    if (this.snapshotCount === 0) return;
    const [event] = await store.readAt([this.model.position]);
    // Where the store keeps no chain, at least the event must be the one that was taken in last.
    const same = event?.hash === undefined ? this.model.isLast(event) : event.hash === this.model.hash;
    if (!same) {
      throw new FiguresUnavailableError(
        `The log isn't the one that the read model was made from: at position ${this.model.position} they differ. ` +
          'If a backup was restored on purpose, run "alliance-kpi rebuild".',
      );
    }
  }

  private snapshotIfDue(): void {
    const since = this.model.log.count - this.snapshotCount;
    if (since >= SNAPSHOT_EVENTS && since >= SNAPSHOT_PART * this.model.log.count) this.writeSnapshot();
  }

  private writeSnapshot(): void {
    const { snapshotFile, onNoSnapshot } = this.options;
    if (snapshotFile === undefined) return;
    this.snapshotCount = this.model.log.count;
    try {
      writeSnapshot(snapshotFile, this.model.save());
    } catch (error) {
      // No figure depends on it: without room for it, the one before is as good for now.
      onNoSnapshot?.(error as Error);
    }
  }
}

/** The events of each append side by side; of one that is longer than the page, those that are in it. */
function* byAppend(events: readonly StoredEvent[]): Generator<StoredEvent[]> {
  let append: StoredEvent[] = [];
  for (const event of events) {
    append.push(event);
    if (event.remaining > 0) continue;
    yield append;
    append = [];
  }
  if (append.length > 0) yield append;
}
