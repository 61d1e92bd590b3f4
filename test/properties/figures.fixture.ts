// All figures of an alliance on a day, as one text to compare.
import type { Day } from '../../projections/calendar.js';
import { readBreakdowns, readIndicator, readSeries } from '../../projections/indicator.js';
import { readMilestones } from '../../projections/milestones.js';
import type { AllianceView } from '../../src/monitoring/alliance-model.js';
import type { ReadModel } from '../../src/monitoring/read-model.js';

export function viewOf(model: ReadModel, known?: number): AllianceView {
  const view = model.alliance('lcamp')?.view(known);
  if (!view) throw new Error('the alliance is not established');
  return view;
}

/** Values, status, breakdowns and milestones on each of `days`; `proofs`: with the events that prove milestones. */
export function figuresOf(view: AllianceView, days: readonly Day[], proofs: 'with proofs' | 'without proofs'): string {
  const figures = days.map((day) => ({
    day,
    indicators: (view.framework.at(day)?.indicators ?? []).map((each) => ({
      ...readIndicator(view, each, day),
      breakdowns: readBreakdowns(view, each, day),
    })),
    milestones: readMilestones(view, day).map((each) => ({
      ...each,
      provenBy: proofs === 'with proofs' ? each.provenBy : each.provenBy !== null,
    })),
  }));
  return JSON.stringify(figures, null, 1);
}

export function seriesOf(view: AllianceView, day: Day): string {
  return JSON.stringify((view.framework.at(day)?.indicators ?? []).map(({ id }) => [id, readSeries(view, id, day)]));
}
