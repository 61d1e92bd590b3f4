// An indicator's value held against its baseline and targets, and its monthly series: contract sections 3 and 5.
import { isoDate, type Day } from './calendar.js';
import { anchorDay, type Anchor, type EffectiveIndicator, type Was } from './framework.js';
import { measureOf } from './index.js';
import type { Breakdowns, Companion, Reading, Value } from './measure.js';
import { inDigits } from './rounding.js';
import { expectedAt, partOfWay, reached, statusOf, type Status } from './status.js';
import type { View } from './view.js';

export interface TargetReading {
  readonly value: number | boolean;
  readonly month: number | null;
  readonly date: string;
  /** Whether the value on the target's day reached it; null until that day has passed. */
  readonly met: boolean | null;
  readonly valueThen: Value;
  readonly was?: readonly Was[];
}

export interface BaselineReading {
  readonly value: Value;
  readonly month: number | null;
  readonly date: string;
  readonly label?: string;
  readonly was?: readonly Was[];
}

/** What `GET /indicators` answers for one indicator. Numbers are unrounded. */
export interface IndicatorReading {
  readonly id: string;
  readonly objective?: string;
  readonly title: string;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  readonly value: Value;
  readonly companions: Readonly<Record<string, Companion>>;
  readonly baseline: BaselineReading;
  readonly targets: readonly TargetReading[];
  readonly measuredAt: readonly number[];
  readonly expected: number | null;
  readonly progress: number | null;
  readonly onPath: number | null;
  readonly status: Status;
  readonly notes: readonly string[];
}

export interface SeriesPoint {
  readonly month: number;
  readonly date: string;
  readonly value: Value;
  readonly expected: number | null;
}

/** The value of an indicator at the end of a day, without anything it is held against. */
export function readValue(view: View, indicator: EffectiveIndicator, at: Day): Reading {
  return measureOf(indicator).combine(view, indicator, at);
}

export function readBreakdowns(view: View, indicator: EffectiveIndicator, at: Day): Breakdowns {
  return measureOf(indicator).breakdowns(view, indicator, at);
}

export function readIndicator(view: View, indicator: EffectiveIndicator, at: Day): IndicatorReading {
  const reading = readValue(view, indicator, at);
  const { value } = reading;
  const targets = indicator.targets.map((target) => readTarget(view, indicator, target, at));
  const last = indicator.targets.at(-1);
  const path = pathAt(indicator, value, at);
  const standing = statusOf({
    value,
    at,
    baselineDay: indicator.baseline.day,
    onPath: path.onPath,
    last: last && {
      day: last.day,
      reached: reached(value, last.value as number | boolean, indicator.direction),
      reachedOnItsDay: targets.at(-1)?.met ?? null,
    },
  });
  return {
    id: indicator.id,
    ...(indicator.objective === undefined ? {} : { objective: indicator.objective }),
    title: indicator.title,
    unit: indicator.unit,
    direction: indicator.direction,
    value,
    companions: reading.companions,
    baseline: readBaseline(view, indicator),
    targets,
    measuredAt: indicator.measuredAt ?? [],
    ...path,
    status: standing.status,
    notes: [
      ...standing.notes,
      ...baselineNotes(view, indicator, at),
      ...reading.notes,
      ...(indicator.note === undefined ? [] : [indicator.note]),
    ],
  };
}

function readBaseline(view: View, { baseline }: EffectiveIndicator): BaselineReading {
  return {
    value: baseline.value ?? null,
    ...anchorDay(baseline, view.calendar),
    ...(baseline.label === undefined ? {} : { label: baseline.label }),
    ...(baseline.was.length > 0 ? { was: baseline.was } : {}),
  };
}

function readTarget(view: View, indicator: EffectiveIndicator, target: Anchor, at: Day): TargetReading {
  const passed = at > target.day;
  const valueThen = passed ? readValue(view, indicator, target.day).value : null;
  const value = target.value as number | boolean;
  return {
    value,
    ...anchorDay(target, view.calendar),
    met: passed ? reached(valueThen, value, indicator.direction) : null,
    valueThen,
    ...(target.was.length > 0 ? { was: target.was } : {}),
  };
}

/** Expected value, progress and place on the path; all null for a yes/no and without targets. */
function pathAt(
  indicator: EffectiveIndicator,
  value: Value,
  at: Day,
): Pick<IndicatorReading, 'expected' | 'progress' | 'onPath'> {
  const target = indicator.targets.find(({ day }) => day >= at) ?? indicator.targets.at(-1);
  if (indicator.unit === 'yesNo' || !target) return { expected: null, progress: null, onPath: null };
  const numeric = (anchor: Anchor): number => (anchor.value as number | undefined) ?? 0;
  const start = numeric(indicator.baseline);
  const expected = expectedAt(
    [indicator.baseline, ...indicator.targets].map((anchor) => ({ day: anchor.day, value: numeric(anchor) })),
    at,
  );
  if (typeof value !== 'number') return { expected, progress: null, onPath: null };
  return {
    expected,
    progress: partOfWay(value, start, numeric(target)),
    onPath: partOfWay(value, start, expected),
  };
}

/** Where the value computed on the baseline's day isn't the stated baseline, both are given. */
function baselineNotes(view: View, indicator: EffectiveIndicator, at: Day): string[] {
  const { baseline } = indicator;
  if (baseline.value === undefined || baseline.day > at) return [];
  const computed = readValue(view, indicator, baseline.day).value;
  if (computed === null || computed === baseline.value) return [];
  const [stated, then] = [baseline.value, computed].map((value) => inWords(value, indicator.unit));
  return [`Baseline stated: ${stated}; computed on its day (${isoDate(baseline.day)}): ${then}.`];
}

function inWords(value: number | boolean, unit: string): string {
  return typeof value === 'number' ? inDigits(value, unit) : value ? 'yes' : 'no';
}

/** M0 to the month of `at`, each as it reads at that month's end, the last one as at `at`; none before M0, which is a day. */
export function readSeries(view: View, indicatorId: string, at: Day): SeriesPoint[] {
  const { calendar } = view;
  const lastMonth = calendar.monthAt(at);
  const points: SeriesPoint[] = [];
  if (at < calendar.monthEnd(0)) return points;
  for (let month = 0; month <= lastMonth; month++) {
    const day = Math.min(calendar.monthEnd(month), at);
    const indicator = view.framework.at(day)?.indicators.find(({ id }) => id === indicatorId);
    const value = indicator ? readValue(view, indicator, day).value : null;
    const expected = indicator ? pathAt(indicator, value, day).expected : null;
    points.push({ month, date: isoDate(day), value, expected });
  }
  return points;
}
