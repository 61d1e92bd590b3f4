// A newcomer's journey in a real browser, from an empty data folder to a report that holds on another machine: an alliance
// and its framework, members from a spreadsheet, an MoU, a survey, a correction, the figures, a sealed month.
import { expect, it } from '@jest/globals';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { violationsOf } from './accessibility.js';
import { inDays } from './days.js';
import { inBrowser } from './in-browser.js';

const TEST_MS = 240_000;
const WAIT_MS = 30_000;
const MONTHS_SO_FAR = 25;
/** The first day of the month in which the project began: its twenty-fourth month has just ended. */
const BEGAN = ((): string => {
  const [year = 0, month = 0] = inDays(0).split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 - MONTHS_SO_FAR, 1)).toISOString().slice(0, 10);
})();
const year = (count: number): string => String(Number(BEGAN.slice(0, 4)) + count) + BEGAN.slice(4);
const LIST = [
  'Name;Category;Type;Country;Joined on',
  `Orona;associatePartner;company;ES;${BEGAN}`,
  `Laguntza;associatePartner;company;ES;${year(1)}`,
  `Sareteknika;affiliate;education;DE;${year(1)}`,
].join('\n');
const ANSWERS = ['5', '4', '4', '5', '2'];

inBrowser('A newcomer', ['--empty'], ({ service, open }) => {
  it(
    'comes from nothing to a report that holds, without one fault of the page',
    async () => {
      const { page, faults } = await open('/', 1280);
      page.setDefaultTimeout(WAIT_MS);
      const found: string[] = [];
      const station = async (heading: string, at: Page = page): Promise<void> => {
        await at.getByRole('heading', { level: 1, name: heading }).waitFor();
        found.push(...(await violationsOf(at)).map((violation) => `${heading}: ${violation}`));
      };
      const goTo = (part: string): Promise<void> =>
        page.getByRole('navigation').getByRole('link', { name: part, exact: true }).click();
      const press = (button: string): Promise<void> => page.getByRole('button', { name: button, exact: true }).click();
      const dialog = page.getByRole('dialog');

      // An alliance, and the framework that ships.
      await page.getByRole('link', { name: 'Set up an alliance' }).click();
      await station('Set up an alliance');
      await page.getByLabel('Name', { exact: true }).fill('Newcomers');
      await page.getByLabel('Acronym').fill('NEWC');
      await page.getByLabel('First day of the project').fill(BEGAN);
      await page.getByLabel('Last day of the project').fill(year(4));
      await page.getByLabel('Coordinating organisation').fill('Orona');
      await press('Set up the alliance');
      await station('Edit the framework');
      await press('LCAMP’s framework, which ships');
      await press('Check and show the effect');
      await page.getByText('The framework can be adopted.').waitFor();
      await press('Adopt the framework');
      await station('Results framework');

      // Members from a spreadsheet: looked at, then recorded.
      await goTo('Members');
      await station('Members');
      await page.getByRole('link', { name: 'Import a list' }).first().click();
      await page
        .getByLabel('File')
        .setInputFiles({ name: 'members.csv', mimeType: 'text/csv', buffer: Buffer.from(LIST) });
      await press('Check the file');
      await page.getByRole('heading', { name: 'What would be recorded' }).waitFor();
      await station('Import');
      await press('Record 3 facts');
      await page.getByRole('heading', { name: 'Recorded', exact: true }).waitFor();
      await goTo('Members');
      await page.getByRole('link', { name: 'Sareteknika' }).waitFor();

      // An MoU, signed by both.
      await goTo('MoUs');
      await station('MoUs');
      await page.getByRole('link', { name: 'Record an MoU' }).first().click();
      await page.getByLabel('What it is about').fill('Learning factories');
      await page.getByLabel('Name of the party').nth(1).fill('Festo');
      await press('Record');
      await station('Learning factories');
      for (const party of ['NEWC', 'Festo']) {
        await press('Record a signature');
        await dialog.getByLabel('Party').selectOption({ label: party });
        await dialog.getByRole('button', { name: 'Record', exact: true }).click();
        await dialog.waitFor({ state: 'detached' });
        // It says “Not signed yet” before.
        await page
          .locator('.party-list li', { hasText: party })
          .getByText(/^Signed/)
          .waitFor();
      }

      // A survey, answered by five on their phones.
      await goTo('Surveys');
      await page.getByRole('link', { name: 'Open a survey' }).first().click();
      await page.getByLabel('Title').fill('First wave');
      await page.getByLabel('Last day for answers').fill(inDays(30));
      await page.getByLabel('How many are invited').fill('6');
      await page.getByLabel('What is asked').fill('How satisfied are you?');
      await press('Record');
      await station('First wave');
      const link = await page.getByLabel('Link for participants').inputValue();
      for (const [i, answer] of ANSWERS.entries()) {
        const phone = await open(new URL(link).pathname, 390);
        if (i === 0) await station('First wave', phone.page);
        await phone.page.getByRole('radio', { name: answer }).check();
        await phone.page.getByRole('button', { name: 'Send my answers' }).click();
        await phone.page.getByRole('heading', { level: 1, name: 'Thank you' }).waitFor();
        found.push(...(await phone.faults()));
        await phone.page.close();
      }
      await page.getByText('5 answers of 6 invited').waitFor();

      // One had joined later than the list says: after the month that is reported.
      await goTo('Members');
      await page.getByRole('link', { name: 'Laguntza' }).click();
      await station('Laguntza');
      await press('Correct: Joined as a member');
      await dialog.getByLabel('Joined on').fill(inDays(0));
      await dialog.getByLabel('Why').fill('The letter came only now.');
      await dialog.getByRole('button', { name: 'Record the correction' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(/^Corrected on .+: The letter came only now\.$/).waitFor();

      // What all this makes, today and at the end of the month.
      await goTo('Overview');
      const valueOf = (id: string) => page.locator(`[data-indicator=${id}]`);
      await valueOf('I2').getByText('3', { exact: true }).waitFor();
      await valueOf('I3').getByText('1', { exact: true }).waitFor();
      await valueOf('I5').getByText('80').first().waitFor();
      await station('NEWC');

      // The report of M24: written, submitted, approved, sealed.
      await goTo('Months and reports');
      await page.getByRole('link', { name: /^M24 / }).click();
      await station('Report of M24');
      await press('Write: Publishable summary');
      await page.getByLabel('Text: Publishable summary').fill('Two organisations **joined**.');
      await page.getByLabel('Your name or role').fill('Coordination');
      await press('Save the text');
      await page
        .getByRole('article', { name: 'Publishable summary' })
        .getByText(/^written/)
        .waitFor();
      for (const [step, reached] of [
        ['Submit the report', 'Submitted'],
        ['Approve the report', 'Approved'],
        ['Seal the report', 'Sealed'],
      ] as const) {
        await press(step);
        await dialog.getByRole('button', { name: step }).click();
        await page.locator('.way [aria-current]').getByText(reached).waitFor();
      }
      await station('Report of M24');
      await press('Verify the seal now');
      await page.getByText(/The seal holds: all \d+ files/).waitFor({ timeout: 3 * WAIT_MS });
      await station('Report of M24');

      // Taken away, and verified with nothing but the file.
      const downloaded = page.waitForEvent('download');
      await press('Bundle with everything (ZIP)');
      const file = join(service.dataDir, 'taken-away.zip');
      await (await downloaded).saveAs(file);
      const { code, output } = await service.command('verify', file);
      expect([code, output]).toEqual([0, expect.stringContaining('every figure in them follows from the events')]);
      const { indicators } = await service.get<{ indicators: { id: string; value: number }[] }>(
        '/api/alliances/newc/indicators?at=M24',
      );
      expect(indicators.find(({ id }) => id === 'I2')?.value).toBe(2);
      expect([...found, ...(await faults())]).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );
});
