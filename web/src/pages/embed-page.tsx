// One chart for another site's page: figure, status and course, the same as a table, and a way to everything behind it.
import { useRef } from 'preact/hooks';
import { allianceHref, useMoment } from '../address.js';
import { pathOf, type IndicatorDetail } from '../api.js';
import { Figure } from '../components/figure.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { SeriesChart } from '../components/series-chart.js';
import { SeriesTable } from '../components/series-table.js';
import { IndicatorBadge } from '../components/achievement-badge.js';
import { writeDate } from '../figure-text.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import './bare-pages.css';

export function EmbedPage({ alliance, params }: AlliancePageProps) {
  const { allianceId, acronym, example } = alliance;
  const id = params['indicatorId'] ?? '';
  const moment = useMoment();
  const canvas = useRef<HTMLCanvasElement>(null);
  const { data: detail, problem } = useAnswer<IndicatorDetail>(
    `${pathOf(allianceId)}/indicators/${encodeURIComponent(id)}`,
    { ...moment, liveFor: moment.asOf === undefined ? allianceId : undefined },
  );
  if (problem) return <ProblemPanel problem={problem} />;
  if (!detail) return <p class="loading">{text.loading}</p>;
  return (
    <article class="embed">
      <PageHead title={detail.title}>
        <IndicatorBadge indicator={detail} />
      </PageHead>
      <Figure indicator={detail} />
      <SeriesChart canvas={canvas} alliance={alliance} detail={detail} isToday={moment.at === undefined} />
      <SeriesTable detail={detail} example={example} />
      <p class="muted">
        {example && <span class="tag tag-example">{text.example.title}</span>} {acronym} · {writeDate(detail.at)} ·{' '}
        <a
          href={allianceHref(allianceId, `indicators/${encodeURIComponent(id)}`, moment)}
          target="_blank"
          rel="noopener"
        >
          {text.embed.source}
        </a>
      </p>
    </article>
  );
}
