// Start of the service on a long log, from its snapshot, and what it holds in memory.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALLIANCE } from '../generated-log.mjs';
import { copyOf, madeStore, removeFolder } from '../made-stores.mjs';
import { median, shown } from '../measuring.mjs';
import { commandLine } from '../service-build.mjs';

export const title = 'Start and memory';
const SNAPSHOT_FILE = 'read-model.snapshot';
const ROUNDS = 5;
const MOST_SECONDS = 3;
const MOST_MB = 600;
const POLL_MS = 10;
const READY_WITHIN_MS = 300_000;
const USE_MS = 3_000;
const MB = 1_000_000;

export async function run({ events, progress }) {
  const folder = copyOf(await madeStore(events));
  try {
    progress('making the snapshot');
    const first = await served(folder);
    if (!existsSync(join(folder, SNAPSHOT_FILE))) throw new Error('the first start left no snapshot');
    progress('starting from it');
    const rounds = [];
    for (let round = 0; round < ROUNDS; round++) rounds.push(await served(folder));
    return sectionOf(first, rounds, events);
  } finally {
    removeFolder(folder);
  }
}

/** One start, some reading, one stop: seconds until it is ready, and megabytes then and at most. */
async function served(folder) {
  const started = performance.now();
  const child = spawn(process.execPath, [commandLine, 'serve', '--empty', '--data', folder, '--port', '0'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const url = await urlFrom(child, ended);
  while ((await fetch(`${url}/health/ready`)).status !== 200)
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  const seconds = (performance.now() - started) / 1_000;
  const atStart = memoryOf(child.pid);
  await use(url);
  const memory = memoryOf(child.pid);
  const stopping = performance.now();
  child.kill('SIGTERM');
  const code = await ended;
  return { seconds, atStart, memory, endedWell: code === 0, stop: (performance.now() - stopping) / 1_000 };
}

function urlFrom(child, ended) {
  return new Promise((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      const [, url] = /is at (http:\S+)/.exec(text) ?? [];
      if (url !== undefined) resolve(url);
    });
    ended.then((code) => reject(new Error(`the service ended with code ${code}: ${text}`)));
    setTimeout(() => reject(new Error('the service was not ready in time')), READY_WITHIN_MS).unref();
  });
}

/** What a dashboard asks, now and in the past, for a while. */
async function use(url) {
  const base = `${url}/api/alliances/${ALLIANCE}`;
  const until = performance.now() + USE_MS;
  for (let month = 1; performance.now() < until; month = (month % 48) + 1) {
    for (const path of ['indicators', 'milestones', `indicators?at=M${month}&asOf=${month * 1_000}`, 'indicators/I5'])
      await (await fetch(`${base}/${path}`)).arrayBuffer();
  }
}

/** Resident memory now and at its most, in megabytes; undefined where the system doesn't tell. */
function memoryOf(pid) {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const field = (name) => (Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1_024) / MB;
    return { resident: field('VmRSS'), peak: field('VmHWM') };
  } catch {
    return undefined;
  }
}

function sectionOf(first, rounds, events) {
  const seconds = rounds.map((round) => round.seconds);
  const log = `${shown(events)} events`;
  const rows = [
    {
      what: `${log}: ready from a snapshot`,
      ours: `${shown(median(seconds))} s (worst ${shown(Math.max(...seconds))} s)`,
      beside: `without a snapshot: ${shown(first.seconds)} s`,
      ratio: median(seconds) / first.seconds,
      target: `${MOST_SECONDS} s`,
      reached: median(seconds) <= MOST_SECONDS,
    },
  ];
  if (rounds[0].memory) {
    const of = (pick) => median(rounds.map(pick));
    const resident = of(({ memory }) => memory.resident);
    const peak = of(({ memory }) => memory.peak);
    rows.push({
      what: `${log}: resident memory, in use`,
      ours: `${shown(resident)} MB (when ready ${shown(of(({ atStart }) => atStart.resident))} MB, at most ${shown(peak)} MB)`,
      target: `under ${MOST_MB} MB, at most too`,
      reached: peak < MOST_MB,
    });
  }
  const stops = [first, ...rounds];
  const endedWell = stops.filter((each) => each.endedWell).length;
  rows.push({
    what: `${log}: told to stop (SIGTERM) after ${USE_MS / 1_000} s of use, ends with code 0`,
    ours: `${endedWell} of ${stops.length}`,
    target: 'always',
    reached: endedWell === stops.length,
  });
  const notes = [
    `The service as \`npm start\` runs it, its check of the whole log included. Stopping took ${shown(median(rounds.map(({ stop }) => stop)))} s, ` +
      `with a snapshot to write ${shown(first.stop)} s; the start without a snapshot held at most ${first.memory ? shown(first.memory.peak) : '–'} MB.`,
  ];
  return { title, rows, notes };
}
