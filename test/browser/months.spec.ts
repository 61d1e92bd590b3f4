// Months and their reports in a real browser: written by two at once, submitted, returned, approved, sealed, downloaded.
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { violationsOf } from './accessibility.js';
import { inDays } from './days.js';
import { holdBack } from './held-back.js';
import { inBrowser } from './in-browser.js';

const WIDTHS = [1280, 390];
const TEST_MS = 60_000;
const EXAMPLE = '/api/alliances/example';

interface Month {
  readonly status: string;
  readonly narratives: readonly { readonly section: string; readonly language: string; readonly text: string }[];
  readonly steps: readonly { readonly type: string; readonly actor: string | null }[];
}

inBrowser('Months', [], ({ service, open }) => {
  const openMonths = (path: string, width = 1280) => open(`/a/example/${path}`, width);
  const month = (name: string): Promise<Month> => service.get<Month>(`${EXAMPLE}/months/${name}`);

  for (const width of WIDTHS) {
    it(
      `are listed with their states, and compared, ${width} px wide`,
      async () => {
        const { page, faults } = await openMonths('months', width);
        const { months } = await service.get<{ months: { month: number; status: string }[] }>(`${EXAMPLE}/months`);
        await page.locator('.month-tile').first().waitFor();
        expect(await page.locator('.month-tile h2').allInnerTexts()).toEqual(months.map((each) => `M${each.month}`));
        expect(await violationsOf(page)).toEqual([]);
        await page.getByRole('link', { name: /^M24 Status: Approved/ }).click();
        await page.getByRole('heading', { level: 1, name: 'Report of M24' }).waitFor();
        await page.getByRole('article', { name: 'Publishable summary' }).getByText('association').waitFor();
        expect(await page.locator('.way [aria-current]').innerText()).toContain('Approved');
        expect(await violationsOf(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);

        await page.goto(`${service.url}/a/example/comparison?from=M24@submitted&to=M36@now`);
        await page.getByText('I2 went from').waitFor();
        // On a desk all nine columns are seen, on a phone the table scrolls in its frame.
        const frame = `document.querySelector('.report-table')`;
        const scrolls = await page.evaluate(`${frame}.scrollWidth > ${frame}.clientWidth`);
        expect(scrolls).toBe(width < 1280);
        expect(await violationsOf(page)).toEqual([]);
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
        expect(await faults()).toEqual([]);
        await page.close();
      },
      TEST_MS,
    );
  }

  it(
    'are nothing to compare where there is none yet',
    async () => {
      await service.post('/api/alliances', {
        ...{ allianceId: 'begun', name: 'Just begun', acronym: 'BEGUN', coordinator: 'tknika' },
        ...{ startsOn: inDays(0), endsOn: inDays(700) },
      });
      const { page, faults } = await open('/a/begun/comparison', 1280);
      await page.getByText('No month to report on yet').waitFor();
      expect(await page.getByText('Comparing').count()).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'two editors of one text: the slower one is told, and nothing is lost',
    async () => {
      const [first, second] = [await openMonths('months/M42'), await openMonths('months/M42', 390)];
      const write = async (page: Page, words: string): Promise<void> => {
        await page.getByRole('button', { name: 'Write: Publishable summary' }).click();
        await page.getByLabel('Text: Publishable summary').fill(words);
      };
      await write(first.page, 'Seven partners **joined**.');
      await write(second.page, 'The platform grew.');
      await first.page.getByLabel('Your name or role').fill('Coordinación');
      await first.page.getByRole('button', { name: 'Save the text' }).click();
      await first.page
        .getByRole('article', { name: 'Publishable summary' })
        .getByText(/^written/)
        .waitFor();

      // What was not saved is still there after the page was closed.
      await second.page.reload();
      await second.page.getByRole('button', { name: 'Edit: Publishable summary' }).click();
      expect(await second.page.getByLabel('Text: Publishable summary').inputValue()).toBe('The platform grew.');
      await second.page.getByRole('button', { name: 'Save the text' }).click();
      const conflict = second.page.getByRole('alert');
      await conflict.getByText('Coordinación saved another text').waitFor();
      await conflict.getByText('Seven partners joined.').waitFor();
      expect(await violationsOf(second.page)).toEqual([]);
      expect((await month('M42')).narratives).toMatchObject([{ text: 'Seven partners **joined**.' }]);
      await second.page.getByLabel('Yours, not saved yet').fill('Seven partners **joined**, and the platform grew.');
      await second.page.getByRole('button', { name: 'Save mine in its place' }).click();
      await second.page.getByText('Saved: Publishable summary').waitFor();
      expect((await month('M42')).narratives).toMatchObject([
        { section: 'summary', language: 'en', text: 'Seven partners **joined**, and the platform grew.' },
      ]);

      // Another section saved meanwhile is nobody's conflict.
      await first.page.getByRole('button', { name: 'Write: Deviations from the plan' }).click();
      await first.page.getByLabel('Text: Deviations from the plan').fill('None that matter.');
      await first.page.getByRole('button', { name: 'Save the text' }).click();
      await first.page.getByText('Saved: Deviations from the plan').waitFor();
      expect([await first.faults(), await second.faults()]).toEqual([[], []]);
      await first.page.close();
      await second.page.close();
    },
    TEST_MS,
  );

  it(
    'a text is saved once though the answer was lost, and is nobody else’s then',
    async () => {
      const { page } = await openMonths('months/M12');
      await page.getByRole('button', { name: 'Write: Deviations from the plan' }).click();
      await page.getByLabel('Text: Deviations from the plan').fill('The fair was moved.');
      await page.route('**/narratives', async (route) => {
        await route.fetch();
        await route.abort();
      });
      const save = page.getByRole('button', { name: 'Save the text' });
      await save.click();
      await page.getByText('The service does not answer').waitFor();
      await page.unroute('**/narratives');
      await save.click();
      await page.getByText('Saved: Deviations from the plan').waitFor();
      const texts = (await month('M12')).narratives.filter(({ text }) => text === 'The fair was moved.');
      expect(texts).toHaveLength(1);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'begin nothing on what was there before that which was just saved or submitted',
    async () => {
      const { page, faults } = await openMonths('months/M41');
      const edit = page.getByRole('button', { name: 'Publishable summary' });
      await edit.click();
      await page.getByLabel('Text: Publishable summary').fill('The first word.');
      let letGo = await holdBack(page, /\/months\/M41\?/);
      await page.getByRole('button', { name: 'Save the text' }).click();
      await page.getByText('Saved: Publishable summary').waitFor();
      expect(await edit.isDisabled()).toBe(true);
      letGo();
      await edit.click();
      expect(await page.getByLabel('Text: Publishable summary').inputValue()).toBe('The first word.');
      await page.getByRole('button', { name: 'Close', exact: true }).click();

      const submit = page.getByRole('button', { name: 'Submit the report' });
      await submit.click();
      letGo = await holdBack(page, /\/months\/M41\?/);
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Submit the report' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await submit.isDisabled()).toBe(true);
      letGo();
      await page.getByRole('button', { name: 'Return it' }).waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'a report goes its way by keyboard alone: submitted, returned with the reason, submitted, approved; sealing explained',
    async () => {
      const { page, faults } = await openMonths('months/M42', 390);
      const edit = page.getByRole('button', { name: 'Edit: Publishable summary' });
      await edit.press('Enter');
      await page.locator('textarea:focus').waitFor();
      await page.getByRole('button', { name: 'Close', exact: true }).press('Enter');
      await page.locator('button[aria-label="Edit: Publishable summary"]:focus').waitFor();
      const step = async (action: string, station: string, fill?: () => Promise<void>): Promise<void> => {
        await page.getByRole('button', { name: action, disabled: false }).focus();
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog');
        await dialog.getByRole('heading').waitFor();
        await fill?.();
        await dialog.getByRole('button', { name: action }).focus();
        await page.keyboard.press('Enter');
        await page.locator('.way [aria-current]').getByText(station).waitFor();
      };
      await step('Submit the report', 'Submitted', () => page.getByLabel('Your name or role').fill('Coordinator'));
      await page.getByRole('button', { name: 'Return it' }).click();
      await page.getByRole('dialog').getByRole('button', { name: 'Return it' }).click();
      await page.locator('.fault-summary').getByText('Reason: This is missing.').waitFor();
      await page.getByLabel('Reason').fill('Explain I5.');
      await page.getByRole('dialog').getByRole('button', { name: 'Return it' }).click();
      await page.locator('.step-list').getByText('Explain I5.').waitFor();
      await step('Submit the report', 'Submitted');
      await step('Approve the report', 'Approved');
      await page.getByRole('button', { name: 'Seal the report' }).click();
      await page.getByRole('dialog').getByText('Sealing can’t be undone.').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
      const { status, steps } = await month('M42');
      expect(status).toBe('approved');
      expect(steps.at(-1)).toMatchObject({ type: 'ReportApproved', actor: 'Coordinator' });

      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'For machines (JSON)' }).click();
      expect((await download).suggestedFilename()).toBe('example-M42-funder-en.json');
      // The refused return is the one thing that the console may tell of.
      expect((await faults()).filter((fault) => !fault.includes('400'))).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'by keyboard: who waits for a seal or a file keeps the place, and hears of it',
    async () => {
      const { page } = await openMonths('months/M24');
      const focus = (): Promise<string> => page.evaluate('document.activeElement.textContent');
      let letGo = (): void => undefined;
      const gone = new Promise<void>((resolve) => (letGo = resolve));
      await page.route('**/months/M24/seal', async (route) => {
        await gone;
        await route.abort();
      });
      await page.getByRole('button', { name: 'Seal the report' }).press('Enter');
      const dialog = page.getByRole('dialog');
      // What is heard when its words come has to be there before.
      expect(await dialog.getByRole('status').innerText()).toBe('');
      await dialog.getByRole('button', { name: 'Seal the report' }).press('Enter');
      await dialog.getByRole('status').getByText('Building and sealing').waitFor();
      expect(await focus()).toBe('Seal the report');
      letGo();
      await dialog.getByRole('alert').waitFor();
      expect(await focus()).toBe('Seal the report');
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });

      const letFileGo = await holdBack(page, /\/reports\/M24\.json/);
      const building = page.locator('.building');
      expect(await building.getAttribute('role')).toBe('status');
      const download = page.waitForEvent('download');
      await page.getByRole('button', { name: 'For machines (JSON)' }).press('Enter');
      await building.getByText('JSON').waitFor();
      expect(await focus()).toBe('For machines (JSON)');
      letFileGo();
      await download;
      await building.getByText('JSON').waitFor({ state: 'detached' });
      expect(await focus()).toBe('For machines (JSON)');
      await page.close();
    },
    TEST_MS,
  );

  it(
    'of a text that is written, that a draft is kept is heard, and not each letter',
    async () => {
      const { page } = await openMonths('months/M48');
      await page.getByRole('button', { name: 'Write: Deviations from the plan' }).click();
      const heard = page.locator('.narrative-editor').getByRole('status');
      expect(await heard.innerText()).toBe('');
      await page.getByLabel('Text: Deviations from the plan').fill('None.');
      await heard.getByText('Draft kept in this browser').waitFor();
      expect(await heard.innerText()).not.toContain('characters');
      await page.getByText('5 of 50,000 characters').waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'are compared as they are said to be: a sealed report as it was sealed, and first the point at which less was known',
    async () => {
      await service.post(`${EXAMPLE}/months/M24/seal`, { sealedOn: inDays(0) });
      const { page, faults } = await openMonths('months');
      const letGo = await holdBack(page, /\/api\/alliances\/example\/months/);
      await page.goto(`${service.url}/a/example/comparison?from=M36&to=M24`);
      await page.getByText(/^Comparison: M24 as sealed and M36 as known .* First stands the point/).waitFor();
      // Until the months are there, nothing says "now" of the one that is sealed.
      expect(await page.getByLabel('Second point: as known').count()).toBe(0);
      letGo();
      expect(await page.getByLabel('First point: as known').inputValue()).toBe('now');
      expect(await page.getByLabel('Second point: as known').inputValue()).toBe('sealed');
      // What is heard is one element that is filled anew: a new one isn't heard.
      const element = `document.querySelector('main [role=status]')`;
      await page.evaluate(`${element}.kept = true`);
      await page.getByLabel('First point: month').selectOption('M12');
      await page.locator('main [role=status]').getByText('M12 as known').waitFor();
      expect(await page.evaluate(`${element}.kept`)).toBe(true);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );
});
