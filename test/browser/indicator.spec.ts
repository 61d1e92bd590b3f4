// The page of an indicator in a real browser, on the real service: figure, course, facts, breakdowns, two moments.
import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import type { Download } from 'playwright-core';
import { violationsOf } from './accessibility.js';
import { inBrowser } from './in-browser.js';

const TEST_MS = 60_000;
const EXAMPLE = '/api/alliances/example';

interface Facts {
  readonly value: number;
  readonly facts: readonly { readonly eventId: string; readonly stream: string; readonly effectiveOn: string }[];
}
interface Detail {
  readonly title: string;
  readonly series: readonly { readonly date: string; readonly value: number | null; readonly expected: number }[];
  readonly breakdowns: Readonly<
    Record<string, readonly { readonly value: number | null; readonly withheld: boolean }[]>
  >;
}

inBrowser('The page of an indicator', [], ({ service, open }) => {
  const openExample = (address: string, width = 1280, options = {}) => open(`/a/example/${address}`, width, options);

  it(
    'is reached from the overview by keyboard, at the same moment',
    async () => {
      const { page, faults } = await openExample('?at=M30');
      const link = page.locator('#indicator-I3').getByRole('link');
      await link.focus();
      await page.keyboard.press('Enter');
      await page.waitForURL('**/a/example/indicators/I3?at=M30');
      const { value } = await service.get<Facts>(`${EXAMPLE}/indicators/I3/facts?at=M30`);
      await page.getByRole('heading', { level: 1, name: /^I3 Number/ }).waitFor();
      await page.locator(`.standing data[value="${value}"]`).waitFor();
      expect(await page.title()).toMatch(/^I3 Number of MoUs signed.*EXAMPLE.*Example/);
      await page.locator('.definition dt', { hasText: 'Memoranda of' }).waitFor();
      expect(await page.locator('.definition').innerText()).toMatch(/Memoranda of\s+EXAMPLE/);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'counts evidence that was added later, and leaves out of which group a respondent is',
    async () => {
      const { page } = await openExample('indicators/I1');
      const facts = page.locator('#facts tbody');
      await facts.locator('td.number').getByText('1', { exact: true }).waitFor();
      await page.goto(`${service.url}/a/example/indicators/I5`);
      await page.getByText('Country and category of those who answered are left out here').waitFor();
      expect(await facts.innerText()).toContain('Answers: ');
      expect(await facts.innerText()).not.toMatch(/Country|Belongs as/);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'hands over its chart as the figures that the API answers, and as a picture',
    async () => {
      const { page, faults } = await openExample('indicators/I2?at=M24');
      const { title, series } = await service.get<Detail>(`${EXAMPLE}/indicators/I2?at=M24`);
      const course = page.getByRole('region', { name: 'Course over time' });
      expect(await course.getByRole('img').getAttribute('aria-label')).toContain(title);
      const fetched = async (name: RegExp): Promise<Download> => {
        const [download] = await Promise.all([
          page.waitForEvent('download'),
          course.getByRole('button', { name }).click(),
        ]);
        return download;
      };
      const csv = readFileSync(await (await fetched(/CSV/)).path(), 'utf8');
      const rows = csv
        .replace('\ufeff', '')
        .trim()
        .split('\r\n')
        .slice(1)
        .map((row) => row.split(','));
      expect(rows).toEqual(
        series.map(({ date, value, expected }, month) => [`M${month}`, date, String(value), String(expected)]),
      );
      const picture = await fetched(/PNG/);
      expect(picture.suggestedFilename()).toBe('example-I2.png');
      const png = readFileSync(await picture.path());
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      // A picture with nothing drawn on it compresses to next to nothing.
      expect(png.length).toBeGreaterThan(10_000);
      await course.getByText('Figures month by month').click();
      expect(await course.locator('tbody tr').count()).toBe(series.length);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'opens each fact behind the figure: its data, evidence, who recorded it and when, and what became of it',
    async () => {
      const { page, faults } = await openExample('indicators/I3?at=M30', 390);
      const { facts } = await service.get<Facts>(`${EXAMPLE}/indicators/I3/facts?at=M30`);
      const panel = page.getByRole('region', { name: 'The facts behind the figure' }).first();
      await panel.getByText(`61 stands on ${facts.length} facts.`).waitFor();
      const first = panel.getByRole('button', { name: /^Open: MoU signed/ }).first();
      await first.focus();
      await page.keyboard.press('Enter');
      const dialog = page.getByRole('dialog');
      await dialog.getByText('Everything recorded about this').waitFor();
      const said = await dialog.innerText();
      expect(said).toMatch(/Signed on\s+4 Nov 2024/);
      expect(said).toMatch(/Recorded 11 Nov 2024.* by first-start \(name as given\).*log position \d+/s);
      expect(said).toContain('Signed copy');
      expect(await violationsOf(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'MoU proposed' }).click();
      await dialog.getByText('Proposed on').waitFor();
      await page.keyboard.press('Escape');
      expect(await page.evaluate('document.activeElement.className')).toContain('link-button');
      expect(await faults()).toEqual([]);
      await first.click();
      await dialog.getByRole('link', { name: /^Its page/ }).click();
      await page.waitForURL('**/a/example/mous/*');
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'breaks the figure down, and says why a cell is withheld',
    async () => {
      const { page } = await openExample('indicators/I5?at=M24');
      const { breakdowns } = await service.get<Detail>(`${EXAMPLE}/indicators/I5?at=M24`);
      const panel = page.getByRole('region', { name: 'Breakdowns' });
      await panel.getByRole('combobox', { name: 'By' }).selectOption('country');
      // A link leads to the same view.
      await page.waitForURL('**/a/example/indicators/I5?at=M24&by=country');
      await page.reload();
      const withheld = breakdowns['country']?.filter((cell) => cell.withheld).length ?? 0;
      expect(withheld).toBeGreaterThan(0);
      await panel.getByText('Withheld: fewer than five answers').waitFor();
      expect(await panel.locator('tbody').getByText('withheld', { exact: true }).count()).toBe(withheld);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says of groups that overlap, and of no others, that they don’t add up, and has topics in their own words',
    async () => {
      await service.post(`${EXAMPLE}/mous`, {
        ...{ mouId: 'topical', title: 'Topical', topics: ['research', 'constructor'], proposedOn: '2025-02-03' },
        parties: ['example', 'topical'].map((partyId) => ({ partyId, name: partyId, country: 'ES' })),
      });
      for (const partyId of ['example', 'topical'])
        await service.post(`${EXAMPLE}/mous/topical/signatures`, { partyId, signedOn: '2025-02-04' });
      const { page, faults } = await openExample('indicators/I2?by=country');
      const panel = page.getByRole('region', { name: 'Breakdowns' });
      const overlap = panel.getByText('they don’t add up');
      await panel.getByRole('rowheader', { name: 'Spain' }).waitFor();
      expect(await overlap.count()).toBe(0);
      await page.goto(`${service.url}/a/example/indicators/I3?by=country`);
      await panel.getByRole('rowheader', { name: 'Spain' }).waitFor();
      await overlap.waitFor();
      await panel.getByRole('combobox', { name: 'By' }).selectOption('topic');
      await panel.getByRole('rowheader', { name: 'research', exact: true }).waitFor();
      await panel.getByRole('rowheader', { name: 'constructor', exact: true }).waitFor();
      await overlap.waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'takes the day of knowledge by keyboard, whose year is another one at each key',
    async () => {
      const { page, faults } = await openExample('indicators/I2?at=M24');
      const panel = page.locator('#comparison');
      await panel.getByLabel(/As known on/).focus();
      // The same whichever of day and month the browser takes first.
      await page.keyboard.type('05052024', { delay: 20 });
      await page.waitForURL('**/indicators/I2?at=M24&withAsOf=2024-05-05*');
      await panel.locator('.comparison-result').waitFor();
      expect(await panel.getByLabel(/As known on/).inputValue()).toBe('2024-05-05');
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'tells between two moments what came, what went, and why, in an address that can be sent',
    async () => {
      const { page } = await openExample('indicators/I2?at=M24');
      const panel = page.locator('#comparison');
      await panel.getByRole('combobox', { name: /Other day/ }).selectOption('M23');
      await page.waitForURL('**/indicators/I2?at=M24&with=M23');
      const [before, after] = await Promise.all(
        ['M23', 'M24'].map((at) => service.get<Facts>(`${EXAMPLE}/indicators/I2/facts?at=${at}`)),
      );
      await panel.getByText(`${before?.value} → ${after?.value}`).waitFor();
      const came = after?.facts.filter(({ eventId }) => !before?.facts.some((fact) => fact.eventId === eventId)) ?? [];
      await panel.getByRole('heading', { name: `Came (${came.length})` }).waitFor();
      expect(await panel.getByText('happened in between').count()).toBe(came.length);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'shows a fact as soon as it is recorded elsewhere, and what was taken back with its reason',
    async () => {
      const { page } = await openExample('indicators/I4');
      const { value } = await service.get<Facts>(`${EXAMPLE}/indicators/I4/facts`);
      await page.locator(`data[value="${value}"]`).waitFor();
      const today = new Date().toISOString().slice(0, 10);
      await service.post(`${EXAMPLE}/recommendations`, {
        recommendationId: 'seen-at-once',
        title: 'Seen at once',
        audience: ['Companies'],
        publishedOn: today,
      });
      await page.locator(`data[value="${value + 1}"]`).waitFor();
      await page.getByRole('button', { name: 'Open: Recommendation published, Seen at once' }).click();
      await page.getByRole('dialog').getByText('Everything recorded about this').waitFor();
      // It was recorded without a name, and none is made up.
      expect(await page.getByRole('dialog').getByText('name as given').count()).toBe(0);
      await page.keyboard.press('Escape');
      await page.close();
    },
    TEST_MS,
  );
});
