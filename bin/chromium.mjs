// A Chromium for the browser tests: the one that is here, or the system's package where that can be installed.
import { accessSync, constants, existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { run, say } from './prepare.mjs';

/** The one without windows comes first: pages are the same, and a third of the time is saved. */
const NAMES = [
  'chromium-headless-shell',
  'chromium',
  'chromium-browser',
  'google-chrome',
  'google-chrome-stable',
  'chrome',
];
const INSTALL = ['-qq', 'install', '-y', '--no-install-recommends'];
const PLACES = [
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
];

/** The path of a Chromium: CHROME_PATH, the PATH, the usual places; undefined when there is none. */
export function findChromium() {
  const onPath = (process.env.PATH ?? '').split(delimiter).flatMap((folder) => NAMES.map((name) => join(folder, name)));
  const usual = ['/usr/bin', '/usr/local/bin'].flatMap((folder) => NAMES.map((name) => join(folder, name)));
  return [process.env.CHROME_PATH, ...onPath, ...usual, ...PLACES].find((path) => path && isExecutable(path));
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

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
