// One fact in full: what it says, its evidence, who recorded it and when, and everything else recorded about the same thing.
import { useEffect, useMemo, useState } from 'preact/hooks';
import { actorOf } from '../actor.js';
import { thingHref } from '../address.js';
import { problemFrom, type Alliance, type ApiProblem } from '../api.js';
import { Dialog } from '../components/dialog.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate, writeInstant } from '../figure-text.js';
import { useMemberNames } from '../recording/member-names.js';
import type { Party } from '../recording/recording.api.js';
import { text } from '../text.js';
import { factWords, fieldLabel, nameIn, shownFields, thingOf, writeField } from './fact-words.js';
import { evidenceOf, getHistory, type Evidence, type RecordedEvent, type StreamHistory } from './facts.api.js';
import './facts.css';

interface Props {
  readonly alliance: Alliance;
  readonly stream: string;
  readonly eventId: string;
  readonly onClose: () => void;
}

export function EventDialog({ alliance, stream, eventId, onClose }: Props) {
  const [shown, setShown] = useState(eventId);
  const { history, problem, retry } = useHistory(alliance.allianceId, stream);
  const names = useOrganisationNames(alliance, stream, history);
  const event = history?.events.find((one) => one.eventId === shown);
  const named = history?.events.map(({ data }) => nameIn(data)).find((name) => name !== undefined);
  return (
    <Dialog title={titleOf(event, named ?? thingOf(stream))} onClose={onClose}>
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      {!history && !problem && <p class="loading">{text.facts.loadingHistory}</p>}
      {history && event && (
        <>
          <EventData event={event} names={names} />
          <EvidenceList evidence={allEvidence(event, history)} />
          <ThingLink href={thingHref(alliance.allianceId, stream)} />
          <History history={history} shown={shown} onShow={setShown} />
        </>
      )}
    </Dialog>
  );
}

/** The page of the thing is where a fact is corrected, taken back, or given evidence. */
function ThingLink({ href }: { href: string | undefined }) {
  if (href === undefined) return null;
  return (
    <p class="event-part">
      <a href={href}>{text.facts.toThing}</a>
    </p>
  );
}

function titleOf(event: RecordedEvent | undefined, thing: string): string {
  return event ? `${factWords(event.type)}: ${thing}` : thing;
}

interface DataProps {
  readonly event: RecordedEvent;
  readonly names: ReadonlyMap<unknown, string>;
}

function EventData({ event, names }: DataProps) {
  const { type, data, recordedAt, source, position, corrects } = event;
  const actor = actorOf(event);
  return (
    <>
      <dl class="event-data">
        {shownFields(type, data).map(([field, value]) => (
          <div key={field}>
            <dt>{fieldLabel(type, field)}</dt>
            <dd>
              <FieldValue field={field} value={value} names={names} />
            </dd>
          </div>
        ))}
      </dl>
      <p class="muted">
        {[
          text.facts.recorded(writeInstant(recordedAt)),
          ...(actor === undefined ? [] : [text.facts.by(actor)]),
          ...(source === undefined ? [] : [text.facts.from(source)]),
          text.facts.position(position),
        ].join(' · ')}
      </p>
      {corrects !== undefined && <p class="muted">{text.facts.corrects}</p>}
      {type === 'SurveyAnswered' && <p class="muted">{text.facts.respondents}</p>}
    </>
  );
}

interface FieldProps {
  readonly field: string;
  readonly value: unknown;
  readonly names: ReadonlyMap<unknown, string>;
}

function FieldValue({ field, value, names }: FieldProps) {
  if (field === 'url' && typeof value === 'string') return <OutsideLink url={value} />;
  const name = /^(partyId|byPartyId|memberId)$/.test(field) ? names.get(value) : undefined;
  if (name === undefined) return <>{writeField(field, value)}</>;
  return (
    <>
      {name} <small class="muted">{writeField(field, value)}</small>
    </>
  );
}

/** The organisations that facts name by their ids: the parties of an MoU as its proposal has them, members of a group. */
function useOrganisationNames(alliance: Alliance, stream: string, history: StreamHistory | undefined) {
  const members = useMemberNames(alliance, stream.split('-', 1)[0] ?? '');
  return useMemo(() => {
    const parties = (history?.events ?? []).flatMap(({ data }) => (data['parties'] ?? []) as readonly Party[]);
    return new Map<unknown, string>([...members, ...parties.map(({ partyId, name }) => [partyId, name] as const)]);
  }, [members, history]);
}

function EvidenceList({ evidence }: { evidence: readonly Evidence[] }) {
  return (
    <section class="event-part">
      <h3>{text.facts.evidence}</h3>
      {evidence.length === 0 && <p class="muted">{text.facts.noEvidence}</p>}
      <ul class="plain-list">
        {evidence.map(({ title, url, sha256 }) => (
          <li key={`${title} ${url ?? ''}`}>
            {url === undefined ? title : <OutsideLink url={url} label={title} />}
            {sha256 !== undefined && <small class="checksum">{text.facts.checksum(sha256)}</small>}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface HistoryProps {
  readonly history: StreamHistory;
  readonly shown: string;
  readonly onShow: (eventId: string) => void;
}

function History({ history, shown, onShow }: HistoryProps) {
  return (
    <section class="event-part">
      <h3>{text.facts.history}</h3>
      <ol class="event-history">
        {history.events.map((event) => {
          const fate = fateOf(event, history);
          return (
            <li key={event.eventId} class={fate === undefined ? '' : 'is-gone'}>
              <button
                type="button"
                class="quiet"
                aria-current={event.eventId === shown ? 'true' : undefined}
                onClick={() => onShow(event.eventId)}
              >
                {factWords(event.type)}
              </button>{' '}
              <span class="muted">
                {[effectiveDay(event), text.facts.recorded(writeInstant(event.recordedAt))].filter(Boolean).join(' · ')}
              </span>
              {fate !== undefined && <p>{fate}</p>}
            </li>
          );
        })}
      </ol>
    </section>
  );
}

/** What became of an event since it was recorded, in words. */
function fateOf({ eventId }: RecordedEvent, { events }: StreamHistory): string | undefined {
  const retraction = events.find(({ type, data }) => type === 'EventRetracted' && data['eventId'] === eventId);
  if (!retraction) return undefined;
  const reason = writeField('reason', retraction.data['reason']);
  const isCorrected = events.some(({ corrects }) => corrects === eventId);
  return isCorrected ? text.facts.corrected(reason) : text.facts.retracted(reason);
}

/** The day on which it happened: the one field that ends in "On". */
function effectiveDay({ data }: RecordedEvent): string | undefined {
  const [, day] = Object.entries(data).find(([field]) => /[a-z]On$/.test(field) && field !== 'expiresOn') ?? [];
  return typeof day === 'string' ? writeDate(day) : undefined;
}

/** That of the event itself, and what was added to it later. */
function allEvidence(event: RecordedEvent, { events }: StreamHistory): readonly Evidence[] {
  const gone = new Set(events.filter(({ type }) => type === 'EventRetracted').map(({ data }) => data['eventId']));
  const added = events.filter(
    ({ type, data, eventId }) => type === 'EvidenceAdded' && data['eventId'] === event.eventId && !gone.has(eventId),
  );
  return [event, ...added].flatMap(evidenceOf);
}

/** Only addresses of the web are followed: the log may hold any text. */
function OutsideLink({ url, label = url }: { url: string; label?: string }) {
  if (!/^https?:\/\//i.test(url)) return <>{label}</>;
  return (
    <a href={url} target="_blank" rel="noreferrer noopener">
      {label}
    </a>
  );
}

function useHistory(allianceId: string, stream: string) {
  const [state, setState] = useState<{ history?: StreamHistory; problem?: ApiProblem | undefined }>({});
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    getHistory(allianceId, stream, { signal: abort.signal }).then(
      (history) => setState({ history }),
      (error: unknown) => {
        const problem = problemFrom(error);
        if (problem) setState({ problem });
      },
    );
    return () => abort.abort();
  }, [allianceId, stream, attempt]);
  return { ...state, retry: () => setAttempt((count) => count + 1) };
}
