// Appends and catch-up on a KurrentDB cluster, beside the official client alone on the same cluster. KURRENTDB_URL names it.
import { randomUUID } from 'node:crypto';
import { generatedAnswers } from '../generated-log.mjs';
import { inTurns, median, medianRatio, perSecond } from '../measuring.mjs';
import { built } from '../service-build.mjs';

export const title = 'On a KurrentDB cluster';
const CLIENT = '@kurrent/kurrentdb-client alone';
const WRITERS = [1, 64];
const ROUNDS = 5;
const ROUND_MS = 2_000;
const FOR_A_ROUND = 60_000;
const CAUGHT_UP = 20_000;
const LEAST = 0.8;

export async function run({ progress }) {
  const address = process.env.KURRENTDB_URL;
  if (!address) return { title, rows: [], notes: ['Left out: KURRENTDB_URL is not set.'] };
  const { KurrentDbEventStore } = await built('src/event-store/kurrentdb/kurrentdb-event-store.js');
  const { clientAddress } = await built('src/event-store/kurrentdb/address.js');
  const kurrent = await import('@kurrent/kurrentdb-client');
  const prefixes = { ours: newPrefix(), alone: newPrefix() };
  const store = await KurrentDbEventStore.open({ address, streamPrefix: prefixes.ours, clock: Date.now });
  const client = kurrent.KurrentDBClient.connectionString(clientAddress(address));
  const appends = {
    ours: ({ stream, event }) => store.append(stream, [event], 'no-stream'),
    alone: ({ stream, event }) =>
      client.appendToStream(prefixes.alone + stream, clientEvent(kurrent, event), { streamState: kurrent.NO_STREAM }),
  };
  const series = { ours: generatedAnswers(0), alone: generatedAnswers(0) };
  const rate = (name, writers) => () => appendRate(appends[name], writers, series[name]);
  try {
    const rows = [];
    // A server that was just started takes a quarter of what it takes later.
    for (const name of ['ours', 'alone']) await rate(name, Math.max(...WRITERS))();
    for (const writers of WRITERS) {
      progress(`append, ${writers} at a time`);
      const measured = await inTurns({ ours: rate('ours', writers), alone: rate('alone', writers) }, ROUNDS);
      rows.push(row(`append, ${writers} writer${writers === 1 ? '' : 's'}`, measured));
    }
    progress('catch-up');
    const caughtUp = await inTurns(
      { ours: () => ownCatchUp(store), alone: () => clientCatchUp(kurrent, client, prefixes.alone) },
      ROUNDS,
    );
    rows.push(row(`catch-up of ${CAUGHT_UP.toLocaleString('en-GB')} events`, caughtUp));
    return { title, rows, notes: [] };
  } finally {
    await store.close();
    await client.dispose();
  }
}

const newPrefix = () => `bench${randomUUID().replaceAll('-', '')}_`;

/** What our adapter stores, as one who uses the client alone would store it. */
const clientEvent = ({ jsonEvent }, { eventId, type, data, metadata }) =>
  jsonEvent({ id: eventId, type, data, metadata });

async function appendRate(append, writers, series) {
  const entries = Array.from({ length: FOR_A_ROUND }, () => series.next().value);
  let next = 0;
  const started = performance.now();
  const writer = async () => {
    while (performance.now() - started < ROUND_MS && next < entries.length) await append(entries[next++]);
  };
  await Promise.all(Array.from({ length: writers }, writer));
  return (next * 1_000) / (performance.now() - started);
}

async function ownCatchUp(store) {
  const started = performance.now();
  let seen = 0;
  let subscription;
  await new Promise((resolve, reject) => {
    const take = (events) => void ((seen += events.length) >= CAUGHT_UP && resolve());
    subscription = store.subscribe(0n, take, reject);
  });
  const perSecondOfAll = (seen * 1_000) / (performance.now() - started);
  await subscription.stop();
  return perSecondOfAll;
}

async function clientCatchUp({ START, streamNameFilter }, client, prefix) {
  const started = performance.now();
  let seen = 0;
  const subscription = client.subscribeToAll({
    fromPosition: START,
    filter: streamNameFilter({ prefixes: [prefix] }),
  });
  subscription.on('error', () => undefined);
  for await (const { event } of subscription) if (event && ++seen >= CAUGHT_UP) break;
  return (seen * 1_000) / (performance.now() - started);
}

function row(what, { ours, alone }) {
  const ratio = medianRatio(ours, alone);
  return {
    what,
    ours: perSecond(median(ours)),
    beside: `${CLIENT}: ${perSecond(median(alone))}`,
    ratio,
    target: `at least ${LEAST}`,
    reached: ratio >= LEAST,
  };
}
