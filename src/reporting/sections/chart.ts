// The series of an indicator as a chart: values and straight line by month, baseline and targets as they are and were.
import { dayOf, isoDate } from '../../../projections/calendar.js';
import type { EffectiveIndicator } from '../../../projections/framework.js';
import type { Value } from '../../../projections/measure.js';
import { unitOn, type ReportContext } from '../report-context.js';
import type { Chart, ChartLine, ChartMark, IndicatorFigures } from '../report-model.js';
import { monthName, monthPlace } from '../wording.js';

const asNumber = (value: Value): number | null => (typeof value === 'boolean' ? Number(value) : value);

export function chartOf(context: ReportContext, indicator: EffectiveIndicator, told: IndicatorFigures): Chart {
  const { texts, words, request, calendar } = context;
  const figures = { ...told, series: inUnit(context, told) };
  const { id, unit, series } = figures;
  const line = (kind: ChartLine['id'], label: string): ChartLine => ({
    id: kind,
    label,
    points: series.map((point, month) => ({ x: month, date: point.date, y: asNumber(point[kind]) })),
  });
  const hasExpected = request.expected && unit !== 'yesNo' && figures.targets.length > 0;
  const lines = [
    line('value', texts.indicator.value),
    ...(hasExpected ? [line('expected', texts.indicator.expected)] : []),
  ];
  const marks = marksOf(context, figures);
  return {
    id: `chart-${id}`,
    title: texts.indicator.chart(id),
    alt: alternative(context, figures),
    axis: unit === 'yesNo' ? 'yesNo' : 'number',
    unit,
    xTitle: texts.words.month,
    yTitle: words.unit(unit),
    months: [0, Math.max(request.month, calendar.monthAt(calendar.endsOn))],
    lines,
    marks,
    ticks: ticksOf(context, unit, [
      ...lines.flatMap(({ points }) => points.map(({ y }) => y)),
      ...marks.map(({ y }) => y),
    ]),
    measuredAt: indicator.measuredAt ?? [],
    measuredLabel: texts.indicator.measuredAt,
  };
}

/** The months without what was measured in another unit then, which no axis has in common. */
function inUnit(context: ReportContext, figures: IndicatorFigures): IndicatorFigures['series'] {
  return figures.series.map((point) =>
    unitOn(context, figures, point.date) === figures.unit ? point : { ...point, value: null, expected: null },
  );
}

/** How many steps the value axis has at the most. */
const MOST_STEPS = 6;
const STEPS = [1, 2, 5, 10];

/** Round values that hold everything shown, zero among them. */
function ticksOf({ texts, words }: ReportContext, unit: string, shown: readonly (number | null)[]): Chart['ticks'] {
  if (unit === 'yesNo') {
    return [
      { y: 0, label: texts.no },
      { y: 1, label: texts.yes },
    ];
  }
  const values = shown.filter((y) => y !== null);
  const [low, high] = [Math.min(0, ...values), Math.max(0, ...values)];
  const least = (high - low || 1) / MOST_STEPS;
  const magnitude = 10 ** Math.floor(Math.log10(least));
  const step = magnitude * (STEPS.find((each) => each * magnitude >= least) ?? 10);
  const [first, last] = [Math.floor(low / step), Math.max(Math.ceil(high / step), Math.floor(low / step) + 1)];
  return Array.from({ length: last - first + 1 }, (_, i) => {
    // Tenths are not exact: 3 × 0.1 is a little more than 0.3.
    const y = Number(((first + i) * step).toPrecision(12));
    return { y, label: words.value(y, unit) };
  });
}

function marksOf(context: ReportContext, { id: indicatorId, baseline, targets }: IndicatorFigures): ChartMark[] {
  const { texts, calendar } = context;
  const mark = (id: ChartMark['id'], date: string, value: Value): ChartMark[] => {
    const labels = {
      baseline: texts.indicator.baseline,
      target: texts.indicator.target,
      formerBaseline: texts.indicator.formerBaseline,
      formerTarget: texts.indicator.formerTarget,
    };
    const y = asNumber(value);
    return y === null ? [] : [{ id, label: labels[id], x: monthPlace(dayOf(date), calendar), date, y }];
  };
  return [
    ...mark('baseline', baseline.date, baseline.value),
    ...(baseline.was ?? []).flatMap(({ value, until }) =>
      mark('formerBaseline', formerDate(context, indicatorId, until) ?? baseline.date, value),
    ),
    ...targets.flatMap((target) => [
      ...mark('target', target.date, target.value),
      ...(target.was ?? []).flatMap(({ value }) => mark('formerTarget', target.date, value)),
    ]),
  ];
}

/** The date that a baseline had before a revision, which may have given it another. */
function formerDate({ view }: ReportContext, id: string, until: string): string | undefined {
  const former = view.framework.at(dayOf(until) - 1)?.indicators.find((indicator) => indicator.id === id)?.baseline;
  return former && isoDate(former.day);
}

function alternative({ texts, words, request }: ReportContext, figures: IndicatorFigures): string {
  const { id, unit, series, baseline, targets } = figures;
  const point = (what: string, value: Value, when: string): string =>
    texts.indicator.altPoint(what, words.value(value, unit), when);
  const stated = series.map((each, month) => ({ ...each, month })).filter(({ value }) => value !== null);
  const [first, latest] = [stated[0], stated.at(-1)];
  const points = [
    first && latest ? point(texts.indicator.first, first.value, monthName(first.month)) : texts.noData,
    latest && point(texts.indicator.latest, latest.value, monthName(latest.month)),
    baseline.value === null ? undefined : point(texts.indicator.baseline, baseline.value, words.when(baseline)),
    ...targets.map((target) => point(texts.indicator.target, target.value, words.when(target))),
  ];
  const said = points.filter((each): each is string => each !== undefined);
  return texts.indicator.chartAlt(id, monthName(0), monthName(request.month), said.join('; '));
}
