// The alliances that there are, loaded once for all pages; waited for where there is none yet, and looked for again where
// all of them are listed.
import { createContext, type ComponentChildren } from 'preact';
import { useContext, useEffect, useMemo, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { allianceIdOf } from '../address.js';
import { getAlliances, problemFrom, type Alliance, type ApiProblem } from '../api.js';

const WAITING_MS = 5_000;

interface KnownAlliances {
  /** Those with invented data come last. */
  readonly alliances?: readonly Alliance[] | undefined;
  readonly problem?: ApiProblem | undefined;
  /** Asks for them again: also after an alliance has been added. */
  readonly retry: () => void;
}

export const Alliances = createContext<KnownAlliances>({ retry: () => undefined });

/** The alliance that an address is about, where there is one of that id. */
export function useAllianceAt(path: string): Alliance | undefined {
  const id = allianceIdOf(path);
  return useContext(Alliances).alliances?.find(({ allianceId }) => allianceId === id);
}

interface Props {
  /** Those that were loaded before the first drawing, if that went well. */
  readonly first: readonly Alliance[] | undefined;
  readonly children: ComponentChildren;
}

export function AlliancesProvider({ first, children }: Props) {
  const [alliances, setAlliances] = useState(first && examplesLast(first));
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    if (first && attempt === 0) return undefined;
    const abort = new AbortController();
    const loaded = (found: readonly Alliance[]): void => {
      setProblem(undefined);
      setAlliances(examplesLast(found));
    };
    getAlliances(abort.signal).then(loaded, (error: unknown) => {
      const found = problemFrom(error, true);
      if (found) setProblem(found);
    });
    return () => abort.abort();
  }, [attempt]);
  // The page may have been opened before the service was up, or before the first alliance was recorded.
  const waiting = alliances?.length === 0 || problem?.status === 0;
  // No stream tells the list of all that there is another.
  const listed = useLocation().path === '/';
  useEffect(() => {
    if (!waiting && !listed) return undefined;
    const timer = window.setInterval(() => {
      if (waiting || !document.hidden) setAttempt((count) => count + 1);
    }, WAITING_MS);
    return () => window.clearInterval(timer);
  }, [waiting, listed]);
  const value = useMemo(
    () => ({ alliances, problem, retry: () => setAttempt((count) => count + 1) }),
    [alliances, problem],
  );
  return <Alliances.Provider value={value}>{children}</Alliances.Provider>;
}

function examplesLast(alliances: readonly Alliance[]): readonly Alliance[] {
  return [...alliances].sort((one, other) => Number(one.example) - Number(other.example));
}
