// A recommendation document: published, revised while published, withdrawn, and perhaps published again.
import { refuse, unreachable, type Decider } from '../decider.js';
import type { RecommendationEvent } from './recommendation.events.js';

export interface Recommendation {
  readonly published: boolean;
}

export const recommendation: Decider<RecommendationEvent, Recommendation> = {
  initial: { published: false },
  decide({ type }, { published }) {
    switch (type) {
      case 'RecommendationPublished':
        return published ? refuse('already-published', 'The document is published then.', 'publishedOn') : undefined;
      case 'RecommendationRevised':
        return published ? undefined : refuse('not-published', 'The document is not published then.', 'revisedOn');
      case 'RecommendationWithdrawn':
        return published ? undefined : refuse('not-published', 'The document is not published then.', 'withdrawnOn');
      default:
        return unreachable(type);
    }
  },
  evolve: (_recommendation, { type }) => ({ published: type !== 'RecommendationWithdrawn' }),
};
