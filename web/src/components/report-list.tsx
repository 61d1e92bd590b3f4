// Reports: the measurement months, how far each report is, and its files to take away.
import { useEffect, useState } from 'preact/hooks';
import { ApiProblem, getReports, isAborted, reportUrl, type Alliance, type ReportMonth, type Reports } from '../api.js';
import { writeDate } from '../figure-text.js';
import { text } from '../text.js';
import { ProblemPanel } from './problem-panel.js';
import { StatusBadge } from './status-badge.js';

/** What people take away, in this order; machines ask for the others themselves. */
const FILES = ['pdf', 'docx', 'xlsx', 'ods', 'csv', 'zip'] as const;

interface Props {
  readonly alliance: Alliance;
  /** Position of the figures shown: with it, how far the reports are is asked anew. */
  readonly position: string;
}

export function ReportList({ alliance, position }: Props) {
  const { reports, problem, retry } = useReports(alliance, position);
  const words = text.reports;
  return (
    <section class="reports" aria-labelledby="reports-heading">
      <h2 id="reports-heading">
        {words.heading} {alliance.example && <span class="tag tag-example">{text.example.tag}</span>}
      </h2>
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      {reports?.months.length === 0 && <p class="muted">{words.none}</p>}
      {reports && (
        <ul>
          {reports.months.map((month) => (
            <Month key={month.month} alliance={alliance} month={month} formats={reports.formats} />
          ))}
        </ul>
      )}
    </section>
  );
}

interface MonthProps {
  readonly alliance: Alliance;
  readonly month: ReportMonth;
  readonly formats: readonly string[];
}

function Month({ alliance, month, formats }: MonthProps) {
  const words = text.reports;
  const name = text.month(month.month);
  return (
    <li>
      <p class="milestone-head">
        <b class="milestone-id">{name}</b>
        <StatusBadge status={month.status} word={words.status[month.status]} />
      </p>
      <p class="muted">{detailOf(month)}</p>
      <p class="report-files">
        {FILES.filter((format) => formats.includes(format)).map((format) => (
          <a key={format} href={reportUrl(alliance.allianceId, month.month, format)} download>
            {words.file[format]} <span class="sr-only">{words.ofMonth(name)}</span>
          </a>
        ))}
      </p>
      {month.missing.length > 0 && month.status !== 'sealed' && (
        <details>
          <summary>{words.missing(month.missing.length)}</summary>
          <ul class="missing">
            {month.missing.map(({ text: words }) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function detailOf({ date, status, deadline, daysLeft }: ReportMonth): string {
  const words = text.reports;
  return [
    words.until(writeDate(date)),
    ...(deadline === null || status === 'sealed' ? [] : [words.due(writeDate(deadline), daysLeft)]),
  ].join(' · ');
}

function useReports({ allianceId }: Alliance, position: string) {
  const [answer, setAnswer] = useState<{ reports?: Reports | undefined; problem?: ApiProblem | undefined }>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    getReports(allianceId, abort.signal).then(
      (reports) => setAnswer({ reports }),
      (error: unknown) => {
        if (isAborted(error)) return;
        if (!(error instanceof ApiProblem)) throw error;
        setAnswer(({ reports }) => ({ reports, problem: error }));
      },
    );
    return () => abort.abort();
  }, [allianceId, position, attempt]);
  return { ...answer, retry: () => setAttempt((before) => before + 1) };
}
