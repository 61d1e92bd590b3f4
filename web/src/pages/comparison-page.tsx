// What changed between two points, and why: chosen in the address, shown here, taken away as a file.
import { allianceHref, useQueryState } from '../address.js';
import { pathOf } from '../api.js';
import { Field } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import '../months/months.css';
import { monthsPath, type MonthList, type MonthOverview, type ReportKinds } from '../months/months.model.js';
import { ReportFiles } from '../months/report-files.js';
import { ReportSections, type ReportSection } from '../months/report-sections.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { NoMonthYet } from './months-page.js';

const KNOWN = ['now', 'submitted', 'sealed'] as const;
type Known = (typeof KNOWN)[number];

export function ComparisonPage({ alliance }: AlliancePageProps) {
  const { allianceId } = alliance;
  const words = text.months.comparison;
  const [query, change] = useQueryState();
  const list = useAnswer<MonthList>(monthsPath(allianceId), { liveFor: allianceId });
  const kinds = useAnswer<ReportKinds>(`${pathOf(allianceId)}/reports`);
  const months = list.data?.months ?? [];
  const from = query['from'] || defaultFrom(months);
  const to = query['to'] || defaultTo(months);
  const asked = from !== undefined && to !== undefined ? `from=${from}&to=${to}` : undefined;
  const comparison = useAnswer<{ readonly title: string; readonly sections: readonly ReportSection[] }>(
    asked && `${pathOf(allianceId)}/comparison.json?${asked}&language=${text.language}&audience=internal`,
    { liveFor: allianceId },
  );
  const hasNoMonth = list.data !== undefined && asked === undefined;
  const problem = list.problem ?? kinds.problem ?? comparison.problem;
  return (
    <>
      <PageHead
        title={words.title}
        lead={words.lead}
        above={<a href={allianceHref(allianceId, 'months')}>{text.months.back}</a>}
      />
      {/* What a point stands for where it isn't said is known with the months. */}
      {list.data && from !== undefined && to !== undefined && (
        <div class="sheet points">
          <PointChoice name={words.from} point={from} months={months} onPoint={(point) => change({ from: point })} />
          <PointChoice name={words.to} point={to} months={months} onPoint={(point) => change({ to: point })} />
        </div>
      )}
      {problem && <ProblemPanel problem={problem} onRetry={comparison.retry} />}
      {hasNoMonth && <NoMonthYet alliance={alliance} />}
      {/* There from the first, so that what it is filled with is heard, also when other points are chosen. */}
      <div role="status">
        {!problem && !comparison.data && !hasNoMonth && <p class="loading">{words.comparing}</p>}
        {comparison.data && (
          <p>
            {comparison.data.title}. <span class="muted">{words.order}</span>
          </p>
        )}
      </div>
      {comparison.data && <ReportSections sections={comparison.data.sections} />}
      {comparison.data && kinds.data && (
        <ReportFiles
          alliance={alliance}
          kinds={kinds.data}
          file="comparison"
          query={asked}
          formats={kinds.data.formats.filter((format) => format !== 'zip')}
        />
      )}
    </>
  );
}

interface PointChoiceProps {
  readonly name: string;
  readonly point: string;
  readonly months: readonly MonthOverview[];
  readonly onPoint: (point: string) => void;
}

function PointChoice({ name, point, months, onPoint }: PointChoiceProps) {
  const words = text.months.comparison;
  const [month = '', named] = point.split('@');
  const overview = months.find((each) => text.month(each.month) === month);
  // Where it isn't said, a sealed report is what it was when it was sealed.
  const known = named ?? (overview?.seal ? 'sealed' : 'now');
  return (
    <div class="field-pairs">
      <Field label={words.month(name)} required>
        {(ids) => (
          <select {...ids} value={month} onChange={({ currentTarget }) => onPoint(`${currentTarget.value}@now`)}>
            {[...new Set([...months.map((each) => text.month(each.month)), month])].map((each) => (
              <option key={each} value={each}>
                {each}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={words.known(name)} required>
        {(ids) => (
          <select {...ids} value={known} onChange={({ currentTarget }) => onPoint(`${month}@${currentTarget.value}`)}>
            {KNOWN.filter((each) => each === known || isPossible(each, overview)).map((each) => (
              <option key={each} value={each}>
                {words.knowns[each]}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}

/** A report that was returned was submitted all the same. */
function isPossible(known: Known, month: MonthOverview | undefined): boolean {
  if (known === 'now') return true;
  if (known === 'sealed') return Boolean(month?.seal);
  return month?.steps.some(({ type }) => type === 'ReportSubmitted') ?? false;
}

/** The newest month that was handed in, as it was; else the first. */
function defaultFrom(months: readonly MonthOverview[]): string | undefined {
  const handedIn = months.findLast((month) => isPossible('submitted', month));
  if (handedIn) return `${text.month(handedIn.month)}@${handedIn.seal ? 'sealed' : 'submitted'}`;
  const [first] = months;
  return first && `${text.month(first.month)}@now`;
}

/** The month after it, else the same, as known now. */
function defaultTo(months: readonly MonthOverview[]): string | undefined {
  const handedIn = months.findLastIndex((month) => isPossible('submitted', month));
  const month = months[handedIn + 1] ?? months[handedIn];
  return month && `${text.month(month.month)}@now`;
}
