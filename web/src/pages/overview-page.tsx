// The overview of an alliance: every objective, indicator and milestone at a glance, at any moment, live.
import { useContext } from 'preact/hooks';
import { allianceHref, useMomentState } from '../address.js';
import type { FeedState } from '../alliance-feed.js';
import { pathOf, type Alliance, type Moment } from '../api.js';
import { AttentionList } from '../components/attention-list.js';
import { EmptyState } from '../components/empty-state.js';
import { NoFactYet, NoFrameworkYet } from '../components/first-steps.js';
import { ObjectiveSection, objectivesOf } from '../components/objective-section.js';
import { PageFooter } from '../components/page-footer.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { StatusSummary } from '../components/status-summary.js';
import { TimeCursors } from '../components/time-cursors.js';
import { writeDate } from '../figure-text.js';
import type { AlliancePageProps } from '../routes.js';
import { Alliances } from '../shell/alliances.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAllianceFeed, usePrefetch } from '../use-alliance-feed.js';
import { useAnswer } from '../use-answer.js';
import './overview-page.css';

export function OverviewPage({ alliance }: AlliancePageProps) {
  const [moment, move] = useMomentState();
  const live = useAllianceFeed(alliance, moment);
  usePrefetch(alliance, moment, live);
  const { feed, state } = live;
  const { list } = state;
  const { acronym, name, startsOn, endsOn, coordinator } = alliance;
  const retry = (): void => feed.current?.retry();
  return (
    <div class="stack" aria-busy={state.busy}>
      <PageHead
        title={acronym}
        lead={
          <>
            <p class="alliance-name">{name}</p>
            <p class="muted">{text.allianceFacts(writeDate(startsOn), writeDate(endsOn), coordinator)}</p>
          </>
        }
      >
        <a href={allianceHref(alliance.allianceId, 'screen')}>{text.screen.open}</a>
      </PageHead>
      {state.problem && (
        <ProblemPanel
          problem={state.problem}
          {...(list ? { heading: text.problem.refreshFailed } : {})}
          onRetry={retry}
        />
      )}
      {(moment.at !== undefined || !state.busy || list) && (
        <TimeCursors alliance={alliance} moment={moment} today={state.today} onMove={move} />
      )}
      {!list && !state.problem && <p class="loading">{text.loading}</p>}
      {list && <Figures alliance={alliance} state={{ ...state, list }} moment={moment} />}
      {list && <PageFooter list={list} asOf={moment.asOf} />}
    </div>
  );
}

interface FiguresProps {
  readonly alliance: Alliance;
  readonly state: FeedState & { readonly list: NonNullable<FeedState['list']> };
  readonly moment: Moment;
}

function Figures({ alliance, state, moment }: FiguresProps) {
  const { indicators, at } = state.list;
  const { alliances } = useContext(Alliances);
  const framework = useAnswer<{ framework: { objectives?: readonly { id: string; title: string }[] } | null }>(
    `${pathOf(alliance.allianceId)}/framework`,
    { ...moment, liveFor: alliance.allianceId, keepPrevious: true },
  );
  if (indicators.length === 0 && moment.asOf !== undefined) {
    return <EmptyState title={text.day.nothingKnown} explanation={text.day.nothingKnownMeaning} />;
  }
  if (indicators.length === 0) return <NoFrameworkYet alliance={alliance} />;
  // Before the first fact a number is null and a yes/no is no.
  const nothingRecorded = indicators.every(({ value }) => value === null || value === false);
  const isNow = moment.at === undefined && moment.asOf === undefined;
  const example = alliances?.find((one) => one.example && !alliance.example);
  return (
    <>
      {nothingRecorded && isNow && <NoFactYet alliance={alliance} example={example} />}
      <div class="overview-top">
        <StatusSummary indicators={indicators} />
        <AttentionList alliance={alliance} moment={moment} />
      </div>
      {objectivesOf(framework.data?.framework?.objectives ?? [], state).map((objective) => (
        <ObjectiveSection
          key={objective.id ?? ''}
          alliance={alliance}
          objective={objective}
          state={state}
          moment={moment}
          at={at}
        />
      ))}
    </>
  );
}
