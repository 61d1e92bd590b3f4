// The random histories reach what the properties are about: every kind of event and of figure comes up in them.
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import { dayOf } from '../../projections/calendar.js';
import { readIndicator } from '../../projections/indicator.js';
import { readMilestones } from '../../projections/milestones.js';
import { viewOf } from './figures.fixture.js';
import { history, INDICATORS, MILESTONES, recorded, TIME_LIMIT_MS } from './history.fixture.js';

jest.setTimeout(TIME_LIMIT_MS);

const SEED = 20_231_114;
const HISTORIES = 60;
const AT = dayOf('2024-06-20');

describe(`${HISTORIES} random histories (seed ${SEED})`, () => {
  const recorders = fc.sample(history, { seed: SEED, numRuns: HISTORIES }).map(recorded);

  it('hold every kind of event that figures are made of, corrections and requests of several facts', () => {
    const types = new Map<string, number>();
    for (const { type } of recorders.flatMap(({ log }) => log)) types.set(type, (types.get(type) ?? 0) + 1);
    const rare = [...types].filter(([, count]) => count < 5);
    expect([types.size, rare]).toEqual([25, []]);
    const metadata = recorders.flatMap(({ log }) => log.map((event) => event.metadata as { corrects?: string }));
    expect(metadata.filter(({ corrects }) => corrects !== undefined).length).toBeGreaterThan(HISTORIES);
    expect(recorders.flatMap(({ log }) => log).filter(({ remaining }) => remaining > 1).length).toBeGreaterThan(5);
  });

  it('give every indicator a value in some and none, or no, in others, early and late; some provisional, some with notes', async () => {
    const seen = new Map<string, number>();
    const saw = (what: string): unknown => seen.set(what, (seen.get(what) ?? 0) + 1);
    for (const recorder of recorders) {
      const model = await recorder.model();
      for (const known of [recorder.appends[5], recorder.log.length]) {
        const view = viewOf(model, known);
        for (const indicator of view.framework.at(AT)?.indicators ?? []) {
          const { id, value, companions, notes } = readIndicator(view, indicator, AT);
          saw(`${id} ${value === null || value === false ? 'without' : 'with'} value`);
          if (id === 'I5' && companions['provisional'] === true) saw('provisional');
          if (id === 'I5' && notes.length > 0) saw('notes');
        }
      }
    }
    const expected = INDICATORS.flatMap(({ id }) => [`${id} with value`, `${id} without value`]);
    expect(expected.filter((what) => (seen.get(what) ?? 0) < 3)).toEqual([]);
    expect(['provisional', 'notes'].filter((what) => !seen.has(what))).toEqual([]);
  });

  it('achieve every milestone in some and not in others, proven by events and by time', async () => {
    const seen = new Set<string>();
    for (const recorder of recorders) {
      for (const { id, status, provenBy, holds } of readMilestones(viewOf(await recorder.model()), AT)) {
        seen.add(`${id} ${status === 'achieved' ? 'achieved' : 'open'}`);
        if (status === 'achieved')
          seen.add(provenBy === null ? 'by time' : 'by an event').add(holds ? 'holding' : 'fallen');
      }
    }
    const expected = MILESTONES.map(({ id }) => `${id} achieved`);
    expect([...expected, 'by time', 'by an event', 'holding', 'fallen'].filter((what) => !seen.has(what))).toEqual([]);
  });
});
