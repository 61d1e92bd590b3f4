// A question or form above the page: the browser's own modal dialog, which keeps the focus in and gives it back.
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { text } from '../text.js';
import { useUniqueId } from '../use-unique-id.js';
import { ActButton } from './act-button.js';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ComponentChildren;
}

/** Shown as long as it is rendered. Escape and the close button call `onClose`. */
export function Dialog({ title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useUniqueId();
  useEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => {
      // Closing gives the focus back to where it was; taking the element away alone does not.
      element?.close();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <div class="dialog-head">
        <h2 id={titleId}>{title}</h2>
        <button type="button" class="icon-button" aria-label={text.close} onClick={onClose}>
          <svg viewBox="0 0 16 16" width="18" height="18" aria-hidden="true">
            <path d="m4 4 8 8m0-8-8 8" />
          </svg>
        </button>
      </div>
      {children}
    </dialog>
  );
}

interface ConfirmProps extends DialogProps {
  /** Says what will be done, such as "Seal the report", never just "OK". */
  readonly confirmLabel: string;
  /** For what can't be undone. */
  readonly danger?: boolean;
  readonly busy?: boolean;
  readonly onConfirm: () => void;
}

export function ConfirmDialog({ confirmLabel, danger = false, busy = false, onConfirm, ...dialog }: ConfirmProps) {
  return (
    <Dialog {...dialog}>
      {dialog.children}
      <div class="dialog-actions">
        <button type="button" class="secondary" onClick={dialog.onClose}>
          {text.cancel}
        </button>
        <ActButton class={danger ? 'danger' : ''} off={busy} onAct={onConfirm}>
          {confirmLabel}
        </ActButton>
      </div>
    </Dialog>
  );
}
