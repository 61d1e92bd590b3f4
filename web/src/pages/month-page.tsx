// One month's report: how far it is, what it lacks, its texts, its files, who did what, and what is known otherwise since.
import { allianceHref } from '../address.js';
import { pathOf, type IndicatorList } from '../api.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate } from '../figure-text.js';
import { MonthActions } from '../months/month-actions.js';
import { MonthHistory } from '../months/month-history.js';
import { MonthWay } from '../months/month-way.js';
import '../months/months.css';
import { leftOf, monthPath, type MonthOverview, type ReportKinds } from '../months/months.model.js';
import { NarrativeList } from '../months/narrative-list.js';
import { ReportFiles } from '../months/report-files.js';
import { RestatementList } from '../months/restatement-list.js';
import { SealVerification } from '../months/seal-verification.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { UnknownPage } from '../shell/broken-page.js';
import { Deadline } from './months-page.js';

export function MonthPage({ alliance, params }: AlliancePageProps) {
  const month = Number(/^M([1-9]\d{0,3})$/.exec(params['month'] ?? '')?.[1]);
  return Number.isNaN(month) ? <UnknownPage /> : <Month alliance={alliance} month={month} />;
}

interface MonthProps {
  readonly alliance: AlliancePageProps['alliance'];
  readonly month: number;
}

function Month({ alliance, month }: MonthProps) {
  const { allianceId } = alliance;
  const words = text.months;
  const name = text.month(month);
  const question = { liveFor: allianceId };
  const overview = useAnswer<MonthOverview>(`${monthPath(allianceId, month)}?language=${text.language}`, question);
  const kinds = useAnswer<ReportKinds>(`${pathOf(allianceId)}/reports`);
  const figures = useAnswer<IndicatorList>(`${pathOf(allianceId)}/indicators`, { ...question, at: name });
  const titles = new Map(figures.data?.indicators.map(({ id, title }) => [id, title]));
  const units = new Map(figures.data?.indicators.map(({ id, unit }) => [id, unit]));
  const { data } = overview;
  const problem = overview.problem ?? kinds.problem;
  return (
    <>
      <PageHead
        title={words.report(name)}
        above={<a href={allianceHref(allianceId, 'months')}>{words.back}</a>}
        lead={
          data && (
            <>
              <p>
                {words.figuresOf(writeDate(data.date))}
                {data.period && ` · ${words.period(text.month(data.period.from), text.month(data.period.to))}`}
              </p>
              <Deadline month={data} />
            </>
          )
        }
      >
        {data && <MonthActions alliance={alliance} month={data} outdated={overview.outdated} onDone={overview.retry} />}
      </PageHead>
      {problem && <ProblemPanel problem={problem} onRetry={overview.retry} />}
      {!data && !problem && <p class="loading">{text.loading}</p>}
      {data && <MonthWay status={data.status} />}
      {data && data.status !== 'sealed' && <MissingList month={data} />}
      {data && kinds.data && (
        <>
          <NarrativeList
            {...{ alliance, titles }}
            month={data}
            outdated={overview.outdated}
            kinds={kinds.data}
            onChanged={overview.retry}
          />
          <div class="sheets">
            <div class="stack">
              <ReportFiles
                alliance={alliance}
                kinds={kinds.data}
                file={`reports/${name}`}
                lead={words.files.lead(data.status === 'sealed')}
              />
              {data.seal && <SealVerification alliance={alliance} month={month} seal={data.seal} />}
            </div>
            <MonthHistory steps={data.steps} titles={titles} />
          </div>
          {data.status !== 'open' && <RestatementList restated={data.restated} units={units} />}
        </>
      )}
    </>
  );
}

function MissingList({ month }: { readonly month: MonthOverview }) {
  const words = text.months;
  const left = leftOf(month);
  return (
    <section class="sheet" aria-labelledby="missing-heading">
      <h2 id="missing-heading">{words.missingTitle}</h2>
      {left.length === 0 ? (
        <p class="muted">{words.nothingMissing}</p>
      ) : (
        <ul class="bulleted">
          {left.map((each) => (
            <li key={each.text}>{each.text}</li>
          ))}
        </ul>
      )}
    </section>
  );
}
