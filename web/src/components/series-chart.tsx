// The chart of a numeric indicator: canvas, its text alternative, and a legend in words.
import { useEffect, useRef } from 'preact/hooks';
import { summaryOf } from '../chart-summary.js';
import type { ChartSubject } from '../series-chart.config.js';
import type { DrawnChart } from '../series-chart.canvas.js';
import { hasEarlierPath } from '../expected-path.js';
import { text } from '../text.js';
import { ChartLegend, type LegendEntry } from './chart-legend.js';

export function SeriesChart(subject: ChartSubject) {
  const { detail, alliance } = subject;
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<DrawnChart | undefined>(undefined);
  const latest = useRef(subject);
  latest.current = subject;

  useEffect(() => {
    let gone = false;
    void import('../series-chart.canvas.js').then(({ drawSeriesChart }) => {
      if (!gone && canvas.current) chart.current = drawSeriesChart(canvas.current, latest.current);
    });
    return () => {
      gone = true;
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.update(latest.current), [detail, alliance]);

  return (
    <figure class="chart">
      <div class="chart-canvas">
        <canvas ref={canvas} role="img" aria-label={summaryOf(detail, alliance.example)} />
      </div>
      <ChartLegend entries={entriesOf(subject)} />
    </figure>
  );
}

function entriesOf({ detail }: ChartSubject): LegendEntry[] {
  const words = text.chart;
  const entries: LegendEntry[] = [{ mark: 'value', label: words.measured }];
  if (detail.targets.length > 0) {
    entries.push(
      { mark: 'expected', label: words.expected },
      { mark: 'baseline', label: words.baseline },
      { mark: 'target', label: words.target },
    );
  }
  if (hasEarlierPath(detail)) entries.push({ mark: 'earlier', label: words.earlierExpected });
  if (detail.measuredAt?.length) entries.push({ mark: 'measured', label: words.measuredAt });
  return entries;
}
