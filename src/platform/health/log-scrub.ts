// Checks the whole log beside the running service, at the start and once a day: rows that nobody reads rot unseen.
import type { EmbeddedEventStore } from '../../event-store/embedded/embedded-event-store.js';
import type { Monitoring } from '../../monitoring/monitoring.service.js';

const EVERY_MS = 24 * 60 * 60 * 1000;

export type ScrubState =
  | { readonly state: 'not begun' }
  | { readonly state: 'checking'; readonly position: string }
  | { readonly state: 'whole'; readonly position: string }
  | { readonly state: 'damaged'; readonly reason: string };

export class LogScrub {
  private current: ScrubState = { state: 'not begun' };
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly store: Pick<EmbeddedEventStore, 'scrub'>,
    private readonly monitoring: Pick<Monitoring, 'distrust'>,
  ) {}

  get state(): ScrubState {
    return this.current;
  }

  start(): void {
    this.timer = setInterval(() => void this.run(), EVERY_MS).unref();
    void this.run();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** A log that is damaged anywhere is not trusted anywhere: figures are no longer served. */
  async run(): Promise<void> {
    try {
      const { head } = await this.store.scrub(
        (position) => (this.current = { state: 'checking', position: String(position) }),
      );
      this.current = { state: 'whole', position: String(head.position) };
    } catch (error) {
      const { message } = error as Error;
      if ((error as { code?: string }).code === 'corrupt') this.monitoring.distrust(error as Error);
      this.current = { state: 'damaged', reason: message };
    }
  }
}
