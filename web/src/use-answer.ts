// What the service answers to a question of a page: loaded, kept while a newer one is on its way, and asked again on changes.
import { useEffect, useState } from 'preact/hooks';
import { answerAtHand, get, isAborted, problemFrom, type ApiProblem, type Ask, type Moment } from './api.js';
import { listen } from './change-stream.js';
import { coalesced } from './coalesced.js';

/** How often is asked while the live connection is lost. */
const LOST_MS = 10_000;
/** Time zones are a quarter of an hour apart at least: wherever an alliance is, its day begins with one. */
const QUARTER_MS = 900_000;
/** Into the quarter, for clocks that differ a little. */
const INTO_QUARTER_MS = 20_000;

export interface Answer<T> {
  /** The newest answer; of the question before while `busy` and `keepPrevious`. */
  readonly data?: T | undefined;
  /** Why the last question failed; `data` is then an older answer, if there is one. */
  readonly problem?: ApiProblem | undefined;
  readonly busy: boolean;
  /** It was asked again by `retry`, and is not answered since: nothing is to be done on the ground of `data`. */
  readonly outdated: boolean;
  readonly retry: () => void;
}

interface Live {
  /** Asks again whenever something is recorded in this alliance. */
  readonly liveFor?: string | undefined;
  /** Shows the answer before while another question is asked: right for another month, wrong for another thing. */
  readonly keepPrevious?: boolean | undefined;
  /** Asks no more often than this: for what the service takes long to find out, and nobody waits for. */
  readonly pauseMs?: number | undefined;
}

export interface Question extends Moment, Live {}

/** Asks `path` (undefined: nothing yet) at a moment; another path or moment aborts the question before. */
export function useAnswer<T>(path: string | undefined, { at, asOf, ...live }: Question = {}): Answer<T> {
  const key = path && `${path} ${at ?? ''} ${asOf ?? ''}`;
  const came = path === undefined ? undefined : (answerAtHand(path, { at, asOf }) as T | undefined);
  return useAnswerOf(key, (asking) => get<T>(path ?? '', { at, asOf, ...asking }), live, came);
}

/** The answer to any question; `key` names it, undefined: nothing to ask yet. `came`: the answer that came with the page. */
export function useAnswerOf<T>(
  key: string | undefined,
  ask: (asking: Pick<Ask, 'atLeast' | 'signal'>) => Promise<T>,
  { liveFor, keepPrevious = false, pauseMs }: Live,
  came?: T,
): Answer<T> {
  const [state, setState] = useState<State<T>>(came === undefined ? {} : { key, data: came, round: 0 });
  const [round, setRound] = useState(0);

  useEffect(() => {
    if (key === undefined) return undefined;
    const abort = new AbortController();
    let atLeast: string | undefined;
    const asking = coalesced(async () => {
      try {
        const data = await ask({ atLeast, signal: abort.signal });
        setState({ key, data, round });
      } catch (error) {
        if (!isAborted(error)) setState((before) => failed(before, key, problemFrom(error, liveFor !== undefined)));
      }
    }, pauseMs);
    const live =
      liveFor === undefined
        ? undefined
        : whenRecorded(liveFor, (position) => {
            // Not what was heard before a loss: an older log may have been put back since.
            atLeast = position;
            asking.request();
          });
    asking.request();
    return () => {
      abort.abort();
      asking.stop();
      live?.close();
    };
  }, [key, liveFor, round]);

  const current = state.key === key;
  return {
    data: current || keepPrevious ? state.data : undefined,
    problem: current ? state.problem : undefined,
    busy: key !== undefined && !current,
    outdated: current && state.data !== undefined && state.round !== round,
    retry: () => setRound((count) => count + 1),
  };
}

interface State<T> {
  readonly key?: string | undefined;
  readonly data?: T | undefined;
  readonly problem?: ApiProblem | undefined;
  /** In which `data` was asked for. */
  readonly round?: number | undefined;
}

/** An answer there was to the same question stays; that nobody answers just now, the shell says. */
function failed<T>(before: State<T>, key: string, problem: ApiProblem | undefined): State<T> {
  if (before.key !== key) return { key, problem };
  return problem?.status === 0 && before.data !== undefined ? before : { ...before, problem };
}

/** Tells each position at which something is recorded; without one, that something may have been, or another day begun. */
function whenRecorded(allianceId: string, tell: (position?: string) => void): { close(): void } {
  let isJoining = true;
  let timer: number | undefined;
  let dayTimer: number | undefined;
  const waitForDay = (): void => {
    const untilQuarter = QUARTER_MS - (Date.now() % QUARTER_MS);
    dayTimer = window.setTimeout(() => {
      tell();
      waitForDay();
    }, untilQuarter + INTO_QUARTER_MS);
  };
  waitForDay();
  const stream = listen(allianceId, {
    opened() {
      window.clearInterval(timer);
      timer = undefined;
      // A question asked before the connection stood may have missed something.
      if (!isJoining) tell();
    },
    changed(position) {
      tell(position);
    },
    lost() {
      timer ??= window.setInterval(() => {
        if (!document.hidden) tell();
      }, LOST_MS);
    },
  });
  isJoining = false;
  return {
    close() {
      window.clearInterval(timer);
      window.clearTimeout(dayTimer);
      stream.close();
    },
  };
}
