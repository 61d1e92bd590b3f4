// What must be known to read a figure rightly: revisions and short notes in sight, long ones folded away.
import type { Indicator } from '../api.js';
import { writeNote, writeRevisions } from '../figure-text.js';
import { text } from '../text.js';

const SHORT_NOTE = 120;

export function NoteList({ indicator }: { indicator: Indicator }) {
  const notes = indicator.notes.map((note) => writeNote(note, indicator.unit));
  const short = [...writeRevisions(indicator), ...notes.filter((note) => note.length <= SHORT_NOTE)];
  const long = notes.filter((note) => note.length > SHORT_NOTE);
  return (
    <>
      {short.length > 0 && (
        <ul class="notes">
          {short.map((note) => (
            <li key={note}>{sentence(note)}</li>
          ))}
        </ul>
      )}
      {long.length > 0 && (
        <details class="fold">
          <summary>{text.indicators.notes(long.length)}</summary>
          {long.map((note) => (
            <p key={note}>{note}</p>
          ))}
        </details>
      )}
    </>
  );
}

function sentence(note: string): string {
  const capital = note.charAt(0).toUpperCase() + note.slice(1);
  return /[.!?:]$/.test(capital) ? capital : `${capital}.`;
}
