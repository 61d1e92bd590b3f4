// Specs of the table of steps: which stand, which were known when, and sums over them.
import { describe, expect, it } from '@jest/globals';
import type { Step } from '../../projections/measure.js';
import type { Fact } from '../domain/timeline.js';
import { HEAD, StepLedger } from './step-ledger.js';
import { StepTable } from './step-table.js';

const factOf = (ordinal: number, on: number): Fact => ({
  event: { eventId: `event ${ordinal}`, type: 'Something', data: {} },
  on,
  index: ordinal,
  place: ordinal,
});

const step = (ordinal: number, on: number, cells: string[], amount: 1 | -1 = 1, rest: Partial<Step> = {}): Step => ({
  on,
  cells,
  amount,
  by: factOf(ordinal, on),
  ...rest,
});

const ledgerOf = (table: StepTable, count: number = HEAD, tag?: string): StepLedger =>
  new StepLedger(table, count, tag, (stream) => `stream ${stream}`);

/** Stream 0 steps on day 10 (event 0); event 2 moves that to day 20; stream 1 steps on day 15 (event 1). */
function example(): StepTable {
  const table = new StepTable();
  const first = table.replace(0, -1, [step(0, 10, ['a'])], 0);
  table.replace(1, -1, [step(1, 15, ['a', 'b'])], 1);
  table.replace(0, first, [step(2, 20, ['a'])], 2);
  return table;
}

describe('steps as known then', () => {
  const sums = (count: number): number[] => [9, 10, 15, 20].map((day) => ledgerOf(example(), count).sum('a', day));

  it('are none before the first event', () => expect(sums(0)).toEqual([0, 0, 0, 0]));
  it('are those of the first event', () => expect(sums(1)).toEqual([0, 1, 1, 1]));
  it('are those of two', () => expect(sums(2)).toEqual([0, 1, 2, 2]));
  it('are no longer those that a third moved', () => expect(sums(3)).toEqual([0, 0, 1, 2]));
  it('are at the head those of all', () => expect(sums(HEAD)).toEqual(sums(3)));
});

describe('steps that stay the same', () => {
  it('keep the time from which they are known', () => {
    const table = new StepTable();
    const first = table.replace(0, -1, [step(0, 10, ['a'])], 0);
    table.replace(0, first, [step(0, 10, ['a']), step(5, 30, ['a'], -1)], 5);
    expect(table.rows).toBe(2);
    expect(ledgerOf(table, 1).sum('a', 99)).toBe(1);
    expect(ledgerOf(table, 6).sum('a', 99)).toBe(0);
  });

  it('may be two alike', () => {
    const table = new StepTable();
    const twice = [step(0, 10, ['a']), step(0, 10, ['a'])];
    const first = table.replace(0, -1, twice, 0);
    table.replace(0, first, twice, 1);
    expect(table.rows).toBe(2);
    table.replace(0, first, twice.slice(1), 2);
    expect(ledgerOf(table).sum('a', 10)).toBe(1);
  });

  it('are found among many in any order, and are not looked for among all of them', () => {
    const [table, MANY] = [new StepTable(), 1_000];
    let looked = 0;
    const many = Array.from({ length: MANY }, (_, i): Step => {
      const plain = step(i, 10 + i, ['a']);
      return Object.defineProperty({ ...plain }, 'on', { get: () => (looked++, plain.on) });
    });
    const first = table.replace(0, -1, many, MANY - 1);
    for (const inSomeOrder of [many, [...many].reverse()]) {
      looked = 0;
      table.replace(0, first, inSomeOrder, MANY);
      expect([table.rows, looked < 10 * MANY]).toEqual([MANY, true]);
    }
    table.replace(0, first, [...many.slice(1), step(MANY, 5, ['a'])], MANY + 1);
    expect([table.rows, ledgerOf(table).sum('a', 9), ledgerOf(table).sum('a', 10)]).toEqual([MANY + 1, 1, 1]);
    expect(ledgerOf(table).sum('a', 9 + MANY)).toBe(MANY);
  });

  it.each<[string, Step]>([
    ['day', step(0, 11, ['a'])],
    ['amount', step(0, 10, ['a'], -1)],
    ['cell', step(0, 10, ['b'])],
    ['number of cells', step(0, 10, ['a', 'b'])],
    ['fact', step(1, 10, ['a'])],
    ['place', step(0, 10, ['a'], 1, { by: { ...factOf(0, 10), place: 7 } })],
    ['tags', step(0, 10, ['a'], 1, { tags: ['festo'] })],
  ])('are others when their %s changes', (_what, other) => {
    const table = new StepTable();
    const first = table.replace(0, -1, [step(0, 10, ['a'])], 0);
    table.replace(0, first, [other], 1);
    expect(table.rows).toBe(2);
  });
});

describe('steps of the same fact', () => {
  it('are others where it has lost a tag', () => {
    const table = new StepTable();
    const first = table.replace(0, -1, [step(0, 10, ['a'], 1, { tags: ['festo', 'efvet'] })], 0);
    table.replace(0, first, [step(0, 10, ['a'], 1, { tags: ['festo'] })], 1);
    expect(['festo', 'efvet'].map((tag) => ledgerOf(table, HEAD, tag).sum('a', 10))).toEqual([1, 0]);
  });
});

describe('a ledger at the head', () => {
  it('follows each step that comes and goes, asked or not in between', () => {
    const table = new StepTable();
    const ledger = ledgerOf(table);
    let row = table.replace(0, -1, [step(0, 10, ['a'])], 0);
    expect([ledger.sum('a', 10), ledger.days()]).toEqual([1, [10]]);
    table.replace(1, -1, [step(1, 5, ['a'])], 1);
    row = table.replace(0, row, [step(2, 7, ['a'])], 2);
    expect([ledger.sum('a', 4), ledger.sum('a', 5), ledger.sum('a', 6), ledger.sum('a', 7)]).toEqual([0, 1, 1, 2]);
    expect(ledger.days()).toEqual([5, 7]);
    table.replace(0, row, [], 3);
    expect([ledger.sum('a', 99), ledger.days()]).toEqual([1, [5]]);
  });

  it('sums a span of days', () => {
    const ledger = ledgerOf(example());
    expect([ledger.sum('a', 20, 15), ledger.sum('a', 20, 16), ledger.sum('a', 14, 11), ledger.sum('b', 99)]).toEqual([
      2, 1, 0, 1,
    ]);
    expect(ledger.sum('no such cell', 99)).toBe(0);
  });

  it('agrees with one that is made anew, over many steps in any order', () => {
    const table = new StepTable();
    const ledger = ledgerOf(table);
    const rows: number[] = [];
    for (let event = 0; event < 600; event++) {
      const stream = (event * 7) % 50;
      const day = (event * 37) % 211;
      rows[stream] = table.replace(
        stream,
        rows[stream] ?? -1,
        event % 5 === 4 ? [] : [step(event, day, [`c${event % 3}`])],
        event,
      );
      if (event % 11 !== 0) continue;
      const anew = ledgerOf(table);
      for (const cell of ['c0', 'c1', 'c2'])
        for (const on of [0, 50, 100, 210]) expect(ledger.sum(cell, on)).toBe(anew.sum(cell, on));
      expect(ledger.days()).toEqual(anew.days());
    }
  });

  it('may be narrowed to what carries a tag', () => {
    const table = new StepTable();
    const ledger = ledgerOf(table, HEAD, 'festo');
    table.replace(0, -1, [step(0, 10, ['a'], 1, { tags: ['lcamp', 'festo'] })], 0);
    table.replace(1, -1, [step(1, 12, ['a'], 1, { tags: ['lcamp'] })], 1);
    expect([ledger.sum('a', 99), ledger.days()]).toEqual([1, [10]]);
    expect(ledgerOf(table, HEAD, 'nobody').sum('a', 99)).toBe(0);
  });

  it('knows the newest step by day, then place', () => {
    const table = new StepTable();
    table.replace(0, -1, [step(0, 10, ['v|1']), step(3, 10, ['v|2']), step(2, 9, ['v|3'])], 3);
    const ledger = ledgerOf(table);
    expect([8, 9, 10].map((day) => ledger.newest(day))).toEqual([undefined, 'v|3', 'v|2']);
  });

  it('marks the facts of a day once, in order of place, and leaves out what time alone did', () => {
    const table = new StepTable();
    const byTime = { ...step(1, 10, ['a'], -1), by: factOf(1, 2) };
    table.replace(0, -1, [step(4, 10, ['a']), step(4, 10, ['b']), step(3, 10, ['a']), byTime], 4);
    expect(ledgerOf(table).marks(10)).toEqual([
      { event: 3, place: 3 },
      { event: 4, place: 4 },
    ]);
  });
});

describe('the table', () => {
  it('is the same after saving and loading, and goes on from there', () => {
    const table = example();
    const loaded = new StepTable();
    loaded.load(structuredClone(table.save()));
    for (const count of [0, 1, 2, 3]) {
      for (const cell of ['a', 'b'])
        expect(ledgerOf(loaded, count).sum(cell, 17)).toBe(ledgerOf(table, count).sum(cell, 17));
    }
    loaded.replace(0, 2, [step(3, 30, ['c', 'a'])], 3);
    expect([ledgerOf(loaded).sum('a', 29), ledgerOf(loaded).sum('c', 30), ledgerOf(loaded, 3).sum('a', 29)]).toEqual([
      1, 1, 2,
    ]);
    expect(loaded.firstKnownDay(3)).toBe(15);
  });
});
