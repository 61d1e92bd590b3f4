// Where nothing is yet: what could stand here, why it matters, and the way to the first one.
import type { ComponentChildren } from 'preact';

interface Props {
  readonly title: string;
  readonly explanation: string;
  /** The link or button that changes it. */
  readonly children?: ComponentChildren;
}

export function EmptyState({ title, explanation, children }: Props) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      <p>{explanation}</p>
      {children !== undefined && <p>{children}</p>}
    </div>
  );
}
