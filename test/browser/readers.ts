// The readers of one service, each with storage of their own, as in a browser of their own. Whoever has closed their page
// is followed by the next with the same settings: files are loaded and compiled once, as by anyone who comes back.
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { openPage, type WatchedPage } from './watched-page.js';

/** Of the browser; `locale` such as `es-ES`. */
export interface Settings {
  readonly colorScheme?: 'light' | 'dark';
  /** Without a word, nothing moves: a click would land where a page that scrolls by itself no longer is. */
  readonly reducedMotion?: 'no-preference';
  readonly locale?: string;
}

interface Reader {
  readonly settings: string;
  readonly context: BrowserContext;
  /** Stays open: it keeps the process, and it reaches the storage. */
  readonly anchor: Page;
}

export class Readers {
  private readonly waiting: Reader[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly url: string,
  ) {}

  /**
   * Opens a page with nothing in its storage; its viewport is `width` pixels wide. Where more than the page was changed,
   * such as the clock, close its context: nobody follows that reader.
   */
  async open(path: string, width: number, settings: Settings): Promise<WatchedPage> {
    const reader = await this.next(settings);
    const opened = await openPage(reader.context, this.url + path, width);
    opened.page.once('close', () => this.waiting.push(reader));
    return opened;
  }

  private async next(given: Settings): Promise<Reader> {
    const settings = JSON.stringify(given);
    const place = this.waiting.findIndex((reader) => reader.settings === settings && !reader.anchor.isClosed());
    const [reader] = place < 0 ? [] : this.waiting.splice(place, 1);
    if (!reader) return this.arrive(given, settings);
    await Promise.all([reader.anchor.evaluate('localStorage.clear()'), reader.context.clearCookies()]);
    return reader;
  }

  private async arrive(given: Settings, settings: string): Promise<Reader> {
    const context = await this.browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce', ...given });
    const anchor = await context.newPage();
    await anchor.goto(`${this.url}/health/live`);
    return { settings, context, anchor };
  }
}
