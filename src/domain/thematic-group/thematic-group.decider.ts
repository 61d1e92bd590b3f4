// A thematic group: formed once, joined by members once each, led by one of the Alliance's members at a time.
import { refuse, unreachable, type Decider } from '../decider.js';
import type { ThematicGroupEvent } from './thematic-group.events.js';

export interface ThematicGroup {
  readonly formed: boolean;
  readonly leader?: string;
  readonly members: ReadonlySet<string>;
}

export const thematicGroup: Decider<ThematicGroupEvent, ThematicGroup> = {
  initial: { formed: false, members: new Set() },
  decide(event, { formed, leader, members }) {
    if (event.type === 'ThematicGroupFormed') {
      return formed ? refuse('thematic-group-exists', 'The group was formed already.', 'groupId') : undefined;
    }
    if (!formed)
      return refuse('thematic-group-not-formed', 'The group is formed only later, or its forming was taken back.');
    const { memberId } = event.data;
    switch (event.type) {
      case 'ThematicGroupJoined':
        return members.has(memberId)
          ? refuse('already-in-group', `"${memberId}" is in the group already.`, 'memberId')
          : undefined;
      case 'ThematicGroupLeaderElected':
        return leader === memberId
          ? refuse('already-leader', `"${memberId}" leads the group already.`, 'memberId')
          : undefined;
      default:
        return unreachable(event);
    }
  },
  evolve(group, event) {
    switch (event.type) {
      case 'ThematicGroupFormed':
        return { ...group, formed: true };
      case 'ThematicGroupJoined':
        return { ...group, members: new Set([...group.members, event.data.memberId]) };
      case 'ThematicGroupLeaderElected':
        return { ...group, leader: event.data.memberId };
      default:
        return unreachable(event);
    }
  },
};
