// Draws the bars of a breakdown.
import type { ChartConfiguration } from 'chart.js';
import { writeValue } from '../figure-text.js';
import { onThemeChange, readPalette } from '../theme.js';
import { Chart } from './chart-parts.js';

export interface Bars {
  readonly labels: readonly string[];
  /** Null where the value is withheld. */
  readonly values: readonly (number | null)[];
  readonly unit: string;
}

export interface DrawnBars {
  update(bars: Bars): void;
  destroy(): void;
}

export function drawBars(canvas: HTMLCanvasElement, first: Bars): DrawnBars {
  let bars = first;
  const chart = new Chart(canvas, configurationOf(bars));
  const redraw = (): void => {
    const { data, options } = configurationOf(bars);
    chart.data = data;
    if (options) chart.options = options;
    chart.resize();
    chart.update('none');
  };
  const stopListening = onThemeChange(redraw);
  return {
    update(next) {
      bars = next;
      redraw();
    },
    destroy() {
      stopListening();
      chart.destroy();
    },
  };
}

function configurationOf({ labels, values, unit }: Bars): ChartConfiguration<'bar', (number | null)[], string> {
  const palette = readPalette();
  const font = { family: palette.font, size: 12 };
  return {
    type: 'bar',
    data: {
      labels: [...labels],
      datasets: [{ data: [...values], backgroundColor: palette.value, borderRadius: 3, maxBarThickness: 18 }],
    },
    options: {
      indexAxis: 'y',
      responsive: true,
      maintainAspectRatio: false,
      animation: false,
      scales: {
        x: {
          beginAtZero: true,
          ...(unit === 'percent' ? { max: 100 } : {}),
          grid: { color: palette.grid, drawTicks: false },
          border: { display: false },
          ticks: {
            color: palette.muted,
            font,
            maxTicksLimit: 6,
            ...(unit === 'count' ? { precision: 0 } : {}),
            callback: (value) => writeValue(Number(value), unit),
          },
        },
        y: {
          grid: { display: false },
          border: { color: palette.muted },
          ticks: { color: palette.ink, font, autoSkip: false },
        },
      },
      plugins: {
        tooltip: {
          backgroundColor: palette.ink,
          titleColor: palette.surface,
          bodyColor: palette.surface,
          displayColors: false,
          callbacks: { label: ({ parsed }) => writeValue(parsed.x ?? null, unit) },
        },
      },
    },
  };
}
