// The adapter on a test double of its own, and what it delivers.
import type { EventStoreError, StoredEvent } from '../../src/event-store/event-store.js';
import { KurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { ClusterDouble } from './cluster-double.js';

export const COMMAND_MS = 5_000;
export const BACK_MS = 5_000;

export const openAt = (address: string, clock = Date.now): Promise<KurrentDbEventStore> =>
  KurrentDbEventStore.open({ address, streamPrefix: 'akpi_', clock });

/** Does something on a double that nobody else uses. */
export async function onDouble(
  work: (store: KurrentDbEventStore, double: ClusterDouble) => Promise<void>,
  atomic = false,
): Promise<void> {
  const double = new ClusterDouble({ atomic });
  await double.start();
  const store = await openAt(double.address);
  try {
    await work(store, double);
  } finally {
    await store.close();
    double.stop();
  }
}

/** Events as they were delivered, by id; resolves when so many are there. */
export class Follower {
  readonly ids: string[] = [];
  fault: Error | undefined;
  private notify: () => void = () => undefined;
  readonly stop: () => Promise<void>;

  constructor(store: KurrentDbEventStore, after = 0n) {
    const take = (events: readonly StoredEvent[]): void => {
      this.ids.push(...events.map(({ eventId }) => eventId));
      this.notify();
    };
    const fail = (error: Error): void => {
      this.fault = error;
      this.notify();
    };
    ({ stop: this.stop } = store.subscribe(after, take, fail));
  }

  async until(done: () => boolean, withinMs = BACK_MS): Promise<void> {
    const deadline = performance.now() + withinMs;
    while (!done()) {
      if (performance.now() > deadline) throw new Error(`not within ${withinMs} ms; ${this.ids.length} events came`);
      await new Promise<void>((resolve) => {
        this.notify = resolve;
        setTimeout(resolve, 20);
      });
    }
  }

  has = (count: number): Promise<void> => this.until(() => this.ids.length >= count);
}

export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (error: EventStoreError) => error.code,
  );

export async function timed<T>(work: Promise<T>): Promise<{ result: T; ms: number }> {
  const began = performance.now();
  const result = await work;
  return { result, ms: performance.now() - began };
}
