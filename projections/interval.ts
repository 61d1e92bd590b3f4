// The interval of a share: Wilson score, 95 %, with finite population correction. Contract section 3.
// E. B. Wilson (1927), "Probable inference, the law of succession, and statistical inference", JASA 22, 209–212.

const Z = 1.959964;

/**
 * The interval, in percent, of `satisfied` among `valid` answers "as if respondents were a random sample of those
 * invited": n is replaced by the effective size n(N−1)/(N−n). All of them asked: the point. More answers than were
 * invited: no correction.
 */
export function wilsonInterval(satisfied: number, valid: number, invited: number): readonly [number, number] {
  // Computed as the value is: the two are the same number.
  const point = (100 * satisfied) / valid;
  if (valid === invited) return [point, point];
  const share = satisfied / valid;
  const n = valid < invited ? (valid * (invited - 1)) / (invited - valid) : valid;
  const z2n = (Z * Z) / n;
  const centre = (share + z2n / 2) / (1 + z2n);
  const half = (Z / (1 + z2n)) * Math.sqrt((share * (1 - share)) / n + z2n / (4 * n));
  // Of none and of all the bound is the point itself, which the formula gives but for rounding.
  return [satisfied === 0 ? 0 : 100 * (centre - half), satisfied === valid ? 100 : 100 * (centre + half)];
}
