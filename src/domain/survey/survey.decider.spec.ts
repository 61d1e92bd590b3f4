// A survey wave is opened once and closed once.
import { describe, it } from '@jest/globals';
import { corrected, fact, given, nothing } from '../stream.given.js';

const opened = (openedOn: string, closesOn = '2024-05-31') =>
  fact('SurveyOpened', {
    surveyId: 'wave-1',
    title: 'Satisfaction',
    openedOn,
    closesOn,
    invited: 120,
    scale: { min: 1, max: 5 },
    questions: [{ id: 'q1', text: 'How satisfied are you?' }],
  });
const closed = (closedOn: string) => fact('SurveyClosed', { closedOn });

describe('a survey', () => {
  it('is opened once', () => {
    given('survey', opened('2024-05-01')).when(opened('2024-05-02')).isRefused('survey-exists');
  });
  it('is closed once, from the day of its opening on', () => {
    const survey = given('survey', opened('2024-05-01'));
    survey.when(closed('2024-05-01')).isAccepted();
    survey.when(closed('2024-04-30')).isRefused('survey-not-open');
    given('survey', opened('2024-05-01'), closed('2024-05-20')).when(closed('2024-05-28')).isRefused('survey-closed');
  });
  it('may be closed later than was planned', () => {
    given('survey', opened('2024-05-01')).when(closed('2024-06-15')).isAccepted();
  });
  it('is unknown before', () => {
    nothing('survey').when(closed('2024-05-28')).isRefused('survey-unknown');
  });
  it("its opening can't be corrected to a day after its closing", () => {
    given('survey', opened('2024-05-01'), closed('2024-05-20'))
      .when(corrected('SurveyOpened of 2024-05-01', opened('2024-05-21')))
      .isRefused('later-fact-without-ground', 'SurveyClosed of 2024-05-20');
  });
});
