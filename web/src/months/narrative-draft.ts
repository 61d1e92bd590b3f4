// The draft of a text: kept in this browser until it is saved, with the text that it began from.

export interface Draft {
  readonly text: string;
  /** What was saved when the draft was begun: another text saved since is someone else's. */
  readonly base: string;
}

/** Drafts are kept apart by alliance, month, section and language. */
export function draftKey(allianceId: string, month: number, section: string, language: string): string {
  return `alliance-kpi.draft.${allianceId}.m${month}.${section}.${language}`;
}

export function keptDraft(key: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(window.localStorage.getItem(key) ?? 'null');
    if (typeof kept !== 'object' || kept === null || !('text' in kept) || !('base' in kept)) return undefined;
    return { text: String(kept.text), base: String(kept.base) };
  } catch {
    return undefined;
  }
}

/** False where the browser keeps nothing: its storage is full, or forbidden. */
export function keepDraft(key: string, draft: Draft): boolean {
  try {
    window.localStorage.setItem(key, JSON.stringify(draft));
    return true;
  } catch {
    return false;
  }
}

export function dropDraft(key: string): void {
  try {
    window.localStorage.removeItem(key);
  } catch {
    // Where nothing can be kept, nothing is there.
  }
}
