// The way to search, from every page of an alliance: a button in the bar, and the key `/`.
import type { FunctionComponent } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { text } from '../text.js';

interface DialogProps {
  readonly allianceId: string;
  /** What was typed before it was there. */
  readonly firstTyped: string;
  readonly onClose: () => void;
}

export function SearchButton({ allianceId }: { readonly allianceId: string }) {
  const [open, setOpen] = useState(false);
  const [SearchDialog, setDialog] = useState<FunctionComponent<DialogProps> | undefined>(undefined);
  /** Typed while the dialog is on its way; undefined while it isn't asked for. */
  const typed = useRef<string | undefined>(undefined);
  useEffect(() => {
    const pressed = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.metaKey || event.altKey || isWritten(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const isLetter = [...event.key].length === 1;
      if (typed.current === undefined ? event.key !== '/' : !isLetter) return;
      event.preventDefault();
      typed.current = typed.current === undefined ? '' : typed.current + event.key;
      setOpen(true);
    };
    window.addEventListener('keydown', pressed);
    return () => window.removeEventListener('keydown', pressed);
  }, []);
  const close = (): void => {
    typed.current = undefined;
    setOpen(false);
  };
  useEffect(() => {
    // Loaded when it is first asked for. Where that can't be had, the next time asks again.
    if (open) import('./search-dialog.js').then((loaded) => setDialog(() => loaded.SearchDialog), close);
  }, [open]);
  return (
    <>
      <button
        type="button"
        class="icon-button search-button"
        aria-haspopup="dialog"
        aria-keyshortcuts="/"
        aria-label={text.search.open}
        title={text.search.hint}
        onClick={() => {
          typed.current ??= '';
          setOpen(true);
        }}
      >
        <svg viewBox="0 0 20 20" width="22" height="22" aria-hidden="true">
          <path d="M8.5 14a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11Zm4-1.5L17 17" />
        </svg>
      </button>
      {open && SearchDialog && (
        <SearchDialog allianceId={allianceId} firstTyped={typed.current ?? ''} onClose={close} />
      )}
    </>
  );
}

/** Whether a key pressed there is text. */
function isWritten(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
  );
}
