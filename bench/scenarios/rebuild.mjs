// All indicators from the log alone, beside reading that log, and beside handing it to a consumer that does nothing.
import { generatedLog } from '../generated-log.mjs';
import { madeStore, removeFolder, scratchFolder } from '../made-stores.mjs';
import { inTurns, median, medianRatio, perSecond, shown } from '../measuring.mjs';
import * as emmettPostgresql from '../peers/emmett-postgresql.mjs';
import * as emmettSqlite from '../peers/emmett-sqlite.mjs';
import { answerOf } from '../processes/fresh-process.mjs';

export const title = 'Rebuild of all indicators';
const READER = `${emmettSqlite.name}-reader`;
const SMALL = 100_000;
const ROUNDS = 5;
const ROUNDS_OF_MANY = 3;

export async function run({ events, progress }) {
  const rows = [];
  const notes = [];
  const { peers, close } = await filledPeers(SMALL, progress, notes);
  try {
    let consumed;
    for (const count of new Set([SMALL, events])) {
      const folder = await madeStore(count);
      progress(`${shown(count)} events`);
      const rateOf = (contender, of) => async () => {
        const { ms } = await answerOf('./reading.mjs', [contender, of, count]);
        return (count * 1_000) / ms;
      };
      const contenders = { ours: rateOf('rebuild', folder), reading: rateOf('reading', folder) };
      if (count === SMALL) {
        for (const { name, of } of peers) {
          contenders[name] = rateOf(name, of);
          if (name === emmettSqlite.name) contenders[READER] = rateOf(READER, of);
        }
      }
      const rates = await inTurns(contenders, count > SMALL ? ROUNDS_OF_MANY : ROUNDS);
      consumed ??= Object.fromEntries(peers.map(({ name }) => [name, rates[name]]));
      rows.push(...rowsOf(count, rates), ...consumerRows(count, rates.ours, consumed));
    }
    if (peers.length > 0)
      notes.push(
        `The peers’ consumers are measured on ${shown(SMALL)} events: they take minutes for more, and no less for each.`,
      );
  } finally {
    await close();
  }
  return { title, rows, notes };
}

/** Each peer that is there, with the same events in its own store. */
async function filledPeers(count, progress, notes) {
  const peers = [];
  const closing = [];
  for (const peer of [emmettSqlite, emmettPostgresql]) {
    const missing = await peer.whyMissing();
    if (missing) {
      notes.push(`${peer.name} is left out: ${missing}.`);
      continue;
    }
    progress(`storing ${shown(count)} events in ${peer.name}`);
    const folder = peer === emmettSqlite ? scratchFolder('sqlite-consumer') : undefined;
    const store = await (folder ? peer.open(folder) : peer.open());
    closing.push(async () => {
      await store.close();
      if (folder) removeFolder(folder);
    });
    await store.fill(generatedLog(count));
    peers.push({ name: peer.name, of: folder ?? store.database });
  }
  return { peers, close: () => Promise.all(closing.map((close) => close())) };
}

function compared(count, ours, others, other, least) {
  const ratio = medianRatio(ours, others);
  const beside = `${other}: ${perSecond(median(others))}`;
  const row = { what: `${count.toLocaleString('en-GB')} events`, ours: perSecond(median(ours)), beside, ratio };
  return least === undefined ? row : { ...row, target: `at least ${least}`, reached: ratio >= least };
}

function rowsOf(count, { ours, reading, [READER]: reader }) {
  const rows = [compared(count, ours, reading, 'reading and JSON.parse alone', 0.5)];
  if (reader)
    rows.push(compared(count, ours, reader, 'emmett-sqlite’s batch reader, without its consumer’s checkpoints'));
  return rows;
}

function consumerRows(count, ours, peers) {
  return Object.entries(peers).map(([name, rates]) =>
    compared(count, ours, rates, `${name}’s consumer, doing nothing`, 3),
  );
}
