// The results framework as effective on a day: adoptions and revisions of baselines and targets. Contract sections 2–4.
import type { Framework, FrameworkEvent, Indicator } from '../src/domain/framework/framework.events.js';
import { dayOfAnchor, isoDate, type Day, type ProjectCalendar } from './calendar.js';
import type { FactOf } from './measure.js';

/** What a baseline or a target was before a revision; `until` is the day of the revision. */
export interface Was {
  readonly value: number | boolean | null;
  readonly until: string;
  readonly reason: string;
}

export interface Anchor {
  readonly value: number | boolean | undefined;
  readonly day: Day;
  /** The day as it was stated: a month, a date, or of a baseline neither. */
  readonly month?: number | undefined;
  readonly date?: string | undefined;
  readonly label?: string | undefined;
  readonly note?: string | undefined;
  readonly was: readonly Was[];
}

/** An indicator with its baseline and targets as revised, targets in order of their days. */
export interface EffectiveIndicator extends Omit<Indicator, 'baseline' | 'targets'> {
  readonly baseline: Anchor;
  readonly targets: readonly Anchor[];
}

export interface EffectiveFramework extends Omit<Framework, 'indicators'> {
  readonly indicators: readonly EffectiveIndicator[];
}

type Revision = Extract<FrameworkEvent, { type: 'BaselineRevised' | 'TargetRevised' }>;

/** The framework stream's facts, ready to be asked for any day. */
export class FrameworkHistory {
  private readonly known = new Map<number, EffectiveFramework | undefined>();

  constructor(
    private readonly facts: readonly FactOf<FrameworkEvent>[],
    private readonly calendar: ProjectCalendar,
  ) {}

  /** The framework effective at the end of `day`; before the first adoption, the first framework as adopted. */
  at(day: Day): EffectiveFramework | undefined {
    const first = this.facts.findIndex(({ event }) => event.type === 'FrameworkAdopted');
    const effective = Math.max(this.facts.filter(({ on }) => on <= day).length, first + 1);
    if (!this.known.has(effective)) this.known.set(effective, this.build(effective));
    return this.known.get(effective);
  }

  private build(facts: number): EffectiveFramework | undefined {
    let framework: EffectiveFramework | undefined;
    for (const { event } of this.facts.slice(0, facts)) {
      if (event.type === 'FrameworkAdopted') framework = adopted(event.data.framework, this.calendar);
      else if (framework) framework = revised(framework, event, this.calendar);
    }
    return framework;
  }
}

function adopted(framework: Framework, calendar: ProjectCalendar): EffectiveFramework {
  return {
    ...framework,
    indicators: framework.indicators.map(({ baseline = {}, targets = [], ...indicator }) => ({
      ...indicator,
      baseline: { ...baseline, value: baseline.value, day: dayOfAnchor(baseline, calendar), was: [] },
      targets: targets.map((target) => ({ ...target, day: dayOfAnchor(target, calendar), was: [] })),
    })),
  };
}

function revised(framework: EffectiveFramework, revision: Revision, calendar: ProjectCalendar): EffectiveFramework {
  const { indicatorId, value, month, date, revisedOn, reason } = revision.data;
  const day = dayOfAnchor(revision.data, calendar);
  const replace = (old: Anchor): Anchor => ({
    value,
    day,
    month,
    date,
    was: [...old.was, { value: old.value ?? null, until: revisedOn, reason }],
  });
  return {
    ...framework,
    indicators: framework.indicators.map((indicator) => {
      if (indicator.id !== indicatorId) return indicator;
      if (revision.type === 'BaselineRevised') return { ...indicator, baseline: replace(indicator.baseline) };
      const targets = indicator.targets.some((target) => target.day === day)
        ? indicator.targets.map((target) => (target.day === day ? replace(target) : target))
        : [...indicator.targets, { value, day, month, date, was: [] }].sort((a, b) => a.day - b.day);
      return { ...indicator, targets };
    }),
  };
}

/** A baseline's or target's day as the contract shows it: its month, where it lies in one, and its date. */
export function anchorDay(anchor: Anchor, calendar: ProjectCalendar): { month: number | null; date: string } {
  const month = anchor.month ?? (anchor.day === calendar.monthEnd(0) ? 0 : calendar.month(anchor.day));
  return { month, date: isoDate(anchor.day) };
}
