// The history of a framework: adoptions and revisions as recorded, the newest first; and those that came while one edited
// or sent.
import type { ComponentChildren } from 'preact';
import { actorOf } from '../actor.js';
import { getEvents, type Alliance, type ApiProblem } from '../api.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { writeDate, writeInstant, writeValue } from '../figure-text.js';
import { text } from '../text.js';
import { useAnswerOf } from '../use-answer.js';
import { whenInWords, type When } from './framework.model.js';

export interface FrameworkEvent {
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

/** All events of the framework's stream: the one at revision n stands at index n. */
export function useFrameworkEvents({ allianceId }: Alliance) {
  const stream = `framework-${allianceId}`;
  return useAnswerOf(stream, (asking) => getEvents<FrameworkEvent>(allianceId, { stream }, asking), {
    liveFor: allianceId,
  });
}

interface Props {
  readonly answer: ReturnType<typeof useFrameworkEvents>;
  /** Units of the indicators, by id. */
  readonly units: ReadonlyMap<string, string>;
}

export function RevisionHistory({ answer: { data: events = [], problem, retry }, units }: Props) {
  const words = text.administration.framework;
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
          <Entry key={event.id} event={event} units={units} isTakenBack={takenBack.has(event.id)} />
        ))}
      </ol>
    </section>
  );
}

interface NewsProps {
  readonly news: readonly FrameworkEvent[];
  readonly units: ReadonlyMap<string, string>;
  readonly children: ComponentChildren;
}

/** Two editors: what someone else has recorded meanwhile, above the form that keeps what was entered. */
export function FrameworkNews({ news, units, children }: NewsProps) {
  const words = text.administration.conflict;
  return (
    <div class="clash" role="alert">
      <p class="problem-heading">{words.title}</p>
      <p>{words.explanation}</p>
      <ol class="step-list">
        {news.map((event) => (
          <Entry key={event.id} event={event} units={units} isTakenBack={false} />
        ))}
      </ol>
      <p class="form-actions">{children}</p>
    </div>
  );
}

/** Why it isn't recorded. That something else was, when this was first sent and no answer came, is nobody's fault. */
export function NotRecorded({ problem }: { readonly problem: ApiProblem }) {
  if (problem.code !== 'id-reused') return <ProblemPanel problem={problem} />;
  return (
    <p class="problem" role="alert">
      {text.administration.conflict.already}
    </p>
  );
}

interface EntryProps {
  readonly event: FrameworkEvent;
  readonly units: ReadonlyMap<string, string>;
  readonly isTakenBack: boolean;
}

function Entry({ event, units, isTakenBack }: EntryProps) {
  return (
    <li>
      <p>
        <b>{sentence(event, units)}</b>
        {isTakenBack && <span class="tag">{text.administration.framework.takenBack}</span>}
      </p>
      <p class="muted">{details(event)}</p>
      {event.data.reason !== undefined && <blockquote>{event.data.reason}</blockquote>}
    </li>
  );
}

/** Whether an event may have changed what is promised of an indicator: its own revisions, and any other change. */
export function concerns({ data: { indicatorId } }: FrameworkEvent, id: string): boolean {
  return indicatorId === undefined || indicatorId === id;
}

function sentence({ type, data }: FrameworkEvent, units: ReadonlyMap<string, string>): string {
  const words = text.administration.framework.events;
  if (isOf(type, 'FrameworkAdopted')) return words.adopted(data.framework?.title ?? '');
  const { indicatorId, value } = data;
  if (indicatorId === undefined || value === undefined) return words.retracted;
  const written = writeValue(value, units.get(indicatorId) ?? 'number');
  return (isOf(type, 'BaselineRevised') ? words.baseline : words.target)(indicatorId, written, whenInWords(data));
}

function details(event: FrameworkEvent): string {
  const { data, recordedat } = event;
  const words = text.administration.framework;
  const on = data.adoptedOn ?? data.revisedOn;
  const who = actorOf(event) ?? words.unnamed;
  return [
    ...(on === undefined ? [] : [words.effective(writeDate(on))]),
    words.recorded(writeInstant(recordedat), who),
  ].join(' · ');
}

function isOf(type: string, name: string): boolean {
  return type.endsWith(`.${name}`);
}
