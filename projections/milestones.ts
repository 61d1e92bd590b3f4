// Milestones: conditions over indicators, the day on which they first held, and the fact that proves it. Contract section 3.
import type { Condition, Milestone } from '../src/domain/framework/framework.events.js';
import { dayOfAnchor, isoDate, type Day } from './calendar.js';
import type { EffectiveFramework, EffectiveIndicator } from './framework.js';
import { measureOf } from './index.js';
import { readValue } from './indicator.js';
import type { Reading } from './measure.js';
import type { Mark, View } from './view.js';

export interface MilestoneReading {
  readonly id: string;
  readonly objective?: string;
  readonly title: string;
  readonly due: { readonly month?: number; readonly date: string } | null;
  readonly status: 'achieved' | 'notDue' | 'overdue';
  readonly achievedOn: string | null;
  /** The event after which it first held (`Fact.index`); null when only time did it, or when it held before any fact. */
  readonly provenBy: number | null;
  readonly holds: boolean;
}

/** Readings that are kept at once: a few dozen MiB, for a moment. */
const MOST_KEPT = 200_000;

/**
 * What indicators read, day by day. Milestones ask for the same again and again: a framework of many whose conditions name
 * many indicators would take minutes else.
 */
class Readings {
  private readonly known = new Map<EffectiveIndicator, Map<Day, Reading>>();
  private kept = 0;

  constructor(
    readonly view: View,
    private readonly indicators: ReadonlyMap<string, EffectiveIndicator>,
  ) {}

  static of(view: View, { indicators }: EffectiveFramework): Readings {
    return new Readings(view, new Map(indicators.map((indicator) => [indicator.id, indicator])));
  }

  within(day: Day, place: number): Readings {
    return new Readings(this.view.within(day, place), this.indicators);
  }

  indicator(id: string): EffectiveIndicator | undefined {
    return this.indicators.get(id);
  }

  at(indicator: EffectiveIndicator, day: Day): Reading {
    let days = this.known.get(indicator);
    if (!days) this.known.set(indicator, (days = new Map<Day, Reading>()));
    let reading = days.get(day);
    if (!reading) {
      reading = readValue(this.view, indicator, day);
      if (this.kept++ < MOST_KEPT) days.set(day, reading);
    }
    return reading;
  }
}

export function readMilestones(view: View, at: Day): MilestoneReading[] {
  const framework = view.framework.at(at);
  if (!framework) return [];
  const readings = Readings.of(view, framework);
  return framework.milestones.map((milestone) => readMilestone(readings, milestone, at));
}

/** The status alone of each milestone, without what proves it: a part of the work. */
export function milestoneStatuses(view: View, at: Day): Pick<MilestoneReading, 'id' | 'status'>[] {
  const framework = view.framework.at(at);
  if (!framework) return [];
  const readings = Readings.of(view, framework);
  return framework.milestones.map((milestone) => {
    const achieved = firstHeld(readings, milestone.condition, at);
    return { id: milestone.id, status: statusOf(milestone, achieved, view, at) };
  });
}

function readMilestone(readings: Readings, milestone: Milestone, at: Day): MilestoneReading {
  const { view } = readings;
  const achieved = firstHeld(readings, milestone.condition, at);
  const { due } = milestone;
  return {
    id: milestone.id,
    ...(milestone.objective === undefined ? {} : { objective: milestone.objective }),
    title: milestone.title,
    due: due
      ? {
          ...(due.month === undefined ? {} : { month: due.month }),
          date: isoDate(dayOfAnchor(due, view.calendar)),
        }
      : null,
    status: statusOf(milestone, achieved, view, at),
    achievedOn: achieved ? isoDate(achieved.on) : null,
    provenBy: achieved?.byFacts ? provenBy(readings, milestone.condition, achieved.on) : null,
    holds: holds(readings, milestone.condition, at),
  };
}

function statusOf({ due }: Milestone, achieved: Achieved | undefined, view: View, at: Day): MilestoneReading['status'] {
  if (achieved) return 'achieved';
  return due && at > dayOfAnchor(due, view.calendar) ? 'overdue' : 'notDue';
}

/** Whether a condition holds at the end of `day`; no value and no provisional value meets any. */
function holds(readings: Readings, condition: Condition, day: Day): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(readings, part, day));
  if ('any' in condition) return condition.any.some((part) => holds(readings, part, day));
  const indicator = readings.indicator(condition.indicator);
  if (!indicator) return false;
  const reading = readings.at(indicator, day);
  if (reading.companions['provisional'] === true) return false;
  const value = condition.companion === undefined ? reading.value : reading.companions[condition.companion];
  if (condition.equals !== undefined) return value === condition.equals;
  if (typeof value !== 'number') return false;
  if (condition.atLeast !== undefined) return value >= condition.atLeast;
  return condition.atMost !== undefined && value <= condition.atMost;
}

interface Achieved {
  readonly on: Day;
  /** Whether it came to hold on that day, and didn't before any fact. */
  readonly byFacts: boolean;
}

/** The first day through `at` at whose end the condition held. */
function firstHeld(readings: Readings, condition: Condition, at: Day): Achieved | undefined {
  const days = changeDays(readings, condition);
  const [first] = days;
  if (holds(readings, condition, first !== undefined && first <= at ? first - 1 : at)) {
    const on = readings.view.firstFactOn;
    return on === undefined || on > at ? undefined : { on, byFacts: false };
  }
  const on = days.find((day) => day > at || holds(readings, condition, day));
  return on === undefined || on > at ? undefined : { on, byFacts: true };
}

/** The days on which a condition may come to hold, ascending. */
function changeDays(readings: Readings, condition: Condition): readonly Day[] {
  const indicators = [...new Set(indicatorsOf(condition, readings))];
  const [first = [], ...others] = indicators.map((indicator) =>
    measureOf(indicator).changeDays(readings.view, indicator),
  );
  // Those of one are in order: thousands of days are neither copied nor sorted for every event that is followed.
  return others.length === 0 ? first : [...new Set([first, ...others].flat())].sort((a, b) => a - b);
}

/** The event of `day` after which the condition held; null where time alone did it. */
function provenBy(readings: Readings, condition: Condition, day: Day): number | null {
  if (holds(readings.within(day, -1), condition, day)) return null;
  const proof = marksOn(readings.view, indicatorsOf(condition, readings), day).find(({ place }) =>
    holds(readings.within(day, place), condition, day),
  );
  return proof?.event ?? null;
}

/** The facts of a day that can change one of these indicators, in order of place. */
function marksOn(view: View, indicators: readonly EffectiveIndicator[], day: Day): Mark[] {
  const marks = new Map<number, Mark>();
  for (const indicator of indicators) {
    const isSurvey = indicator.measure.kind === 'satisfaction';
    const found = isSurvey ? surveyMarks(view, day) : view.ledger(measureOf(indicator).source(indicator)).marks(day);
    for (const mark of found) marks.set(mark.place, mark);
  }
  return [...marks.values()].sort((a, b) => a.place - b.place);
}

/**
 * Answers count from the closing of their survey on: an opening, and answers placed before the closing, prove nothing,
 * however many they are.
 */
function surveyMarks(view: View, day: Day): Mark[] {
  return view.surveys.flatMap(({ closed, surveyId }) => {
    if (closed?.on !== day) return [];
    const answers = view.ledger({ category: 'answer', partition: surveyId }).marks(day);
    return [closed, ...answers.filter(({ place }) => place > closed.place)];
  });
}

function indicatorsOf(condition: Condition, readings: Readings): EffectiveIndicator[] {
  if ('all' in condition) return condition.all.flatMap((part) => indicatorsOf(part, readings));
  if ('any' in condition) return condition.any.flatMap((part) => indicatorsOf(part, readings));
  const indicator = readings.indicator(condition.indicator);
  return indicator ? [indicator] : [];
}
