// Two moments of one figure beside each other: what came, what went, and why.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { useQueryState } from '../address.js';
import type { Alliance, IndicatorDetail, Moment } from '../api.js';
import { DataTable } from '../components/data-table.js';
import { DateField, SelectField } from '../components/form-fields.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate, writeValue } from '../figure-text.js';
import { dateIn, endOfDay, monthOf, todayIn } from '../project-months.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { EventDialog } from './event-dialog.js';
import { FactButton } from './fact-button.js';
import { compareFacts, type Came, type ComparedMoment, type Went } from './fact-comparison.js';
import { factWords, nameIn, thingOf } from './fact-words.js';
import { factsPath, getHistory, type Fact, type FactsAnswer, type StreamHistory } from './facts.api.js';
import { useThingTitles } from './thing-titles.js';

const FIRST = 10;
/** Beyond this many, only the first are asked for their reasons. */
const EXPLAINED = 30;

interface Props {
  readonly alliance: Alliance;
  readonly detail: IndicatorDetail;
  readonly moment: Moment;
}

export function ComparisonPanel({ alliance, detail, moment }: Props) {
  const { allianceId, startsOn, timeZone } = alliance;
  const [{ with: otherAt, withAsOf: otherAsOf }, change] = useQueryState();
  const path = factsPath(allianceId, detail.id);
  const isAsked = otherAt !== undefined || otherAsOf !== undefined;
  const before = useAnswer<FactsAnswer>(isAsked ? path : undefined, {
    at: otherAt === 'today' ? undefined : (otherAt ?? moment.at),
    asOf: otherAsOf,
    liveFor: allianceId,
    keepPrevious: true,
  });
  const after = useAnswer<FactsAnswer>(isAsked ? path : undefined, {
    ...moment,
    liveFor: allianceId,
    keepPrevious: true,
  });
  /** What stands in the field as long as its year isn't whole: drawn anew meanwhile, the field would be emptied. */
  const [typed, setTyped] = useState<string | undefined>(undefined);
  const today = todayIn(timeZone);
  const months = Array.from({ length: Math.max(0, monthOf(startsOn, today)) }, (_, month) =>
    text.month(month),
  ).reverse();
  const problem = before.problem ?? after.problem;
  return (
    <section class="panel comparison" id="comparison" aria-labelledby="comparison-heading">
      <h2 id="comparison-heading">{text.comparison.heading}</h2>
      <p class="muted">{text.comparison.lead}</p>
      <div class="comparison-fields">
        <SelectField
          label={text.comparison.at}
          value={otherAt ?? ''}
          onValue={(value) => change({ with: value })}
          options={[
            { value: 'today', label: text.comparison.today },
            ...months.map((month) => ({ value: month, label: month })),
          ]}
        />
        <DateField
          label={text.comparison.asOf}
          hint={text.comparison.asOfHint}
          value={typed ?? (otherAsOf?.includes('T') ? dateIn(timeZone, otherAsOf) : '')}
          max={today}
          onValue={(value) => {
            setTyped(isBeingTyped(value) ? value : undefined);
            if (!isBeingTyped(value)) change({ withAsOf: instantOf(value, today, timeZone) });
          }}
        />
      </div>
      {!isAsked && <p class="muted">{text.comparison.choose}</p>}
      {problem && <ProblemPanel problem={problem} onRetry={before.problem ? before.retry : after.retry} />}
      {before.data && after.data && (
        <Result alliance={alliance} detail={detail} before={before.data} after={after.data} moment={moment} />
      )}
    </section>
  );
}

/** Of a year such as 2024, the first keys make the year 2, 20 and 202. */
function isBeingTyped(date: string): boolean {
  return date !== '' && date < '1000';
}

/** The end of a day; of today: everything so far, since the future can't be asked for. */
function instantOf(date: string, today: string, timeZone: string): string | undefined {
  return date === '' || date >= today ? undefined : endOfDay(date, timeZone);
}

interface ResultProps {
  readonly alliance: Alliance;
  readonly detail: IndicatorDetail;
  readonly before: FactsAnswer;
  readonly after: FactsAnswer;
  readonly moment: Moment;
}

function Result({ alliance, detail, before, after, moment }: ResultProps) {
  const [open, setOpen] = useState<Fact | undefined>(undefined);
  const histories = useHistories(alliance, before, after);
  const { came, went } = compareFacts(before, after, histories);
  const changed = useMemo(() => [...came, ...went].map(({ fact }) => fact), [before, after]);
  const titles = useThingTitles(alliance, changed, moment);
  // What was taken back stands in no list any more, but its history names it.
  const nameOf = ({ stream, data }: Fact): string =>
    nameIn(data) ??
    titles.get(stream) ??
    histories
      .get(stream)
      ?.events.map((event) => nameIn(event.data))
      .find((name) => name !== undefined) ??
    thingOf(stream);
  const write = ({ value }: FactsAnswer): string =>
    value === null ? text.indicators.noData : writeValue(value, detail.unit);
  return (
    <>
      <p class="comparison-result">{text.comparison.result(write(before), write(after))}</p>
      {came.length + went.length === 0 && <p>{text.comparison.same}</p>}
      <Difference
        heading={text.comparison.came(came.length)}
        name="came"
        detail={detail}
        rows={came}
        nameOf={nameOf}
        onOpen={setOpen}
      />
      <Difference
        heading={text.comparison.went(went.length)}
        name="went"
        detail={detail}
        rows={went}
        nameOf={nameOf}
        onOpen={setOpen}
      />
      {open && (
        <EventDialog
          alliance={alliance}
          stream={open.stream}
          eventId={open.eventId}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

interface DifferenceProps {
  readonly heading: string;
  readonly name: string;
  readonly detail: IndicatorDetail;
  readonly rows: readonly (Came | Went)[];
  readonly nameOf: (fact: Fact) => string;
  readonly onOpen: (fact: Fact) => void;
}

function Difference({ heading, name, detail, rows, nameOf, onOpen }: DifferenceProps) {
  const { columns } = text.comparison;
  const label = ({ fact }: Came | Went): string => `${factWords(fact.type)}: ${nameOf(fact)}`;
  if (rows.length === 0) return null;
  return (
    <section class="event-part">
      <h3>{heading}</h3>
      <DataTable
        caption={heading}
        fileName={`${detail.alliance}-${detail.id}-${name}`}
        rows={rows}
        rowKey={({ fact }) => `${fact.stream} ${fact.eventId}`}
        empty={null}
        first={FIRST}
        columns={[
          {
            key: 'fact',
            header: columns.fact,
            value: label,
            cell: (row) => <FactButton shown={label(row)} opens={label(row)} onOpen={() => onOpen(row.fact)} />,
          },
          {
            key: 'on',
            header: columns.on,
            value: ({ fact }) => fact.effectiveOn,
            cell: ({ fact }) => <span class="nowrap">{writeDate(fact.effectiveOn)}</span>,
          },
          { key: 'why', header: columns.why, value: whyInWords, wide: true },
        ]}
      />
    </section>
  );
}

function whyInWords(row: Came | Went): string {
  const why = text.comparison.why[row.why];
  return 'reason' in row && row.reason !== undefined ? `${why}: ${row.reason}` : why;
}

/** The streams whose facts went: what was recorded in them tells why. */
function useHistories(
  { allianceId }: Alliance,
  before: ComparedMoment,
  after: ComparedMoment,
): ReadonlyMap<string, StreamHistory> {
  const [histories, setHistories] = useState<ReadonlyMap<string, StreamHistory>>(new Map());
  const streams = compareFacts(before, after)
    .went.slice(0, EXPLAINED)
    .map(({ fact }) => fact.stream);
  useEffect(() => {
    if (streams.length === 0) return undefined;
    const abort = new AbortController();
    const { signal } = abort;
    Promise.all(streams.map((stream) => getHistory(allianceId, stream, { signal }))).then(
      (found) => setHistories(new Map(found.map((history) => [history.stream, history]))),
      // The difference stands without its reasons.
      () => undefined,
    );
    return () => abort.abort();
  }, [streams.join(' ')]);
  return histories;
}
