// Specs of what keeps the read model in step with the log.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from '../event-store/embedded/embedded-event-store.js';
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

  it('says so when figures can’t be served any more', async () => {
    const told: string[] = [];
    const monitoring = await Monitoring.start({ store, clock: Date.now, onFault: ({ message }) => told.push(message) });
    monitoring.distrust(new Error('A byte differs.'));
    expect(() => monitoring.assertTrusted()).toThrow('A byte differs.');
    expect(told).toEqual(['A byte differs.']);
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
