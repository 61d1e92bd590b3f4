// What takes the adapter to its limits of time, each on a double of its own, some at once: nothing hangs, what is not known
// is said, and it works again when the cluster does.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { beforeAll, describe, expect, it, jest } from '@jest/globals';
import { anEvent } from '../../src/event-store/event-store.contract.js';
import type { Appended } from '../../src/event-store/event-store.js';
import type { KurrentDbEventStore } from '../../src/event-store/kurrentdb/kurrentdb-event-store.js';
import { BACK_MS, codeOf, COMMAND_MS, Follower, onDouble, openAt, timed } from './adapter.fixture.js';
import { ClusterDouble } from './cluster-double.js';

const append = (store: KurrentDbEventStore, stream: string, event = anEvent()): Promise<Appended> =>
  store.append(stream, [event], 'no-stream');
const idsIn = async (store: KurrentDbEventStore): Promise<string[]> =>
  (await store.readAll(0n, 100)).map(({ eventId }) => eventId);
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Commands and reads while the cluster can't serve them, and after it can again. */
const away = (
  begin: (double: ClusterDouble) => void,
  end: (double: ClusterDouble) => void | Promise<void>,
  codes: readonly string[],
): Promise<void> =>
  onDouble(async (store, double) => {
    const { position } = await append(store, 's-a.w');
    begin(double);
    const reads = [store.readStream('s-a.x'), store.readAt([position])];
    const asked = Promise.all([append(store, 's-a.x'), ...reads].map(codeOf));
    const { result, ms } = await timed(asked);
    expect(codes).toContain(result[0]);
    expect(result.slice(1)).toEqual(['unavailable', 'unavailable']);
    expect(ms).toBeLessThan(COMMAND_MS);
    await end(double);
    const back = await timed(append(store, 's-a.y'));
    expect(back.ms).toBeLessThan(BACK_MS);
    expect(await store.readStream('s-a.y')).toHaveLength(1);
  });

const unanswered = (atomic: boolean): Promise<void> =>
  onDouble(async (store, double) => {
    double.appendFault = 'unanswered';
    const first = atomic ? 1 : 2;
    const answering = setInterval(() => {
      if (double.appends >= first) double.appendFault = 'none';
    }, 10);
    const parts = ['s-a.x', 's-a.y'].map((stream) => ({
      stream,
      events: [anEvent()],
      expectedRevision: 'no-stream' as const,
    }));
    const appended = await store.appendAll(parts).finally(() => clearInterval(answering));
    expect(double.appends).toBeGreaterThan(first);
    expect(await idsIn(store)).toEqual(parts.flatMap(({ events }) => events.map(({ eventId }) => eventId)));
    expect(appended.position).toBe((await store.readAll(0n, 10)).at(-1)?.position);
  }, atomic);

/** The first of two streams is stored after the second: its first append gets lost. */
const overtaken = (): Promise<void> =>
  onDouble(async (store, double) => {
    double.appendFault = 'lost';
    const losing = setInterval(() => {
      if (double.appends > 0) double.appendFault = 'none';
    }, 10);
    const parts = ['s-a.x', 's-a.y'].map((stream) => ({
      stream,
      events: [anEvent()],
      expectedRevision: 'no-stream' as const,
    }));
    const { position, ends } = await store.appendAll(parts).finally(() => clearInterval(losing));
    const log = await store.readAll(0n, 10);
    expect(log.map((event) => event.stream)).toEqual(['s-a.y', 's-a.x']);
    expect(ends).toEqual(log.map((event) => event.position).reverse());
    expect(position).toBe(log.at(-1)?.position);
  });

const followed = (fault: (double: ClusterDouble) => void): Promise<void> =>
  onDouble(async (store, double) => {
    for (let n = 0; n < 5; n++) await append(store, `s-a.n${n}`);
    const follower = new Follower(store);
    await follower.has(5);
    fault(double);
    for (let n = 5; n < 10; n++) await append(store, `s-a.n${n}`);
    await follower.until(() => follower.ids.length >= 10, 2 * BACK_MS);
    await follower.stop();
    expect(follower.ids).toEqual(await idsIn(store));
  });

const SCENARIOS: Readonly<Record<string, () => Promise<void>>> = {
  'stores once what was stored without an answer': () => unanswered(false),
  'stores once what was stored without an answer, in several streams at once': () => unanswered(true),

  'says in time that it does not know, where no answer comes, and finds out when asked again': () =>
    onDouble(async (store, double) => {
      double.appendFault = 'unanswered';
      const event = anEvent();
      const { result, ms } = await timed(codeOf(append(store, 's-a.x', event)));
      expect(result).toBe('outcome-unknown');
      expect(ms).toBeLessThan(COMMAND_MS);
      double.appendFault = 'none';
      expect((await append(store, 's-a.x', event)).revisions).toEqual([0n]);
      expect(await idsIn(store)).toEqual([event.eventId]);
    }),

  'is refused in time by a silent server, and works when it speaks': () =>
    away(
      (double) => (double.silent = true),
      (double) => void (double.silent = false),
      ['outcome-unknown'],
    ),
  'is refused in time by a server that is not ready, and works when it is': () =>
    away(
      (double) => (double.notReady = true),
      (double) => void (double.notReady = false),
      ['unavailable', 'outcome-unknown'],
    ),
  'is refused in time where there is no server, and works when it is back': () =>
    away(
      (double) => double.stop(),
      (double) => double.start(),
      ['unavailable', 'outcome-unknown'],
    ),

  'appends again after its first append was lost, while reads are answered': () =>
    onDouble(async (store, double) => {
      double.appendFault = 'lost';
      const lost = codeOf(append(store, 's-a.x'));
      for (let n = 0; n < 60; n++) {
        await store.readStream('s-a.y');
        await sleep(50);
      }
      expect(await lost).toBe('outcome-unknown');
      double.appendFault = 'none';
      const { ms } = await timed(append(store, 's-a.y'));
      expect(ms).toBeLessThan(BACK_MS);
    }),

  'finds the leader where it was sent to another node': () =>
    onDouble(async (store, double) => {
      const follower = new ClusterDouble();
      follower.leader = { host: '127.0.0.1', port: double.port };
      await follower.start();
      await append(store, 's-a.x');
      const other = await openAt(follower.address);
      expect(await other.readStream('s-a.x')).toHaveLength(1);
      await other.close();
      follower.stop();
    }),

  'delivers each event once and in order when the server ends the subscription without an error': () =>
    followed((double) => double.endSubscriptions()),
  'delivers each event once and in order when a subscription falls silent while the log goes on': () =>
    followed((double) => double.forgetSubscriptions()),

  'knows a place where no event begins': () =>
    onDouble(async (store) => {
      const { position } = await append(store, 's-a.x');
      await append(store, 's-a.y');
      expect(await codeOf(store.readAt([position + 1n]))).toBe('corrupt');
    }),

  'doesn’t take a slow answer for a missing event': () =>
    onDouble(async (store, double) => {
      const { position } = await append(store, 's-a.x');
      double.slowFromPlaces = true;
      expect(await codeOf(store.readAt([position]))).toBe('unavailable');
      double.slowFromPlaces = false;
      expect(await store.readAt([position])).toHaveLength(1);
    }),

  'doesn’t take an event for missing where the server was away and comes back': () =>
    onDouble(async (store, double) => {
      const { position } = await append(store, 's-a.x');
      double.notReady = true;
      const asked = codeOf(store.readAt([position]));
      // Longer than a read waits: what is told afterwards is told by a server that answers.
      await sleep(2_500);
      double.notReady = false;
      expect(await asked).not.toBe('corrupt');
    }),

  'names the last place at which it stored, whichever stream was stored last': overtaken,

  'closes at once, also while a silent server is waited for': () =>
    onDouble(async (store, double) => {
      const follower = new Follower(store);
      await append(store, 's-a.x');
      await follower.has(1);
      double.silent = true;
      const waiting = [codeOf(append(store, 's-a.y')), codeOf(store.readStream('s-a.x'))];
      const { result, ms } = await timed(store.close().then(() => Promise.all(waiting)));
      expect(result).toEqual(['unavailable', 'unavailable']);
      expect(ms).toBeLessThan(2_000);
    }),
};

/** So many at once: mostly they wait, but what each has to do must not take the time of the others. */
const AT_ONCE = 3;

describe('KurrentDB adapter at its limits of time', () => {
  const running = new Map<string, Promise<void>>();
  beforeAll(() => {
    // The first call of all takes longer than any other.
    let before: Promise<unknown> = onDouble(async (store) => void (await append(store, 's-a.x')));
    const names = Object.keys(SCENARIOS);
    for (let from = 0; from < names.length; from += AT_ONCE) {
      const start = before;
      const group = names.slice(from, from + AT_ONCE).map((name) => {
        const run = start.then(SCENARIOS[name]);
        running.set(name, run);
        return run;
      });
      before = Promise.allSettled(group);
    }
  });

  it.each(Object.keys(SCENARIOS))('%s', (name) => running.get(name));

  it('asks once for what a busy server takes longer to store, the more it is', () =>
    onDouble(async (store, double) => {
      double.answersAfterMs = 1_250;
      const parts = ['s-a.x', 's-a.y'].map((stream) => ({
        stream,
        events: Array.from({ length: 50 }, () => anEvent()),
        expectedRevision: 'no-stream' as const,
      }));
      // The server's time alone passes: what this machine takes to send so much is as long as it is busy.
      jest.useFakeTimers({ doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate'] });
      const appended = store.appendAll(parts);
      while (double.appends === 0) await nextTurn();
      jest.advanceTimersByTime(double.answersAfterMs);
      jest.useRealTimers();
      await appended;
      expect(double.appends).toBe(1);
    }, true));
});
