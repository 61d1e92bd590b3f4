// The alliances that there are, loaded once for all pages, and waited for where there is none yet.
import { createContext, type ComponentChildren } from 'preact';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { getAlliances, problemFrom, type Alliance, type ApiProblem } from '../api.js';

const WAITING_MS = 5_000;

interface KnownAlliances {
  /** Those with invented data come last. */
  readonly alliances?: readonly Alliance[] | undefined;
  readonly problem?: ApiProblem | undefined;
  /** Asks for them again: also after an alliance has been added. */
  readonly retry: () => void;
}

/** Asked while the words of the page are still on their way. */
const early = getAlliances();
early.catch(() => undefined);

export const Alliances = createContext<KnownAlliances>({ retry: () => undefined });

export function AlliancesProvider({ children }: { children: ComponentChildren }) {
  const [alliances, setAlliances] = useState<readonly Alliance[] | undefined>(undefined);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const loaded = (found: readonly Alliance[]): void => {
      setProblem(undefined);
      setAlliances([...found].sort((one, other) => Number(one.example) - Number(other.example)));
    };
    (attempt === 0 ? early : getAlliances(abort.signal)).then(loaded, (error: unknown) => {
      const found = problemFrom(error);
      if (found) setProblem(found);
    });
    return () => abort.abort();
  }, [attempt]);
  // The page may have been opened before the service was up, or before the first alliance was recorded.
  const waiting = alliances?.length === 0 || problem?.status === 0;
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = window.setInterval(() => setAttempt((count) => count + 1), WAITING_MS);
    return () => window.clearInterval(timer);
  }, [waiting]);
  const value = useMemo(
    () => ({ alliances, problem, retry: () => setAttempt((count) => count + 1) }),
    [alliances, problem],
  );
  return <Alliances.Provider value={value}>{children}</Alliances.Provider>;
}
