// Waiting for what a page loads by itself. Playwright's own waiting evaluates texts, which the page's security policy forbids.
import type { Page } from 'playwright-core';

/** Resolves once the page has loaded something whose address holds `part`. */
export function whenLoaded(page: Page, part: string): Promise<void> {
  return page.evaluate(`new Promise((resolve) => {
    new PerformanceObserver((list) => {
      if (list.getEntries().some(({ name }) => name.includes(${JSON.stringify(part)}))) resolve();
    }).observe({ type: 'resource', buffered: true });
  })`);
}
