// What is being entered, kept in this browser until it is recorded: a reload, a lost connection or a closed lid lose nothing.
import { useEffect, useRef, useState } from 'preact/hooks';
import { newId } from '../new-id.js';
import { rebased, textIn, type FormValues } from './fact-values.js';

const PREFIX = 'alliance-kpi.draft.';

interface Draft {
  readonly values: FormValues;
  /** What the form held before anything was entered. */
  readonly begun: FormValues;
  /** The revision of the thing that was looked at while entering. */
  readonly seen?: string | undefined;
  /** Id of the fact: the same however often it is sent. */
  readonly key: string;
}

export interface DraftState extends Draft {
  /** It was begun earlier, and is shown again. */
  readonly restored: boolean;
  readonly change: (values: FormValues) => void;
  /** A newer revision is looked at, for which the form would hold `begun`: what was entered stays, the rest follows. */
  readonly see: (seen: string, begun: FormValues) => void;
  /** Gives up what was entered: the form starts anew. */
  readonly discard: () => void;
  /** It is recorded: nothing needs keeping. */
  readonly done: () => void;
}

/** `name` tells drafts apart; `start`: what an empty form holds, made from a thing at revision `seen`. */
export function useDraft(name: string, start: () => FormValues, seen?: string): DraftState {
  const place = PREFIX + name;
  const [restoredFrom] = useState(() => read(place));
  const [draft, setDraft] = useState<Draft>(() => restoredFrom ?? fresh(start, seen));
  const [restored, setRestored] = useState(restoredFrom !== undefined);
  const isDone = useRef(false);
  const keep = (next: Draft): void => {
    setDraft(next);
    if (!isDone.current) write(place, next);
  };
  useEffect(() => {
    isDone.current = false;
  }, [place]);
  return {
    ...draft,
    restored,
    change: (values) => keep({ ...draft, values }),
    see: (revision, begun) =>
      keep({ ...draft, values: rebased(draft.values, draft.begun, begun), begun, seen: revision }),
    discard: () => {
      remove(place);
      setRestored(false);
      setDraft(fresh(start, seen));
    },
    done: () => {
      isDone.current = true;
      remove(place);
    },
  };
}

/** The reason of what is to be done, kept alike. */
export function useReasonDraft(name: string): {
  draft: DraftState;
  reason: string;
  setReason: (reason: string) => void;
} {
  const draft = useDraft(name, () => ({ reason: '' }));
  return { draft, reason: textIn(draft.values, 'reason'), setReason: (reason) => draft.change({ reason }) };
}

function fresh(start: () => FormValues, seen: string | undefined): Draft {
  const begun = start();
  return { values: begun, begun, seen, key: newId() };
}

/** A browser may forbid storage: then a draft lasts as long as the page. */
function read(place: string): Draft | undefined {
  try {
    const kept = window.localStorage.getItem(place);
    return kept === null ? undefined : (JSON.parse(kept) as Draft);
  } catch {
    return undefined;
  }
}

function write(place: string, draft: Draft): void {
  try {
    window.localStorage.setItem(place, JSON.stringify(draft));
  } catch {
    // Kept for this page only.
  }
}

function remove(place: string): void {
  try {
    window.localStorage.removeItem(place);
  } catch {
    // Nothing was kept.
  }
}
