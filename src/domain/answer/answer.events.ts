// The answer of one response to a survey: a stream of its own, and nothing that says who answered.
import { z } from 'zod';
import { category, country, date, eventData, frameworkId, id, number } from '../text.schema.js';

export const surveyAnswered = eventData({
  surveyId: id('The wave.'),
  responseId: id('The response: an opaque reference, never a person.'),
  answeredOn: date('Day of the answer.'),
  answers: z
    .record(frameworkId('A question.'), number('The answer, in scale.').nullable())
    .meta({ description: 'Answers by question; null where none was given.' }),
  memberCategory: category
    .meta({ description: "How the respondent's organisation belongs to the Alliance." })
    .optional(),
  country: country("The respondent's organisation's.").optional(),
});

export type SurveyAnswered = z.infer<typeof surveyAnswered>;
export type AnswerEvent = { type: 'SurveyAnswered'; data: SurveyAnswered };
