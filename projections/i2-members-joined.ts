// I2: number of new members (not project partners) that become members of the Alliance. Annual plan, Figure 1, SO2.
// Counts organisations that have joined ("become members"), so leaving doesn't reduce it; `active` counts those in force.
import type { MemberDetails, MemberDetailsChanged, MemberEvent } from '../src/domain/member/member.events.js';
import { breakdown, ledgerDays, NO_READING } from './measure.js';
import type { Breakdowns, Contributions, FactOf, IndicatorOf, Measure, Reading, Step } from './measure.js';
import type { Day } from './calendar.js';
import { cell } from './cells.js';
import type { Ledger, View } from './view.js';

type Kind = 'membersJoined' | 'membersActive';
type Standing = 'joined' | 'active';

const SOURCE = { category: 'member' } as const;
const ALL_BUT_PARTNERS = ['associatePartner', 'affiliate', 'additionalStakeholder'];

/**
 * From the first joining on, one in `joined`; while a member, one in `active`; both move to other cells when the
 * details change, or when a new joining replaces them.
 */
export const memberships: Contributions = {
  category: 'member',
  steps(facts) {
    const steps: Step[] = [];
    let details: MemberDetails | undefined;
    let member = false;
    for (const by of facts as readonly FactOf<MemberEvent>[]) {
      const { event, on } = by;
      const add = (cells: string[], amount: 1 | -1): void => {
        if (cells.length > 0) steps.push({ on, cells, amount, by });
      };
      if (event.type === 'MemberLeft') {
        if (details) add(cellsOf('active', details), -1);
        member = false;
        continue;
      }
      const before = details;
      // Between the two halves of a correction, a change may stand without its joining: nobody asks as of then.
      if (event.type === 'MemberDetailsChanged' && before === undefined) continue;
      const now = event.type === 'MemberJoined' ? event.data : changed(before as MemberDetails, event.data);
      details = now;
      const moved = before !== undefined && !sameDetails(before, now);
      if (moved) add([...cellsOf('joined', before), ...(member ? cellsOf('active', before) : [])], -1);
      add(
        [
          ...(moved || before === undefined ? cellsOf('joined', now) : []),
          ...(moved || !member ? cellsOf('active', now) : []),
        ],
        +1,
      );
      member = true;
    }
    return steps;
  },
};

const dimensions = {
  joined: { agentType: 'joined-agentType', country: 'joined-country' },
  active: { agentType: 'active-agentType', country: 'active-country' },
} as const;

function cellsOf(standing: Standing, { category, agentType, country }: MemberDetails): string[] {
  const dimension = dimensions[standing];
  return [
    cell(standing, category),
    cell(dimension.agentType, category, agentType),
    cell(dimension.country, category, country),
  ];
}

/** A change states only what it changes. */
function changed(details: MemberDetails, change: MemberDetailsChanged): MemberDetails {
  const { name = details.name, category = details.category, agentType = details.agentType } = change;
  return { name, category, agentType, country: change.country ?? details.country };
}

function sameDetails(a: MemberDetails, b: MemberDetails): boolean {
  return a.category === b.category && a.agentType === b.agentType && a.country === b.country;
}

function countedCategories(indicator: IndicatorOf<Kind>): readonly string[] {
  return [...new Set(indicator.measure.countedCategories ?? ALL_BUT_PARTNERS)];
}

function count(ledger: Ledger, standing: Standing, indicator: IndicatorOf<Kind>, at: Day): number {
  return countedCategories(indicator).reduce((sum, category) => sum + ledger.sum(`${standing}|${category}`, at), 0);
}

function membersMeasure<K extends Kind>(kind: K, standing: Standing): Measure<K> {
  return {
    kind,
    source: () => SOURCE,
    combine(view, indicator, at): Reading {
      const ledger = view.ledger(SOURCE);
      if (!ledger.known) return NO_READING;
      const value = count(ledger, standing, indicator, at);
      return {
        value,
        companions: standing === 'joined' ? { active: count(ledger, 'active', indicator, at) } : {},
        notes: [],
      };
    },
    breakdowns: (view, indicator, at) => memberBreakdowns(view, standing, countedCategories(indicator), at),
    counted(_view, indicator) {
      const cells = new Set(countedCategories(indicator).map((category) => `${standing}|${category}`));
      return [{ source: SOURCE, cells: (name) => cells.has(name) }];
    },
    changeDays: (view) => ledgerDays(view, SOURCE),
  };
}

function memberBreakdowns(view: View, standing: Standing, categories: readonly string[], at: Day): Breakdowns {
  const ledger = view.ledger(SOURCE);
  const by = (dimension: 'agentType' | 'country'): Map<string, number> => {
    const sums = new Map<string, number>();
    for (const { name, parts } of ledger.cells(dimensions[standing][dimension])) {
      const [, category = '', key = ''] = parts;
      if (categories.includes(category)) sums.set(key, (sums.get(key) ?? 0) + ledger.sum(name, at));
    }
    return sums;
  };
  return {
    category: breakdown(new Map(categories.map((category) => [category, ledger.sum(`${standing}|${category}`, at)]))),
    agentType: breakdown(by('agentType')),
    country: breakdown(by('country')),
  };
}

export const membersJoined = membersMeasure('membersJoined', 'joined');
export const membersActive = membersMeasure('membersActive', 'active');
