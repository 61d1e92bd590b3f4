// chart.js with only the parts that these charts use; loaded after the figures, which don't wait for it.
import { Chart, Filler, LinearScale, LineController, LineElement, PointElement, Tooltip } from 'chart.js';
import annotationPlugin from 'chartjs-plugin-annotation';
import type { ChartSubject } from './chart-subject.js';
import { seriesChart } from './series-chart.config.js';
import { onThemeChange, prefersReducedMotion, readPalette } from '../theme.js';

Chart.register(LineController, LineElement, PointElement, LinearScale, Tooltip, Filler);

export interface DrawnChart {
  update(subject: ChartSubject): void;
  destroy(): void;
}

/** Draws on the canvas, and again when the colours change. */
export function drawSeriesChart(canvas: HTMLCanvasElement, first: ChartSubject): DrawnChart {
  let subject = first;
  const configuration = (animate: boolean) => seriesChart(subject, readPalette(), animate);
  // Given to this chart alone: one that was drawn before the plugin was registered for all would fail with its next update.
  const chart = new Chart(canvas, { ...configuration(false), plugins: [annotationPlugin] });
  const redraw = (animate: boolean): void => {
    const { data, options } = configuration(animate);
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
