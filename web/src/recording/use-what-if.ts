// Asks what facts would change while they are being entered: soon after the last key, and never two questions at once.
import { useEffect, useState } from 'preact/hooks';
import { useAnswerOf, type Answer } from '../use-answer.js';
import { askWhatIf, type WhatIfAnswer, type WhatIfRequest } from './recording.api.js';

/** Long enough not to ask at every key, short enough to seem immediate. */
const PAUSE_MS = 350;

/** A problem is no news in a form, where recording itself will tell. */
export interface WhatIfState extends Pick<Answer<WhatIfAnswer>, 'problem' | 'retry'> {
  readonly answer?: WhatIfAnswer | undefined;
  /** The answer is of what was entered before. */
  readonly busy: boolean;
}

/** `request`: undefined: nothing to ask. `isLive`: asked again whenever something is recorded. */
export function useWhatIf(allianceId: string, request: WhatIfRequest | undefined, isLive = false): WhatIfState {
  const key = request === undefined ? undefined : JSON.stringify(request);
  const [asked, setAsked] = useState<string | undefined>(undefined);
  useEffect(() => {
    const timer = window.setTimeout(() => setAsked(key), PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [key]);
  const { data, problem, busy, retry } = useAnswerOf(
    asked,
    ({ signal }) => askWhatIf(allianceId, JSON.parse(asked ?? '') as WhatIfRequest, signal),
    { liveFor: isLive ? allianceId : undefined, keepPrevious: true },
  );
  const answer = key === undefined ? undefined : data;
  return {
    answer,
    problem: key === asked ? problem : undefined,
    busy: key !== undefined && (key !== asked || busy),
    retry,
  };
}
