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
const eitherMonthOrDate = ({ month, date }: { month?: number | undefined; date?: string | undefined }): boolean =>
  (month === undefined) !== (date === undefined);
const need = { error: 'needs either a month or a date', params: { code: 'value-invalid' }, path: ['month'] };

export const baselineRevised = eventData(revision).refine(eitherMonthOrDate, need);
export const targetRevised = eventData(revision).refine(eitherMonthOrDate, need);

export type FrameworkAdopted = z.infer<typeof frameworkAdopted>;
export type BaselineRevised = z.infer<typeof baselineRevised>;
export type TargetRevised = z.infer<typeof targetRevised>;
export type FrameworkEvent =
  | { type: 'FrameworkAdopted'; data: FrameworkAdopted }
  | { type: 'BaselineRevised'; data: BaselineRevised }
  | { type: 'TargetRevised'; data: TargetRevised };
