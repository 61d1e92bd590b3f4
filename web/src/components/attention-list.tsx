// What someone should look at soon, the most pressing first, each with the way to it.
import { useState } from 'preact/hooks';
import { allianceHref, thingHref } from '../address.js';
import { ATTENTION_FIRST, FIRST_ATTENTION, pathOf, type Alliance, type Moment, type ReportMonth } from '../api.js';
import { writeDate } from '../figure-text.js';
import { leftOf } from '../months/months.model.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';

type Kind = 'milestoneOverdue' | 'activityOverdue' | 'noData' | 'surveyClosing' | 'mouExpiring' | 'monthLate';

interface Item {
  readonly kind: Kind;
  readonly id: string;
  readonly title: string;
  readonly on: string | null;
  readonly days: number | null;
}

/** The most pressing things, and how many there are in all. */
interface Attention {
  readonly total: number;
  readonly items: readonly Item[];
}

/** How far the reports are takes all events to find out, and deadlines come by day. */
const MONTHS_PAUSE_MS = 60_000;
const ICONS: Readonly<Record<Kind, string>> = {
  milestoneOverdue: 'M6 17V3m0 1h8l-2 3 2 3H6',
  activityOverdue: 'M10 5.5V10l3 2M10 3a7 7 0 1 0 0 14 7 7 0 0 0 0-14',
  noData: 'M7.5 7.6a2.5 2.5 0 1 1 3.4 2.3c-.7.4-.9.8-.9 1.6M10 14.4v.2',
  surveyClosing: 'M5 3h10v14H5zM8 7h4M8 10h4M8 13h2',
  mouExpiring: 'M4 15.5c3 0 2-4 4-4s0 4 2 4 1.500-2.500 3-2.500 1 2.500 3 2.500M6 9l7-6 2 2-6 7-3 .5z',
  monthLate: 'M4 5h12v11H4zM4 8.500h12M7.500 3v3.500M12.500 3v3.500',
};

/** What kind of thing an item is about, where it is one with a page of its own. */
const THINGS: Partial<Record<Kind, string>> = {
  activityOverdue: 'activity',
  surveyClosing: 'survey',
  mouExpiring: 'mou',
};

interface Props {
  readonly alliance: Alliance;
  readonly moment: Moment;
}

export function AttentionList({ alliance, moment }: Props) {
  const { allianceId } = alliance;
  const [all, setAll] = useState(false);
  const live = moment.asOf === undefined ? allianceId : undefined;
  const answer = useAnswer<Attention>(`${pathOf(allianceId)}/${all ? 'attention' : FIRST_ATTENTION}`, {
    ...moment,
    liveFor: live,
    keepPrevious: true,
  });
  // How far the reports are is known for today only.
  const isNow = moment.at === undefined && moment.asOf === undefined;
  const months = useAnswer<{ readonly months: readonly ReportMonth[] }>(
    isNow ? `${pathOf(allianceId)}/months?language=${text.language}` : undefined,
    { liveFor: live, pauseMs: MONTHS_PAUSE_MS },
  );
  if (!answer.data) return null;
  const reports = (months.data?.months ?? []).flatMap(lateMonth);
  const [late, others] = [reports.filter(isLate), reports.filter((item) => !isLate(item))];
  const items = [...late, ...answer.data.items, ...others];
  const shown = all ? items : items.slice(0, ATTENTION_FIRST);
  const count = answer.data.total + reports.length;
  return (
    <section class="attention panel" aria-labelledby="attention-heading">
      <h2 id="attention-heading">
        {text.attention.heading} {count > 0 && <span class="count">{count}</span>}
      </h2>
      {count === 0 && <p class="muted">{isNow ? text.attention.nothing : text.attention.nothingThen}</p>}
      <ul>
        {shown.map((item) => (
          <li key={`${item.kind} ${item.id}`} class={isLate(item) ? 'is-late' : ''}>
            <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
              <path d={ICONS[item.kind]} />
            </svg>
            <p>
              <b>{text.attention.kinds[item.kind]}</b> <Name alliance={alliance} item={item} moment={moment} />
            </p>
            {item.on !== null && <p class="muted">{text.attention.when(writeDate(item.on), item.days)}</p>}
          </li>
        ))}
      </ul>
      {shown.length < count && <p class="muted paper-only">{text.attention.more(count - shown.length)}</p>}
      {count > ATTENTION_FIRST && (
        <button type="button" class="quiet" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? text.attention.fewer : text.attention.all(count)}
        </button>
      )}
    </section>
  );
}

function Name({ alliance, item: { kind, id, title }, moment }: Props & { item: Item }) {
  if (kind === 'noData') {
    return <a href={allianceHref(alliance.allianceId, `indicators/${encodeURIComponent(id)}`, moment)}>{title}</a>;
  }
  if (kind === 'monthLate') return <a href={allianceHref(alliance.allianceId, `months/${id}`)}>{title}</a>;
  if (kind === 'milestoneOverdue') return <a href={`#milestone-${id}`}>{title}</a>;
  const category = THINGS[kind];
  const href = category && thingHref(alliance.allianceId, `${category}-${alliance.allianceId}.${id}`);
  return href === undefined ? <span>{title}</span> : <a href={href}>{title}</a>;
}

function isLate({ days }: Item): boolean {
  return days !== null && days < 0;
}

/** A month whose report is late, or soon will be while something is missing. */
function lateMonth(report: ReportMonth): Item[] {
  const { month, date, deadline, daysLeft, reminder } = report;
  if (reminder === null) return [];
  const title = text.attention.report(text.month(month), leftOf(report).length);
  return [
    {
      kind: 'monthLate',
      id: text.month(month),
      title,
      on: deadline ?? date,
      days: deadline === null ? null : daysLeft,
    },
  ];
}
