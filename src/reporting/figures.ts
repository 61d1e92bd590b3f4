// The figures of a report: those of the HTTP interface, as far as the audience may see them.
import { dayOf, type Day } from '../../projections/calendar.js';
import type { EffectiveIndicator } from '../../projections/framework.js';
import { validAnswers } from '../../projections/i5-satisfaction.js';
import { readBreakdowns, readIndicator, readSeries } from '../../projections/indicator.js';
import type { BreakdownCell, Breakdowns } from '../../projections/measure.js';
import { byKey } from '../../projections/measure.js';
import { readMilestones } from '../../projections/milestones.js';
import { reached } from '../../projections/status.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import { isOfAnotherParty, isShown, milestoneForPublic, SMALLEST } from './few-answers.js';
import type { Figures, IndicatorFigures, WasFigures } from './report-model.js';
import type { ReportRequest } from './report-request.js';

/** Breakdowns whose small groups could show who is in them. */
const TELLING = new Set(['country', 'topic']);
/** Notes on how the value stood to the last target on its day. */
const OF_LAST_TARGET = new Set(['reached after the due month', 'since fallen']);

export function figuresFor(
  view: AllianceView,
  at: Day,
  { allianceId, audience, expected }: Pick<ReportRequest, 'allianceId' | 'audience' | 'expected'>,
): Figures {
  const isPublic = audience === 'public';
  const framework = view.framework.at(at);
  const indicators = (framework?.indicators ?? []).map((indicator) => {
    const figures = figuresOfIndicator(view, indicator, at);
    const shown = isPublic ? forPublic(view, indicator, figures, at, allianceId) : figures;
    return expected ? shown : withoutExpected(shown);
  });
  const milestones = readMilestones(view, at).map((milestone) =>
    isPublic && framework
      ? milestoneForPublic(view, framework, milestone, at, allianceId)
      : { ...milestone, provenBy: milestone.provenBy === null ? null : milestone.provenBy + 1 },
  );
  return { indicators, milestones };
}

function figuresOfIndicator(view: AllianceView, indicator: EffectiveIndicator, at: Day): IndicatorFigures {
  return {
    ...readIndicator(view, indicator, at),
    series: readSeries(view, indicator.id, at),
    breakdowns: readBreakdowns(view, indicator, at),
  };
}

function withoutExpected(figures: IndicatorFigures): IndicatorFigures {
  return {
    ...figures,
    expected: null,
    onPath: null,
    series: figures.series.map((point) => ({ ...point, expected: null })),
  };
}

/** No figure of few answers, of a survey that is still open or of another party, and no group of few. */
function forPublic(
  view: AllianceView,
  indicator: EffectiveIndicator,
  told: IndicatorFigures,
  at: Day,
  allianceId: string,
): IndicatorFigures {
  const figures = {
    ...told,
    baseline: withoutReasons(told.baseline),
    targets: told.targets.map(withoutReasons),
    series: seriesForPublic(view, told, allianceId),
  };
  if (isOfAnotherParty(indicator, allianceId)) {
    const targets = figures.targets.map((target) => ({ ...target, met: null, valueThen: null }));
    return withheld({ ...figures, targets }, indicator);
  }
  if (indicator.measure.kind !== 'satisfaction') {
    const breakdowns = Object.fromEntries(
      Object.entries(figures.breakdowns).map(([dimension, cells]) => [
        dimension,
        TELLING.has(dimension) ? withoutSmall(cells) : cells,
      ]),
    );
    return { ...figures, breakdowns };
  }
  const shown = satisfactionForPublic(view, indicator, figures, allianceId);
  if (figures.value === null || isShown(view, indicator, at, allianceId))
    return { ...shown, breakdowns: withoutFewAnswers(shown.breakdowns, validAnswers(view, at)) };
  return withheld(shown, indicator);
}

const withheld = (figures: IndicatorFigures, indicator: EffectiveIndicator): IndicatorFigures => ({
  ...figures,
  value: null,
  companions: {},
  progress: null,
  onPath: null,
  status: 'noData',
  notes: figures.notes.filter((note) => note === indicator.note),
  breakdowns: {},
});

/** The public events don't tell them either. */
function withoutReasons<T extends { readonly was?: readonly WasFigures[] }>(anchor: T): T {
  const { was } = anchor;
  return was ? { ...anchor, was: was.map(({ value, until }) => ({ value, until })) } : anchor;
}

/** Each month by its own framework: an earlier one may have measured another thing. */
function seriesForPublic(
  view: AllianceView,
  { id, series }: IndicatorFigures,
  allianceId: string,
): IndicatorFigures['series'] {
  return series.map((point) => {
    const day = dayOf(point.date);
    const indicator = view.framework.at(day)?.indicators.find((each) => each.id === id);
    return indicator && isShown(view, indicator, day, allianceId) ? point : { ...point, value: null };
  });
}

/** Without what tells of other days whose value may not be shown. */
function satisfactionForPublic(
  view: AllianceView,
  indicator: EffectiveIndicator,
  figures: IndicatorFigures,
  allianceId: string,
): IndicatorFigures {
  const isWithheld = figures.targets.map(({ valueThen }, i) => {
    const day = indicator.targets[i]?.day;
    return valueThen !== null && day !== undefined && !isShown(view, indicator, day, allianceId);
  });
  const targets = figures.targets.map((target, i) =>
    isWithheld[i] ? { ...target, valueThen: null, met: null } : target,
  );
  const last = indicator.targets.at(-1);
  const isLastWithheld = isWithheld.at(-1) === true;
  const isReached = last !== undefined && reached(figures.value, last.value as number | boolean, indicator.direction);
  const notes = figures.notes.filter((note) => {
    if (note === indicator.note) return true;
    // Answers that don't count are named by their ids.
    if (note.startsWith('Answers to survey')) return false;
    if (note.startsWith('Baseline stated')) return isShown(view, indicator, indicator.baseline.day, allianceId);
    return !isLastWithheld || !OF_LAST_TARGET.has(note);
  });
  // Neither missed nor achieved could be said without the value on the target's day.
  const status = isLastWithheld && !isReached ? 'noData' : figures.status;
  return { ...figures, status, targets, notes };
}

/** A question may have fewer answers than the survey. */
function withoutFewAnswers(breakdowns: Breakdowns, valid: ReadonlyMap<string, number>): Breakdowns {
  const { question } = breakdowns;
  if (!question) return breakdowns;
  const isFew = (key: string | null): boolean => (valid.get(key ?? '') ?? 0) < SMALLEST;
  return {
    ...breakdowns,
    question: question.map((cell) => (isFew(cell.key) ? { key: cell.key, value: null, withheld: true } : cell)),
  };
}

/** Withholds small cells, and the next smallest where these could be had by subtraction; all where there is no other. */
function withoutSmall(cells: readonly BreakdownCell[]): Breakdowns[string] {
  const bySize = [...cells].sort((a, b) => (a.value ?? 0) - (b.value ?? 0) || byKey(a.key ?? '', b.key ?? ''));
  const small = bySize.map(({ value }) => value ?? 0).filter((value) => value < SMALLEST);
  if (small.length === 0) return cells;
  // What is left of the value is the only one, or tells that each is as small, or as large, as a small one can be.
  const isTold = small.length === 1 || [1, SMALLEST - 1].some((all) => small.every((value) => value === all));
  if (isTold && small.length === cells.length) return [];
  const withheld = new Set(bySize.slice(0, small.length + (isTold ? 1 : 0)));
  return cells.map((cell) => (withheld.has(cell) ? { key: cell.key, value: null, withheld: true } : cell));
}
