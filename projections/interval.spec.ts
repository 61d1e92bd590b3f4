// Specs of the interval of a share: Wilson score, 95 %, with finite population correction.
import { describe, expect, it } from '@jest/globals';
import { wilsonInterval } from './interval.js';

const rounded = (satisfied: number, valid: number, invited: number): number[] =>
  wilsonInterval(satisfied, valid, invited).map((bound) => Math.round(bound * 100) / 100);

describe('the interval of a share', () => {
  it('is 24.51 to 92.49 for 2 of 3 answers of 9 invited', () => expect(rounded(2, 3, 9)).toEqual([24.51, 92.49]));

  it('is the point when everybody answered', () => {
    expect(rounded(2, 3, 3)).toEqual([66.67, 66.67]);
    expect(rounded(0, 9, 9)).toEqual([0, 0]);
  });

  it('is the point when one was invited and answered', () => expect(rounded(1, 1, 1)).toEqual([100, 100]));

  it('is not corrected when more answered than were invited', () => {
    // Plain Wilson, 2 of 3: centre (2/3 + z²/6) / (1 + z²/3), half width by the formula.
    const z2 = 1.959964 ** 2;
    const centre = (2 / 3 + z2 / 6) / (1 + z2 / 3);
    const half = (1.959964 / (1 + z2 / 3)) * Math.sqrt(2 / 27 + z2 / 36);
    const [low, high] = wilsonInterval(2, 3, 2);
    expect(low).toBeCloseTo(100 * (centre - half), 10);
    expect(high).toBeCloseTo(100 * (centre + half), 10);
    expect(rounded(1, 2, 1)).toEqual([9.45, 90.55]);
  });

  it('starts at 0 where nobody is satisfied and ends at 100 where all are, never outside', () => {
    expect(wilsonInterval(0, 3, 9)[0]).toBe(0);
    for (const [valid, invited] of [
      [3, 9],
      [7, 8],
      [29, 120],
      [113, 170],
    ] as const)
      expect(wilsonInterval(valid, valid, invited)[1]).toBe(100);
  });

  it('is plain Wilson where the invited are very many: 10 of 10 starts at 72.25', () =>
    expect(rounded(10, 10, 1e12)).toEqual([72.25, 100]));

  it('narrows the nearer the answers come to all who were invited', () => {
    const widths = [100, 50, 20, 12, 10].map((invited) => {
      const [low, high] = wilsonInterval(6, 10, invited);
      return high - low;
    });
    expect([...widths].sort((a, b) => b - a)).toEqual(widths);
    expect(widths.at(-1)).toBe(0);
  });
});
