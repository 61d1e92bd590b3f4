// Draws the chart of an indicator; loaded after the figures, which don't wait for it.
import { Chart } from './chart-parts.js';
import type { ChartSubject } from './chart-subject.js';
import { seriesChart } from './series-chart.config.js';
import { onThemeChange, prefersReducedMotion, readPalette } from '../theme.js';

export interface DrawnChart {
  update(subject: ChartSubject): void;
  destroy(): void;
}

/** Draws on the canvas, and again when the colours change. */
export function drawSeriesChart(canvas: HTMLCanvasElement, first: ChartSubject): DrawnChart {
  let subject = first;
  const configuration = (animate: boolean) => seriesChart(subject, readPalette(), animate);
  const chart = new Chart(canvas, configuration(false));
  const redraw = (animate: boolean): void => {
    const { data, options } = configuration(animate);
    // What still moves would be drawn by the next frame: paper doesn't wait for it.
    if (!animate) chart.stop();
    chart.data = data;
    if (options) chart.options = options;
    chart.update(animate ? undefined : 'none');
  };
  const stopListening = onThemeChange(() => redraw(false));
  return {
    update(next) {
      subject = next;
      redraw(!prefersReducedMotion());
    },
    destroy() {
      stopListening();
      chart.destroy();
    },
  };
}
