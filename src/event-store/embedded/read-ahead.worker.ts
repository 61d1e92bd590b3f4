// The thread that reads a long log ahead of who takes it in, and checks every row: a second processor's work.
import { parentPort, workerData, type MessagePort } from 'node:worker_threads';
import { readerInOrder } from './log-rows.js';
import { STOPPED, TAKEN, type ReadAheadMessage, type ReadAheadTask } from './read-ahead.js';
import { damaged } from './schema.js';
import { connectReader } from './sqlite.js';
import { forThread } from './thread-error.js';

const PAGE = 1_000;
/** So many pages lie ready at most. */
const AHEAD = 8;
const port = parentPort as MessagePort;
const { file, after, through, state: shared } = workerData as ReadAheadTask;
const state = new Int32Array(shared);

function read(): void {
  const connection = connectReader(file);
  try {
    const page = readerInOrder(connection);
    let position = after;
    for (let sent = 0; position < through; sent++) {
      if (!mayRead(sent)) return;
      const rows = page(position + 1, Math.min(PAGE, through - position));
      if (rows.length === 0) throw damaged(position + 1);
      rows.checkOrder(position);
      position += rows.length;
      const message: ReadAheadMessage = { kind: 'page', bytes: rows.bytes, ends: rows.ends };
      // The memory itself goes over, that of the driver's too: nothing is copied.
      port.postMessage(message, [rows.bytes.buffer as ArrayBuffer, rows.ends.buffer as ArrayBuffer]);
    }
  } finally {
    connection.close();
  }
}

/** Waits for its turn; false when no more is wanted. */
function mayRead(sent: number): boolean {
  for (;;) {
    const taken = Atomics.load(state, TAKEN);
    if (Atomics.load(state, STOPPED) === 1) return false;
    if (sent - taken < AHEAD) return true;
    Atomics.wait(state, TAKEN, taken);
  }
}

try {
  read();
} catch (error) {
  const message: ReadAheadMessage = { kind: 'failed', error: forThread(error) };
  port.postMessage(message);
}
