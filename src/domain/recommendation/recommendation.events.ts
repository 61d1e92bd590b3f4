// Events of a recommendation document for stakeholders.
import { z } from 'zod';
import { date, eventData, id, languageTag, name, phrase, text, url, whole } from '../text.schema.js';

export const recommendationPublished = eventData({
  recommendationId: id('The document.'),
  title: name('Its title.'),
  audience: z
    .array(phrase('A group of stakeholders.'))
    .max(100, { error: 'names more than 100 groups' })
    .meta({ description: 'Whom it addresses.' }),
  publishedOn: date('Day of publication.'),
  language: languageTag('Its language.').optional(),
  url: url('Where it lies.').optional(),
});

export const recommendationRevised = eventData({
  edition: z.union([whole('A number.', 1), name('A name.')]).meta({ description: 'The new edition.' }),
  revisedOn: date('Day of the revision.'),
  url: url('Where it lies.').optional(),
});

export const recommendationWithdrawn = eventData({
  withdrawnOn: date('Day of the withdrawal.'),
  reason: text('Why.'),
});

export type RecommendationPublished = z.infer<typeof recommendationPublished>;
export type RecommendationRevised = z.infer<typeof recommendationRevised>;
export type RecommendationWithdrawn = z.infer<typeof recommendationWithdrawn>;
export type RecommendationEvent =
  | { type: 'RecommendationPublished'; data: RecommendationPublished }
  | { type: 'RecommendationRevised'; data: RecommendationRevised }
  | { type: 'RecommendationWithdrawn'; data: RecommendationWithdrawn };
