// The alliance: established once; one official registration stands at a time. A registration may lie before the
// project's start: many alliances are older than their grant.
import { refuse, unreachable, type Decider } from '../decider.js';
import type { AllianceEvent } from './alliance.events.js';

export interface Alliance {
  readonly established: boolean;
  readonly registered: boolean;
}

export const alliance: Decider<AllianceEvent, Alliance> = {
  initial: { established: false, registered: false },
  decide({ type }, { established, registered }) {
    switch (type) {
      case 'AllianceEstablished':
        return established ? refuse('alliance-exists', 'The alliance is established already.') : undefined;
      case 'OfficialRegistrationPublished':
        return registered
          ? refuse('already-registered', 'An official registration stands already.', 'publishedOn')
          : undefined;
      default:
        return unreachable(type);
    }
  },
  evolve: (alliance, { type }) =>
    type === 'AllianceEstablished' ? { ...alliance, established: true } : { ...alliance, registered: true },
};
