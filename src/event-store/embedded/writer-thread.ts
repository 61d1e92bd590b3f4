// The near side of the writer's thread: hands requests over, several at a time, and settles what they wait for.
import { Worker } from 'node:worker_threads';
import { EventStoreError } from '../event-store.js';
import { storeClosed } from './sqlite.js';
import { fromThread, type ThreadError } from './thread-error.js';
import type { EncodedAppend, WriteAnswer, WriteRequest, WriterMessage, WriterRequest } from './writer-protocol.js';

/** Where the events of a request went. */
export interface Written {
  /** Position of the last one. */
  readonly position: bigint;
  readonly recordedAt: number;
}

interface Waiting<T> {
  readonly resolve: (result: T) => void;
  readonly reject: (error: Error) => void;
}

const HANDED_AT_ONCE = 8;

export class WriterThread {
  /** Hears of the last position of each request, before the request is answered. */
  onWritten: (position: bigint) => void = () => undefined;
  /** Why it takes nothing more, where its storage failed. */
  failure: EventStoreError | undefined;
  private readonly signal = new Int32Array(new SharedArrayBuffer(4));
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting<Written>>();
  /** Parts that the thread hasn't put aside yet, by the id of their request. */
  private readonly handing = new Map<number, Waiting<void>>();
  private queue: WriteRequest[] = [];
  private nextId = 1;
  private ended: Error | undefined;
  private closing = false;

  private constructor(dataDir: string, opened: Waiting<WriterThread>) {
    this.worker = new Worker(new URL('./writer.worker.js', import.meta.url), {
      workerData: { dataDir, signal: this.signal.buffer },
    });
    const end = (error: EventStoreError): void => {
      this.end(error);
      opened.reject(error);
    };
    this.worker.on('message', (message: WriterMessage) => {
      if (message.kind === 'answers') message.answers.forEach((answer) => this.settle(answer));
      else if (message.kind === 'taken') this.settlePart(message);
      else if (message.kind === 'stopped') this.failure = stopped(message.error);
      else if (message.kind === 'open') opened.resolve(this);
      else end(fromThread(message.error));
    });
    this.worker.on('error', ({ message }) => end(crashed(message)));
    this.worker.on('exit', () => end(this.closing ? storeClosed() : crashed('it ended by itself')));
  }

  /** Resolves when the writer has opened the log. */
  static start(dataDir: string): Promise<WriterThread> {
    return new Promise((resolve, reject) => void new WriterThread(dataDir, { resolve, reject }));
  }

  /**
   * Stores all parts as one append. Of several, each is made when the thread has put the last one aside; they are stored
   * when all are there.
   */
  async write(parts: Iterable<EncodedAppend[]>, now: number, recordedAt: number | undefined): Promise<Written> {
    const id = this.nextId++;
    let last: EncodedAppend[] = [];
    try {
      for (const appends of parts) {
        if (last.length > 0) await this.handPart(id, last);
        last = appends;
      }
    } catch (error) {
      this.post({ kind: 'forget', id });
      throw error;
    }
    this.assertOpen();
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      this.queue.push({ id, now, recordedAt, appends: last });
      // While the thread stores these, the next ones are encoded.
      if (this.queue.length === HANDED_AT_ONCE) this.hand();
      else if (this.queue.length === 1) queueMicrotask(() => this.hand());
    });
  }

  /** Stores what waits, then ends the thread. */
  async close(): Promise<void> {
    this.closing = true;
    if (this.ended) return;
    this.hand();
    const exited = new Promise<void>((resolve) => this.worker.once('exit', () => resolve()));
    this.post({ kind: 'close' });
    await exited;
  }

  /** Rejects where there is no room for the part. */
  private handPart(id: number, appends: readonly EncodedAppend[]): Promise<void> {
    this.assertOpen();
    return new Promise((resolve, reject) => {
      this.handing.set(id, { resolve, reject });
      this.post({ kind: 'part', id, appends });
    });
  }

  private settlePart({ id, error }: Extract<WriterMessage, { kind: 'taken' }>): void {
    const handing = this.handing.get(id);
    this.handing.delete(id);
    if (error) handing?.reject(fromThread(error));
    else handing?.resolve();
  }

  private assertOpen(): void {
    if (this.ended) throw this.ended;
    if (this.closing) throw storeClosed();
  }

  private hand(): void {
    if (this.queue.length === 0) return;
    this.post({ kind: 'write', requests: this.queue });
    this.queue = [];
  }

  private post(request: WriterRequest): void {
    this.worker.postMessage(request);
    Atomics.add(this.signal, 0, 1);
    Atomics.notify(this.signal, 0);
  }

  private settle(answer: WriteAnswer): void {
    const waiting = this.waiting.get(answer.id);
    this.waiting.delete(answer.id);
    if ('error' in answer) {
      waiting?.reject(fromThread(answer.error));
      return;
    }
    const position = BigInt(answer.position);
    this.onWritten(position);
    waiting?.resolve({ position, recordedAt: answer.recordedAt });
  }

  private end(error: EventStoreError): void {
    this.ended ??= error;
    if (!this.closing) this.failure ??= error;
    const message = 'The writer ended before it answered; repeat the same append to find out.';
    for (const { reject } of this.waiting.values()) reject(new EventStoreError('outcome-unknown', message));
    this.waiting.clear();
    for (const { reject } of this.handing.values()) reject(error);
    this.handing.clear();
  }
}

const stopped = ({ message }: ThreadError): EventStoreError =>
  new EventStoreError('unavailable', `${message} Nothing more is recorded until the service is started again.`, {
    reason: 'storage-failed',
  });

const crashed = (why: string): EventStoreError =>
  new EventStoreError('unavailable', `The writer failed: ${why}. Start the service again.`, {
    reason: 'storage-failed',
  });
