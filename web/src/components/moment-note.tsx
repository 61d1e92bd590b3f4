// On pages without a time axis: that they show another moment than now, and the way back.
import { useMoment, useQueryState } from '../address.js';
import type { Alliance } from '../api.js';
import { todayIn } from '../project-months.js';
import { text } from '../text.js';
import { atInWords } from './day-words.js';
import { knownInWords } from './time-cursors.js';

/** Whether the address names another moment than now. */
export function usePast(): boolean {
  const { at, asOf } = useMoment();
  return at !== undefined || asOf !== undefined;
}

export function MomentNote({ alliance }: { alliance: Alliance }) {
  const { at, asOf } = useMoment();
  const [, change] = useQueryState();
  if (!usePast()) return null;
  const { timeZone } = alliance;
  return (
    <div class="moment-note">
      <p>
        {text.day.shownAsOf}: <b>{atInWords(at, alliance, todayIn(timeZone))}</b>
        {asOf !== undefined && (
          <>
            {' · '}
            {text.day.knownLabel}: <b>{knownInWords(asOf, timeZone)}</b>
          </>
        )}
      </p>
      <button type="button" class="secondary" onClick={() => change({ at: undefined, asOf: undefined }, false)}>
        {text.day.backToToday}
      </button>
    </div>
  );
}
