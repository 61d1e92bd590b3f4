// The figures of one alliance as shown: loaded, kept up to date from its stream, and never asked for too often.
import {
  ApiProblem,
  getIndicator,
  getIndicators,
  getMilestones,
  isAborted,
  problemFrom,
  type Alliance,
  type Ask,
  type Change,
  type Figures,
  type IndicatorDetail,
  type IndicatorList,
  type Milestone,
  type Moment,
} from './api.js';
import { listen } from './change-stream.js';
import { coalesced } from './coalesced.js';
import { differencesBetween, milestoneDifferences, type Difference } from './differences.js';
import { drawn } from './drawn.js';
import { todayIn } from './project-months.js';

/** How long a changed card stays marked. */
const MARK_MS = 5_000;
const NEW_DAY_CHECK_MS = 30_000;
/** How soon the other courses are renewed, too, after figures of today have changed. */
const OTHER_COURSES_MS = 5_000;
/** Moments kept, so that the cursor draws at once where it has been. */
const KEPT_MOMENTS = 150;

export interface FeedState {
  readonly list?: IndicatorList | undefined;
  readonly milestones?: readonly Milestone[] | undefined;
  /** The courses up to today, as known at the moment's `asOf`. */
  readonly details: ReadonlyMap<string, IndicatorDetail>;
  /** Why the last refresh failed; the figures before it are still shown. */
  readonly problem?: ApiProblem | undefined;
  readonly busy: boolean;
  /** Today where the alliance is, as the service said with the last figures of today. */
  readonly today?: string | undefined;
  /** What has just changed, by indicator or milestone id. */
  readonly changed: ReadonlyMap<string, Difference>;
}

export const NOTHING_LOADED: FeedState = {
  details: new Map(),
  busy: true,
  changed: new Map(),
};

export interface AllianceFeed {
  /** Shows another moment: at once where it has been loaded before. */
  show(moment: Moment): void;
  /** Loads moments that are likely to be shown next, without showing them. */
  prefetch(moments: readonly Moment[]): Promise<void>;
  retry(): void;
  close(): void;
}

/** The state of a feed that has these figures of a moment already. */
export function stateWith(figures: Figures, { at }: Moment): FeedState {
  return { ...NOTHING_LOADED, ...figures, busy: false, ...(at === undefined ? { today: figures.list.at } : {}) };
}

/**
 * Opens the feed and calls `onState` with each new state until closed. Nothing is loaded before `show`. `first`: what is
 * drawn already, of the moment that is shown first.
 */
export function openAllianceFeed(
  alliance: Alliance,
  onState: (state: FeedState) => void,
  first: FeedState = NOTHING_LOADED,
): AllianceFeed {
  const { allianceId } = alliance;
  let state = first;
  let moment: Moment | undefined;
  let closed = false;
  let abort = new AbortController();
  /** Which courses the next refresh must renew. */
  let wanted: ReadonlySet<string> | undefined;
  /** What the figures must have seen; not across connections, between which an older log may be put back. */
  let heard: string | undefined;
  let otherCourses: number | undefined;
  const kept = new Map<string, Figures>();
  /** How often that has been forgotten: what was asked before that may be older than what has been heard since. */
  let forgotten = 0;
  const forget = (): void => {
    kept.clear();
    forgotten++;
  };

  const set = (part: Partial<FeedState>): void => {
    if (closed || isPartOf(part, state)) return;
    state = { ...state, ...part };
    onState(state);
  };

  const note = (ids: Iterable<string>): void => {
    wanted = new Set([...(wanted ?? []), ...ids]);
  };
  const want = (ids: Iterable<string> = []): void => {
    note(ids);
    if (moment) refreshing.request();
  };
  /** After a while in which nothing was heard, any course may be another. */
  const wantAll = (): void => {
    forget();
    want(state.details.keys());
  };

  const refresh = async (): Promise<void> => {
    if (!wanted || closed || !moment) return;
    const ids = wanted;
    wanted = undefined;
    const { signal } = abort;
    let problem: ApiProblem | undefined;
    try {
      await load({ ...moment, atLeast: heard, signal }, ids);
    } catch (error) {
      if (error instanceof ApiProblem) problem = problemFrom(error, true);
      else if (!isAborted(error)) throw error;
    }
    if (!problem && !signal.aborted) return;
    // What wasn't loaded is wanted still: with the moment that is shown now, or once it is tried again.
    note(ids);
    if (problem) set({ problem, busy: false });
    else if (ids.size > 0) refreshing.request();
  };
  let refreshing = coalesced(refresh);

  const read = async (ask: Ask): Promise<Figures> => {
    const asked = forgotten;
    const [list, milestones] = await Promise.all([getIndicators(allianceId, ask), getMilestones(allianceId, ask)]);
    if (asked === forgotten && !ask.signal?.aborted) keep(ask, { list, milestones });
    return { list, milestones };
  };

  const load = async (ask: Ask, ids: ReadonlySet<string>): Promise<void> => {
    const figures = await read(ask);
    if (ask.signal?.aborted) return;
    const { list, milestones } = figures;
    const sameDay = state.list?.at === list.at && !state.busy;
    const differences = sameDay
      ? [...differencesBetween(state.list, list), ...milestoneDifferences(state.milestones, milestones)]
      : [];
    set({ list, milestones, problem: undefined, busy: false, ...(ask.at === undefined ? { today: list.at } : {}) });
    mark(differences);
    const stale = list.indicators.filter(({ id }) => ids.has(id) || !state.details.has(id));
    if (stale.length === 0) return;
    // What belongs beside the figures is asked for after they stand there.
    await drawn();
    const course = { asOf: ask.asOf, atLeast: ask.atLeast, signal: ask.signal };
    const courses = await Promise.all(stale.map(({ id }) => courseOf(id, course)));
    if (!ask.signal?.aborted) set({ details: new Map([...state.details, ...courses.flat()]) });
  };

  /** Nothing for an indicator that today's framework no longer has. */
  const courseOf = async (id: string, ask: Ask): Promise<[id: string, course: IndicatorDetail][]> => {
    try {
      return [[id, await getIndicator(allianceId, id, ask)]];
    } catch (error) {
      if (error instanceof ApiProblem) return [];
      throw error;
    }
  };

  const keep = (at: Moment, figures: Figures): void => {
    kept.set(keyOf(at), figures);
    const [oldest] = kept.keys();
    if (oldest !== undefined && kept.size > KEPT_MOMENTS) kept.delete(oldest);
  };

  const mark = (differences: readonly Difference[]): void => {
    if (differences.length === 0) return;
    set({ changed: new Map([...state.changed, ...differences.map((one) => [one.id, one] as const)]) });
    window.setTimeout(() => {
      const left = [...state.changed].filter(([, difference]) => !differences.includes(difference));
      set({ changed: new Map(left) });
    }, MARK_MS);
  };

  const stream = listen(allianceId, {
    // The first load may have been answered before the stream listened, as may what came while it was away.
    opened() {
      heard = undefined;
      wantAll();
    },
    changed(position, changes) {
      forget();
      heard = position;
      if (moment?.asOf !== undefined) return;
      // What changes no figure of today may change one of a day before.
      if (changes.length === 0) return want(state.details.keys());
      want(changes.map(indicatorOf));
      // So may what came with a change of today, or a framework; of those that are many only now and then.
      otherCourses ??= window.setTimeout(() => {
        otherCourses = undefined;
        want(state.details.keys());
      }, OTHER_COURSES_MS);
    },
    lost() {
      // The shell says so; the figures stay.
    },
  });
  const newDay = window.setInterval(() => {
    if (moment?.at !== undefined || !state.list || state.list.at === todayIn(alliance.timeZone)) return;
    wantAll();
  }, NEW_DAY_CHECK_MS);

  return {
    show(next) {
      if (moment && keyOf(moment) === keyOf(next)) return;
      // What is shown first may be drawn already.
      const busy = moment !== undefined || state.busy;
      const otherKnowledge = moment?.asOf !== next.asOf;
      abort.abort();
      abort = new AbortController();
      refreshing.stop();
      refreshing = coalesced(refresh);
      moment = next;
      const known = kept.get(keyOf(next));
      const courses = otherKnowledge ? { details: NOTHING_LOADED.details } : {};
      if (known && !otherKnowledge) {
        set({ ...known, problem: undefined, busy: false, changed: NOTHING_LOADED.changed });
        return;
      }
      set({ ...known, ...courses, problem: undefined, busy, changed: NOTHING_LOADED.changed });
      want();
    },
    async prefetch(moments) {
      const { signal } = abort;
      for (const next of moments) {
        if (kept.has(keyOf(next)) || closed || signal.aborted || refreshing.isRunning) continue;
        try {
          await read({ ...next, signal });
        } catch {
          // Asked again when it is to be shown.
          return;
        }
      }
    },
    retry() {
      set({ problem: undefined, busy: state.list === undefined });
      want();
    },
    close() {
      closed = true;
      abort.abort();
      refreshing.stop();
      window.clearInterval(newDay);
      window.clearTimeout(otherCourses);
      stream.close();
    },
  };
}

function isPartOf(part: Partial<FeedState>, state: FeedState): boolean {
  return Object.entries(part).every(([name, value]) => state[name as keyof FeedState] === value);
}

function keyOf({ at, asOf }: Moment): string {
  return `${at ?? 'today'} ${asOf ?? 'now'}`;
}

/** An id in the framework may hold dots, a companion's name may not. */
function indicatorOf({ id, kind }: Change): string {
  return kind === 'companion' ? id.slice(0, id.lastIndexOf('.')) : id;
}
