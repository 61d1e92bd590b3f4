// The way from baseline to target as a bar, with a tick where the straight line would be. The words beside it say the same.
import type { Indicator } from '../api.js';

export function ProgressBar({ indicator }: { indicator: Indicator }) {
  const { progress, onPath, status } = indicator;
  if (progress === null) return null;
  // On the same scale the expected value stands at progress ÷ onPath.
  const expected = onPath === null || onPath === 0 ? undefined : progress / onPath;
  const low = Math.min(0, progress);
  const high = Math.max(1, progress);
  const x = (share: number): number => ((share - low) / (high - low)) * 100;
  const [from, to] = [x(Math.min(0, progress)), x(Math.max(0, progress))];
  return (
    <svg class={`progress status-${status}`} width="100%" height="14" aria-hidden="true">
      <rect class="progress-track" x="0" y="3" width="100%" height="8" rx="4" />
      <rect
        class="progress-done"
        x={`${progress < 0 ? from : x(0)}%`}
        y="3"
        width={`${progress < 0 ? x(0) - from : to - x(0)}%`}
        height="8"
        rx="4"
      />
      {expected !== undefined && expected >= low && expected <= high && (
        <line class="progress-expected" x1={`${x(expected)}%`} x2={`${x(expected)}%`} y1="0" y2="14" />
      )}
      {high > 1 && <line class="progress-target" x1={`${x(1)}%`} x2={`${x(1)}%`} y1="0" y2="14" />}
    </svg>
  );
}
