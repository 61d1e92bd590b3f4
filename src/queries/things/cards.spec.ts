// Cards of things whose facts begin anew.
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../../projections/calendar.js';
import { fact } from '../../domain/stream.given.js';
import { effectiveFacts } from '../../domain/timeline.js';
import { cardOf } from './cards.js';

describe('the card of a recommendation', () => {
  it('that is published again after a withdrawal says nothing of the first publication', () => {
    const again = { recommendationId: 'r', title: 'R2', audience: ['Companies'], publishedOn: '2023-04-01' };
    const url = 'https://example.org/1';
    const facts = effectiveFacts([
      fact('RecommendationPublished', { ...again, title: 'R', language: 'en', url, publishedOn: '2023-01-01' }),
      fact('RecommendationRevised', { edition: 2, revisedOn: '2023-02-01', url: 'https://example.org/2' }),
      fact('RecommendationWithdrawn', { withdrawnOn: '2023-03-01', reason: 'Overtaken.' }),
      fact('RecommendationPublished', again),
    ]);
    expect(cardOf('recommendation', facts, dayOf('2024-01-01'))).toEqual({ ...again, status: 'published' });
  });
});
