// The forecast by the rate of the last twelve months, against figures computed by hand.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadWebModule } from './web-module.js';

interface MonthValue {
  readonly month: number;
  readonly value: number;
}
interface Point extends MonthValue {
  readonly low: number;
  readonly high: number;
}
interface Module {
  forecast(
    known: readonly MonthValue[],
    end: number,
    limits: { low: number; high: number },
  ): { rate: number; points: readonly Point[] } | undefined;
  pastForecasts(
    known: readonly MonthValue[],
    limits: { low: number; high: number },
  ): readonly (Point & { madeIn: number; came: number; isWithin: boolean })[];
}

const NO_LIMIT = { low: 0, high: Infinity };
const months = (values: readonly number[]): MonthValue[] => values.map((value, month) => ({ month, value }));
const steady = months(Array.from({ length: 13 }, (_, month) => 10 + 2 * month));

describe('What a forecast keeps to', () => {
  it.each([
    ['percent', [20, 60], { low: 0, high: 100 }],
    ['percent', [90, 120], { low: 0, high: Infinity }],
    ['number', [-2, 3], { low: -Infinity, high: Infinity }],
    ['count', [null, 3], { low: 0, high: Infinity }],
  ])('of %s that were %j: %j', async (unit, values, limits) => {
    const input = await loadWebModule<{ limitsOf(detail: object): object }>('charts/forecast-input.ts');
    expect(input.limitsOf({ unit, series: values.map((value) => ({ value })) })).toEqual(limits);
  });
});

describe('A forecast by the rate of the last twelve months', () => {
  let module: Module;
  beforeAll(async () => {
    module = await loadWebModule<Module>('charts/forecast.ts');
  });

  it('goes on at the rate, from the last month to the end, without spread where every month moved alike', () => {
    const found = module.forecast(steady, 15, NO_LIMIT);
    expect(found?.rate).toBe(2);
    expect(found?.points).toEqual([
      { month: 12, value: 34, low: 34, high: 34 },
      { month: 13, value: 36, low: 36, high: 36 },
      { month: 14, value: 38, low: 38, high: 38 },
      { month: 15, value: 40, low: 40, high: 40 },
    ]);
  });

  it('spreads with the months ahead: ± t·s·√(h + h²/12)', () => {
    // Movements of 0 and 2 in turn: r = 1, s² = 12/11.
    const known = months([0, 0, 2, 2, 4, 4, 6, 6, 8, 8, 10, 10, 12]);
    const at18 = module.forecast(known, 18, NO_LIMIT)?.points.at(-1);
    const spread = 1.363 * Math.sqrt(12 / 11) * Math.sqrt(6 + 36 / 12);
    expect(at18?.value).toBeCloseTo(18, 10);
    expect(at18?.low).toBeCloseTo(18 - spread, 10);
    expect(at18?.high).toBeCloseTo(18 + spread, 10);
  });

  it('takes the last twelve months alone, and stays within its limits', () => {
    const late = months([50, 50, 50, ...steady.map(({ value }) => value)]);
    expect(module.forecast(late, 20, NO_LIMIT)?.rate).toBe(2);
    const share = module.forecast(steady, 60, { low: 0, high: 100 });
    expect(share?.points.at(-1)).toEqual({ month: 60, value: 100, low: 100, high: 100 });
  });

  it('is not made of less than twelve movements, across a gap, or beyond the end', () => {
    expect(module.forecast(steady.slice(1), 20, NO_LIMIT)).toBeUndefined();
    const gap = steady.map(({ month, value }) => ({ month: month < 6 ? month : month + 1, value }));
    expect(module.forecast(gap, 20, NO_LIMIT)).toBeUndefined();
    expect(module.forecast(steady, 12, NO_LIMIT)).toBeUndefined();
  });

  it('tells of each past forecast over a year whether what came lay within it', () => {
    const broken = months([...steady.map(({ value }) => value), ...Array<number>(12).fill(34)]);
    const past = module.pastForecasts(broken, NO_LIMIT);
    expect(past).toEqual([{ madeIn: 12, month: 24, value: 58, low: 58, high: 58, came: 34, isWithin: false }]);
    const held = module.pastForecasts(months(Array.from({ length: 26 }, (_, month) => month)), NO_LIMIT);
    expect(held.map(({ madeIn, isWithin }) => [madeIn, isWithin])).toEqual([
      [12, true],
      [13, true],
    ]);
  });
});
