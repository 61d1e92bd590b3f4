// Specs of finding events by id: every event with the id is among the candidates, and they are few.
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { EventIds } from './event-ids.js';

/** A UUID made of a number, spread like a random one. */
const spread = (i: number): string =>
  createHash('sha256')
    .update(String(i))
    .digest('hex')
    .replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12}).*$/, '$1-$2-4$3-8$4-$5');
/** A UUID made of a counter alone. */
const counted = (i: number): string => `00000000-0000-4000-8000-${i.toString(16).padStart(12, '0')}`;
/** A UUID whose first part is a time and whose last is a counter, as version 7 may be. */
const timed = (i: number): string =>
  `01890a5d-ac96-7${(i % 4096).toString(16).padStart(3, '0')}-8000-${i.toString(16).padStart(12, '0')}`;

describe.each([
  ['random', spread],
  ['counted', counted],
  ['timed', timed],
])('%s ids', (_kind, idOf) => {
  const COUNT = 5_000;
  const ids = new EventIds();
  for (let i = 0; i < COUNT; i++) ids.add(idOf(i), i);

  const missing = (table: EventIds, count: number): number[] =>
    Array.from({ length: count }, (_, i) => i).filter((i) => !table.candidates(idOf(i)).includes(i));

  it('are all found', () => {
    expect(missing(ids, COUNT)).toEqual([]);
  });

  it('lead to few others', () => {
    let others = 0;
    for (let i = 0; i < COUNT; i++) others += ids.candidates(idOf(i)).length - 1;
    expect(others).toBeLessThan(COUNT / 100);
  });

  it('are found after saving and loading, and new ones beside them', () => {
    const loaded = new EventIds();
    loaded.load(structuredClone(ids.save(COUNT)));
    for (let i = COUNT; i < 3 * COUNT; i++) loaded.add(idOf(i), i);
    expect(missing(loaded, 3 * COUNT)).toEqual([]);
  });
});

describe('one id', () => {
  it('of events in several streams gives all of them in log order', () => {
    const ids = new EventIds();
    for (const ordinal of [7, 3, 12]) ids.add(spread(1), ordinal);
    expect(ids.candidates(spread(1))).toEqual([3, 7, 12]);
  });

  it('costs the same in very many streams as in one', () => {
    const COUNT = 200_000;
    const ids = new EventIds();
    // Were each looked for among those before it, this would take minutes.
    for (let ordinal = 0; ordinal < COUNT; ordinal++) ids.add(spread(1), ordinal);
    expect(ids.candidates(spread(1))).toHaveLength(COUNT);
    expect(ids.candidates(spread(2))).toEqual([]);
  });

  it('that was never recorded gives none', () => {
    const ids = new EventIds();
    expect(ids.candidates(spread(1))).toEqual([]);
    ids.add(spread(1), 0);
    expect(ids.candidates(spread(2))).toEqual([]);
  });
});
