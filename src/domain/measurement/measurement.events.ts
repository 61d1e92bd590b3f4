// Values that are measured elsewhere and reported.
import { z } from 'zod';
import { date, eventData, frameworkId, number, text } from '../text.schema.js';

export const valueReported = eventData({
  indicatorId: frameworkId('The indicator; its measure is `reported`.'),
  value: z.union([number('A number.'), z.boolean()]).describe('The value; true or false for a yes/no.'),
  measuredOn: date('Day of the measurement.'),
  note: text('How it was measured.').optional(),
});

export type ValueReported = z.infer<typeof valueReported>;
export type MeasurementEvent = { type: 'ValueReported'; data: ValueReported };
