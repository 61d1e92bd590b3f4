// One indicator: its value and status at a glance, what it is held against, and its course over time.
import type { Alliance, ApiProblem, Indicator, IndicatorDetail } from '../api.js';
import type { Difference } from '../differences.js';
import { writeDifference, writeValue, writeWhen } from '../figure-text.js';
import { text } from '../text.js';
import { AnchorList } from './anchor-list.js';
import { CompanionList } from './companion-list.js';
import { NoteList } from './note-list.js';
import { ProblemPanel } from './problem-panel.js';
import { ProgressBar } from './progress-bar.js';
import { SeriesChart } from './series-chart.js';
import { SeriesTable } from './series-table.js';
import { StatusBadge } from './status-badge.js';
import { YesNoTimeline } from './yes-no-timeline.js';

interface Props {
  readonly alliance: Alliance;
  readonly indicator: Indicator;
  readonly detail: IndicatorDetail | undefined;
  readonly problem: ApiProblem | undefined;
  readonly changed: Difference | undefined;
  readonly isToday: boolean;
  readonly onRetry: () => void;
}

export function IndicatorCard({ alliance, indicator, detail, problem, changed, isToday, onRetry }: Props) {
  const { id, objective, title, value, status, companions } = indicator;
  const headingId = `indicator-${id}-title`;
  return (
    <article
      class={`card status-${status}${changed ? ' is-changed' : ''}`}
      id={`indicator-${id}`}
      aria-labelledby={headingId}
    >
      <div class="card-words">
        <header class="card-head">
          <p class="card-id">
            <b>{id}</b>
            {objective !== undefined && <span>{objective}</span>}
            {alliance.example && <span class="tag tag-example">{text.example.tag}</span>}
          </p>
          <StatusBadge status={status} word={text.status[status].word} />
        </header>
        <h3 id={headingId}>{title}</h3>
        <div class="figure-row">
          <Figure indicator={indicator} />
          {changed && <p class="change-note">{writeDifference(changed, indicator)}</p>}
        </div>
        <ProgressBar indicator={indicator} />
        {companions['provisional'] === true && <p class="provisional">{text.indicators.provisional}</p>}
        {value === null && <p class="no-data-meaning">{meaningOfNoData(indicator)}</p>}
        <dl class="facts">
          <AnchorList indicator={indicator} isToday={isToday} />
          <CompanionList indicator={indicator} />
        </dl>
        <NoteList indicator={indicator} />
      </div>
      <div class="card-course">
        {problem ? (
          <ProblemPanel problem={problem} heading={text.problem.chartFailed} onRetry={onRetry} />
        ) : (
          <Course alliance={alliance} detail={detail} isToday={isToday} />
        )}
      </div>
    </article>
  );
}

function Figure({ indicator: { value, unit, targets, ...indicator } }: { indicator: Indicator }) {
  // The target that progress is measured against: the earliest that is still to come, else the last.
  const target = targets.find(({ met }) => met === null) ?? targets.at(-1);
  const isYesNo = unit === 'yesNo';
  return (
    <p class="figure">
      {value === null ? (
        <span class="figure-value figure-none">{text.indicators.noData}</span>
      ) : (
        <data class="figure-value" value={String(value)} data-indicator={indicator.id}>
          {writeValue(value, unit)}
        </data>
      )}
      {target && (
        <span class="figure-target">
          {isYesNo ? `${text.indicators.target}: ${writeValue(target.value, unit)}` : null}
          {!isYesNo && text.indicators.ofTarget(writeValue(target.value, unit))} {text.indicators.by(writeWhen(target))}
        </span>
      )}
    </p>
  );
}

function Course({ alliance, detail, isToday }: Pick<Props, 'alliance' | 'detail' | 'isToday'>) {
  if (!detail) return <p class="chart-loading">{text.chart.loading}</p>;
  const Chart = detail.unit === 'yesNo' ? YesNoTimeline : SeriesChart;
  return (
    <>
      <Chart alliance={alliance} detail={detail} isToday={isToday} />
      <SeriesTable detail={detail} example={alliance.example} />
    </>
  );
}

/** Companions that are there although no value is: facts exist, but none counts on this day. */
function meaningOfNoData({ companions }: Indicator): string {
  return Object.keys(companions).length > 0 ? text.indicators.noDataAtDay : text.indicators.noDataMeaning;
}
