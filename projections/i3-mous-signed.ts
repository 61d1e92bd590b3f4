// I3: number of MoUs signed between the Alliance and other agents. Annual plan, Figure 1, SO2.
// Counts from the last signature; expiry and termination end "in force" only.
import { mou, type Mou } from '../src/domain/mou/mou.decider.js';
import type { MouEvent, MouProposed } from '../src/domain/mou/mou.events.js';
import type { Day } from './calendar.js';
import { cell, textIn } from './cells.js';
import { breakdown, ledgerDays, NO_READING, orUnstated } from './measure.js';
import type { BreakdownCell, Contributions, FactOf, IndicatorOf, Measure, Reading, Source, Step } from './measure.js';
import type { View } from './view.js';

type Kind = 'mousSigned' | 'mousInForce';
type Standing = 'signed' | 'inForce';

/**
 * From the last signature on, one in `signed` and, until the MoU ends, one in `inForce`; tagged with the parties, so
 * that an indicator can ask for the MoUs of one.
 */
export const signatures: Contributions = {
  category: 'mou',
  steps(facts, allianceId) {
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
      const inForce = cellsOf('inForce', proposal, allianceId);
      const tags = proposal.parties.map(({ partyId }) => partyId);
      if (before.effectiveOn === undefined) {
        steps.push({
          on: state.effectiveOn,
          cells: [...cellsOf('signed', proposal, allianceId), ...inForce],
          amount: +1,
          tags,
          by,
        });
      }
      end = { on: state.endsOn, cells: [...inForce], amount: -1, tags, by };
    }
    return end ? [...steps, end] : steps;
  },
};

const dimensions = {
  signed: { country: 'signed-country', topic: 'signed-topic' },
  inForce: { country: 'inForce-country', topic: 'inForce-topic' },
} as const;

/** The countries are those of the other agents: the Alliance's own says nothing. */
function cellsOf(standing: Standing, { parties, topics = [] }: MouProposed, allianceId: string): string[] {
  const others = parties.filter(({ partyId }) => partyId !== allianceId);
  const countries = new Set(others.flatMap(({ country }) => country ?? []));
  return [
    standing,
    ...orUnstated(countries).map((country) => cell(dimensions[standing].country, country)),
    ...orUnstated(new Set(topics)).map((topic) => cell(dimensions[standing].topic, topic)),
  ];
}

const sourceOf = ({ measure }: IndicatorOf<Kind>): Source => ({ category: 'mou', tag: measure.party });

function mousMeasure<K extends Kind>(kind: K, standing: Standing): Measure<K> {
  return {
    kind,
    source: sourceOf,
    combine(view, indicator, at): Reading {
      const ledger = view.ledger(sourceOf(indicator));
      if (!ledger.known) return NO_READING;
      return {
        value: ledger.sum(standing, at),
        companions: standing === 'signed' ? { inForce: ledger.sum('inForce', at) } : {},
        notes: [],
      };
    },
    breakdowns: (view, indicator, at) => ({
      country: dimension(view, dimensions[standing].country, indicator, at),
      topic: dimension(view, dimensions[standing].topic, indicator, at),
    }),
    counted: (_view, indicator) => [{ source: sourceOf(indicator), cells: (name) => name === standing }],
    changeDays: (view, indicator) => ledgerDays(view, sourceOf(indicator)),
  };
}

function dimension(view: View, head: string, indicator: IndicatorOf<Kind>, at: Day): BreakdownCell[] {
  const ledger = view.ledger(sourceOf(indicator));
  return breakdown(new Map(ledger.cells(head).map(({ name }) => [textIn(name), ledger.sum(name, at)])));
}

export const mousSigned = mousMeasure('mousSigned', 'signed');
export const mousInForce = mousMeasure('mousInForce', 'inForce');
