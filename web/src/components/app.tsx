// The page: which alliances there are, which one is shown, and on which day.
import { useEffect, useState } from 'preact/hooks';
import { hrefOf, readAddress, writeAddress, type Address } from '../address.js';
import { ApiProblem, getAlliances, isAborted, type Alliance } from '../api.js';
import { text } from '../text.js';
import { AlliancePage } from './alliance-page.js';
import { AllianceTabs } from './alliance-tabs.js';
import { NoAllianceYet } from './first-steps.js';
import { ProblemPanel } from './problem-panel.js';

const WAITING_MS = 5_000;

export function App() {
  const { alliances, problem, retry } = useAlliances();
  const [address, go] = useAddress();
  const shown = alliances && chosen(alliances, address);
  useEffect(() => {
    document.title = shown ? text.pageTitle(shown.acronym, shown.example) : text.product;
  }, [shown]);
  return (
    <>
      <a class="skip" href="#figures">
        {text.skipToFigures}
      </a>
      <header class="top">
        <div class="top-inner">
          <p class="product">
            <img src="/favicon.svg" width="28" height="28" alt="" />
            {text.product}
          </p>
          <AllianceTabs
            alliances={alliances ?? []}
            current={shown?.allianceId}
            onChoose={(alliance) => go({ alliance })}
          />
        </div>
      </header>
      <div class="page">
        {problem && <ProblemPanel problem={problem} onRetry={retry} />}
        {!alliances && !problem && <p class="loading">{text.loading}</p>}
        {alliances?.length === 0 && <NoAllianceYet onRetry={retry} />}
        {alliances && alliances.length > 0 && !shown && (
          <UnknownAlliance id={address.alliance ?? ''} alliances={alliances} />
        )}
        {shown && (
          <AlliancePage
            key={shown.allianceId}
            alliance={shown}
            example={alliances?.find(({ example }) => example)}
            at={address.at}
            onDay={(at) => go({ alliance: shown.allianceId, at }, true)}
          />
        )}
      </div>
    </>
  );
}

/** The one that the address names, else the first. */
function chosen(alliances: readonly Alliance[], { alliance }: Address): Alliance | undefined {
  if (alliance !== undefined) return alliances.find(({ allianceId }) => allianceId === alliance);
  return alliances[0];
}

function UnknownAlliance({ id, alliances }: { id: string; alliances: readonly Alliance[] }) {
  return (
    <main class="guide" id="figures">
      <h1>{text.problem.unknownAlliance(id)}</h1>
      <p>{text.problem.unknownAllianceDetail}</p>
      <ul>
        {alliances.map(({ allianceId, acronym, name }) => (
          <li key={allianceId}>
            <a href={hrefOf({ alliance: allianceId })}>
              {acronym}: {name}
            </a>
          </li>
        ))}
      </ul>
    </main>
  );
}

/** Those with invented data come last. */
function useAlliances() {
  const [alliances, setAlliances] = useState<readonly Alliance[] | undefined>(undefined);
  const [problem, setProblem] = useState<ApiProblem | undefined>(undefined);
  const [attempt, setAttempt] = useState(0);
  useEffect(() => {
    const abort = new AbortController();
    const loaded = (found: readonly Alliance[]): void => {
      setProblem(undefined);
      setAlliances([...found].sort((one, other) => Number(one.example) - Number(other.example)));
    };
    getAlliances(abort.signal).then(loaded, (error: unknown) => {
      if (isAborted(error)) return;
      setProblem(error instanceof ApiProblem ? error : new ApiProblem(-1, text.problem.broken, String(error)));
    });
    return () => abort.abort();
  }, [attempt]);
  const retry = (): void => setAttempt((count) => count + 1);
  // The page may have been opened before the service was up, or before the first alliance was recorded.
  const waiting = alliances?.length === 0 || problem?.status === 0;
  useEffect(() => {
    if (!waiting) return undefined;
    const timer = window.setInterval(retry, WAITING_MS);
    return () => window.clearInterval(timer);
  }, [waiting]);
  return { alliances, problem, retry };
}

/** Moving the day leaves no step to go back to for each month passed over; choosing another alliance does. */
function useAddress(): [Address, (next: Address, replace?: boolean) => void] {
  const [address, setAddress] = useState(readAddress);
  useEffect(() => {
    const moved = (): void => setAddress(readAddress());
    window.addEventListener('popstate', moved);
    return () => window.removeEventListener('popstate', moved);
  }, []);
  return [
    address,
    (next, replace = false) => {
      writeAddress(next, replace);
      setAddress(next);
    },
  ];
}
