// What a browser loads before the first figures stand there: how much of files, and what of it has to wait for what.
import { describe, expect, it } from '@jest/globals';
import type { Route } from 'playwright-core';
import { inBrowser } from './in-browser.js';
import { whenLoaded } from './loaded.js';

const LIMIT_BYTES = 150_000;
const TEST_MS = 60_000;
const OVERVIEW = '/a/example';

inBrowser('The first load', [], ({ service, open, emptyPage }) => {
  describe(`stays under ${LIMIT_BYTES} bytes`, () => {
    it.each([
      [OVERVIEW, 'text.en'],
      [`${OVERVIEW}/indicators/I2`, 'chart-parts'],
    ])(
      '%s, %s included',
      async (path, included) => {
        const { page } = await open(path, 1280);
        await page.locator('data.figure-value').first().waitFor();
        await whenLoaded(page, `/assets/${included}`);
        const loaded = await page.evaluate<{ name: string; encodedBodySize: number; decodedBodySize: number }[]>(
          "[...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')].map((each) => each.toJSON())",
        );
        const files = loaded.filter(({ name }) => !name.includes('/api/'));
        const scripts = files.filter(({ name }) => name.endsWith('.js'));
        expect(scripts.length).toBeGreaterThan(1);
        const asTheyAre = scripts.filter(({ encodedBodySize, decodedBodySize }) => encodedBodySize === decodedBodySize);
        expect(asTheyAre).toEqual([]);
        expect(files.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)).toBeLessThan(LIMIT_BYTES);
        // Nobody who comes after has loaded these files before.
        await page.context().close();
      },
      TEST_MS,
    );
  });

  it(
    'asks for all that the figures need at once, and draws them without anything else',
    async () => {
      const page = await emptyPage();
      const needed = [/\/assets\/start-[^/]+\.(js|css)$/, /\/assets\/text\.en-/, /\/api\/alliances$/];
      needed.push(...['indicators', 'milestones'].map((what) => new RegExp(`/api/alliances/example/${what}$`)));
      const held: Route[] = [];
      let isHeld = true;
      await page.route('**/*', (route) => {
        const url = route.request().url();
        if (url.endsWith(OVERVIEW)) return route.continue();
        if (!needed.some((each) => each.test(url))) return route.abort();
        return isHeld ? void held.push(route) : route.continue();
      });
      // Nothing is answered before all of it has been asked for.
      const all = Promise.all(needed.map((each) => page.waitForRequest(each)));
      await page.goto(service.url + OVERVIEW, { waitUntil: 'commit' });
      await all;
      isHeld = false;
      await Promise.all(held.map((route) => route.continue()));
      await page.locator('#indicator-I2 data.figure-value').waitFor();
      await page.close();
    },
    TEST_MS,
  );
});
