// Indicators that are measured elsewhere and reported: the newest reported value holds.
import type { MeasurementEvent } from '../src/domain/measurement/measurement.events.js';
import type { Day } from './calendar.js';
import { textIn } from './cells.js';
import { ledgerDays, NO_READING } from './measure.js';
import type { Contributions, FactOf, IndicatorOf, Measure, Source } from './measure.js';
import type { View } from './view.js';

/** Each report is a step in the cell of its value. */
export const measurements: Contributions = {
  category: 'measurement',
  isByFact: true,
  steps: (facts) =>
    (facts as readonly FactOf<MeasurementEvent>[]).map((by) => ({
      on: by.on,
      cells: [`value|${JSON.stringify(by.event.data.value)}`],
      amount: +1,
      by,
    })),
};

const sourceOf = ({ id }: IndicatorOf<'reported'>): Source => ({ category: 'measurement', partition: id });

const valueOf = (cell: string): number | boolean => JSON.parse(textIn(cell)) as number | boolean;

/** The newest value. One that was reported as a yes/no where a number is asked for now, or the reverse, is none. */
function newestOf(view: View, indicator: IndicatorOf<'reported'>, at: Day): string | undefined {
  const cell = view.ledger(sourceOf(indicator)).newest(at);
  if (cell === undefined) return undefined;
  return (typeof valueOf(cell) === 'boolean') === (indicator.unit === 'yesNo') ? cell : undefined;
}

export const reported: Measure<'reported'> = {
  kind: 'reported',
  source: sourceOf,
  combine(view, indicator, at) {
    const cell = newestOf(view, indicator, at);
    return cell === undefined ? NO_READING : { value: valueOf(cell), companions: {}, notes: [] };
  },
  breakdowns: () => ({}),
  counted(view, indicator, at) {
    const newest = newestOf(view, indicator, at);
    return [{ source: sourceOf(indicator), cells: (cell) => cell === newest, newest: true }];
  },
  changeDays: (view, indicator) => ledgerDays(view, sourceOf(indicator)),
};
