// The history of a thing: every fact with its details, evidence and corrections, and the ways to amend it.
import { useState } from 'preact/hooks';
import { actorOf } from '../actor.js';
import type { Alliance } from '../api.js';
import { ActButton } from '../components/act-button.js';
import { factWords, fieldLabel, writeField } from '../facts/fact-words.js';
import { writeDate, writeInstant } from '../figure-text.js';
import { text } from '../text.js';
import { AmendDialog, type Amendment } from './amend-dialog.js';
import { factType } from './fact-types.js';
import type { MemberNames } from './member-names.js';
import type { Document, Party, RecordedFact, Thing } from './recording.api.js';

interface Props {
  readonly alliance: Alliance;
  readonly stream: string;
  /** Of the thing; absent for facts that are of none. */
  readonly id?: string | undefined;
  readonly thing: Thing;
  readonly names: MemberNames;
  /** As it was at another moment than now: nothing is amended from there. */
  readonly isPast: boolean;
  /** Something was recorded here since `thing` was asked for. */
  readonly outdated: boolean;
  readonly onRecorded: () => void;
}

/** Said by the history itself, not as facts of their own. */
const BESIDE = new Set(['EventRetracted', 'EvidenceAdded']);

export function FactHistory({ alliance, stream, id, thing, names, isPast, outdated, onRecorded }: Props) {
  const words = text.recording.thing;
  const [amending, setAmending] = useState<{ kind: Amendment; fact: RecordedFact } | undefined>(undefined);
  const facts = thing.history.filter(({ type }) => !BESIDE.has(type));
  const correctedBy = new Map(
    facts.flatMap(({ corrects, eventId }) => (corrects === undefined ? [] : [[corrects, eventId]])),
  );
  return (
    <section class="panel history" aria-labelledby="history-heading">
      <h2 id="history-heading">{words.history}</h2>
      <p class="muted">{words.historyLead}</p>
      <ol>
        {[...facts].reverse().map((fact) => (
          <li key={fact.eventId} id={`fact-${fact.eventId}`} class={fact.retractedBy ? 'is-retracted' : ''}>
            <FactEntry
              fact={fact}
              named={namesIn(id, thing, names)}
              isCorrected={correctedBy.has(fact.eventId)}
              retraction={thing.history.find(({ eventId }) => eventId === fact.retractedBy)}
              evidence={evidenceOf(fact, thing.history)}
              outdated={outdated}
              onAmend={isPast ? undefined : (kind) => setAmending({ kind, fact })}
            />
          </li>
        ))}
      </ol>
      {amending && (
        <AmendDialog
          alliance={alliance}
          stream={stream}
          id={id}
          thing={thing}
          {...amending}
          onClose={() => setAmending(undefined)}
          onRecorded={onRecorded}
        />
      )}
    </section>
  );
}

interface EntryProps {
  readonly fact: RecordedFact;
  /** Names by id, to be shown in the place of ids; undefined: not shown at all. */
  readonly named: ReadonlyMap<unknown, string | undefined>;
  readonly isCorrected: boolean;
  /** What took it back. */
  readonly retraction: RecordedFact | undefined;
  readonly evidence: readonly Document[];
  readonly outdated: boolean;
  readonly onAmend: ((kind: Amendment) => void) | undefined;
}

function FactEntry({ fact, named, isCorrected, retraction, evidence, outdated, onAmend }: EntryProps) {
  const { type, effectiveOn, recordedAt, data, retractedBy, corrects } = fact;
  const words = text.recording.thing;
  const said = factWords(type);
  const isOwnId = (name: string, value: unknown): boolean =>
    isId(name) && named.has(value) && named.get(value) === undefined;
  const details = Object.entries(data).filter(
    ([name, value]) => name !== 'evidence' && name !== factType(type)?.on && !isOwnId(name, value),
  );
  const standing = retractedBy === undefined;
  const amended = { said, outdated };
  return (
    <>
      <p class="fact-head">
        <b>{said}</b>
        {effectiveOn !== undefined && <span>{writeDate(effectiveOn)}</span>}
        {corrects !== undefined && <span class="tag">{words.correction}</span>}
        {!standing && <span class="tag tag-over">{isCorrected ? words.corrected : words.takenBack}</span>}
      </p>
      {retraction && (
        <p>
          {(isCorrected ? words.correctedOn : words.takenBackOn)(
            writeInstant(retraction.recordedAt),
            whoSays(retraction),
            writeField('reason', retraction.data['reason']),
          )}
        </p>
      )}
      {details.length > 0 && (
        <dl class="fact-data">
          {details.map(([name, value]) => (
            <div key={name}>
              <dt>{fieldLabel(type, name)}</dt>
              <dd>{(isId(name) ? named.get(value) : undefined) ?? writeField(name, value)}</dd>
            </div>
          ))}
        </dl>
      )}
      <EvidenceList evidence={evidence} />
      <p class="muted fact-foot">{words.recorded(writeInstant(recordedAt), whoSays(fact))}</p>
      {standing && onAmend && (
        <p class="fact-actions">
          {factType(type) && <AmendButton action={words.correct} onAct={() => onAmend('correct')} {...amended} />}
          {type !== 'AllianceEstablished' && (
            <AmendButton action={words.retract} onAct={() => onAmend('retract')} {...amended} />
          )}
          <AmendButton action={words.addEvidence} onAct={() => onAmend('evidence')} {...amended} />
        </p>
      )}
    </>
  );
}

export function EvidenceList({ evidence }: { evidence: readonly Document[] }) {
  const words = text.recording.thing;
  if (evidence.length === 0) return null;
  return (
    <ul class="evidence" aria-label={words.evidence}>
      {evidence.map(({ title, url, sha256 }) => (
        <li key={title + (url ?? '')}>
          {url === undefined ? title : <a href={url}>{title}</a>}
          {sha256 !== undefined && (
            <span class="muted checksum">
              {words.checksum} {sha256}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}

function whoSays(fact: RecordedFact): string {
  return actorOf(fact) ?? text.recording.thing.unverified;
}

interface AmendButtonProps {
  readonly action: string;
  readonly said: string;
  readonly outdated: boolean;
  readonly onAct: () => void;
}

function AmendButton({ action, said, outdated, onAct }: AmendButtonProps) {
  return (
    <ActButton class="quiet" label={text.recording.thing.of(action, said)} off={outdated} onAct={onAct}>
      {action}
    </ActButton>
  );
}

/** Any other field may hold the same word: a short title is often what the id was made of. */
function isId(field: string): boolean {
  return field.endsWith('Id');
}

/** Members and parties by their ids; the thing's own id says nothing on its own page. */
function namesIn(id: string | undefined, thing: Thing, names: MemberNames): ReadonlyMap<unknown, string | undefined> {
  const parties = (thing['parties'] ?? []) as readonly Party[];
  return new Map<unknown, string | undefined>([
    ...names,
    [id, undefined],
    ...parties.map(({ partyId, name }) => [partyId, name] as const),
  ]);
}

/** Its own, and what was added to it later. */
function evidenceOf({ eventId, data }: RecordedFact, history: readonly RecordedFact[]): readonly Document[] {
  const own = (data['evidence'] ?? []) as readonly Document[];
  const added = history
    .filter((fact) => fact.type === 'EvidenceAdded' && fact.data['eventId'] === eventId && !fact.retractedBy)
    .flatMap((fact) => fact.data['evidence'] as readonly Document[]);
  return [...own, ...added];
}
