// One alliance on one day: its indicators and milestones, live.
import { useEffect, useRef, useState } from 'preact/hooks';
import { NOTHING_LOADED, openAllianceFeed, type AllianceFeed, type FeedState } from '../alliance-feed.js';
import type { Alliance } from '../api.js';
import { writeDate, writeDifference } from '../figure-text.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { ConnectionLost, ConnectionState } from './connection-state.js';
import { NoFactYet, NoFrameworkYet } from './first-steps.js';
import { IndicatorCard } from './indicator-card.js';
import { MilestoneList } from './milestone-list.js';
import { MonthSlider } from './month-slider.js';
import { PageFooter } from './page-footer.js';
import { ProblemPanel } from './problem-panel.js';
import { ReportList } from './report-list.js';
import { StatusSummary } from './status-summary.js';

interface Props {
  readonly alliance: Alliance;
  /** An example alliance to point to where there is nothing to see yet. */
  readonly example: Alliance | undefined;
  readonly at: string | undefined;
  readonly onDay: (at: string | undefined) => void;
}

export function AlliancePage({ alliance, example, at, onDay }: Props) {
  const { feed, state } = useFeed(alliance, at);
  const { list } = state;
  const retry = (): void => feed.current?.retry();
  return (
    <div class="stack" aria-busy={state.busy}>
      <AllianceHead alliance={alliance} state={state} />
      <ConnectionLost {...state} />
      {state.problem && (
        <ProblemPanel
          problem={state.problem}
          {...(list ? { heading: text.problem.refreshFailed } : {})}
          onRetry={retry}
        />
      )}
      <MonthSlider alliance={alliance} at={at} list={state.busy ? undefined : list} onChange={onDay} />
      {!list && !state.problem && <p class="loading">{text.loading}</p>}
      {list && (
        <Figures
          alliance={alliance}
          example={example}
          state={{ ...state, list }}
          isToday={at === undefined}
          onRetry={retry}
        />
      )}
      <Announcements state={state} />
      {list && <PageFooter list={list} />}
    </div>
  );
}

function useFeed(alliance: Alliance, at: string | undefined) {
  const feed = useRef<AllianceFeed | undefined>(undefined);
  const [state, setState] = useState<FeedState>(NOTHING_LOADED);
  useEffect(() => {
    feed.current = openAllianceFeed(alliance, setState);
    return () => feed.current?.close();
  }, [alliance.allianceId]);
  useEffect(() => feed.current?.show(at), [alliance.allianceId, at]);
  return { feed, state };
}

function AllianceHead({ alliance, state }: { alliance: Alliance; state: FeedState }) {
  const { name, acronym, startsOn, endsOn, coordinator, example } = alliance;
  return (
    <>
      {example && (
        <p class="banner banner-example">
          <b>{text.example.title}.</b> {text.example.explanation}
        </p>
      )}
      <PageHead
        title={acronym}
        lead={
          <>
            <p class="alliance-name">{name}</p>
            <p class="muted">{text.allianceFacts(writeDate(startsOn), writeDate(endsOn), coordinator)}</p>
          </>
        }
      >
        <ConnectionState {...state} />
      </PageHead>
    </>
  );
}

interface FiguresProps {
  readonly alliance: Alliance;
  readonly example: Alliance | undefined;
  readonly state: FeedState & { readonly list: NonNullable<FeedState['list']> };
  readonly isToday: boolean;
  readonly onRetry: () => void;
}

function Figures({ alliance, example, state, isToday, onRetry }: FiguresProps) {
  const { list, milestones, details, detailProblems, changed } = state;
  const { indicators } = list;
  if (indicators.length === 0) return <NoFrameworkYet alliance={alliance} />;
  // Before the first fact a number is null and a yes/no is no.
  const nothingRecorded = indicators.every(({ value }) => value === null || value === false);
  return (
    <>
      {nothingRecorded && isToday && <NoFactYet alliance={alliance} example={alliance.example ? undefined : example} />}
      <StatusSummary indicators={indicators} />
      {milestones && <MilestoneList milestones={milestones} changed={changed} example={alliance.example} />}
      <section class="indicators" aria-labelledby="indicators-heading">
        <h2 id="indicators-heading">{text.indicators.heading}</h2>
        <div class="cards">
          {indicators.map((indicator) => (
            <IndicatorCard
              key={indicator.id}
              alliance={alliance}
              indicator={indicator}
              detail={details.get(indicator.id)}
              problem={detailProblems.get(indicator.id)}
              changed={changed.get(indicator.id)}
              isToday={isToday}
              onRetry={onRetry}
            />
          ))}
        </div>
      </section>
      <ReportList alliance={alliance} position={list.asOf} />
    </>
  );
}

/** Says changes to those who don't see the marks. */
function Announcements({ state }: { state: FeedState }) {
  const sentences = (state.list?.indicators ?? []).flatMap((indicator) => {
    const change = state.changed.get(indicator.id);
    return change ? [text.indicators.announced(indicator.id, writeDifference(change, indicator))] : [];
  });
  return (
    <p class="sr-only" role="status">
      {sentences.join(' ')}
    </p>
  );
}
