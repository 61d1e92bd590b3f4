// Events of a survey wave among the members of the Alliance.
import { z } from 'zod';
import type { RefusalCode } from '../refusals.js';
import { date, eventData, frameworkId, id, inOrder, name, number, text, whole } from '../text.schema.js';

const question = z.strictObject({ id: frameworkId('The question.'), text: text('What is asked.') });

export const surveyOpened = eventData({
  surveyId: id('The wave.'),
  title: name('Its title.'),
  openedOn: date('First day on which answers are taken.'),
  closesOn: date('Last day on which answers are taken, unless it is closed on another.'),
  invited: whole('How many were invited to answer.', 1),
  scale: z
    .strictObject({ min: number('Least answer.'), max: number('Greatest answer.') })
    .refine(({ min, max }) => min < max, { error: 'needs a min below its max', abort: true })
    .meta({ description: 'What an answer may be.' }),
  questions: z
    .array(question)
    .min(1, { error: 'asks nothing', abort: true })
    .max(200, { error: 'asks more than 200 questions' })
    .refine((questions) => new Set(questions.map(({ id }) => id)).size === questions.length, {
      error: 'holds a question twice',
      abort: true,
    })
    .meta({ description: 'What is asked.' }),
  satisfactionQuestion: frameworkId(
    'The question that tells satisfaction; without it the survey never feeds I5.',
  ).optional(),
  satisfiedFrom: number('From this answer on, a respondent is satisfied.').optional(),
})
  .superRefine(inOrder('openedOn', 'closesOn'))
  .superRefine(({ satisfactionQuestion, satisfiedFrom, questions, scale }, context) => {
    const fault = (field: string, message: string, code: RefusalCode = 'value-invalid'): void =>
      context.addIssue({ code: 'custom', path: [field], message, params: { code } });
    if (satisfactionQuestion === undefined && satisfiedFrom !== undefined) {
      fault('satisfactionQuestion', 'is missing: it goes with satisfiedFrom', 'missing');
    }
    if (satisfactionQuestion !== undefined && satisfiedFrom === undefined) {
      fault('satisfiedFrom', 'is missing: it goes with satisfactionQuestion', 'missing');
    }
    if (satisfactionQuestion !== undefined && !questions.some(({ id }) => id === satisfactionQuestion)) {
      fault('satisfactionQuestion', 'is none of the questions');
    }
    if (satisfiedFrom !== undefined && (satisfiedFrom < scale.min || satisfiedFrom > scale.max)) {
      fault('satisfiedFrom', 'lies outside the scale', 'number-out-of-range');
    }
  });

export const surveyClosed = eventData({ closedOn: date('Last day on which answers were taken.') });

export type SurveyOpened = z.infer<typeof surveyOpened>;
export type SurveyClosed = z.infer<typeof surveyClosed>;
export type SurveyEvent = { type: 'SurveyOpened'; data: SurveyOpened } | { type: 'SurveyClosed'; data: SurveyClosed };
