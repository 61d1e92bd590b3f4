// A chart as an SVG drawing: values by month, the straight line, baseline and targets. Shapes differ as well as colours,
// so that it can be read in black and white.
import type { Chart, ChartLine, ChartMark } from '../report-model.js';

/** Of a drawing, in points. It is as high as its legend needs. */
const WIDTH = 480;
/** Below the last line of the legend. */
const MARGIN = 8;

/** Where the values are drawn; `left`: at the least. */
const PLOT = { left: 62, right: 466, top: 10, bottom: 148 } as const;
/** Right edge of what is written along the value axis. */
const AXIS_TITLE = 16;
/** Between the label of a tick and its line. */
const TICK_GAP = 5;
const INK = '#1b2a41';
const MUTED = '#5b6675';
const GRID = '#dfe3e8';
const VALUE = '#1f4e9c';
const PATH = '#7a5c00';
const TARGET = '#a3330d';
const MEASURED = '#9aa5b1';
const FONT_SIZE = 8;
/** Width of a character beside its height: enough for the widest labels of a legend. */
const CHARACTER = 0.58;
const MOST_MONTH_TICKS = 12;
const MONTH_STEPS = [1, 2, 3, 6, 12, 24, 48, 96];

/** `font`: family for all texts. */
export function chartSvg(chart: Chart, font: string): string {
  const left = leftOf(chart);
  const place = placement(chart, left);
  const { shapes: legendShapes, bottom } = legend(chart);
  const shapes = [
    ...chart.ticks.flatMap(({ y, label }) => [
      line([left, place.y(y)], [PLOT.right, place.y(y)], GRID, 0.6),
      text(left - TICK_GAP, place.y(y) + 2.8, label, 'end', MUTED),
    ]),
    ...monthTicks(chart).flatMap((month) => [
      line([place.x(month), PLOT.bottom], [place.x(month), PLOT.bottom + 3], MUTED, 0.6),
      text(place.x(month), PLOT.bottom + 12, `M${month}`, 'middle', MUTED),
    ]),
    ...measuredMonths(chart).map((month) =>
      line([place.x(month), PLOT.top], [place.x(month), PLOT.bottom], MEASURED, 0.8, '1 2'),
    ),
    line([left, PLOT.bottom], [PLOT.right, PLOT.bottom], MUTED, 0.8),
    text((left + PLOT.right) / 2, PLOT.bottom + 24, chart.xTitle, 'middle', INK),
    `<g transform="translate(12 ${(PLOT.top + PLOT.bottom) / 2}) rotate(-90)">${text(0, 0, chart.yTitle, 'middle', INK)}</g>`,
    ...[...chart.lines].reverse().flatMap((each) => lineShapes(each, chart, place)),
    ...chart.marks.map(({ id, x, y }) => markShape(id, place.x(x), place.y(y))),
    ...legendShapes,
  ];
  const height = bottom + MARGIN;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" font-family="${font}" font-size="${FONT_SIZE}">${shapes.join('')}</svg>`;
}

interface Placement {
  x(month: number): number;
  y(value: number): number;
}

type Point = readonly [x: number, y: number];

/** Left edge of the values: the labels of the ticks, which may be long amounts, have their place beside it. */
function leftOf({ ticks }: Chart): number {
  const longest = Math.max(0, ...ticks.map(({ label }) => label.length));
  return Math.max(PLOT.left, rounded(AXIS_TITLE + longest * FONT_SIZE * CHARACTER + TICK_GAP));
}

function placement({ months: [first, last], ticks }: Chart, left: number): Placement {
  const [low, high] = [ticks[0]?.y ?? 0, ticks.at(-1)?.y ?? 1];
  const share = (value: number, from: number, to: number): number => (to === from ? 0 : (value - from) / (to - from));
  return {
    x: (month) => rounded(left + share(month, first, last) * (PLOT.right - left)),
    y: (value) => rounded(PLOT.bottom - share(value, low, high) * (PLOT.bottom - PLOT.top)),
  };
}

function monthTicks({ months: [first, last] }: Chart): number[] {
  const step = MONTH_STEPS.find((each) => (last - first) / each <= MOST_MONTH_TICKS) ?? last - first;
  const begin = Math.ceil(first / step);
  return Array.from({ length: Math.floor(last / step) - begin + 1 }, (_, i) => (begin + i) * step);
}

const measuredMonths = ({ measuredAt, months: [first, last] }: Chart): number[] =>
  measuredAt.filter((month) => month >= first && month <= last);

function lineShapes({ id, points }: ChartLine, chart: Chart, place: Placement): string[] {
  const runs = unbroken(points).map((run) => run.map(({ x, y }): Point => [place.x(x), place.y(y)]));
  if (id === 'expected') {
    const ahead = aheadOf(points, chart.marks).map(({ x, y }): Point => [place.x(x), place.y(y)]);
    const last = runs.pop() ?? [];
    return [...runs, [...last, ...ahead]].map((run) => polyline(run, PATH, 1, '4 2.5'));
  }
  if (chart.axis === 'yesNo') {
    const floor = place.y(0);
    return runs.flatMap((run) => {
      const steps = asSteps(run);
      const [begin, end] = [steps[0], steps.at(-1)];
      const area: Point[] = begin && end ? [[begin[0], floor], ...steps, [end[0], floor]] : [];
      return [polygon(area, VALUE, 'fill-opacity="0.15"'), polyline(steps, VALUE, 1.8)];
    });
  }
  return runs.flatMap((run) => {
    const end = run.at(-1);
    return [polyline(run, VALUE, 1.8), ...(end ? [dot(end)] : [])];
  });
}

/** The straight line goes on to the targets that are still ahead. */
function aheadOf(points: ChartLine['points'], marks: readonly ChartMark[]): { x: number; y: number }[] {
  const last = points.at(-1)?.x ?? 0;
  return marks.filter(({ id, x }) => id === 'target' && x > last).map(({ x, y }) => ({ x, y }));
}

/** The parts of a line between months without a value. */
function unbroken(points: ChartLine['points']): { x: number; y: number }[][] {
  const runs: { x: number; y: number }[][] = [[]];
  for (const { x, y } of points) {
    if (y === null) runs.push([]);
    else runs.at(-1)?.push({ x, y });
  }
  return runs.filter((run) => run.length > 0);
}

/** A yes holds from one month's end to the next. */
const asSteps = (run: readonly Point[]): Point[] =>
  run.flatMap(([x, y], i): Point[] => {
    const before = run[i - 1];
    return before
      ? [
          [x, before[1]],
          [x, y],
        ]
      : [[x, y]];
  });

function markShape(id: ChartMark['id'], x: number, y: number): string {
  const [colour, fill] = {
    baseline: [INK, INK],
    formerBaseline: [INK, 'white'],
    target: [TARGET, TARGET],
    formerTarget: [TARGET, 'white'],
  }[id] as [string, string];
  const size = 3.4;
  const style = `stroke="${colour}" stroke-width="1"`;
  return id === 'baseline' || id === 'formerBaseline'
    ? `<rect x="${rounded(x - size + 0.6)}" y="${rounded(y - size + 0.6)}" width="${2 * size - 1.2}" height="${2 * size - 1.2}" fill="${fill}" ${style}/>`
    : polygon(
        [
          [x, y - size - 1],
          [x + size + 1, y],
          [x, y + size + 1],
          [x - size - 1, y],
        ],
        fill,
        style,
      );
}

interface Entry {
  readonly label: string;
  /** Drawn into a box of 18 by 0, at its left end. */
  shape(x: number, y: number): string;
}

function legend(chart: Chart): { readonly shapes: readonly string[]; readonly bottom: number } {
  const entries: Entry[] = [
    ...chart.lines.map(({ id, label }): Entry => ({
      label,
      shape: (x, y) =>
        id === 'value' ? line([x, y], [x + 18, y], VALUE, 1.8) : line([x, y], [x + 18, y], PATH, 1, '4 2.5'),
    })),
    ...firstOfEach(chart.marks).map(({ id, label }): Entry => ({ label, shape: (x, y) => markShape(id, x + 9, y) })),
    ...(measuredMonths(chart).length > 0
      ? [
          {
            label: chart.measuredLabel,
            shape: (x: number, y: number) => line([x + 9, y - 5], [x + 9, y + 5], MEASURED, 0.8, '1 2'),
          },
        ]
      : []),
  ];
  let [x, y]: [number, number] = [PLOT.left, PLOT.bottom + 42];
  const shapes = entries.flatMap((entry) => {
    const { label } = entry;
    const width = 24 + label.length * FONT_SIZE * CHARACTER + 12;
    if (x + width > PLOT.right && x > PLOT.left) [x, y] = [PLOT.left, y + 14];
    const at = x;
    x += width;
    return [entry.shape(at, y), text(at + 23, y + 2.8, label, 'start', INK)];
  });
  return { shapes, bottom: y };
}

const firstOfEach = (marks: readonly ChartMark[]): ChartMark[] =>
  [...new Map([...marks].reverse().map((mark) => [mark.id, mark])).values()].reverse();

const rounded = (value: number): number => Math.round(value * 100) / 100;
const path = (points: readonly Point[]): string => points.map(([x, y]) => `${rounded(x)},${rounded(y)}`).join(' ');

const line = ([x1, y1]: Point, [x2, y2]: Point, colour: string, width: number, dashes?: string): string =>
  `<line x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}" stroke="${colour}" stroke-width="${width}"${dashed(dashes)}/>`;
const polyline = (points: readonly Point[], colour: string, width: number, dashes?: string): string =>
  `<polyline points="${path(points)}" fill="none" stroke="${colour}" stroke-width="${width}" stroke-linejoin="round"${dashed(dashes)}/>`;
const polygon = (points: readonly Point[], fill: string, style: string): string =>
  `<polygon points="${path(points)}" fill="${fill}" ${style}/>`;
const dot = ([x, y]: Point): string => `<circle cx="${x}" cy="${y}" r="2.6" fill="${VALUE}"/>`;
const dashed = (dashes: string | undefined): string => (dashes === undefined ? '' : ` stroke-dasharray="${dashes}"`);
const text = (x: number, y: number, content: string, anchor: 'start' | 'middle' | 'end', colour: string): string =>
  `<text x="${rounded(x)}" y="${rounded(y)}" text-anchor="${anchor}" fill="${colour}">${escaped(content)}</text>`;

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
const escaped = (content: string): string => content.replace(/[&<>"]/g, (character) => ENTITIES[character] ?? '');
