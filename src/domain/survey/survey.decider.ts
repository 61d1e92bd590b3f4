// A survey wave: opened once, closed once.
import { refuse, unreachable, type Decider } from '../decider.js';
import type { SurveyEvent } from './survey.events.js';

export interface SurveyState {
  readonly status: 'absent' | 'open' | 'closed';
}

export const survey: Decider<SurveyEvent, SurveyState> = {
  initial: { status: 'absent' },
  decide({ type }, { status }) {
    switch (type) {
      case 'SurveyOpened':
        return status === 'absent' ? undefined : refuse('survey-exists', 'The survey was opened already.', 'surveyId');
      case 'SurveyClosed':
        if (status === 'absent')
          return refuse(
            'survey-not-open',
            'The survey is opened only later, or its opening was taken back.',
            'closedOn',
          );
        return status === 'open' ? undefined : refuse('survey-closed', 'The survey was closed already.', 'closedOn');
      default:
        return unreachable(type);
    }
  },
  evolve: (_survey, { type }) => ({ status: type === 'SurveyOpened' ? 'open' : 'closed' }),
};
