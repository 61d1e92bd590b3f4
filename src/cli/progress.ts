// Progress of long work, on standard error, where someone is looking.
import { Presets, SingleBar } from 'cli-progress';

/** Work that is over sooner needs no bar. */
const SHOW_AFTER_MS = 500;
const WHOLE = 100;

export interface ProgressBar {
  readonly update: (work: string, done: number) => void;
  readonly stop: () => void;
}

export function progressBar(): ProgressBar {
  const started = performance.now();
  const bar = new SingleBar(
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
      if (!process.stderr.isTTY || performance.now() - started < SHOW_AFTER_MS) return;
      if (!shown) bar.start(WHOLE, 0, { work });
      shown = true;
      bar.update(Math.round(done * WHOLE), { work });
    },
    stop() {
      if (shown) bar.stop();
    },
  };
}
