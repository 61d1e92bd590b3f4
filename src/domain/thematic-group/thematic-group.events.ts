// Events of a thematic group of members.
import { z } from 'zod';
import { date, eventData, id, name, phrase } from '../text.schema.js';

export const thematicGroupFormed = eventData({
  groupId: id('The group.'),
  title: name('Its name.'),
  topics: z
    .array(phrase('A topic.'))
    .max(100, { error: 'names more than 100 topics' })
    .meta({ description: 'What it works on.' })
    .optional(),
  formedOn: date('Day on which it was formed.'),
});

export const thematicGroupLeaderElected = eventData({
  memberId: id('The member that leads.'),
  electedOn: date('Day of the election.'),
});

export const thematicGroupJoined = eventData({
  memberId: id('The member that joins.'),
  joinedOn: date('Day of joining.'),
});

export type ThematicGroupFormed = z.infer<typeof thematicGroupFormed>;
export type ThematicGroupLeaderElected = z.infer<typeof thematicGroupLeaderElected>;
export type ThematicGroupJoined = z.infer<typeof thematicGroupJoined>;
export type ThematicGroupEvent =
  | { type: 'ThematicGroupFormed'; data: ThematicGroupFormed }
  | { type: 'ThematicGroupLeaderElected'; data: ThematicGroupLeaderElected }
  | { type: 'ThematicGroupJoined'; data: ThematicGroupJoined };
