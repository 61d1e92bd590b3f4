// Outreach as a picture: how many stakeholders are identified, how many of them contacted, how many members or party to an MoU.
import { useMemo } from 'preact/hooks';
import { pathOf, type Alliance } from '../api.js';
import { writeNumber, writeShare } from '../figure-text.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { useMoment } from '../address.js';
import type { Card, Party } from './recording.api.js';

/** The organisations that have joined or are party to an MoU signed by all, by id; undefined until it is known. */
export function useOutreach({ allianceId }: Alliance): ReadonlyMap<string, string> | undefined {
  const question = { ...useMoment(), liveFor: allianceId, keepPrevious: true };
  const members = useAnswer<{ members: readonly { memberId: string }[] }>(`${pathOf(allianceId)}/members`, question);
  const mous = useAnswer<{ mous: readonly Card[] }>(`${pathOf(allianceId)}/mous`, question);
  return useMemo(
    () => (members.data && mous.data ? partnersOf(members.data.members, mous.data.mous) : undefined),
    [members.data, mous.data],
  );
}

function partnersOf(members: readonly { memberId: string }[], mous: readonly Card[]): ReadonlyMap<string, string> {
  const partners = new Map<string, string>();
  for (const { effectiveOn, parties } of mous) {
    if (typeof effectiveOn !== 'string') continue;
    for (const { partyId } of (parties ?? []) as readonly Party[]) partners.set(partyId, 'mou');
  }
  for (const { memberId } of members) partners.set(memberId, 'member');
  return partners;
}

export function Funnel({ cards }: { cards: readonly Card[] }) {
  const words = text.recording.funnel;
  const partner = cards.filter(({ status }) => status === 'partner').length;
  const contacted = cards.filter(
    ({ status, contacts }) => status === 'partner' || ((contacts ?? []) as readonly unknown[]).length > 0,
  ).length;
  const steps = [
    { label: words.identified, count: cards.length },
    { label: words.contacted, count: contacted },
    { label: words.partner, count: partner },
  ];
  return (
    <section class="funnel" aria-labelledby="funnel-heading">
      <h2 id="funnel-heading">{words.title}</h2>
      <p class="sr-only">{words.summary(cards.length, contacted, partner)}</p>
      <ol aria-hidden="true">
        {steps.map(({ label, count }, i) => {
          const before = steps[i - 1]?.count;
          return (
            <li key={label}>
              <span class="funnel-label">{label}</span>
              <svg class="funnel-bar" viewBox="0 0 100 20" preserveAspectRatio="none">
                <rect x="0" y="0" width={cards.length === 0 ? 0 : (100 * count) / cards.length} height="20" rx="1" />
              </svg>
              <b>{writeNumber(count)}</b>
              <span class="muted">{before ? words.share(writeShare(count / before)) : ''}</span>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
