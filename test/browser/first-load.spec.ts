// What a browser loads before the first figures stand there: how much of files, and what comes with the page itself.
import { describe, expect, it } from '@jest/globals';
import type { Route } from 'playwright-core';
import { inBrowser } from './in-browser.js';
import { whenLoaded } from './loaded.js';

const LIMIT_BYTES = 150_000;
const TEST_MS = 60_000;
const OVERVIEW = '/a/example';

interface Figures {
  readonly indicators: readonly { readonly id: string; readonly value: unknown }[];
}

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

  describe('comes with its figures', () => {
    it(
      'in the words and colours of the reader, before any script',
      async () => {
        const page = await emptyPage({ javaScriptEnabled: false, locale: 'en-GB' });
        const { hostname: domain } = new URL(service.url);
        const chosen = { language: 'es', colours: 'dark' };
        const cookies = Object.entries(chosen).map(([name, value]) => ({ name, value, domain, path: '/' }));
        const { indicators } = await service.get<Figures>('/api/alliances/example/indicators?at=M24');
        await page.goto(`${service.url}${OVERVIEW}?at=M24`);
        await page.getByRole('heading', { name: 'EXAMPLE' }).waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe('en');
        for (const { id, value } of indicators) {
          const shown = await page.locator(`[id="indicator-${id}"] data.figure-value`).getAttribute('value');
          expect([id, shown]).toEqual([id, String(value)]);
        }
        // Nothing comes later that would move them.
        expect(await page.getByRole('heading', { name: /^What needs attention/ }).count()).toBe(1);
        expect(await page.getByRole('heading', { level: 2, name: /^SO1 ./ }).count()).toBe(1);
        await page.context().addCookies(cookies);
        await page.reload();
        await page.getByRole('button', { name: 'Idioma y colores' }).waitFor();
        expect(await page.locator('html').getAttribute('lang')).toBe('es');
        expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
        await page.context().close();
      },
      TEST_MS,
    );

    it('and is the same each time: its script finds what it would draw itself', async () => {
      const pages = [1, 2].map(async () => (await fetch(`${service.url}${OVERVIEW}?at=M24`)).text());
      const [first, second] = await Promise.all(pages);
      expect(first).toMatch(/<label [^>]*id="id-1"/);
      expect(second).toBe(first);
    });

    it(
      'and its script takes over what is drawn, and asks for nothing of it again',
      async () => {
        const { page, asked, release } = await heldBack(/\.js$/, 'commit');
        await page.locator('#indicator-I2 data.figure-value').waitFor();
        await page.evaluate("window.drawn = document.querySelector('#indicator-I2'); undefined");
        // The words don't wait for the script that needs them.
        for (const needed of [/\/start-[^/]+\.js$/, /\/text\.en-/]) {
          while (!asked.some((path) => needed.test(path))) await page.waitForTimeout(20);
        }
        await release();
        await page.getByText('Live', { exact: true }).waitFor();
        expect(await page.evaluate("document.querySelector('#indicator-I2') === window.drawn")).toBe(true);
        const beforeStream = asked.slice(0, asked.indexOf('/api/alliances/example/stream'));
        expect(
          beforeStream.filter((path) => /\/(alliances|indicators|milestones|framework|attention)$/.test(path)),
        ).toEqual([]);
        await page.context().close();
      },
      TEST_MS,
    );

    it(
      'and what is done before its script takes over is done then',
      async () => {
        // The script is there, but not its words.
        const { page, release } = await heldBack(/\/text\.en-/, 'domcontentloaded');
        await page.keyboard.press('/');
        await page.getByRole('slider', { name: 'Figures at' }).fill('20');
        await release();
        await page.waitForURL('**?at=M20');
        await page.getByRole('combobox', { name: /Name of an organisation/ }).waitFor();
        await page.context().close();
      },
      TEST_MS,
    );
  });

  /** The overview at M24 while what its address matches is held back; and the paths that it has asked for. */
  async function heldBack(what: RegExp, waitUntil: 'commit' | 'domcontentloaded') {
    const page = await emptyPage({ locale: 'en-GB' });
    const held: Route[] = [];
    const asked: string[] = [];
    let isHeld = true;
    await page.route('**/*', (route) => {
      const { pathname } = new URL(route.request().url());
      asked.push(pathname);
      return isHeld && what.test(pathname) ? void held.push(route) : route.continue();
    });
    await page.goto(`${service.url}${OVERVIEW}?at=M24`, { waitUntil });
    const release = async (): Promise<void> => {
      isHeld = false;
      await Promise.all(held.map((route) => route.continue()));
    };
    return { page, asked, release };
  }
});
