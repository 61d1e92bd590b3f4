// Events of a member: an organisation that joins the Alliance, changes, and leaves.
import type { z } from 'zod';
import { agentType, category, country, date, eventData, id, name, text } from '../text.schema.js';

const details = {
  name: name('Name of the organisation.'),
  category,
  agentType,
  country: country('Where it is at home.'),
};

export const memberJoined = eventData({
  memberId: id('The organisation.'),
  ...details,
  joinedOn: date('Day of joining.'),
});

export const memberDetailsChanged = eventData({
  name: details.name.optional(),
  category: category.optional(),
  agentType: agentType.optional(),
  country: details.country.optional(),
  changedOn: date('Day from which the new details hold.'),
}).refine(
  ({ name, category, agentType, country }) => [name, category, agentType, country].some((each) => each !== undefined),
  {
    error: 'changes nothing: give at least one of name, category, agentType, country',
  },
);

export const memberLeft = eventData({
  leftOn: date('Day of leaving: from then on no member.'),
  reason: text('Why.').optional(),
});

export type MemberJoined = z.infer<typeof memberJoined>;
export type MemberDetailsChanged = z.infer<typeof memberDetailsChanged>;
export type MemberLeft = z.infer<typeof memberLeft>;
export type MemberDetails = Pick<MemberJoined, 'name' | 'category' | 'agentType' | 'country'>;
export type MemberEvent =
  | { type: 'MemberJoined'; data: MemberJoined }
  | { type: 'MemberDetailsChanged'; data: MemberDetailsChanged }
  | { type: 'MemberLeft'; data: MemberLeft };
