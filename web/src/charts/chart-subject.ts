// What a chart of an indicator shows besides its series.
import type { Alliance, IndicatorDetail } from '../api.js';
import type { Forecast } from './forecast.js';

/** The value that stands in a sealed report. */
export interface SealedValue {
  readonly month: number;
  /** ISO date of the month's end. */
  readonly date: string;
  readonly value: number;
}

/** The interval of a figure from a day on, until the next. */
export interface IntervalFrom {
  /** ISO date. */
  readonly date: string;
  readonly low: number;
  readonly high: number;
}

export interface ChartSubject {
  readonly alliance: Alliance;
  readonly detail: IndicatorDetail;
  readonly isToday: boolean;
  readonly forecast?: Forecast | undefined;
  readonly sealed?: readonly SealedValue[] | undefined;
  readonly intervals?: readonly IntervalFrom[] | undefined;
}
