// The course of an indicator in miniature: value, straight-line expectation, and the day looked at. The words stand beside it.
import type { Alliance, Indicator, IndicatorDetail } from '../api.js';
import { anchorsOf, expectedOn } from '../charts/expected-path.js';
import { dayOf } from '../project-months.js';
import { timeAxisOf } from '../charts/time-axis.js';
import './sparkline.css';

const WIDTH = 240;
const HEIGHT = 48;
const EDGE = 4;

interface Props {
  readonly alliance: Alliance;
  /** As it stood on the day looked at: targets may have been revised since. */
  readonly indicator: Indicator;
  /** Its course up to today: loaded once, and cut off at the day looked at. */
  readonly detail: IndicatorDetail;
  /** ISO date of the day looked at. */
  readonly at: string;
}

export function Sparkline({ alliance, indicator, detail, at }: Props) {
  const axis = timeAxisOf(alliance, detail);
  const anchors = anchorsOf(indicator);
  const day = dayOf(at);
  const course = detail.series.flatMap(({ date, value }) =>
    value === null ? [] : [{ x: dayOf(date), y: Number(value) }],
  );
  const points = course.filter((point) => point.x <= day);
  // The scale is that of the whole course, so that it stands still while the day moves.
  const heights = [...course.map(({ y }) => y), ...anchors.map(({ y }) => y), 0, detail.unit === 'yesNo' ? 1 : 0];
  const [low, high] = [Math.min(...heights), Math.max(...heights)];
  const x = (day: number): number => EDGE + ((day - axis.from) / (axis.to - axis.from || 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number): number => HEIGHT - EDGE - ((value - low) / (high - low || 1)) * (HEIGHT - 2 * EDGE);
  const line = (list: readonly { x: number; y: number }[]): string =>
    list.map((point, index) => `${index === 0 ? 'M' : 'L'}${x(point.x).toFixed(1)} ${y(point.y).toFixed(1)}`).join('');
  const steps = detail.unit === 'yesNo' ? asSteps(points) : points;
  const now = points.at(-1);
  const path = [axis.from, ...anchors.map((anchor) => anchor.x), axis.to].map((one) => ({
    x: one,
    y: expectedOn(anchors, one) ?? 0,
  }));
  return (
    <svg class="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true">
      {anchors.length > 0 && <path class="sparkline-expected" d={line(path)} />}
      <path class="sparkline-value" d={line(steps)} />
      <path class="sparkline-at" d={`M${x(day).toFixed(1)} 0V${HEIGHT}`} />
      {now && <path class="sparkline-dot" d={`M${x(now.x).toFixed(1)} ${y(now.y).toFixed(1)}h0.01`} />}
    </svg>
  );
}

/** A yes/no jumps; it doesn't climb. */
function asSteps(points: readonly { x: number; y: number }[]): { x: number; y: number }[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    return before && before.y !== point.y ? [{ x: point.x, y: before.y }, point] : [point];
  });
}
