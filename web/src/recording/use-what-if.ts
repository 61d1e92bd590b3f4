// Asks what facts would change while they are being entered: soon after the last key, and never two questions at once.
import { useEffect, useState } from 'preact/hooks';
import { isAborted } from '../api.js';
import { askWhatIf, type WhatIfAnswer, type WhatIfRequest } from './recording.api.js';

/** Long enough not to ask at every key, short enough to seem immediate. */
const PAUSE_MS = 350;

export interface WhatIfState {
  readonly answer?: WhatIfAnswer | undefined;
  /** The answer is of what was entered before. */
  readonly busy: boolean;
}

/** Undefined: nothing to ask. A failed question is no news here: recording itself will tell. */
export function useWhatIf(allianceId: string, request: WhatIfRequest | undefined): WhatIfState {
  const key = request === undefined ? undefined : JSON.stringify(request);
  const [state, setState] = useState<{ key?: string; answer?: WhatIfAnswer }>({});
  useEffect(() => {
    if (request === undefined || key === undefined) return undefined;
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      askWhatIf(allianceId, request, abort.signal).then(
        (answer) => setState({ key, answer }),
        (error: unknown) => {
          if (!isAborted(error)) setState({ key });
        },
      );
    }, PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [allianceId, key]);
  return { answer: key === undefined ? undefined : state.answer, busy: key !== undefined && state.key !== key };
}
