// I4: number of recommendation documents for stakeholders. Annual plan, Figure 1, SO2.
// Distinct documents that are published and not withdrawn; a revision is not a new document.
import type { RecommendationEvent } from '../src/domain/recommendation/recommendation.events.js';
import { cell, textIn } from './cells.js';
import { breakdown, ledgerDays, NO_READING, orUnstated } from './measure.js';
import type { Contributions, FactOf, Measure, Step } from './measure.js';

const SOURCE = { category: 'recommendation' } as const;

export const publications: Contributions = {
  category: 'recommendation',
  steps(facts) {
    const steps: Step[] = [];
    let cells: string[] = [];
    for (const by of facts as readonly FactOf<RecommendationEvent>[]) {
      if (by.event.type === 'RecommendationPublished') {
        const groups = orUnstated(new Set(by.event.data.audience));
        cells = ['published', ...groups.map((group) => cell('audience', group))];
        steps.push({ on: by.on, cells: [...cells], amount: +1, by });
      } else if (by.event.type === 'RecommendationWithdrawn') {
        steps.push({ on: by.on, cells: [...cells], amount: -1, by });
      }
    }
    return steps;
  },
};

export const recommendationsPublished: Measure<'recommendationsPublished'> = {
  kind: 'recommendationsPublished',
  source: () => SOURCE,
  combine(view, _indicator, at) {
    const ledger = view.ledger(SOURCE);
    return ledger.known ? { value: ledger.sum('published', at), companions: {}, notes: [] } : NO_READING;
  },
  breakdowns(view, _indicator, at) {
    const ledger = view.ledger(SOURCE);
    const audience = ledger.cells('audience').map(({ name }): [string, number] => [textIn(name), ledger.sum(name, at)]);
    return { audience: breakdown(new Map(audience)) };
  },
  counted: () => [{ source: SOURCE, cells: (name) => name === 'published' }],
  changeDays: (view) => ledgerDays(view, SOURCE),
};
