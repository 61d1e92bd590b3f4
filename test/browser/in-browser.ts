// Specs in a real browser on a service of their own: both are started once for a file of specs. Where CHROME_PATH names
// no browser (`npm test` finds or installs one), they are skipped, visibly.
import { afterAll, beforeAll, describe } from '@jest/globals';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { ServiceProcess } from '../service-process.js';
import { FRUGAL, launchChromium } from './chromium.js';
import { Readers, type Settings } from './readers.js';
import type { WatchedPage } from './watched-page.js';

const START_MS = 60_000;

export interface InBrowser {
  readonly service: ServiceProcess;
  /** Opens a page of the service by its path, which begins with a slash. */
  readonly open: (path: string, width: number, settings?: Settings) => Promise<WatchedPage>;
  /** An empty page, for what another site shows, or a browser of other powers. */
  readonly emptyPage: (powers?: BrowserContextOptions) => Promise<Page>;
}

/** `flags`: of the service's start. */
export function inBrowser(subject: string, flags: readonly string[], specs: (given: InBrowser) => void): void {
  const executablePath = process.env['CHROME_PATH'] ?? '';
  const isThere = executablePath !== '';
  const withBrowser = isThere ? describe : describe.skip;
  withBrowser(`${subject} (${isThere ? executablePath : 'skipped: no Chromium, set CHROME_PATH'})`, () => {
    const service = new ServiceProcess(flags);
    let browser: Browser;
    let readers: Readers;

    beforeAll(async () => {
      await service.start();
      browser = await launchChromium(executablePath, FRUGAL);
      readers = new Readers(browser, service.url);
    }, START_MS);

    afterAll(async () => {
      await browser?.close();
      await service.dispose();
    }, START_MS);

    specs({
      service,
      open: (path, width, settings = {}) => readers.open(path, width, settings),
      emptyPage: (powers) => browser.newPage(powers),
    });
  });
}
