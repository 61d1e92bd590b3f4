// The thread of long work on the log. It never writes to a log in use: it reads it, and writes its own copies.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { EventStoreError, GENESIS_HASH } from '../event-store.js';
import type { MaintenanceJob, MaintenanceMessage, MaintenanceTask } from './maintenance.js';
import { readerInOrder } from './log-rows.js';
import { createTables, damaged, hashAt, hasTable, headOf, indexedHead } from './schema.js';
import { connect, connectReader, sqliteCode, type Connection } from './sqlite.js';
import { forThread } from './thread-error.js';
import type { LogHead } from './witness.js';

const PAGE = 2_000;
const port = parentPort as MessagePort;
const task = workerData as MaintenanceTask;
const stopped = new Int32Array(task.stopped);
const tell = (message: MaintenanceMessage): void => port.postMessage(message);

function work(job: MaintenanceJob): LogHead {
  switch (job.job) {
    case 'scrub':
      return using(connectReader(job.file), check);
    case 'back-up':
      // `query_only` would forbid the copy too. From the log itself this only reads.
      using(connect(job.file), (log) => log.execute(`VACUUM INTO '${job.into.replaceAll("'", "''")}'`));
      return using(connect(job.into), (copy) => seal(copy, job.witnessed));
    case 'restore':
      return using(connect(job.file), unseal);
  }
}

function using<T>(connection: Connection, use: (connection: Connection) => T): T {
  try {
    return use(connection);
  } finally {
    connection.close();
  }
}

/** Rows of a range that the index of streams doesn't lead to. */
const NOT_INDEXED = `
  SELECT min(position) FROM events e WHERE position > ?1 AND position <= ?2 AND NOT EXISTS
    (SELECT 1 FROM indexed_streams i
     WHERE i.stream = e.stream AND i.revision = e.revision AND i.position = e.position)`;
/** SQLite's own names begin with its name, and no others may. */
const FIRST_STRANGE = `
  SELECT name FROM sqlite_schema WHERE type = 'trigger' OR NOT (
    name IN ('events', 'indexed_streams', 'indexed', 'streams', 'backup_head') OR name GLOB 'sqlite_*') LIMIT 1`;
const COUNT_INDEXED = 'SELECT count(*) FROM indexed_streams';

/**
 * The chain from the first event to the head as it was at the beginning, and that the index leads to each event that it
 * has come to; then SQLite's own structure. (`integrity_check` would look at the index in one piece: nothing could stop it.)
 */
function check(connection: Connection): LogHead {
  const head = headOf(connection);
  const indexed = indexedHead(connection).position;
  const [page, notIndexed] = [readerInOrder(connection), connection.query(NOT_INDEXED)];
  let [position, hash] = [0, GENESIS_HASH];
  while (position < head.position) {
    assertWanted();
    const rows = page(position + 1, Math.min(PAGE, head.position - position));
    if (rows.length === 0) throw damaged(position + 1);
    hash = rows.checkOrder(position);
    const missing = Number(notIndexed(position, Math.min(position + rows.length, indexed)).toString());
    if (missing > 0) throw damaged(missing);
    position += rows.length;
    tell({ kind: 'progress', position, head: head.position });
  }
  assertWanted();
  const verdict = connection.query('SELECT quick_check FROM pragma_quick_check(1)')().toString();
  if (verdict !== 'ok') {
    throw new EventStoreError('corrupt', `The event store is damaged: ${verdict}. Restore a backup.`);
  }
  const entries = Number(connection.query(COUNT_INDEXED)().toString());
  if (entries < indexed) throw damaged(indexed);
  return { position, hash };
}

function assertWanted(): void {
  if (Atomics.load(stopped, 0) === 0) return;
  throw new EventStoreError('unavailable', 'The work on the log was stopped.', { reason: 'stopped' });
}

/** Checks a fresh copy, and writes into it how far it goes. */
function seal(copy: Connection, witnessed: LogHead): LogHead {
  const head = check(copy);
  if (hashAt(copy, witnessed.position) !== witnessed.hash) {
    const message = `The log does not hold what was acknowledged at position ${witnessed.position}. Restore a backup.`;
    throw new EventStoreError('corrupt', message, { position: BigInt(witnessed.position) });
  }
  copy.execute(`
    CREATE TABLE backup_head (position INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
    INSERT INTO backup_head VALUES (${head.position}, '${head.hash}');`);
  return head;
}

/** Checks a backup against the head that it names, and takes that note out of it. It may be of an older version. */
function unseal(backup: Connection): LogHead {
  if (!isSealed(backup)) {
    const message =
      'The file is no backup of alliance-kpi, or not a whole one. Name one that "alliance-kpi backup" wrote.';
    throw new EventStoreError('corrupt', message);
  }
  const sealed = backup.query("SELECT position || ' ' || hash FROM backup_head")().toString();
  createTables(backup);
  assertNothingElse(backup);
  const head = check(backup);
  if (sealed !== `${head.position} ${head.hash}`) {
    throw new EventStoreError('corrupt', `The backup ends at position ${head.position}, and not where it was made to.`);
  }
  backup.execute('DROP TABLE backup_head');
  return head;
}

/** What isn't of the log could act on it from within: a trigger takes out what is recorded later, or puts in what isn't. */
function assertNothingElse(backup: Connection): void {
  const strange = backup.query(FIRST_STRANGE)().toString();
  if (strange === '') return;
  const message = `It holds "${strange}", which no backup of alliance-kpi does. Restore a backup.`;
  throw new EventStoreError('corrupt', message);
}

/** Of a file that is no database at all, SQLite says so only when it is asked something. */
function isSealed(backup: Connection): boolean {
  try {
    return hasTable(backup, 'backup_head');
  } catch (error) {
    if (/NOTADB/.test(sqliteCode(error)) || /not a database/.test(String(error))) return false;
    throw error;
  }
}

try {
  tell({ kind: 'done', head: work(task.job) });
} catch (error) {
  tell({ kind: 'failed', error: forThread(error) });
}
