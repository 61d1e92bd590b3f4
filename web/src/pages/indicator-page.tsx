// One indicator: its figure and how it came about, where it may go, what it is made of, and what it was at other moments.
import { useMemo } from 'preact/hooks';
import { allianceHref, useMomentState } from '../address.js';
import { pathOf, type Alliance, type IndicatorDetail, type Moment } from '../api.js';
import { forecastOf } from '../charts/forecast-input.js';
import { useIntervals, useSealedValues } from '../charts/use-chart-extras.js';
import { AnchorList } from '../components/anchor-list.js';
import { BreakdownPanel } from '../components/breakdown-panel.js';
import { ChartFrame } from '../components/chart-frame.js';
import { CompanionList } from '../components/companion-list.js';
import { DefinitionPanel } from '../components/definition-panel.js';
import { EmbedPanel } from '../components/embed-panel.js';
import { Figure } from '../components/figure.js';
import { ForecastPanel } from '../components/forecast-panel.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { ProgressBar } from '../components/progress-bar.js';
import { SeriesChart } from '../components/series-chart.js';
import { seriesRows, SeriesTable } from '../components/series-table.js';
import { IndicatorBadge } from '../components/achievement-badge.js';
import { TimeCursors } from '../components/time-cursors.js';
import { ComparisonPanel } from '../facts/comparison-panel.js';
import { FactsPanel } from '../facts/facts-panel.js';
import { meaningOfNoData } from '../figure-text.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import './indicator-page.css';

export function IndicatorPage({ alliance, params }: AlliancePageProps) {
  const id = params['indicatorId'] ?? '';
  const [moment, move] = useMomentState();
  const answer = useAnswer<IndicatorDetail>(`${pathOf(alliance.allianceId)}/indicators/${encodeURIComponent(id)}`, {
    ...moment,
    liveFor: moment.asOf === undefined ? alliance.allianceId : undefined,
    keepPrevious: true,
  });
  const detail = answer.data?.id === id ? answer.data : undefined;
  return (
    <div class="stack" aria-busy={answer.busy}>
      <PageHead
        title={detail ? `${id} ${detail.title}` : id}
        above={<a href={allianceHref(alliance.allianceId, '', moment)}>{text.navigation.overview}</a>}
      >
        {detail && <IndicatorBadge indicator={detail} />}
      </PageHead>
      <TimeCursors
        alliance={alliance}
        moment={moment}
        today={moment.at === undefined ? detail?.at : undefined}
        onMove={move}
      />
      {answer.problem && (
        <ProblemPanel
          problem={answer.problem}
          {...(detail ? { heading: text.indicator.kept } : {})}
          onRetry={answer.retry}
        />
      )}
      {!detail && !answer.problem && <p class="loading">{text.loading}</p>}
      {detail && <Panels alliance={alliance} detail={detail} moment={moment} />}
    </div>
  );
}

interface PanelsProps {
  readonly alliance: Alliance;
  readonly detail: IndicatorDetail;
  readonly moment: Moment;
}

function Panels({ alliance, detail, moment }: PanelsProps) {
  return (
    <>
      <div class="indicator-top">
        <section class={`panel standing status-${detail.status}`} aria-label={text.indicators.standing}>
          <Figure indicator={detail} />
          <ProgressBar indicator={detail} />
          {detail.companions['provisional'] === true && <p class="provisional">{text.indicators.provisional}</p>}
          {detail.value === null && <p class="no-data-meaning">{meaningOfNoData(detail)}</p>}
          {detail.status !== 'noData' && <p class="muted">{text.status[detail.status].meaning}</p>}
          <dl class="facts">
            <AnchorList indicator={detail} isToday={moment.at === undefined} />
            <CompanionList indicator={detail} />
          </dl>
        </section>
        <Course alliance={alliance} detail={detail} moment={moment} />
      </div>
      <FactsPanel alliance={alliance} indicator={detail} moment={moment} />
      <BreakdownPanel alliance={alliance} detail={detail} />
      <ForecastPanel alliance={alliance} detail={detail} forecast={forecastOf(alliance, detail)} />
      <ComparisonPanel alliance={alliance} detail={detail} moment={moment} />
      <DefinitionPanel alliance={alliance} indicator={detail} moment={moment} />
      <EmbedPanel alliance={alliance} indicatorId={detail.id} title={detail.title} />
    </>
  );
}

function Course({ alliance, detail, moment }: PanelsProps) {
  const sealed = useSealedValues(alliance, detail.id);
  const intervals = useIntervals(alliance, detail);
  const forecast = useMemo(() => forecastOf(alliance, detail), [detail]);
  return (
    <section class="panel course" aria-labelledby="course-heading">
      <h2 id="course-heading">{text.indicator.course}</h2>
      <ChartFrame
        title={`${detail.id} ${detail.title}`}
        example={alliance.example}
        fileName={`${alliance.allianceId}-${detail.id}`}
        rows={seriesRows(detail)}
        table={<SeriesTable detail={detail} example={alliance.example} />}
      >
        {(canvas) => (
          <SeriesChart
            canvas={canvas}
            alliance={alliance}
            detail={detail}
            isToday={moment.at === undefined}
            sealed={sealed}
            intervals={intervals}
            forecast={forecast}
          />
        )}
      </ChartFrame>
    </section>
  );
}
