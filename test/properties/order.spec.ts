// Properties: figures depend on the set of facts, not on how the log came to hold them or the model to know them.
import { deserialize, serialize } from 'node:v8';
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Day } from '../../projections/calendar.js';
import { readIndicator, readSeries } from '../../projections/indicator.js';
import { effectiveDayOf } from '../../src/domain/events.js';
import type { StoredEvent } from '../../src/event-store/event-store.js';
import { ReadModel } from '../../src/monitoring/read-model.js';
import { again, retraction } from '../../projections/facts.fixture.js';
import { figuresOf, seriesOf, viewOf } from './figures.fixture.js';
import { asSpoken, calendar, day, history, recorded, RUNS, TIME_LIMIT_MS } from './history.fixture.js';
import { factsKnown } from './oracle.fixture.js';

jest.setTimeout(TIME_LIMIT_MS);

const SEED = 20_260_614;
const days = fc.array(day, { minLength: 1, maxLength: 3 });
const check = async <T extends [unknown, ...unknown[]]>(property: fc.IAsyncProperty<T>): Promise<void> =>
  fc.assert(property, { seed: SEED, numRuns: RUNS });

describe(`the order of recording (${RUNS} histories, seed ${SEED})`, () => {
  it('between streams, and within a stream between different effective dates, changes no figure', async () => {
    const orders = fc.infiniteStream(fc.nat(1_000_000));
    await check(
      fc.asyncProperty(history, days, orders, async (attempts, at, order) => {
        const recorder = recorded(attempts);
        const log = reordered(recorder.log, () => order.next().value as number);
        const streams = new Map<string, StoredEvent[]>();
        for (const event of log) streams.set(event.stream, [...(streams.get(event.stream) ?? []), event]);
        const model = new ReadModel((stream, limit) => Promise.resolve((streams.get(stream) ?? []).slice(0, limit)));
        await model.apply(log);
        expect(figuresOf(viewOf(model), at, 'without proofs')).toBe(
          figuresOf(viewOf(await recorder.model()), at, 'without proofs'),
        );
      }),
    );
  });

  it('of a fact that is retracted and recorded again changes nothing but places', async () => {
    await check(
      fc.asyncProperty(history, days, fc.nat(), async (attempts, at, pick) => {
        const recorder = recorded(attempts);
        const before = figuresOf(viewOf(await recorder.model()), at, 'without proofs');
        const facts = factsKnown(recorder.log);
        const alone = facts.filter((fact) =>
          facts.every((other) => other === fact || other.stream !== fact.stream || other.on !== fact.on),
        );
        const chosen = alone[pick % alone.length];
        const event = recorder.log.find(({ eventId }) => eventId === chosen?.eventId);
        if (!event) return;
        const fact = asSpoken(event);
        if (!recorder.offer([retraction(fact), again(fact)])) return;
        expect(figuresOf(viewOf(await recorder.model()), at, 'without proofs')).toBe(before);
      }),
    );
  });
});

describe(`the read model (${RUNS} histories, seed ${SEED})`, () => {
  it('asked after every event is the same as one rebuilt in pages of 1, 7 and 1000', async () => {
    await check(
      fc.asyncProperty(history, days, async (attempts, at) => {
        const recorder = recorded(attempts);
        const live = new ReadModel(recorder.readStream);
        for (const event of recorder.log) {
          await live.apply([event]);
          const view = live.alliance('lcamp')?.view();
          if (view) figuresOf(view, at.slice(0, 1), 'with proofs');
        }
        const expected = figuresOf(viewOf(live), at, 'with proofs');
        for (const page of [1, 7, 1_000])
          expect(figuresOf(viewOf(await recorder.model(page)), at, 'with proofs')).toBe(expected);
      }),
    );
  });

  it('loaded from a snapshot at any point, and continued, is the same', async () => {
    await check(
      fc.asyncProperty(history, days, fc.nat(), async (attempts, at, point) => {
        const recorder = recorded(attempts);
        const taken = point % (recorder.log.length + 1);
        const before = new ReadModel(recorder.readStream);
        await before.apply(recorder.log.slice(0, taken));
        const after = new ReadModel(recorder.readStream);
        after.load(deserialize(serialize([...before.save()])) as unknown[]);
        await after.apply(recorder.log.slice(taken));
        const whole = await recorder.model();
        expect(figuresOf(viewOf(after), at, 'with proofs')).toBe(figuresOf(viewOf(whole), at, 'with proofs'));
        // Before, at and after the snapshot.
        for (const known of [1, 2, 3].map(
          (quarter) => recorder.appends[Math.floor((quarter * recorder.appends.length) / 4)],
        )) {
          expect(figuresOf(viewOf(after, known), at, 'with proofs')).toBe(
            figuresOf(viewOf(whole, known), at, 'with proofs'),
          );
        }
      }),
    );
  });

  it('answers as of a past position what it answered then', async () => {
    await check(
      fc.asyncProperty(history, days, async (attempts, at) => {
        const recorder = recorded(attempts);
        const model = new ReadModel(recorder.readStream);
        const then: [known: number, figures: string][] = [];
        let taken = 0;
        for (const known of recorder.appends) {
          await model.apply(recorder.log.slice(taken, known));
          taken = known;
          then.push([known, figuresOf(viewOf(model), at.slice(0, 1), 'with proofs')]);
        }
        for (const [known, figures] of then) {
          expect(figuresOf(viewOf(model, known), at.slice(0, 1), 'with proofs')).toBe(figures);
        }
      }),
    );
  });

  it('gives a series of which each month is what is read at its end, the last one at the day', async () => {
    await check(
      fc.asyncProperty(history, day, async (attempts, at) => {
        const view = viewOf(await recorded(attempts).model());
        for (const { id } of view.framework.at(at)?.indicators ?? []) {
          const series = readSeries(view, id, at);
          expect(series).toHaveLength(at < calendar.monthEnd(0) ? 0 : calendar.monthAt(at) + 1);
          series.forEach(({ value, expected, month }) => {
            const end: Day = Math.min(calendar.monthEnd(month), at);
            const indicator = view.framework.at(end)?.indicators.find((each) => each.id === id);
            const single = indicator && readIndicator(view, indicator, end);
            expect([id, month, value, expected]).toEqual([id, month, single?.value, single?.expected]);
          });
        }
        expect(seriesOf(view, at)).toBe(seriesOf(view, at));
      }),
    );
  });
});

/**
 * The events in another order: any between streams; within a stream any between different effective dates, unless some
 * of it was corrected or retracted (what speaks of a fact follows it, and a corrected fact keeps a place among others).
 */
function reordered(log: readonly StoredEvent[], random: () => number): StoredEvent[] {
  const isFixed = new Set(
    log.filter(({ type }) => type === 'EventRetracted' || type === 'EvidenceAdded').map(({ stream }) => stream),
  );
  const places = new Map<string, number[]>();
  const orderIn = (event: StoredEvent): string =>
    isFixed.has(event.stream) ? event.stream : `${event.stream} ${effectiveDayOf(event)}`;
  for (const event of log) places.set(orderIn(event), [...(places.get(orderIn(event)) ?? []), random()]);
  for (const each of places.values()) each.sort((a, b) => a - b);
  const [established, ...rest] = log as [StoredEvent, ...StoredEvent[]];
  places.get(orderIn(established))?.shift();
  const keyed = rest.map((event) => ({ event, key: places.get(orderIn(event))?.shift() as number }));
  keyed.sort((a, b) => a.key - b.key);
  const revisions = new Map<string, bigint>();
  return [established, ...keyed.map(({ event }) => event)].map((event, i) => {
    const revision = revisions.get(event.stream) ?? 0n;
    revisions.set(event.stream, revision + 1n);
    return { ...event, revision, position: BigInt(i + 1), remaining: 0 };
  });
}
