// Answers about months and their reports.
import { anything, flag, listOf, object, reference, text, whole, type Answers } from './schemas.js';

export const reportAnswers: Answers = {
  Months: {
    schema: object({ alliance: text, months: listOf(reference('MonthOverview')), reminders: listOf(text) }),
    example: { alliance: 'lcamp', months: [], reminders: [] },
  },
  MonthOverview: {
    schema: { ...object({ month: whole, date: text, status: text }), additionalProperties: true },
    example: { month: 24, date: '2024-06-14', status: 'open' },
  },
  Verification: {
    schema: object({ alliance: text, month: whole, holds: flag, files: whole, root: text, faults: listOf(text) }),
    example: { alliance: 'lcamp', month: 24, holds: true, files: 12, root: '9f86d081…', faults: [] },
  },
  Reports: {
    schema: object({
      alliance: text,
      formats: listOf(text),
      languages: listOf(object({ language: text, name: text })),
      audiences: listOf(text),
      months: listOf(anything),
    }),
    example: {
      alliance: 'lcamp',
      formats: ['json', 'pdf', 'zip'],
      languages: [{ language: 'en', name: 'English' }],
      audiences: ['internal', 'funder', 'public'],
      months: [],
    },
  },
};
