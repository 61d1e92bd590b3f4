// Indicators that are measured elsewhere and reported: the newest reported value holds.
import type { MeasurementEvent } from '../src/domain/measurement/measurement.events.js';
import { textIn } from './cells.js';
import { ledgerDays, NO_READING } from './measure.js';
import type { Contributions, FactOf, IndicatorOf, Measure, Source } from './measure.js';

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

export const reported: Measure<'reported'> = {
  kind: 'reported',
  source: sourceOf,
  combine(view, indicator, at) {
    const cell = view.ledger(sourceOf(indicator)).newest(at);
    if (cell === undefined) return NO_READING;
    return { value: JSON.parse(textIn(cell)) as number | boolean, companions: {}, notes: [] };
  },
  breakdowns: () => ({}),
  counted(view, indicator, at) {
    const newest = view.ledger(sourceOf(indicator)).newest(at);
    return [{ source: sourceOf(indicator), cells: (cell) => cell === newest, newest: true }];
  },
  changeDays: (view, indicator) => ledgerDays(view, sourceOf(indicator)),
};
