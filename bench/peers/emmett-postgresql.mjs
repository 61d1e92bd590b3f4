// @event-driven-io/emmett-postgresql, in a database of its own on the server that PG_URL names.
import { asMessage, fill } from './emmett-sqlite.mjs';

export const name = 'emmett-postgresql';
const EVENTS_AT_ONCE = 1_000;
const CONNECTIONS = 64;

/** Undefined when it can be used; else why not. */
export async function whyMissing() {
  if (!process.env.PG_URL) return 'PG_URL is not set';
  try {
    await import('@event-driven-io/emmett-postgresql');
    await onServer((client) => client.query('SELECT 1'));
    return undefined;
  } catch (error) {
    return error.code === 'ERR_MODULE_NOT_FOUND' ? 'its packages are not installed' : `PG_URL: ${error.message}`;
  }
}

async function onServer(work) {
  const { default: pg } = await import('pg');
  const client = new pg.Client({ connectionString: process.env.PG_URL });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * Opens it on a new database, which `close` drops; with `keeps` on one that is there, which stays. Throws where the
 * server doesn't sync commits.
 */
export async function open({ database = `alliance_kpi_bench_${process.pid}`, keeps = false } = {}) {
  if (!keeps) await create(database);
  const { default: pg } = await import('pg');
  const { getPostgreSQLEventStore } = await import('@event-driven-io/emmett-postgresql');
  const url = databaseUrl(database);
  // More connections than its default of ten, for its best with 64 writers.
  const pool = new pg.Pool({ connectionString: url, max: CONNECTIONS });
  const store = getPostgreSQLEventStore(url, { connectionOptions: { pooled: true, pool } });
  await store.schema.migrate();
  return {
    database,
    append: ({ stream, event }) =>
      store.appendToStream(stream, [asMessage(event)], { expectedStreamVersion: 'STREAM_DOES_NOT_EXIST' }),
    fill: (entries) => fill(store, entries),
    count: async () => Number((await pool.query('SELECT count(*) AS n FROM emt_messages')).rows[0].n),
    consume: (count) => consume(store, count),
    async close() {
      await store.close();
      await pool.end().catch(() => undefined);
      if (!keeps) await drop(database);
    },
  };
}

async function create(database) {
  await onServer(async (client) => {
    for (const setting of ['fsync', 'synchronous_commit']) {
      const { rows } = await client.query(`SHOW ${setting}`);
      if (rows[0][setting] !== 'on') throw new Error(`the server must run with ${setting} = on`);
    }
    await client.query(`DROP DATABASE IF EXISTS ${database}`);
    await client.query(`CREATE DATABASE ${database}`);
  });
}

function drop(database) {
  return onServer((client) => client.query(`DROP DATABASE IF EXISTS ${database} WITH (FORCE)`));
}

function databaseUrl(database) {
  const url = new URL(process.env.PG_URL);
  url.pathname = `/${database}`;
  return url.href;
}

/** Milliseconds in which its consumer hands `count` events, from the beginning, to a processor that does nothing. */
async function consume(store, count) {
  let seen = 0;
  let ended = 0;
  const consumer = store.consumer({ pulling: { batchSize: EVENTS_AT_ONCE, pullingFrequencyInMs: 1 } });
  const started = performance.now();
  await new Promise((resolve, reject) => {
    consumer.reactor({
      processorId: `bench-${process.pid}-${Math.floor(started)}`,
      startFrom: 'BEGINNING',
      // Its types also offer `eachBatch`, which this version never calls.
      eachMessage: () => {
        if (++seen < count) return;
        ended = performance.now();
        resolve();
      },
    });
    consumer.start().catch(reject);
  });
  await consumer.close();
  return ended - started;
}
