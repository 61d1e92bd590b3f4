// Import of 100,000 rows by the command line in each form, the way out again, and the memory that it takes; a tenth beside it.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { writeXlsx } from 'hucre/xlsx';
import { removeFolder, scratchFolder } from '../made-stores.mjs';
import { median, shown } from '../measuring.mjs';
import { firstMessage, start } from '../processes/fresh-process.mjs';
import { commandLine } from '../service-build.mjs';

export const title = 'Import of 100,000 rows';
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

/** The same members as a spreadsheet of either kind, and as CloudEvents. Answers the files. */
async function membersFiles(folder, count) {
  const rows = Array.from({ length: count }, (_, i) => [
    `Organisation ${i} of the north`,
    `org-${i}`,
    i % 2 === 0 ? 'associate partner' : 'affiliate',
    ['company', 'VET provider', 'research centre'][i % 3],
    ['Germany', 'ES', 'Francia'][i % 3],
    `2024-0${1 + (i % 9)}-1${i % 9}`,
  ]);
  const table = [['name', 'id', 'category', 'type', 'country', 'joined on'], ...rows];
  const events = rows.map(([name, id, category, , , joinedOn], i) => ({
    ...ESTABLISHED,
    id,
    type: 'org.alliance-kpi.MemberJoined',
    subject: `member-bench.${id}`,
    data: {
      memberId: id,
      name,
      category: category.replace(' p', 'P'),
      agentType: ['company', 'education', 'research'][i % 3],
      country: ['DE', 'ES', 'FR'][i % 3],
      joinedOn,
    },
  }));
  const contents = {
    csv: table.map((cells) => cells.join(';')).join('\n'),
    xlsx: await writeXlsx({ sheets: [{ name: 'members', rows: table }] }),
    ndjson: events.map((event) => JSON.stringify(event)).join('\n'),
  };
  return Object.fromEntries(
    Object.entries(contents).map(([form, content]) => {
      const file = join(folder, `members-${count}.${form}`);
      writeFileSync(file, content);
      return [form, file];
    }),
  );
}

/** Runs an import into a data folder of its own: seconds, the most memory, and what a service on the data holds. */
async function imported(folder, file, thenAlso = async () => ({})) {
  const data = join(folder, `data-${Math.random()}`);
  const established = join(folder, 'established.ndjson');
  writeFileSync(established, JSON.stringify(ESTABLISHED));
  await command(['import', established, '--data', data]);
  const measured = await command(['import', file, '--data', data]);
  const atRestMiB = await atRest(data);
  const also = await thenAlso(data);
  removeFolder(data);
  return { ...measured, atRestMiB, besidesMiB: measured.mostMiB - atRestMiB, ...also };
}

/** Moves the log to an empty data folder through a file of events, then takes the import back. */
async function movedAndReversed(data) {
  const log = `${data}.ndjson`;
  writeFileSync(log, (await command(['events', '--data', data])).printed);
  const migration = await command(['import', log, '--migrate', '--data', `${data}-moved`]);
  removeFolder(`${data}-moved`);
  const [{ importId }] = JSON.parse((await command(['imports', '--json', '--data', data])).printed).imports;
  const reversal = await command(['reverse-import', importId, '--reason', 'The wrong list.', '--data', data]);
  return { migration, reversal };
}

async function command(args) {
  const started = performance.now();
  const child = spawn(process.execPath, [commandLine, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let mostMiB = 0;
  const timer = setInterval(() => (mostMiB = Math.max(mostMiB, memoryOf(child.pid, 'VmHWM'))), MEMORY_EVERY_MS);
  const printed = text(child.stdout);
  const [code] = await once(child, 'exit');
  clearInterval(timer);
  if (code !== 0) throw new Error(`${args.join(' ')} ended with ${code}`);
  return { seconds: (performance.now() - started) / 1_000, mostMiB, printed: await printed };
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
    const files = { many: await membersFiles(folder, ROWS), few: await membersFiles(folder, FEW) };
    const rounds = { many: [], few: [] };
    for (let round = 0; round < ROUNDS; round++) {
      progress(`round ${round + 1} of ${ROUNDS}`);
      // Once, what is done once.
      const thenAlso = round === 0 ? movedAndReversed : undefined;
      for (const size of ['few', 'many']) rounds[size].push(await imported(folder, files[size].csv, thenAlso));
    }
    progress('other forms');
    const others = {};
    for (const size of ['few', 'many']) {
      const { migration, reversal } = rounds[size][0];
      const [xlsx, ndjson] = [await imported(folder, files[size].xlsx), await imported(folder, files[size].ndjson)];
      others[size] = { xlsx, ndjson, migration, reversal };
    }
    return section(rounds, others);
  } finally {
    removeFolder(folder);
  }
}

const OTHERS = {
  xlsx: 'as an .xlsx workbook',
  ndjson: 'as an .ndjson file of events',
  migration: 'moved to an empty folder (import --migrate of events)',
  reversal: 'taken back (reverse-import)',
};

function otherRow([name, what], { many, few }) {
  const { seconds, mostMiB } = many[name];
  // A list is taken in within a time; taking one back needn't be as fast.
  const target = name === 'reversal' ? {} : { target: `under ${MOST_SECONDS} s`, reached: seconds < MOST_SECONDS };
  return {
    what: `${shown(ROWS)} rows, ${what}`,
    ours: `${shown(seconds)} s, at most ${shown(mostMiB)} MiB`,
    beside: `${shown(FEW)} rows: ${shown(few[name].seconds)} s, at most ${shown(few[name].mostMiB)} MiB`,
    ratio: seconds / few[name].seconds,
    ...target,
  };
}

function section({ many, few }, others) {
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
      ...Object.entries(OTHERS).map((other) => otherRow(other, others)),
    ],
    notes: [
      'Read, checked, decided as one request, stored durably as one append, and in the figures when it ends. The first four rows are of a .csv file; those below them were measured once.',
      `From ${shown(FEW)} rows to ${shown(ROWS)}, memory grows by ${shown(growthMiB)} MiB beyond the figures themselves: ids and streams of the rows, the file, the pages and events that database and figures keep at hand, and what V8 leaves uncollected.`,
    ],
  };
}
