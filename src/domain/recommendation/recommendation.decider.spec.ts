// A recommendation document: published, revised, withdrawn, and perhaps published again.
import { describe, it } from '@jest/globals';
import { fact, given, nothing, retracted } from '../stream.given.js';

const published = (publishedOn: string) =>
  fact('RecommendationPublished', { recommendationId: 'rec-1', title: 'Micro-credentials', audience: [], publishedOn });
const revised = (revisedOn: string) => fact('RecommendationRevised', { edition: 2, revisedOn });
const withdrawn = (withdrawnOn: string) => fact('RecommendationWithdrawn', { withdrawnOn, reason: 'Out of date.' });

describe('a recommendation', () => {
  it('is published once at a time', () => {
    given('recommendation', published('2024-03-01')).when(published('2024-04-01')).isRefused('already-published');
  });
  it('is revised and withdrawn while it is published', () => {
    const document = given('recommendation', published('2024-03-01'));
    document.when(revised('2024-10-01'), revised('2025-01-01'), withdrawn('2025-02-01')).isAccepted();
    document.when(revised('2024-02-28')).isRefused('not-published');
    document.when(withdrawn('2024-02-28')).isRefused('not-published');
  });
  it('is neither revised nor withdrawn once it is withdrawn', () => {
    const document = given('recommendation', published('2024-03-01'), withdrawn('2024-05-01'));
    document.when(revised('2024-06-01')).isRefused('not-published');
    document.when(withdrawn('2024-06-01')).isRefused('not-published');
  });
  it('may be published again', () => {
    given('recommendation', published('2024-03-01'), withdrawn('2024-05-01'))
      .when(published('2024-05-01'), revised('2024-06-01'))
      .isAccepted();
  });
  it('is unknown before its first publication', () => {
    nothing('recommendation').when(revised('2024-06-01')).isRefused('recommendation-unknown');
    nothing('recommendation').when(withdrawn('2024-06-01')).isRefused('recommendation-unknown');
  });
  it('a retracted publication leaves its revision without ground', () => {
    given('recommendation', published('2024-03-01'), revised('2024-10-01'))
      .when(retracted('RecommendationPublished of 2024-03-01'))
      .isRefused('later-fact-without-ground', 'RecommendationRevised of 2024-10-01');
  });
});
