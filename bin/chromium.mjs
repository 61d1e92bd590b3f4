// A Chromium for the browser tests: the one that is here, or the system's package where that can be installed.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { projectRoot, run, say } from './prepare.mjs';

const INSTALL = ['-qq', 'install', '-y', '--no-install-recommends'];

/**
 * Finds a Chromium as the tests do, or installs the system's package when root; says so and returns undefined when
 * neither works. The tests must have been built.
 */
export async function ensureChromium() {
  const { findChromium } = await ofTests();
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

/** Starts it as the tests do. */
export async function openChromium() {
  const { launchChromium } = await ofTests();
  return launchChromium(await ensureChromium());
}

function ofTests() {
  return import(pathToFileURL(join(projectRoot, 'dist', 'test', 'browser', 'chromium.js')).href);
}
