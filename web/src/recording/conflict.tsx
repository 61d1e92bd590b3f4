// Two editors: what someone else recorded since this form was opened, beside the form that keeps what was entered.
import { useEffect, useRef } from 'preact/hooks';
import { writeDate } from '../figure-text.js';
import { text } from '../text.js';
import { factWords } from './fact-words.js';
import type { Thing } from './recording.api.js';

interface Props {
  readonly thing: Thing;
  /** The revision that the editor had seen. */
  readonly since: string;
  readonly onSeen: () => void;
}

export function Conflict({ thing, since, onSeen }: Props) {
  const words = text.recording.form;
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), [thing.revision]);
  const news = thing.history.filter(({ revision }) => BigInt(revision) > BigInt(since));
  return (
    <div ref={box} class="problem conflict" role="alert" tabIndex={-1}>
      <div>
        <p class="problem-heading">{words.conflict}</p>
        <p>{words.conflictDetail}</p>
        <p>{words.conflictNews}</p>
        <ul>
          {news.map(({ eventId, type, effectiveOn }) => (
            <li key={eventId}>
              {factWords(type)}
              {effectiveOn !== undefined && `, ${writeDate(effectiveOn)}`}
            </li>
          ))}
        </ul>
      </div>
      <button type="button" onClick={onSeen}>
        {words.onTop}
      </button>
    </div>
  );
}
