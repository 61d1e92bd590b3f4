// A forecast by the rate of the last twelve months, and how such forecasts would have done before. Apart from every status.
//
// A random walk with drift: with the monthly movements d₁ … d₁₂ of the last twelve months, their mean r and standard
// deviation s, the value h months on is forecast as v + h·r, and with 80 % within ± t·s·√(h + h²/12),
// t = 1.363 (Student, 11 degrees of freedom). The first term is the scatter of h further months, the second the
// uncertainty of r itself. (Hyndman & Athanasopoulos, Forecasting: Principles and Practice, §5.2 and §5.5.)

const MONTHS = 12;
const T_80_PERCENT_11 = 1.363;

/** A value at the end of a project month. */
export interface MonthValue {
  readonly month: number;
  readonly value: number;
}

export interface Bounds {
  readonly low: number;
  readonly high: number;
}

export interface ForecastPoint extends MonthValue, Bounds {}

export interface Forecast {
  /** Movement a month, the mean of the last twelve. */
  readonly rate: number;
  /** From the last known month (without spread) to the end. */
  readonly points: readonly ForecastPoint[];
}

/** What was forecast a year before, beside what came. */
export interface PastForecast extends ForecastPoint {
  readonly madeIn: number;
  readonly came: number;
  readonly isWithin: boolean;
}

/**
 * From the last of `known` (one value for each month, ascending) to month `end`. Undefined with less than twelve months
 * of movement, or where the end has come. `limits`: what a value can't leave, such as 0 to 100 for a share.
 */
export function forecast(known: readonly MonthValue[], end: number, limits: Bounds): Forecast | undefined {
  const last = known.at(-1);
  const drift = driftOf(known);
  if (!last || !drift || end <= last.month) return undefined;
  const points = Array.from({ length: end - last.month + 1 }, (_, h) => pointAt(last, drift, h, limits));
  return { rate: drift.rate, points };
}

/** For each month with a year of movement before it and a year of figures after it. */
export function pastForecasts(known: readonly MonthValue[], limits: Bounds): PastForecast[] {
  return known.flatMap((made, index) => {
    const came = known[index + MONTHS];
    const drift = driftOf(known.slice(0, index + 1));
    if (!came || !drift || came.month !== made.month + MONTHS) return [];
    const point = pointAt(made, drift, MONTHS, limits);
    const isWithin = came.value >= point.low && came.value <= point.high;
    return [{ ...point, madeIn: made.month, came: came.value, isWithin }];
  });
}

interface Drift {
  readonly rate: number;
  readonly deviation: number;
}

function driftOf(known: readonly MonthValue[]): Drift | undefined {
  const recent = known.slice(-MONTHS - 1);
  const [first] = recent;
  const last = recent.at(-1);
  if (!first || !last || recent.length <= MONTHS || last.month - first.month !== MONTHS) return undefined;
  const moves = recent.slice(1).map(({ value }, i) => value - (recent[i]?.value ?? value));
  const rate = (last.value - first.value) / MONTHS;
  const variance = moves.reduce((sum, move) => sum + (move - rate) ** 2, 0) / (MONTHS - 1);
  return { rate, deviation: Math.sqrt(variance) };
}

function pointAt(from: MonthValue, { rate, deviation }: Drift, h: number, limits: Bounds): ForecastPoint {
  const within = (value: number): number => Math.min(Math.max(value, limits.low), limits.high);
  const value = from.value + h * rate;
  const spread = T_80_PERCENT_11 * deviation * Math.sqrt(h + h ** 2 / MONTHS);
  return {
    month: from.month + h,
    value: within(value),
    low: within(value - spread),
    high: within(value + spread),
  };
}
