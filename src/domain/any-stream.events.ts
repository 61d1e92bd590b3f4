// Events that any stream may hold: they speak of its other events.
import { z } from 'zod';
import { date, evidence, text, uuid } from './text.schema.js';

export const eventRetracted = z.strictObject({
  eventId: uuid('The event of the same stream that is taken back.'),
  reason: text('Why.'),
  evidence: evidence.optional(),
});

/** Changes no figure. */
export const evidenceAdded = z.strictObject({
  eventId: uuid('The event of the same stream that is proven.'),
  evidence: evidence.min(1, { error: 'names no document' }),
  addedOn: date('Day on which it was added.'),
});

export type EventRetracted = z.infer<typeof eventRetracted>;
export type EvidenceAdded = z.infer<typeof evidenceAdded>;
