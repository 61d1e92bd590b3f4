// Milestones: what has to be true by when, and whether it is.
import type { Milestone } from '../api.js';
import type { Difference } from '../differences.js';
import { writeDate, writeWhenInFull } from '../figure-text.js';
import { text } from '../text.js';
import { daysLate, MilestoneBadge } from './achievement-badge.js';

interface Props {
  readonly milestone: Milestone;
  readonly change: Difference | undefined;
}

export function MilestoneTile({ milestone, change }: Props) {
  const { id, title } = milestone;
  return (
    <article
      class={`milestone-tile${change ? ' is-changed' : ''}`}
      id={`milestone-${id}`}
      aria-labelledby={`milestone-${id}-title`}
    >
      <header class="card-head">
        <p class="card-id">
          <b>{id}</b>
          <span>{text.milestones.one}</span>
        </p>
        <MilestoneBadge milestone={milestone} />
      </header>
      <h3 id={`milestone-${id}-title`}>{title}</h3>
      <p class="muted">{detailOf(milestone)}</p>
      <ChangeNote change={change} />
    </article>
  );
}

function detailOf(milestone: Milestone): string {
  const { due, achievedOn, status, holds } = milestone;
  const words = text.milestones;
  const late = daysLate(milestone);
  return [
    due ? words.due(writeWhenInFull(due)) : words.noDue,
    ...(achievedOn === null ? [] : [words.achievedOn(writeDate(achievedOn), late)]),
    ...(status === 'achieved' && !holds ? [words.holdsNoLonger] : []),
  ].join(' · ');
}

function ChangeNote({ change }: { change: Difference | undefined }) {
  if (!change) return null;
  const word = (status: unknown): string =>
    (text.milestones.status as Record<string, string>)[String(status)] ?? String(status);
  return <p class="change-note">{text.milestones.changed(word(change.before), word(change.after))}</p>;
}
