// Events of an alliance's results framework: adopted, and its baselines and targets revised.
import { z } from 'zod';
import { date, eventData, frameworkId, numberOrYesNo, text, whole } from '../text.schema.js';
import { framework } from './framework.schema.js';

export type { Condition, Framework, Indicator, Milestone } from './framework.schema.js';

export const frameworkAdopted = eventData({ adoptedOn: date('Day from which it holds.'), framework });

const revision = {
  indicatorId: frameworkId('The indicator.'),
  value: numberOrYesNo('The new value.'),
  month: whole('Its project month.', 0, 600).optional(),
  date: date('Its day, where it is no month.').optional(),
  revisedOn: date('Day from which the revision holds.'),
  reason: text('Why.'),
};
type OnADay = { month?: number | undefined; date?: string | undefined };

const onOneDay = <T extends z.ZodType<OnADay>>(schema: T): T =>
  schema
    .refine(({ month, date }) => month !== undefined || date !== undefined, {
      error: 'needs either a month or a date',
      path: ['month'],
    })
    .refine(({ month, date }) => month === undefined || date === undefined, {
      error: 'stands beside a date: give one of them',
      path: ['month'],
    });

export const baselineRevised = onOneDay(eventData(revision));
export const targetRevised = onOneDay(eventData(revision));

export type FrameworkAdopted = z.infer<typeof frameworkAdopted>;
export type BaselineRevised = z.infer<typeof baselineRevised>;
export type TargetRevised = z.infer<typeof targetRevised>;
export type FrameworkEvent =
  | { type: 'FrameworkAdopted'; data: FrameworkAdopted }
  | { type: 'BaselineRevised'; data: BaselineRevised }
  | { type: 'TargetRevised'; data: TargetRevised };
