// The chart of an indicator: canvas, its text alternative, and a legend in words.
import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { summaryOf } from '../charts/chart-summary.js';
import type { ChartSubject } from '../charts/chart-subject.js';
import { hasEarlierPath } from '../charts/expected-path.js';
import type { DrawnChart } from '../charts/series-chart.canvas.js';
import { text } from '../text.js';
import { ChartLegend, type LegendEntry } from './chart-legend.js';

export function SeriesChart({ canvas, ...subject }: ChartSubject & { readonly canvas: RefObject<HTMLCanvasElement> }) {
  const { detail, alliance, forecast, sealed, intervals } = subject;
  const chart = useRef<DrawnChart | undefined>(undefined);
  const latest = useRef<ChartSubject>(subject);
  latest.current = subject;

  useEffect(() => {
    let gone = false;
    void import('../charts/series-chart.canvas.js').then(({ drawSeriesChart }) => {
      if (!gone && canvas.current) chart.current = drawSeriesChart(canvas.current, latest.current);
    });
    return () => {
      gone = true;
      chart.current?.destroy();
      chart.current = undefined;
    };
  }, []);
  useEffect(() => chart.current?.update(latest.current), [detail, alliance, forecast, sealed, intervals]);

  return (
    <figure class="chart">
      <div class="chart-canvas">
        <canvas ref={canvas} role="img" aria-label={summaryOf(detail, alliance.example)} />
      </div>
      <ChartLegend entries={entriesOf(subject)} />
    </figure>
  );
}

function entriesOf({ detail, forecast, sealed = [], intervals = [] }: ChartSubject): LegendEntry[] {
  const words = text.chart;
  const hasPath = detail.targets.length > 0 && detail.unit !== 'yesNo';
  const entries: readonly (LegendEntry | false)[] = [
    { mark: 'value', label: words.measured },
    intervals.length > 0 && { mark: 'band', label: text.indicator.band },
    hasPath && { mark: 'expected', label: words.expected },
    hasPath && { mark: 'baseline', label: words.baseline },
    detail.targets.length > 0 && { mark: 'target', label: words.target },
    hasEarlierPath(detail) && { mark: 'earlier', label: words.earlierExpected },
    (detail.measuredAt ?? []).length > 0 && { mark: 'measured', label: words.measuredAt },
    sealed.length > 0 && { mark: 'sealed', label: text.indicator.sealed },
    forecast !== undefined && { mark: 'forecast', label: text.forecast.line },
    forecast !== undefined && { mark: 'forecast-band', label: text.forecast.band },
  ];
  return entries.filter((entry) => entry !== false);
}
