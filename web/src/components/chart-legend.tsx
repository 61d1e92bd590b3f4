// What the lines and marks of a chart mean, told by shape besides colour.
import type { ComponentChildren } from 'preact';

type Mark =
  | 'value'
  | 'expected'
  | 'earlier'
  | 'baseline'
  | 'target'
  | 'measured'
  | 'sealed'
  | 'forecast'
  | 'forecast-band'
  | 'band';

export interface LegendEntry {
  readonly mark: Mark;
  readonly label: string;
}

const shapes: Record<Mark, ComponentChildren> = {
  value: <path d="M1 7h18" />,
  expected: <path d="M1 7h18" stroke-dasharray="5 3" />,
  earlier: <path d="M1 7h18" stroke-dasharray="1.5 3.5" />,
  baseline: <path d="m10 2 5 5-5 5-5-5z" />,
  target: <path d="m10 2 5.5 9.5h-11z" />,
  sealed: <path d="M6 3h8v8H6z" />,
  forecast: <path d="M1 7h18" stroke-dasharray="3 3" />,
  'forecast-band': <path d="M1 3h18v8H1z" />,
  band: <path d="M1 3h18v8H1z" />,
  measured: <path d="M10 1v12" stroke-dasharray="2 2.5" />,
};

export function ChartLegend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <ul class="legend">
      {entries.map(({ mark, label }) => (
        <li key={mark}>
          <svg class={`legend-mark legend-${mark}`} viewBox="0 0 20 14" width="20" height="14" aria-hidden="true">
            {shapes[mark]}
          </svg>
          {label}
        </li>
      ))}
    </ul>
  );
}
