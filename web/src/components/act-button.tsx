// A button that does nothing for a while, since something goes on or what it stands on is known to be no longer so. It isn't
// `disabled` then: the focus stays on it, and comes back to it from a dialog.
import type { ComponentChildren, Ref } from 'preact';

interface Props {
  readonly off: boolean;
  /** `submit` sends the form that it stands in, as Enter in a field does. */
  readonly type?: 'button' | 'submit';
  readonly class?: string;
  /** What it does and to what, where the words on it leave that out. */
  readonly label?: string | undefined;
  readonly onAct?: () => void;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly children: ComponentChildren;
}

export function ActButton({ off, type = 'button', label, onAct, buttonRef, children, ...look }: Props) {
  return (
    <button
      ref={buttonRef ?? null}
      type={type}
      {...look}
      aria-label={label}
      aria-disabled={off}
      onClick={(event) => {
        if (off) event.preventDefault();
        else onAct?.();
      }}
    >
      {children}
    </button>
  );
}
