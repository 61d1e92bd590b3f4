// Events of a stakeholder: an organisation that may join or sign.
import type { z } from 'zod';
import { agentType, country, date, eventData, id, name, phrase, text } from '../text.schema.js';

export const stakeholderIdentified = eventData({
  stakeholderId: id('The organisation.'),
  name: name('Its name.'),
  agentType: agentType.optional(),
  country: country('Where it is at home.').optional(),
  description: text('What it does; no names or addresses of persons.').optional(),
  identifiedOn: date('Day on which it was identified.'),
});

export const stakeholderContacted = eventData({
  channel: phrase('How: e-mail, meeting, event …'),
  contactedOn: date('Day of the contact.'),
  outcome: text('What came of it; no names or addresses of persons.').optional(),
});

export type StakeholderIdentified = z.infer<typeof stakeholderIdentified>;
export type StakeholderContacted = z.infer<typeof stakeholderContacted>;
export type StakeholderEvent =
  | { type: 'StakeholderIdentified'; data: StakeholderIdentified }
  | { type: 'StakeholderContacted'; data: StakeholderContacted };
