// A list of things: search, states to filter by, sorting, CSV, and the way to record another one.
import './recording.css';
import type { FunctionComponent } from 'preact';
import { useMemo } from 'preact/hooks';
import { allianceHref, momentQuery, useMoment, useQueryState } from '../address.js';
import { pathOf, type Alliance } from '../api.js';
import { DataTable } from '../components/data-table.js';
import { EmptyState } from '../components/empty-state.js';
import { MomentNote } from '../components/moment-note.js';
import { ProblemPanel } from '../components/problem-panel.js';
import type { AlliancePageProps } from '../routes.js';
import { PageHead } from '../shell/page-head.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { actionWords, statusWords } from './form-words.js';
import { Funnel, useOutreach } from './funnel.js';
import { useMemberNames, type MemberNames } from './member-names.js';
import { withOverdue } from './overdue.js';
import type { Card } from './recording.api.js';
import type { ThingCategory } from './fact-types.js';
import { columnsOf, idOf, kindOf, type ThingKind } from './thing-kinds.js';

/** The list page of a category, for the table of routes. */
export function listPageOf(category: ThingCategory): FunctionComponent<AlliancePageProps> {
  const kind = kindOf(category);
  return function ListPage({ alliance }) {
    return category === 'stakeholder' ? (
      <StakeholderList alliance={alliance} kind={kind} />
    ) : (
      <ThingList alliance={alliance} kind={kind} />
    );
  };
}

interface ListProps {
  readonly alliance: Alliance;
  readonly kind: ThingKind;
  /** Draws something above the list, and may change the cards. */
  readonly outreach?: ReadonlyMap<string, string> | undefined;
}

/** Where a stakeholder has become a member or signs an MoU, the list says so. */
function StakeholderList({ alliance, kind }: Omit<ListProps, 'outreach'>) {
  const outreach = useOutreach(alliance);
  return <ThingList alliance={alliance} kind={kind} outreach={outreach} />;
}

function ThingList({ alliance, kind, outreach }: ListProps) {
  const moment = useMoment();
  const [query, setQuery] = useQueryState();
  const { allianceId } = alliance;
  const words = text.recording.kinds[kind.category];
  const { data, problem, retry } = useAnswer<Readonly<Record<string, unknown>>>(`${pathOf(allianceId)}/${kind.path}`, {
    ...moment,
    liveFor: allianceId,
    keepPrevious: true,
  });
  const names = useMemberNames(alliance, kind.category);
  // Long lists are sorted anew only where something has changed.
  const all = useMemo(
    () =>
      data &&
      (data[kind.list] as readonly Card[])
        .map((card) => withLeader(withOutreach(kind, card, outreach), names))
        .map((card) => withOverdue(kind.category, card, alliance, moment)),
    [data, outreach, names, moment.at],
  );
  const states = [...new Set((all ?? []).flatMap(({ status }) => status ?? []))];
  const chosen = query['state'] !== undefined && states.includes(query['state']) ? query['state'] : undefined;
  const shown = useMemo(
    () => (all ?? []).filter(({ status }) => chosen === undefined || status === chosen),
    [all, chosen],
  );
  const seenAt = momentQuery(moment);
  const columns = useMemo(() => columnsOf(kind, allianceId, seenAt), [kind, allianceId, seenAt]);
  const record = (
    <a class="button" href={recordHref(allianceId, kind.begins)}>
      {actionWords(kind.begins)}
    </a>
  );
  return (
    <>
      <PageHead title={words.list} lead={words.lead}>
        {record}
        <a href={allianceHref(allianceId, 'import')}>{text.recording.list.import}</a>
      </PageHead>
      <MomentNote alliance={alliance} />
      {problem && <ProblemPanel problem={problem} onRetry={retry} />}
      {!data && !problem && <p class="loading">{text.loading}</p>}
      {all && outreach && all.length > 0 && <Funnel cards={all} />}
      {states.length > 1 && (
        <StateFilter states={states} cards={all ?? []} chosen={chosen} onChoose={(state) => setQuery({ state })} />
      )}
      {all && (
        <DataTable
          key={chosen ?? ''}
          caption={words.list}
          columns={columns}
          rows={shown}
          rowKey={(card) => idOf(kind, card)}
          fileName={`${allianceId}-${kind.path}`}
          sortedBy={kind.sortedBy}
          empty={
            <EmptyState title={words.empty} explanation={words.teach}>
              {record}
            </EmptyState>
          }
        />
      )}
    </>
  );
}

function withOutreach(kind: ThingKind, card: Card, outreach: ReadonlyMap<string, string> | undefined): Card {
  return outreach?.has(idOf(kind, card)) === true ? { ...card, status: 'partner' } : card;
}

/** A leader is known by name, not by id. */
function withLeader(card: Card, names: MemberNames): Card {
  const name = names.get(String(card['leader']));
  return name === undefined ? card : { ...card, leader: name };
}

interface FilterProps {
  readonly states: readonly string[];
  readonly cards: readonly Card[];
  readonly chosen: string | undefined;
  readonly onChoose: (state: string | undefined) => void;
}

function StateFilter({ states, cards, chosen, onChoose }: FilterProps) {
  const choices = [undefined, ...states];
  return (
    <div class="state-filter" role="group" aria-label={text.recording.list.state}>
      {choices.map((state) => {
        const count = state === undefined ? cards.length : cards.filter(({ status }) => status === state).length;
        return (
          <button
            key={state ?? ''}
            type="button"
            class="secondary"
            aria-pressed={state === chosen}
            onClick={() => onChoose(state)}
          >
            {state === undefined ? text.recording.list.all : statusWords(state)} <span class="count">{count}</span>
          </button>
        );
      })}
    </div>
  );
}

/** Address of the form that records a fact of this type about a thing that isn't there yet. */
export function recordHref(allianceId: string, type: string): string {
  return allianceHref(allianceId, `record/${type}`);
}
