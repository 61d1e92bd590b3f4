// The alliance on a screen in a meeting room: large, live, without controls.
import { ConnectionLost, ConnectionState } from '../components/connection-state.js';
import { Figure } from '../components/figure.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { ProgressBar } from '../components/progress-bar.js';
import { Sparkline } from '../components/sparkline.js';
import { IndicatorBadge, MilestoneBadge } from '../components/achievement-badge.js';
import { writeDate, writeDifference } from '../figure-text.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { useConnection } from '../shell/use-connection.js';
import { text } from '../text.js';
import { useMoment } from '../address.js';
import { useAllianceFeed } from '../use-alliance-feed.js';
import './bare-pages.css';

export function ScreenPage({ alliance }: AlliancePageProps) {
  const moment = useMoment();
  const { state } = useAllianceFeed(alliance, moment);
  const connection = useConnection(alliance.allianceId);
  const { list, milestones = [], details, changed, problem } = state;
  return (
    <div class="screen">
      <PageHead
        title={text.screen.title(alliance.acronym)}
        lead={
          list && (
            <p>
              {text.screen.now(writeDate(list.at), list.month === null ? undefined : text.month(list.month))}{' '}
              {alliance.example && <span class="tag tag-example">{text.example.title}</span>}
            </p>
          )
        }
      >
        <ConnectionState {...connection} />
      </PageHead>
      <ConnectionLost {...connection} />
      {problem && !list && <ProblemPanel problem={problem} />}
      {!list && !problem && <p class="loading">{text.loading}</p>}
      <ul class="screen-tiles">
        {list?.indicators.map((indicator) => {
          const change = changed.get(indicator.id);
          const detail = details.get(indicator.id);
          return (
            <li key={indicator.id} class={`screen-tile status-${indicator.status}${change ? ' is-changed' : ''}`}>
              <p class="card-head">
                <b>{indicator.id}</b>
                <IndicatorBadge indicator={indicator} />
              </p>
              <h2>{indicator.title}</h2>
              <Figure indicator={indicator} />
              {change && <p class="change-note">{writeDifference(change, indicator)}</p>}
              <ProgressBar indicator={indicator} />
              {detail && <Sparkline alliance={alliance} indicator={indicator} detail={detail} at={list.at} />}
            </li>
          );
        })}
      </ul>
      <ul class="screen-milestones">
        {milestones.map((milestone) => (
          <li key={milestone.id}>
            <MilestoneBadge milestone={milestone} /> <b>{milestone.id}</b> {milestone.title}
          </li>
        ))}
      </ul>
    </div>
  );
}
