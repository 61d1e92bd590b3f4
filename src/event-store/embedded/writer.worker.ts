// The writer's thread: sleeps until there is something to store, and takes all that waits at once.
import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { asWriteError, LogWriter } from './log-writer.js';
import type { WriteRequest, WriterData, WriterMessage, WriterRequest } from './writer-protocol.js';

const port = parentPort as MessagePort;
const { dataDir, signal } = workerData as WriterData;
const requests = new Int32Array(signal);
const tell = (message: WriterMessage): void => port.postMessage(message);

/** Blocking here, instead of in the event loop, wakes a lone writer's request faster by a third. */
function serve(writer: LogWriter): void {
  for (;;) {
    const seen = Atomics.load(requests, 0);
    const waiting: WriteRequest[] = [];
    let closing = false;
    for (let next = receiveMessageOnPort(port); next !== undefined; next = receiveMessageOnPort(port)) {
      const request = next.message as WriterRequest;
      if (request.kind === 'close') closing = true;
      else waiting.push(...request.requests);
    }
    if (waiting.length > 0) tell({ kind: 'answers', answers: writer.write(waiting) });
    if (closing) return;
    if (waiting.length === 0) Atomics.wait(requests, 0, seen);
  }
}

let writer: LogWriter | undefined;
try {
  writer = new LogWriter(dataDir);
  tell({ kind: 'open' });
  serve(writer);
  writer.close();
  tell({ kind: 'closed' });
} catch (error) {
  tell({ kind: 'failed', error: asWriteError(error) });
}
port.close();
