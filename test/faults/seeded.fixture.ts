// Chance that can be had again: the same seed gives the same faults.

/** A function that answers a whole number from 0 to below `limit` (mulberry32). */
export function seeded(seed: number): (limit: number) => number {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit);
  };
}

/**
 * How many cases a fault test takes: few in every run, many where TEST_SCALE=full asks for them, or as many as
 * TEST_CASES says. With a TEST_SEED for each, a long run can be taken in pieces.
 */
export const atScale = (few: number, many: number): number =>
  Number(process.env['TEST_CASES'] ?? (process.env['TEST_SCALE'] === 'full' ? many : few));

/** The seed of a fault test: its own, or the one that TEST_SEED names. */
export const seedOr = (own: number): number => Number(process.env['TEST_SEED'] ?? own);
