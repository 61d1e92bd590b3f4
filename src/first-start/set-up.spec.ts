// The first start: it fills an empty log, and finishes what a start that was cut short has begun.
import { randomUUID } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from '../event-store/embedded/embedded-event-store.js';
import type { EventStore, StoredEvent } from '../event-store/event-store.js';
import { setUp, type FirstStart } from './set-up.js';

const clock = (): number => Date.UTC(2026, 10, 24, 9);

describe('the first start', () => {
  let dataDir: string;
  let store: EmbeddedEventStore;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'first-start-'));
    store = await EmbeddedEventStore.open({ dataDir, clock });
  });
  afterEach(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  const start = (on: EventStore = store, firstStart: FirstStart = 'lcamp-and-example'): Promise<void> =>
    setUp(on, { firstStart, dataDir, clock });
  const content = async (): Promise<object[]> =>
    (await store.readAll(0n, 10_000)).map(({ stream, revision, eventId, type, recordedAt, data }: StoredEvent) => {
      return { stream, revision, eventId, type, recordedAt, data };
    });

  /** The store, which takes so many appends and then no more. */
  const dyingAfter = (appends: number): EventStore => {
    const taken: Promise<unknown>[] = [];
    const appendAll: EventStore['appendAll'] = async (...args) => {
      if (taken.length === appends) {
        await Promise.all(taken);
        throw new Error('the process ended');
      }
      const appended = store.appendAll(...args);
      taken.push(appended);
      return appended;
    };
    return new Proxy<EventStore>(store, {
      get: (target, name) =>
        name === 'appendAll' ? appendAll : (Reflect.get(target, name) as () => void).bind(target),
    });
  };

  it.each([0, 1, 40, 700])('is finished by the next where it ended after %i appends', async (appends) => {
    const whole = mkdtempSync(join(tmpdir(), 'first-start-'));
    const other = await EmbeddedEventStore.open({ dataDir: whole, clock });
    await setUp(other, { firstStart: 'lcamp-and-example', dataDir: whole, clock });
    const expected = (await other.readAll(0n, 10_000)).map(({ hash }) => hash);
    await other.close();
    rmSync(whole, { recursive: true });

    await expect(start(dyingAfter(appends))).rejects.toThrow('the process ended');
    expect((await store.head()).position > 0n).toBe(appends > 0);
    await start();
    expect((await store.readAll(0n, 10_000)).map(({ hash }) => hash)).toEqual(expected);
    expect(existsSync(join(dataDir, 'first-start.unfinished'))).toBe(false);
  });

  it('is finished by the next where there was no room for some appends before others', async () => {
    const appends: Promise<unknown>[] = [];
    const appendAll: EventStore['appendAll'] = (...args) => {
      const isLost = appends.length >= 40 && appends.length < 60;
      const appended = isLost ? Promise.reject(new Error('no room')) : store.appendAll(...args);
      appends.push(appended);
      return appended;
    };
    const full = new Proxy<EventStore>(store, {
      get: (target, name) =>
        name === 'appendAll' ? appendAll : (Reflect.get(target, name) as () => void).bind(target),
    });
    await expect(start(full)).rejects.toThrow('no room');
    await Promise.allSettled(appends);
    await start();
    const log = await store.readAll(0n, 10_000);
    expect(new Set(log.map(({ stream, eventId }) => `${stream} ${eventId}`)).size).toBe(log.length);
    expect(log.length).toBeGreaterThan(1_500);
    expect(existsSync(join(dataDir, 'first-start.unfinished'))).toBe(false);
  });

  it.each([0, 40])('is not finished where something else was recorded after %i appends of it', async (appends) => {
    await expect(start(dyingAfter(appends))).rejects.toThrow('the process ended');
    const event = { eventId: randomUUID(), type: 'T', schemaVersion: 1, data: {}, metadata: {} };
    await store.append('alliance-other', [event], 'no-stream');
    const before = await content();
    await start();
    await start();
    expect(await content()).toEqual(before);
  });

  it('leaves a log as it is that it has not begun, and one that it has finished', async () => {
    await start();
    const before = await content();
    await start();
    expect(await content()).toEqual(before);
    expect(before.length).toBeGreaterThan(1_500);
  });

  it('sets up nothing where nothing is wanted', async () => {
    await start(store, 'nothing');
    expect(await content()).toEqual([]);
  });
});
