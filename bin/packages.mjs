// What the lock file may hold: known licences, nothing that must run a script to work, nothing known to be unsafe.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FORBIDDEN = new Map([
  ['xlsx', 'the version on npm has vulnerabilities that were only mended elsewhere'],
  ['exceljs', 'unmaintained since 2023'],
]);

const LICENCES = new Set([
  ...['MIT', 'ISC', 'Apache-2.0', '0BSD', 'BSD-2-Clause', 'BSD-3-Clause', 'BlueOak-1.0.0', 'Python-2.0', 'Unlicense'],
  ...['CC0-1.0', 'Zlib', 'OFL-1.1'],
]);

// Only used while building or testing, so that nothing of them is shipped in the service's packages.
const LICENCES_OF_TOOLS = new Set(['MPL-2.0', 'CC-BY-4.0']);

// Packages that carry an install script and work without it; installing is done with --ignore-scripts.
const SCRIPT_NOT_NEEDED = new Map([
  ['@scarf/scarf', 'sends statistics of installations, which nobody here wants'],
  ['@parcel/watcher', 'compiles only where no prebuilt binary exists'],
  ['unrs-resolver', 'fetches only a prebuilt binary that npm left out'],
  ['fsevents', 'macOS only, prebuilt'],
  ['protobufjs', 'only remarks on how versions are written'],
]);

// Not on the list, or named nowhere but in a text: these were read.
const LICENCES_READ = new Map([
  ['dejavu-fonts-ttf', 'Bitstream Vera and public domain: free to embed'],
  ['@resvg/resvg-wasm', 'MPL-2.0, which asks for the source of its own files alone: used as published, unchanged'],
]);

/** The faults of a folder's package-lock.json, each as a sentence; none when all is well. */
export function packageFaults(folder) {
  const { packages } = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path]) => path !== '')
    .flatMap(([path, entry]) =>
      faultsOf(path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length), entry),
    );
}

function faultsOf(name, { version, license, integrity, hasInstallScript, dev, devOptional }) {
  const faults = [];
  if (FORBIDDEN.has(name)) faults.push(`${name}@${version} must not be used: ${FORBIDDEN.get(name)}.`);
  if (!integrity) faults.push(`${name}@${version} has no integrity hash in the lock file.`);
  if (hasInstallScript && !SCRIPT_NOT_NEEDED.has(name)) faults.push(`${name}@${version} has an install script.`);
  if (!LICENCES_READ.has(name) && !isAllowed(license, dev || devOptional)) {
    faults.push(`${name}@${version} has the licence ${license ?? '(none stated)'}, which is not on the list.`);
  }
  return faults;
}

function isAllowed(license, onlyTool) {
  const isKnown = (one) => LICENCES.has(one) || (onlyTool && LICENCES_OF_TOOLS.has(one));
  const choices = String(license).replace(/[()]/g, '').split(' OR ');
  return choices.some((choice) => choice.split(' AND ').every(isKnown));
}
