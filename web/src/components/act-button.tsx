// A button that begins something on the ground of what is shown: of no use while that is known to be no longer so.
import type { ComponentChildren, Ref } from 'preact';

interface Props {
  /** Something was recorded here, and what stands now has not been answered yet. */
  readonly outdated: boolean;
  readonly class?: string;
  /** What it does and to what, where the words on it leave that out. */
  readonly label?: string | undefined;
  readonly onAct: () => void;
  readonly buttonRef?: Ref<HTMLButtonElement>;
  readonly children: ComponentChildren;
}

export function ActButton({ outdated, label, onAct, buttonRef, children, ...look }: Props) {
  return (
    <button
      ref={buttonRef ?? null}
      type="button"
      {...look}
      aria-label={label}
      // Not `disabled`: the focus comes back to it from the dialog.
      aria-disabled={outdated}
      onClick={() => {
        if (!outdated) onAct();
      }}
    >
      {children}
    </button>
  );
}
