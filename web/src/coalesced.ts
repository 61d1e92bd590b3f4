// Asking again for what has changed: at once where nothing was asked lately, else together with what comes soon after.

/** Requests that come closer together than this are answered by one run. */
const PAUSE_MS = 250;

export interface Coalesced {
  /** Runs at once, or soon after the last run; what is requested during a run is answered by one more after it. */
  request(): void;
  readonly isRunning: boolean;
  /** Nothing begins any more; a run that has begun is left to end. */
  stop(): void;
}

/** Runs of `work` that never overlap, and begin no sooner than `pauseMs` after one another. */
export function coalesced(work: () => Promise<void>, pauseMs = PAUSE_MS): Coalesced {
  let isRunning = false;
  let isRequested = false;
  let isStopped = false;
  let startedMs = -Infinity;
  let timer: number | undefined;

  const request = (): void => {
    isRequested = true;
    if (isRunning || isStopped || timer !== undefined) return;
    const waitMs = startedMs + pauseMs - performance.now();
    if (waitMs > 0) timer = window.setTimeout(() => void run(), waitMs);
    else void run();
  };
  const run = async (): Promise<void> => {
    timer = undefined;
    isRequested = false;
    isRunning = true;
    startedMs = performance.now();
    try {
      await work();
    } finally {
      isRunning = false;
      if (isRequested) request();
    }
  };
  return {
    request,
    get isRunning() {
      return isRunning;
    },
    stop() {
      isStopped = true;
      window.clearTimeout(timer);
    },
  };
}
