// Makes a clone ready to run with nothing but Node: installs and builds what is missing or out of date, and only that.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const projectRoot = dirname(dirname(fileURLToPath(import.meta.url)));
export const entryFile = join(projectRoot, 'dist', 'service', 'cli.js');

const BUILD_INPUTS = [
  'src',
  'projections',
  'test',
  'web',
  'clients',
  'frameworks',
  'profiles',
  'tsconfig.json',
  'rolldown.config.mjs',
  'package.json',
];
const COMPILED_FOLDERS = ['src', 'projections', 'test'];
const BUILD_STAMP = join(projectRoot, 'dist', '.build-stamp');
const LOCK_FOLDER = join(projectRoot, '.cache', 'prepare.lock');
const LOCK_POLL_MS = 200;
/** Without a network npm would go on in silence for more than a minute; here it tries more often, and gives up in seconds. */
const RETRIES = ['--fetch-retries=4', '--fetch-retry-factor=2', '--fetch-retry-mintimeout=1000'];
/** How long npm may take to stop. */
const STOP_WITHIN_MS = 2_000;

/** A step that failed in a way the reader can act on: shown as one line, without a stack. */
export class PreparationError extends Error {}

/** Stops the process with a clear message when this Node is older than package.json asks for. */
export function checkNodeVersion() {
  const { engines } = readJson(join(projectRoot, 'package.json'));
  const wanted = engines.node
    .replace(/[^0-9.]/g, '')
    .split('.')
    .map(Number);
  const present = process.versions.node.split('.').map(Number);
  const older = present[0] < wanted[0] || (present[0] === wanted[0] && present[1] < (wanted[1] ?? 0));
  if (!older) return;
  console.error(`alliance-kpi needs Node.js ${engines.node}; this is ${process.version}. See https://nodejs.org/`);
  process.exit(1);
}

/** Whether this is a clone, which can be built, and not a package installed by npm, which comes built. */
export function isClone() {
  return existsSync(join(projectRoot, 'tsconfig.json'));
}

/** Installs and builds a clone where needed, one process at a time. Throws PreparationError. */
export async function prepare() {
  if (!isClone() || (!needsInstall(projectRoot) && !needsBuild())) return;
  await alone(async () => {
    await install(projectRoot);
    await build();
  });
}

/**
 * Installs the packages of a folder unless its node_modules already is what its lock file says.
 * Install scripts stay off: no package may need one. Throws PreparationError.
 */
export async function install(folder) {
  if (!needsInstall(folder)) return;
  if (!isInstalled(folder)) {
    say('Installing packages, which takes the network and half a minute…');
    // A NODE_ENV of production would leave out the compiler.
    const options = ['--ignore-scripts', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', ...RETRIES];
    const exact = await npm(['ci', ...options], folder);
    if (exact !== 0) {
      // A registry without one of the optional platform binaries makes `npm ci` refuse the lock file.
      say('npm ci refused; trying npm install…');
      const lenient = await npm(['install', '--no-save', ...options], folder);
      if (lenient !== 0)
        throw new PreparationError('The packages could not be installed (see above). Installing needs the network.');
    }
  }
  writeFileSync(installStampFile(folder), installStamp(folder));
}

/** Builds the service and the dashboard unless dist/ was built from the very files that are here. */
export async function build() {
  if (!needsBuild()) return;
  say('Building, which takes half a minute…');
  const stamp = hashOf(BUILD_INPUTS);
  rmSync(BUILD_STAMP, { force: true });
  // The compiler's own record would make it skip an output file that somebody deleted.
  if (!existsSync(entryFile)) rmSync(join(projectRoot, 'dist', '.tsbuildinfo'), { force: true });
  removeOutputWithoutSource();
  const code = await npm(['run', '--silent', 'build'], projectRoot, { isQuiet: true });
  if (code !== 0) throw new PreparationError('The build failed (see above).');
  writeFileSync(BUILD_STAMP, stamp);
}

function needsInstall(folder) {
  return readIfThere(installStampFile(folder)) !== installStamp(folder);
}

function needsBuild() {
  return !existsSync(entryFile) || readIfThere(BUILD_STAMP) !== hashOf(BUILD_INPUTS);
}

/**
 * Runs a command with this terminal's output, or (quiet) with what it printed only where it fails; signals reach it, and
 * end it where it doesn't stop in time. Returns its exit code.
 */
export function run(command, args, { cwd = projectRoot, env = {}, shell = false, stopWithinMs, isQuiet = false } = {}) {
  return new Promise((resolve, reject) => {
    // What the steps print goes to standard error, so that `alliance-kpi … --json` stays clean on standard output.
    const stdio = isQuiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 2, 2];
    const child = spawn(command, args, { cwd, shell, env: { ...process.env, ...env }, stdio });
    const printed = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => printed.push(chunk));
    let told;
    const forward = (signal) => {
      told = signal;
      child.kill(signal);
      if (stopWithinMs !== undefined) setTimeout(() => child.kill('SIGKILL'), stopWithinMs).unref();
    };
    process.on('SIGINT', forward).on('SIGTERM', forward);
    const done = () => process.off('SIGINT', forward).off('SIGTERM', forward);
    child.once('error', (error) => {
      done();
      reject(new PreparationError(`${command} could not be started: ${error.message}`));
    });
    child.once('exit', (_code, signal) => {
      done();
      // Stopped, and not failed: what comes next is not to be tried.
      const by = told ?? signal;
      if (by === 'SIGINT' || by === 'SIGTERM') process.exit(128 + constants.signals[by]);
    });
    child.once('close', (code) => {
      if (code !== 0) process.stderr.write(Buffer.concat(printed));
      resolve(code ?? 1);
    });
  });
}

/** Runs the main function of a command; a PreparationError becomes one line and exit code 1. */
export async function runCommand(main) {
  checkNodeVersion();
  try {
    await main();
  } catch (error) {
    if (!(error instanceof PreparationError)) throw error;
    console.error(error.message);
    process.exit(1);
  }
}

/** Prints a progress line on standard error. */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

function npm(args, cwd, { isQuiet = false } = {}) {
  const env = { SCARF_ANALYTICS: 'false', NO_UPDATE_NOTIFIER: '1' };
  // Told to stop while it installs, npm may go on without end. What it leaves is installed anew.
  const options = { cwd, env, stopWithinMs: STOP_WITHIN_MS, isQuiet };
  const calledBy = process.env.npm_execpath ?? '';
  if (/np[mx]-cli\.js$/.test(calledBy)) {
    return run(process.execPath, [calledBy.replace(/npx-cli\.js$/, 'npm-cli.js'), ...args], options);
  }
  // On Windows npm is a batch file, which only a shell can start.
  return run('npm', args, { ...options, shell: process.platform === 'win32' });
}

function installStampFile(folder) {
  return join(folder, 'node_modules', '.alliance-kpi-stamp');
}

function installStamp(folder) {
  const lock = readIfThere(join(folder, 'package-lock.json'));
  if (lock === undefined) throw new PreparationError(`There is no package-lock.json in ${folder}.`);
  // The platform too: a folder may be shared between two, and binaries differ.
  return createHash('sha256').update(`${lock}${process.platform} ${process.arch}`).digest('hex');
}

// A node_modules that somebody installed by hand needs no second installation, and may have no network for one.
function isInstalled(folder) {
  const lock = readJson(join(folder, 'package-lock.json'));
  const installed = readIfThere(join(folder, 'node_modules', '.package-lock.json'));
  if (installed === undefined || existsSync(installStampFile(folder))) return false;
  const { packages } = JSON.parse(installed);
  return Object.entries(lock.packages).every(
    ([path, entry]) => path === '' || entry.optional || packages[path]?.version === entry.version,
  );
}

function removeOutputWithoutSource() {
  for (const folder of COMPILED_FOLDERS) {
    for (const file of filesIn(join(projectRoot, 'dist', folder))) {
      const source = join(projectRoot, relative(join(projectRoot, 'dist'), file)).replace(/\.js(\.map)?$/, '.ts');
      if (!existsSync(source)) rmSync(file);
    }
  }
}

// Contents, not dates: switching branches back and forth then builds nothing.
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths) {
    for (const file of filesIn(join(projectRoot, path))) {
      const content = readFileSync(file);
      hash.update(`${relative(projectRoot, file)}\0${content.length}\0`).update(content);
    }
  }
  return hash.update(readFileSync(join(projectRoot, 'package-lock.json'))).digest('hex');
}

function filesIn(path) {
  let entries;
  try {
    entries = readdirSync(path, { withFileTypes: true });
  } catch (error) {
    if (error.code === 'ENOTDIR') return [path];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
  const visible = entries.filter((entry) => entry.name !== 'node_modules' && !entry.name.startsWith('.'));
  return visible
    .map((entry) => join(path, entry.name))
    .sort()
    .flatMap(filesIn);
}

async function alone(work) {
  mkdirSync(dirname(LOCK_FOLDER), { recursive: true });
  const ownerFile = join(LOCK_FOLDER, 'pid');
  for (let waits = 0; ; waits++) {
    try {
      mkdirSync(LOCK_FOLDER);
      break;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    const owner = Number(readIfThere(ownerFile) ?? Number.NaN);
    // Left by an owner that died. A folder without a name gets a moment: its owner may be about to write it.
    if (Number.isNaN(owner) ? waits > 10 : owner === process.pid || !isAlive(owner))
      rmSync(LOCK_FOLDER, { recursive: true, force: true });
    else {
      if (waits === 5) say('Waiting for another process that installs or builds here…');
      await new Promise((resolve) => setTimeout(resolve, LOCK_POLL_MS));
    }
  }
  const release = () => rmSync(LOCK_FOLDER, { recursive: true, force: true });
  process.once('exit', release);
  try {
    writeFileSync(ownerFile, String(process.pid));
    await work();
  } finally {
    process.off('exit', release);
    release();
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

function readJson(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
