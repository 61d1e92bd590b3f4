// Follows the cluster's log from a position on, for as long as it is wanted: subscribes, and subscribes again after an
// error, a clean end, or silence. Nothing is skipped and nothing is delivered twice, whatever the connection does.
import { setTimeout as sleep } from 'node:timers/promises';
import type { AllStreamResolvedEvent, AllStreamSubscription, Position } from '@kurrent/kurrentdb-client';
import { EventStoreError, type StoredEvent } from '../event-store.js';
import type { Client, Connection } from './connection.js';
import { failureKind, logReplaced, SilenceError } from './failures.js';
import { placeOf, positionAt } from './log-position.js';

/** So many events are handed over at once, when that many are there. */
const PAGE = 500;
const CONFIRMED_WITHIN_MS = 2_000;
const FIRST_PAUSE_MS = 200;
const LONGEST_PAUSE_MS = 2_000;
/** How often it is looked whether the subscription still tells what the log holds. */
const WATCH_EVERY_MS = 2_000;

export interface CatchUpOptions {
  readonly connection: Connection;
  /** Streams of the service, and those that say what became of them. */
  readonly prefixes: readonly string[];
  readonly after: bigint;
  /** The event as the port has it; undefined where it isn't one of ours. Throws `corrupt`. */
  readonly read: (resolved: AllStreamResolvedEvent) => Promise<StoredEvent | undefined> | StoredEvent | undefined;
  readonly handler: (events: readonly StoredEvent[]) => void | Promise<void>;
  /** Called once, when delivery can't go on. */
  readonly onError: (error: Error) => void;
  /** The place of an event that lies after a position, read from the log itself. */
  readonly nextAfter: (position: Position) => Promise<bigint | undefined>;
  /** The id of the event at a place, if there is one. */
  readonly idAt: (place: bigint) => Promise<string | undefined>;
  /** Where the log ends, with what others recorded in it. */
  readonly end: () => Promise<bigint>;
}

/** The handler failed, or the log holds what can't be read: no new connection helps. */
class Fatal extends Error {}

export class CatchUp {
  /** The last event that was handled. */
  private place: bigint;
  private lastId: string | undefined;
  /** From where a new subscription begins: the last event handled, or beyond it where nothing of ours lay between. */
  private resume: Position | undefined;
  private running = true;
  private subscription: AllStreamSubscription | undefined;
  /** Whether events are being read, handled, or in hand until the rest of their append is there. */
  private handling = false;
  private readonly ended = new AbortController();
  private readonly done: Promise<void>;

  constructor(private readonly options: CatchUpOptions) {
    this.place = options.after;
    this.resume = options.after > 0n ? positionAt(options.after) : undefined;
    this.done = Promise.all([this.run(), this.watch()]).then(() => undefined);
  }

  /** Everything of ours up to here was handled. */
  get progress(): { readonly place: bigint; readonly resume: Position | undefined } {
    return { place: this.place, resume: this.resume };
  }

  async stop(): Promise<void> {
    this.end();
    await this.done;
  }

  private end(): void {
    this.running = false;
    this.ended.abort();
    this.drop(new Error('no longer wanted'));
  }

  private async run(): Promise<void> {
    for (let pause = FIRST_PAUSE_MS; this.running;) {
      const before = this.place;
      try {
        await this.follow();
      } catch (error) {
        if (error instanceof Fatal) {
          this.end();
          this.options.onError(error.cause as Error);
          return;
        }
      }
      if (!this.running) return;
      // A server drops a live subscriber that was too slow for a large append: that is routine, and no reason to wait.
      pause = this.place > before ? FIRST_PAUSE_MS : Math.min(pause * 2, LONGEST_PAUSE_MS);
      await this.rest(this.place > before ? 0 : pause * (0.5 + Math.random() / 2));
    }
  }

  /** One subscription, until it ends in whatever way. */
  private async follow(): Promise<void> {
    const { connection, prefixes } = this.options;
    await this.assertSameLog();
    if (!this.running) return;
    const { client } = connection;
    const subscription = this.subscribe(client, prefixes);
    this.subscription = subscription;
    // Errors come more than once, also after the end: without someone who listens they would end the process.
    subscription.on('error', () => undefined);
    const silence = setTimeout(() => {
      connection.renew(client);
      subscription.destroy(new SilenceError(CONFIRMED_WITHIN_MS));
    }, CONFIRMED_WITHIN_MS);
    subscription.once('confirmation', () => clearTimeout(silence));
    try {
      await this.deliver(subscription);
    } finally {
      clearTimeout(silence);
      this.subscription = undefined;
      // What was in hand comes again: the next subscription is watched from its first moment.
      this.handling = false;
      subscription.unsubscribe().catch(() => undefined);
      subscription.destroy();
    }
  }

  /**
   * A cluster that was restored from an older backup lacks what was handled, or holds something else there by now: what
   * it recorded since would be passed over in silence.
   */
  private async assertSameLog(): Promise<void> {
    const { idAt, end } = this.options;
    if (this.place > 0n) {
      const id = await idAt(this.place).catch(refuse);
      this.lastId ??= id;
      if (id === undefined || id !== this.lastId) throw new Fatal('log', { cause: logReplaced(this.place) });
    }
    // Nothing of ours lay between, but what is recorded there from now on may be.
    if (this.resume && this.resume.commit > this.place && (await end()) < this.resume.commit)
      this.resume = this.place > 0n ? positionAt(this.place) : undefined;
  }

  private subscribe(client: Client, prefixes: readonly string[]): AllStreamSubscription {
    const { START, streamNameFilter } = this.options.connection.kurrent;
    return client.subscribeToAll({
      fromPosition: this.resume ?? START,
      resolveLinkTos: false,
      filter: streamNameFilter({
        prefixes: [...prefixes],
        checkpointInterval: 1,
        // It must not throw: the client would stall without a word.
        checkpointReached: (subscription, position) => {
          setImmediate(() => this.passed(subscription, position));
          return Promise.resolve();
        },
      }),
    });
  }

  private async deliver(subscription: AllStreamSubscription): Promise<void> {
    let page: StoredEvent[] = [];
    for await (const resolved of subscription) {
      if (!this.running) return;
      this.handling = true;
      // A promise for each event would halve the speed; few need one.
      const read = this.read(resolved);
      const event = read instanceof Promise ? await read : read;
      if (event) page.push(event);
      // Appends are handed over whole; one that a dropped connection cut off comes again from its beginning.
      const whole = page.at(-1)?.remaining === 0;
      if (whole && (page.length >= PAGE || subscription.readableLength === 0)) {
        await this.handle(page);
        page = [];
      }
      this.handling = page.length > 0;
    }
  }

  /** Undefined for what was handled before, and for what isn't ours. */
  private read(resolved: AllStreamResolvedEvent): Promise<StoredEvent | undefined> | StoredEvent | undefined {
    const place = placeOf(resolved.event?.position);
    if (place !== undefined && place <= this.place) return undefined;
    try {
      const event = this.options.read(resolved);
      return event instanceof Promise ? event.catch(refuse) : event;
    } catch (error) {
      return refuse(error);
    }
  }

  private async handle(events: readonly StoredEvent[]): Promise<void> {
    try {
      await this.options.handler(events);
    } catch (error) {
      throw new Fatal('handler', { cause: error instanceof Error ? error : new Error(String(error)) });
    }
    ({ position: this.place, eventId: this.lastId } = events.at(-1) as StoredEvent);
    this.resume = positionAt(this.place);
  }

  /** The server has looked at the log up to here. It says so ahead of the handler: only believed when nothing waits. */
  private passed(subscription: AllStreamSubscription, position: Position): void {
    const idle = subscription === this.subscription && !this.handling && subscription.readableLength === 0;
    if (idle && (this.resume === undefined || position.commit > this.resume.commit)) this.resume = position;
  }

  /** Compares with the log itself: a subscription that stays behind it, or a log that can't be asked, is given up. */
  private async watch(): Promise<void> {
    let missed: bigint | undefined;
    while (this.running) {
      await this.rest(WATCH_EVERY_MS);
      const { subscription, place } = this;
      if (!this.running || !subscription || this.handling) continue;
      try {
        const next = await this.options.nextAfter(this.resume ?? positionAt(0n));
        const behind = next !== undefined && next > this.place && place === this.place;
        if (behind && next === missed) this.drop(new Error('The subscription fell behind the log.'));
        missed = behind ? next : undefined;
      } catch (error) {
        if (['refused', 'broken'].includes(failureKind(error)) && subscription === this.subscription)
          this.drop(error as Error);
      }
    }
  }

  private drop(reason: Error): void {
    this.subscription?.destroy(reason);
  }

  private async rest(pauseMs: number): Promise<void> {
    await sleep(pauseMs, undefined, { signal: this.ended.signal }).catch(() => undefined);
  }
}

/** What is read can't be made sense of, unless it can't be read for now. */
function refuse(error: unknown): never {
  if (error instanceof EventStoreError && error.code !== 'corrupt') throw error;
  throw new Fatal('read', { cause: error });
}
