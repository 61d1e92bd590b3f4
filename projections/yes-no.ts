// Yes/no measures: yes from the first fact of one kind on.
import type { Category } from '../src/domain/categories.js';
import type { Contributions, Measure } from './measure.js';
import { ledgerDays } from './measure.js';

const CELL = 'yes';

/** Each effective fact of `type` counts one in a single cell. */
export function occurrences(category: Category, type: string): Contributions {
  return {
    category,
    steps: (facts) =>
      facts.filter((fact) => fact.event.type === type).map((by) => ({ on: by.on, cells: [CELL], amount: +1, by })),
  };
}

/** Yes while at least one such fact is effective; no otherwise, also when nothing is recorded. */
export function happened<K extends 'officialRegistration' | 'platformReleased'>(
  kind: K,
  { category }: Contributions,
): Measure<K> {
  return {
    kind,
    source: () => ({ category }),
    combine: (view, _indicator, at) => ({
      value: view.ledger({ category }).sum(CELL, at) > 0,
      companions: {},
      notes: [],
    }),
    breakdowns: () => ({}),
    counted: () => [{ source: { category }, cells: (cell) => cell === CELL }],
    changeDays: (view) => ledgerDays(view, { category }),
  };
}
