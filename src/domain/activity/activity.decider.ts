// An activity: planned once, rescheduled while it is ahead, then completed or cancelled.
import { firstDayOf, lastDayOf, type ProjectCalendar } from '../../../projections/calendar.js';
import { refuse, unreachable, type Decider, type Refusal } from '../decider.js';
import type { ActivityEvent } from './activity.events.js';

export interface Activity {
  readonly status: 'absent' | 'planned' | 'completed' | 'cancelled';
  readonly start?: string | undefined;
  readonly end?: string | undefined;
}

export function activity(calendar: ProjectCalendar): Decider<ActivityEvent, Activity> {
  /** Whether a month ends before another begins; both may be project months or calendar months. */
  const order = (start: string | undefined, end: string | undefined): Refusal | undefined =>
    start !== undefined && end !== undefined && lastDayOf(end, calendar) < firstDayOf(start, calendar)
      ? refuse('activity-ends-before-start', `It would start in ${start} and end in ${end}.`, 'end')
      : undefined;
  return {
    initial: { status: 'absent' },
    decide(event, { status, start, end }) {
      if (event.type === 'ActivityPlanned') {
        if (status !== 'absent') return refuse('activity-exists', 'The activity was planned already.', 'activityId');
        return order(event.data.start, event.data.end);
      }
      if (status === 'absent')
        return refuse('activity-not-planned', 'The activity is planned only later, or its planning was taken back.');
      if (status !== 'planned') return refuse('activity-over', `The activity was ${status} already.`);
      if (event.type === 'ActivityRescheduled') return order(event.data.start ?? start, event.data.end ?? end);
      return undefined;
    },
    evolve(activity, event) {
      switch (event.type) {
        case 'ActivityPlanned':
          return { status: 'planned', start: event.data.start, end: event.data.end };
        case 'ActivityRescheduled':
          return { ...activity, start: event.data.start ?? activity.start, end: event.data.end ?? activity.end };
        case 'ActivityCompleted':
          return { ...activity, status: 'completed' };
        case 'ActivityCancelled':
          return { ...activity, status: 'cancelled' };
        default:
          return unreachable(event);
      }
    },
  };
}
