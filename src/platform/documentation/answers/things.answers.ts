// Answers about members, MoUs and other things that facts are about.
import {
  anything,
  listOf,
  month,
  object,
  optionalObject,
  optionalText,
  point,
  pointExample,
  text,
  whole,
  type Answers,
} from './schemas.js';

export const thingAnswers: Answers = {
  Thing: {
    schema: object({ revision: text, history: listOf(anything) }),
    example: { memberId: 'festo', name: 'Festo', status: 'member', revision: '0', history: [] },
  },
  Found: {
    schema: object({
      ...point,
      month,
      found: listOf(
        object(
          {
            kind: {
              type: 'string',
              enum: [
                ...['organisation', 'mou', 'recommendation', 'survey', 'activity', 'thematicGroup'],
                ...['indicator', 'milestone'],
              ],
            },
            id: text,
            name: text,
            roles: listOf({ type: 'string', enum: ['member', 'formerMember', 'stakeholder', 'party'] }),
          },
          ['roles'],
        ),
      ),
      more: whole,
    }),
    example: {
      ...pointExample,
      month: 24,
      found: [{ kind: 'organisation', id: 'festo', name: 'Festo', roles: ['member', 'party'] }],
      more: 0,
    },
  },
  Organisation: {
    schema: object({
      ...point,
      month,
      organisationId: text,
      name: text,
      country: optionalText,
      member: optionalObject,
      stakeholder: optionalObject,
      mous: listOf(anything),
      activities: listOf(anything),
      thematicGroups: listOf(anything),
      history: listOf(anything),
    }),
    example: {
      ...pointExample,
      month: 24,
      organisationId: 'festo',
      name: 'Festo',
      country: 'DE',
      member: { memberId: 'festo', name: 'Festo', status: 'member' },
      stakeholder: null,
      mous: [],
      activities: [],
      thematicGroups: [],
      history: [],
    },
  },
};
