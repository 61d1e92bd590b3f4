// A fact in a table, which opens in full when it is pressed.
import { text } from '../text.js';

interface Props {
  /** What stands there. */
  readonly shown: string;
  /** What it opens, for those who hear it alone. */
  readonly opens: string;
  readonly onOpen: () => void;
}

export function FactButton({ shown, opens, onOpen }: Props) {
  return (
    <button type="button" class="link-button" aria-label={text.facts.open(opens)} onClick={onOpen}>
      {shown}
    </button>
  );
}
