// An alliance is set up in a real browser, adopts and revises a framework, and is searched.
import { expect, it } from '@jest/globals';
import type { Locator } from 'playwright-core';
import { violationsOf } from './accessibility.js';
import { inBrowser } from './in-browser.js';

const TEST_MS = 90_000;
const NEW = '/api/alliances/newa';

inBrowser('Administration', ['--empty'], ({ service, open }) => {
  it(
    'says under an address of an alliance, where there is none at all, how to set one up',
    async () => {
      const { page } = await open('/a/lcamp/members', 1280);
      await page.getByRole('heading', { level: 1, name: 'No alliance yet' }).waitFor();
      await page.getByRole('link', { name: 'Set up an alliance' }).click();
      await page.getByRole('heading', { level: 1, name: 'Set up an alliance' }).waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'sets up an alliance from nothing, and adopts the framework that ships',
    async () => {
      const { page, faults } = await open('/', 390);
      await page.getByRole('link', { name: 'Set up an alliance' }).click();
      await page.getByRole('heading', { level: 1, name: 'Set up an alliance' }).waitFor();
      await page.getByRole('button', { name: 'Set up the alliance' }).click();
      await page.locator('.fault-summary').getByText('6 things have to be put right:').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('button', { name: 'Name: This is missing.' }).click();
      await page.keyboard.type('New Alliance');
      await page.getByLabel('Acronym').fill('NewA');
      expect(await page.getByLabel('Id in addresses').inputValue()).toBe('newa');
      await page.getByLabel('First day of the project').fill('2023-01-01');
      await page.getByLabel('Last day of the project').fill('2026-12-31');
      await page.getByText('That makes 48 project months').waitFor();
      await page.getByLabel('Coordinating organisation').fill('tknika');
      await page.getByLabel(/^Grant/).fill('1,000');
      await page.getByRole('button', { name: 'Set up the alliance' }).click();
      await page.locator('.field-error', { hasText: 'Not clearly a number: write 12000, or 0.5.' }).waitFor();
      await page.setViewportSize({ width: 1280, height: 900 });
      const tops = [page.getByLabel(/^Grant/), page.getByLabel('Currency')].map(
        async (input) => (await input.boundingBox())?.y,
      );
      expect(new Set(await Promise.all(tops)).size).toBe(1);
      await page.setViewportSize({ width: 390, height: 844 });
      await page.getByLabel(/^Grant/).fill('3,999,988.50');
      await page.getByRole('button', { name: 'Set up the alliance' }).click();

      await page.getByRole('heading', { level: 1, name: 'Edit the framework' }).waitFor();
      await page.getByRole('button', { name: 'LCAMP’s framework, which ships' }).click();
      await page.getByText('Number of MoUs signed between the Alliance').first().waitFor();
      const title = page.getByLabel('Title', { exact: true }).first();
      await title.fill('');
      await page.getByRole('button', { name: 'Check and show the effect' }).click();
      await page.locator('.fault-summary').waitFor();
      await title.fill('Results framework of NewA');
      await page.getByRole('button', { name: 'Check and show the effect' }).click();
      await page.getByText('The framework can be adopted.').waitFor();
      expect(await page.getByRole('row', { name: 'I2' }).getByRole('cell').allTextContents()).toEqual([
        'new',
        'No data',
      ]);
      await page.getByLabel('Adopted on').fill('2023-02-01');
      expect(await page.getByText('The framework can be adopted.').count()).toBe(0);
      await page.getByLabel('Adopted on').fill('2023-01-01');
      await page.getByText('The framework can be adopted.').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      await page.getByRole('button', { name: 'Adopt the framework' }).click();
      await page.getByText('Framework adopted: Results framework of NewA').waitFor();
      const { framework } = await service.get<{
        framework: { indicators: { id: string; measure: { party?: string } }[] };
      }>(`${NEW}/framework`);
      expect(framework.indicators.find(({ id }) => id === 'I3')?.measure.party).toBe('newa');
      const { events } = await service.get<{ events: { data: unknown }[] }>(`${NEW}/events?type=AllianceEstablished`);
      expect(events).toMatchObject([{ data: { grant: { amount: 3_999_988.5, currency: 'EUR' } } }]);
      // The form that was sent empty is the one thing that the console may tell of.
      expect((await faults()).filter((fault) => !fault.includes('400'))).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'keeps open what is added to a framework while it is typed',
    async () => {
      const { page, faults } = await open(`/a/newa/framework/edit`, 1280);
      await page.getByRole('button', { name: 'Add an objective' }).click();
      await page.locator('details[open]').getByLabel('Id', { exact: true }).click();
      await page.keyboard.type('SO9');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Another one');
      await page.locator('summary', { hasText: 'SO9 Another one' }).waitFor();
      expect(await page.locator('details[open]').getByLabel('Id', { exact: true }).inputValue()).toBe('SO9');
      await page.getByRole('button', { name: 'Remove SO9' }).click();
      await page.locator('button:focus', { hasText: 'Add an objective' }).waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'shows a framework that its forms can’t as it is written, also after a reload',
    async () => {
      const { page, faults } = await open(`/a/newa/framework/edit`, 1280);
      const content = '{"title":"Half","indicators":[{"id":"I1"}]}';
      await page
        .getByLabel('a file (JSON)')
        .setInputFiles({ name: 'half.json', mimeType: 'application/json', buffer: Buffer.from(content) });
      const json = page.getByLabel('The framework as JSON');
      await json.waitFor();
      expect(await page.getByRole('button', { name: 'Form', exact: true }).isDisabled()).toBe(true);
      await page.reload();
      expect(JSON.parse(await json.inputValue())).toEqual(JSON.parse(content));
      await json.fill('{"title":"Whole","indicators":[]}');
      await page.getByRole('button', { name: 'Form', exact: true }).click();
      expect(await page.getByLabel('Title', { exact: true }).first().inputValue()).toBe('Whole');
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'keeps what a milestone asks for while its number is deleted and typed anew',
    async () => {
      const { page } = await open(`/a/newa/framework/edit`, 1280);
      await page.getByText('Alliance has at least 100 members').click();
      const milestone = page.locator('details[open]');
      const comparison = milestone.locator('select', { has: page.locator('option[value="atMost"]') });
      await comparison.selectOption('atMost');
      const number = milestone.getByLabel('Value', { exact: true });
      await number.fill('');
      expect(await comparison.inputValue()).toBe('atMost');
      await page.getByRole('button', { name: 'Check and show the effect' }).click();
      await page.locator('.fault-summary').getByText('Milestones, MS2, Achieved when: This is missing.').waitFor();
      await number.fill('7');
      await page.getByRole('button', { name: 'Expert mode (JSON)' }).click();
      expect(await page.getByLabel('The framework as JSON').inputValue()).toContain('"atMost": 7');
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says in the language of the reader, by the names of the form, what is wrong with a framework and a revision',
    async () => {
      const { page } = await open(`/a/newa/framework/edit`, 390, { locale: 'es-ES' });
      await page.getByRole('button', { name: 'un marco vacío' }).click();
      await page.getByRole('button', { name: 'Añadir un indicador' }).click();
      await page.getByRole('button', { name: 'Comprobar' }).click();
      const faults = page.locator('.fault-summary li');
      await faults.first().waitFor();
      expect(await faults.allInnerTexts()).toEqual([
        'Título: Esto falta.',
        'Indicadores, 1, Identificador: Esto falta.',
        'Indicadores, 1, Título: Esto falta.',
      ]);
      const contradictions = {
        'Indicadores, I1, Objetivo: «SO9» no es ninguno de los objetivos.': { objective: 'SO9' },
        'Indicadores, I1, Unidad: No corresponde a lo que se mide.': { unit: 'yesNo', targets: [] },
        'Indicadores, I1, Meta 2: La meta del 31 dic 2023 no es posterior a la que la precede.': {
          targets: [24, 12].map((month) => ({ value: 9, month })),
        },
      };
      for (const [sentence, change] of Object.entries(contradictions)) {
        const indicator = { id: 'I1', title: 'I', unit: 'count', direction: 'up', measure: { kind: 'mousSigned' } };
        const framework = { id: 'f', title: 'F', indicators: [{ ...indicator, targets: [], ...change }] };
        await page.getByLabel('un archivo (JSON)').setInputFiles({
          ...{ name: `${sentence.length}.json`, mimeType: 'application/json' },
          buffer: Buffer.from(JSON.stringify(framework)),
        });
        await page.getByRole('button', { name: 'Comprobar' }).click();
        await faults.getByText(sentence, { exact: true }).waitFor();
      }
      await page.getByRole('button', { name: 'el marco vigente' }).click();
      await page.goto(`${service.url}/a/newa/framework`);
      await page.getByRole('button', { name: /Revisar .* I3$/ }).click();
      await page.getByRole('button', { name: 'Registrar la revisión' }).click();
      await faults.getByText('Motivo: Esto falta.').waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'revises a target with its reason, and shows the history',
    async () => {
      const { page, faults } = await open(`/a/newa/framework`, 1280);
      await page.getByRole('button', { name: 'Revise baseline or targets of I3' }).click();
      await page.getByLabel('New value').fill('90');
      await page.getByLabel('Reason').fill('Agreed with the funder.');
      await page.getByRole('button', { name: 'Show the effect' }).click();
      await page.getByRole('heading', { name: 'What it changes' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      // What another value would change is not what this one does.
      await page.getByLabel('New value').fill('80');
      expect(await page.getByRole('heading', { name: 'What it changes' }).count()).toBe(0);
      await page.getByLabel('New value').fill('90');
      await page.getByRole('button', { name: 'Record the revision' }).click();
      await page.getByText('I3: target revised to 90 by M48').waitFor();
      await page.getByText('Agreed with the funder.').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.getByRole('link', { name: 'Health of the service' }).click();
      await page.getByText('Everything is in order').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'records a revision that is changed after its first answer was lost, and not the first one again',
    async () => {
      const { page } = await open(`/a/newa/framework`, 1280);
      await page.getByRole('button', { name: 'Revise baseline or targets of I4' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel('New value').fill('31');
      await dialog.getByLabel('Reason').fill('One more.');
      await page.route('**/framework/targets', async (route) => {
        await route.fetch();
        await route.abort();
      });
      const record = dialog.getByRole('button', { name: 'Record the revision' });
      await record.click();
      await dialog.getByText('The service does not answer').waitFor();
      await page.unroute('**/framework/targets');
      await dialog.getByLabel('New value').fill('32');
      await record.click();
      await dialog.getByText('This was recorded when it was first sent').waitFor();
      await dialog.getByRole('button', { name: 'I have seen it' }).click();
      await record.click();
      await page.getByText('I4: target revised to 32 by M48').waitFor();
      expect(await page.getByText('I4: target revised to 31 by M48').count()).toBe(1);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'finds an organisation by keyboard, with its whole history',
    async () => {
      await service.post(`${NEW}/members`, {
        ...{ memberId: 'investigacion', name: 'Centro de Investigación', category: 'affiliate' },
        ...{ agentType: 'research', country: 'ES', joinedOn: '2024-03-01' },
      });
      const { page, faults } = await open(`/a/newa/months`, 390);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('/');
      await page.getByRole('combobox', { name: /Name of an organisation/ }).waitFor();
      await page.keyboard.type('INVESTIGACION');
      await page.getByRole('option', { name: /Centro de Investigación/ }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Centro de Investigación' }).waitFor();
      await page.getByRole('rowheader', { name: '1 Mar 2024' }).waitFor();
      expect(await violationsOf(page)).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'opens what is typed also where Enter comes before the answer, and nothing that other words had found',
    async () => {
      const details = { category: 'affiliate', agentType: 'company', country: 'ES', joinedOn: '2024-03-01' };
      await service.post(`${NEW}/members`, { memberId: 'zubiola', name: 'Zubiola', ...details });
      const { page, faults } = await open(`/a/newa/months`, 1280);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.keyboard.press('/');
      const search = page.getByRole('combobox', { name: /Name of an organisation/ });
      await search.fill('investigacion');
      await page.getByRole('option', { name: /Centro de Investigación/ }).waitFor();
      await search.fill('zubiola');
      await page.keyboard.press('Enter');
      await page.getByRole('heading', { level: 1, name: 'Zubiola' }).waitFor();
      expect(await page.getByRole('dialog').count()).toBe(0);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'finds also what is typed while the search is still on its way',
    async () => {
      const { page, faults } = await open(`/a/newa/months`, 1280);
      await page.getByRole('heading', { level: 1 }).waitFor();
      let letOn = (): void => undefined;
      const heldUp = new Promise<void>((resolve) => (letOn = resolve));
      await page.route(/search-dialog.*js/, async (route) => {
        await heldUp;
        await route.continue();
      });
      await page.keyboard.type('/Inves/tig');
      letOn();
      const search = page.getByRole('combobox', { name: /Name of an organisation/ });
      await search.waitFor();
      expect(await search.inputValue()).toBe('Inves/tig');
      await page.keyboard.press('Escape');
      await search.waitFor({ state: 'detached' });
      await page.keyboard.press('/');
      await search.waitFor();
      expect(await search.inputValue()).toBe('');
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'asks for the search again where it could not be had',
    async () => {
      const { page } = await open(`/a/newa/months`, 1280);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.route(/search-dialog.*js/, (route) => route.abort(), { times: 1 });
      const failed = page.waitForEvent('requestfailed');
      await page.keyboard.press('/');
      await failed;
      const search = page.getByRole('combobox', { name: /Name of an organisation/ });
      // That it failed is told to the page a moment later than here.
      while ((await search.count()) === 0) await page.keyboard.press('/');
      expect(await search.isVisible()).toBe(true);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says that a page could not be had, and asks for it again when it is opened again',
    async () => {
      const { page } = await open('/a/newa/months', 1280);
      const heading = page.getByRole('heading', { level: 1 });
      await heading.waitFor();
      await page.route(/thing-list-page.*js/, (route) => route.abort());
      const entry = (name: string): Locator => page.getByRole('navigation').getByRole('link', { name, exact: true });
      await entry('Members').click();
      await page.getByRole('heading', { name: 'The page has a fault' }).waitFor();
      await page.unrouteAll();
      await entry('Months and reports').click();
      await page.getByRole('heading', { name: 'Months and reports' }).waitFor();
      await entry('Members').click();
      await page.getByRole('heading', { name: 'Members', exact: true }).waitFor();
      expect(await page.title()).toMatch(/^Members/);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'sets up once an alliance whose first answer is lost on its way',
    async () => {
      const { page } = await open('/new', 1280);
      await page.getByLabel('Name', { exact: true }).fill('Lost and found');
      await page.getByLabel('Acronym').fill('Lost');
      await page.getByLabel('First day of the project').fill('2023-01-01');
      await page.getByLabel('Last day of the project').fill('2026-12-31');
      await page.getByLabel('Coordinating organisation').fill('tknika');
      // Nothing that was entered is lost by a reload.
      await page.reload();
      await page.getByText('A draft, kept in this browser.').waitFor();
      expect(await page.getByLabel('Coordinating organisation').inputValue()).toBe('tknika');
      let isLost = false;
      await page.route('**/api/alliances', async (route) => {
        if (isLost || route.request().method() !== 'POST') return route.continue();
        isLost = true;
        await route.fetch();
        await route.abort();
      });
      const setUp = page.getByRole('button', { name: 'Set up the alliance' });
      await setUp.click();
      await page.getByRole('alert').getByText('The service does not answer').waitFor();
      await setUp.click();
      await page.getByRole('heading', { level: 1, name: 'Edit the framework' }).waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'takes numbers as the reader’s language writes them, and nothing else for a number',
    async () => {
      const { page } = await open('/new', 1280, { locale: 'es-ES' });
      await page.getByLabel('Nombre', { exact: true }).fill('Con subvención');
      await page.getByLabel('Acrónimo').fill('Grant');
      await page.getByLabel('Primer día del proyecto').fill('2023-01-01');
      await page.getByLabel('Último día del proyecto').fill('2026-12-31');
      await page.getByLabel('Organización coordinadora').fill('tknika');
      const amount = page.getByLabel(/^Subvención/);
      await amount.click();
      await page.keyboard.type('4.000');
      const setUp = page.getByRole('button', { name: 'Dar de alta la alianza' });
      await setUp.click();
      await page.locator('.fault-summary').getByText('Subvención').waitFor();
      await amount.fill('4.000.000,5');
      await setUp.click();
      await page.getByRole('heading', { level: 1, name: 'Editar el marco' }).waitFor();
      const { events } = await service.get<{ events: { data: { grant: object } }[] }>('/api/alliances/grant/events');
      expect(events[0]?.data.grant).toEqual({ amount: 4_000_000.5, currency: 'EUR' });

      await page.getByRole('button', { name: 'Añadir un indicador' }).click();
      const baseline = page.getByLabel(/^Valor de referencia \(/);
      await baseline.click();
      await page.keyboard.type('12,05', { delay: 30 });
      expect(await baseline.inputValue()).toBe('12,05');
      await page.getByRole('button', { name: 'Modo experto (JSON)' }).click();
      expect(await page.locator('textarea.json').inputValue()).toContain('"value": 12.05');
      await page.close();
    },
    TEST_MS,
  );

  it(
    'shows on the list of alliances one that is set up elsewhere',
    async () => {
      const project = { startsOn: '2023-01-01', endsOn: '2026-12-31', coordinator: 'tknika' };
      const setUp = (allianceId: string): Promise<unknown> =>
        service.post('/api/alliances', { allianceId, name: `Alliance ${allianceId}`, acronym: allianceId, ...project });
      await setUp('before');
      const { page, faults } = await open('/', 1280);
      await page.getByRole('link', { name: 'Alliance before' }).waitFor();
      await setUp('meanwhile');
      await page.getByRole('link', { name: 'Alliance meanwhile' }).waitFor();
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );
});
