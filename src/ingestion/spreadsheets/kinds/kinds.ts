// The kinds of lists that can be imported.
import type { Kind } from '../profile.js';
import type { KindDefinition } from './kind.js';
import { activities } from './activities.kind.js';
import { history } from './history.kind.js';
import { measurements } from './measurements.kind.js';
import { members } from './members.kind.js';
import { mous } from './mous.kind.js';
import { recommendations } from './recommendations.kind.js';
import { stakeholders } from './stakeholders.kind.js';
import { thematicGroups } from './thematic-groups.kind.js';

/** Answers to surveys have columns of their own for each survey: see survey-answers.ts. */
export const kindDefinitions: Readonly<Record<Exclude<Kind, 'answers'>, KindDefinition>> = {
  members,
  mous,
  recommendations,
  stakeholders,
  activities,
  thematicGroups,
  measurements,
  history,
};
