// The live figures of an alliance as state of a page, and what changed spoken to those who listen.
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { NOTHING_LOADED, openAllianceFeed, stateWith, type AllianceFeed, type FeedState } from './alliance-feed.js';
import { figuresAtHand, type Alliance, type Moment } from './api.js';
import { writeDifference } from './figure-text.js';
import { announce } from './notices.js';
import { monthOf } from './project-months.js';
import { text } from './text.js';

/** Months on either side of the cursor that are loaded ahead. */
const AHEAD = 3;
/** A cursor that still moves loads nothing ahead. */
const REST_MS = 150;

export function useAllianceFeed(alliance: Alliance, moment: Moment) {
  const feed = useRef<AllianceFeed | undefined>(undefined);
  const [state, setState] = useState<FeedState>(() => {
    const figures = figuresAtHand(alliance.allianceId, moment);
    return figures ? stateWith(figures, moment) : NOTHING_LOADED;
  });
  // Before the first drawing: figures that were asked for early are in it.
  useLayoutEffect(() => {
    feed.current = openAllianceFeed(alliance, setState, feed.current ? NOTHING_LOADED : state);
    return () => feed.current?.close();
  }, [alliance.allianceId]);
  useLayoutEffect(() => feed.current?.show(moment), [alliance.allianceId, moment.at, moment.asOf]);
  useEffect(() => {
    for (const indicator of state.list?.indicators ?? []) {
      const change = state.changed.get(indicator.id);
      if (change) announce(text.indicators.announced(indicator.id, writeDifference(change, indicator)));
    }
  }, [state.changed]);
  return { feed, state };
}

/** Loads the months beside the one shown, so that the cursor draws them at once. */
export function usePrefetch(
  { startsOn }: Alliance,
  moment: Moment,
  { feed, state }: ReturnType<typeof useAllianceFeed>,
): void {
  useEffect(() => {
    if (state.busy || !state.list) return undefined;
    const month = monthOf(startsOn, state.list.at);
    const near = Array.from({ length: AHEAD }, (_, i) => [month - 1 - i, month + 1 + i]).flat();
    const moments = near
      .filter((one) => one >= 0 && (moment.at !== undefined || one < month))
      .map((one) => ({ at: text.month(one), asOf: moment.asOf }));
    const timer = window.setTimeout(() => void feed.current?.prefetch(moments), REST_MS);
    return () => window.clearTimeout(timer);
    // Also once the courses are there: while they come, nothing is loaded ahead.
  }, [state.busy, state.list, state.details]);
}
