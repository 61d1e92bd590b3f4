// Two browsers open: what is recorded in one stands in the other within a second, on every list and page, whether it changes
// a figure or not; and nobody asks for what has not changed.
import { expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { answer, member, proposal, recommendation, survey } from '../end-to-end/running-service.js';
import { inBrowser } from './in-browser.js';

const TEST_MS = 90_000;
const WITHIN_MS = 1_000;
const API = '/api/alliances/lcamp';
const MINUTE_MS = 60_000;
const QUARTER_MS = 15 * MINUTE_MS;
const DAY_MS = 96 * QUARTER_MS;
const BURST = 40;
/** The least time between two questions of a page for the same. */
const PAUSE_MS = 250;

/** A page, what is recorded while it is open, and what it then shows. */
interface Case {
  readonly page: string;
  readonly record: readonly [path: string, data: object];
  readonly shows: string;
}

const CASES: readonly Case[] = [
  { page: 'members', record: ['/members', member('live')], shows: 'Member live' },
  {
    page: 'members/live',
    record: ['/members/live/changes', { country: 'FR', changedOn: '2024-03-01' }],
    shows: 'France',
  },
  {
    page: 'organisations/live',
    record: ['/members/live/departure', { leftOn: '2025-03-01' }],
    shows: 'Left',
  },
  { page: 'mous', record: ['/mous', proposal('live')], shows: 'Cooperation live' },
  {
    page: 'mous/live',
    record: ['/mous/live/signatures', { partyId: 'festo', signedOn: '2024-02-29' }],
    shows: 'Signed 29 Feb 2024',
  },
  { page: 'recommendations', record: ['/recommendations', recommendation('live')], shows: 'Recommendation live' },
  {
    page: 'recommendations/live',
    record: ['/recommendations/live/revisions', { edition: 2, revisedOn: '2024-04-02' }],
    shows: '2 Apr 2024',
  },
  { page: 'surveys', record: ['/surveys', survey('live')], shows: 'Survey live' },
  { page: 'surveys/live', record: ['/surveys/live/answers', answer('one', 5)], shows: '1 answer of 9 invited' },
  {
    page: 'activities',
    record: ['/activities', { activityId: 'live', workPackage: 2, title: 'Live activity', plannedOn: '2024-01-10' }],
    shows: 'Live activity',
  },
  {
    page: 'stakeholders',
    record: ['/stakeholders', { stakeholderId: 'live', name: 'A live stakeholder', identifiedOn: '2024-01-10' }],
    shows: 'A live stakeholder',
  },
  {
    page: 'stakeholders/live',
    record: ['/stakeholders/live/contacts', { channel: 'Live trade fair', contactedOn: '2024-02-01' }],
    shows: 'Live trade fair',
  },
  {
    page: 'thematic-groups',
    record: ['/thematic-groups', { groupId: 'live', title: 'Live group', formedOn: '2024-01-10' }],
    shows: 'Live group',
  },
  {
    page: 'other-facts',
    record: ['/platform-releases', { version: 'live-9.9', releasedOn: '2024-01-10' }],
    shows: 'live-9.9',
  },
  {
    page: 'months/M42',
    record: [
      '/months/M42/narratives',
      { section: 'summary', language: 'en', text: 'A live summary.', writtenOn: '2026-07-01' },
    ],
    shows: 'A live summary.',
  },
  { page: 'months', record: ['/months/M42/submission', { submittedOn: '2026-07-02' }], shows: 'Submitted' },
  {
    page: 'framework',
    record: [
      '/framework/targets',
      { indicatorId: 'I3', month: 48, value: 97, revisedOn: '2025-01-10', reason: 'A live reason.' },
    ],
    shows: 'A live reason.',
  },
];

inBrowser('Two browsers', ['--no-example'], ({ service, open }) => {
  const openLive = async (path: string, prepare: (page: Page) => Promise<unknown> = async () => undefined) => {
    const opened = await open('/', 1280);
    await prepare(opened.page);
    await goLive(opened.page, path);
    return opened;
  };
  const goLive = async (page: Page, path: string): Promise<void> => {
    await page.goto(`${service.url}/a/lcamp/${path}`);
    await page.locator('.connection-live').waitFor();
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.loading').waitFor({ state: 'detached' });
    await page.waitForLoadState('networkidle');
  };
  /** Paths below the API that a page asks from now on. */
  const askedBy = (page: Page): string[] => {
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (pathname.startsWith('/api/') && !pathname.endsWith('/stream')) asked.push(pathname);
    });
    return asked;
  };

  it(
    'show within a second what is recorded elsewhere, on every list and page',
    async () => {
      const { page, faults } = await openLive('members');
      const late: string[] = [];
      for (const { page: path, record, shows } of CASES) {
        await goLive(page, path);
        expect(await page.getByText(shows).count()).toBe(0);
        await service.post(API + record[0], record[1]);
        const recorded = performance.now();
        await page.getByText(shows).first().waitFor();
        const tookMs = performance.now() - recorded;
        if (tookMs > WITHIN_MS) late.push(`${path}: ${Math.round(tookMs)} ms`);
      }
      // A busy machine may leave a browser without a processor for as long, now and then; what takes long does so each time.
      expect(late.slice(1)).toEqual([]);
      expect(await faults()).toEqual([]);
      await page.close();
    },
    TEST_MS,
  );

  it(
    'show within a second what the form of another recorded',
    async () => {
      await service.post(`${API}/stakeholders`, { stakeholderId: 'both', name: 'Both', identifiedOn: '2024-01-10' });
      const [one, other] = [await openLive('stakeholders/both'), await openLive('stakeholders/both')];
      await one.page.getByRole('button', { name: 'Record a contact' }).click();
      const dialog = one.page.getByRole('dialog');
      await dialog.getByLabel('How').fill('Letter to both');
      const answered = one.page.waitForResponse((response) => response.url().endsWith('/contacts'));
      await dialog.getByRole('button', { name: 'Record', exact: true }).click();
      await answered;
      const recorded = performance.now();
      await other.page.getByText('Letter to both').first().waitFor();
      expect(performance.now() - recorded).toBeLessThan(WITHIN_MS);
      expect([...(await one.faults()), ...(await other.faults())]).toEqual([]);
      await Promise.all([one.page.close(), other.page.close()]);
    },
    TEST_MS,
  );

  it(
    'keep the filter of a table in sight when rows go',
    async () => {
      const { thematicGroups } = await service.get<{ thematicGroups: unknown[] }>(`${API}/thematic-groups`);
      for (let i = thematicGroups.length; i < 10; i++) {
        const title = i === 9 ? 'Rotors' : 'Stators';
        await service.post(`${API}/thematic-groups`, { groupId: `g${i}`, title, formedOn: '2024-01-01' });
      }
      const { page } = await open('/a/lcamp/thematic-groups', 1280);
      await page.getByLabel('Filter').fill('Rotors');
      await page.getByText('1 of 10 rows').waitFor();
      const { history } = await service.get<{ history: { eventId: string }[] }>(`${API}/thematic-groups/g8`);
      await service.post(`${API}/events/${history[0]?.eventId}/retraction`, { reason: 'Never formed.' });
      await page.getByText('1 of 9 rows').waitFor();
      await page.getByLabel('Filter').fill('');
      await page.getByText('Stators').first().waitFor();
      await page.context().close();
    },
    TEST_MS,
  );

  it(
    'ask for nothing while nothing is recorded, and for a burst a few times only',
    async () => {
      // At a full quarter of an hour another day may begin.
      const time = new Date().setUTCMinutes(20);
      const { page } = await openLive('stakeholders', (opened) => opened.clock.install({ time }));
      const asked = askedBy(page);
      await page.clock.runFor(MINUTE_MS);
      expect(asked).toEqual([]);
      const began = performance.now();
      await Promise.all(
        Array.from({ length: BURST }, (_, i) =>
          service.post(`${API}/stakeholders`, {
            ...{ stakeholderId: `burst-${i}`, name: `A burst ${i}`, identifiedOn: '2024-01-10' },
          }),
        ),
      );
      await page.getByText(`A burst ${BURST - 1}`).waitFor();
      const rounds = Math.ceil((performance.now() - began) / PAUSE_MS) + 1;
      const ofList = asked.filter((path) => path.endsWith('/stakeholders'));
      expect(ofList.length).toBeLessThanOrEqual(rounds);
      expect(ofList.length).toBeLessThan(BURST);
      await page.context().close();
    },
    TEST_MS,
  );

  it(
    'show the figures of a new day where a page stays open over midnight, and call the day today that the service does',
    async () => {
      const { page } = await open('/', 1280);
      await page.clock.install({ time: Date.now() - 3 * DAY_MS });
      await page.goto(`${service.url}/a/lcamp/indicators/I2`);
      const { at } = await service.get<{ at: string }>(`${API}/indicators`);
      const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' }).format(new Date(at));
      await page.locator('.cursor output', { hasText: `Today, ${day}` }).waitFor();
      const asked = askedBy(page);
      await page.clock.runFor(QUARTER_MS + MINUTE_MS);
      expect(asked).toContain(`${API}/indicators/I2`);
      await page.context().close();
    },
    TEST_MS,
  );

  it(
    'ask now and then where the live connection does not come about',
    async () => {
      const { page } = await open('/', 1280);
      await page.clock.install();
      await page.route('**/stream?*', (route) => route.abort());
      await page.goto(`${service.url}/a/lcamp/recommendations`);
      await page.locator('.connection-lost').waitFor();
      await page.locator('.loading').waitFor({ state: 'detached' });
      await service.post(`${API}/recommendations`, recommendation('unheard'));
      await page.clock.runFor(MINUTE_MS);
      await page.getByText('Recommendation unheard').waitFor();
      await page.context().close();
    },
    TEST_MS,
  );
});
