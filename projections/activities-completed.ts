// Share of the planned activities that are completed, in percent; cancelled ones are not counted as planned.
import type { ActivityEvent } from '../src/domain/activity/activity.events.js';
import { cell } from './cells.js';
import { ledgerDays, NO_READING } from './measure.js';
import type { Contributions, FactOf, Measure, Step } from './measure.js';
import type { Day } from './calendar.js';
import type { Ledger } from './view.js';

const SOURCE = { category: 'activity' } as const;

export const activities: Contributions = {
  category: 'activity',
  steps(facts) {
    const steps: Step[] = [];
    let workPackage: string | undefined;
    for (const by of facts as readonly FactOf<ActivityEvent>[]) {
      const add = (state: 'planned' | 'completed', amount: 1 | -1): void => {
        steps.push({ on: by.on, cells: [cell(state, String(workPackage))], amount, by });
      };
      if (by.event.type === 'ActivityPlanned') {
        workPackage = String(by.event.data.workPackage);
        add('planned', +1);
      } else if (workPackage === undefined) {
        // Between the two halves of a correction, a step may stand without its plan: nobody asks as of then.
        continue;
      } else if (by.event.type === 'ActivityCompleted') add('completed', +1);
      else if (by.event.type === 'ActivityCancelled') add('planned', -1);
    }
    return steps;
  },
};

function sum(ledger: Ledger, state: 'planned' | 'completed', workPackage: number | undefined, at: Day): number {
  if (workPackage !== undefined) return ledger.sum(cell(state, workPackage), at);
  return ledger.cells(state).reduce((total, { name }) => total + ledger.sum(name, at), 0);
}

export const activitiesCompleted: Measure<'activitiesCompleted'> = {
  kind: 'activitiesCompleted',
  source: () => SOURCE,
  combine(view, { measure }, at) {
    const ledger = view.ledger(SOURCE);
    const denominator = sum(ledger, 'planned', measure.workPackage, at);
    if (denominator === 0) return NO_READING;
    const numerator = sum(ledger, 'completed', measure.workPackage, at);
    return { value: (100 * numerator) / denominator, companions: { numerator, denominator }, notes: [] };
  },
  breakdowns(view, { measure }, at) {
    const ledger = view.ledger(SOURCE);
    const packages = ledger
      .cells('planned')
      .map(({ parts }) => Number(parts[1]))
      .filter((workPackage) => measure.workPackage === undefined || workPackage === measure.workPackage)
      .sort((a, b) => a - b);
    return {
      workPackage: packages
        .map((workPackage) => ({ workPackage, planned: sum(ledger, 'planned', workPackage, at) }))
        .filter(({ planned }) => planned > 0)
        .map(({ workPackage, planned }) => ({
          key: String(workPackage),
          value: (100 * sum(ledger, 'completed', workPackage, at)) / planned,
          withheld: false,
        })),
    };
  },
  counted(_view, { measure }) {
    const inState = (state: string) => (name: string) =>
      measure.workPackage === undefined ? name.startsWith(`${state}|`) : name === cell(state, measure.workPackage);
    return [
      { source: SOURCE, cells: inState('completed') },
      { source: SOURCE, cells: inState('planned') },
    ];
  },
  changeDays: (view) => ledgerDays(view, SOURCE),
};
