// The near side of the reading thread: takes checked rows of a long log from it, in order, while it reads on.
import { Worker } from 'node:worker_threads';
import { EventStoreError, type StoredEvent } from '../event-store.js';
import type { Upcasting } from '../upcasting.js';
import { LogRows } from './log-rows.js';
import { fromThread, type ThreadError } from './thread-error.js';

export interface ReadAheadTask {
  readonly file: string;
  /** Rows after this position … */
  readonly after: number;
  /** … up to this one. */
  readonly through: number;
  /** Its first number counts the pages that were taken; the second becomes 1 when no more are wanted. */
  readonly state: SharedArrayBuffer;
}

/** `ends`: where the lines of `bytes` end. */
export type ReadAheadMessage =
  | { readonly kind: 'page'; readonly bytes: Uint8Array; readonly ends: Uint32Array }
  | { readonly kind: 'failed'; readonly error: ThreadError };

export const [TAKEN, STOPPED] = [0, 1];

export class ReadAhead {
  private readonly state = new Int32Array(new SharedArrayBuffer(8));
  private readonly worker: Worker;
  private readonly ended: Promise<void>;
  private readonly pages: LogRows[] = [];
  private failure: Error | undefined;
  private wake: () => void = () => undefined;
  /** Rows of the first page that were taken. */
  private taken = 0;

  constructor(
    file: string,
    after: bigint,
    private readonly through: bigint,
    private readonly upcasting: Upcasting,
  ) {
    const workerData: ReadAheadTask = {
      file,
      after: Number(after),
      through: Number(through),
      state: this.state.buffer,
    };
    this.worker = new Worker(new URL('./read-ahead.worker.js', import.meta.url), { workerData });
    this.worker.on('message', (message: ReadAheadMessage) => {
      if (message.kind === 'page') {
        const { buffer, byteOffset, length } = message.bytes;
        this.pages.push(LogRows.inOrder(Buffer.from(buffer, byteOffset, length), message.ends));
      } else this.failure = fromThread(message.error);
      this.wake();
    });
    this.worker.on('error', (error) => (this.failure = error));
    this.ended = new Promise((resolve) => {
      this.worker.on('exit', () => {
        this.failure ??= new EventStoreError('unavailable', 'The reading of the log ended before its end.');
        this.wake();
        resolve();
      });
    });
  }

  /** The events after a position that is the last one taken, at most `limit`; undefined where the thread's part ends. */
  async take(after: bigint, limit: number): Promise<StoredEvent[] | undefined> {
    if (after >= this.through) return undefined;
    while (this.pages.length === 0) {
      if (this.failure) throw this.failure;
      await new Promise<void>((resolve) => (this.wake = resolve));
    }
    const page = this.pages[0] as LogRows;
    const from = this.taken;
    this.taken = Math.min(from + limit, page.length);
    const events = Array.from({ length: this.taken - from }, (_, i) => page.event(from + i, this.upcasting));
    if (this.taken === page.length) {
      this.taken = 0;
      this.pages.shift();
      Atomics.add(this.state, TAKEN, 1);
      Atomics.notify(this.state, TAKEN);
    }
    return events;
  }

  /** Resolves when the thread has let go of its file: cut off inside the driver, it would take the process with it. */
  async stop(): Promise<void> {
    Atomics.store(this.state, STOPPED, 1);
    Atomics.add(this.state, TAKEN, 1);
    Atomics.notify(this.state, TAKEN);
    await this.ended;
  }
}
