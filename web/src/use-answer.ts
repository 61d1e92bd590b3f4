// What the service answers to a question of a page: loaded, kept while a newer one is on its way, and asked again on changes.
import { useEffect, useRef, useState } from 'preact/hooks';
import { get, isAborted, problemFrom, type ApiProblem, type Moment } from './api.js';
import { listen } from './change-stream.js';

/** Changes that come closer together than this are answered by one question. */
const COALESCE_MS = 250;

export interface Answer<T> {
  /** The newest answer; of the question before while `busy` and `keepPrevious`. */
  readonly data?: T | undefined;
  /** Why the last question failed; `data` is then an older answer, if there is one. */
  readonly problem?: ApiProblem | undefined;
  readonly busy: boolean;
  readonly retry: () => void;
}

export interface Question extends Moment {
  /** Asks again whenever something of this alliance changes. */
  readonly liveFor?: string | undefined;
  /** Asks again this often while the page is in view: for what no change of a figure tells of. */
  readonly everyMs?: number | undefined;
  /** Shows the answer before while another question is asked: right for another month, wrong for another thing. */
  readonly keepPrevious?: boolean | undefined;
}

/** Asks `path` (undefined: nothing yet) at a moment; another path or moment aborts the question before. */
export function useAnswer<T>(path: string | undefined, question: Question = {}): Answer<T> {
  const { at, asOf, liveFor, everyMs, keepPrevious = false } = question;
  const key = `${path ?? ''} ${at ?? ''} ${asOf ?? ''}`;
  const [state, setState] = useState<{ key?: string; data?: T | undefined; problem?: ApiProblem | undefined }>({});
  const [round, setRound] = useState<{ count: number; atLeast?: string | undefined }>({ count: 0 });
  const timer = useRef<number | undefined>(undefined);

  useEffect(() => {
    if (path === undefined) return undefined;
    const abort = new AbortController();
    get<T>(path, { at, asOf, atLeast: round.atLeast, signal: abort.signal }).then(
      (data) => setState({ key, data }),
      (error: unknown) => {
        if (isAborted(error)) return;
        setState((before) => ({
          key,
          data: before.key === key ? before.data : undefined,
          problem: problemFrom(error),
        }));
      },
    );
    return () => abort.abort();
  }, [key, round]);

  useEffect(() => {
    if (liveFor === undefined) return undefined;
    let newest: string | undefined;
    let isJoining = true;
    const again = (): void => {
      timer.current ??= window.setTimeout(() => {
        timer.current = undefined;
        setRound(({ count }) => ({ count: count + 1, atLeast: newest }));
      }, COALESCE_MS);
    };
    const stream = listen(liveFor, {
      // A question asked before the connection stood may have missed something.
      opened() {
        if (!isJoining) again();
      },
      changed(position) {
        newest = position;
        again();
      },
      lost() {
        // The page says so; what is shown stays.
      },
    });
    isJoining = false;
    return () => {
      window.clearTimeout(timer.current);
      timer.current = undefined;
      stream.close();
    };
  }, [liveFor]);

  useEffect(() => {
    if (everyMs === undefined) return undefined;
    const clock = window.setInterval(() => {
      if (!document.hidden) setRound(({ count }) => ({ count: count + 1 }));
    }, everyMs);
    return () => window.clearInterval(clock);
  }, [everyMs]);

  const current = state.key === key;
  return {
    data: current || keepPrevious ? state.data : undefined,
    problem: current ? state.problem : undefined,
    busy: path !== undefined && !current,
    retry: () => setRound(({ count }) => ({ count: count + 1 })),
  };
}
