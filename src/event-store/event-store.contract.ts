// The contract of the event store port as a suite: every adapter's spec names the adapter and takes all of it.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  EventStoreError,
  GENESIS_HASH,
  type EventStore,
  type EventStoreErrorCode,
  type NewEvent,
  type StoredEvent,
} from './event-store.js';
import { chainHash, hashAfter } from './chain.js';
import canonicalize from 'canonicalize';

/** A store under test, and how the suite moves its time. */
export interface StoreUnderTest {
  readonly store: EventStore;
  setClock(instantMs: number): void;
  /** Closes the store, and opens one on what it kept. */
  reopen(): Promise<EventStore>;
  dispose(): Promise<void>;
}

let made = 0;

/** An event like no other; the number in its id makes a failing test repeatable. */
export function anEvent(data: object = { n: made }, type = 'MouSigned'): NewEvent {
  made++;
  const eventId = `00000000-0000-4000-8000-${made.toString(16).padStart(12, '0')}`;
  return { eventId, type, data, metadata: { source: 'urn:test', n: made }, schemaVersion: 1 };
}

async function failure(work: Promise<unknown>): Promise<EventStoreError> {
  try {
    await work;
  } catch (error) {
    expect(error).toBeInstanceOf(EventStoreError);
    return error as EventStoreError;
  }
  throw new Error('it should have failed');
}

const codeOf = async (work: Promise<unknown>): Promise<EventStoreErrorCode> => (await failure(work)).code;

async function wholeLog(store: EventStore): Promise<StoredEvent[]> {
  const log: StoredEvent[] = [];
  for (;;) {
    const page = await store.readAll(log.at(-1)?.position ?? 0n, 1_000);
    if (page.length === 0) return log;
    log.push(...page);
  }
}

export function eventStoreContract(adapter: string, open: () => Promise<StoreUnderTest>): void {
  describe(`event store contract: ${adapter}`, () => {
    let tested: StoreUnderTest;
    let store: EventStore;
    beforeEach(async () => {
      tested = await open();
      ({ store } = tested);
    });
    afterEach(() => tested.dispose());

    describe('append', () => {
      it('stores events with their content, from revision 0 on', async () => {
        const events = [
          anEvent({ text: 'Ünïcödé 𝄞 \u2028 "q"', list: [1, null, true], nested: { z: 1, a: 2 } }),
          anEvent(),
        ];
        const appended = await store.append('mou-a.x', events, 'no-stream');
        const stored = await store.readStream('mou-a.x');
        expect(
          stored.map(({ eventId, type, data, metadata, schemaVersion }) => ({
            eventId,
            type,
            data,
            metadata,
            schemaVersion,
          })),
        ).toEqual(events);
        expect(stored.map(({ revision }) => revision)).toEqual([0n, 1n]);
        expect(appended.revisions).toEqual([1n]);
        expect(stored.at(-1)?.position).toBe(appended.position);
      });

      it('goes on at the revision that is expected', async () => {
        await store.append('s-a.x', [anEvent()], 'no-stream');
        expect((await store.append('s-a.x', [anEvent(), anEvent()], 0n)).revisions).toEqual([2n]);
        expect((await store.readStream('s-a.x')).map(({ revision }) => revision)).toEqual([0n, 1n, 2n]);
      });

      it.each([
        ['a stream that is there, expected to be none', 'no-stream', 0n],
        ['a revision that is behind', 0n, 2n],
        ['a revision that is ahead', 5n, 2n],
      ] as const)('refuses %s, stores nothing and names what is there', async (_, expected, actual) => {
        await store.append(
          's-a.x',
          Array.from({ length: Number(actual) + 1 }, () => anEvent()),
          'no-stream',
        );
        const before = await store.head();
        const error = await failure(store.append('s-a.x', [anEvent()], expected));
        expect(error.code).toBe('version-conflict');
        expect(error.details).toMatchObject({ stream: 's-a.x', actual });
        expect(await store.head()).toEqual(before);
      });

      it('refuses a revision of a stream that holds nothing', async () => {
        expect((await failure(store.append('s-a.x', [anEvent()], 0n))).details.actual).toBe('no-stream');
        expect(await store.readStream('s-a.x')).toEqual([]);
      });

      it('lets exactly one of many writers win a revision', async () => {
        const outcomes = await Promise.allSettled(
          Array.from({ length: 20 }, () => store.append('s-a.x', [anEvent()], 'no-stream')),
        );
        expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        expect(await store.readStream('s-a.x')).toHaveLength(1);
      });

      it("doesn't fail the neighbours of one that is refused", async () => {
        await store.append('s-a.taken', [anEvent()], 'no-stream');
        const outcomes = await Promise.allSettled([
          store.append('s-a.one', [anEvent()], 'no-stream'),
          store.append('s-a.taken', [anEvent()], 'no-stream'),
          store.append('s-a.two', [anEvent()], 'no-stream'),
        ]);
        expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
        expect((await wholeLog(store)).map(({ stream }) => stream)).toEqual(['s-a.taken', 's-a.one', 's-a.two']);
      });

      it('keeps the order in which appends were asked for', async () => {
        await Promise.all(
          Array.from({ length: 50 }, (_, n) => store.append(`s-a.n${n}`, [anEvent({ n })], 'no-stream')),
        );
        expect((await wholeLog(store)).map(({ data }) => (data as { n: number }).n)).toEqual(
          Array.from({ length: 50 }, (_, n) => n),
        );
      });
    });

    describe('appendAll', () => {
      it('stores parts of several streams as one append, in order, the same stream more than once', async () => {
        const appended = await store.appendAll([
          { stream: 's-a.x', events: [anEvent()], expectedRevision: 'no-stream' },
          { stream: 's-a.y', events: [anEvent(), anEvent()], expectedRevision: 'no-stream' },
          { stream: 's-a.x', events: [anEvent()], expectedRevision: 0n },
        ]);
        const log = await wholeLog(store);
        const { atomicAppendAll, shared } = store.capabilities;
        const asAsked = ['s-a.x 0', 's-a.y 0', 's-a.y 1', 's-a.x 1'];
        expect(log.map(({ stream, revision }) => `${stream} ${revision}`)).toEqual(
          shared ? ['s-a.x 0', 's-a.x 1', 's-a.y 0', 's-a.y 1'] : asAsked,
        );
        expect(log.map(({ remaining }) => remaining)).toEqual(atomicAppendAll ? [3, 2, 1, 0] : [1, 0, 1, 0]);
        expect(new Set(log.map(({ recordedAt }) => recordedAt)).size).toBe(1);
        expect(appended.revisions).toEqual([0n, 1n, 1n]);
        expect(appended.position).toBe(log.at(-1)?.position);
      });

      it('stores all or nothing; where the store can do that for one stream only, each stream', async () => {
        await store.append('s-a.y', [anEvent()], 'no-stream');
        const conflict = store.appendAll([
          { stream: 's-a.x', events: [anEvent()], expectedRevision: 'no-stream' },
          { stream: 's-a.y', events: [anEvent(), anEvent()], expectedRevision: 'no-stream' },
        ]);
        expect(await codeOf(conflict)).toBe('version-conflict');
        expect(await store.readStream('s-a.x')).toHaveLength(store.capabilities.atomicAppendAll ? 0 : 1);
        expect(await store.readStream('s-a.y')).toHaveLength(1);
      });

      it('takes many events at once', async () => {
        const { shared } = store.capabilities;
        // Over a network a batch has a few seconds: there, hundreds.
        const count = shared ? 500 : 20_000;
        const events = Array.from({ length: count }, (_, n) => anEvent({ n }));
        await store.appendAll(
          events.map((event, n) => ({ stream: `s-a.n${n}`, events: [event], expectedRevision: 'no-stream' })),
        );
        const log = await wholeLog(store);
        expect(log.map(({ data }) => (data as { n: number }).n)).toEqual(events.map((_, n) => n));
        if (!shared) expect(log[0]?.remaining).toBe(count - 1);
      }, 30_000);
    });

    describe('recorded time', () => {
      it('never decreases, also when the clock goes back', async () => {
        for (const [n, instant] of [2_000, 1_000, 3_000].entries()) {
          tested.setClock(instant);
          await store.append(`s-a.n${n}`, [anEvent()], 'no-stream');
        }
        expect((await wholeLog(store)).map(({ recordedAt }) => recordedAt)).toEqual([2_000, 2_000, 3_000]);
      });

      it('is kept where it is given, and refused where it lies before the last', async () => {
        await store.append('s-a.x', [anEvent()], 'no-stream', { recordedAt: 500 });
        for (const revision of [0n, 1n]) await store.append('s-a.x', [anEvent()], revision, { recordedAt: 700 });
        expect((await failure(store.append('s-a.x', [anEvent()], 2n, { recordedAt: 699 }))).details.reason).toBe(
          'recorded-too-early',
        );
        expect((await wholeLog(store)).map(({ recordedAt }) => recordedAt)).toEqual([500, 700, 700]);
      });
    });

    describe('reading', () => {
      const fill = async (): Promise<void> => {
        for (let n = 0; n < 6; n++) {
          const stream = n % 2 === 0 ? 'member-a.even' : 'mou-a.odd';
          await store.append(
            stream,
            [anEvent({ n }, n < 3 ? 'MemberJoined' : 'MemberLeft')],
            n < 2 ? 'no-stream' : BigInt(Math.floor(n / 2) - 1),
          );
        }
      };

      it('reads a stream from a revision on, at most so many', async () => {
        await fill();
        expect((await store.readStream('member-a.even', 1n)).map(({ revision }) => revision)).toEqual([1n, 2n]);
        expect(await store.readStream('member-a.even', 0n, 2)).toHaveLength(2);
        expect(await store.readStream('member-a.even', 3n)).toEqual([]);
        expect(await store.readStream('member-a.none')).toEqual([]);
      });

      it('reads the log page by page without gap or repetition', async () => {
        await fill();
        const first = await store.readAll(0n, 4);
        const rest = await store.readAll(first.at(-1)?.position ?? 0n, 4);
        expect([...first, ...rest].map(({ data }) => (data as { n: number }).n)).toEqual([0, 1, 2, 3, 4, 5]);
        expect(await store.readAll(rest.at(-1)?.position ?? 0n, 4)).toEqual([]);
      });

      it('reads by type, by the beginning of stream names, and by both', async () => {
        await fill();
        const read = async (filter: object): Promise<number[]> =>
          (await store.readAll(0n, 100, filter)).map(({ data }) => (data as { n: number }).n);
        expect(await read({ types: ['MemberLeft'] })).toEqual([3, 4, 5]);
        expect(await read({ streamPrefixes: ['member-a.'] })).toEqual([0, 2, 4]);
        expect(await read({ streamPrefixes: ['member-', 'mou-'] })).toEqual([0, 1, 2, 3, 4, 5]);
        expect(await read({ types: ['MemberLeft'], streamPrefixes: ['mou-'] })).toEqual([3, 5]);
        expect(await read({ streamPrefixes: ['none-'] })).toEqual([]);
      });

      it('reads events at positions, in the order asked for, and knows which are not there', async () => {
        await fill();
        const log = await wholeLog(store);
        const wanted = [log[4], log[1]].map((event) => event?.position ?? 0n);
        expect((await store.readAt(wanted)).map(({ position }) => position)).toEqual(wanted);
        expect(await store.readAt([])).toEqual([]);
        expect(await codeOf(store.readAt([10_000n]))).toBe('corrupt');
      });

      it('chains each event to the one before, from the genesis hash on', async () => {
        expect((await store.head()).position).toBe(0n);
        await fill();
        let before = GENESIS_HASH;
        for (const event of await wholeLog(store)) {
          const [data, metadata] = [canonicalize(event.data) as string, canonicalize(event.metadata) as string];
          const { stream, revision, type, eventId, schemaVersion, recordedAt, remaining } = event;
          const content = { stream, revision, type, eventId, schemaVersion, recordedAt, remaining, data, metadata };
          const hash = chainHash(before, content);
          expect(hashAfter(before, event)).toBe(hash);
          before = hash;
        }
        const head = await store.head();
        expect(head.hash ?? before).toBe(before);
      });
    });

    describe('subscription', () => {
      /** Subscribes, and resolves with what was delivered once there are so many events. */
      const delivered = (
        after: bigint,
        wanted: number,
      ): { all: Promise<StoredEvent[][]>; stop: () => Promise<void> } => {
        const pages: StoredEvent[][] = [];
        let stop: () => Promise<void> = () => Promise.resolve();
        const all = new Promise<StoredEvent[][]>((resolve, reject) => {
          const take = (events: readonly StoredEvent[]): void => {
            pages.push([...events]);
            if (pages.flat().length >= wanted) resolve(pages);
          };
          ({ stop } = store.subscribe(after, take, reject));
        });
        return { all, stop: () => stop() };
      };

      it('delivers what is stored and then what comes, each once and in order', async () => {
        for (let n = 0; n < 3; n++) await store.append(`s-a.n${n}`, [anEvent({ n })], 'no-stream');
        const { all, stop } = delivered(0n, 6);
        for (let n = 3; n < 6; n++) await store.append(`s-a.n${n}`, [anEvent({ n })], 'no-stream');
        expect((await all).flat().map(({ data }) => (data as { n: number }).n)).toEqual([0, 1, 2, 3, 4, 5]);
        await stop();
      });

      it('begins after a checkpoint', async () => {
        const { position } = await store.append('s-a.x', [anEvent({ n: 0 }), anEvent({ n: 1 })], 'no-stream');
        await store.append('s-a.y', [anEvent({ n: 2 })], 'no-stream');
        const { all, stop } = delivered(position, 1);
        expect((await all).flat().map(({ data }) => (data as { n: number }).n)).toEqual([2]);
        await stop();
      });

      it('splits no append between two calls but one of more than 1,000 events', async () => {
        for (const size of [600, 1_500, 10]) {
          await store.appendAll(
            Array.from({ length: size }, () => ({
              stream: `s-a.${anEvent().eventId}`,
              events: [anEvent()],
              expectedRevision: 'no-stream',
            })),
          );
        }
        const { all, stop } = delivered(0n, 2_110);
        const pages = await all;
        // Where a page ends inside an append, the next one goes on with it.
        pages.forEach((page, i) => {
          const { remaining } = page.at(-1) as StoredEvent;
          if (remaining === 0) return;
          expect(pages[i + 1]?.[0]?.remaining).toBe(remaining - 1);
        });
        const splits = pages.slice(0, -1).filter((page) => (page.at(-1)?.remaining ?? 0) > 0);
        expect(splits.every((page) => page.some(({ remaining }) => remaining >= 1_000))).toBe(true);
        await stop();
      }, 20_000);

      it('calls the handler one at a time, and not again after it is stopped', async () => {
        let [running, most, calls] = [0, 0, 0];
        const { stop } = store.subscribe(
          0n,
          async () => {
            calls++;
            most = Math.max(most, ++running);
            await new Promise((resolve) => setTimeout(resolve, 5));
            running--;
          },
          () => undefined,
        );
        for (let n = 0; n < 5; n++) await store.append(`s-a.n${n}`, [anEvent()], 'no-stream');
        await stop();
        const before = calls;
        await store.append('s-a.late', [anEvent()], 'no-stream');
        await new Promise((resolve) => setTimeout(resolve, 20));
        expect({ most, calls, running }).toEqual({ most: 1, calls: before, running: 0 });
      });

      it('stops loudly where the handler fails', async () => {
        let calls = 0;
        const fault = new Promise<Error>((resolve) => {
          const refuse = (): never => {
            calls++;
            throw new Error('poison');
          };
          store.subscribe(0n, refuse, resolve);
        });
        await store.append('s-a.x', [anEvent()], 'no-stream');
        expect((await fault).message).toBe('poison');
        await store.append('s-a.y', [anEvent()], 'no-stream');
        expect(calls).toBe(1);
      });
    });

    it('keeps everything over a restart, and goes on', async () => {
      await store.append('s-a.x', [anEvent({ n: 0 })], 'no-stream');
      const head = await store.head();
      store = await tested.reopen();
      expect(await store.head()).toEqual(head);
      await store.append('s-a.x', [anEvent({ n: 1 })], 0n);
      expect((await store.readStream('s-a.x')).map(({ data }) => (data as { n: number }).n)).toEqual([0, 1]);
    });

    it('answers unavailable once it is closed', async () => {
      await store.close();
      expect(await codeOf(store.append('s-a.x', [anEvent()], 'no-stream'))).toBe('unavailable');
      expect(await codeOf(store.readAll(0n, 1))).toBe('unavailable');
      expect(await codeOf(store.head())).toBe('unavailable');
      await store.close();
    });
  });
}
