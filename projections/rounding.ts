// How exactly a number is written for people: one rule for terminal, notes and reports.

const DECIMALS = 2;
/** Of what is counted: a value on a straight line between two counts is no more exact than they are. */
const DECIMALS_OF_COUNTS = 1;
/** Of a number without a unit at the most, which may be a very small one. */
const MOST_DECIMALS = 8;
/** A number that is smaller than this keeps its first two digits. */
const SMALL = 0.1;

/** With how many decimals a value of a unit is written. */
export function decimalsOf(unit: string | undefined, value: number): number {
  if (unit === 'count') return DECIMALS_OF_COUNTS;
  const isSmall = unit === 'number' && value !== 0 && Math.abs(value) < SMALL;
  return isSmall ? Math.min(MOST_DECIMALS, 1 - Math.floor(Math.log10(Math.abs(value)))) : DECIMALS;
}

/** With just so many decimals. `toFixed` rounds the binary number: 1.005 becomes 1.00. People expect the decimal one to be rounded. */
export function rounded(value: number, decimals: number): string {
  const scaled = Math.round(Number(`${Math.abs(value)}e${decimals}`));
  if (!Number.isSafeInteger(scaled)) return value.toFixed(decimals);
  const digits = String(scaled).padStart(decimals + 1, '0');
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
  return value < 0 ? `-${text}` : text;
}

/** A value of a unit in plain digits, without noughts at its end. */
export function inDigits(value: number, unit: string): string {
  const digits = rounded(value, decimalsOf(unit, value)).replace(/\.?0+$/, '');
  return digits === '-0' ? '0' : digits;
}
