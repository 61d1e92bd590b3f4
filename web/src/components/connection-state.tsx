// Whether the figures are live; when not, since when they stand still.
import type { FeedState } from '../alliance-feed.js';
import { writeTime } from '../figure-text.js';
import { text } from '../text.js';

type Props = Pick<FeedState, 'connection' | 'currentAt'>;

export function ConnectionState({ connection }: Props) {
  const words = text.connection;
  return (
    <p class={`connection connection-${connection}`} title={connection === 'live' ? words.liveMeaning : undefined}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
        {connection === 'lost' ? <path d="m2.5 2.5 7 7m0-7-7 7" /> : <circle cx="6" cy="6" r="4" />}
      </svg>
      {words[connection]}
    </p>
  );
}

export function ConnectionLost({ connection, currentAt }: Props) {
  if (connection !== 'lost') return null;
  return (
    <p class="banner banner-lost" role="status">
      {currentAt ? text.connection.lostSince(writeTime(currentAt)) : text.connection.lost}
    </p>
  );
}
