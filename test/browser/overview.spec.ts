// The overview in a real browser, on the real service: what it shows is what the API answers, and it stays so by itself.
import { EventEmitter, once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { violationsOf } from './accessibility.js';
import type { ServiceProcess } from '../service-process.js';
import { inBrowser } from './in-browser.js';
import { whenLoaded } from './loaded.js';

const WIDTHS = [1280, 390];
const LIVE_WITHIN_MS = 1_000;
const TEST_MS = 60_000;
const EXAMPLE = '/api/alliances/example';

interface Figure {
  readonly id: string;
  readonly unit: string;
  readonly value: number | boolean | null;
  readonly expected: number | null;
  readonly companions: Readonly<Record<string, unknown>>;
  readonly status: string;
}

interface Figures {
  readonly at: string;
  readonly indicators: readonly Figure[];
}

const STATUS_WORDS: Readonly<Record<string, string>> = {
  achieved: 'Achieved',
  onTrack: 'On track',
  atRisk: 'At risk',
  offTrack: 'Off track',
  regressing: 'Regressing',
  missed: 'Missed',
  notDue: 'Not due yet',
  noData: 'No data',
  noTarget: 'No target',
};

inBrowser('The overview', [], ({ service, open, emptyPage }) => {
  for (const width of WIDTHS) {
    describe(`${width} px wide`, () => {
      const openAt = (query: string) => open(`/a/${query}`, width);

      it(
        'shows the figures that the API answers, today and at M24',
        async () => {
          for (const at of [undefined, 'M24']) {
            const query = at === undefined ? '' : `?at=${at}`;
            const { page, faults } = await openAt(`example${query}`);
            await expectFigures(page, await service.get<Figures>(`${EXAMPLE}/indicators${query}`));
            expect(await faults()).toEqual([]);
            await page.close();
          }
        },
        TEST_MS,
      );

      it(
        `shows a newly signed MoU within ${LIVE_WITHIN_MS} ms, without loading anew`,
        async () => {
          const { page, faults } = await openAt('example');
          const before = await service.get<Figures>(`${EXAMPLE}/indicators`);
          await expectFigures(page, before);
          await page.getByText('Live', { exact: true }).waitFor();
          await whenLoaded(page, '/months');
          const askedAgain: string[] = [];
          page.on('request', (request) => askedAgain.push(new URL(request.url()).pathname));
          await page.evaluate('window.sameDocument = true');

          const after = Number(figureOf(before, 'I3').value) + 1;
          const signatures = await proposeMou(service, `mou-seen-at-${width}`, before.at);
          const [first, last] = signatures;
          await first?.();
          expect(await valueOf(page, 'I3')).toBe(String(after - 1));
          await last?.();
          await page
            .locator(`#indicator-I3 data[value="${after}"]`)
            .waitFor({ state: 'attached', timeout: LIVE_WITHIN_MS });

          expect(await page.locator('#indicator-I3 .change-note').innerText()).toBe(
            `Just changed: ${after - 1} → ${after}`,
          );
          expect(await page.evaluate('window.sameDocument')).toBe(true);
          await expectFigures(page, await service.get<Figures>(`${EXAMPLE}/indicators`));
          // How far the reports are takes the service all events to answer: not for each change.
          expect(askedAgain).toContain(`${EXAMPLE}/attention`);
          expect(askedAgain).not.toContain(`${EXAMPLE}/months`);
          expect(await faults()).toEqual([]);
          await page.close();
        },
        TEST_MS,
      );

      it(
        'marks the example as invented, and fits the width',
        async () => {
          const { page } = await openAt('example');
          await page.locator('#indicator-I6 svg.sparkline').waitFor();
          expect(await page.locator('.banner-example').innerText()).toContain('Example data: invented');
          expect(await page.title()).toContain('Example');
          expect(
            await page.locator('.indicator-tile .tag-example').filter({ visible: true }).count(),
          ).toBeGreaterThanOrEqual(6);
          expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
          await page.close();
        },
        TEST_MS,
      );

      it(
        'says for an alliance without facts what to do, and that no data is not zero',
        async () => {
          const { page, faults } = await openAt('lcamp');
          await page.getByRole('heading', { name: 'Nothing recorded yet that makes a figure' }).waitFor();
          await page.getByRole('link', { name: 'Record a member joining' }).waitFor();
          expect(await page.getByText('POST /api/alliances/lcamp/members').isVisible()).toBe(false);
          await page.getByText('Over HTTP or from the command line').click();
          await page.getByText('POST /api/alliances/lcamp/members').waitFor();
          expect(await page.locator('#indicator-I2 .figure-value').innerText()).toBe('No data');
          expect(await page.locator('#indicator-I2 .no-data-meaning').innerText()).toContain('not the same as zero');
          expect(await page.locator('.banner-example').count()).toBe(0);
          expect(await faults()).toEqual([]);
          await page.close();
        },
        TEST_MS,
      );
    });
  }

  it(
    'shows what was known on an earlier day, and can be sent as an address',
    async () => {
      const asOf = '2024-02-29T22:59:59.999Z';
      const { page } = await open(`/a/example?at=M24&asOf=${asOf}`, 1280);
      await expectFigures(page, await service.get<Figures>(`${EXAMPLE}/indicators?at=M24&asOf=${asOf}`));
      const slider = page.getByRole('slider', { name: 'As known on' });
      await slider.focus();
      await page.keyboard.press('End');
      await page.waitForURL('**/a/example?at=M24');
      await expectFigures(page, await service.get<Figures>(`${EXAMPLE}/indicators?at=M24`));
      await page.keyboard.press('Home');
      await page.getByText('Nothing was recorded by then').waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'leaves the focus on the time axis where the button that was pressed is switched off or goes',
    async () => {
      const { page, faults } = await open('/a/example?at=M1', 1280);
      const focused = (id: string) => page.locator(`#${id}:focus`).waitFor();
      await page.getByRole('button', { name: 'Figures at: One month earlier' }).press('Enter');
      await focused('day-slider');
      await page.getByRole('button', { name: 'See what was known on an earlier day' }).press('Enter');
      await focused('known-slider');
      await page.getByRole('button', { name: 'Back to today' }).press('Enter');
      await focused('day-slider');
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'draws the months beside the cursor without asking again',
    async () => {
      const { page } = await open(`/a/example`, 1280);
      await page.locator('#indicator-I2 data').waitFor();
      // Months are loaded one after the other: when the next is asked for, the 23rd is at hand whole.
      await Promise.all([
        page.waitForRequest(/\?at=M25$/),
        page.getByRole('slider', { name: 'Figures at' }).fill('24'),
      ]);
      await page.route('**/api/**', (route) => route.abort());
      await page.keyboard.press('ArrowLeft');
      await expectFigures(page, await service.get<Figures>(`${EXAMPLE}/indicators?at=M23`));
      await page.close();
    },
    TEST_MS,
  );

  it(
    'draws no month as it was before a change that was heard meanwhile',
    async () => {
      const { page } = await open(`/a/example?at=M24`, 1280);
      await page.getByText('Live', { exact: true }).waitFor();
      await page.locator('#indicator-I6 svg.sparkline').waitFor();
      const way = new EventEmitter();
      const answered = once(way, 'answered');
      const released = once(way, 'released');
      let isHeld = false;
      await page.route(/\/indicators\?at=M20$/, async (route) => {
        if (isHeld) return route.continue();
        isHeld = true;
        const response = await route.fetch();
        way.emit('answered');
        await released;
        await route.fulfill({ response });
      });
      // The 20th is loaded ahead of the 21st; its answer is on its way while something is recorded.
      await page.getByRole('slider', { name: 'Figures at' }).fill('21');
      await answered;
      await service.post(`${EXAMPLE}/recommendations`, {
        recommendationId: 'while-on-its-way',
        title: 'Published while an answer was on its way',
        audience: ['Policymakers'],
        publishedOn: '2023-01-10',
      });
      await page.locator('#indicator-I4 .change-note').waitFor();
      const late = page.waitForResponse(/\/indicators\?at=M20$/);
      way.emit('released');
      await (await late).finished();
      await page.getByRole('slider', { name: 'Figures at' }).fill('20');
      await expectFigures(page, await service.get<Figures>(`${EXAMPLE}/indicators?at=M20`));
      await page.close();
    },
    TEST_MS,
  );

  it(
    'speaks the language of the browser, changes it and the colours on request, and keeps both',
    async () => {
      const { page, faults } = await open(`/a/example`, 1280, { locale: 'es-ES' });
      await page.getByRole('heading', { name: 'Qué requiere atención' }).waitFor();
      await page.getByRole('button', { name: 'Idioma y colores' }).click();
      await page.getByRole('combobox', { name: 'Colores' }).selectOption('dark');
      await page.getByRole('combobox', { name: 'Idioma' }).selectOption('en');
      await page.getByRole('heading', { name: 'Language and colours' }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('heading', { name: 'What needs attention' }).waitFor();
      await page.reload();
      await page.getByRole('heading', { name: 'What needs attention' }).waitFor();
      const shown = await page.evaluate(
        '[document.documentElement.lang, document.documentElement.dataset.theme, getComputedStyle(document.body).colorScheme]',
      );
      expect(shown).toEqual(['en', 'dark', 'dark']);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'fills a screen with live figures and their courses, nothing to press and nothing below its edge',
    async () => {
      const { page, faults } = await open(`/a/example/screen`, 1920);
      await page.setViewportSize({ width: 1920, height: 1080 });
      const { indicators } = await service.get<Figures>(`${EXAMPLE}/indicators`);
      await page.locator('.screen-tile').first().waitFor();
      expect(await page.locator('.screen-tile').count()).toBe(indicators.length);
      await page
        .locator('.screen-tile .sparkline-value')
        .nth(indicators.length - 1)
        .waitFor();
      expect(await page.evaluate('document.documentElement.scrollHeight')).toBe(1080);
      await page.getByText('Live', { exact: true }).waitFor();
      expect(await page.locator('a[href], button, input, select').filter({ visible: true }).count()).toBe(0);
      expect(await violationsOf(page)).toEqual([]);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'lets a chart, and only that, stand in a page of another site',
    async () => {
      const { page, faults } = await open(`/embed/example/indicators/I3?at=M24`, 480);
      await page.getByRole('img', { name: /Number of MoUs signed/ }).waitFor();
      await page.locator('summary').press('Enter');
      const { value } = await service.get<Figure>(`${EXAMPLE}/indicators/I3?at=M24`);
      expect(await page.getByRole('row', { name: /^M24 / }).innerText()).toContain(String(value));
      expect(await violationsOf(page)).toEqual([]);
      // In a narrow frame the table scrolls in its own: the chart keeps within.
      await page.setViewportSize({ width: 280, height: 600 });
      await page.reload();
      await page.locator('summary').press('Enter');
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(280);
      expect(await faults()).toEqual([]);
      const html = ['embed/example/indicators/I3', 'a/example']
        .map((path) => `<iframe name="${path}" src="${service.url}/${path}"></iframe>`)
        .join('');
      const site = createServer((_request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(html);
      }).listen(0, '127.0.0.1');
      await once(site, 'listening');
      const host = await emptyPage();
      await host.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
      await host
        .frameLocator('[name^=embed]')
        .getByRole('img', { name: /Number of MoUs signed/ })
        .waitFor();
      expect(await host.frame('a/example')?.locator('main').count()).toBe(0);
      site.close();
      await host.close();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'lets nothing else stand there: not what is said where there is no chart, nor what that leads to',
    async () => {
      const paths = ['embed/example', 'embed/example/indicators/I3/facts', 'embed/nobody/indicators/I3'];
      const site = createServer((_request, response) => {
        response.setHeader('content-type', 'text/html');
        response.end(paths.map((path) => `<iframe name="${path}" src="${service.url}/${path}"></iframe>`).join(''));
      }).listen(0, '127.0.0.1');
      await once(site, 'listening');
      const host = await emptyPage();
      await host.goto(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
      const nobody = host.frameLocator('[name="embed/nobody/indicators/I3"]');
      await nobody.getByRole('link', { name: /^EXAMPLE/ }).click();
      await nobody.locator('main').waitFor({ state: 'detached' });
      for (const path of paths) expect(await host.frame(path)?.locator('main').count()).toBe(0);
      site.close();
      await host.close();
    },
    TEST_MS,
  );

  it(
    'says at an address that leads nowhere where to go on, and leaves unknown paths of the interface to it',
    async () => {
      const { page } = await open(`/a/nobody`, 1280);
      await page.getByRole('heading', { name: 'There is no alliance “nobody” here' }).waitFor();
      await page
        .locator('main')
        .getByRole('link', { name: /^EXAMPLE/ })
        .click();
      await page.waitForURL('**/a/example');
      await page.getByRole('heading', { level: 1, name: 'EXAMPLE' }).waitFor();
      // The heading takes the focus, so that the page that was come to is read out.
      expect(await page.evaluate('document.activeElement.tagName')).toBe('H1');
      expect((await fetch(`${service.url}/nobody`)).status).toBe(404);
      expect((await fetch(`${service.url}/api/nobody`)).headers.get('content-type')).toContain('problem+json');
      await page.close();
    },
    TEST_MS,
  );

  it(
    'keeps the chosen month and alliance in the address, by keyboard too',
    async () => {
      // As the first version wrote it: old links lead to where they led.
      const { page } = await open(`/?alliance=example&at=M24`, 1280);
      await page.waitForURL('**/a/example?at=M24');
      await page.locator('#indicator-I2 data').waitFor();
      await page.getByRole('slider', { name: 'Figures at' }).focus();
      await page.keyboard.press('ArrowLeft');
      await page.waitForURL('**/a/example?at=M23');
      await expectFigures(page, await service.get<Figures>(`${EXAMPLE}/indicators?at=M23`));
      await page.getByRole('button', { name: 'Back to today' }).click();
      await page.waitForURL('**/a/example');
      await page.getByRole('combobox', { name: 'Alliance' }).selectOption('lcamp');
      await page.waitForURL('**/a/lcamp');
      await page.goBack();
      await page.getByRole('heading', { level: 1, name: /^EXAMPLE/ }).waitFor();
      await page.close();
    },
    TEST_MS,
  );

  it(
    'draws a card as it stood at the moment looked at, and says what was achieved late',
    async () => {
      const { page } = await open('/a/example', 1280);
      const end = async (): Promise<number> => {
        const drawn = await page.locator('#indicator-I2 .sparkline-value').getAttribute('d');
        return Number(/L([\d.]+) [\d.]+$/.exec(drawn ?? '')?.[1]);
      };
      const today = await end();
      await page.locator('#milestone-MS1').getByText('Achieved late').waitFor();
      await page.locator('#milestone-MS1').getByText('7 days late').waitFor();
      await page.goto(`${service.url}/a/example?at=M24`);
      await page.locator('#indicator-I2 .sparkline-value').waitFor();
      const day = await page.locator('#indicator-I2 .sparkline-at').getAttribute('d');
      expect(await end()).toBeLessThan(today);
      expect(await end()).toBeLessThanOrEqual(Number(/M([\d.]+)/.exec(day ?? '')?.[1]));
      await page.close();
    },
    TEST_MS,
  );

  it(
    'shows a refusal in the words of the service, and offers to ask again only where that may help',
    async () => {
      const { page } = await open(`/a/example?at=Mxx`, 1280);
      const refusal = await fetch(`${service.url}${EXAMPLE}/indicators?at=Mxx`);
      const { title, detail } = (await refusal.json()) as { title: string; detail: string };
      const shown = await page.getByRole('alert').innerText();
      expect(shown).toContain(title);
      expect(shown).toContain(detail);
      expect(await page.getByRole('button', { name: 'Try again' }).count()).toBe(0);
      await page.close();
      const { page: spanish } = await open('/a/example?asOf=2099-01-01T00:00:00Z', 390, { locale: 'es-ES' });
      await spanish.getByRole('alert').getByText('asOf Ese día de conocimiento es futuro.').waitFor();
      await spanish.close();
    },
    TEST_MS,
  );

  it(
    'draws the courses anew that changed while it was offline',
    async () => {
      const { page } = await open(`/a/example`, 1280);
      await page.getByText('Live', { exact: true }).waitFor();
      const course = page.locator('#indicator-I4 .sparkline-value');
      const before = await course.getAttribute('d');
      await page.context().setOffline(true);
      await page.locator('.banner-lost').waitFor();
      await service.post(`${EXAMPLE}/recommendations`, {
        recommendationId: 'while-offline',
        title: 'Published while nobody heard',
        audience: ['Policymakers'],
        publishedOn: '2023-01-10',
      });
      await page.context().setOffline(false);
      await page.getByText('Live', { exact: true }).waitFor();
      await page.locator(`#indicator-I4 .sparkline-value:not([d="${before}"])`).waitFor({ state: 'attached' });
      await page.close();
    },
    TEST_MS,
  );

  it(
    'draws the courses anew that changed on an earlier day, while another figure changed today',
    async () => {
      const [startsOn, endsOn] = ['2022-06-15', '2026-06-14'];
      const dates = { startsOn, endsOn };
      await service.post('/api/alliances', {
        allianceId: 'courses',
        name: 'C',
        acronym: 'C',
        coordinator: 'C',
        ...dates,
      });
      const path = '/api/alliances/courses';
      const of = (id: string, kind: string): object => ({
        id,
        title: id,
        unit: 'count',
        direction: 'up',
        measure: { kind },
      });
      const indicators = [of('I4', 'recommendationsPublished'), of('X1', 'reported')];
      const fact = (id: string, type: string, subject: string, data: object): object => ({
        ...{ specversion: '1.0', id, source: 'urn:spec', type: `org.alliance-kpi.${type}`, subject, data },
      });
      const reported = (id: string, value: number, measuredOn: string): object =>
        fact(id, 'ValueReported', 'measurement-courses.X1', { indicatorId: 'X1', value, measuredOn });
      const record = async (...facts: object[]): Promise<void> => {
        const headers = { 'content-type': 'application/cloudevents-batch+json' };
        const posted = { method: 'POST', headers, body: JSON.stringify(facts) };
        expect((await fetch(`${service.url}${path}/events`, posted)).status).toBe(201);
      };
      const framework = { id: 'c', title: 'C', objectives: [], indicators, milestones: [] };
      await record(
        fact('adopted', 'FrameworkAdopted', 'framework-courses', { adoptedOn: startsOn, framework }),
        reported('late', 70, '2025-06-01'),
      );
      const { page } = await open('/a/courses', 1280);
      await page.getByText('Live', { exact: true }).waitFor();
      const course = page.locator('#indicator-X1 .sparkline-value');
      await course.waitFor({ state: 'attached' });
      const before = await course.getAttribute('d');
      const document = { recommendationId: 'r', title: 'R', audience: ['VET'], publishedOn: '2024-06-01' };
      await record(
        fact('published', 'RecommendationPublished', 'recommendation-courses.r', document),
        reported('early', 30, '2023-06-01'),
      );
      await page.locator('#indicator-I4 data[value="1"]').waitFor({ state: 'attached' });
      await page.locator(`#indicator-X1 .sparkline-value:not([d="${before}"])`).waitFor({ state: 'attached' });
      await page.close();
    },
    TEST_MS,
  );

  it(
    'says when the connection is lost and catches up by itself when it is back',
    async () => {
      const { page } = await open(`/a/example`, 1280);
      await page.getByText('Live', { exact: true }).waitFor();
      const before = await service.get<Figures>(`${EXAMPLE}/indicators`);
      await service.stop();
      await page.getByText(/Connection lost\. These are the figures as of \d\d:\d\d:\d\d/).waitFor();
      expect(await valueOf(page, 'I4')).toBe(String(figureOf(before, 'I4').value));

      await service.start();
      await service.post(`${EXAMPLE}/recommendations`, {
        recommendationId: 'published-while-away',
        title: 'Published while the page was away',
        audience: ['Policy makers'],
        publishedOn: before.at,
      });
      await page.getByText('Live', { exact: true }).waitFor();
      await page
        .locator(`#indicator-I4 data[value="${Number(figureOf(before, 'I4').value) + 1}"]`)
        .waitFor({ state: 'attached' });
      expect(await page.locator('.banner-lost').count()).toBe(0);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'shows on a list, too, what the log holds after an older one was put back under the open page',
    async () => {
      const copy = `${service.dataDir}.db`;
      expect((await service.command('backup', copy)).code).toBe(0);
      const { page } = await open('/a/example/thematic-groups', 1280);
      await page.getByText('Live', { exact: true }).waitFor();
      await service.post(`${EXAMPLE}/thematic-groups`, {
        ...{ groupId: 'lost', title: 'Formed after the copy', formedOn: '2023-01-10' },
      });
      const group = page.getByRole('rowheader', { name: 'Formed after the copy' });
      await group.waitFor();
      await service.stop();
      rmSync(service.dataDir, { recursive: true });
      expect((await service.command('restore', copy)).code).toBe(0);
      rmSync(copy);
      await service.start();
      await group.waitFor({ state: 'detached' });
      expect(await page.locator('.problem').count()).toBe(0);
      await page.close();
    },
    TEST_MS,
  );
});

/** Every card against the answer: value, how it is written, status, expected value. Waits for the cards. */
async function expectFigures(page: Page, { indicators }: Figures): Promise<void> {
  expect(indicators.length).toBeGreaterThan(0);
  for (const { id, unit, value, status, expected } of indicators) {
    const card = page.locator(`#indicator-${id}`);
    const figure = value === null ? card.locator('.figure-none') : card.locator(`data[value="${value}"]`);
    await figure.waitFor({ state: 'attached' });
    expect([id, await figure.innerText()]).toEqual([id, written(value, unit)]);
    expect([id, await card.locator('.card-head .status').innerText()]).toEqual([
      id,
      expect.stringContaining(STATUS_WORDS[status] ?? 'unknown status'),
    ]);
    if (expected === null) continue;
    const shown = await card.locator('.expected dd').innerText();
    expect([id, shown]).toEqual([id, written(expected, unit)]);
  }
}

/** How the page is to write a value, said again here in other terms. */
function written(value: number | boolean | null, unit: string): string {
  if (value === null) return 'No data';
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  const [whole = '', tenth = '0'] = (Math.round(value * 10) / 10).toFixed(1).split('.');
  return `${whole}${tenth === '0' ? '' : `.${tenth}`}${unit === 'percent' ? '%' : ''}`;
}

function figureOf({ indicators }: Figures, id: string): Figure {
  const found = indicators.find((indicator) => indicator.id === id);
  if (!found) throw new Error(`The API answers no ${id}.`);
  return found;
}

function valueOf(page: Page, id: string): Promise<string | null> {
  return page.locator(`#indicator-${id} data`).getAttribute('value');
}

/** Proposes a memorandum between the example alliance and a firm; returns the signature of each. */
async function proposeMou(service: ServiceProcess, mouId: string, day: string): Promise<(() => Promise<void>)[]> {
  const parties = [
    { partyId: 'example', name: 'Example Alliance' },
    { partyId: `firm-of-${mouId}`, name: 'Invented Firm' },
  ];
  await service.post(`${EXAMPLE}/mous`, { mouId, title: 'Invented memorandum', parties, proposedOn: day });
  return parties.map(
    ({ partyId }) =>
      () =>
        service.post(`${EXAMPLE}/mous/${mouId}/signatures`, { partyId, signedOn: day }),
  );
}
