// A warning: an organisation of this name is likely recorded already, under another id.
import { text } from '../text.js';
import type { WhatIfAnswer } from './recording.api.js';

interface Props {
  readonly answer: WhatIfAnswer | undefined;
  /** It is the same: `like` is the id it has already. Absent where the id stays what it is. */
  readonly onUse?: ((ownId: string, like: string) => void) | undefined;
}

export function Duplicates({ answer, onUse }: Props) {
  const words = text.recording.form;
  const found = answer?.likelyDuplicates ?? [];
  if (found.length === 0) return null;
  return (
    <div class="note note-warn" role="status">
      <p class="note-title">{words.duplicates}</p>
      {found.flatMap(({ name, id, like }) =>
        like.map((other) => (
          <p key={`${id} ${other.id}`}>
            {words.duplicate(name, other.name)}{' '}
            {onUse && (
              <button type="button" class="secondary" onClick={() => onUse(id, other.id)}>
                {words.useIt(other.name)}
              </button>
            )}
          </p>
        )),
      )}
    </div>
  );
}
