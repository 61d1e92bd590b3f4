// The months that are measured or reported: how far each report is, when it is due, what is missing.
import { allianceHref } from '../address.js';
import type { Alliance } from '../api.js';
import { EmptyState } from '../components/empty-state.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { StatusBadge } from '../components/status-badge.js';
import { writeDate } from '../figure-text.js';
import '../months/months.css';
import { leftOf, monthsPath, type MonthList, type MonthOverview } from '../months/months.model.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';

export function MonthsPage({ alliance }: AlliancePageProps) {
  const { data, problem, retry } = useAnswer<MonthList>(monthsPath(alliance.allianceId), {
    liveFor: alliance.allianceId,
  });
  const words = text.months;
  return (
    <>
      <PageHead title={words.title} lead={words.lead}>
        <a class="button" href={allianceHref(alliance.allianceId, 'comparison')}>
          {words.compare}
        </a>
      </PageHead>
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      {!data && !problem && <p class="loading">{text.loading}</p>}
      {data?.months.length === 0 && <NoMonthYet alliance={alliance} />}
      {data && data.months.length > 0 && (
        <ul class="month-list" aria-label={words.list}>
          {data.months.map((month) => (
            <li key={month.month}>
              <MonthTile alliance={alliance} month={month} />
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

export function NoMonthYet({ alliance }: { readonly alliance: Alliance }) {
  const words = text.months;
  return (
    <EmptyState title={words.none} explanation={words.noneExplanation}>
      <a href={allianceHref(alliance.allianceId, 'framework')}>{words.toFramework}</a>
    </EmptyState>
  );
}

function MonthTile({ alliance, month }: { readonly alliance: Alliance; readonly month: MonthOverview }) {
  const { status, date, measured, period, restated } = month;
  const words = text.months;
  const name = text.month(month.month);
  const left = leftOf(month).length;
  return (
    <a class="month-tile" href={allianceHref(alliance.allianceId, `months/${name}`)}>
      <div class="month-name">
        <h2>{name}</h2>
        <StatusBadge status={status} word={text.reports.status[status]} />
      </div>
      <div class="month-facts">
        <p>{words.figuresOf(writeDate(date))}</p>
        <p class="muted">
          {measured.length === 0 ? words.nothingMeasured : words.measured(measured.join(', '))}
          {period && ` · ${words.period(text.month(period.from), text.month(period.to))}`}
        </p>
      </div>
      <div class="month-due">
        <Deadline month={month} />
        {left > 0 && status !== 'sealed' && <p class="muted">{words.missing(left)}</p>}
        {restated.length > 0 && <p class="muted">{words.restated(restated.length)}</p>}
      </div>
    </a>
  );
}

export function Deadline({ month: { deadline, daysLeft } }: { readonly month: MonthOverview }) {
  if (deadline === null) return null;
  const { due, daysLeft: left } = text.months;
  return (
    <p class={daysLeft !== null && daysLeft < 0 ? 'is-late' : ''}>
      {due(writeDate(deadline))}
      {daysLeft !== null && ` · ${left(daysLeft)}`}
    </p>
  );
}
