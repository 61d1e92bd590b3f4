// What is being entered, kept in this browser until it is recorded: a reload, a lost connection or a closed lid lose nothing.
import { useEffect, useRef, useState } from 'preact/hooks';
import type { FormValues } from './fact-values.js';

const PREFIX = 'alliance-kpi.draft.';

interface Draft {
  readonly values: FormValues;
  /** Id of the fact: the same however often it is sent. */
  readonly key: string;
}

export interface DraftState extends Draft {
  /** It was begun earlier, and is shown again. */
  readonly restored: boolean;
  readonly change: (values: FormValues) => void;
  /** Gives up what was entered: the form starts anew. */
  readonly discard: () => void;
  /** It is recorded: nothing needs keeping. */
  readonly done: () => void;
}

/** `name` tells drafts apart; `start`: what an empty form holds. */
export function useDraft(name: string, start: () => FormValues): DraftState {
  const place = PREFIX + name;
  const [restoredFrom] = useState(() => read(place));
  const [draft, setDraft] = useState<Draft>(() => restoredFrom ?? fresh(start));
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
    discard: () => {
      remove(place);
      setRestored(false);
      setDraft(fresh(start));
    },
    done: () => {
      isDone.current = true;
      remove(place);
    },
  };
}

const fresh = (start: () => FormValues): Draft => ({ values: start(), key: newId() });

/** A UUID; browsers give none on addresses without https. */
export function newId(): string {
  if (typeof crypto.randomUUID === 'function') return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
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
