// What a cluster and the connection to it can do to the adapter, on the test double: nothing acknowledged is lost, nothing
// is there twice, nothing hangs, and what can't be trusted is said.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent } from '../../src/event-store/event-store.contract.js';
import type { EventStoreError, NewEvent, StreamAppend } from '../../src/event-store/event-store.js';
import type { KurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { Monitoring } from '../../src/monitoring/monitoring.service.js';
import { codeOf, Follower, openAt } from './adapter.fixture.js';
import { ClusterDouble } from './cluster-double.js';

/** As this service writes it. */
const metadata = { metadata: '{"source":"urn:test"}', recordedAt: '1000', remaining: '0', schemaVersion: '1' };

describe('KurrentDB adapter under faults', () => {
  let double: ClusterDouble;
  let store: KurrentDbEventStore;
  const append = (stream: string, events: readonly NewEvent[] = [anEvent()]): ReturnType<typeof store.append> =>
    store.append(stream, events, 'no-stream');
  const begin = async (atomic = false): Promise<void> => {
    double = new ClusterDouble({ atomic });
    await double.start();
    store = await openAt(double.address);
  };
  const wholeLog = async (): Promise<string[]> => (await store.readAll(0n, 10_000)).map(({ eventId }) => eventId);
  beforeEach(() => begin());
  afterEach(async () => {
    await store.close();
    double.stop();
  });

  describe('appending', () => {
    it('stores the same ids at the same revision once, whatever came since; at a newer one anew', async () => {
      const event = anEvent();
      await append('s-a.x', [event]);
      await store.append('s-a.x', [anEvent()], 0n);
      // The server would answer with the first result, whatever the event holds: who asks must look at what is there.
      expect(await codeOf(append('s-a.x', [{ ...event, data: { other: true } }]))).toBe('version-conflict');
      expect(await store.readStream('s-a.x')).toHaveLength(2);
      // That is why a handler looks for its id before it decides anew.
      await store.append('s-a.x', [event], 1n);
      expect(await store.readStream('s-a.x')).toHaveLength(3);
    });

    it('is recorded no earlier than what was read of another service, whose clock is ahead', async () => {
      const behind = await openAt(double.address, () => 1_000);
      const follower = new Follower(behind);
      try {
        const { recordedAt } = await append('s-a.ahead');
        await follower.has(1);
        expect((await behind.append('s-a.behind', [anEvent()], 'no-stream')).recordedAt).toBe(recordedAt);
        expect((await store.readAll(0n, 10)).map((event) => event.recordedAt)).toEqual([recordedAt, recordedAt]);
      } finally {
        await follower.stop();
        await behind.close();
      }
    });

    it('lets one of many equal appends at once have stored it', async () => {
      const event = anEvent();
      const codes = await Promise.all(Array.from({ length: 20 }, () => codeOf(append('s-a.x', [event]))));
      expect(codes.filter((code) => code === 'done')).toHaveLength(1);
      expect(codes.filter((code) => code === 'version-conflict')).toHaveLength(19);
      expect(await wholeLog()).toEqual([event.eventId]);
    });

    it('refuses what is more than any server takes at once, and stores nothing', async () => {
      const large = Array.from({ length: 3 }, () => anEvent({ text: 'x'.repeat(400_000) }));
      expect(await codeOf(append('s-a.x', large))).toBe('too-large');
      expect(await wholeLog()).toEqual([]);
      const streams = large.map((event, n) => ({
        stream: `s-a.n${n}`,
        events: [event],
        expectedRevision: 'no-stream' as const,
      }));
      await store.appendAll(streams);
      expect(await wholeLog()).toHaveLength(3);
    });

    it('says that nothing was stored where a node of an older version leads the cluster by now', async () => {
      await store.close();
      double.stop();
      await begin(true);
      const batch = (name: string): ReturnType<typeof store.appendAll> =>
        store.appendAll(
          ['x', 'y'].map((part) => ({
            stream: `s-${name}.${part}`,
            events: [anEvent()],
            expectedRevision: 'no-stream' as const,
          })),
        );
      await batch('a');
      const { log, port } = double;
      double.stop();
      double = new ClusterDouble({ log });
      double.port = port;
      await double.start();
      await append('s-a.z');
      expect(await codeOf(batch('b'))).toBe('unavailable');
      expect(await wholeLog()).toHaveLength(3);
    });

    it('goes on where a batch was cut off between its streams', async () => {
      await append('s-a.y', [anEvent()]);
      const [x, y] = [anEvent(), anEvent()];
      const batch = (expected: 'no-stream' | bigint): ReturnType<typeof store.appendAll> =>
        store.appendAll([
          { stream: 's-a.x', events: [x], expectedRevision: 'no-stream' },
          { stream: 's-a.y', events: [y], expectedRevision: expected },
        ]);
      expect(await codeOf(batch('no-stream'))).toBe('version-conflict');
      // What is there already is told as a conflict; the rest is stored beside it.
      expect(await codeOf(batch(0n))).toBe('version-conflict');
      expect([(await store.readStream('s-a.x')).length, (await store.readStream('s-a.y')).length]).toEqual([1, 2]);
    });
  });

  describe('appending to very many streams', () => {
    it('lets others have their turns while they are taken in and looked at', async () => {
      let turn = 0;
      let turning = setImmediate(function next() {
        turn++;
        turning = setImmediate(next);
      });
      const turns = { taken: new Set<number>(), looked: new Set<number>() };
      const look = (): void => void (double.appends === 0 && turns.looked.add(turn));
      const appends = function* (): Generator<StreamAppend> {
        for (let n = 0; n < 1_500; n++) {
          turns.taken.add(turn);
          const event = Object.defineProperty(anEvent(), 'data', { get: () => (look(), { n }) });
          yield { stream: `s-a.n${n}`, events: [event], expectedRevision: 'no-stream' };
        }
      };
      await store.appendAll(appends()).finally(() => clearImmediate(turning));
      expect(turns.taken.size).toBeGreaterThan(1);
      expect(turns.looked.size).toBeGreaterThan(1);
      expect(await wholeLog()).toHaveLength(1_500);
    });
  });

  describe('following', () => {
    it('goes on when one append was too much for a live subscriber', async () => {
      const follower = new Follower(store);
      await append('s-a.first');
      await follower.has(1);
      const [before] = [double.subscriptions];
      await append(
        's-a.many',
        Array.from({ length: 500 }, () => anEvent()),
      );
      await append('s-a.last');
      await follower.has(502);
      expect(double.subscriptions).toBeGreaterThan(before);
      expect(follower.ids).toEqual(await wholeLog());
      await follower.stop();
    });

    it('begins beyond what other applications recorded in the meantime', async () => {
      const follower = new Follower(store);
      await append('s-a.x');
      await follower.has(1);
      for (let n = 0; n < 200; n++) double.put(`other_orders-${n}`, { type: 'OrderPlaced', data: '{}' });
      double.put('$ce-akpi_s', { type: '$>', data: '0@akpi_s-a.gone' });
      double.endSubscriptions();
      await append('s-a.y');
      await follower.has(2);
      expect(follower.ids).toEqual(await wholeLog());
      expect((await store.head()).position).toBe((await store.readAll(0n, 10)).at(-1)?.position);
      await follower.stop();
    });

    describe('a cluster that was restored from an older backup', () => {
      const put = (stream: string): void => double.put(stream, { type: 'SomethingElse', data: '{}', metadata });
      const restore = (events: number): void => {
        double.stop();
        const { port } = double;
        double = new ClusterDouble({ log: double.log.asOfEvent(events) });
        double.port = port;
      };

      it.each([
        ['lacks what was read', 0],
        ['holds something else there by now', 5],
      ])('stops loudly where it %s', async (_, since) => {
        await append('s-a.kept');
        const kept = double.log.events.length;
        const follower = new Follower(store);
        await append('s-a.lost');
        await follower.has(2);
        restore(kept);
        for (let n = 0; n < since; n++) put('akpi_s-a.since');
        await double.start();
        await follower.until(() => follower.fault !== undefined);
        expect((follower.fault as EventStoreError).code).toBe('corrupt');
        expect(follower.fault?.message).toMatch(/restored from an older backup.*alliance-kpi rebuild/);
        expect(follower.ids).toHaveLength(2);
        await follower.stop();
      });

      it('is followed from where our own events end, where only what others recorded was lost', async () => {
        const follower = new Follower(store);
        await append('s-a.x');
        await follower.has(1);
        const kept = double.log.events.length;
        for (let n = 0; n < 200; n++) put(`other_orders-${n}`);
        // The server tells how far it has looked; nothing else shows when the follower knows.
        await new Promise((resolve) => setTimeout(resolve, 200));
        restore(kept);
        await double.start();
        await append('s-a.y');
        await follower.has(2);
        expect(follower.ids).toEqual(await wholeLog());
        await follower.stop();
      });
    });

    it('looks up what is known to be there without looking through what others recorded since', async () => {
      const follower = new Follower(store);
      const { position } = await append('s-a.x');
      await follower.has(1);
      for (let n = 0; n < 200; n++) double.put(`other_orders-${n}`, { type: 'OrderPlaced', data: '{}' });
      await new Promise((resolve) => setTimeout(resolve, 200));
      double.mostPassedOver = 100;
      expect(await store.readAt([position])).toHaveLength(1);
      double.endSubscriptions();
      await append('s-a.y');
      await follower.has(2);
      await follower.stop();
    });

    it('keeps an append to several streams whole, and its places apart', async () => {
      await store.close();
      double.stop();
      await begin(true);
      const parts = ['x', 'y', 'z'].map((name) => ({
        stream: `s-a.${name}`,
        events: [anEvent(), anEvent()],
        expectedRevision: 'no-stream' as const,
      }));
      const { position } = await store.appendAll(parts);
      const more = await append('s-a.more');
      const log = await store.readAll(0n, 10);
      expect(new Set(log.map((event) => event.position)).size).toBe(7);
      expect(log.map((event) => event.position)).toEqual(
        [...log.map((event) => event.position)].sort((a, b) => Number(a - b)),
      );
      for (const event of log) expect(await store.readAt([event.position])).toEqual([event]);
      expect((await store.readStream('s-a.y')).map((event) => event.position)).toEqual(
        log.slice(2, 4).map((event) => event.position),
      );
      expect(await store.readAll(position, 10)).toEqual(log.slice(6));
      const [whole, rest] = [new Follower(store), new Follower(store, position)];
      await whole.has(7);
      await rest.has(1);
      expect(whole.ids).toEqual(log.map(({ eventId }) => eventId));
      expect(rest.ids).toEqual([log[6]?.eventId]);
      expect(log[6]?.position).toBe(more.position);
      await Promise.all([whole.stop(), rest.stop()]);
    });
  });

  describe('what is not ours, or not whole', () => {
    it.each([
      ['a body that is no JSON', { type: 'MouSigned', data: '{"oops', metadata }],
      ['bytes', { type: 'MouSigned', data: 'bytes', metadata, contentType: 'application/octet-stream' }],
      ['an event without our metadata', { type: 'MouSigned', data: '{}' }],
      ['an event of a newer schema', { type: 'MouSigned', data: '{}', metadata: { ...metadata, schemaVersion: '9' } }],
    ])('stops loudly at %s', async (_, event) => {
      await append('mou-a.x');
      const follower = new Follower(store);
      double.put('akpi_mou-a.y', event);
      await append('mou-a.z');
      await follower.until(() => follower.fault !== undefined);
      const { code, details } = follower.fault as EventStoreError;
      expect({ code, at: details.position }).toEqual({ code: 'corrupt', at: double.log.events.at(-2)?.prepare });
      expect(follower.ids).toHaveLength(1);
      expect(await codeOf(store.readStream('mou-a.y'))).toBe('corrupt');
      await follower.stop();
    });

    it('serves no figure once the log holds an event of a type that nobody knows', async () => {
      const monitoring = await Monitoring.start({ store, clock: Date.now });
      double.put('akpi_mou-a.y', { type: 'MouSwallowed', data: '{}', metadata });
      const [position] = double.log.events.slice(-1).map(({ prepare }) => prepare);
      await expect(monitoring.reached(position as bigint)).rejects.toThrow(`at position ${position}`);
      expect(() => monitoring.assertTrusted()).toThrow('MouSwallowed');
      await monitoring.stop();
    });

    it('stops loudly when a stream is deleted, for good or not, or told to forget', async () => {
      for (const [name, cut] of [
        ['soft', (stream: string): void => double.softDelete(stream)],
        ['hard', (stream: string): void => double.tombstone(stream)],
        ['tb', (stream: string): void => double.put(`$$${stream}`, { type: '$metadata', data: '{"$tb":1}' })],
      ] as const) {
        await append(`s-a.${name}`, [anEvent(), anEvent()]);
        const follower = new Follower(store, (await store.head()).position);
        cut(`akpi_s-a.${name}`);
        await follower.until(() => follower.fault !== undefined);
        expect((follower.fault as EventStoreError).code).toBe('corrupt');
        await follower.stop();
      }
      expect(await codeOf(store.readStream('s-a.hard'))).toBe('corrupt');
      expect(await codeOf(store.readStream('s-a.tb'))).toBe('corrupt');
      expect(await codeOf(append('s-a.hard'))).toBe('corrupt');
      // A stream that was deleted goes on at the revision it had: an append to it must not pass for the first.
      expect(await codeOf(append('s-a.soft'))).toBe('corrupt');
    });

    it('minds no metadata that cuts nothing off', async () => {
      const follower = new Follower(store);
      double.put('$$akpi_s-a.x', { type: '$metadata', data: '{"$acl":{"$r":"$all"}}' });
      await append('s-a.x');
      await follower.has(1);
      expect(follower.fault).toBeUndefined();
      await follower.stop();
    });
  });
});
