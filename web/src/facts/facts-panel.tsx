// The facts that make a figure, each opening in full.
import { useMemo, useState } from 'preact/hooks';
import type { Alliance, Indicator, Moment } from '../api.js';
import { DataTable, type Column } from '../components/data-table.js';
import { EmptyState } from '../components/empty-state.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate, writeValue } from '../figure-text.js';
import { standingEvents } from '../recording/recording.api.js';
import { text } from '../text.js';
import { useAnswer, useAnswerOf } from '../use-answer.js';
import { EventDialog } from './event-dialog.js';
import { FactButton } from './fact-button.js';
import { factWords, fieldLabel, nameIn, shownFields, thingOf, writeField } from './fact-words.js';
import { evidenceOf, factsPath, type Fact, type FactsAnswer } from './facts.api.js';
import { useThingTitles } from './thing-titles.js';

interface Props {
  readonly alliance: Alliance;
  readonly indicator: Indicator;
  readonly moment: Moment;
}

const FIRST = 10;
const NO_FACTS: readonly Fact[] = [];

/** Shown in columns of their own, or said by the thing's name. */
const SAID_ELSEWHERE = /^(name|title|url|.*Id|.*On)$/;

export function FactsPanel({ alliance, indicator, moment }: Props) {
  const { allianceId } = alliance;
  const [open, setOpen] = useState<Fact | undefined>(undefined);
  const answer = useAnswer<FactsAnswer>(factsPath(allianceId, indicator.id), {
    ...moment,
    liveFor: moment.asOf === undefined ? allianceId : undefined,
    keepPrevious: true,
  });
  const facts = answer.data?.facts ?? NO_FACTS;
  const names = useThingTitles(alliance, facts, moment);
  const added = useAddedEvidence(alliance, answer.data);
  // Thousands of facts are sorted anew only where something has changed.
  const columns = useMemo(() => columnsOf(facts, names, added, setOpen), [facts, names, added]);
  const figure = indicator.value === null ? text.indicators.noData : writeValue(indicator.value, indicator.unit);
  return (
    <section class="panel facts-panel" id="facts" aria-labelledby="facts-heading">
      <h2 id="facts-heading">{text.facts.heading}</h2>
      {answer.problem && <ProblemPanel problem={answer.problem} onRetry={answer.retry} />}
      {answer.data && facts.length > 0 && <p class="muted">{text.facts.lead(figure, facts.length)}</p>}
      {facts.some(({ type }) => type === 'SurveyAnswered') && <p class="muted">{text.facts.respondents}</p>}
      {answer.data && (
        <DataTable
          caption={text.facts.heading}
          fileName={`${allianceId}-${indicator.id}-facts`}
          rows={facts}
          rowKey={({ stream, eventId }) => `${stream} ${eventId}`}
          empty={<EmptyState title={text.facts.none} explanation={text.facts.noneMeaning} />}
          sortedBy={{ key: 'on', ascending: false }}
          first={FIRST}
          columns={columns}
        />
      )}
      {open && (
        <EventDialog
          alliance={alliance}
          stream={open.stream}
          eventId={open.eventId}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  );
}

function columnsOf(
  facts: readonly Fact[],
  names: ReadonlyMap<string, string>,
  added: ReadonlyMap<string, number>,
  onOpen: (fact: Fact) => void,
): readonly Column<Fact>[] {
  const words = text.facts.columns;
  const thing = (fact: Fact): string => nameIn(fact.data) ?? names.get(fact.stream) ?? thingOf(fact.stream);
  return [
    {
      key: 'thing',
      header: words.thing,
      value: thing,
      cell: (fact) => (
        <FactButton shown={thing(fact)} opens={`${factWords(fact.type)}, ${thing(fact)}`} onOpen={() => onOpen(fact)} />
      ),
    },
    { key: 'type', header: words.type, value: ({ type }) => factWords(type) },
    {
      key: 'on',
      header: words.on,
      value: ({ effectiveOn }) => effectiveOn,
      cell: ({ effectiveOn }) => <span class="nowrap">{writeDate(effectiveOn)}</span>,
    },
    ...(facts.some((fact) => detailOf(fact) !== '')
      ? [{ key: 'detail', header: words.detail, value: detailOf, wide: true }]
      : []),
    {
      key: 'evidence',
      header: words.evidence,
      numeric: true,
      value: (fact) => evidenceOf(fact).length + (added.get(`${fact.stream} ${fact.eventId}`) ?? 0),
    },
  ];
}

function detailOf({ type, data }: Fact): string {
  return shownFields(type, data)
    .filter(([field]) => !SAID_ELSEWHERE.test(field))
    .map(([field, value]) => `${fieldLabel(type, field)}: ${writeField(field, value)}`)
    .join('; ');
}

/** How many documents were added to each fact since, by stream and event. */
function useAddedEvidence({ allianceId }: Alliance, answer: FactsAnswer | undefined): ReadonlyMap<string, number> {
  const isAsked = answer !== undefined && answer.facts.length > 0;
  const { data } = useAnswerOf(
    isAsked ? `evidence of ${allianceId}` : undefined,
    (asking) => standingEvents(allianceId, ['EvidenceAdded'], asking),
    { liveFor: allianceId },
  );
  return useMemo(() => {
    const counts = new Map<string, number>();
    const known = (data ?? []).filter(({ position }) => BigInt(position) <= BigInt(answer?.asOf ?? '0'));
    for (const { subject, data: added } of known) {
      const key = `${subject} ${String(added['eventId'])}`;
      counts.set(key, (counts.get(key) ?? 0) + evidenceOf({ data: added }).length);
    }
    return counts;
  }, [data, answer?.asOf]);
}
