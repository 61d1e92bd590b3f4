// `serve`: the service, until it is told to stop.
import { readConfiguration, isLoopback, type Setting } from '../platform/configuration.js';
import { FolderInUseError } from '../event-store/embedded/folder-lock.js';
import { EventStoreError } from '../event-store/event-store.js';
import type { FirstStart } from '../first-start/set-up.js';
import { placeOfEvents } from '../open-store.js';
import { startService } from '../service.js';
import { progressBar } from './progress.js';

/** How long the service has to finish what it is at. */
const STOP_WITHIN_MS = 5_000;
/** Told to stop: by a supervisor, by a key, by the end of the terminal. */
const SIGNALS = ['SIGTERM', 'SIGINT', 'SIGHUP'] as const;

export async function serve(flags: Partial<Record<Setting, string>>, firstStart: FirstStart): Promise<void> {
  const configuration = readConfiguration(process.env, flags);
  if (!isLoopback(configuration.HOST)) {
    console.warn(
      `Warning: listening on ${configuration.HOST}. There are no accounts yet: whoever reaches this address can record and read everything.`,
    );
  }
  // It goes on when whoever read what it prints has gone, and stops as it should.
  for (const stream of [process.stdout, process.stderr]) {
    stream.removeAllListeners('error').on('error', () => undefined);
  }
  const bar = progressBar();
  const waiting = new AbortController();
  let ending: NodeJS.Timeout | undefined;
  const giveUp = (signal: NodeJS.Signals): void => {
    waiting.abort(signal);
    ending = endAtLatest();
  };
  for (const signal of SIGNALS) process.once(signal, giveUp);
  const service = await startService({
    configuration,
    firstStart,
    onProgress: (done) => bar.update('Reading the log', done),
    onWaiting: (reason) => console.warn(reason),
    signal: waiting.signal,
  }).catch((error: unknown) => {
    if (waiting.signal.aborted && isWaitedFor(error)) return undefined;
    throw error;
  });
  bar.stop();
  // What was waited for isn't there, but nobody wants it any more: that is no failure.
  if (!service) return void console.log(`${waiting.signal.reason}: stopping`);
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
  // One or the other listens at every moment: a signal that nobody listens to ends the process at once.
  for (const signal of SIGNALS) process.once(signal, stop).off(signal, giveUp);
  // Told to stop while it started: only now can it end as it should.
  if (waiting.signal.aborted) return stop(waiting.signal.reason as NodeJS.Signals);
  console.log(`alliance-kpi is at ${service.url} (data in ${placeOfEvents(configuration)})`);
}

/** Whether it is another process that has the folder, or a cluster that is away. */
const isWaitedFor = (error: unknown): boolean =>
  error instanceof FolderInUseError || (error instanceof EventStoreError && error.code === 'unavailable');

function endAtLatest(): NodeJS.Timeout {
  return setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
}
