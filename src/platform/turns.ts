// Long work beside other work of the service, which has its turns meanwhile: requests are answered while it goes on.
import { setImmediate } from 'node:timers/promises';

/** So long it works before others have their turn. */
const LONGEST_MS = 10;

export class Turns {
  private begun = performance.now();

  /** `signal`: says when nobody wants the work any more. */
  constructor(private readonly signal?: AbortSignal) {}

  /** Whether it is for others to go on: to be asked now and then. */
  get isOver(): boolean {
    return performance.now() - this.begun >= LONGEST_MS;
  }

  /** Resolves when it is this work's turn again; rejects where it is to be given up. */
  async next(): Promise<void> {
    await setImmediate();
    this.signal?.throwIfAborted();
    this.begun = performance.now();
  }
}
