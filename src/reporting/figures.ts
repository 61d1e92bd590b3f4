// The figures of a report: those of the HTTP interface, as far as the audience may see them.
import type { Day } from '../../projections/calendar.js';
import type { EffectiveIndicator } from '../../projections/framework.js';
import { readBreakdowns, readIndicator, readSeries, readValue } from '../../projections/indicator.js';
import type { BreakdownCell, Breakdowns } from '../../projections/measure.js';
import { byKey } from '../../projections/measure.js';
import { readMilestones } from '../../projections/milestones.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import { milestoneForPublic, SMALLEST } from './few-answers.js';
import type { Figures, IndicatorFigures } from './report-model.js';
import type { ReportRequest } from './report-request.js';

/** Breakdowns whose small groups could show who is in them. */
const TELLING = new Set(['country', 'topic']);

export function figuresFor(
  view: AllianceView,
  at: Day,
  { audience, expected }: Pick<ReportRequest, 'audience' | 'expected'>,
): Figures {
  const isPublic = audience === 'public';
  const framework = view.framework.at(at);
  const indicators = (framework?.indicators ?? []).map((indicator) => {
    const figures = figuresOfIndicator(view, indicator, at);
    const shown = isPublic ? forPublic(view, indicator, figures) : figures;
    return expected ? shown : withoutExpected(shown);
  });
  const milestones = readMilestones(view, at).map((milestone) =>
    isPublic && framework
      ? milestoneForPublic(view, framework, milestone, at)
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

/** No figure of few answers or of a survey that is still open, and no group of few. */
function forPublic(view: AllianceView, indicator: EffectiveIndicator, figures: IndicatorFigures): IndicatorFigures {
  const breakdowns = Object.fromEntries(
    Object.entries(figures.breakdowns).map(([dimension, cells]) => [
      dimension,
      TELLING.has(dimension) && indicator.unit !== 'percent' ? withoutSmall(cells) : cells,
    ]),
  );
  if (indicator.measure.kind !== 'satisfaction') return { ...figures, breakdowns };
  const shown = (day: Day): boolean => {
    const { companions } = readValue(view, indicator, day);
    return companions['provisional'] === false && (companions['denominator'] as number) >= SMALLEST;
  };
  const { calendar } = view;
  const series = figures.series.map((point, i) => ({
    ...point,
    value: shown(calendar.monthEnd(i)) ? point.value : null,
  }));
  const targets = figures.targets.map((target, i) => {
    const day = indicator.targets[i]?.day;
    return target.valueThen !== null && day !== undefined && !shown(day)
      ? { ...target, valueThen: null, met: null }
      : target;
  });
  // Answers that don't count are named by their ids.
  const notes = figures.notes.filter((note) => !note.startsWith('Answers to survey'));
  if (figures.value === null || shown(calendar.monthEnd(figures.series.length - 1)))
    return { ...figures, series, targets, notes, breakdowns };
  return {
    ...figures,
    value: null,
    companions: {},
    progress: null,
    onPath: null,
    status: 'noData',
    series,
    targets,
    notes: notes.filter((note) => note === indicator.note),
    breakdowns: {},
  };
}

/** Withholds small cells, and the next smallest where a single one could be had by subtraction. */
function withoutSmall(cells: readonly BreakdownCell[]): Breakdowns[string] {
  const bySize = [...cells].sort((a, b) => (a.value ?? 0) - (b.value ?? 0) || byKey(a.key ?? '', b.key ?? ''));
  const small = bySize.filter(({ value }) => (value ?? 0) < SMALLEST).length;
  const withheld = new Set(bySize.slice(0, small === 1 ? 2 : small));
  return cells.map((cell) => (withheld.has(cell) ? { key: cell.key, value: null, withheld: true } : cell));
}
