// The thread of long work on the log. It has a connection of its own, and never writes to the log's database.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { EventStoreError, GENESIS_HASH } from '../event-store.js';
import type { MaintenanceJob, MaintenanceMessage } from './maintenance.js';
import { asWriteError } from './log-writer.js';
import { checkRun, COLUMNS, headOf } from './schema.js';
import { connect, connectReader, type Connection } from './sqlite.js';

const PAGE = 2_000;
const port = parentPort as MessagePort;
const tell = (message: MaintenanceMessage): void => port.postMessage(message);

/** SQLite's structure, and the chain from the first event to the head as it was at the beginning. */
function check(connection: Connection): { position: number; hash: string } {
  const [[verdict] = []] = connection.rows('PRAGMA integrity_check(1)');
  if (verdict !== 'ok') {
    throw new EventStoreError('corrupt', `The event store is damaged: ${String(verdict)}. Restore a backup.`);
  }
  const head = headOf(connection);
  const page = connection.prepare(
    `SELECT ${COLUMNS} FROM events WHERE position > ? AND position <= ? ORDER BY position LIMIT ${PAGE}`,
  );
  let [position, hash] = [0, GENESIS_HASH];
  while (position < head.position) {
    const rows = page.rows(position, head.position);
    if (rows.length === 0)
      throw new EventStoreError('corrupt', `The log has no event at position ${position + 1}. Restore a backup.`);
    hash = checkRun(rows, hash, position + 1);
    position += rows.length;
    tell({ kind: 'progress', position, head: head.position });
  }
  return { position, hash };
}

function work(job: MaintenanceJob): { position: number; hash: string } {
  if (job.job === 'back-up') {
    const source = connect(job.file);
    try {
      source.execute(`VACUUM INTO '${job.into.replaceAll("'", "''")}'`);
    } finally {
      source.close();
    }
  }
  const connection = connectReader(job.job === 'back-up' ? job.into : job.file);
  try {
    return check(connection);
  } finally {
    connection.close();
  }
}

try {
  tell({ kind: 'done', ...work(workerData as MaintenanceJob) });
} catch (error) {
  tell({ kind: 'failed', error: asWriteError(error) });
}
