// One reading of a whole log in a fresh process: `reading.mjs <contender> <folder> <count>`. Sends { ms }.
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ALLIANCE } from '../generated-log.mjs';
import * as emmettSqlite from '../peers/emmett-sqlite.mjs';
import * as emmettPostgresql from '../peers/emmett-postgresql.mjs';
import { built, openStore } from '../service-build.mjs';

const PAGE = 1_000;
const COLUMNS = 'position, stream, revision, type, event_id, schema, recorded_at, remaining, data, meta, hash';
const [DATA, METADATA] = [8, 9];
process.once('disconnect', () => process.exit(1));
const [contender, folder, counted] = process.argv.slice(2);
const count = Number(counted);

const contenders = {
  /** The whole log through the port into a new read model, and the figures of today from it. */
  async rebuild() {
    const { Monitoring } = await built('src/monitoring/monitoring.service.js');
    const store = await openStore(folder);
    const started = performance.now();
    const monitoring = await Monitoring.start({ store, clock: Date.now });
    const figures = monitoring.figures(ALLIANCE);
    const ms = performance.now() - started;
    if (monitoring.model.log.count !== count || figures.size === 0) throw new Error('the rebuild is not whole');
    await monitoring.stop();
    await store.close();
    return ms;
  },

  /** The same rows in the same pages through the same driver, and JSON.parse of data and metadata: nothing else. */
  async reading() {
    const { default: Database } = await import('libsql');
    const { DATABASE_FILE } = await built('src/event-store/embedded/schema.js');
    const database = new Database(join(folder, DATABASE_FILE));
    const page = database.prepare(`SELECT ${COLUMNS} FROM events WHERE position >= ? ORDER BY position LIMIT ?`).raw();
    const started = performance.now();
    let read = 0;
    let parsed = 0;
    for (let rows = page.all(1, PAGE); rows.length > 0; rows = page.all(read + 1, PAGE)) {
      for (const row of rows) if (JSON.parse(row[DATA]) && JSON.parse(row[METADATA])) parsed++;
      read += rows.length;
      await setImmediate();
    }
    const ms = performance.now() - started;
    if (parsed !== count) throw new Error('the reading is not whole');
    database.close();
    return ms;
  },

  async 'emmett-sqlite'() {
    const store = await emmettSqlite.open(folder);
    const ms = await store.consume(count);
    store.close();
    return ms;
  },

  async 'emmett-sqlite-reader'() {
    const store = await emmettSqlite.open(folder);
    const ms = await store.readBatches(count);
    store.close();
    return ms;
  },

  async 'emmett-postgresql'() {
    const store = await emmettPostgresql.open({ database: folder, keeps: true });
    const ms = await store.consume(count);
    await store.close();
    return ms;
  },
};

const ms = await contenders[contender]();
if (process.send) process.send({ ms }, () => process.exit(0));
else console.log(ms);
