// Runs the scenarios (all, or those named), each in a process of its own, and writes docs/performance.md.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { removeFolder, scratchFolder } from './made-stores.mjs';
import { performancePage, sectionText } from './performance-page.mjs';
import { benchFolder, commandLine } from './service-build.mjs';

const SCENARIOS = [
  'append',
  'kurrentdb',
  'rebuild',
  'any-point',
  'one-event-more',
  'indicators-route',
  'cloud-events',
  'to-stream',
  'start',
  'report-bundle',
  'import',
  'dashboard',
];
const MANY = 1_000_000;
const QUICK = 100_000;

const HELP = `npm run bench [-- OPTIONS] [SCENARIO …]

  SCENARIO     ${SCENARIOS.join(', ')} (default: all)
  --quick      ${QUICK.toLocaleString('en-GB')} events in the place of ${MANY.toLocaleString('en-GB')}
  --no-page    print only; leave docs/performance.md as it is
  --help       this text

Environment: PG_URL, a PostgreSQL server on which a database may be made, for emmett-postgresql; KURRENTDB_URL, a
KurrentDB (or EventStoreDB) cluster, for the kurrentdb scenario. Its events stay there.`;

const given = process.argv.slice(2);
const named = given.filter((argument) => !argument.startsWith('--'));
const unknown = [
  ...named.filter((name) => !SCENARIOS.includes(name)),
  ...given.filter((argument) => argument.startsWith('--') && !['--quick', '--no-page', '--help'].includes(argument)),
];
if (unknown.length > 0 || given.includes('--help')) {
  if (unknown.length > 0) console.error(`Unknown: ${unknown.join(', ')}`);
  console.log(HELP);
  process.exit(unknown.length > 0 ? 2 : 0);
}
if (!existsSync(commandLine)) {
  console.error('The service is not built: npm run build');
  process.exit(1);
}

/** Runs a scenario with a scratch folder that is removed after it, however it ends. */
async function runScenario(name, settings) {
  const scratch = scratchFolder('scratch');
  const env = { ...process.env, BENCH_SCRATCH: scratch };
  const remove = () => removeFolder(scratch);
  process.once('exit', remove);
  const child = fork(join(benchFolder, 'scenario.mjs'), [name, JSON.stringify(settings)], { env });
  try {
    return await new Promise((resolve, reject) => {
      child.once('message', resolve);
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the scenario ended with code ${code}`)));
    });
  } finally {
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    process.off('exit', remove);
    remove();
  }
}

// The scenarios end with this process; `exit` lets scratch folders be removed.
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => process.exit(1));

const quick = given.includes('--quick');
const events = quick ? QUICK : MANY;
const chosen = named.length > 0 ? SCENARIOS.filter((each) => named.includes(each)) : SCENARIOS;
const isWhole = named.length === 0 && !quick;
const writesPage = isWhole && !given.includes('--no-page');
const file = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const sections = [];
let failures = 0;
for (const name of chosen) {
  try {
    sections.push(await runScenario(name, { events }));
  } catch (error) {
    failures++;
    console.error(`${name}: ${error.message}`);
    sections.push({ title: name, rows: [], notes: [`Not measured: ${error.message}.`] });
  }
  console.log(sectionText(sections.at(-1)));
  // A whole run takes long: what is measured is not lost with the rest.
  if (writesPage) {
    const left = chosen.slice(sections.length).map((title) => ({ title, rows: [], notes: ['Not measured yet.'] }));
    writeFileSync(file, performancePage([...sections, ...left], { events, isWhole }));
  }
}

console.error(writesPage ? 'Written: docs/performance.md' : 'docs/performance.md is written by a whole run alone.');
process.exit(failures > 0 ? 1 : 0);
