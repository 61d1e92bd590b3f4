// What every page owes its readers, shown on one: on paper, without motion, and with a chart's figures as a table; and that
// no page is left out where each is looked at.
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import type { Locator, Page } from 'playwright-core';
import { FACTS_AND_WORK, FIGURES_AND_FACTS } from './every-page.fixture.js';
import { inBrowser } from './in-browser.js';

const TEST_MS = 60_000;
/** Of what stands within the margins. */
const A4_WIDTH = 718;

/** Ids and words at the head of a tile that are broken in their middle. */
const WORDS_OF_TILES_ON_TWO_LINES = `[...document.querySelectorAll('.card-id > *')]
  .filter((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return new Set([...range.getClientRects()].map(({ top }) => top)).size > 1;
  })
  .map(({ innerText }) => innerText)`;

inBrowser('Every page', [], ({ service, open }) => {
  it(
    'is looked at where the navigation leads to it',
    async () => {
      const { page } = await open('/a/example', 1280);
      const places = page.getByRole('navigation').getByRole('link');
      await places.first().waitFor();
      const hrefs = await Promise.all((await places.all()).map((place) => place.getAttribute('href')));
      const listed = [...FIGURES_AND_FACTS, ...FACTS_AND_WORK].map(([address]) => address.split('?')[0]);
      expect(hrefs.length).toBeGreaterThan(10);
      expect(hrefs.filter((href) => href?.startsWith('/') && !listed.includes(href))).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'comes without a fault where the API is described',
    async () => {
      const { page, faults } = await open('/api/docs', 1280);
      await page.locator('.opblock').first().waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'has the focus on its heading when it was come to by a link, also once it is loaded',
    async () => {
      const { page } = await open('/a/example/members', 1280);
      const first = page.locator('tbody th a').first();
      await first.waitFor();
      await first.press('Enter');
      await page.locator('.history li').first().waitFor();
      await page.waitForLoadState('networkidle');
      expect(await page.evaluate('document.activeElement.localName')).toBe('h1');
      await page.close();
    },
    TEST_MS,
  );

  it(
    'is on the way back as it was left: what filters and sorts a table, its rows, and where it was scrolled to',
    async () => {
      const { page } = await open('/a/example/mous', 1280);
      const [filter, rows] = [page.getByLabel('Filter', { exact: true }), page.locator('tbody tr')];
      await page.getByRole('button', { name: /^Show \d+ more$/ }).press('Enter');
      await page.locator('th button.sort').first().press('Enter');
      await filter.fill('cooperation');
      await page.locator('.state-filter button').first().press('Enter');
      const shown = await rows.count();
      expect(shown).toBeGreaterThan(50);
      await page.evaluate('scrollTo(0, 2000)');
      const isKept = 'scrollY > 1900 && Object.values(history.state).includes(scrollY)';
      while (!(await page.evaluate(isKept))) await page.waitForTimeout(50);
      await rows.nth(45).getByRole('link').first().press('Enter');
      await page.locator('.history li').first().waitFor();
      expect(await page.evaluate('scrollY')).toBe(0);
      await page.goBack();
      while (!(await page.evaluate(isKept))) await page.waitForTimeout(50);
      expect([await filter.inputValue(), await rows.count()]).toEqual(['cooperation', shown]);
      expect(await page.locator('th[aria-sort]').innerText()).toBe(await page.locator('th').first().innerText());

      // Opened anew, it begins anew.
      await page.getByRole('link', { name: 'Members', exact: true }).click();
      await page.getByRole('link', { name: 'MoUs', exact: true }).click();
      await rows.nth(49).waitFor();
      expect([await filter.inputValue(), await rows.count()]).toEqual(['', 50]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'leaves the focus with the rows of a table where the button for more of them goes',
    async () => {
      const { page } = await open('/a/example/members', 390);
      const more = page.getByRole('button', { name: /^Show \d+ more$/ });
      await more.waitFor();
      while ((await more.count()) > 0) await more.press('Enter');
      await page.locator('.table-frame:focus').waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'goes on paper whole: every row, when it was printed and as known when, in light colours, and nothing to press',
    async () => {
      const { page } = await open('/a/example/members?at=M30', 1280, { colorScheme: 'dark' });
      await page.getByText('Show 50 more').waitFor();
      const { members } = await service.get<{ members: { name: string }[] }>('/api/alliances/example/members?at=M30');
      const list = await onPaper(page);
      expect(members.map(({ name }) => name).filter((name) => !list.includes(withoutSpaces(name)))).toEqual([]);
      expect(list).toContain(withoutSpaces(`?at=M30`));
      // Each page begins with the headings of the columns.
      expect(list.split(withoutSpaces('Belongs as')).length).toBeGreaterThan(3);
      expect(
        ['Show 50 more', 'Record a member', 'Results framework']
          .map(withoutSpaces)
          .filter((words) => list.includes(words)),
      ).toEqual([]);
      await page.getByText('Show 50 more').waitFor();

      const moment = '?at=M36&asOf=2025-07-01T00:00:00Z';
      await page.goto(`${service.url}/a/example/indicators/I3${moment}`);
      await page.locator('.facts-panel tbody').waitFor();
      const { value } = await service.get<{ value: number }>(`/api/alliances/example/indicators/I3${moment}`);
      const figure = await onPaper(page);
      for (const words of [`${value} of 100 by M48`, 'Printed', 'As known on: 1 Jul 2025', 'Figures at End of M36'])
        expect(figure).toContain(withoutSpaces(words));
      await page.goto(`${service.url}/a/example`);
      const [all, listed] = [page.locator('#attention-heading .count'), page.locator('.attention li')];
      await listed.filter({ hasText: 'Report:' }).first().waitFor();
      const left = Number(await all.innerText()) - (await listed.count());
      expect(await onPaper(page)).toContain(withoutSpaces(`and ${left} more`));

      await page.emulateMedia({ media: 'print' });
      await page.setViewportSize({ width: A4_WIDTH, height: 900 });
      expect(await page.evaluate(WORDS_OF_TILES_ON_TWO_LINES)).toEqual([]);
      expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).color')).toBe('rgb(22, 32, 46)');
      await page.close();
    },
    TEST_MS,
  );

  it(
    'shows in the colours of the system, too, where one is and what is chosen',
    async () => {
      const { page } = await open('/a/example/mous', 1280);
      await page.locator('tbody').waitFor();
      await page.emulateMedia({ forcedColors: 'active' });
      const borderOf = (which: string): Promise<string> =>
        page.evaluate(`getComputedStyle(document.querySelector("${which}")).borderLeft`);
      expect(await borderOf('.side a[aria-current]')).not.toBe(await borderOf('.side a:not([aria-current])'));
      const pressed = await borderOf(".state-filter [aria-pressed='true']");
      expect(pressed).not.toBe(await borderOf(".state-filter [aria-pressed='false']"));
      await page.close();
    },
    TEST_MS,
  );

  it(
    'shows whole what is chosen, and fits a page that is magnified four times',
    async () => {
      for (const [path, width] of [
        ['months/M24', 1280],
        ['import', 640],
        ['framework/edit', 320],
      ] as const) {
        const { page } = await open(`/a/example/${path}`, width, { locale: 'es-ES' });
        await page.locator('main select, main form').first().waitFor();
        // Titles, of any length, are cut where they have to be.
        if (width > 320) expect([path, await cutChoices(page)]).toEqual([path, []]);
        expect([path, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([path, width]);
        await page.close();
      }
    },
    TEST_MS,
  );

  it(
    'is no wider than its window, however long a word in a name',
    async () => {
      const word = 'Donaudampfschifffahrt'.repeat(14);
      const project = { startsOn: '2024-01-01', endsOn: '2027-12-31', coordinator: word };
      await service.post('/api/alliances', { allianceId: 'long', name: word, acronym: word.slice(0, 63), ...project });
      const indicator = { id: 'I1', title: word, unit: 'EUR', direction: 'up', measure: { kind: 'reported' } };
      const condition = { indicator: 'I1', atLeast: 1 };
      const framework = {
        ...{ id: 'long', title: word, objectives: [{ id: 'O1', title: word }] },
        indicators: [{ ...indicator, objective: 'O1', targets: [{ value: 8_000_000_000_000, month: 40 }] }],
        milestones: [{ id: 'M1', title: word, condition, due: { month: 2 } }],
      };
      const adopted = await fetch(`${service.url}/api/alliances/long/framework`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ adoptedOn: '2024-01-01', framework }),
      });
      expect(adopted.status).toBe(201);
      await service.post('/api/alliances/long/measurements', {
        ...{ indicatorId: 'I1', value: 7_000_000_000_000, measuredOn: '2024-02-01' },
      });
      await service.post('/api/alliances/long/members', {
        ...{ memberId: 'long', name: word, category: 'affiliate', agentType: 'company' },
        ...{ country: 'AT', joinedOn: '2024-02-01' },
      });
      const wide: unknown[] = [];
      for (const path of ['', '/a/long', '/a/long/indicators/I1', '/a/long/members/long', '/a/long/framework']) {
        const { page } = await open(path === '' ? '/' : path, 390);
        await page.getByText(word).first().waitFor();
        const width = await page.evaluate('document.documentElement.scrollWidth');
        if (width !== 390) wide.push([path, width]);
        await page.close();
      }
      expect(wide).toEqual([]);

      // Nor does it push the other columns of a list out of sight.
      const { page } = await open('/a/long/members', 1280);
      await page.getByText(word).first().waitFor();
      expect(await page.evaluate("document.querySelector('.table-frame').scrollWidth")).toBe(
        await page.evaluate("document.querySelector('.table-frame').clientWidth"),
      );
      await page.close();
    },
    TEST_MS,
  );

  it(
    'moves nothing where its reader asks for that, and says what has changed all the same',
    async () => {
      const looks = await Promise.all(
        [{ reducedMotion: 'no-preference' } as const, {}].map((options) => open('/a/example', 1280, options)),
      );
      for (const { page } of looks) await page.getByText('Live', { exact: true }).waitFor();
      await service.post('/api/alliances/example/recommendations', {
        ...{ recommendationId: 'moving', title: 'Moving', audience: ['All'] },
        publishedOn: new Date(Date.now() - 86_400_000).toISOString().slice(0, 10),
      });
      const moving: unknown[] = [];
      for (const { page } of looks) {
        await page.locator('#indicator-I4 .change-note').waitFor();
        moving.push(
          await page.evaluate(`[...document.querySelectorAll('*')].some((element) => {
            const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element);
            return animationName !== 'none' || transitionDuration !== '0s' || scrollBehavior === 'smooth';
          })`),
        );
        await page.close();
      }
      expect(moving).toEqual([true, false]);
    },
    TEST_MS,
  );

  it(
    'has every chart named, as picture, as file, and as a table beside it',
    async () => {
      const { page, faults } = await open('/a/example/indicators/I5?at=M36', 390);
      const frames = page.locator('.chart-frame');
      await frames.nth(1).locator('canvas').waitFor();
      expect([await frames.count(), await page.locator('canvas').count()]).toEqual([2, 2]);
      for (const frame of await frames.all()) {
        expect(await frame.getByRole('img').getAttribute('aria-label')).toContain('Degree of satisfaction');
        const csv = await fileFrom(page, frame, 'CSV');
        const png = await fileFrom(page, frame, 'PNG');
        expect(png.subarray(1, 4).toString()).toBe('PNG');
        const rows = csv.toString().trim().split('\r\n').length - 1;
        for (const fold of await frame.locator('summary').all()) await fold.click();
        expect([rows, await frame.locator('tbody tr').count()]).toEqual([rows, rows]);
        expect(rows).toBeGreaterThan(3);
      }
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );
});

async function fileFrom(page: Page, frame: Locator, kind: 'CSV' | 'PNG'): Promise<Buffer> {
  const button = frame.locator('.chart-tools').getByRole('button', { name: kind });
  const [download] = await Promise.all([
    page.waitForEvent('download', (each) => each.suggestedFilename().endsWith(kind.toLowerCase())),
    button.click(),
  ]);
  return readFileSync(await download.path());
}

/** What is chosen in a list and has no room beside the list's arrow. */
function cutChoices(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(`(() => {
    const ARROW_PX = 18;
    return [...document.querySelectorAll('main select')].flatMap((select) => {
      const { paddingLeft, paddingRight, font } = getComputedStyle(select);
      const words = document.createElement('span');
      words.style.cssText = 'position: absolute; visibility: hidden; white-space: pre; font: ' + font;
      words.textContent = select.selectedOptions[0].text;
      document.body.append(words);
      const room = select.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - ARROW_PX;
      const isCut = words.getBoundingClientRect().width > room;
      words.remove();
      return isCut ? [select.selectedOptions[0].text] : [];
    });
  })()`);
}

const withoutSpaces = (words: string): string => words.replace(/\s/g, '');

/** What stands on the printed page, without spaces: lines are broken anywhere. */
async function onPaper(page: Page): Promise<string> {
  const document = await getDocument({ data: new Uint8Array(await page.pdf()), verbosity: 0 }).promise;
  const pages = Array.from({ length: document.numPages }, async (_, index) => {
    const { items } = await (await document.getPage(index + 1)).getTextContent();
    return items.map((item) => ('str' in item ? item.str : '')).join('');
  });
  return withoutSpaces((await Promise.all(pages)).join(''));
}
