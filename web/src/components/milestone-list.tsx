// Milestones: what has to be true by when, and whether it is.
import type { Milestone } from '../api.js';
import type { Difference } from '../differences.js';
import { writeDate, writeWhenInFull } from '../figure-text.js';
import { text } from '../text.js';
import { StatusBadge } from './status-badge.js';

interface Props {
  readonly milestones: readonly Milestone[];
  readonly changed: ReadonlyMap<string, Difference>;
  readonly example: boolean;
}

export function MilestoneList({ milestones, changed, example }: Props) {
  const words = text.milestones;
  return (
    <section class="milestones" aria-labelledby="milestones-heading">
      <h2 id="milestones-heading">
        {words.heading} {example && <span class="tag tag-example">{text.example.tag}</span>}
      </h2>
      {milestones.length === 0 && <p class="muted">{words.none}</p>}
      <ul>
        {milestones.map((milestone) => (
          <li key={milestone.id} id={`milestone-${milestone.id}`} class={changed.has(milestone.id) ? 'is-changed' : ''}>
            <p class="milestone-head">
              <b class="milestone-id">{milestone.id}</b>
              <StatusBadge status={milestone.status} word={words.status[milestone.status]} />
            </p>
            <p class="milestone-title">{milestone.title}</p>
            <p class="muted">{detailOf(milestone)}</p>
            <ChangeNote change={changed.get(milestone.id)} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function detailOf({ due, achievedOn, status, holds }: Milestone): string {
  const words = text.milestones;
  return [
    due ? words.due(writeWhenInFull(due)) : words.noDue,
    ...(achievedOn === null ? [] : [words.achievedOn(writeDate(achievedOn))]),
    ...(status === 'achieved' && !holds ? [words.holdsNoLonger] : []),
  ].join(' · ');
}

function ChangeNote({ change }: { change: Difference | undefined }) {
  if (!change) return null;
  const word = (status: unknown): string =>
    (text.milestones.status as Record<string, string>)[String(status)] ?? String(status);
  return <p class="change-note">{text.milestones.changed(word(change.before), word(change.after))}</p>;
}
