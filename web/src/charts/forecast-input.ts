// What an indicator gives a forecast to work on: its complete months, where it ends, and what it can't leave.
import type { Alliance, IndicatorDetail } from '../api.js';
import { monthEnd, monthOf } from '../project-months.js';
import { forecast, type Bounds, type Forecast, type MonthValue } from './forecast.js';

/** The values at the ends of complete months, since the last gap. */
export function monthValuesOf({ startsOn }: Alliance, { series }: IndicatorDetail): MonthValue[] {
  let run: MonthValue[] = [];
  for (const { date, value } of series) {
    const month = monthOf(startsOn, date);
    if (monthEnd(startsOn, month) !== date) continue;
    if (typeof value === 'number') run.push({ month, value });
    else run = [];
  }
  return run;
}

/** Nothing is less than none, and no share more than the whole: but for what has been already. */
export function limitsOf({ unit, series }: Pick<IndicatorDetail, 'unit' | 'series'>): Bounds {
  const values = series.map(({ value }) => Number(value));
  return {
    low: values.some((value) => value < 0) ? -Infinity : 0,
    high: unit === 'percent' && values.every((value) => value <= 100) ? 100 : Infinity,
  };
}

/** To the end of the project, or to the last target where that is later. */
export function forecastOf(alliance: Alliance, detail: IndicatorDetail): Forecast | undefined {
  if (detail.unit === 'yesNo') return undefined;
  const ends = [alliance.endsOn, ...detail.targets.map(({ date }) => date)].map((date) =>
    monthOf(alliance.startsOn, date),
  );
  return forecast(monthValuesOf(alliance, detail), Math.max(...ends), limitsOf(detail));
}
