// What if: facts assumed and recorded ones left out, and the figures that would come of it. Nothing is stored.
import './recording.css';
import { useMemo, useRef, useState } from 'preact/hooks';
import { useQueryState } from '../address.js';
import { pathOf, type Alliance } from '../api.js';
import { atInWords } from '../components/day-words.js';
import { CheckboxField, SelectField, TextField } from '../components/form-fields.js';
import { EmptyState } from '../components/empty-state.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { refusalWords } from '../components/problem-words.js';
import { factWords, writeField } from '../facts/fact-words.js';
import { writeDate } from '../figure-text.js';
import { monthOf, todayIn } from '../project-months.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer, useAnswerOf } from '../use-answer.js';
import { useKept } from '../use-kept.js';
import { changesOf } from './effect-panel.js';
import { FactForm } from './fact-form.js';
import { factType, factTypes } from './fact-types.js';
import {
  standingEvents,
  typeOf,
  type AssumedFact,
  type Card,
  type ListedEvent,
  type Party,
  type Thing,
  type WhatIfAnswer,
} from './recording.api.js';
import { useMemberNames } from './member-names.js';
import { idOf, kindAt, nameOf } from './thing-kinds.js';
import { useWhatIf } from './use-what-if.js';

interface LeftOut {
  readonly id: string;
  readonly what: string;
}

const MOST_FOUND = 20;

export function WhatIfPage({ alliance }: AlliancePageProps) {
  const words = text.recording.whatIf;
  const [query, setQuery] = useQueryState();
  const [assumed, setAssumed] = useKept<readonly AssumedFact[]>(`${alliance.allianceId} assumed`, []);
  const [leftOut, setLeftOut] = useKept<readonly LeftOut[]>(`${alliance.allianceId} left out`, []);
  const figures = useRef<HTMLHeadingElement>(null);
  /** What is assumed is shown there; the button that was pressed goes with what it stood beside. */
  const andLook =
    <T,>(set: (value: T) => void) =>
    (value: T): void => {
      figures.current?.focus({ preventScroll: true });
      set(value);
    };
  const at = query['at'];
  const isEmpty = assumed.length === 0 && leftOut.length === 0;
  const check = useWhatIf(
    alliance.allianceId,
    isEmpty ? undefined : { at, leaveOut: leftOut.map(({ id }) => id), assume: assumed },
    true,
  );
  const lastMonth = monthOf(alliance.startsOn, alliance.endsOn);
  const dayOf = (day: string) => ({ value: day, label: atInWords(day, alliance, todayIn(alliance.timeZone)) });
  const months = Array.from({ length: lastMonth + 1 }, (_, month) => ({
    value: `M${month}`,
    label: text.month(month),
  }));
  return (
    <>
      <PageHead title={words.title} lead={words.lead} />
      <div class="what-if">
        <div class="stack">
          <section class="panel" aria-labelledby="assume-heading">
            <h2 id="assume-heading">{words.assume}</h2>
            <Assume alliance={alliance} onAssume={andLook((fact) => setAssumed([...assumed, fact]))} />
          </section>
          <section class="panel" aria-labelledby="leave-heading">
            <h2 id="leave-heading">{words.leaveOut}</h2>
            <LeaveOut
              alliance={alliance}
              leftOut={leftOut}
              onLeaveOut={andLook((event) => setLeftOut([...leftOut, event]))}
            />
          </section>
        </div>
        <section class="panel" aria-labelledby="figures-heading">
          <h2 ref={figures} id="figures-heading" tabIndex={-1}>
            {words.figures}
          </h2>
          <SelectField
            label={words.at}
            required
            emptyLabel={words.today}
            // The day looked at elsewhere need not be the end of a month.
            options={at === undefined || months.some(({ value }) => value === at) ? months : [dayOf(at), ...months]}
            value={at ?? ''}
            onValue={(month) => setQuery({ at: month === '' ? undefined : month })}
          />
          {isEmpty ? (
            <EmptyState title={words.nothing} explanation={words.teach} />
          ) : (
            <>
              <Assumptions {...{ assumed, leftOut }} onAssumed={andLook(setAssumed)} onLeftOut={andLook(setLeftOut)} />
              {check.problem && <ProblemPanel problem={check.problem} onRetry={check.retry} />}
              <Figures answer={check.answer} busy={check.busy} assumed={assumed} leftOut={leftOut} />
            </>
          )}
        </section>
      </div>
    </>
  );
}

/** Which fact, by what happened. */
function TypeField({ value, onValue }: { value: string; onValue: (type: string) => void }) {
  return (
    <SelectField
      label={text.recording.whatIf.kind}
      required
      options={factTypes.map(({ type }) => ({ value: type, label: factWords(type) }))}
      value={value}
      onValue={onValue}
    />
  );
}

function Assume({ alliance, onAssume }: { alliance: Alliance; onAssume: (fact: AssumedFact) => void }) {
  const words = text.recording.whatIf;
  const [typeName, setTypeName] = useState('');
  const [id, setId] = useState('');
  const [round, setRound] = useState(0);
  const type = factType(typeName);
  const kind = type?.path.includes(':id') === true ? kindAt(type.path.split('/')[0] ?? '') : undefined;
  const things = useAnswer<Readonly<Record<string, unknown>>>(kind && `${pathOf(alliance.allianceId)}/${kind.path}`, {
    liveFor: alliance.allianceId,
  });
  const thing = useAnswer<Thing>(
    kind && id !== '' ? `${pathOf(alliance.allianceId)}/${kind.path}/${encodeURIComponent(id)}` : undefined,
  );
  const cards = (kind && things.data ? things.data[kind.list] : []) as readonly Thing[];
  const isReady = type !== undefined && (kind === undefined || thing.data !== undefined);
  return (
    <div class="form">
      <TypeField
        value={typeName}
        onValue={(next) => {
          setTypeName(next);
          setId('');
        }}
      />
      {kind && (
        <SelectField
          label={words.of}
          required
          options={cards.map((card) => ({ value: idOf(kind, card), label: nameOf(kind, card) }))}
          value={id}
          onValue={setId}
        />
      )}
      {type && isReady && (
        <FactForm
          key={`${typeName} ${id} ${round}`}
          alliance={alliance}
          type={type}
          id={kind ? id : undefined}
          thing={kind ? thing.data : undefined}
          submitLabel={words.add}
          onRecorded={() => undefined}
          onLeave={() => setTypeName('')}
          onAssume={(fact) => {
            setRound(round + 1);
            setTypeName('');
            onAssume(fact);
          }}
        />
      )}
    </div>
  );
}

interface LeaveOutProps {
  readonly alliance: Alliance;
  readonly leftOut: readonly LeftOut[];
  readonly onLeaveOut: (event: LeftOut) => void;
}

function LeaveOut({ alliance, leftOut, onLeaveOut }: LeaveOutProps) {
  const words = text.recording.whatIf;
  const [typeName, setTypeName] = useState('');
  const [search, setSearch] = useState('');
  const { allianceId } = alliance;
  const {
    data: events,
    problem,
    busy,
  } = useAnswerOf(typeName || undefined, (asking) => standingEvents(allianceId, [typeName], asking), {
    liveFor: allianceId,
  });
  const named = useNamed(alliance, typeName);
  const wordsOf = (event: ListedEvent): string => inWords(event, named);
  const plain = search.toLowerCase();
  const found = (events ?? [])
    .filter((event) => !leftOut.some(({ id }) => id === event.id) && wordsOf(event).toLowerCase().includes(plain))
    .reverse();
  /** Why nothing is listed. */
  const absence = busy ? text.loading : events && (events.length === 0 ? words.none : words.noneFound);
  return (
    <div class="form">
      <TypeField value={typeName} onValue={setTypeName} />
      {problem && <ProblemPanel problem={problem} />}
      {typeName !== '' && <TextField label={words.search} required type="search" value={search} onValue={setSearch} />}
      {found.length === 0 && absence !== undefined && (
        <p class="muted" role="status">
          {absence}
        </p>
      )}
      <ul class="found-facts">
        {found.slice(0, MOST_FOUND).map((event) => (
          <li key={event.id}>
            <span>{wordsOf(event)}</span>
            <button
              type="button"
              class="secondary"
              aria-label={`${words.leaveOut}: ${wordsOf(event)}`}
              onClick={() => onLeaveOut({ id: event.id, what: wordsOf(event) })}
            >
              {words.leaveOne}
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The thing that a fact is about as its list has it, and the names of organisations by their ids. */
interface Named {
  readonly thing: (event: ListedEvent) => string | undefined;
  readonly organisation: (event: ListedEvent) => string | undefined;
}

function useNamed(alliance: Alliance, typeName: string): Named {
  const { allianceId } = alliance;
  const kind = kindAt(factType(typeName)?.path.split('/')[0] ?? '');
  const { data } = useAnswer<Readonly<Record<string, unknown>>>(kind && `${pathOf(allianceId)}/${kind.path}`);
  const members = useMemberNames(alliance, kind?.category ?? '');
  const cards = useMemo(() => {
    const listed = (kind && data ? data[kind.list] : []) as readonly Card[];
    return new Map(kind && listed.map((card) => [idOf(kind, card), card]));
  }, [kind, data]);
  const cardOf = ({ subject }: ListedEvent): Card | undefined => cards.get(subject.slice(subject.indexOf('.') + 1));
  return {
    thing: (event) => {
      const card = cardOf(event);
      return kind && card && nameOf(kind, card);
    },
    organisation: (event) => {
      const id = event.data['partyId'] ?? event.data['byPartyId'] ?? event.data['memberId'];
      const parties = (cardOf(event)?.['parties'] ?? []) as readonly Party[];
      return parties.find(({ partyId }) => partyId === id)?.name ?? members.get(String(id));
    },
  };
}

function inWords(event: ListedEvent, { thing, organisation }: Named): string {
  const on = event.data[factType(typeOf(event))?.on ?? ''];
  const ownName = event.data['name'] ?? event.data['title'];
  const party = event.data['partyId'];
  return [
    writeField('name', ownName ?? thing(event) ?? event.subject.slice(event.subject.indexOf('.') + 1)),
    organisation(event) ?? (typeof party === 'string' ? party : ''),
    typeof on === 'string' ? writeDate(on) : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

interface AssumptionsProps {
  readonly assumed: readonly AssumedFact[];
  readonly leftOut: readonly LeftOut[];
  readonly onAssumed: (assumed: readonly AssumedFact[]) => void;
  readonly onLeftOut: (leftOut: readonly LeftOut[]) => void;
}

function Assumptions({ assumed, leftOut, onAssumed, onLeftOut }: AssumptionsProps) {
  const words = text.recording.whatIf;
  const entry = (what: string, label: string, onRemove: () => void) => (
    <li key={`${label} ${what}`}>
      <span>
        <b>{label}</b> {what}
      </span>
      <button type="button" class="quiet" aria-label={words.remove(what)} onClick={onRemove}>
        {words.removeOne}
      </button>
    </li>
  );
  return (
    <ul class="found-facts">
      {assumed.map((fact, i) =>
        entry(describe(fact), words.assumed, () => onAssumed(assumed.filter((_, j) => j !== i))),
      )}
      {leftOut.map(({ id, what }) =>
        entry(what, words.left, () => onLeftOut(leftOut.filter((each) => each.id !== id))),
      )}
    </ul>
  );
}

function describe({ type, id, data }: AssumedFact): string {
  const on = data[factType(type)?.on ?? ''];
  const named = data['name'] ?? data['title'] ?? id ?? '';
  return `${factWords(type)} ${writeField('name', named)}${typeof on === 'string' ? `, ${writeDate(on)}` : ''}`;
}

interface FiguresProps {
  readonly answer: WhatIfAnswer | undefined;
  readonly busy: boolean;
  readonly assumed: readonly AssumedFact[];
  readonly leftOut: readonly LeftOut[];
}

function Figures({ answer, busy, assumed, leftOut }: FiguresProps) {
  const words = text.recording.whatIf;
  const [all, setAll] = useState(false);
  if (!answer) return busy ? <p class="loading">{text.recording.form.checking}</p> : null;
  const changes = [...answer.indicators, ...answer.milestones].map((figure) => ({ figure, lines: changesOf(figure) }));
  const shown = changes.filter(({ lines }) => all || lines.length > 0);
  return (
    <div aria-live="polite" aria-busy={busy}>
      {answer.refused.length > 0 && (
        <div class="note note-warn">
          <p>{words.refused}</p>
          <ul>
            {answer.refused.map(({ in: where, index, ...refusal }) => (
              <li key={`${where} ${index}`}>
                <b>{where === 'assume' ? describe(assumed[index] ?? { type: '', data: {} }) : leftOut[index]?.what}</b>:{' '}
                {refusalWords(refusal)}
              </li>
            ))}
          </ul>
        </div>
      )}
      <CheckboxField label={words.onlyChanged} checked={!all} onChecked={(checked) => setAll(!checked)} />
      {shown.length === 0 ? (
        <p>{words.unchanged}</p>
      ) : (
        <ul class="effect-list">
          {shown.map(({ figure, lines }) =>
            lines.length === 0 ? (
              <li key={figure.id}>
                <span>
                  {figure.id} {figure.title}
                </span>{' '}
                <span class="muted">=</span>
              </li>
            ) : (
              lines.map(({ title, before, after }) => (
                <li key={title}>
                  <span>{title}</span> <b>{`${before} → ${after}`}</b>
                </li>
              ))
            ),
          )}
        </ul>
      )}
      <p class="muted">
        {answer.month === null ? writeDate(answer.at) : text.monthAndDay(answer.month, writeDate(answer.at))}
      </p>
    </div>
  );
}
