// What a page adds to the chart of an indicator: its interval, a forecast, and the values that stand in sealed reports.
import type { ChartDataset } from 'chart.js';
import { dayOf, monthEnd } from '../project-months.js';
import { text } from '../text.js';
import type { Palette } from '../theme.js';
import type { ChartSubject } from './chart-subject.js';
import type { PathPoint } from './expected-path.js';

type Line = ChartDataset<'line', PathPoint[]>;

export function extraLines(subject: ChartSubject, palette: Palette): Line[] {
  return [...intervalBand(subject, palette), ...forecastLines(subject, palette), ...sealedMarks(subject, palette)];
}

function intervalBand({ detail, intervals = [] }: ChartSubject, palette: Palette): Line[] {
  if (intervals.length === 0) return [];
  const end = dayOf(detail.at);
  const edge = (side: 'low' | 'high'): PathPoint[] => [
    ...intervals.map((interval) => ({ x: dayOf(interval.date), y: interval[side] })),
    { x: end, y: intervals.at(-1)?.[side] ?? null },
  ];
  return band(text.indicator.band, edge('low'), edge('high'), palette.value, palette.interval, true);
}

function forecastLines({ alliance, forecast }: ChartSubject, palette: Palette): Line[] {
  if (!forecast) return [];
  const course = (side: 'value' | 'low' | 'high'): PathPoint[] =>
    forecast.points.map((point) => ({ x: dayOf(monthEnd(alliance.startsOn, point.month)), y: point[side] }));
  return [
    {
      label: text.forecast.line,
      data: course('value'),
      borderColor: palette.forecast,
      borderWidth: 2,
      borderDash: [3, 3],
      pointRadius: 0,
      pointHoverRadius: 4,
      order: 3,
    },
    ...band(text.forecast.band, course('low'), course('high'), palette.forecast, palette.forecastFill, false),
  ];
}

/** Two edges and what lies between; the upper one is filled down to the lower, which stands before it. */
function band(
  label: string,
  low: PathPoint[],
  high: PathPoint[],
  colour: string,
  fill: string,
  stepped: boolean,
): Line[] {
  const edge = {
    label,
    borderColor: colour,
    borderWidth: 0.75,
    pointRadius: 0,
    pointHoverRadius: 0,
    order: 6,
  } as const;
  const steps = stepped ? ('before' as const) : false;
  return [
    { ...edge, data: low, stepped: steps },
    { ...edge, data: high, stepped: steps, fill: '-1', backgroundColor: fill },
  ];
}

function sealedMarks({ sealed = [] }: ChartSubject, palette: Palette): Line[] {
  if (sealed.length === 0) return [];
  return [
    {
      label: text.indicator.sealed,
      data: sealed.map(({ date, value }) => ({ x: dayOf(date), y: value })),
      showLine: false,
      borderColor: palette.ink,
      backgroundColor: palette.surface,
      borderWidth: 2,
      pointRadius: 5,
      pointHoverRadius: 6,
      pointStyle: 'rect',
      order: 0,
    },
  ];
}
