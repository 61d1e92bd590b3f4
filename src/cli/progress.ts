// Progress of long work, on standard error: a bar where someone is looking, a line now and then in a log.
import { Presets, SingleBar } from 'cli-progress';

/** Work that is over sooner needs no bar. */
const SHOW_AFTER_MS = 500;
const A_LINE_EVERY_MS = 2_000;
const WHOLE = 100;

export interface ProgressBar {
  readonly update: (work: string, done: number) => void;
  readonly stop: () => void;
}

export function progressBar(): ProgressBar {
  return process.stderr.isTTY ? bar() : lines();
}

function bar(): ProgressBar {
  const started = performance.now();
  const drawn = new SingleBar(
    {
      format: '{work} [{bar}] {percentage} %',
      stream: process.stderr,
      noTTYOutput: false,
      clearOnComplete: true,
      hideCursor: true,
    },
    Presets.shades_classic,
  );
  let shown = false;
  return {
    update(work, done) {
      if (performance.now() - started < SHOW_AFTER_MS) return;
      if (!shown) drawn.start(WHOLE, 0, { work });
      shown = true;
      drawn.update(Math.round(done * WHOLE), { work });
    },
    stop() {
      if (shown) drawn.stop();
    },
  };
}

function lines(): ProgressBar {
  let next = performance.now() + A_LINE_EVERY_MS;
  return {
    update(work, done) {
      if (performance.now() < next) return;
      next = performance.now() + A_LINE_EVERY_MS;
      process.stderr.write(`${work}: ${Math.round(done * WHOLE)} %\n`);
    },
    stop: () => undefined,
  };
}
