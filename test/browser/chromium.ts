// The browser for these tests, the bench and the pictures: CHROME_PATH, what the PATH holds, the usual places.
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { chromium, type Browser } from 'playwright-core';

/** The one without windows comes first: pages are the same, and a third of the time is saved. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];
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

/** The path of a Chromium, or undefined when there is none. */
export function findChromium(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const named = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env['CHROME_PATH'], ...named, ...PLACES].find((path) => path !== undefined && isExecutable(path));
}

/**
 * Fewer threads and processes: where the processors are busy with other specs, handing work over only costs, a third of
 * a page's time. Not for what is measured: readers' browsers have them.
 */
const FRUGAL = ['--js-flags=--single-threaded', '--in-process-gpu'];

/** A fresh profile each time: nothing is cached from the run before. */
export function launchChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: FLAGS });
}

/** The same pages for less of the machine. */
export function launchFrugalChromium(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...FLAGS, ...FRUGAL] });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return path !== '';
  } catch {
    return false;
  }
}
