// Events of a memorandum of understanding (MoU), as the template in Annex II of the annual plan has it.
import { z } from 'zod';
import { country, date, eventData, id, name, phrase, text } from '../text.schema.js';

const party = z.strictObject({
  partyId: id("The organisation; the Alliance's is its allianceId."),
  name: name('Name of the organisation.'),
  country: country('Where it is at home.').optional(),
});

export const mouProposed = eventData({
  mouId: id('The memorandum.'),
  title: name('What it is about.'),
  parties: z
    .array(party)
    .min(2, { error: 'names fewer than two parties' })
    .max(100, { error: 'names more than 100 parties' })
    .refine((parties) => new Set(parties.map(({ partyId }) => partyId)).size === parties.length, {
      error: 'names a party twice',
    })
    .meta({ description: 'Who is to sign.' }),
  topics: z
    .array(phrase('A topic.'))
    .max(100, { error: 'names more than 100 topics' })
    .meta({ description: 'Fields of cooperation.' })
    .optional(),
  confidential: z
    .boolean()
    .meta({ description: 'Whether its existence is confidential (article 4); default true.' })
    .optional(),
  proposedOn: date('Day of the proposal.'),
});

export const mouSigned = eventData({ partyId: id('The party that signs.'), signedOn: date('Day of the signature.') });

export const mouExtended = eventData({
  expiresOn: date('First day on which it is no longer in force.'),
  agreedOn: date('Day of the agreement.'),
});

export const mouTerminated = eventData({
  byPartyId: id('The party that terminates.'),
  terminatedOn: date('Day from which it is no longer in force.'),
  reason: text('Why.').optional(),
});

export const mouWithdrawn = eventData({ withdrawnOn: date('Day of the withdrawal.'), reason: text('Why.').optional() });

export type MouProposed = z.infer<typeof mouProposed>;
export type MouSigned = z.infer<typeof mouSigned>;
export type MouExtended = z.infer<typeof mouExtended>;
export type MouTerminated = z.infer<typeof mouTerminated>;
export type MouWithdrawn = z.infer<typeof mouWithdrawn>;
export type MouEvent =
  | { type: 'MouProposed'; data: MouProposed }
  | { type: 'MouSigned'; data: MouSigned }
  | { type: 'MouExtended'; data: MouExtended }
  | { type: 'MouTerminated'; data: MouTerminated }
  | { type: 'MouWithdrawn'; data: MouWithdrawn };
