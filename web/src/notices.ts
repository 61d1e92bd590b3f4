// Short messages to the reader: notices that are seen, and sentences that are only heard by those who listen.
import { useEffect, useState } from 'preact/hooks';

export interface Notice {
  readonly id: number;
  readonly kind: 'success' | 'info' | 'problem';
  readonly message: string;
  /** Something to do about it, such as opening what was recorded. */
  readonly link?: { readonly href: string; readonly label: string } | undefined;
}

/** Long enough to be read twice; a problem stays until it is closed. */
const SHOWN_MS = 8_000;

let notices: readonly Notice[] = [];
let spoken = '';
let nextId = 1;
const watchers = new Set<() => void>();

/** Shows a notice at the edge of the page and speaks it. */
export function notify(notice: Omit<Notice, 'id'>): void {
  const shown = { ...notice, id: nextId++ };
  set([...notices, shown]);
  if (notice.kind !== 'problem') window.setTimeout(() => closeNotice(shown.id), SHOWN_MS);
}

export function closeNotice(id: number): void {
  set(notices.filter((notice) => notice.id !== id));
}

/** Says a sentence to those who use a screen reader; nothing is shown. */
export function announce(sentence: string): void {
  // The same sentence again must differ to be spoken again.
  spoken = sentence === spoken ? `${sentence}\u00a0` : sentence;
  for (const watcher of watchers) watcher();
}

/** What is shown and what was last said, for the one place that shows and says it. */
export function useNotices(): { readonly notices: readonly Notice[]; readonly spoken: string } {
  const [, redraw] = useState(0);
  useEffect(() => {
    const watcher = (): void => redraw((count) => count + 1);
    watchers.add(watcher);
    return () => void watchers.delete(watcher);
  }, []);
  return { notices, spoken };
}

function set(next: readonly Notice[]): void {
  notices = next;
  for (const watcher of watchers) watcher();
}
