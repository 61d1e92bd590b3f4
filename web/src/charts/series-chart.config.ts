// The chart of a numeric indicator: monthly values, the straight line through its anchors, baseline, targets, measurement months.
import type { Chart, ChartConfiguration, ChartDataset, TooltipItem } from 'chart.js';
import type { AnnotationOptions } from 'chartjs-plugin-annotation';
import type { Alliance, IndicatorDetail } from '../api.js';
import type { ChartSubject } from './chart-subject.js';
import { extraLines } from './extra-lines.js';
import { anchorsOf, earlierPath, expectedOn, type PathPoint } from './expected-path.js';
import { writeDate, writeValue, writeWhen } from '../figure-text.js';
import { dayOf, isoDate, monthEnd, monthOf } from '../project-months.js';
import { text } from '../text.js';
import type { Palette } from '../theme.js';
import { timeAxisOf, type TimeAxis } from './time-axis.js';

type Line = ChartDataset<'line', PathPoint[]>;

const Y_AXIS_PX = 44;
/** From the middle of a line to that of its label. */
const BESIDE_LINE_PX = 11;
/** Height of a label. */
const LABEL_PX = 16;
/** Between a label and a mark or a line. */
const CLEAR_PX = 10;
const MARKS = { showLine: false, borderWidth: 2, pointRadius: 6, pointHoverRadius: 7, clip: false } as const;

export function seriesChart(subject: ChartSubject, palette: Palette, animate: boolean): ChartConfiguration<'line'> {
  const { alliance, detail } = subject;
  const axis = timeAxisOf(alliance, detail);
  return {
    type: 'line',
    data: { datasets: [...datasetsOf(detail, axis, palette), ...extraLines(subject, palette)] },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: animate ? { duration: 250 } : false,
      normalized: true,
      parsing: false,
      layout: { padding: { top: 22, right: 10 } },
      interaction: { mode: 'nearest', axis: 'x', intersect: false },
      scales: {
        x: {
          type: 'linear',
          min: axis.from,
          max: axis.to,
          grid: { color: palette.grid, drawTicks: false },
          border: { color: palette.muted },
          ticks: {
            color: palette.muted,
            font: { family: palette.font, size: 11 },
            padding: 6,
            maxRotation: 0,
            autoSkip: true,
            autoSkipPadding: 14,
            callback: (value) => text.month(axis.ticks.find(({ day }) => day === value)?.month ?? 0),
          },
          afterBuildTicks: (scale) => {
            scale.ticks = axis.ticks.map(({ day }) => ({ value: day }));
          },
        },
        y: {
          beginAtZero: true,
          // One width for all, so that the time axes stand exactly under each other.
          afterFit: (scale) => {
            scale.width = Math.max(scale.width, Y_AXIS_PX);
          },
          ...(isShare(detail) ? { max: 100 } : {}),
          ...(detail.unit === 'yesNo' ? { max: 1.15 } : {}),
          grid: { color: palette.grid, drawTicks: false },
          border: { display: false },
          ticks: {
            color: palette.muted,
            font: { family: palette.font, size: 11 },
            padding: 6,
            maxTicksLimit: 6,
            callback: (value) => written(Number(value), detail),
            ...(detail.unit === 'count' ? { precision: 0 } : {}),
            ...(detail.unit === 'yesNo' ? { stepSize: 1 } : {}),
          },
        },
      },
      plugins: {
        tooltip: {
          backgroundColor: palette.ink,
          titleColor: palette.surface,
          bodyColor: palette.surface,
          titleFont: { family: palette.font },
          bodyFont: { family: palette.font },
          displayColors: false,
          callbacks: {
            title: (items) => titleOf(items[0], alliance),
            label: ({ dataset, parsed }) => `${dataset.label ?? ''}: ${written(parsed.y ?? null, detail)}`,
          },
        },
        annotation: { clip: false, annotations: annotationsOf(subject, axis, palette) },
      },
    },
  };
}

function datasetsOf(detail: IndicatorDetail, axis: TimeAxis, palette: Palette): Line[] {
  const anchors = anchorsOf(detail);
  const path = [axis.from, ...anchors.map(({ x }) => x), axis.to].map((x) => ({ x, y: expectedOn(anchors, x) ?? 0 }));
  const earlier = earlierPath(detail);
  const lines: Line[] = [
    {
      label: text.chart.measured,
      data: detail.series.map(({ date, value }) => ({ x: dayOf(date), y: value === null ? null : Number(value) })),
      borderColor: palette.value,
      backgroundColor: palette.valueFill,
      fill: 'origin',
      // What holds at a month's end holds from then on: Chart.js calls a step at the later of two points "before".
      stepped: detail.unit === 'yesNo' ? 'before' : false,
      borderWidth: 2.5,
      pointRadius: detail.series.filter(({ value }) => value !== null).length < 3 ? 3 : 0,
      pointHoverRadius: 4,
      pointBackgroundColor: palette.value,
      order: 2,
    },
  ];
  if (detail.unit === 'yesNo') {
    const marks = detail.targets.map(({ date, value }) => ({ x: dayOf(date), y: Number(value) }));
    lines.push(targetMarks(marks, palette));
  }
  if (anchors.length === 0) return lines;
  lines.push({
    label: text.chart.expected,
    data: path,
    borderColor: palette.expected,
    borderWidth: 1.5,
    borderDash: [6, 4],
    pointRadius: 0,
    pointHoverRadius: 0,
    order: 3,
  });
  if (earlier.length > 0) {
    lines.push({
      label: text.chart.earlierExpected,
      data: earlier,
      borderColor: palette.expected,
      borderWidth: 1.5,
      borderDash: [1, 4],
      pointRadius: 0,
      order: 4,
    });
  }
  const [baseline, ...targets] = anchors;
  lines.push(
    {
      ...MARKS,
      label: text.chart.baseline,
      data: baseline ? [baseline] : [],
      backgroundColor: palette.surface,
      borderColor: palette.baseline,
      pointStyle: 'rectRot',
      order: 0,
    },
    targetMarks(targets, palette),
  );
  return lines;
}

function targetMarks(data: PathPoint[], palette: Palette): Line {
  return {
    ...MARKS,
    label: text.chart.target,
    data,
    borderColor: palette.target,
    backgroundColor: palette.target,
    pointStyle: 'triangle',
    order: 1,
  };
}

function annotationsOf({ detail, alliance, isToday }: ChartSubject, axis: TimeAxis, palette: Palette) {
  const font = { family: palette.font, size: 11, weight: 'normal' as const };
  const annotations: Record<string, AnnotationOptions> = {};
  const label = { display: true, font, color: palette.muted, backgroundColor: palette.surface, padding: 2 };
  for (const month of detail.measuredAt ?? []) {
    const day = dayOf(monthEnd(alliance.startsOn, month));
    annotations[`measured-${month}`] = {
      type: 'line',
      scaleID: 'x',
      value: day,
      borderColor: palette.muted,
      borderWidth: 1,
      borderDash: [2, 3],
      drawTime: 'beforeDatasetsDraw',
    };
  }
  const stepLabels: StepLabel[] = [];
  let from = dayOf(detail.baseline.date);
  for (const [index, target] of detail.targets.entries()) {
    const to = dayOf(target.date);
    const step = (value: number, key: string, content: string, earlier: boolean): void => {
      const stepLabel = { from, to, value, content };
      stepLabels.push(stepLabel);
      const placeIn = (chart: Chart): Place | undefined => {
        chart.ctx.font = `${font.size}px ${font.family}`;
        return placesOf(chart, stepLabels, axis.at, label.padding).get(stepLabel);
      };
      annotations[key] = {
        type: 'line',
        xMin: from,
        xMax: to,
        yMin: value,
        yMax: value,
        borderColor: palette.target,
        borderWidth: earlier ? 1 : 1.5,
        borderDash: earlier ? [1, 4] : [8, 3],
        drawTime: 'beforeDatasetsDraw',
        label: {
          ...label,
          content,
          display: ({ chart }) => placeIn(chart) !== undefined,
          position: 'center',
          drawTime: 'afterDatasetsDraw',
          // On the side that the values don't come from.
          yAdjust: detail.direction === 'down' ? BESIDE_LINE_PX : -BESIDE_LINE_PX,
          xAdjust: ({ chart }) => placeIn(chart)?.shift ?? 0,
          color: palette.target,
        },
      };
    };
    for (const [nth, was] of (target.was ?? []).entries()) {
      if (was.value === null) continue;
      const value = writeValue(was.value, detail.unit);
      step(Number(was.value), `was-${index}-${nth}`, text.chart.earlierTargetLine(value), true);
    }
    const value = writeValue(target.value, detail.unit);
    step(Number(target.value), `target-${index}`, text.chart.targetLine(value, writeWhen(target)), false);
    from = to;
  }
  annotations['at'] = {
    type: 'line',
    scaleID: 'x',
    value: axis.at,
    borderColor: palette.ink,
    borderWidth: 1.5,
    label: {
      ...label,
      content: isToday ? text.chart.today : dayLooked(detail, alliance),
      position: 'start',
      yAdjust: -24,
      color: palette.ink,
    },
  };
  return annotations;
}

/** As its month where it is the end of one. */
function dayLooked({ month, at }: IndicatorDetail, { startsOn }: Alliance): string {
  return writeWhen({ month: month !== null && monthEnd(startsOn, month) === at ? month : null, date: at });
}

/** What is written at the line of a target, or of one before its revision. */
interface StepLabel {
  readonly from: number;
  readonly to: number;
  readonly value: number;
  readonly content: string;
}

interface Place {
  /** Its ends and its line's height, in pixels. */
  readonly left: number;
  readonly right: number;
  readonly y: number;
  /** How far its middle is from where the plugin would put it. */
  readonly shift: number;
}

/**
 * Where labels stand: beside their target's mark or elsewhere on its line, clear of the mark, of the day looked at and of
 * each other. Those that have no room beside the labels of later targets have no place.
 */
function placesOf(chart: Chart, labels: readonly StepLabel[], at: number, padding: number): Map<StepLabel, Place> {
  const places = new Map<StepLabel, Place>();
  for (const label of [...labels].reverse()) {
    const place = placeOf(chart, label, at, padding);
    if (![...places.values()].some((other) => overlap(place, other))) places.set(label, place);
  }
  return places;
}

const overlap = (one: Place, other: Place): boolean =>
  Math.abs(one.y - other.y) < LABEL_PX && one.left < other.right && other.left < one.right;

function placeOf(chart: Chart, { content, value, ...days }: StepLabel, dayLookedAt: number, padding: number): Place {
  const { left, right } = chart.chartArea;
  const pixel = (day: number): number => chart.scales['x']?.getPixelForValue(day) ?? 0;
  const [from, to, at] = [pixel(days.from), pixel(days.to), pixel(dayLookedAt)];
  const half = chart.ctx.measureText(content).width / 2 + padding;
  const within = (centre: number): number => Math.min(Math.max(centre, left + half), right - half);
  const isFree = (centre: number): boolean =>
    centre === within(centre) &&
    Math.abs(centre - to) >= half + CLEAR_PX &&
    Math.abs(centre - at) >= half + CLEAR_PX / 2;
  const beside = half + CLEAR_PX;
  const onLine = [at - beside, at + beside].filter((centre) => centre >= from && centre <= to);
  const centre = [to - beside, ...onLine, to + beside].find(isFree) ?? within(to - beside);
  const y = chart.scales['y']?.getPixelForValue(value) ?? 0;
  return { left: centre - half, right: centre + half, y, shift: centre - within((from + to) / 2) };
}

/** A yes/no is drawn at 1 and 0, and nowhere between. */
function written(value: number | null, { unit }: IndicatorDetail): string {
  if (unit !== 'yesNo' || value === null) return writeValue(value, unit);
  return value === 0 || value === 1 ? writeValue(value === 1, unit) : '';
}

/** Percentages that stay within a whole are drawn against the whole. */
function isShare({ unit, series, targets }: IndicatorDetail): boolean {
  return unit === 'percent' && [...series, ...targets].every(({ value }) => Number(value) >= 0 && Number(value) <= 100);
}

function titleOf(item: TooltipItem<'line'> | undefined, { startsOn }: Alliance): string {
  if (!item || item.parsed.x === null) return '';
  const date = isoDate(Math.round(item.parsed.x));
  const month = monthOf(startsOn, date);
  const when = writeDate(date);
  return monthEnd(startsOn, month) === date ? text.chart.pointTitle(text.month(month), when) : when;
}
