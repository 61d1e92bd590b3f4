// Facts that are of no thing with a page of its own: the official registration, releases of the platform, reported values.
import './recording.css';
import { useMemo, useState } from 'preact/hooks';
import type { Alliance } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { DataTable, type Column } from '../components/data-table.js';
import { EmptyState } from '../components/empty-state.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { factWords, fieldLabel, writeField } from '../facts/fact-words.js';
import { writeDate } from '../figure-text.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswerOf } from '../use-answer.js';
import { AmendDialog, type Amendment } from './amend-dialog.js';
import { EvidenceList } from './fact-history.js';
import { factType } from './fact-types.js';
import { actionWords } from './form-words.js';
import { standingWithEvidence, typeOf, type Document, type ListedEvent } from './recording.api.js';
import { recordHref } from './thing-list-page.js';

const TYPES = ['OfficialRegistrationPublished', 'PlatformReleased', 'ValueReported'] as const;
type OtherType = (typeof TYPES)[number];

export function OtherFactsPage({ alliance }: AlliancePageProps) {
  const { allianceId } = alliance;
  const {
    data: facts,
    problem,
    outdated,
    retry,
  } = useAnswerOf(allianceId, (asking) => standingWithEvidence(allianceId, TYPES, asking), {
    liveFor: allianceId,
  });
  const [amending, setAmending] = useState<{ kind: Amendment; event: ListedEvent } | undefined>(undefined);
  const evidenceOf = useMemo(() => evidenceIn(facts ?? []), [facts]);
  const words = text.recording.other;
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      {!facts && !problem && <p class="loading">{text.loading}</p>}
      {facts &&
        TYPES.map((type) => (
          <Section
            key={type}
            alliance={alliance}
            type={type}
            events={facts.filter((event) => typeOf(event) === type)}
            evidenceOf={evidenceOf}
            outdated={outdated}
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
          onRecorded={retry}
        />
      )}
    </>
  );
}

interface SectionProps {
  readonly alliance: Alliance;
  readonly type: OtherType;
  readonly events: readonly ListedEvent[];
  readonly evidenceOf: (event: ListedEvent) => readonly Document[];
  /** Something was recorded here since `events` were asked for. */
  readonly outdated: boolean;
  readonly onAmend: (kind: Amendment, event: ListedEvent) => void;
}

function Section({ alliance, type, events, ...amendments }: SectionProps) {
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
        columns={columnsOf(type, amendments)}
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

function columnsOf(
  type: OtherType,
  { evidenceOf, outdated, onAmend }: Pick<SectionProps, 'evidenceOf' | 'outdated' | 'onAmend'>,
): readonly Column<ListedEvent>[] {
  const known = factType(type);
  const fields = (known?.fields ?? []).filter(({ name, kind }) => kind !== 'evidence' && name !== known?.on);
  const words = text.recording.thing;
  return [
    ...fields.map(({ name }): Column<ListedEvent> => ({
      key: name,
      header: fieldLabel(type, name),
      // A number is sorted and handed on as one: written out, it is one of the reader's language alone.
      value: ({ data: { [name]: given } }) =>
        given === undefined ? null : typeof given === 'number' ? given : writeField(name, given),
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
      key: 'evidence',
      header: words.evidence,
      value: (event) =>
        evidenceOf(event)
          .map(({ title }) => title)
          .join(', ') || null,
      cell: (event) => <EvidenceList evidence={evidenceOf(event)} />,
    },
    {
      key: 'actions',
      header: words.next,
      cell: (event) => (
        <span class="row-actions">
          {(['correct', 'retract', 'evidence'] as const).map((kind) => {
            const label = { correct: words.correct, retract: words.retract, evidence: words.addEvidence }[kind];
            return (
              <ActButton
                key={kind}
                class="quiet"
                label={words.of(label, `${factWords(type)}, ${writeDate(dayOf(event) ?? '')}`)}
                off={outdated}
                onAct={() => onAmend(kind, event)}
              >
                {label}
              </ActButton>
            );
          })}
        </span>
      ),
    },
  ];
}

/** The evidence of each fact: its own, and what was added to it later. Gone through once, for there may be thousands. */
function evidenceIn(facts: readonly ListedEvent[]): SectionProps['evidenceOf'] {
  const added = new Map<string, Document[]>();
  for (const fact of facts.filter((each) => typeOf(each) === 'EvidenceAdded')) {
    const of = keyOf(fact.subject, fact.data['eventId']);
    added.set(of, [...(added.get(of) ?? []), ...documentsIn(fact)]);
  }
  return (event) => [...documentsIn(event), ...(added.get(keyOf(event.subject, event.id)) ?? [])];
}

const keyOf = (stream: string, eventId: unknown): string => `${stream} ${String(eventId)}`;

const documentsIn = ({ data: { evidence = [] } }: ListedEvent): readonly Document[] => evidence as readonly Document[];

function dayOf(event: ListedEvent): string | undefined {
  const day = event.data[factType(typeOf(event))?.on ?? ''];
  return typeof day === 'string' ? day : undefined;
}
