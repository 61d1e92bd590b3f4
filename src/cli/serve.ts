// `serve`: the service, until it is told to stop.
import { readConfiguration, isLoopback, type Setting } from '../platform/configuration.js';
import type { FirstStart } from '../first-start/set-up.js';
import { placeOfEvents } from '../open-store.js';
import { startService } from '../service.js';
import { progressBar } from './progress.js';

/** How long the service has to finish what it is at. */
const STOP_WITHIN_MS = 5_000;

export async function serve(flags: Partial<Record<Setting, string>>, firstStart: FirstStart): Promise<void> {
  const configuration = readConfiguration(process.env, flags);
  if (!isLoopback(configuration.HOST)) {
    console.warn(
      `Warning: listening on ${configuration.HOST}. There are no accounts yet: whoever reaches this address can record and read everything.`,
    );
  }
  const bar = progressBar();
  const waiting = new AbortController();
  let ending: NodeJS.Timeout | undefined;
  const giveUp = (signal: NodeJS.Signals): void => {
    waiting.abort(signal);
    ending = endAtLatest();
  };
  process.once('SIGTERM', giveUp);
  process.once('SIGINT', giveUp);
  const service = await startService({
    configuration,
    firstStart,
    onProgress: (done) => bar.update('Reading the log', done),
    onWaiting: (reason) => console.warn(reason),
    signal: waiting.signal,
  });
  bar.stop();
  process.off('SIGTERM', giveUp);
  process.off('SIGINT', giveUp);
  clearTimeout(ending);
  const stop = (signal: NodeJS.Signals): void => {
    console.log(`${signal}: stopping`);
    endAtLatest();
    service.close().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(error);
        process.exit(1);
      },
    );
  };
  // Told to stop while it started: only now can it end as it should.
  if (waiting.signal.aborted) return stop(waiting.signal.reason as NodeJS.Signals);
  console.log(`alliance-kpi is at ${service.url} (data in ${placeOfEvents(configuration)})`);
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
}

function endAtLatest(): NodeJS.Timeout {
  return setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
}
