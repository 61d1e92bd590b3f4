// The near side of the writer's thread: hands requests over, several at a time, and settles what they wait for.
import { Worker } from 'node:worker_threads';
import { EventStoreError, type Appended, type ExpectedRevision } from '../event-store.js';
import type {
  EncodedAppend,
  WriteAnswer,
  WriteError,
  WriteRequest,
  WriterMessage,
  WriterRequest,
} from './writer-protocol.js';

interface Waiting {
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

export class WriterThread {
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private readonly opened: Promise<void>;
  private queue: WriteRequest[] = [];
  private nextId = 1;
  private ended: Error | undefined;
  private settleOpened: Waiting | undefined;

  private constructor(
    dataDir: string,
    private readonly onAppended: (position: bigint) => void,
  ) {
    this.worker = new Worker(new URL('./writer.worker.js', import.meta.url), {
      workerData: { dataDir, signal: this.signal.buffer },
    });
    this.opened = new Promise((resolve, reject) => {
      this.settleOpened = { resolve: () => resolve(), reject };
    });
    this.worker.on('message', (message: WriterMessage) => this.hear(message));
    this.worker.on('error', (error) =>
      this.end(new EventStoreError('unavailable', `The writer failed: ${error.message}`)),
    );
    this.worker.on('exit', () =>
      this.end(new EventStoreError('unavailable', 'The event store is closed.', { reason: 'closed' })),
    );
  }

  /** Resolves when the writer has opened the log. */
  static async start(dataDir: string, onAppended: (position: bigint) => void): Promise<WriterThread> {
    const writer = new WriterThread(dataDir, onAppended);
    await writer.opened;
    return writer;
  }

  write(appends: readonly EncodedAppend[], now: number, recordedAt: number | undefined): Promise<Appended> {
    if (this.ended) return Promise.reject(this.ended);
    return new Promise((resolve, reject) => {
      const id = this.nextId++;
      this.waiting.set(id, { resolve, reject });
      this.queue.push({ id, now, recordedAt, appends });
      if (this.queue.length === 1) queueMicrotask(() => this.flush());
    });
  }

  /** Stores what waits, then ends the thread. */
  async close(): Promise<void> {
    if (this.ended) return;
    this.flush();
    const exited = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()));
    this.post({ kind: 'close' });
    await exited;
  }

  private flush(): void {
    if (this.queue.length === 0) return;
    this.post({ kind: 'write', requests: this.queue });
    this.queue = [];
  }

  private post(request: WriterRequest): void {
    this.worker.postMessage(request);
    Atomics.add(this.signal, 0, 1);
    Atomics.notify(this.signal, 0);
  }

  private hear(message: WriterMessage): void {
    if (message.kind === 'open') this.settleOpened?.resolve({ position: 0n, revisions: [], recordedAt: 0 });
    else if (message.kind === 'failed') this.end(asError(message.error));
    else if (message.kind === 'answers') for (const answer of message.answers) this.settle(answer);
  }

  private settle(answer: WriteAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('error' in answer) {
      waiting?.reject(asError(answer.error));
      return;
    }
    const { position, revisions, recordedAt } = answer;
    this.onAppended(BigInt(position));
    waiting?.resolve({ position: BigInt(position), revisions: revisions.map(BigInt), recordedAt });
  }

  private end(error: Error): void {
    this.ended ??= error;
    this.settleOpened?.reject(error);
    const unknown = new EventStoreError(
      'outcome-unknown',
      'The writer ended before it answered; repeat the same append.',
    );
    for (const { reject } of this.waiting.values()) reject(unknown);
    this.waiting.clear();
  }
}

function asError({ code, message, stream, actual, reason }: WriteError): EventStoreError {
  return new EventStoreError(code, message, {
    ...(stream === undefined ? {} : { stream }),
    ...(actual === undefined ? {} : { actual: asExpected(actual) }),
    ...(reason === undefined ? {} : { reason }),
  });
}

const asExpected = (revision: number): ExpectedRevision => (revision === -1 ? 'no-stream' : BigInt(revision));
