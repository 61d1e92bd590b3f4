// Events of an activity of the annual plan.
import type { z } from 'zod';
import { date, eventData, id, name, text, whole, yearMonthOrProjectMonth } from '../text.schema.js';

export const activityPlanned = eventData({
  activityId: id('The activity.'),
  workPackage: whole('Number of its work package.', 0),
  title: name('What is done.'),
  start: yearMonthOrProjectMonth('First month.').optional(),
  end: yearMonthOrProjectMonth('Last month.').optional(),
  responsible: name('The organisation in charge.').optional(),
  plannedOn: date('Day of the plan.'),
});

export const activityRescheduled = eventData({
  start: yearMonthOrProjectMonth('New first month.').optional(),
  end: yearMonthOrProjectMonth('New last month.').optional(),
  revisedOn: date('Day of the revision.'),
  reason: text('Why.'),
});

export const activityCompleted = eventData({ completedOn: date('Day of completion.') });

export const activityCancelled = eventData({ cancelledOn: date('Day of the decision.'), reason: text('Why.') });

export type ActivityPlanned = z.infer<typeof activityPlanned>;
export type ActivityRescheduled = z.infer<typeof activityRescheduled>;
export type ActivityCompleted = z.infer<typeof activityCompleted>;
export type ActivityCancelled = z.infer<typeof activityCancelled>;
export type ActivityEvent =
  | { type: 'ActivityPlanned'; data: ActivityPlanned }
  | { type: 'ActivityRescheduled'; data: ActivityRescheduled }
  | { type: 'ActivityCompleted'; data: ActivityCompleted }
  | { type: 'ActivityCancelled'; data: ActivityCancelled };
