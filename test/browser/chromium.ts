// How the browser is started for these tests, the bench and the pictures; bin/chromium.mjs finds it.
import { chromium, type Browser } from 'playwright-core';

const FLAGS = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // Pages of one reader share a process, and with it what is compiled.
  '--renderer-process-limit=1',
];

/**
 * Fewer threads and processes: where the processors are busy with other specs, handing work over only costs, a tenth of
 * a page's time. Not for what is measured: readers' browsers have them.
 */
export const FRUGAL = ['--js-flags=--single-threaded', '--in-process-gpu'];

/** A fresh profile each time: nothing is cached from the run before. `flags`: beside those that it is always started with. */
export function launchChromium(executablePath: string, flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...FLAGS, ...flags] });
}
