// How many indicators stand in which status, worst first, each with a way to the cards.
import type { Indicator, Status } from '../api.js';
import { text } from '../text.js';
import { StatusBadge } from './status-badge.js';

const WORST_FIRST: readonly Status[] = [
  'missed',
  'regressing',
  'offTrack',
  'atRisk',
  'noData',
  'onTrack',
  'achieved',
  'notDue',
  'noTarget',
];

export function StatusSummary({ indicators }: { indicators: readonly Indicator[] }) {
  const groups = WORST_FIRST.map((status) => ({
    status,
    members: indicators.filter((indicator) => indicator.status === status),
  })).filter(({ members }) => members.length > 0);
  return (
    <nav class="summary panel" aria-labelledby="summary-heading">
      <h2 id="summary-heading">{text.summary.heading}</h2>
      <ul>
        {groups.map(({ status, members }) => (
          <li key={status} class={`status-${status}`}>
            <StatusBadge status={status} word={text.summary.of(members.length, text.status[status].word)} />
            <span class="summary-links">
              {members.map(({ id, title }) => (
                <a key={id} href={`#indicator-${id}`} title={title}>
                  {id}
                </a>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </nav>
  );
}
