// A yes/no over time: a step between two levels, with the day looked at, the target and the months of measurement.
import { summaryOf } from '../chart-summary.js';
import { writeWhen } from '../figure-text.js';
import { dayOf, monthEnd } from '../project-months.js';
import type { ChartSubject } from '../series-chart.config.js';
import { text } from '../text.js';
import { timeAxisOf } from '../time-axis.js';
import { ChartLegend, type LegendEntry } from './chart-legend.js';

const YES = 46;
const NO = 100;
const BOTTOM = 116;

interface Run {
  readonly from: number;
  readonly to: number;
  readonly value: boolean;
}

export function YesNoTimeline({ detail, alliance, isToday }: ChartSubject) {
  const axis = timeAxisOf(alliance, detail);
  const percent = (day: number): number => ((day - axis.from) / (axis.to - axis.from || 1)) * 100;
  const x = (day: number): string => `${percent(day)}%`;
  const anchor = (day: number): 'start' | 'middle' | 'end' =>
    percent(day) > 85 ? 'end' : percent(day) < 12 ? 'start' : 'middle';
  const runs = runsOf(detail.series.map(({ date, value }) => ({ day: dayOf(date), value })));
  const ticks = axis.ticks.filter(({ month }) => month % 12 === 0);
  const measuredAt = detail.measuredAt ?? [];
  return (
    <figure class="chart timeline">
      <div class="timeline-plot">
        <div class="timeline-levels" aria-hidden="true">
          <span>{text.yes}</span>
          <span>{text.no}</span>
        </div>
        <svg height="138" width="100%" role="img" aria-label={summaryOf(detail, alliance.example)}>
          {[YES, NO].map((y) => (
            <line key={y} class="timeline-level" x1="0" x2="100%" y1={y} y2={y} />
          ))}
          {measuredAt.map((month) => {
            const at = x(dayOf(monthEnd(alliance.startsOn, month)));
            return <line key={month} class="timeline-measured" x1={at} x2={at} y1={YES - 10} y2={BOTTOM} />;
          })}
          {runs
            .filter(({ value }) => value)
            .map(({ from, to }) => (
              <rect
                key={from}
                class="timeline-yes"
                x={x(from)}
                width={`${percent(to) - percent(from)}%`}
                y={YES}
                height={NO - YES}
              />
            ))}
          {runs.map(({ from, to, value }, index) => (
            <g key={from} class="timeline-step">
              <line x1={x(from)} x2={x(to)} y1={value ? YES : NO} y2={value ? YES : NO} />
              {runs[index - 1] && <line x1={x(from)} x2={x(from)} y1={YES} y2={NO} />}
            </g>
          ))}
          <g class="timeline-at">
            <line x1={x(axis.at)} x2={x(axis.at)} y1="16" y2={BOTTOM} />
            <text x={x(axis.at)} y="11" text-anchor={anchor(axis.at)}>
              {isToday ? text.chart.today : writeWhen({ month: detail.month, date: detail.at })}
            </text>
          </g>
          {detail.targets.map((target) => {
            const [day, y] = [dayOf(target.date), target.value ? YES : NO];
            return (
              <g key={target.date} class="timeline-target">
                <svg x={x(day)} y={y} overflow="visible">
                  <path d="m0 -6 6 11h-12z" />
                </svg>
                <text x={x(day)} y={y - 16} text-anchor={anchor(day)}>
                  {text.chart.targetLine(target.value ? text.yes : text.no, writeWhen(target))}
                </text>
              </g>
            );
          })}
          {ticks.map(({ month, day }) => (
            <text key={month} class="timeline-tick" x={x(day)} y="134" text-anchor={anchor(day)}>
              {text.month(month)}
            </text>
          ))}
        </svg>
      </div>
      <ChartLegend entries={entriesOf(measuredAt.length > 0, detail.targets.length > 0)} />
    </figure>
  );
}

/** Neighbouring points of one value as one run; a run lasts until the next begins. No data makes a gap. */
function runsOf(points: readonly { day: number; value: unknown }[]): Run[] {
  const runs: { from: number; to: number; value: boolean }[] = [];
  let open = false;
  for (const { day, value } of points) {
    const last = runs.at(-1);
    if (open && last) last.to = day;
    open = typeof value === 'boolean';
    if (typeof value === 'boolean' && !(last && last.to === day && last.value === value)) {
      runs.push({ from: day, to: day, value });
    }
  }
  return runs;
}

function entriesOf(measured: boolean, target: boolean): LegendEntry[] {
  return [
    { mark: 'value', label: text.chart.measured },
    ...(target ? [{ mark: 'target' as const, label: text.chart.target }] : []),
    ...(measured ? [{ mark: 'measured' as const, label: text.chart.measuredAt }] : []),
  ];
}
