// Search over everything of an alliance by name: type, go down with the arrow keys, open with Enter.
import { useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { allianceHref, momentQuery, useMoment } from '../address.js';
import { pathOf } from '../api.js';
import { Dialog } from '../components/dialog.js';
import { ProblemPanel } from '../components/problem-panel.js';
import { text } from '../text.js';
import { useAnswer } from '../use-answer.js';
import { useUniqueId } from '../use-unique-id.js';
import './search.css';

interface FoundThing {
  readonly kind: keyof typeof text.search.kinds;
  readonly id: string;
  readonly name: string;
  readonly roles?: readonly (keyof typeof text.search.roles)[];
}

interface SearchAnswer {
  readonly found: readonly FoundThing[];
  readonly more: number;
}

/** Where each kind of thing has its page; a milestone's is the overview. */
const PLACES: Readonly<Record<FoundThing['kind'], (id: string) => string>> = {
  organisation: (id) => `organisations/${id}`,
  mou: (id) => `mous/${id}`,
  recommendation: (id) => `recommendations/${id}`,
  survey: (id) => `surveys/${id}`,
  activity: (id) => `activities/${id}`,
  thematicGroup: (id) => `thematic-groups/${id}`,
  indicator: (id) => `indicators/${encodeURIComponent(id)}`,
  milestone: () => '',
};

/** Questions are asked when the typing pauses this long. */
const PAUSE_MS = 150;

interface Props {
  readonly allianceId: string;
  /** What is looked for from the beginning. */
  readonly firstTyped: string;
  readonly onClose: () => void;
}

export function SearchDialog({ allianceId, firstTyped, onClose }: Props) {
  const words = text.search;
  const { route } = useLocation();
  const moment = useMoment();
  const [typed, setTyped] = useState(firstTyped);
  const [asked, setAsked] = useState('');
  const [chosen, setChosen] = useState(0);
  /** Enter was pressed before there was an answer to what is typed. */
  const [isAwaited, setAwaited] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const listId = useUniqueId();
  useEffect(() => input.current?.focus(), []);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(typed.trim()), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [typed]);
  const path = asked === '' ? undefined : `${pathOf(allianceId)}/search?q=${encodeURIComponent(asked)}`;
  const { data, problem, busy } = useAnswer<SearchAnswer>(path, { ...moment, keepPrevious: asked !== '' });
  const found = data?.found ?? [];
  useEffect(() => setChosen(0), [data]);
  const hrefOf = ({ kind, id }: FoundThing): string => allianceHref(allianceId, PLACES[kind](id)) + momentQuery(moment);
  const isAnswered = asked === typed.trim() && !busy;
  const open = (thing: FoundThing | undefined): void => {
    if (!thing) return;
    route(hrefOf(thing));
    onClose();
  };
  useEffect(() => {
    if (!isAwaited || !isAnswered) return;
    setAwaited(false);
    open(found[0]);
  }, [isAwaited, isAnswered]);
  const move = (by: number): void => {
    const next = Math.max(0, Math.min(found.length - 1, chosen + by));
    setChosen(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <Dialog title={words.title} onClose={onClose}>
      <div class="search">
        <label for={`${listId}-input`}>{words.label}</label>
        <input
          ref={input}
          id={`${listId}-input`}
          type="text"
          inputMode="search"
          role="combobox"
          autoComplete="off"
          aria-expanded={found.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={found.length > 0 ? `${listId}-${chosen}` : undefined}
          value={typed}
          onInput={({ currentTarget }) => {
            setAwaited(false);
            setTyped(currentTarget.value);
          }}
          onKeyDown={(event) => {
            if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
              event.preventDefault();
              move(event.key === 'ArrowDown' ? 1 : -1);
            } else if (event.key === 'Enter') {
              event.preventDefault();
              // What is found of other words is not what is meant.
              if (isAnswered) open(found[chosen]);
              else setAwaited(true);
            }
          }}
        />
        {problem && <ProblemPanel problem={problem} />}
        <p class="muted" role="status">
          {data && asked !== '' ? words.results(found.length + (data.more || 0)) : words.hint}
        </p>
        <ul id={listId} role="listbox" aria-label={words.title}>
          {found.map((thing, index) => (
            <li
              key={`${thing.kind} ${thing.id}`}
              id={`${listId}-${index}`}
              role="option"
              aria-selected={index === chosen}
              onMouseEnter={() => setChosen(index)}
              onClick={() => open(thing)}
            >
              <b>{thing.name}</b>
              <span>
                {words.kinds[thing.kind]}
                {thing.roles && ` · ${thing.roles.map((role) => words.roles[role]).join(', ')}`} · {thing.id}
              </span>
            </li>
          ))}
        </ul>
        {data && data.more > 0 && <p class="muted">{words.more(data.more)}</p>}
      </div>
    </Dialog>
  );
}
