// I3: number of MoUs signed between the Alliance and other agents. Annual plan, Figure 1, SO2.
// Counts from the last signature; expiry and termination end "in force" only.
import { mou, type Mou } from '../src/domain/mou/mou.decider.js';
import type { MouEvent, MouProposed } from '../src/domain/mou/mou.events.js';
import type { Day } from './calendar.js';
import { breakdown, ledgerDays, NO_READING } from './measure.js';
import type { BreakdownCell, Contributions, FactOf, IndicatorOf, Measure, Reading, Step } from './measure.js';
import type { View } from './view.js';

type Kind = 'mousSigned' | 'mousInForce';
type Standing = 'signed' | 'inForce';

const SOURCE = { category: 'mou' } as const;
/** Stands for "whichever parties it names". */
const ANY_PARTY = '*';

/** From the last signature on, one in `signed` and, until the MoU ends, one in `inForce`. */
export const signatures: Contributions = {
  category: 'mou',
  steps(facts) {
    const steps: Step[] = [];
    let state: Mou = mou.initial;
    let proposal: MouProposed | undefined;
    // The end is known in advance: it is a step of the last fact that moved it, on whichever day it falls.
    let end: Step | undefined;
    for (const by of facts as readonly FactOf<MouEvent>[]) {
      if (by.event.type === 'MouProposed') proposal = by.event.data;
      const before = state;
      state = mou.evolve(state, by.event);
      if (proposal === undefined || state.effectiveOn === undefined || state.endsOn === undefined) continue;
      const inForce = cellsOf('inForce', proposal);
      if (before.effectiveOn === undefined) {
        steps.push({ on: state.effectiveOn, cells: [...cellsOf('signed', proposal), ...inForce], amount: +1, by });
      }
      end = { on: state.endsOn, cells: inForce, amount: -1, by };
    }
    return end ? [...steps, end] : steps;
  },
};

/** Cells for every party that the MoU names, so that an indicator can ask for the MoUs of one. */
function cellsOf(standing: Standing, { parties, topics = [] }: MouProposed): string[] {
  return [ANY_PARTY, ...parties.map(({ partyId }) => partyId)].flatMap((party) => {
    const others = parties.filter(({ partyId }) => partyId !== party);
    const countries = new Set(others.flatMap(({ country }) => country ?? []));
    return [
      `${standing}|${party}`,
      ...orUnstated(countries).map((country) => `${standing}-country|${party}|${country}`),
      ...orUnstated(new Set(topics)).map((topic) => `${standing}-topic|${party}|${topic}`),
    ];
  });
}

const orUnstated = (keys: ReadonlySet<string>): string[] => (keys.size > 0 ? [...keys] : ['']);

function mousMeasure<K extends Kind>(kind: K, standing: Standing): Measure<K> {
  const partyOf = ({ measure }: IndicatorOf<Kind>): string => measure.party ?? ANY_PARTY;
  return {
    kind,
    source: () => SOURCE,
    combine(view, indicator, at): Reading {
      const ledger = view.ledger(SOURCE);
      if (!ledger.known) return NO_READING;
      const party = partyOf(indicator);
      return {
        value: ledger.sum(`${standing}|${party}`, at),
        companions: standing === 'signed' ? { inForce: ledger.sum(`inForce|${party}`, at) } : {},
        notes: [],
      };
    },
    breakdowns: (view, indicator, at) => ({
      country: dimension(view, `${standing}-country`, partyOf(indicator), at),
      topic: dimension(view, `${standing}-topic`, partyOf(indicator), at),
    }),
    counted: (_view, indicator) => [{ ...SOURCE, cells: (cell) => cell === `${standing}|${partyOf(indicator)}` }],
    changeDays: (view) => ledgerDays(view, SOURCE),
  };
}

function dimension(view: View, head: string, party: string, at: Day): BreakdownCell[] {
  const ledger = view.ledger(SOURCE);
  const cells = ledger.cells(head).filter(({ parts }) => parts[1] === party);
  // A topic is free text, which may hold bars itself.
  return breakdown(new Map(cells.map(({ name, parts }) => [parts.slice(2).join('|'), ledger.sum(name, at)])));
}

export const mousSigned = mousMeasure('mousSigned', 'signed');
export const mousInForce = mousMeasure('mousInForce', 'inForce');
