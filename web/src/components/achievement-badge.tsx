// The status of an indicator or a milestone as a badge, which says where it was reached only after its day.
import type { Indicator, Milestone } from '../api.js';
import { dayOf } from '../project-months.js';
import { text } from '../text.js';
import { StatusBadge } from './status-badge.js';

/** The service's own note on a target that was reached too late. */
const REACHED_LATE = 'reached after the due month';

export function IndicatorBadge({ indicator: { status, notes } }: { indicator: Pick<Indicator, 'status' | 'notes'> }) {
  const isLate = status === 'achieved' && notes.includes(REACHED_LATE);
  return <StatusBadge status={status} word={isLate ? text.achievedLate : text.status[status].word} />;
}

export function MilestoneBadge({ milestone }: { milestone: Milestone }) {
  const { status } = milestone;
  return (
    <StatusBadge status={status} word={daysLate(milestone) > 0 ? text.achievedLate : text.milestones.status[status]} />
  );
}

/** How many days after its due day a milestone was achieved; 0 for one in time, or not achieved. */
export function daysLate({ due, achievedOn, status }: Milestone): number {
  if (status !== 'achieved' || !due || achievedOn === null) return 0;
  return Math.max(0, dayOf(achievedOn) - dayOf(due.date));
}
