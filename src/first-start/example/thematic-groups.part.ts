// Thematic groups of the example: six, formed in 2024, with leaders and members.
import { dayOf, isoDate } from '../../../projections/calendar.js';
import { streamName } from '../../domain/categories.js';
import { EXAMPLE } from './alliance.part.js';
import { workingDay, type Journal } from './journal.js';
import { memberStream, type Membership } from './members.part.js';
import type { Random } from './random.js';

const GROUPS: readonly (readonly [string, string, readonly string[], string])[] = [
  ['robotics', 'Robotics', ['Robotics', 'Digital twins'], '2024-02-13'],
  ['additive', 'Additive manufacturing', ['Additive manufacturing'], '2024-02-13'],
  ['learning-factories', 'Learning factories', ['Learning factories', 'Work-based learning'], '2024-04-16'],
  ['credentials', 'Micro-credentials', ['Micro-credentials'], '2024-06-04'],
  ['green', 'Green transition', ['Green transition'], '2024-09-17'],
  ['data', 'Data and artificial intelligence', ['Artificial intelligence', 'Cybersecurity'], '2024-11-05'],
];

/** Only organisations whose joining is known by the autumn of 2023 and that stay take part from the start. */
export function formGroups(journal: Journal, random: Random, members: readonly Membership[]): void {
  const staying = members.filter(({ joinedOn, leftOn }) => joinedOn < dayOf('2023-09-01') && leftOn === undefined);
  for (const [groupId, title, topics, formedOn] of GROUPS) {
    const stream = streamName('thematicGroup', EXAMPLE, groupId);
    journal.add(stream, 'ThematicGroupFormed', { groupId, title, topics, formedOn });
    const founded = dayOf(formedOn);
    const joining = random.sample(staying, random.whole(5, 10)).map(({ organisation }, i) => ({
      organisation,
      on: i < 4 ? founded : workingDay(founded + random.whole(10, 420)),
    }));
    for (const { organisation, on } of joining.sort((a, b) => a.on - b.on)) {
      const data = { memberId: organisation.id, joinedOn: isoDate(on) };
      journal.add(stream, 'ThematicGroupJoined', data, { after: [memberStream(organisation)] });
    }
    for (const [i, { organisation }] of joining.slice(0, random.whole(1, 2)).entries()) {
      const electedOn = isoDate(workingDay(founded + 450 * i));
      const data = { memberId: organisation.id, electedOn };
      journal.add(stream, 'ThematicGroupLeaderElected', data, { after: [memberStream(organisation)] });
    }
  }
}
