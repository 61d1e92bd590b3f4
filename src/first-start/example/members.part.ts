// Members of the example: project partners from the start, others growing over four years; some change, leave, return.
import { dayOf, isoDate, type Day } from '../../../projections/calendar.js';
import { streamName } from '../../domain/categories.js';
import type { MemberDetailsChanged, MemberJoined, MemberLeft } from '../../domain/member/member.events.js';
import { ENDS_ON, EXAMPLE, STARTS_ON } from './alliance.part.js';
import { daysAlong, workingDay, type Journal } from './journal.js';
import type { Organisation } from './organisations.js';
import type { Random } from './random.js';

export type MemberCategory = MemberJoined['category'];

export interface Membership {
  readonly organisation: Organisation;
  readonly category: MemberCategory;
  readonly joinedOn: Day;
  /** First day on which it is no member; absent: stays. */
  readonly leftOn?: Day;
}

export const memberStream = ({ id }: Organisation): string => streamName('member', EXAMPLE, id);

/** Organisations other than project partners that have joined by the end of a day. */
const GROWTH: readonly (readonly [string, number])[] = [
  ['2022-07-31', 0],
  ['2022-12-14', 10],
  ['2023-06-14', 27],
  ['2023-11-14', 46],
  ['2024-06-14', 83],
  ['2024-12-31', 105],
  ['2025-06-14', 125],
  ['2025-12-14', 137],
  ['2026-06-08', 144],
];
/** Nine of those who joined before its first general assembly were admitted there on one day. */
const ASSEMBLY = '2023-10-10';

export function joinPartners(journal: Journal, partners: readonly Organisation[]): Membership[] {
  journal.addAll(
    partners.map((organisation) => joining(organisation, 'projectPartner', dayOf(STARTS_ON))),
    { lagDays: 6 },
  );
  return partners.map((organisation) => ({ organisation, category: 'projectPartner', joinedOn: dayOf(STARTS_ON) }));
}

/** Number of others that join. */
export const OTHERS = GROWTH.at(-1)?.[1] ?? 0;

export function joinOthers(journal: Journal, random: Random, others: readonly Organisation[]): Membership[] {
  const days = daysAlong(random, GROWTH);
  const assembly = dayOf(ASSEMBLY);
  const admitted = days.findLastIndex((day) => day < assembly) - 8;
  days.splice(admitted, 9, ...Array.from({ length: 9 }, () => assembly));

  const members = days.map((joinedOn, i): Membership => {
    const category: MemberCategory =
      joinedOn <= assembly
        ? random.weighted([
            ['associatePartner', 75],
            ['affiliate', 15],
            ['additionalStakeholder', 10],
          ])
        : random.weighted([
            ['associatePartner', 28],
            ['affiliate', 14],
            ['additionalStakeholder', 58],
          ]);
    return { organisation: others[i] as Organisation, category, joinedOn };
  });
  const atOnce = members.filter(({ joinedOn }) => joinedOn === assembly);
  journal.addAll(
    atOnce.map(({ organisation, category, joinedOn }) => joining(organisation, category, joinedOn)),
    { lagDays: 3 },
  );
  for (const [i, { organisation, category, joinedOn }] of members.entries()) {
    if (joinedOn === assembly) continue;
    // One in eleven is reported by its region only months later.
    const late = i % 11 === 5 ? { lagDays: random.whole(55, 120) } : {};
    journal.addAll([joining(organisation, category, joinedOn)], late);
  }
  return members;
}

/** What happens to members after they joined: mistaken dates put right, changes, leavings, returns. */
export function changeMembers(journal: Journal, random: Random, members: readonly Membership[]): Membership[] {
  const early = members.filter(({ joinedOn }) => joinedOn < dayOf('2024-12-01'));
  const [leavers, changers] = split(random.shuffle(early), 13);
  for (const member of changers.slice(0, 15)) changeDetails(journal, random, member);
  return [...members.filter((member) => !leavers.includes(member)), ...leavers.flatMap(leave)];

  function leave(member: Membership, i: number): Membership[] {
    const { organisation, category } = member;
    const stream = memberStream(organisation);
    const latest = dayOf('2025-12-20');
    const leftOn = workingDay(random.whole(Math.max(member.joinedOn + 150, dayOf('2023-09-01')), latest));
    const reason = random.pick(['Merged with another organisation.', 'No capacity.', 'Change of strategy.', 'Closed.']);
    journal.add(stream, 'MemberLeft', { leftOn: isoDate(leftOn), reason } satisfies MemberLeft);
    const returnsOn = workingDay(leftOn + random.whole(90, 260));
    if (i >= 4 || returnsOn > dayOf('2026-05-20')) return [{ ...member, leftOn }];
    journal.addAll([joining(organisation, category, returnsOn)]);
    return [
      { ...member, leftOn },
      { ...member, joinedOn: returnsOn },
    ];
  }
}

function changeDetails(journal: Journal, random: Random, { organisation, category, joinedOn }: Membership): void {
  const changedOn = isoDate(workingDay(random.whole(joinedOn + 60, dayOf(ENDS_ON) - 30)));
  const other: MemberCategory = category === 'additionalStakeholder' ? 'associatePartner' : 'affiliate';
  const data: MemberDetailsChanged = random.weighted<MemberDetailsChanged>([
    [{ category: other, changedOn }, 9],
    [{ name: `${organisation.name} Group`, changedOn }, 4],
    [{ agentType: 'network', changedOn }, 2],
  ]);
  journal.add(memberStream(organisation), 'MemberDetailsChanged', data);
}

/** Two joinings recorded with a wrong day or category, and one recorded twice under two ids. */
export function correctMembers(journal: Journal, wrong: readonly Organisation[], twice: Organisation): void {
  const [first, second] = wrong as [Organisation, Organisation];
  const firstId = journal.addAll([joining(first, 'associatePartner', dayOf('2023-02-14'))])[0] as string;
  journal.correct(
    firstId,
    'The form was signed in January; February is when it was filed.',
    joining(first, 'associatePartner', dayOf('2023-01-17')),
    dayOf('2023-05-08'),
  );
  const secondId = journal.addAll([joining(second, 'affiliate', dayOf('2024-04-09'))])[0] as string;
  journal.correct(
    secondId,
    'It joined in its own right, not as an affiliate.',
    joining(second, 'additionalStakeholder', dayOf('2024-04-09')),
    dayOf('2024-06-27'),
  );
  const twiceId = journal.addAll([joining(twice, 'associatePartner', dayOf('2024-02-06'))])[0] as string;
  const reason = 'The same organisation as one that joined in 2023, recorded again under a second id.';
  journal.add(memberStream(twice), 'EventRetracted', { eventId: twiceId, reason }, { recordedOn: dayOf('2024-03-21') });
}

/** A project partner leaves, and an associate takes its place: from then on it counts no more among the new members. */
export function replacePartner(journal: Journal, partner: Organisation, successor: Organisation): void {
  journal.addAll([joining(successor, 'associatePartner', dayOf('2023-05-16'))]);
  const left: MemberLeft = { leftOn: '2025-01-31', reason: 'Closed its training department.' };
  journal.add(memberStream(partner), 'MemberLeft', left);
  const changed: MemberDetailsChanged = { category: 'projectPartner', changedOn: '2025-02-03' };
  journal.add(memberStream(successor), 'MemberDetailsChanged', changed);
}

function joining(
  organisation: Organisation,
  category: MemberCategory,
  on: Day,
): { stream: string; type: string; data: MemberJoined } {
  const { id, name, agentType, country } = organisation;
  return {
    stream: memberStream(organisation),
    type: 'MemberJoined',
    data: { memberId: id, name, category, agentType, country, joinedOn: isoDate(on) },
  };
}

function split<Item>(items: readonly Item[], at: number): [Item[], Item[]] {
  return [items.slice(0, at), items.slice(at)];
}
