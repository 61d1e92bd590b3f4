// Answers that are held back on their way: until they are let go, a page shows what there was before.
import type { Page } from 'playwright-core';

/** Holds back what a page reads at addresses that match, from now on until the function that it resolves with is called. */
export async function holdBack(page: Page, address: RegExp): Promise<() => void> {
  let letGo = (): void => undefined;
  const gone = new Promise<void>((resolve) => (letGo = resolve));
  await page.route(address, async (route) => {
    if (route.request().method() === 'GET') await gone;
    await route.fallback();
  });
  return letGo;
}
