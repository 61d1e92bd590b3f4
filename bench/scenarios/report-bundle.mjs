// A month's whole bundle, as sealed: every format in every language, with the events behind it; and what others who ask
// the service meanwhile notice of it.
import { existsSync, readFileSync } from 'node:fs';
import { ALLIANCE } from '../generated-log.mjs';
import { copyOf, madeStore, removeFolder, scratchFolder } from '../made-stores.mjs';
import { inMs, median, quantile, shown } from '../measuring.mjs';
import { firstMessage, start } from '../processes/fresh-process.mjs';

export const title = 'Bundle of a report';
const MANY = 100_000;
const ROUNDS = 5;
const IDLE_MS = 3_000;
/** Between two questions of the one who asks meanwhile. */
const PAUSE_MS = 5;
const SMALL_TARGET_MS = 2_000;

export async function run() {
  const example = scratchFolder('example');
  const many = copyOf(await madeStore(MANY));
  try {
    const small = await measured(example, 'example', 'lcamp-and-example');
    const large = await measured(many, ALLIANCE, 'nothing');
    return {
      title,
      rows: [...rowsOf('the example', small, SMALL_TARGET_MS), ...rowsOf(`${shown(MANY)} events`, large)],
      notes: NOTES,
    };
  } finally {
    removeFolder(example);
    removeFolder(many);
  }
}

const NOTES = [
  'Asked for over HTTP, each round for another month and after another event, so that nothing is kept from before. The delay is that of `GET /indicators`, asked every 5 ms, on a service with nothing else to do and while bundles are built. Peak memory is of the whole service, its threads included, the processes that lay PDFs out not.',
];

async function measured(folder, alliance, firstStart) {
  const service = start('./service.mjs', [folder, firstStart]);
  const { url } = await firstMessage(service);
  const routes = `${url}/api/alliances/${alliance}`;
  const ask = async (path) => {
    const response = await fetch(routes + path);
    const bytes = (await response.arrayBuffer()).byteLength;
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return bytes;
  };
  try {
    await ask('/reports/M12.zip');
    const idle = await delays(ask, (started) => performance.now() - started < IDLE_MS);
    const times = [];
    let bytes = 0;
    let building = true;
    const meanwhile = delays(ask, () => building);
    for (let round = 0; round < ROUNDS; round++) {
      await identify(`${routes}/stakeholders`, `stakeholder-${round}`);
      const started = performance.now();
      bytes = await ask(`/reports/M${24 + round}.zip`);
      times.push(performance.now() - started);
    }
    building = false;
    return { times, bytes, idle, busy: await meanwhile, peak: peakMemory(service.pid) };
  } finally {
    service.kill();
  }
}

/** Records an event that changes no figure: what was read of the log before is of no use then. */
async function identify(url, stakeholderId) {
  const body = JSON.stringify({
    stakeholderId,
    name: stakeholderId,
    agentType: 'network',
    country: 'INT',
    identifiedOn: '2024-03-01',
  });
  const response = await fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  if (response.status !== 201) throw new Error(`${url}: ${response.status} ${await response.text()}`);
}

async function delays(ask, goesOn) {
  const started = performance.now();
  const found = [];
  while (goesOn(started)) {
    const asked = performance.now();
    await ask('/indicators?at=M24');
    found.push(performance.now() - asked);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  return found;
}

/** Megabytes, where the system tells. */
function peakMemory(pid) {
  const file = `/proc/${pid}/status`;
  const [, kilobytes] = existsSync(file) ? (/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(file, 'utf8')) ?? []) : [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1_024;
}

function rowsOf(what, { times, bytes, idle, busy, peak }, targetMs) {
  const time = median(times);
  const [idle99, busy99] = [quantile(idle, 0.99), quantile(busy, 0.99)];
  return [
    {
      what: `${what}: bundle of ${shown(bytes / 1e6)} MB`,
      ours: inMs(time),
      ...(targetMs === undefined ? {} : { target: `under ${inMs(targetMs)}`, reached: time < targetMs }),
    },
    {
      what: `${what}: delay of others meanwhile, p99`,
      ours: inMs(busy99),
      beside: `idle: ${inMs(idle99)}`,
      ratio: busy99 / idle99,
      target: 'under 2',
      reached: busy99 / idle99 < 2,
    },
    ...(peak === undefined ? [] : [{ what: `${what}: peak memory`, ours: `${shown(peak)} MB` }]),
  ];
}
