// Measuring: the middle of several rounds, taken in turns, since what else a machine does comes and goes.

/** The value below which a share (0 to 1) of the values lies. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length === 0) return Number.NaN;
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/**
 * Runs the contenders ({ name: async (round) => number }) in turns, and every other round in the opposite order, so
 * that none always comes first. Answers { name: [number of each round] }.
 */
export async function inTurns(contenders, rounds) {
  const results = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    const order = Object.entries(contenders);
    if (round % 2 === 1) order.reverse();
    for (const [name, measure] of order) results[name].push(await measure(round));
  }
  return results;
}

/** The median of the ratios of each round: what disturbs one round disturbs both. */
export function medianRatio(ours, others) {
  return median(ours.map((value, round) => value / others[round]));
}

const SIGNIFICANT = 3;

/** A number as it is printed: three figures, thousands with commas. */
export function shown(value) {
  if (!Number.isFinite(value)) return '–';
  const digits = value === 0 ? 0 : Math.max(0, SIGNIFICANT - 1 - Math.floor(Math.log10(Math.abs(value))));
  const rounded = value === 0 ? 0 : Number(value.toPrecision(SIGNIFICANT));
  return rounded.toLocaleString('en-GB', { minimumFractionDigits: 0, maximumFractionDigits: Math.min(digits, 3) });
}

export const perSecond = (value) => `${shown(value)} /s`;
export const inMs = (value) => `${shown(value)} ms`;

/** Runs work that may be waited for, and answers its milliseconds. */
export async function elapsedMs(work) {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
