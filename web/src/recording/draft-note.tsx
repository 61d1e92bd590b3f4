// Tells that a form shows what was entered earlier, and lets it begin anew.
import { text } from '../text.js';
import type { DraftState } from './use-draft.js';

export function DraftNote({ draft: { restored, discard } }: { readonly draft: DraftState }) {
  const words = text.recording.form;
  if (!restored) return null;
  return (
    <p class="note draft-note">
      {words.draft}{' '}
      <button
        type="button"
        class="quiet"
        onClick={({ currentTarget }) => {
          currentTarget.form?.querySelector<HTMLElement>('input, select, textarea')?.focus();
          discard();
        }}
      >
        {words.discard}
      </button>
    </p>
  );
}
