// A response answers once; a wrong answer is corrected.
import { describe, it } from '@jest/globals';
import { corrected, fact, given, nothing, retracted } from '../stream.given.js';

const answered = (answeredOn: string, q1: number | null) =>
  fact('SurveyAnswered', { surveyId: 'wave-1', responseId: 'r-1', answeredOn, answers: { q1 } });

describe('a response', () => {
  it('answers once', () => {
    nothing('answer').when(answered('2024-05-14', 4)).isAccepted();
    given('answer', answered('2024-05-14', 4)).when(answered('2024-05-15', 5)).isRefused('already-answered');
  });
  it('cannot answer again on an earlier day either', () => {
    given('answer', answered('2024-05-14', 4))
      .when(answered('2024-05-13', 5))
      .isRefused('later-fact-without-ground', 'SurveyAnswered of 2024-05-14');
  });
  it('is corrected', () => {
    given('answer', answered('2024-05-14', 4))
      .when(corrected('SurveyAnswered of 2024-05-14', answered('2024-05-14', 5)))
      .isAccepted();
  });
  it('a retraction of nothing is unknown', () => {
    nothing('answer').when(retracted('SurveyAnswered of 2024-05-14')).isRefused('stream-unknown');
  });
});
