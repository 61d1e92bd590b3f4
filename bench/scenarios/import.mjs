// Import of a spreadsheet of 100,000 rows by the command line, and the memory that it takes; a tenth of it beside it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, scratchFolder } from '../made-stores.mjs';
import { median, shown } from '../measuring.mjs';
import { firstMessage, start } from '../processes/fresh-process.mjs';
import { commandLine } from '../service-build.mjs';

export const title = 'Import of a spreadsheet';
const ROWS = 100_000;
const FEW = 10_000;
const ROUNDS = 3;
const MOST_SECONDS = 30;
/** By how much the memory of an import may grow from few rows to all, beyond what a service on the data holds anyway. */
const MOST_GROWTH_MIB = 256;
const MEMORY_EVERY_MS = 50;
const KIB = 1_024;

const ESTABLISHED = {
  specversion: '1.0',
  id: 'established',
  source: 'urn:alliance-kpi:bench',
  type: 'org.alliance-kpi.AllianceEstablished',
  subject: 'alliance-bench',
  data: { name: 'Bench', acronym: 'Bench', startsOn: '2022-06-15', endsOn: '2026-06-14', coordinator: 'Tknika' },
};

function membersFile(folder, rows) {
  const lines = ['name;id;category;type;country;joined on'];
  for (let i = 0; i < rows; i++) {
    const category = i % 2 === 0 ? 'associate partner' : 'affiliate';
    const type = ['company', 'VET provider', 'research centre'][i % 3];
    const country = ['Germany', 'ES', 'Francia'][i % 3];
    lines.push(`Organisation ${i} of the north;org-${i};${category};${type};${country};2024-0${1 + (i % 9)}-1${i % 9}`);
  }
  const file = join(folder, `members-${rows}.csv`);
  writeFileSync(file, lines.join('\n'));
  return file;
}

/** Runs an import into a data folder of its own: seconds, the most memory, and what a service on the data holds. */
async function imported(folder, file) {
  const data = join(folder, `data-${Math.random()}`);
  const established = join(folder, 'established.ndjson');
  writeFileSync(established, JSON.stringify(ESTABLISHED));
  await command(['import', established, '--data', data]);
  const measured = await command(['import', file, '--data', data]);
  const atRestMiB = await atRest(data);
  removeFolder(data);
  return { ...measured, atRestMiB, besidesMiB: measured.mostMiB - atRestMiB };
}

async function command(args) {
  const started = performance.now();
  const child = spawn(process.execPath, [commandLine, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  let mostMiB = 0;
  const timer = setInterval(() => (mostMiB = Math.max(mostMiB, memoryOf(child.pid, 'VmHWM'))), MEMORY_EVERY_MS);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1_000, mostMiB };
}

/** MiB of a service that has just started on a data folder. */
async function atRest(data) {
  const service = start('./service.mjs', [data]);
  await firstMessage(service);
  const resident = memoryOf(service.pid, 'VmRSS');
  service.kill();
  await once(service, 'exit');
  return resident;
}

/** A field of the memory of a process in MiB (Linux only). */
function memoryOf(pid, field) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    return Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / KIB;
  } catch {
    return 0;
  }
}

export async function run({ progress }) {
  const folder = scratchFolder('import');
  try {
    const [many, few] = [membersFile(folder, ROWS), membersFile(folder, FEW)];
    const rounds = { many: [], few: [] };
    for (let round = 0; round < ROUNDS; round++) {
      progress(`round ${round + 1} of ${ROUNDS}`);
      rounds.few.push(await imported(folder, few));
      rounds.many.push(await imported(folder, many));
    }
    return section(rounds);
  } finally {
    removeFolder(folder);
  }
}

function section({ many, few }) {
  const middle = (measured, of) => median(measured.map((each) => each[of]));
  const seconds = middle(many, 'seconds');
  const growthMiB = middle(many, 'besidesMiB') - middle(few, 'besidesMiB');
  const row = (what, of, unit) => ({
    what: `${shown(ROWS)} rows, ${what}`,
    ours: `${shown(middle(many, of))} ${unit}`,
    beside: `${shown(FEW)} rows: ${shown(middle(few, of))} ${unit}`,
    ratio: middle(many, of) / middle(few, of),
  });
  return {
    title,
    rows: [
      {
        ...row('start of the command to its end', 'seconds', 's'),
        target: `under ${MOST_SECONDS} s`,
        reached: seconds < MOST_SECONDS,
      },
      row('most memory', 'mostMiB', 'MiB'),
      row('what a service on the same data holds when it has started', 'atRestMiB', 'MiB'),
      {
        ...row('most memory beyond that', 'besidesMiB', 'MiB'),
        target: `at most ${MOST_GROWTH_MIB} MiB more than with ${shown(FEW)} rows`,
        reached: growthMiB <= MOST_GROWTH_MIB,
      },
    ],
    notes: [
      'Read, checked, decided as one request, stored durably as one append, and in the figures when it ends.',
      `From ${shown(FEW)} rows to ${shown(ROWS)}, memory grows by ${shown(growthMiB)} MiB beyond the figures themselves: ids and streams of the rows, the file, the pages and events that database and figures keep at hand, and what V8 leaves uncollected.`,
    ],
  };
}
