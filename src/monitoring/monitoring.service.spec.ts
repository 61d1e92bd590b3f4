// Specs of what keeps the read model in step with the log.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from '../event-store/embedded/embedded-event-store.js';
import { connect } from '../event-store/embedded/sqlite.js';
import type { EventStore, NewEvent, StoredEvent } from '../event-store/event-store.js';
import { setUp } from '../first-start/set-up.js';
import { FiguresUnavailableError } from './figures-unavailable-error.js';
import { Monitoring } from './monitoring.service.js';
import { removeSnapshot } from './snapshot.js';

describe('monitoring', () => {
  let dataDir: string;
  let store: EmbeddedEventStore;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'monitoring-'));
    store = await EmbeddedEventStore.open({ dataDir, clock: Date.now });
    await setUp(store, { firstStart: 'lcamp-and-example', dataDir, clock: Date.now });
  });
  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  it('serves figures where no snapshot can be written, and says so', async () => {
    const snapshotFile = join(dataDir, 'no-such-folder', 'snapshot');
    const told: Error[] = [];
    const monitoring = await Monitoring.start({
      ...{ store, clock: Date.now, snapshotFile },
      onNoSnapshot: (error) => told.push(error),
    });
    await monitoring.rebuild(() => undefined);
    expect(told.length).toBe(1);
    expect(() => monitoring.assertTrusted()).not.toThrow();
    expect(monitoring.position).toBe((await store.head()).position);
    await monitoring.stop();
  });

  it('takes no snapshot of another log, however alike; a rebuild does without', async () => {
    const snapshotFile = join(dataDir, 'read-model.snapshot');
    const monitoring = await Monitoring.start({ store, clock: Date.now, snapshotFile });
    await monitoring.rebuild(() => undefined);
    await monitoring.stop();
    const other = mkdtempSync(join(tmpdir(), 'monitoring-other-'));
    const otherStore = await EmbeddedEventStore.open({ dataDir: other, clock: Date.now });
    await setUp(otherStore, { firstStart: 'lcamp-and-example', dataDir: other, clock: () => Date.now() + 1_000 });
    const started = Monitoring.start({ store: otherStore, clock: Date.now, snapshotFile });
    await expect(started).rejects.toThrow(/isn't the one that the read model was made from.*rebuild/);
    await expect(started).rejects.toBeInstanceOf(FiguresUnavailableError);
    removeSnapshot(snapshotFile);
    const anew = await Monitoring.start({ store: otherStore, clock: Date.now, snapshotFile });
    expect(anew.position).toBe((await otherStore.head()).position);
    await anew.stop();
    await otherStore.close();
    rmSync(other, { recursive: true });
  });

  it('is made anew once for all who ask for it meanwhile', async () => {
    const monitoring = await Monitoring.start({ store, clock: Date.now });
    const subscribe = store.subscribe.bind(store);
    let subscriptions = 0;
    store.subscribe = (...args) => {
      subscriptions++;
      return subscribe(...args);
    };
    await Promise.all([monitoring.rebuild(() => undefined), monitoring.rebuild(() => undefined)]);
    expect(subscriptions).toBe(1);
    await monitoring.rebuild(() => undefined);
    expect(subscriptions).toBe(2);
    await monitoring.stop();
  });

  const released = (number: number): NewEvent => ({
    eventId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    type: 'PlatformReleased',
    data: { version: String(number), releasedOn: '2024-01-10' },
    metadata: { source: 'urn:test' },
    schemaVersion: 1,
  });
  const PLATFORM = 'platform-lcamp';
  const releases = (events: readonly StoredEvent[]): string[] =>
    events.map(({ data }) => (data as { version: string }).version);

  it('says so when figures can’t be served any more', async () => {
    const told: string[] = [];
    const monitoring = await Monitoring.start({ store, clock: Date.now, onFault: ({ message }) => told.push(message) });
    store.readAll = () => Promise.reject(new Error('A byte differs.'));
    const { position } = await store.append(PLATFORM, [released(1)], 'no-stream');
    await expect(monitoring.reached(position)).rejects.toThrow('A byte differs.');
    expect(() => monitoring.assertTrusted()).toThrow('A byte differs.');
    expect(told).toEqual(['A byte differs.']);
    await monitoring.stop();
  });

  it.each<[string, (store: EventStore) => Promise<unknown>]>([
    ['a read of old events', (damaged) => damaged.readAt([2n])],
    ['a read of an old stream', (damaged) => damaged.readStream('framework-example')],
    ['a check of the log', (damaged) => damaged.scrub()],
  ])('serves no figure of a log in which %s found damage, and says so once', async (_, finds) => {
    const told: string[] = [];
    const monitoring = await Monitoring.start({ store, clock: Date.now, onFault: ({ message }) => told.push(message) });
    const database = connect(join(dataDir, 'events.db'));
    database.execute("UPDATE events SET data = replace(data, 'a', 'b') WHERE position BETWEEN 1 AND 10");
    database.close();
    await expect(finds(store)).rejects.toMatchObject({ code: 'corrupt' });
    await expect(finds(store)).rejects.toMatchObject({ code: 'corrupt' });
    await new Promise((resolve) => setImmediate(resolve));
    expect(() => monitoring.assertTrusted()).toThrow(FiguresUnavailableError);
    expect(told).toHaveLength(1);
    await monitoring.stop();
  });

  /** Wraps the store's next subscriptions; answers after which positions they begin. */
  function subscribing(wrap: (subscribe: EventStore['subscribe']) => EventStore['subscribe']): bigint[] {
    const begun: bigint[] = [];
    const subscribe = wrap(store.subscribe.bind(store));
    store.subscribe = (after, ...rest) => {
      begun.push(after);
      return subscribe(after, ...rest);
    };
    return begun;
  }

  it('is made anew no further than it was served: who waits for what came meanwhile is told', async () => {
    let open: () => void = () => undefined;
    let gate = Promise.resolve();
    subscribing((subscribe) => (after, handler, onError) => {
      let stopped = false;
      const whenOpen = async (events: readonly StoredEvent[]): Promise<void> => {
        await gate;
        if (!stopped) await handler(events);
      };
      const { stop } = subscribe(after, whenOpen, onError);
      return {
        stop: () => {
          stopped = true;
          open();
          return stop();
        },
      };
    });
    const monitoring = await Monitoring.start({ store, clock: Date.now });
    await monitoring.reached((await store.append(PLATFORM, [released(1)], 'no-stream')).position);
    expect(releases(await monitoring.streamAtHand(PLATFORM))).toEqual(['1']);
    // What is recorded next reaches the log at once, and the figures only later.
    gate = new Promise((resolve) => (open = resolve));
    const { position } = await store.append(PLATFORM, [released(2)], 0n);
    const told = monitoring.reachedWithin(position, 5_000);
    await monitoring.rebuild((at) => void (at === position && setTimeout(open, 100)));
    expect([await told, releases(await monitoring.streamAtHand(PLATFORM))]).toEqual([true, ['1', '2']]);
    await monitoring.stop();
  });

  it('is made anew no less far than it was served, with nothing more told by who told it before', async () => {
    const told: bigint[] = [];
    let running = 0;
    const begun = subscribing((subscribe) => (after, handler, onError) => {
      running++;
      const { stop } = subscribe(after, handler, onError);
      return {
        stop: async () => {
          // As where a command is answered for while the last events are still being told.
          const { position } = await store.append(PLATFORM, [released(1)], 'no-stream').catch(() => store.head());
          await monitoring.reached(position);
          await stop();
          running--;
        },
      };
    });
    const monitoring = await Monitoring.start({ store, clock: Date.now });
    monitoring.changes.subscribe(({ position }) => told.push(position));
    monitoring.follow('lcamp');
    await monitoring.rebuild(() => undefined);
    const { position } = await store.head();
    expect([begun.at(-1), told, running]).toEqual([position, [position], 1]);
    await monitoring.stop();
  });

  it('does not go on being made anew once the service is to end', async () => {
    const faults: Error[] = [];
    const begun = subscribing((subscribe) => subscribe);
    const monitoring = await Monitoring.start({ store, clock: Date.now, onFault: (error) => faults.push(error) });
    const rebuilt = monitoring.rebuild(() => undefined);
    const stopped = monitoring.stop();
    await expect(rebuilt).rejects.toBeInstanceOf(FiguresUnavailableError);
    await stopped;
    expect([begun.length, faults]).toEqual([1, []]);
  });

  it('keeps no stream at hand that was read before what was taken in meanwhile', async () => {
    const monitoring = await Monitoring.start({ store, clock: Date.now });
    await monitoring.reached((await store.append(PLATFORM, [released(1)], 'no-stream')).position);
    const readStream = store.readStream.bind(store);
    store.readStream = async (...args) => {
      const events = await readStream(...args);
      store.readStream = readStream;
      await monitoring.reached((await store.append(PLATFORM, [released(2)], 0n)).position);
      return events;
    };
    expect(releases(await monitoring.streamAtHand(PLATFORM))).toEqual(['1']);
    expect(releases(await monitoring.streamAtHand(PLATFORM))).toEqual(['1', '2']);
    await monitoring.stop();
  });

  it('keeps nothing of those who no longer wait', async () => {
    const monitoring = await Monitoring.start({ store, clock: Date.now });
    const waits = Array.from({ length: 20 }, () => monitoring.reachedWithin(10n ** 17n, 1));
    const { waiting } = monitoring as unknown as { waiting: Set<unknown> };
    expect(waiting.size).toBe(20);
    expect(await Promise.all(waits)).toEqual(Array(20).fill(false));
    expect(waiting.size).toBe(0);
    await monitoring.stop();
  });
});
