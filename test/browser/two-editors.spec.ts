// Two editors of one thing: the second is told what the first has changed, sees both, takes over or goes on; what was typed stays.
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { violationsOf } from './accessibility.js';
import { holdBack } from './held-back.js';
import { inBrowser } from './in-browser.js';

const TEST_MS = 60_000;
const API = '/api/alliances/lcamp';

interface Member {
  readonly country: string;
  readonly joinedOn: string;
  readonly history: readonly { readonly type: string }[];
}
interface Events {
  readonly events: readonly { readonly data: { readonly reason?: string; readonly value?: number } }[];
}

inBrowser('Two editors', ['--no-example'], ({ service, open }) => {
  const openBoth = async (path: string) => {
    const both = [await open(`/a/lcamp/${path}`, 1280), await open(`/a/lcamp/${path}`, 390)] as const;
    for (const { page } of both) await page.locator('.loading').waitFor({ state: 'detached' });
    return both;
  };
  /** What the service refused is the one thing that the console may tell of. */
  const faultsIn = async (both: Awaited<ReturnType<typeof openBoth>>): Promise<string[]> =>
    (await Promise.all(both.map(({ faults }) => faults()))).flat().filter((fault) => !fault.includes('412'));

  it(
    'correct the same fact: untouched fields follow the other, and the draft outlives a reload',
    async () => {
      await service.post(`${API}/members`, {
        ...{ memberId: 'orona', name: 'Orona', joinedOn: '2024-02-03' },
        ...{ category: 'associatePartner', agentType: 'company', country: 'DE' },
      });
      const both = await openBoth('members/orona');
      const [first, second] = both.map(({ page }) => page) as [Page, Page];
      const correct = async (page: Page) => {
        await page.getByRole('button', { name: 'Correct: Joined as a member' }).click();
        return page.getByRole('dialog');
      };
      const record = async (page: Page): Promise<void> => {
        await page.getByRole('dialog').getByRole('button', { name: 'Record the correction' }).click();
      };
      const mine = await correct(second);
      await mine.getByLabel('Country').selectOption('ES');
      await mine.getByLabel('Why').fill('It is in Hernani.');

      const theirs = await correct(first);
      await theirs.getByLabel('Joined on').fill('2024-03-04');
      await theirs.getByLabel('Why').fill('Signed in March.');
      await record(first);
      await theirs.waitFor({ state: 'detached' });

      const told = mine.getByRole('alert');
      await told.getByText('Someone else has recorded something here meanwhile').waitFor();
      const versions = async (): Promise<string[]> => mine.locator('.conflict tbody tr').allInnerTexts();
      expect(await versions()).toEqual([
        expect.stringMatching(/Country\s+Germany\s+Germany\s+Spain/),
        expect.stringMatching(/Joined on\s+3 Feb 2024\s+4 Mar 2024\s+3 Feb 2024/),
      ]);
      // All three stand in sight, on a phone too.
      const table = mine.locator('.conflict .table-frame');
      expect(await table.evaluate(({ scrollWidth, clientWidth }) => scrollWidth - clientWidth)).toBe(0);
      expect(await violationsOf(second)).toEqual([]);
      await second.reload();
      await second.getByRole('button', { name: 'Correct: Joined as a member' }).click();
      await told.waitFor();
      expect(await versions()).toHaveLength(2);
      expect(await mine.getByLabel('Why').inputValue()).toBe('It is in Hernani.');
      await record(second);
      await told.waitFor();
      await mine.getByRole('button', { name: 'I have seen it' }).click();
      expect(await mine.getByLabel('Joined on').inputValue()).toBe('2024-03-04');
      expect(await mine.getByLabel('Country').inputValue()).toBe('ES');
      await record(second);
      await mine.waitFor({ state: 'detached' });

      const { country, joinedOn, history } = await service.get<Member>(`${API}/members/orona`);
      expect([country, joinedOn]).toEqual(['ES', '2024-03-04']);
      expect(history.map(({ type }) => type)).toEqual([
        ...['MemberJoined', 'EventRetracted', 'MemberJoined', 'EventRetracted', 'MemberJoined'],
      ]);
      expect(await faultsIn(both)).toEqual([]);
      await Promise.all([first.close(), second.close()]);
    },
    TEST_MS,
  );

  it(
    'revise the same target: the second sees the first one’s reason before recording on top of it',
    async () => {
      const both = await openBoth('framework');
      const [first, second] = both.map(({ page }) => page) as [Page, Page];
      const fill = async (page: Page, id: string, value: string, reason: string): Promise<void> => {
        await page.getByRole('button', { name: `Revise baseline or targets of ${id}` }).click();
        await page.getByLabel('New value').fill(value);
        await page.getByLabel('Reason').fill(reason);
      };
      const record = (page: Page): Promise<void> => page.getByRole('button', { name: 'Record the revision' }).click();
      const revised = async (): Promise<unknown[]> =>
        (await service.get<Events>(`${API}/events?type=TargetRevised`)).events.map(({ data }) => data.value);
      await fill(second, 'I3', '95', 'Agreed in Vigo.');
      // What is revised of another indicator is nobody's conflict.
      await fill(first, 'I2', '210', 'More came.');
      await record(first);
      await first.getByText('I2 is revised.').waitFor();
      await fill(first, 'I3', '90', 'Agreed in Stuttgart.');
      await record(first);
      await first.getByText('I3 is revised.').waitFor();

      const told = second.getByRole('dialog').getByRole('alert');
      await told.getByText('Agreed in Stuttgart.').waitFor();
      expect(await told.getByText('More came.').count()).toBe(0);
      expect(await violationsOf(second)).toEqual([]);
      await record(second);
      await second.getByText('Changed in the meantime').waitFor();
      expect(await revised()).toEqual([210, 90]);
      await told.getByRole('button', { name: 'I have seen it' }).click();
      expect(await second.getByLabel('New value').inputValue()).toBe('95');
      await record(second);
      await second.getByText('I3 is revised.').waitFor();
      expect(await revised()).toEqual([210, 90, 95]);
      expect(await faultsIn(both)).toEqual([]);
      await Promise.all([first.close(), second.close()]);
    },
    TEST_MS,
  );

  it(
    'revise targets: the one that was chosen stays chosen when another comes in before it',
    async () => {
      const { page, faults } = await open('/a/lcamp/framework', 1280);
      await page.getByRole('button', { name: 'Revise baseline or targets of I4' }).click();
      const chosen = page.getByLabel('What is revised').locator('option:checked');
      expect(await chosen.innerText()).toBe('The target of M48');
      await page.getByLabel('New value').fill('40');
      const target = { indicatorId: 'I4', month: 36, value: 20, revisedOn: '2024-01-01', reason: 'A step between.' };
      await service.post(`${API}/framework/targets`, target);
      await page.getByRole('dialog').getByRole('alert').getByText('A step between.').waitFor();
      await page.getByRole('option', { name: 'The target of M36' }).waitFor({ state: 'attached' });
      expect(await chosen.innerText()).toBe('The target of M48');
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'revise targets: who is told of another revision can go on at once, and no one is told of one’s own',
    async () => {
      const { page, faults } = await open('/a/lcamp/framework', 1280);
      const revise = page.getByRole('button', { name: 'Revise baseline or targets of I5' });
      const dialog = page.getByRole('dialog');
      const told = dialog.getByRole('alert');
      const history = page.locator('.step-list');
      await revise.click();
      await dialog.getByLabel('New value').fill('85');
      await dialog.getByLabel('Reason').fill('Said before.');
      let letGo = await holdBack(page, /\/framework$/);
      const target = { indicatorId: 'I5', month: 42, value: 82, revisedOn: '2024-01-01', reason: 'Said meanwhile.' };
      await service.post(`${API}/framework/targets`, target);
      await history.getByText('Said meanwhile.').first().waitFor();
      // What it was revised to isn't there yet.
      expect(await told.count()).toBe(0);
      letGo();
      await told.getByRole('button', { name: 'I have seen it' }).click();
      await told.waitFor({ state: 'detached' });

      letGo = await holdBack(page, /\/framework$|\/events\?/);
      await dialog.getByRole('button', { name: 'Record the revision' }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await revise.isDisabled()).toBe(true);
      letGo();
      await revise.click();
      expect(await told.count()).toBe(0);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'adopt a framework each: the second keeps the other’s, or adopts its own in its place',
    async () => {
      const both = await openBoth('framework/edit');
      const [first, second] = both.map(({ page }) => page) as [Page, Page];
      const title = (page: Page) => page.getByLabel('Title', { exact: true }).first();
      const adopt = (page: Page): Promise<void> => page.getByRole('button', { name: 'Adopt the framework' }).click();
      await title(second).fill('Second edition');
      await title(first).fill('First edition');
      await adopt(first);
      await first.getByText('Framework adopted: First edition').waitFor();
      const told = second.getByRole('alert');
      await told.getByText('Framework adopted: First edition').waitFor();
      expect(await violationsOf(second)).toEqual([]);
      await told.getByRole('button', { name: 'Keep theirs, discard mine' }).click();
      await told.waitFor({ state: 'detached' });
      expect(await title(second).inputValue()).toBe('First edition');

      await first.goto(second.url());
      await title(first).fill('Third edition');
      await title(second).fill('Fourth edition');
      await adopt(first);
      await told.getByText('Framework adopted: Third edition').waitFor();
      await second.reload();
      await told.getByText('Framework adopted: Third edition').waitFor();
      expect(await title(second).inputValue()).toBe('Fourth edition');
      await adopt(second);
      await second.getByText('Changed in the meantime').waitFor();
      await told.getByRole('button', { name: 'I have seen it' }).click();
      await adopt(second);
      await second.getByText('Framework adopted: Fourth edition').waitFor();
      expect(await faultsIn(both)).toEqual([]);
      await Promise.all([first.close(), second.close()]);
    },
    TEST_MS,
  );

  it(
    'write a month’s first text at the same instant: one is saved, the other is told of it',
    async () => {
      const both = await openBoth('months/M36');
      let held = 0;
      let letGo: () => void;
      const bothSend = new Promise<void>((resolve) => (letGo = resolve));
      for (const [i, { page }] of both.entries()) {
        await page.route('**/narratives', async (route) => {
          // Each has read that nothing is written yet before one of them writes.
          if (++held === both.length) letGo();
          await bothSend;
          await route.continue();
        });
        await page.getByRole('button', { name: 'Write: Publishable summary' }).click();
        await page.getByLabel('Text: Publishable summary').fill(`Text of editor ${i}.`);
      }
      await Promise.all(both.map(({ page }) => page.getByRole('button', { name: 'Save the text' }).click()));
      const told = (page: Page) => page.getByText('Someone else saved this text while you were writing');
      await Promise.race(both.map(({ page }) => told(page).waitFor()));
      const counts = await Promise.all(both.map(({ page }) => told(page).count()));
      expect([...counts].sort()).toEqual([0, 1]);
      const slower = counts.indexOf(1);
      const page = both[slower]?.page as Page;
      await page
        .getByRole('alert')
        .getByText(`Text of editor ${1 - slower}.`)
        .waitFor();
      expect(await page.getByLabel('Yours, not saved yet').inputValue()).toBe(`Text of editor ${slower}.`);
      const { narratives } = await service.get<{ narratives: { text: string }[] }>(`${API}/months/M36`);
      expect(narratives.map(({ text }) => text)).toEqual([`Text of editor ${1 - slower}.`]);
      expect(await faultsIn(both)).toEqual([]);
      await Promise.all(both.map((each) => each.page.close()));
    },
    TEST_MS,
  );
});
