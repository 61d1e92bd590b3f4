// The button that sends a form, as Enter in a field does. While that goes on, it does nothing.
import type { ComponentChildren } from 'preact';

interface Props {
  readonly busy: boolean;
  readonly class?: string;
  readonly children: ComponentChildren;
}

export function SubmitButton({ busy, children, ...look }: Props) {
  return (
    <button
      type="submit"
      {...look}
      // Not `disabled`: the focus stays where it is looked for once the form is refused.
      aria-disabled={busy}
      onClick={(event) => {
        if (busy) event.preventDefault();
      }}
    >
      {children}
    </button>
  );
}
