// Facts that are of no thing with a page of its own: the official registration, releases of the platform, reported values.
import './recording.css';
import { useEffect, useState } from 'preact/hooks';
import { pathOf, problemFrom, type Alliance, type ApiProblem, type IndicatorList } from '../api.js';
import { DataTable, type Column } from '../components/data-table.js';
import { EmptyState } from '../components/empty-state.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate } from '../figure-text.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { AmendDialog, type Amendment } from './amend-dialog.js';
import { factType } from './fact-types.js';
import { actionWords, fieldLabel, writeField } from './fact-words.js';
import { eventsOfType, type ListedEvent } from './recording.api.js';
import { recordHref } from './thing-list-page.js';

const TYPES = ['OfficialRegistrationPublished', 'PlatformReleased', 'ValueReported'] as const;
type OtherType = (typeof TYPES)[number];

export function OtherFactsPage({ alliance }: AlliancePageProps) {
  const { facts, problem, again } = useStanding(alliance);
  const [amending, setAmending] = useState<{ kind: Amendment; event: ListedEvent } | undefined>(undefined);
  const words = text.recording.other;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {problem && <ProblemPanel problem={problem} onRetry={again} />}
      {!facts && !problem && <p class="loading">{text.loading}</p>}
      {facts &&
        TYPES.map((type) => (
          <Section
            key={type}
            alliance={alliance}
            type={type}
            events={facts.filter((event) => typeOf(event) === type)}
            onAmend={(kind, event) => setAmending({ kind, event })}
          />
        ))}
      {amending && (
        <AmendDialog
          alliance={alliance}
          stream={amending.event.subject}
          kind={amending.kind}
          fact={{
            eventId: amending.event.id,
            type: typeOf(amending.event),
            data: amending.event.data,
            effectiveOn: dayOf(amending.event),
          }}
          onClose={() => setAmending(undefined)}
          onRecorded={again}
        />
      )}
    </>
  );
}

interface SectionProps {
  readonly alliance: Alliance;
  readonly type: OtherType;
  readonly events: readonly ListedEvent[];
  readonly onAmend: (kind: Amendment, event: ListedEvent) => void;
}

function Section({ alliance, type, events, onAmend }: SectionProps) {
  const words = text.recording.other;
  const { title, empty, teach } = {
    OfficialRegistrationPublished: {
      ...{ title: words.registration, empty: words.noRegistration, teach: words.teachRegistration },
    },
    PlatformReleased: { title: words.releases, empty: words.noRelease, teach: words.teachRelease },
    ValueReported: { title: words.measurements, empty: words.noMeasurement, teach: words.teachMeasurement },
  }[type];
  const canRecord = type !== 'OfficialRegistrationPublished' || events.length === 0;
  const record = (
    <a class="button" href={recordHref(alliance.allianceId, type)}>
      {actionWords(type)}
    </a>
  );
  return (
    <section class="panel" aria-labelledby={`heading-${type}`}>
      <div class="panel-head">
        <h2 id={`heading-${type}`}>{title}</h2>
        {canRecord && events.length > 0 && record}
      </div>
      <DataTable
        caption={title}
        columns={columnsOf(type, onAmend)}
        rows={events}
        rowKey={({ id }) => id}
        fileName={`${alliance.allianceId}-${factType(type)?.path ?? type}`}
        sortedBy={{ key: 'on', ascending: false }}
        empty={
          <EmptyState title={empty} explanation={teach}>
            {record}
          </EmptyState>
        }
      />
    </section>
  );
}

function columnsOf(type: OtherType, onAmend: SectionProps['onAmend']): readonly Column<ListedEvent>[] {
  const known = factType(type);
  const fields = (known?.fields ?? []).filter(({ name, kind }) => kind !== 'evidence' && name !== known?.on);
  const words = text.recording.thing;
  return [
    ...fields.map(({ name }): Column<ListedEvent> => ({
      key: name,
      header: fieldLabel(type, name),
      value: ({ data }) => (data[name] === undefined ? null : writeField(name, data[name])),
      cell: ({ data }) =>
        name === 'url' && typeof data[name] === 'string' ? (
          <a href={data[name]}>{data[name]}</a>
        ) : (
          writeField(name, data[name])
        ),
    })),
    {
      key: 'on',
      header: fieldLabel(type, known?.on ?? ''),
      value: (event) => dayOf(event) ?? null,
      cell: (event) => <span class="nowrap">{writeDate(dayOf(event) ?? '')}</span>,
    },
    {
      key: 'actions',
      header: words.next,
      value: () => null,
      cell: (event) => (
        <span class="row-actions">
          {(['correct', 'retract', 'evidence'] as const).map((kind) => {
            const label = { correct: words.correct, retract: words.retract, evidence: words.addEvidence }[kind];
            return (
              <button
                key={kind}
                type="button"
                class="quiet"
                aria-label={words.of(label, `${actionWords(type)} ${writeDate(dayOf(event) ?? '')}`)}
                onClick={() => onAmend(kind, event)}
              >
                {label}
              </button>
            );
          })}
        </span>
      ),
    },
  ];
}

const typeOf = ({ type }: ListedEvent): string => type.slice(type.lastIndexOf('.') + 1);

function dayOf(event: ListedEvent): string | undefined {
  const day = event.data[factType(typeOf(event))?.on ?? ''];
  return typeof day === 'string' ? day : undefined;
}

/** The events of these types that stand; asked again when the alliance's figures change. */
function useStanding({ allianceId }: Alliance) {
  const [state, setState] = useState<{ facts?: readonly ListedEvent[]; problem?: ApiProblem | undefined }>({});
  const [round, setRound] = useState(0);
  const figures = useAnswer<IndicatorList>(`${pathOf(allianceId)}/indicators`, { liveFor: allianceId });
  useEffect(() => {
    const abort = new AbortController();
    const load = async (): Promise<void> => {
      try {
        const lists = await Promise.all(
          [...TYPES, 'EventRetracted'].map((type) => eventsOfType(allianceId, type, abort.signal)),
        );
        const events = lists.flat();
        const gone = new Set(
          events.flatMap((event) => (typeOf(event) === 'EventRetracted' ? String(event.data['eventId']) : [])),
        );
        setState({ facts: events.filter((event) => typeOf(event) !== 'EventRetracted' && !gone.has(event.id)) });
      } catch (error) {
        const problem = problemFrom(error);
        if (problem) setState(({ facts }) => ({ ...(facts ? { facts } : {}), problem }));
      }
    };
    void load();
    return () => abort.abort();
  }, [allianceId, round, figures.data?.asOf]);
  return { ...state, again: () => setRound((count) => count + 1) };
}
