// A status as word, icon and colour: each of the first two is enough.
import type { MilestoneStatus, ReportStatus, Status } from '../api.js';
import { text } from '../text.js';

type Shown = Status | MilestoneStatus | ReportStatus;

const CHECK = 'm4.8 8.2 2.2 2.3 4.3-4.8';
const icons: Record<Shown, string> = {
  achieved: CHECK,
  onTrack: 'M4.5 11.5 8 8l3.5-3.5M7.5 4.5h4v4',
  atRisk: 'M8 4.2v4.6M8 11.4v.4',
  offTrack: 'M4.5 4.5 8 8l3.5 3.5M11.5 7.5v4h-4',
  regressing: 'M8 4v8M4.8 8.8 8 12l3.2-3.2',
  missed: 'm5 5 6 6m0-6-6 6',
  overdue: 'M8 4.5V8l2.5 1.8',
  notDue: 'M5 8h.1M8 8h.1M11 8h.1',
  noData: 'M6.2 6.3a1.9 1.9 0 1 1 2.6 1.8c-.6.3-.8.6-.8 1.2M8 11.6v.2',
  noTarget: 'M5 8h6',
  open: 'M5 8h6',
  submitted: 'M8 11.5v-7M5 7.2 8 4.5l3 2.7',
  approved: CHECK,
  sealed: 'M5.2 7.4h5.6v4H5.2zM6.4 7.2V6a1.6 1.6 0 0 1 3.2 0v1.2',
};

export function StatusBadge({ status, word }: { status: Shown; word: string }) {
  return (
    <span class={`status status-${status}`}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <circle cx="8" cy="8" r="7.25" />
        <path d={icons[status]} />
      </svg>
      <span class="sr-only">{text.statusLabel}: </span>
      {word}
    </span>
  );
}
