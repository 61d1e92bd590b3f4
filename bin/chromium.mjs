// A Chromium for the browser tests, the bench and the pictures: the one that is here (CHROME_PATH, what the PATH holds, the
// usual places), or the system's package where that can be installed.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot, run, say } from './prepare.mjs';

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
const INSTALL = ['-qq', 'install', '-y', '--no-install-recommends'];

/** The path of a Chromium, or undefined when there is none. */
export function findChromium() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin', '/snap/bin'];
  const named = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.CHROME_PATH, ...named, ...PLACES].find(isExecutable);
}

/** Finds a Chromium, or installs the system's package when root; says so and returns undefined when neither works. */
export async function ensureChromium() {
  const found = findChromium();
  if (found) return found;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    say('Installing Chromium for the browser tests…');
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    let code = await run('apt-get', ['-qq', 'update'], { env });
    const install = (name) => run('apt-get', [...INSTALL, name, 'fonts-dejavu-core'], { env });
    if (code === 0) code = await install('chromium-headless-shell');
    // Not every distribution has that.
    if (code !== 0) await install('chromium');
  }
  const installed = findChromium();
  if (!installed) say('No Chromium here: the browser tests are skipped. Install one, or set CHROME_PATH.');
  return installed;
}

/** Starts it, with what the tests know; they must have been built. */
export async function openChromium() {
  const file = join(projectRoot, 'dist', 'test', 'browser', 'chromium.js');
  const { launchChromium } = await import(pathToFileURL(file).href);
  return launchChromium(await ensureChromium());
}

function isExecutable(path) {
  if (!path) return false;
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
