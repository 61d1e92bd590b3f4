// Durable appends of single events, each to a stream of its own: one writer, and 64 at a time.
import { generatedAnswers } from '../generated-log.mjs';
import { removeFolder, scratchFolder } from '../made-stores.mjs';
import { inTurns, median, medianRatio, perSecond, shown } from '../measuring.mjs';
import * as bare from '../peers/bare-append.mjs';
import * as emmettPostgresql from '../peers/emmett-postgresql.mjs';
import * as emmettSqlite from '../peers/emmett-sqlite.mjs';
import { openStore } from '../service-build.mjs';

export const title = 'Durable appends';
const WRITERS = 64;
const ROUNDS = 5;
const ROUND_MS = 1_000;
const WARM_UP_MS = 500;
/** Events that are made before a round begins; one that stores them all sooner is measured until then. */
const FOR_ONE = 12_000;
const FOR_MANY = 50_000;

/** Events per second that `writers` loops get acknowledged, each appending again as soon as it is answered. */
async function rate(append, writers, entries, durationMs) {
  let acknowledged = 0;
  let failed = 0;
  let next = 0;
  const started = performance.now();
  const writer = async () => {
    while (performance.now() - started < durationMs && next < entries.length) {
      try {
        await append(entries[next++]);
        acknowledged++;
      } catch {
        failed++;
      }
    }
  };
  await Promise.all(Array.from({ length: writers }, writer));
  const seconds = (performance.now() - started) / 1_000;
  return { perSecond: acknowledged / seconds, acknowledged, failed };
}

/** The plain loop of one writer on a file: synchronous, since nothing in it has to wait for anything else. */
function bareRate(log, entries) {
  let done = 0;
  const started = performance.now();
  while (performance.now() - started < ROUND_MS && done < entries.length) log.appendNow(entries[done++]);
  return (done * 1_000) / (performance.now() - started);
}

export async function run({ progress }) {
  const folder = scratchFolder('append');
  const series = generatedAnswers(0);
  const prepared = (count) => Array.from({ length: count }, () => series.next().value);
  const store = await openStore(folder);
  const append = ({ stream, event }) => store.append(stream, [event], 'no-stream');
  const log = bare.open(folder);
  const { peers, missing } = await openPeers(folder, progress);
  try {
    const measured = (peerAppend, writers) => async () =>
      (await rate(peerAppend, writers, prepared(writers === 1 ? FOR_ONE : FOR_MANY), ROUND_MS)).perSecond;
    await rate(append, 1, prepared(FOR_ONE), WARM_UP_MS);
    await rate(append, WRITERS, prepared(FOR_MANY), WARM_UP_MS);
    progress('one writer');
    const one = await inTurns(
      {
        ours: measured(append, 1),
        bare: async () => bareRate(log, prepared(FOR_ONE)),
        ...Object.fromEntries(peers.map((peer) => [peer.name, measured(peer.append, 1)])),
      },
      ROUNDS,
    );
    progress(`${WRITERS} writers`);
    const concurrent = peers.filter(({ name }) => name !== emmettSqlite.name);
    const many = await inTurns(
      {
        ours: measured(append, WRITERS),
        bare: measured((entry) => log.append(entry), WRITERS),
        ...Object.fromEntries(concurrent.map((peer) => [peer.name, measured(peer.append, WRITERS)])),
      },
      ROUNDS,
    );
    const sqlite = peers.find(({ name }) => name === emmettSqlite.name);
    const failing = sqlite ? await concurrentSqlite(prepared(FOR_ONE)) : undefined;
    return section(one, many, failing, peers, missing);
  } finally {
    await store.close();
    log.close();
    for (const peer of peers) await peer.close?.();
    removeFolder(folder);
  }
}

async function openPeers(folder, progress) {
  const peers = [];
  const missing = [];
  for (const peer of [emmettSqlite, emmettPostgresql]) {
    const reason = await peer.whyMissing();
    if (reason) {
      progress(`${peer.name} left out: ${reason}`);
      missing.push({ name: peer.name, reason });
    } else peers.push({ name: peer.name, ...(await (peer === emmettSqlite ? peer.open(folder) : peer.open())) });
  }
  return { peers, missing };
}

/**
 * What becomes of 64 writers on emmett-sqlite, with its default connections and with one that is shared. Concurrent
 * appends on a shared one fall into one transaction: each is looked for from outside as soon as it is acknowledged.
 */
async function concurrentSqlite(entries) {
  const outcomes = [];
  for (const sharesHandle of [false, true]) {
    const folder = scratchFolder('sqlite-writers');
    const peer = await emmettSqlite.open(folder, { sharesHandle });
    const { log } = console;
    // It prints every failure.
    console.log = () => undefined;
    let committed = 0;
    const append = async (entry) => {
      await peer.append(entry);
      if (await peer.isCommitted(entry)) committed++;
    };
    const { acknowledged, failed } = await rate(append, WRITERS, entries.splice(0, FOR_ONE / 2), ROUND_MS);
    console.log = log;
    outcomes.push({ sharesHandle, acknowledged, failed, committed });
    peer.close();
    removeFolder(folder);
  }
  return outcomes;
}

function section(one, many, failing, peers, missing) {
  const row = (what, ours, others, other, least) => ({
    what,
    ours: perSecond(median(ours)),
    beside: `${other}: ${perSecond(median(others))}`,
    ratio: medianRatio(ours, others),
    ...(least === undefined ? {} : { target: `at least ${least}`, reached: medianRatio(ours, others) >= least }),
  });
  const has = (name) => peers.some((peer) => peer.name === name);
  const rows = [row('1 writer', one.ours, one.bare, bare.name, 0.6)];
  for (const { name } of peers) rows.push(row('1 writer', one.ours, one[name], name));
  rows.push(row(`${WRITERS} writers`, many.ours, many.bare, `${bare.name}, shared by all that wait`));
  if (has(emmettPostgresql.name))
    rows.push({
      ...row(`${WRITERS} writers`, many.ours, many[emmettPostgresql.name], emmettPostgresql.name, 6),
      target: 'at least 6 (aim: 10)',
    });
  if (has(emmettSqlite.name))
    rows.push(
      row(`${WRITERS} writers, beside 1 writer of the peer`, many.ours, one[emmettSqlite.name], emmettSqlite.name, 40),
    );
  const notes = [
    ...(failing ?? []).map(
      ({ sharesHandle, acknowledged, failed, committed }) =>
        `${WRITERS} writers on emmett-sqlite with ${sharesHandle ? 'one shared connection' : 'a connection for each append (its default)'}: ` +
        `${shown(acknowledged)} acknowledged, ${shown(committed)} of them committed when acknowledged, ${shown(failed)} failed.`,
    ),
    ...missing.map(({ name, reason }) => `${name} is left out: ${reason}.`),
  ];
  return { title, rows, notes };
}
