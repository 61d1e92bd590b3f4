// Memoranda of the example: 38 signed by month 17, 84 by the end; some extended, terminated, withdrawn or pending.
import { addYears, dayOf, isoDate, type Day } from '../../../projections/calendar.js';
import { streamName } from '../../domain/categories.js';
import type { MouProposed, MouSigned } from '../../domain/mou/mou.events.js';
import { ENDS_ON, EXAMPLE, EXAMPLE_NAME } from './alliance.part.js';
import { daysAlong, workingDay, type Entry, type Journal, type Recording } from './journal.js';
import type { Organisation } from './organisations.js';
import type { Random } from './random.js';

/** Memoranda signed by all by the end of a day. */
const GROWTH: readonly (readonly [string, number])[] = [
  ['2022-09-30', 0],
  ['2023-03-14', 9],
  ['2023-11-14', 38],
  ['2024-06-14', 52],
  ['2025-06-14', 70],
  ['2026-05-29', 84],
];

export const TOPICS: readonly string[] = [
  'Additive manufacturing',
  'Robotics',
  'Learning factories',
  'Micro-credentials',
  'Artificial intelligence',
  'Cybersecurity',
  'Green transition',
  'Digital twins',
  'Work-based learning',
  'Smart maintenance',
];

interface Mou {
  readonly stream: string;
  readonly partner: Organisation;
  readonly effectiveOn: Day;
}

const STALLED = 10;
/** How many organisations `signMous` needs: one for each memorandum with the Alliance. */
export const MOU_PARTNERS = (GROWTH.at(-1)?.[1] ?? 0) + STALLED;

export function signMous(journal: Journal, random: Random, partners: readonly Organisation[]): void {
  const effective = daysAlong(random, GROWTH);
  const mous = effective.map((day, i) => signed(journal, random, partners[i] as Organisation, day, i));
  const [wrongDay] = mous;
  endSome(journal, random, mous.slice(1));
  if (wrongDay) proveFirst(journal, wrongDay);
  partners
    .slice(effective.length, effective.length + STALLED)
    .forEach((partner, i) => stall(journal, random, partner, i));
  signWithoutAlliance(journal, partners);
}

/** Proposed, signed by one party and then by the other, which makes it effective on the wished day. */
function signed(journal: Journal, random: Random, partner: Organisation, effectiveOn: Day, i: number): Mou {
  const proposedOn = workingDay(effectiveOn - random.whole(35, 110));
  const stream = propose(journal, random, partner, proposedOn);
  const firstOn = workingDay(proposedOn + random.whole(4, 25));
  const [first, last] = random.chance(0.7) ? [EXAMPLE, partner.id] : [partner.id, EXAMPLE];
  const late = lateness(random, partner, effectiveOn, i);
  journal.add(stream, 'MouSigned', { partyId: first, signedOn: isoDate(firstOn) } satisfies MouSigned);
  const scan = { title: `Signed copy, ${partner.name}`, url: `https://files.example.org/${stream}.pdf` };
  const evidence = random.chance(0.4) ? { evidence: [scan] } : {};
  const signature: MouSigned = { partyId: last, signedOn: isoDate(effectiveOn), ...evidence };
  if (i % 23 === 11) {
    const wrong = { ...signature, signedOn: isoDate(workingDay(effectiveOn - 21)) };
    const wrongId = journal.add(stream, 'MouSigned', wrong, { lagDays: 24 });
    const right = { stream, type: 'MouSigned', data: signature };
    journal.correct(wrongId, 'The day of the draft was taken for that of the signature.', right, effectiveOn + 40);
  } else journal.add(stream, 'MouSigned', signature, late);
  return { stream, partner, effectiveOn };
}

/** Some signatures become known months after they were given; those of one autumn in three countries all at once. */
function lateness(random: Random, { country }: Organisation, effectiveOn: Day, i: number): Recording {
  const heldUp = country === 'ES' || country === 'FR' || country === 'IT';
  const autumn = effectiveOn >= dayOf('2023-08-20') && effectiveOn <= dayOf('2023-11-14');
  if (heldUp && autumn) return { recordedOn: dayOf('2024-01-23') };
  return i % 9 === 4 ? { lagDays: random.whole(60, 140) } : {};
}

function propose(journal: Journal, random: Random, partner: Organisation, on: Day): string {
  const mouId = `mou-${partner.id}`.slice(0, 64);
  const stream = streamName('mou', EXAMPLE, mouId);
  const topics = random.sample(TOPICS, random.whole(1, 3));
  const data: MouProposed = {
    mouId,
    title: `Cooperation with ${partner.name}: ${topics.join(', ').toLowerCase()}`,
    parties: [
      { partyId: EXAMPLE, name: EXAMPLE_NAME },
      { partyId: partner.id, name: partner.name, country: partner.country },
    ],
    topics,
    ...(random.chance(0.3) ? { confidential: false } : {}),
    proposedOn: isoDate(on),
  };
  journal.add(stream, 'MouProposed', data);
  return stream;
}

function endSome(journal: Journal, random: Random, mous: readonly Mou[]): void {
  const old = mous.filter(({ effectiveOn }) => effectiveOn < dayOf('2025-01-01'));
  const chosen = random.sample(old, 8);
  for (const { stream, partner, effectiveOn } of chosen.slice(0, 4)) {
    const terminatedOn = isoDate(workingDay(random.whole(effectiveOn + 120, dayOf(ENDS_ON) - 40)));
    const byPartyId = random.chance(0.75) ? partner.id : EXAMPLE;
    journal.add(stream, 'MouTerminated', { byPartyId, terminatedOn, reason: 'For convenience (article 8.2).' });
  }
  for (const { stream, effectiveOn } of chosen.slice(4)) {
    const agreedOn = isoDate(workingDay(random.whole(effectiveOn + 300, dayOf(ENDS_ON) - 20)));
    journal.add(stream, 'MouExtended', { expiresOn: isoDate(addYears(effectiveOn, 8)), agreedOn });
  }
}

/** Documents that turned up after the fact. */
function proveFirst(journal: Journal, { stream, partner, effectiveOn }: Mou): void {
  const signedOn = isoDate(workingDay(effectiveOn + 30));
  const renewed = journal.add(stream, 'MouExtended', {
    expiresOn: isoDate(addYears(effectiveOn, 7)),
    agreedOn: signedOn,
  });
  const evidence = [{ title: `Letter of ${partner.name}`, url: `https://files.example.org/${stream}-letter.pdf` }];
  journal.add(stream, 'EvidenceAdded', { eventId: renewed, evidence, addedOn: isoDate(workingDay(effectiveOn + 90)) });
}

/** Proposals that never came into force: half of them withdrawn, the others waiting for a signature at the end. */
function stall(journal: Journal, random: Random, partner: Organisation, i: number): void {
  const withdrawn = i < STALLED / 2;
  const day = withdrawn
    ? random.whole(dayOf('2023-02-01'), dayOf('2025-10-01'))
    : random.whole(dayOf('2026-03-01'), dayOf('2026-05-10'));
  const proposedOn = workingDay(day);
  const stream = propose(journal, random, partner, proposedOn);
  const signedOn = isoDate(workingDay(proposedOn + random.whole(5, 20)));
  if (i % 2 === 0) journal.add(stream, 'MouSigned', { partyId: EXAMPLE, signedOn });
  if (!withdrawn) return;
  const withdrawnOn = isoDate(workingDay(proposedOn + random.whole(60, 200)));
  journal.add(stream, 'MouWithdrawn', { withdrawnOn, reason: 'No answer from the other side.' });
}

/** A memorandum between two members, of which the Alliance keeps a record: it names no Alliance and counts nowhere. */
function signWithoutAlliance(journal: Journal, [one, other]: readonly Organisation[]): void {
  if (!one || !other) return;
  const mouId = 'mou-between-members';
  const stream = streamName('mou', EXAMPLE, mouId);
  const data: MouProposed = {
    mouId,
    title: 'Exchange of teachers between two members',
    parties: [one, other].map(({ id, name, country }) => ({ partyId: id, name, country })),
    topics: ['Work-based learning'],
    confidential: false,
    proposedOn: '2024-09-03',
  };
  journal.add(stream, 'MouProposed', data);
  const signatures: Entry[] = [one, other].map(({ id }) => ({
    stream,
    type: 'MouSigned',
    data: { partyId: id, signedOn: '2024-10-01' } satisfies MouSigned,
  }));
  journal.addAll(signatures);
}
