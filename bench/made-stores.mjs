// Stores that hold the generated log: made once, and kept under bench/.data as long as log, seed and build agree.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { generatedLog, LOG_VERSION, SEED } from './generated-log.mjs';
import { benchFolder, buildFolder, openStore } from './service-build.mjs';

const dataFolder = join(benchFolder, '.data');
const EVENTS_AT_ONCE = 1_000;
const APPENDS_UNDER_WAY = 8;

/** What a made store depends on: the log, and the code that writes it (a chain hashed otherwise would be refused). */
const identity = (count) => JSON.stringify({ count, seed: SEED, version: LOG_VERSION, store: hashOfStoreCode() });

function hashOfStoreCode() {
  const folder = join(buildFolder, 'src', 'event-store');
  const files = readdirSync(folder, { recursive: true }).filter(
    (name) => name.endsWith('.js') && !name.includes('.spec.'),
  );
  const hash = createHash('sha256');
  for (const name of files.sort()) hash.update(`${name}\0`).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

/** Folder of a store that holds the generated log of `count` events; made when it isn't there. */
export async function madeStore(count) {
  const folder = join(dataFolder, `log-${count}`);
  const label = join(folder, 'made-of.json');
  if (existsSync(label) && readFileSync(label, 'utf8') === identity(count)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  process.stderr.write(`  making a log of ${count.toLocaleString('en-GB')} events …\n`);
  await fill(folder, count);
  writeFileSync(label, identity(count));
  return folder;
}

/** Appends the log through the port, in appends of many events with one recorded time each. */
async function fill(folder, count) {
  const store = await openStore(folder);
  try {
    let underWay = [];
    let next = [];
    const send = async () => {
      if (next.length === 0) return;
      const recordedAt = next.at(-1).recordedAt;
      underWay.push(store.appendAll(asAppends(next), { recordedAt }));
      next = [];
      if (underWay.length < APPENDS_UNDER_WAY) return;
      await Promise.all(underWay);
      underWay = [];
    };
    for (const each of generatedLog(count)) {
      next.push(each);
      if (next.length >= EVENTS_AT_ONCE) await send();
    }
    await send();
    await Promise.all(underWay);
  } finally {
    await store.close();
  }
}

export function asAppends(entries) {
  return entries.map(({ stream, revision, event }) => ({
    stream,
    events: [event],
    expectedRevision: revision === 0 ? 'no-stream' : BigInt(revision - 1),
  }));
}

/** A folder for one measurement, on the same disk as the stores; BENCH_SCRATCH names where, and who removes it all. */
export function scratchFolder(name) {
  const parent = process.env.BENCH_SCRATCH ?? dataFolder;
  mkdirSync(parent, { recursive: true });
  return mkdtempSync(join(parent, `${name}-`));
}

export function removeFolder(folder) {
  rmSync(folder, { recursive: true, force: true });
}

/** A copy of a store, to be written to. */
export function copyOf(folder) {
  const copy = scratchFolder('copy');
  cpSync(folder, copy, { recursive: true });
  return copy;
}
