// Values that are measured elsewhere and reported.
import type { z } from 'zod';
import { date, eventData, frameworkId, numberOrYesNo, text } from '../text.schema.js';

export const valueReported = eventData({
  indicatorId: frameworkId('The indicator; its measure is `reported`.'),
  value: numberOrYesNo('The value; true or false for a yes/no.'),
  measuredOn: date('Day of the measurement.'),
  note: text('How it was measured.').optional(),
});

export type ValueReported = z.infer<typeof valueReported>;
export type MeasurementEvent = { type: 'ValueReported'; data: ValueReported };
