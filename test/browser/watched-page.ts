// A page that remembers everything that went wrong in it: console errors, exceptions, breaches of the security policy.
import type { BrowserContext, Page } from 'playwright-core';

export interface WatchedPage {
  readonly page: Page;
  /** What went wrong so far. */
  readonly faults: () => Promise<string[]>;
}

const REMEMBER_BREACHES = `
  window.policyBreaches = [];
  document.addEventListener('securitypolicyviolation', (event) =>
    window.policyBreaches.push(event.violatedDirective + ' ' + event.blockedURI));
`;

export async function openPage(context: BrowserContext, url: string, width: number): Promise<WatchedPage> {
  const page = await context.newPage();
  await page.setViewportSize({ width, height: 900 });
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => faults.push(`exception: ${error.message}`));
  await page.addInitScript(REMEMBER_BREACHES);
  await page.goto(url);
  return {
    page,
    faults: async () => {
      const breaches = await page.evaluate<string[]>('window.policyBreaches');
      return [...faults, ...breaches.map((breach) => `policy: ${breach}`)];
    },
  };
}
