// Import of a spreadsheet of 100,000 rows by the command line, and the memory that it takes; an import of few beside it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeFolder, scratchFolder } from '../made-stores.mjs';
import { median, shown } from '../measuring.mjs';
import { commandLine } from '../service-build.mjs';

export const title = 'Import of a spreadsheet';
const ROWS = 100_000;
const FEW = 1_000;
const ROUNDS = 3;
const MOST_SECONDS = 30;
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

/** Runs an import into a data folder of its own: seconds, and the most memory in MiB (Linux only). */
async function imported(folder, file) {
  const data = join(folder, `data-${Math.random()}`);
  const established = join(folder, 'established.ndjson');
  writeFileSync(established, JSON.stringify(ESTABLISHED));
  await command(['import', established, '--data', data]);
  const measured = await command(['import', file, '--data', data]);
  removeFolder(data);
  return measured;
}

async function command(args) {
  const started = performance.now();
  const child = spawn(process.execPath, [commandLine, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
  let mostMiB = 0;
  const timer = setInterval(() => (mostMiB = Math.max(mostMiB, memoryOf(child.pid))), MEMORY_EVERY_MS);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1_000, mostMiB };
}

function memoryOf(pid) {
  try {
    const [, peak = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(peak) / KIB;
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
    ],
    notes: [
      'Read, checked, decided as one request, stored durably as one append, and in the figures when it ends.',
      'An import is one act: all its events are held until they are stored, so memory grows with the rows.',
    ],
  };
}
