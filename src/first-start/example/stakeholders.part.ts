// Stakeholders of the example: identified, then contacted; some of them join or sign later under the same id.
import { dayOf, isoDate, type Day } from '../../../projections/calendar.js';
import { streamName } from '../../domain/categories.js';
import type { StakeholderContacted, StakeholderIdentified } from '../../domain/stakeholder/stakeholder.events.js';
import { EXAMPLE } from './alliance.part.js';
import { workingDay, type Journal } from './journal.js';
import type { Organisation } from './organisations.js';
import type { Random } from './random.js';

/** An organisation that is to be won; those that join or sign are identified before `by`. */
export interface Prospect {
  readonly organisation: Organisation;
  readonly by?: Day;
}

const CHANNELS = ['E-mail', 'Video call', 'Visit', 'Trade fair', 'Conference'] as const;
const OUTCOMES = [
  'Interested',
  'Asked for the statutes',
  'Will decide after the summer',
  'Not now',
  'Will sign a letter of support',
];

export function engageStakeholders(journal: Journal, random: Random, prospects: readonly Prospect[]): void {
  for (const { organisation, by } of prospects) {
    const latest = by ?? dayOf('2025-09-01');
    const identified = workingDay(Math.max(dayOf('2022-06-20'), latest - random.whole(60, 240)));
    const { id, name, agentType, country } = organisation;
    const stream = streamName('stakeholder', EXAMPLE, id);
    const data: StakeholderIdentified = {
      stakeholderId: id,
      name,
      agentType,
      country,
      ...(random.chance(0.3) ? { description: 'Named by a project partner as a candidate for membership.' } : {}),
      identifiedOn: isoDate(identified),
    };
    journal.add(stream, 'StakeholderIdentified', data);
    let on = identified;
    for (let contact = random.whole(0, 2); contact > 0; contact--) {
      on = workingDay(on + random.whole(7, 45));
      const contacted: StakeholderContacted = {
        channel: random.pick(CHANNELS),
        contactedOn: isoDate(on),
        ...(random.chance(0.7) ? { outcome: random.pick(OUTCOMES) } : {}),
      };
      journal.add(stream, 'StakeholderContacted', contacted);
    }
  }
}
