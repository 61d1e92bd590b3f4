// The answers of the interface as JSON Schemas, each with an example: what a client may rely on being there.
import { factAnswers } from './answers/facts.answers.js';
import { figureAnswers } from './answers/figures.answers.js';
import { importAnswers } from './answers/imports.answers.js';
import { reportAnswers } from './answers/reports.answers.js';
import { serviceAnswers } from './answers/service.answers.js';
import { thingAnswers } from './answers/things.answers.js';
import { anything, listOf, object, point, pointExample, type Answer, type Answers } from './answers/schemas.js';

/** Every answer by its name in `components.schemas`. */
export const answers: Answers = {
  ...factAnswers,
  ...figureAnswers,
  ...thingAnswers,
  ...reportAnswers,
  ...importAnswers,
  ...serviceAnswers,
};

/** The answer of a list of things, under the name that the list has in it. */
export function listAnswer(list: string, thing: object): Answer {
  return { schema: object({ ...point, [list]: listOf(anything) }), example: { ...pointExample, [list]: [thing] } };
}

/** What GET routes answer, by the end of their path; lists and pages of things are told apart by `{id}`. */
export const answerOfPath: Readonly<Record<string, string>> = {
  '/api/alliances': 'Alliances',
  '/indicators': 'Indicators',
  '/indicators/{indicatorId}': 'Indicator',
  '/indicators/{indicatorId}/facts': 'Facts',
  '/milestones': 'Milestones',
  '/search': 'Found',
  '/organisations/{organisationId}': 'Organisation',
  '/months/{month}/verification': 'Verification',
  '/framework': 'FrameworkInForce',
  '/attention': 'Attention',
  '/events': 'EventsPage',
  '/months': 'Months',
  '/months/{month}': 'MonthOverview',
  '/reports': 'Reports',
  '/imports': 'Imports',
  '/api/import-templates': 'ImportTemplates',
  '/api/import-profiles': 'ImportProfiles',
  '/api/import-profiles/{name}': 'ImportProfile',
  '/schemas': 'Schemas',
  '/problems/{code}': 'ProblemType',
  '/health/live': 'Live',
  '/health/ready': 'Ready',
};
