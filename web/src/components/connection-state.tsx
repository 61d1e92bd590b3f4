// Whether the figures are live; when not, since when they stand still.
import { writeTime } from '../figure-text.js';
import type { Connection } from '../shell/use-connection.js';
import { text } from '../text.js';

export function ConnectionState({ state }: Connection) {
  const words = text.connection;
  return (
    <p class={`connection connection-${state}`} title={state === 'live' ? words.liveMeaning : undefined}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {state === 'lost' ? <path d="m2.5 2.5 7 7m0-7-7 7" /> : <circle cx="6" cy="6" r="4" />}
      </svg>
      <span>{words[state]}</span>
    </p>
  );
}

export function ConnectionLost({ state, lostAt }: Connection) {
  return (
    <div role="status">
      {state === 'lost' && (
        <p class="banner banner-lost">{lostAt ? text.connection.lostSince(writeTime(lostAt)) : text.connection.lost}</p>
      )}
    </div>
  );
}
