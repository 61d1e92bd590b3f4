// A member: joins, changes while a member, leaves, and may join again. On the day of leaving it is no longer one.
import { refuse, unreachable, type Decider } from '../decider.js';
import type { MemberEvent } from './member.events.js';

export interface Member {
  readonly status: 'never' | 'member' | 'left';
}

export const member: Decider<MemberEvent, Member> = {
  initial: { status: 'never' },
  decide({ type }, { status }) {
    switch (type) {
      case 'MemberJoined':
        return status === 'member'
          ? refuse('already-member', 'The organisation is a member then.', 'joinedOn')
          : undefined;
      case 'MemberDetailsChanged':
        return status === 'member'
          ? undefined
          : refuse('not-a-member', 'The organisation is no member then.', 'changedOn');
      case 'MemberLeft':
        return status === 'member'
          ? undefined
          : refuse('not-a-member', 'The organisation is no member then.', 'leftOn');
      default:
        return unreachable(type);
    }
  },
  evolve: (_member, { type }) => ({ status: type === 'MemberLeft' ? 'left' : 'member' }),
};
