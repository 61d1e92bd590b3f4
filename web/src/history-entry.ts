// What stood at an entry of the browser's history, such as a table's filter and where it was scrolled to: whoever comes back
// from a thing to its list goes on where they were, and whoever opens the list anew begins anew.
import type { KeepingPlace } from './use-kept.js';

/** Scrolling passes many places: the entry takes only the one where it rests. */
const REST_MS = 150;
/** So long the page is led to its place while it grows; later it would be a surprise. */
const LED_MS = 3_000;
const FRAME_MS = 16;
const SCROLLED = 'scrolledTo';

type Entry = Readonly<Record<string, unknown>>;

/** Keeps in the entry what is of the page at it. Browsers refuse to keep too much in too short a time. */
export const inHistoryEntry: KeepingPlace = {
  has: (name) => name in entry(),
  get: (name) => entry()[name],
  set: (name, value) => window.history.replaceState({ ...entry(), [name]: value }, ''),
};

/** Scrolls to where it was, on the way back and forward, once what stands there is loaded. */
export function keepScrolling(): void {
  let timer: number | undefined;
  let leading: number | undefined;
  const stop = (): void => window.clearInterval(leading);
  window.addEventListener('scroll', () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => inHistoryEntry.set(SCROLLED, window.scrollY), REST_MS);
  });
  window.addEventListener('popstate', () => {
    stop();
    window.clearTimeout(timer);
    const place = inHistoryEntry.get(SCROLLED);
    if (typeof place !== 'number') return;
    const until = performance.now() + LED_MS;
    leading = window.setInterval(() => {
      if (performance.now() > until) stop();
      else if (window.scrollY !== place) window.scrollTo({ top: place, behavior: 'instant' });
    }, FRAME_MS);
  });
  // Whoever goes on by themselves is not led elsewhere.
  for (const way of ['wheel', 'touchstart', 'pointerdown', 'keydown', 'click']) window.addEventListener(way, stop);
}

/** Where there is no browser, as where a page is drawn first, nothing is kept. */
function entry(): Entry {
  const state: unknown = 'history' in globalThis ? window.history.state : undefined;
  return typeof state === 'object' && state !== null ? (state as Entry) : {};
}
