// What is checked before a log is used: that it holds everything that was acknowledged.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { EventStoreError, GENESIS_HASH } from '../event-store.js';
import { DATABASE_FILE, DRAFT_FILE, hashAt, hasTable, headOf } from './schema.js';
import { connectReader, translate, type Connection } from './sqlite.js';
import { Witness, WITNESS_FILE } from './witness.js';

/**
 * The log must hold what the witness saw last, or more; and a log must have a witness. Throws `corrupt` otherwise, saying
 * what is wrong and what to do.
 */
export function assertWhole(dataDir: string): void {
  const file = join(dataDir, DATABASE_FILE);
  const witnessed = Witness.read(dataDir);
  if (!existsSync(file)) {
    // An empty log in its place would pass for the one that was to be restored.
    if (existsSync(join(dataDir, DRAFT_FILE)))
      throw new EventStoreError('corrupt', `A restore was cut short here. Repeat it, or delete ${DRAFT_FILE}.`);
    if (!witnessed || witnessed.position === 0) return;
    throw new EventStoreError('corrupt', `The event store is gone, but ${WITNESS_FILE} is there. Restore a backup.`);
  }
  let connection: Connection | undefined;
  try {
    connection = connectReader(file);
    const head = hasTable(connection, 'events') ? headOf(connection) : { position: 0, hash: GENESIS_HASH };
    if (!witnessed) {
      if (head.position === 0) return;
      const message = `The file ${WITNESS_FILE} beside the event store is missing: nobody can tell whether the log is whole. Restore a backup.`;
      throw new EventStoreError('corrupt', message);
    }
    const details = { position: BigInt(head.position) };
    if (head.position < witnessed.position) {
      const message = `The log ends at position ${head.position}, but ${witnessed.position} was acknowledged: its end is missing. Restore a backup.`;
      throw new EventStoreError('corrupt', message, details);
    }
    if (hashAt(connection, witnessed.position) !== witnessed.hash) {
      const message = `The log is not the one that was written: at position ${witnessed.position} it holds another event. Restore a backup.`;
      throw new EventStoreError('corrupt', message, details);
    }
  } catch (error) {
    throw translate(error);
  } finally {
    connection?.close();
  }
}
