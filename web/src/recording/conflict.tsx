// Two editors: what someone else recorded since this form was opened, beside the form that keeps what was entered.
import { useEffect, useRef } from 'preact/hooks';
import { actorOf } from '../actor.js';
import { factWords, fieldLabel, writeField } from '../facts/fact-words.js';
import { writeDate } from '../figure-text.js';
import { text } from '../text.js';
import type { FactType } from './fact-types.js';
import type { RecordedFact, Thing } from './recording.api.js';

interface Props {
  readonly thing: Thing;
  /** The revision that the editor had seen. */
  readonly since: string;
  readonly type: FactType;
  /** The fact that the form corrects, as it was first recorded; undefined where it records a new one. */
  readonly corrected: string | undefined;
  readonly mine: Readonly<Record<string, unknown>>;
  /** It was sent on top of what was seen, and refused. */
  readonly isRefused: boolean;
  readonly onSeen: () => void;
  readonly onDrop: () => void;
}

export function Conflict({ thing, since, type, corrected, mine, isRefused, onSeen, onDrop }: Props) {
  const words = text.recording.form;
  const box = useRef<HTMLDivElement>(null);
  // Whoever is still typing keeps the focus.
  useEffect(() => {
    if (isRefused) box.current?.focus();
  }, [isRefused]);
  const news = thing.history.filter(({ revision }) => BigInt(revision) > BigInt(since));
  const [was, theirs] =
    corrected === undefined
      ? []
      : [standingFor(thing.history, corrected, since), standingFor(thing.history, corrected)];
  const isCorrected = was !== undefined && theirs !== undefined && was.eventId !== theirs.eventId;
  return (
    <div ref={box} class="problem conflict" role="alert" tabIndex={-1}>
      <div>
        <p class="problem-heading">{words.conflict}</p>
        <p>{isCorrected ? words.conflictSame : words.conflictDetail}</p>
        <p>{words.conflictNews}</p>
        <ul>
          {news.map((fact) => (
            <li key={fact.eventId}>{inWords(fact)}</li>
          ))}
        </ul>
        {isCorrected && <Versions type={type} versions={[was.data, theirs.data, mine]} />}
      </div>
      <p class="form-actions">
        <button type="button" onClick={onSeen}>
          {words.onTop}
        </button>
        {isCorrected && (
          <button type="button" class="secondary" onClick={onDrop}>
            {words.keepTheirs}
          </button>
        )}
      </p>
    </div>
  );
}

interface VersionsProps {
  readonly type: FactType;
  readonly versions: readonly Readonly<Record<string, unknown>>[];
}

/** The fields in which the fact as it was, theirs and mine differ. */
function Versions({ type, versions }: VersionsProps) {
  const words = text.recording.form;
  const fields = type.fields
    .map(({ name }) => name)
    .filter((name) => new Set(versions.map((version) => JSON.stringify(version[name]))).size > 1);
  return (
    <div class="table-frame" role="region" tabIndex={0} aria-label={words.versions}>
      <table>
        <thead>
          <tr>
            <td />
            {[words.was, words.theirs, words.mine].map((whose) => (
              <th key={whose} scope="col">
                {whose}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields.map((name) => (
            <tr key={name}>
              <th scope="row">{fieldLabel(type.type, name)}</th>
              {versions.map((version, i) => (
                <td key={i}>{writeField(name, version[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** What happened, when, with what, and who says so. */
function inWords(fact: RecordedFact): string {
  const { type, effectiveOn, data, corrects } = fact;
  const actor = actorOf(fact);
  const details = Object.entries(data).filter(
    ([name, value]) => corrects === undefined && name !== 'eventId' && value !== effectiveOn,
  );
  return [
    factWords(type),
    ...(effectiveOn === undefined ? [] : [writeDate(effectiveOn)]),
    ...details.map(([name, value]) => `${fieldLabel(type, name)}: ${writeField(name, value)}`),
    ...(actor === undefined ? [] : [actor]),
  ].join(', ');
}

/** The id under which a fact was first recorded that has been corrected since, once or more. */
export function firstOf(history: readonly RecordedFact[], eventId: string): string {
  const before = history.find((fact) => fact.eventId === eventId)?.corrects;
  return before === undefined ? eventId : firstOf(history, before);
}

/** What stands in the place of a fact at a revision: itself, until it is corrected. */
export function standingFor(
  history: readonly RecordedFact[],
  eventId: string,
  revision?: string,
): RecordedFact | undefined {
  const next = history.find(
    (fact) => fact.corrects === eventId && (revision === undefined || BigInt(fact.revision) <= BigInt(revision)),
  );
  return next ? standingFor(history, next.eventId, revision) : history.find((fact) => fact.eventId === eventId);
}
