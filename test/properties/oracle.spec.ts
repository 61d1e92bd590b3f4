// Properties: the projections agree with the contract counted out naively, on random histories.
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { Day } from '../../projections/calendar.js';
import { measureOf } from '../../projections/index.js';
import { readIndicator, readValue } from '../../projections/indicator.js';
import { readMilestones } from '../../projections/milestones.js';
import type { Indicator } from '../../src/domain/framework/framework.schema.js';
import type { StoredEvent } from '../../src/event-store/event-store.js';
import type { AllianceView } from '../../src/monitoring/alliance-model.js';
import { viewOf } from './figures.fixture.js';
import { day, history, recorded, RUNS, TIME_LIMIT_MS } from './history.fixture.js';
import { factsKnown, milestoneAt, Oracle } from './oracle.fixture.js';

jest.setTimeout(TIME_LIMIT_MS);

const SEED = 20_220_615;

/** Of the appends, one: how many events were known after it. */
const knownOf = (appends: readonly number[], part: number): number =>
  appends[Math.floor(part * (appends.length - 1))] as number;
const part = fc.double({ min: 0, max: 1, noNaN: true });

describe(`the projections and the naive oracle (${RUNS} histories, seed ${SEED})`, () => {
  it('agree on every value and its companions, at any day, as of any position', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        fc.array(fc.tuple(day, part), { minLength: 4, maxLength: 8 }),
        async (attempts, questions) => {
          const recorder = recorded(attempts);
          const model = await recorder.model();
          for (const [at, when] of questions) {
            const known = knownOf(recorder.appends, when);
            const view = viewOf(model, known);
            const oracle = new Oracle(factsKnown(recorder.log.slice(0, known)), at);
            for (const indicator of view.framework.at(at)?.indicators ?? []) {
              const { value, companions } = readIndicator(view, indicator, at);
              const expected = oracle.read(indicator);
              expect([indicator.id, at, known, value, rounded(companions)]).toEqual([
                indicator.id,
                at,
                known,
                expected.value,
                rounded(expected.companions),
              ]);
            }
          }
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('agree on milestones, tried day by day, and on what proves them', async () => {
    await fc.assert(
      fc.asyncProperty(history, day, part, async (attempts, at, when) => {
        const recorder = recorded(attempts);
        const model = await recorder.model();
        const known = knownOf(recorder.appends, when);
        const view = viewOf(model, known);
        const facts = factsKnown(recorder.log.slice(0, known));
        const framework = view.framework.at(at);
        const readings = readMilestones(view, at).map(({ id, achievedOn, provenBy, holds }) => ({
          id,
          achievedOn,
          provenBy: provenBy === null ? null : (recorder.log[provenBy] as StoredEvent).eventId,
          holds,
        }));
        const expected = (framework?.milestones ?? []).map((milestone) => ({
          id: milestone.id,
          ...milestoneAt(milestone, framework?.indicators as unknown as Indicator[], facts, at),
        }));
        expect(readings).toEqual(expected);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('a figure is made of as many streams as it counts', async () => {
    await fc.assert(
      fc.asyncProperty(history, day, async (attempts, at) => {
        const view = viewOf(await recorded(attempts).model());
        for (const indicator of view.framework.at(at)?.indicators ?? []) {
          const { value, companions } = readValue(view, indicator, at);
          const streams = countedStreams(view, indicator, at);
          const counts =
            companions['denominator'] ??
            (indicator.measure.kind === 'reported' ? Number(value !== null) : (value ?? 0));
          if (typeof counts === 'number') expect([indicator.id, streams.size]).toEqual([indicator.id, counts]);
          else expect(streams.size > 0).toBe(value);
        }
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});

function countedStreams(
  view: AllianceView,
  indicator: Pick<Indicator, 'id' | 'unit' | 'measure'>,
  at: Day,
): Set<number> {
  const streams = new Set<number>();
  for (const { source, cells, from = -Infinity, through = at, newest = false } of measureOf(indicator).counted(
    view,
    indicator,
    at,
  )) {
    for (const { stream } of view.stepLedger(source)?.counted(cells, from, through, newest) ?? []) streams.add(stream);
  }
  return streams;
}

/** Numbers to ten digits: the interval is computed in another order of operations. */
const rounded = (companions: object): unknown =>
  JSON.parse(
    JSON.stringify(companions, (_key, value: unknown) =>
      typeof value === 'number' ? Number(value.toFixed(8)) + 0 : value,
    ),
  );
