// A stakeholder: identified once, then contacted as often as it takes.
import { refuse, unreachable, type Decider } from '../decider.js';
import type { StakeholderEvent } from './stakeholder.events.js';

export const stakeholder: Decider<StakeholderEvent, { readonly identified: boolean }> = {
  initial: { identified: false },
  decide({ type }, { identified }) {
    switch (type) {
      case 'StakeholderIdentified':
        return identified
          ? refuse('stakeholder-exists', 'The stakeholder was identified already.', 'stakeholderId')
          : undefined;
      case 'StakeholderContacted':
        return identified
          ? undefined
          : refuse('stakeholder-not-identified', 'It is identified only later, or that was taken back.', 'contactedOn');
      default:
        return unreachable(type);
    }
  },
  evolve: () => ({ identified: true }),
};
