// Pages as each of their readers has them: on a desk and on a phone, light and dark, in English and Spanish, by keyboard alone.
import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { violationsOf } from './accessibility.js';
import { inBrowser } from './in-browser.js';
import { loadWebModule } from './web-module.js';

const TEST_MS = 60_000;
const MOST_STOPS = 25;

/** An address, and what stands there when the page is whole; below `/a/` one for each entry of the route table. */
type Place = readonly [address: string, whole: string];

export const FIGURES_AND_FACTS: readonly Place[] = [
  ['/', '.tiles .tag-example'],
  ['/new', 'form'],
  ['/a/example', '#indicator-I6 svg.sparkline'],
  ['/a/example?at=M24&asOf=2024-07-01T00:00:00Z', '#indicator-I6 svg.sparkline'],
  ['/a/lcamp', '.guide'],
  ['/a/example/screen', '.screen-tile'],
  ['/embed/example/indicators/I2?at=M30', 'canvas'],
  ['/a/example/indicators/I1?at=M30', '.facts-panel tbody'],
  ['/a/example/indicators/I3', '.facts-panel tbody'],
  ['/a/example/indicators/I5?at=M36&with=M20', '.comparison tbody'],
  ['/a/lcamp/indicators/I2', '.facts-panel .empty'],
  ['/a/example/members', 'tbody'],
  ['/a/example/members/tasl-ova-skills-network', '.history li'],
  ['/a/example/mous?state=proposed', 'tbody'],
  ['/a/example/mous/mou-ponteverde-technology-centre', '.history li'],
  ['/a/example/recommendations', 'tbody'],
  ['/a/example/recommendations/why-advanced-manufacturing-needs-learner-centric-training', '.history li'],
  ['/a/example/surveys', 'tbody'],
  ['/a/example/surveys/wave-2023', '.history li'],
  ['/a/example/activities', 'tbody'],
  ['/a/example/activities/wp1-management-handbook', '.history li'],
];

/** Beside them, to balance what runs at a time. */
export const FACTS_AND_WORK: readonly Place[] = [
  ['/a/example/stakeholders', '.funnel'],
  ['/a/example/stakeholders/elizarreta-polytechnic', '.history li'],
  ['/a/example/thematic-groups', 'tbody'],
  ['/a/example/thematic-groups/additive', '.history li'],
  ['/a/lcamp/thematic-groups', '.empty'],
  ['/a/example/other-facts', 'tbody'],
  ['/a/example/record/MouProposed', 'form'],
  ['/a/example/record/SurveyOpened', 'form'],
  ['/a/example/record/ValueReported', 'form'],
  ['/a/example/import', '.template-list li'],
  ['/a/example/what-if', '.empty'],
  ['/a/example/months', '.month-tile'],
  ['/a/example/months/M24', '.way [aria-current]'],
  ['/a/example/months/M48', '.way [aria-current]'],
  ['/a/example/comparison?from=M24&to=M36', 'tbody'],
  ['/a/example/framework', '.step-list li'],
  ['/a/example/framework/edit', 'form'],
  ['/a/example/service', '.health dd'],
  ['/a/example/organisations/elizarreta-vocational-college', 'tbody'],
  ['/survey/example/wave-2023', 'h1'],
  ['/a/example/nowhere', 'h1'],
  ['/a/nobody/members', '.plain-list a'],
];

interface Look {
  readonly width: number;
  readonly colorScheme: 'light' | 'dark';
  readonly locale: 'en-GB' | 'es-ES';
}

const DESK: Look = { width: 1280, colorScheme: 'light', locale: 'en-GB' };
const PHONE: Look = { width: 390, colorScheme: 'dark', locale: 'es-ES' };
const OTHERS: readonly Look[] = [
  { ...DESK, colorScheme: 'dark' },
  { ...DESK, locale: 'es-ES' },
  { ...DESK, width: 390 },
  { ...PHONE, colorScheme: 'light' },
  { ...PHONE, locale: 'en-GB' },
  { ...PHONE, width: 1280 },
];
/** In every run each page is seen in one of two looks that differ in everything, in turn; in full, in all. */
const isFull = process.env['TEST_SCALE'] === 'full';
const looksAt = (index: number): readonly Look[] =>
  isFull ? [DESK, PHONE, ...OTHERS] : [index % 2 === 0 ? DESK : PHONE];

/** Looks at each of the pages. */
export function everyPage(subject: string, places: readonly Place[]): void {
  inBrowser(subject, [], ({ service, open }) => {
    /** All that was ever recorded, as it stands in the log: data is not translated. */
    let recorded: string;
    let english: readonly string[];
    /** Words that are meant to be the same, such as "No". */
    let spanish: ReadonlySet<string>;

    beforeAll(async () => {
      const logs = ['example', 'lcamp'].map((id) => service.command('events', '--alliance', id));
      recorded = (await Promise.all(logs)).map(({ output }) => output).join();
      const countries = new Intl.DisplayNames('es', { type: 'region' });
      const codes = [...recorded.matchAll(/"country":"([A-Z]{2})"/g)].map(([, code = '']) => code);
      english = textsIn(await loadWebModule('text.en.ts'));
      spanish = new Set([
        ...textsIn(await loadWebModule('text.es.ts')),
        ...codes.map((code) => countries.of(code) ?? ''),
      ]);
    }, TEST_MS);

    it.each(places.map(([address, whole], index) => ({ address, whole, looks: looksAt(index) })))(
      '$address',
      async ({ address, whole, looks }) => {
        const objections: string[] = [];
        /** Those that are put together show only on the page itself. */
        const englishWords = new Set(english);
        for (const look of looks) {
          const { width, colorScheme, locale } = look;
          const { page, faults } = await open(address, width, { colorScheme, locale });
          await page.locator(whole).first().waitFor();
          const [language, shownWidth] = await page.evaluate<[string, number]>(
            '[document.documentElement.lang, document.documentElement.scrollWidth]',
          );
          const found = [
            ...(locale.startsWith(language) ? [] : [`its language is said to be ${language}`]),
            ...(shownWidth > width ? [`it is ${shownWidth} px wide`] : []),
            ...(await violationsOf(page)),
            ...(await idsOfSeveral(page)).map((id) => `the id ${id} is that of several elements`),
            ...(await faults()),
          ];
          if (look === DESK) {
            for (const words of await wordsOn(page)) englishWords.add(words);
            found.push(...(await unseenStops(page)).map((stop) => `the focus is not seen on ${stop}`));
          }
          if (look === PHONE) {
            const untranslated = [...(await wordsOn(page))].filter(
              (words) => englishWords.has(words) && !spanish.has(words) && !isRecorded(words, recorded),
            );
            found.push(...untranslated.map((words) => `not translated: ${words}`));
          }
          objections.push(...found.map((objection) => `${width} px, ${colorScheme}, ${locale}: ${objection}`));
          await page.close();
        }
        expect(objections).toEqual([]);
      },
      TEST_MS,
    );
  });
}

/** Every text in a table of words. */
function textsIn(table: unknown): string[] {
  if (typeof table === 'string') return [table];
  return typeof table === 'object' && table !== null ? Object.values(table).flatMap(textsIn) : [];
}

/** Ids, numbers and commands aside: whether the log holds the words, alone or one of them after the other. */
function isRecorded(words: string, log: string): boolean {
  const holds = (part: string): boolean =>
    !/\p{Ll}{3}/u.test(part) || log.includes(JSON.stringify(part.trim()).slice(1, -1));
  return holds(words) || words.split(/, |: |\?|[“”·]|^[A-Z]+\d+ | \([A-Z]{2}\)$/).every(holds);
}

/** All words that the page shows or has read out. */
async function wordsOn(page: Page): Promise<ReadonlySet<string>> {
  return new Set(
    await page.evaluate<string[]>(`(() => {
      const words = [];
      const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
      while (texts.nextNode()) {
        const { data, parentElement } = texts.currentNode;
        const isCode = parentElement.closest('code, pre') || parentElement.getAttribute('href') === data;
        if (parentElement.checkVisibility() && !isCode) words.push(data.trim());
      }
      for (const name of ['aria-label', 'title', 'placeholder', 'alt'])
        for (const element of document.querySelectorAll('[' + name + ']')) words.push(element.getAttribute(name));
      return words;
    })()`),
  );
}

/** A label names the first element that has its id. */
function idsOfSeveral(page: Page): Promise<string[]> {
  return page.evaluate<string[]>(
    '[...document.querySelectorAll("[id]")].map(({ id }) => id).filter((id, i, all) => all.indexOf(id) < i)',
  );
}

/** The places at which the tab key stops without that being seen: no outline, outside the window, or behind something. */
async function unseenStops(page: Page): Promise<string[]> {
  const unseen: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop++) {
    await page.keyboard.press('Tab');
    const place = await page.evaluate<{ name: string; isSeen: boolean } | undefined>(`(() => {
      const element = document.activeElement;
      if (element === document.body) return undefined;
      const { left, right, top, bottom } = element.getBoundingClientRect();
      const x = (Math.max(left, 0) + Math.min(right, innerWidth)) / 2;
      const y = (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2;
      const there = document.elementFromPoint(x, y);
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      const isSeen =
        outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && (element.contains(there) || there?.contains(element));
      return { name: element.outerHTML.slice(0, 120), isSeen };
    })()`);
    if (!place) break;
    if (!place.isSeen) unseen.push(place.name);
  }
  return unseen;
}
