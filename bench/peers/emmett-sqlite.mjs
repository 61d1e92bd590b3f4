// @event-driven-io/emmett-sqlite, as its documentation opens it, with SQLite's full synchronisation.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { benchFolder } from '../service-build.mjs';

export const name = 'emmett-sqlite';
const BUILD_WITHIN_MS = 600_000;
const EVENTS_AT_ONCE = 1_000;
const FULL = 2;

/** Undefined when it can be used; else why not. Its native driver (sqlite3) is fetched or compiled on first use. */
export async function whyMissing() {
  const require = createRequire(join(benchFolder, 'package.json'));
  const load = () => {
    try {
      require('sqlite3');
      return undefined;
    } catch (error) {
      return error.message.split('\n')[0];
    }
  };
  try {
    require.resolve('sqlite3');
  } catch {
    return 'its packages are not installed';
  }
  if (load() === undefined) return undefined;
  process.stderr.write('  building sqlite3, which emmett-sqlite needs …\n');
  spawnSync('npm', ['rebuild', 'sqlite3'], {
    cwd: benchFolder,
    stdio: 'ignore',
    timeout: BUILD_WITHIN_MS,
    shell: process.platform === 'win32',
  });
  const reason = load();
  return reason && `its native driver sqlite3 could neither be fetched nor compiled here (${reason})`;
}

/**
 * `sharesHandle`: one connection for all appends (`connectionOptions.singleton`), the fastest that its options offer;
 * else a connection for each append, its default.
 */
export async function open(folder, { sharesHandle = true } = {}) {
  const { getSQLiteEventStore, sqliteConnection } = await import('@event-driven-io/emmett-sqlite');
  const fileName = join(folder, 'emmett.db');
  const connection = sqliteConnection({ fileName });
  await connection.command('PRAGMA synchronous = FULL');
  const { synchronous } = await connection.querySingle('PRAGMA synchronous');
  if (synchronous !== FULL) throw new Error('emmett-sqlite must be measured with full synchronisation');
  const store = getSQLiteEventStore({
    fileName,
    ...(sharesHandle ? { connectionOptions: { singleton: true, connection } } : {}),
  });
  await store.schema.migrate();
  // Only now: each connection sets the journal mode as it opens, which a second one may not do at the same time.
  const onlooker = sqliteConnection({ fileName });
  await onlooker.command('PRAGMA busy_timeout = 5000');
  return {
    append: ({ stream, event }) =>
      store.appendToStream(stream, [asMessage(event)], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
    /** Whether another connection sees the event: only what is committed. */
    isCommitted: async ({ stream }) =>
      (await onlooker.querySingle('SELECT count(*) AS n FROM emt_messages WHERE stream_id = ?', [stream])).n === 1,
    count: async () => (await connection.querySingle('SELECT count(*) AS n FROM emt_messages')).n,
    fill: (entries) => fill(store, entries),
    consume: (count) => consume(store, count),
    readBatches: (count) => readBatches(connection, count),
    close() {
      onlooker.close();
      connection.close();
    },
  };
}

export function asMessage({ eventId, type, data, metadata }) {
  return { type, data, metadata: { ...metadata, eventId } };
}

/** Stores a log in large appends: its consumer reads by global position, whatever the streams. */
export async function fill(store, entries) {
  let part = [];
  let parts = 0;
  const send = async () => {
    if (part.length > 0) await store.appendToStream(`log-${parts++}`, part);
    part = [];
  };
  for (const { event } of entries) {
    part.push(asMessage(event));
    if (part.length >= EVENTS_AT_ONCE) await send();
  }
  await send();
}

/** Milliseconds of its batch reader alone: what its consumer reads with, without the checkpoint after each event. */
async function readBatches(connection, count) {
  const { readMessagesBatch } = await import('@event-driven-io/emmett-sqlite');
  const started = performance.now();
  let seen = 0;
  for (let after = 0n; seen < count;) {
    const { messages, currentGlobalPosition } = await readMessagesBatch(connection, {
      after,
      batchSize: EVENTS_AT_ONCE,
    });
    if (messages.length === 0) throw new Error('the reading is not whole');
    seen += messages.length;
    after = currentGlobalPosition;
  }
  return performance.now() - started;
}

/** Milliseconds in which its consumer hands `count` events, from the beginning, to a processor that does nothing. */
async function consume(store, count) {
  let seen = 0;
  const consumer = store.consumer({ pulling: { batchSize: EVENTS_AT_ONCE, pullingFrequencyInMs: 1 } });
  const started = performance.now();
  let ended = started;
  await new Promise((resolve, reject) => {
    consumer.processor({
      processorId: `bench-${process.pid}`,
      startFrom: 'BEGINNING',
      eachMessage: () => {
        if (++seen < count) return;
        ended = performance.now();
        resolve();
      },
    });
    consumer.start().catch(reject);
  });
  await consumer.stop();
  return ended - started;
}
