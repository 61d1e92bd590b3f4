// Recording in a real browser, on the real service: members and MoUs from their forms to the figures, by pointer on a
// phone and by keyboard alone on a laptop; corrections; lost connections; two editors.
import { expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { violationsOf } from './accessibility.js';
import { holdBack } from './held-back.js';
import { inBrowser } from './in-browser.js';

const TEST_MS = 60_000;
const WAIT_MS = 20_000;
const API = '/api/alliances/example';
const MOST_TABS = 80;

interface Thing {
  readonly history: readonly { readonly type: string; readonly retractedBy?: string }[];
}
interface Figures {
  readonly indicators: readonly { readonly id: string; readonly value: number }[];
}

inBrowser('Recording', [], ({ service, open }) => {
  const openPatiently = async (path: string, width: number, options: { colorScheme?: 'dark' } = {}) => {
    const opened = await open(`/a/example/${path}`, width, options);
    opened.page.setDefaultTimeout(WAIT_MS);
    return opened;
  };
  const record = async (path: string, body: object): Promise<void> => {
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(service.url + API + path, { method: 'POST', headers, body: JSON.stringify(body) });
    expect([answer.status, await answer.text()]).toEqual([201, expect.any(String)]);
  };
  const valueOf = async (id: string): Promise<number> => {
    const { indicators } = await service.get<Figures>(`${API}/indicators`);
    return indicators.find((indicator) => indicator.id === id)?.value ?? NaN;
  };
  const historyOf = async (path: string): Promise<string[]> =>
    (await service.get<Thing>(`${API}/${path}`)).history.map(({ type }) => type);
  const member = (memberId: string, name: string, joinedOn = '2025-02-03'): object => ({
    ...{ memberId, name, joinedOn },
    ...{ category: 'associatePartner', agentType: 'company', country: 'DE' },
  });
  const mou = (mouId: string): object => ({
    ...{ mouId, title: `Cooperation ${mouId}`, proposedOn: '2026-01-12' },
    parties: [
      { partyId: 'example', name: 'Example Alliance' },
      { partyId: mouId, name: `Company ${mouId}` },
    ],
  });

  it(
    'records a member on a phone: checked while typed, warned of a likely duplicate, with what it changes',
    async () => {
      await record('/members', member('festo', 'Festo'));
      const before = await valueOf('I2');
      const { page, faults } = await openPatiently('members', 390);
      await page.getByRole('link', { name: 'Record a member' }).click();
      await page.getByLabel('Name of the organisation').fill('Festo SE');
      expect(await page.getByLabel('Id', { exact: true }).inputValue()).toBe('festo-se');
      await page.getByText('“Festo SE” is likely the same organisation as “Festo”.').waitFor();
      await page.getByLabel('Name of the organisation').fill('Danobat Group');
      await page.getByText('is likely the same organisation').waitFor({ state: 'detached' });
      await page.getByLabel('Belongs as').selectOption('associatePartner');
      await page.getByLabel('Kind of organisation').selectOption('company');
      await page.getByLabel('Country').selectOption('ES');
      await page.getByLabel('Joined on').fill('2034-01-01');
      const fault = page.locator('.field', { hasText: 'Joined on' }).locator('.field-error');
      await fault.waitFor();
      const described = await page.getByLabel('Joined on').getAttribute('aria-describedby');
      expect(described?.split(' ')).toContain(await fault.getAttribute('id'));
      expect(await page.getByLabel('Joined on').getAttribute('aria-invalid')).toBe('true');
      await page.getByLabel('Joined on').fill('2026-02-03');
      await page.getByText(`${before} → ${before + 1}`).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByRole('heading', { level: 1, name: 'Danobat Group' }).waitFor();
      expect(page.url()).toContain('/members/danobat-group');
      await page.getByText('Recorded: Danobat Group').first().waitFor();
      expect(await valueOf('I2')).toBe(before + 1);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'leads the focus into what is added to a form, and back where something is removed',
    async () => {
      const { page, faults } = await openPatiently('record/SurveyOpened', 390);
      /** What is drawn anew takes the focus after it is drawn. */
      const focused = (element: Locator): Promise<void> => element.and(page.locator(':focus')).waitFor();
      const button = (name: string): Locator => page.getByRole('button', { name, exact: true });
      const press = (name: string): Promise<void> => button(name).press('Enter');
      const ids = page.locator('.question-row').getByLabel('Id', { exact: true });
      await press('Add a question');
      await focused(ids.nth(1));
      await press('Add a question');
      await focused(ids.nth(2));
      await press('Remove question 2');
      await focused(button('Add a question'));
      await press('Add a question');
      await focused(ids.nth(2));
      const values = (await ids.all()).map((id) => id.inputValue());
      expect(await Promise.all(values)).toEqual(['q1', 'q3', 'q4']);
      await press('Add evidence');
      await focused(page.getByLabel('Title of the document'));
      await press('Remove document 1');
      await focused(button('Add evidence'));
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'records an MoU and its signatures by keyboard alone',
    async () => {
      const before = await valueOf('I3');
      const { page, faults } = await openPatiently('mous', 1280);
      await page.locator('tbody').waitFor();
      await tabTo(page, page.getByRole('link', { name: 'Record an MoU' }));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { name: 'Record an MoU' }).waitFor();
      await tabTo(page, page.getByLabel('What it is about'));
      await page.keyboard.type('Machine tools');
      await tabTo(page, page.getByLabel('Name of the party').nth(1));
      await page.keyboard.type('Fagor');
      await tabTo(page, page.getByRole('button', { name: 'Record', exact: true }));
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Machine tools' }).waitFor();
      for (const party of ['EXAMPLE', 'Fagor']) {
        await tabTo(page, page.getByRole('button', { name: 'Record a signature' }));
        await page.keyboard.press('Enter');
        await tabTo(page, page.getByRole('dialog').getByLabel('Party'));
        await page.keyboard.type(party);
        await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Record', exact: true }));
        await page.keyboard.press('Enter');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
        // It says “Not signed yet” before.
        await page
          .locator('.party-list li', { hasText: party })
          .getByText(/^Signed/)
          .waitFor();
      }
      await page.locator('.page-head').getByText('In force').waitFor();
      expect(await historyOf('mous/machine-tools')).toEqual(['MouProposed', 'MouSigned', 'MouSigned']);
      // It is counted where the framework asks for this alliance's own signature.
      expect(await valueOf('I3')).toBe(before + 1);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'records a member and corrects the day by keyboard alone',
    async () => {
      const { page, faults } = await openPatiently('members', 1280);
      await page.locator('tbody').waitFor();
      const enter = async (field: Locator, keys: string): Promise<void> => {
        await tabTo(page, field);
        await page.keyboard.type(keys);
      };
      const press = async (element: Locator): Promise<void> => {
        await tabTo(page, element);
        await page.keyboard.press('Enter');
      };
      await press(page.getByRole('link', { name: 'Record a member' }));
      await page.getByRole('heading', { name: 'Record a member' }).waitFor();
      await enter(page.getByLabel('Name of the organisation'), 'Goizper');
      await enter(page.getByLabel('Belongs as'), 'Affiliate');
      await enter(page.getByLabel('Kind of organisation'), 'Company');
      await enter(page.getByLabel('Country'), 'Spain');
      // The same whichever of day and month the browser takes first.
      await enter(page.getByLabel('Joined on'), '05052026');
      await press(page.getByRole('button', { name: 'Record', exact: true }));
      await page.getByRole('heading', { level: 1, name: 'Goizper' }).waitFor();
      await press(page.getByRole('button', { name: 'Correct: Joined as a member' }));
      const dialog = page.getByRole('dialog');
      await enter(dialog.getByLabel('Joined on'), '03032026');
      await enter(dialog.getByLabel('Why'), 'Two months earlier.');
      await press(dialog.getByRole('button', { name: 'Record the correction' }));
      await dialog.waitFor({ state: 'detached' });
      const { history } = await service.get<{
        history: { type: string; data: Record<string, string> }[];
      }>(`${API}/members/goizper`);
      expect(history.map(({ type, data }) => [type, data['joinedOn'], data['country'], data['category']])).toEqual([
        ['MemberJoined', '2026-05-05', 'ES', 'affiliate'],
        ['EventRetracted', undefined, undefined, undefined],
        ['MemberJoined', '2026-03-03', 'ES', 'affiliate'],
      ]);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'corrects, takes back and proves a fact, each with its effect before it is done',
    async () => {
      await record('/members', member('orona', 'Orona'));
      await record('/stakeholders', { stakeholderId: 'orona-sa', name: 'Orona SA', identifiedOn: '2025-01-02' });
      const before = await valueOf('I2');
      const { page, faults } = await openPatiently('members/orona', 1280);
      await page.getByRole('button', { name: 'Correct: Joined as a member' }).click();
      const dialog = page.getByRole('dialog');
      // Warned of what is alike, and not led to change an id that stands for good.
      await dialog.getByText('“Orona” is likely the same organisation as “Orona SA”.').waitFor();
      expect(await dialog.getByRole('button', { name: /It is the same/ }).count()).toBe(0);
      await dialog.getByLabel('Belongs as').selectOption('projectPartner');
      await dialog.getByText(`${before} → ${before - 1}`).waitFor();
      await dialog.getByLabel('Why').fill('It was a partner from the start.');
      expect(await violationsOf(page)).toEqual([]);
      await dialog.getByRole('button', { name: 'Record the correction' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText(/^Corrected on .+: It was a partner from the start\.$/).waitFor();
      expect(await valueOf('I2')).toBe(before - 1);

      await page.getByRole('button', { name: 'Add evidence: Joined as a member' }).click();
      await dialog.getByLabel('Title of the document').fill('Letter of support');
      const checksum = dialog.getByLabel('Its checksum');
      await checksum.fill('not one');
      await dialog.getByRole('button', { name: 'Add the evidence' }).click();
      await dialog.getByText('is not a SHA-256 in hexadecimal').waitFor();
      // What is wrong is read out with its field.
      await checksum.and(page.locator(':focus')).waitFor();
      await checksum.fill('');
      await dialog.getByRole('button', { name: 'Add the evidence' }).click();
      await page.locator('.evidence').getByText('Letter of support').waitFor();

      await page.getByRole('button', { name: 'Take back: Joined as a member' }).click();
      await dialog.getByRole('button', { name: 'Take it back' }).press('Enter');
      await dialog.getByLabel('Why').and(page.locator(':focus')).waitFor();
      await dialog.getByLabel('Why').fill('Recorded twice.');
      await page.reload();
      await page.getByRole('button', { name: 'Take back: Joined as a member' }).click();
      expect(await dialog.getByLabel('Why').inputValue()).toBe('Recorded twice.');
      await dialog.getByRole('button', { name: 'Take it back' }).click();
      await dialog.waitFor({ state: 'detached' });
      await page.getByText('This is taken back: it counts in no figure').waitFor();
      await page.getByRole('heading', { level: 1, name: 'Orona' }).waitFor();
      await page.getByText(/^Taken back on .+: Recorded twice\.$/).waitFor();
      // The button that had the focus is gone.
      expect(await page.evaluate('document.activeElement.localName')).toBe('h1');
      expect(await page.getByRole('heading', { name: 'Details' }).count()).toBe(0);
      expect(await historyOf('members/orona')).toEqual([
        ...['MemberJoined', 'EventRetracted', 'MemberJoined', 'EvidenceAdded', 'EventRetracted'],
      ]);
      // The checksum that is none is refused by the service.
      expect((await faults()).filter((fault) => !fault.includes('400'))).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'begins nothing on what was there before that which was just recorded: nobody else has recorded that',
    async () => {
      await record('/mous', mou('zubiri'));
      const { page, faults } = await openPatiently('mous/zubiri', 1280);
      const dialog = page.getByRole('dialog');
      const sign = page.getByRole('button', { name: 'Record a signature' });
      const correct = page.getByRole('button', { name: 'Correct: MoU proposed' });
      for (const partyId of ['example', 'zubiri']) {
        await sign.click();
        await dialog.getByLabel('Party').selectOption(partyId);
        const letGo = await holdBack(page, /\/api\/.*\/mous\/zubiri$/);
        await dialog.getByRole('button', { name: 'Record', exact: true }).click();
        await dialog.waitFor({ state: 'detached' });
        expect([await sign.isDisabled(), await correct.isDisabled()]).toEqual([true, true]);
        letGo();
      }
      await page.locator('.page-head').getByText('In force').waitFor();
      expect(await historyOf('mous/zubiri')).toEqual(['MouProposed', 'MouSigned', 'MouSigned']);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says of a list and of a thing that they are shown as they were, records nothing from there, and leads back to now',
    async () => {
      await record('/mous', mou('irizar'));
      for (const partyId of ['example', 'irizar']) {
        await record('/mous/irizar/signatures', { partyId, signedOn: '2026-03-02' });
      }
      const { page, faults } = await openPatiently('mous?at=2026-02-02', 390);
      const note = page.locator('.moment-note');
      await note.getByText('Shown as of: 2 Feb 2026 (in M44)').waitFor();
      await page.getByRole('link', { name: 'Cooperation irizar' }).click();
      await page.locator('.page-head').getByText('Proposed').waitFor();
      await note.waitFor();
      expect(await page.getByRole('button', { name: /Record a signature|Correct/ }).count()).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await note.getByRole('button', { name: 'Back to today' }).click();
      await page.locator('.page-head').getByText('In force').waitFor();
      expect(await note.count()).toBe(0);
      await page.getByRole('button', { name: 'Correct: MoU signed' }).first().waitFor();
      await page.goBack();
      await note.waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says of a thing that it was not there yet on a day, and has its title in its history also where the id is the same',
    async () => {
      await record('/recommendations', {
        ...{ recommendationId: 'skills', title: 'skills', audience: ['Companies'], publishedOn: '2025-03-03' },
      });
      const { page, faults } = await openPatiently('recommendations/skills?at=M24', 390);
      await page.getByText('On this day it was not there yet.').waitFor();
      expect(await page.getByText('This is taken back').count()).toBe(0);
      await page.locator('.history .fact-data').getByText('skills', { exact: true }).waitFor();
      await page.getByRole('button', { name: 'Back to today' }).click();
      await page.locator('.page-head').getByText('Published').waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'lists a fact whose id another one had that was taken back',
    async () => {
      const id = '0b2f6f3a-52a5-4c0e-9d55-6f8f4a0f1c77';
      const headers = { 'content-type': 'application/json', 'idempotency-key': id };
      const facts = [
        ['/platform-releases', { version: 'Kept', releasedOn: '2024-03-01' }],
        ['/thematic-groups', { groupId: 'gone', title: 'Gone', formedOn: '2024-03-01' }],
      ] as const;
      for (const [path, fact] of facts) {
        const answer = await fetch(service.url + API + path, { method: 'POST', headers, body: JSON.stringify(fact) });
        expect(answer.status).toBe(201);
      }
      await record(`/events/${id}/retraction`, { reason: 'Never formed.', stream: 'thematicGroup-example.gone' });
      const { page, faults } = await openPatiently('other-facts', 1280);
      await page.getByRole('rowheader', { name: 'Kept' }).waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'leaves the focus near by where a button goes with what it did',
    async () => {
      const { page } = await openPatiently('record/RecommendationPublished', 1280);
      const title = page.getByLabel('Title', { exact: true });
      const focused = (element: Locator): Promise<void> => element.and(page.locator(':focus')).waitFor();
      await title.fill('Left');
      await page.reload();
      await page.getByRole('button', { name: 'Discard the draft' }).press('Enter');
      await focused(title);

      await title.fill('Away');
      await page.getByLabel('For whom').fill('All');
      await page.route('**/recommendations', (route) => route.abort());
      const record = page.getByRole('button', { name: 'Record', exact: true });
      await record.press('Enter');
      await page.getByRole('button', { name: 'Send it again' }).press('Enter');
      await focused(record);
      await page.unroute('**/recommendations');

      let isAway = true;
      await page.route('**/members', (route) =>
        isAway ? route.fulfill({ status: 503, body: '{}' }) : route.fallback(),
      );
      await page.getByRole('link', { name: 'Members', exact: true }).press('Enter');
      const again = page.getByRole('button', { name: 'Try again' });
      await again.waitFor();
      isAway = false;
      await again.press('Enter');
      await again.waitFor({ state: 'detached' });
      await focused(page.getByRole('heading', { level: 1 }));
      await page.close();
    },
    TEST_MS,
  );

  it(
    'keeps what was entered over a reload, and records it once though the answer was lost',
    async () => {
      const { page } = await openPatiently('record/StakeholderIdentified', 390);
      await page.getByLabel('Name of the organisation').fill('Tekniker');
      await page.reload();
      await page.getByText('A draft, kept in this browser.').waitFor();
      expect(await page.getByLabel('Name of the organisation').inputValue()).toBe('Tekniker');
      await page.route('**/stakeholders', async (route) => {
        await route.fetch();
        await route.abort();
      });
      await page.getByRole('button', { name: 'Record', exact: true }).click();
      await page.getByText('The connection was lost before an answer came').waitFor();
      await page.unroute('**/stakeholders');
      await page.getByRole('button', { name: 'Send it again' }).click();
      await page.getByRole('heading', { level: 1, name: 'Tekniker' }).waitFor();
      expect(await historyOf('stakeholders/tekniker')).toEqual(['StakeholderIdentified']);

      await page.route('**/retraction', async (route) => {
        await route.fetch();
        await route.abort();
      });
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: /^Take back:/ }).click();
      await dialog.getByLabel('Why').fill('Known before.');
      await dialog.getByRole('button', { name: 'Take it back' }).click();
      await dialog.getByText('The service does not answer').waitFor();
      // Nothing sends it again by itself.
      await dialog.getByText('try again once the connection is back').waitFor();
      expect(await page.evaluate('document.activeElement.textContent')).toBe('Take it back');
      await page.unroute('**/retraction');
      await dialog.getByLabel('Why').fill('Known for long.');
      await dialog.getByRole('button', { name: 'Take it back' }).click();
      await dialog.getByText('This was recorded when it was first sent').waitFor();
      await dialog.getByText('What to do: Correct the recorded fact instead.').waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'keeps apart what was begun of two organisations',
    async () => {
      const { page, faults } = await openPatiently('record/MemberJoined', 1280);
      const name = page.getByLabel('Name of the organisation');
      await name.fill('Begun before');
      await page.goto(`${service.url}/a/example/stakeholders/elizarreta-polytechnic`);
      await page.getByRole('link', { name: 'Record as a member' }).click();
      await page.getByRole('heading', { level: 1, name: 'Record a member' }).waitFor();
      expect(await name.inputValue()).toBe('Elizarreta Polytechnic');
      await page.getByLabel('Belongs as').selectOption('affiliate');
      await page.reload();
      await page.getByText('A draft, kept in this browser.').waitFor();
      expect([await name.inputValue(), await page.getByLabel('Belongs as').inputValue()]).toEqual([
        ...['Elizarreta Polytechnic', 'affiliate'],
      ]);
      await page.goto(`${service.url}/a/example/record/MemberJoined`);
      await page.getByText('A draft, kept in this browser.').waitFor();
      expect(await name.inputValue()).toBe('Begun before');
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'tells an editor what another has recorded meanwhile, and keeps the input',
    async () => {
      await record('/mous', mou('ulma'));
      const { page } = await openPatiently('mous/ulma', 1280);
      await page.getByRole('button', { name: 'Record a signature' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('Signed on').fill('2026-02-20');
      await dialog.getByLabel('Party').selectOption('ulma');
      await record('/mous/ulma/signatures', { partyId: 'example', signedOn: '2026-02-10' });
      await dialog.getByText('Someone else has recorded something here meanwhile').waitFor();
      await dialog.getByText('MoU signed, 10 Feb 2026').waitFor();
      await dialog.getByRole('button', { name: 'Record', exact: true }).click();
      await dialog.getByText('Someone else has recorded something here meanwhile').waitFor();
      expect(await historyOf('mous/ulma')).toEqual(['MouProposed', 'MouSigned']);
      await dialog.getByRole('button', { name: 'I have seen it' }).click();
      expect(await dialog.getByLabel('Signed on').inputValue()).toBe('2026-02-20');
      await dialog.getByRole('button', { name: 'Record', exact: true }).click();
      await dialog.waitFor({ state: 'detached' });
      expect(await historyOf('mous/ulma')).toEqual(['MouProposed', 'MouSigned', 'MouSigned']);
      await page.close();
    },
    TEST_MS,
  );
});

/** Presses the tab key until an element has the focus, as someone without a pointer does. */
async function tabTo(page: Page, element: Locator): Promise<void> {
  await element.waitFor();
  for (let presses = 0; presses < MOST_TABS; presses++) {
    if ((await element.and(page.locator(':focus')).count()) > 0) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`the tab key does not come to ${String(element)}`);
}
