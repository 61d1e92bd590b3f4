// The history of a framework: adoptions and revisions as recorded, the newest first.
import { pathOf, type Alliance } from '../api.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate, writeInstant, writeValue } from '../figure-text.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { writtenWhen, type When } from './framework.model.js';

const MOST = 1_000;

interface RecordedEvent {
  readonly id: string;
  readonly type: string;
  readonly recordedat: string;
  readonly actor?: string;
  readonly data: When & {
    readonly adoptedOn?: string;
    readonly revisedOn?: string;
    readonly framework?: { readonly title: string };
    readonly indicatorId?: string;
    readonly value?: number | boolean;
    readonly reason?: string;
    readonly eventId?: string;
  };
}

interface Props {
  readonly alliance: Alliance;
  /** Units of the indicators, by id. */
  readonly units: ReadonlyMap<string, string>;
}

export function RevisionHistory({ alliance: { allianceId }, units }: Props) {
  const words = text.administration.framework;
  const { data, problem, retry } = useAnswer<{ readonly events: readonly RecordedEvent[] }>(
    `${pathOf(allianceId)}/events?stream=framework-${allianceId}&limit=${MOST}`,
    { liveFor: allianceId },
  );
  const events = data?.events ?? [];
  const takenBack = new Set(
    events.flatMap(({ type, data: { eventId } }) => (isOf(type, 'EventRetracted') ? eventId : [])),
  );
  return (
    <section class="sheet" aria-labelledby="revisions-heading">
      <div>
        <h2 id="revisions-heading">{words.history}</h2>
        <p class="muted">{words.historyLead}</p>
      </div>
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      <ol class="step-list" reversed>
        {events.toReversed().map((event) => (
          <li key={event.id}>
            <p>
              <b>{sentence(event, units)}</b>
              {takenBack.has(event.id) && <span class="tag">{words.takenBack}</span>}
            </p>
            <p class="muted">{details(event)}</p>
            {event.data.reason !== undefined && <blockquote>{event.data.reason}</blockquote>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function sentence({ type, data }: RecordedEvent, units: ReadonlyMap<string, string>): string {
  const words = text.administration.framework.events;
  if (isOf(type, 'FrameworkAdopted')) return words.adopted(data.framework?.title ?? '');
  const { indicatorId, value } = data;
  if (indicatorId === undefined || value === undefined) return words.retracted;
  const written = writeValue(value, units.get(indicatorId) ?? 'number');
  return (isOf(type, 'BaselineRevised') ? words.baseline : words.target)(indicatorId, written, writtenWhen(data));
}

function details({ data, recordedat, actor }: RecordedEvent): string {
  const words = text.administration.framework;
  const on = data.adoptedOn ?? data.revisedOn;
  const who = actor === undefined || actor === 'unverified' ? words.unnamed : actor;
  return [
    ...(on === undefined ? [] : [words.effective(writeDate(on))]),
    words.recorded(writeInstant(recordedat), who),
  ].join(' · ');
}

function isOf(type: string, name: string): boolean {
  return type.endsWith(`.${name}`);
}
