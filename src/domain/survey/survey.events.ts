// Events of a survey wave among the members of the Alliance.
import { z } from 'zod';
import { date, eventData, frameworkId, id, name, number, whole } from '../text.schema.js';

const question = z.strictObject({ id: frameworkId('The question.'), text: name('What is asked.') });

export const surveyOpened = eventData({
  surveyId: id('The wave.'),
  title: name('Its title.'),
  openedOn: date('First day on which answers are taken.'),
  closesOn: date('Last day on which answers are taken, unless it is closed on another.'),
  invited: whole('How many were invited to answer.', 1),
  scale: z
    .strictObject({ min: number('Least answer.'), max: number('Greatest answer.') })
    .refine(({ min, max }) => min < max, { error: 'needs a min below its max' })
    .describe('What an answer may be.'),
  questions: z
    .array(question)
    .min(1, { error: 'asks nothing' })
    .max(200)
    .refine((questions) => new Set(questions.map(({ id }) => id)).size === questions.length, {
      error: 'holds a question twice',
    }),
  satisfactionQuestion: frameworkId(
    'The question that tells satisfaction; without it the survey never feeds I5.',
  ).optional(),
  satisfiedFrom: number('From this answer on, a respondent is satisfied.').optional(),
}).superRefine(({ openedOn, closesOn, satisfactionQuestion, satisfiedFrom, questions, scale }, context) => {
  const fault = (field: string, message: string): void =>
    context.addIssue({ code: 'custom', path: [field], message, params: { code: 'value-invalid' } });
  if (closesOn < openedOn) fault('closesOn', 'lies before openedOn');
  if ((satisfactionQuestion === undefined) !== (satisfiedFrom === undefined)) {
    fault(
      satisfactionQuestion === undefined ? 'satisfactionQuestion' : 'satisfiedFrom',
      'is missing: it goes with the other one',
    );
  }
  if (satisfactionQuestion !== undefined && !questions.some(({ id }) => id === satisfactionQuestion)) {
    fault('satisfactionQuestion', 'is none of the questions');
  }
  if (satisfiedFrom !== undefined && (satisfiedFrom < scale.min || satisfiedFrom > scale.max)) {
    fault('satisfiedFrom', 'lies outside the scale');
  }
});

export const surveyClosed = eventData({ closedOn: date('Last day on which answers were taken.') });

export type SurveyOpened = z.infer<typeof surveyOpened>;
export type SurveyClosed = z.infer<typeof surveyClosed>;
export type SurveyEvent = { type: 'SurveyOpened'; data: SurveyOpened } | { type: 'SurveyClosed'; data: SurveyClosed };
