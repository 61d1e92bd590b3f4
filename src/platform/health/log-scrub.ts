// Checks the whole log beside the running service, at the start and once a day: rows that nobody reads rot unseen.
import type { EventStore } from '../../event-store/event-store.js';

const EVERY_MS = 24 * 60 * 60 * 1000;

export type ScrubState =
  | { readonly state: 'not begun' }
  | { readonly state: 'checking'; readonly position: string }
  | { readonly state: 'whole'; readonly position: string }
  | { readonly state: 'damaged' | 'not checked'; readonly reason: string };

export class LogScrub {
  private current: ScrubState = { state: 'not begun' };
  private timer: NodeJS.Timeout | undefined;
  private readonly stopping = new AbortController();
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly store: Pick<EventStore, 'scrub'>) {}

  get state(): ScrubState {
    return this.current;
  }

  start(): void {
    const begin = (): void => void (this.running = this.run());
    this.timer = setInterval(begin, EVERY_MS).unref();
    begin();
  }

  /** Resolves when nothing reads the log on its behalf any more. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.stopping.abort();
    await this.running;
  }

  /** Of damage the store tells all who follow it as well: figures are no longer served. */
  async run(): Promise<void> {
    try {
      const { head } = await this.store.scrub(
        (position) => (this.current = { state: 'checking', position: String(position) }),
        this.stopping.signal,
      );
      this.current = { state: 'whole', position: String(head.position) };
    } catch (error) {
      const { message } = error as Error;
      const damaged = (error as { code?: string }).code === 'corrupt';
      this.current = { state: damaged ? 'damaged' : 'not checked', reason: message };
    }
  }
}
