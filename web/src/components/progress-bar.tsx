// The way from baseline to target as a bar, with a tick where the straight line would be. The words beside it say the same.
import type { Indicator } from '../api.js';

export function ProgressBar({ indicator }: { indicator: Indicator }) {
  const { progress, onPath, status } = indicator;
  if (progress === null) return null;
  // On the same scale the expected value stands at progress ÷ onPath.
  const expected = onPath === null || onPath === 0 ? undefined : progress / onPath;
  // A way lost is no way done: the bar stays empty, and the words say how far it is.
  const done = Math.max(0, progress);
  const high = Math.max(1, done);
  const x = (share: number): number => (share / high) * 100;
  return (
    <svg class={`progress status-${status}`} width="100%" height="14" aria-hidden="true">
      <rect class="progress-track" x="0" y="3" width="100%" height="8" rx="4" />
      {done > 0 && <rect class="progress-done" x="0" y="3" width={`${x(done)}%`} height="8" rx="4" />}
      {expected !== undefined && expected >= 0 && expected <= high && (
        <line class="progress-expected" x1={`${x(expected)}%`} x2={`${x(expected)}%`} y1="0" y2="14" />
      )}
      {high > 1 && <line class="progress-target" x1={`${x(1)}%`} x2={`${x(1)}%`} y1="0" y2="14" />}
    </svg>
  );
}
