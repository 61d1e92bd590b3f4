// The figures of one alliance as shown: loaded, kept up to date from its stream, and never asked for too often.
import {
  ApiProblem,
  getIndicator,
  getIndicators,
  getMilestones,
  isAborted,
  type Alliance,
  type Ask,
  type IndicatorDetail,
  type IndicatorList,
  type Milestone,
} from './api.js';
import { listen } from './change-stream.js';
import { differencesBetween, milestoneDifferences, type Difference } from './differences.js';
import { todayIn } from './project-months.js';

/** Messages that come closer together than this are answered by one refresh. */
const COALESCE_MS = 250;
/** How long a changed card stays marked. */
const MARK_MS = 5_000;
const NEW_DAY_CHECK_MS = 30_000;

export interface FeedState {
  readonly list?: IndicatorList | undefined;
  readonly details: ReadonlyMap<string, IndicatorDetail>;
  readonly detailProblems: ReadonlyMap<string, ApiProblem>;
  readonly milestones?: readonly Milestone[] | undefined;
  /** Why the last refresh failed; the figures before it are still shown. */
  readonly problem?: ApiProblem | undefined;
  readonly busy: boolean;
  readonly connection: 'connecting' | 'live' | 'lost';
  /** When the figures were last known to be current: while live that is now. */
  readonly currentAt?: Date | undefined;
  /** What has just changed, by indicator or milestone id. */
  readonly changed: ReadonlyMap<string, Difference>;
}

export const NOTHING_LOADED: FeedState = {
  details: new Map(),
  detailProblems: new Map(),
  busy: true,
  connection: 'connecting',
  changed: new Map(),
};

export interface AllianceFeed {
  /** Shows another day: `M24` or a date, undefined for today. */
  show(at: string | undefined): void;
  retry(): void;
  close(): void;
}

/** Opens the feed and calls `onState` with each new state until closed. Nothing is loaded before `show`. */
export function openAllianceFeed(alliance: Alliance, onState: (state: FeedState) => void): AllianceFeed {
  const { allianceId } = alliance;
  let state = NOTHING_LOADED;
  let at: string | undefined;
  let shown = false;
  let closed = false;
  let abort = new AbortController();
  let running = false;
  let startedMs = -Infinity;
  let timer: number | undefined;
  /** What the next refresh must have seen, and which series it must renew. */
  let wanted: { atLeast?: string; ids: Set<string> } | undefined;

  const set = (part: Partial<FeedState>): void => {
    if (closed) return;
    state = { ...state, ...part };
    onState(state);
  };

  const want = (atLeast?: string, ids: Iterable<string> = []): void => {
    wanted = { ids: new Set([...(wanted?.ids ?? []), ...ids]), ...newer(wanted?.atLeast, atLeast) };
    if (running || timer !== undefined || !shown) return;
    timer = window.setTimeout(() => void refresh(), Math.max(0, startedMs + COALESCE_MS - performance.now()));
  };

  const refresh = async (): Promise<void> => {
    timer = undefined;
    if (!wanted || closed) return;
    const { atLeast, ids } = wanted;
    wanted = undefined;
    running = true;
    startedMs = performance.now();
    const { signal } = abort;
    try {
      await load({ at, atLeast, signal }, ids);
    } catch (error) {
      if (isAborted(error)) return;
      if (!(error instanceof ApiProblem)) throw error;
      set({ problem: error, busy: false });
    } finally {
      if (signal === abort.signal) {
        running = false;
        if (wanted) want();
      }
    }
  };

  const load = async (ask: Ask, ids: ReadonlySet<string>): Promise<void> => {
    const [list, milestones] = await Promise.all([getIndicators(allianceId, ask), getMilestones(allianceId, ask)]);
    if (ask.signal?.aborted) return;
    const sameDay = state.list?.at === list.at && !state.busy;
    const before = new Map(state.list?.indicators.map((indicator) => [indicator.id, indicator]));
    const stale = list.indicators
      .filter((indicator) => ids.has(indicator.id) || !isSame(before.get(indicator.id), indicator))
      .map(({ id }) => id)
      .concat([...state.detailProblems.keys()]);
    const differences = sameDay
      ? [...differencesBetween(state.list, list), ...milestoneDifferences(state.milestones, milestones)]
      : [];
    set({ list, milestones, problem: undefined, busy: false, currentAt: new Date() });
    mark(differences);
    const present = new Set(list.indicators.map(({ id }) => id));
    await Promise.all([...new Set(stale)].filter((id) => present.has(id)).map((id) => loadDetail(id, ask)));
  };

  const loadDetail = async (id: string, ask: Ask): Promise<void> => {
    try {
      const detail = await getIndicator(allianceId, id, ask);
      if (ask.signal?.aborted) return;
      set({ details: new Map(state.details).set(id, detail), detailProblems: withoutKey(state.detailProblems, id) });
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      set({ detailProblems: new Map(state.detailProblems).set(id, error) });
    }
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
    opened() {
      const again = state.connection === 'lost' || state.list !== undefined;
      set({ connection: 'live' });
      // The first load may have been answered before the stream listened.
      if (again || shown) want();
    },
    changed(position, changes) {
      want(position, new Set(changes.map(({ id, kind }) => (kind === 'companion' ? indicatorOf(id) : id))));
    },
    lost() {
      if (state.connection !== 'lost') set({ connection: 'lost', currentAt: new Date() });
    },
  });
  const newDay = window.setInterval(() => {
    if (at === undefined && state.list && state.list.at !== todayIn(alliance.timeZone)) want();
  }, NEW_DAY_CHECK_MS);

  return {
    show(day) {
      if (shown && day === at) return;
      abort.abort();
      abort = new AbortController();
      window.clearTimeout(timer);
      timer = undefined;
      running = false;
      startedMs = -Infinity;
      at = day;
      shown = true;
      set({ busy: true, problem: undefined, changed: new Map() });
      want(undefined, state.list?.indicators.map(({ id }) => id) ?? []);
    },
    retry() {
      set({ problem: undefined, busy: state.list === undefined });
      want();
    },
    close() {
      closed = true;
      abort.abort();
      window.clearTimeout(timer);
      window.clearInterval(newDay);
      stream.close();
    },
  };
}

/** An id in the framework may hold dots, a companion's name may not. */
function indicatorOf(companionId: string): string {
  return companionId.slice(0, companionId.lastIndexOf('.'));
}

function newer(one: string | undefined, other: string | undefined): { atLeast?: string } {
  if (one === undefined || other === undefined) {
    const known = one ?? other;
    return known === undefined ? {} : { atLeast: known };
  }
  return { atLeast: BigInt(one) > BigInt(other) ? one : other };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function withoutKey<V>(map: ReadonlyMap<string, V>, key: string): ReadonlyMap<string, V> {
  const left = new Map(map);
  left.delete(key);
  return left;
}
