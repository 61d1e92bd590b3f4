// A response answers once.
import { refuse, type Decider } from '../decider.js';
import type { AnswerEvent } from './answer.events.js';

export const answer: Decider<AnswerEvent, { readonly answered: boolean }> = {
  initial: { answered: false },
  decide: (_event, { answered }) =>
    answered ? refuse('already-answered', 'This response has answered already.', 'responseId') : undefined,
  evolve: () => ({ answered: true }),
};
