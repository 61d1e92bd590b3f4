// The overview in Chromium: how soon its first figures stand there on a slowed processor, and how soon those of another
// month do on the processor as it is. Each is measured on the other too, without a target.
import { findChromium } from '../../bin/chromium.mjs';
import { ALLIANCE } from '../generated-log.mjs';
import { copyOf, madeStore, removeFolder } from '../made-stores.mjs';
import { inMs, inTurns, median, medianRatio, quantile, shown } from '../measuring.mjs';
import { firstMessage, start } from '../processes/fresh-process.mjs';
import { built } from '../service-build.mjs';

export const title = 'Dashboard';
const EVENTS = 100_000;
const SLOWED = 4;
const ROUNDS = 7;
const CURSOR_ROUNDS = 3;
const MOST_FIRST_MS = 1_000;
const MOST_CURSOR_MS = 100;
const MOST_BYTES = 150_000;
const STARTS_AT = 47;
/** Presses of a key in each round: PageDown moves by a tenth of the axis, past the months that are loaded ahead. */
const PRESSES = { ArrowLeft: 4, PageDown: 4 };
/** Long enough for the months beside the cursor to be loaded ahead. */
const REST_MS = 1_200;
const API = `/api/alliances/${ALLIANCE}`;

/** In every page: `painted` tells when something that is in the document has been drawn, after the frame that holds it. */
const WATCH = `
  window.painted = (isThere) => new Promise((resolve) => {
    const observer = new MutationObserver(look);
    observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    look();
    function look() {
      if (!isThere()) return;
      observer.disconnect();
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => resolve(performance.now());
        port2.postMessage(0);
      });
    }
  });
  window.firstFigures = painted(() => document.querySelector('data.figure-value') !== null);
`;

export async function run({ progress }) {
  const { launchChromium } = await built('test/browser/chromium.js');
  const executablePath = findChromium();
  if (!executablePath) return { title, rows: [], notes: ['Left out: there is no Chromium; CHROME_PATH names one.'] };
  const folder = copyOf(await madeStore(EVENTS));
  const service = start('./service.mjs', [folder]);
  const { url } = await firstMessage(service);
  const browser = await launchChromium(executablePath);
  const bare = start('./bare-page.mjs');
  try {
    const { bytes } = await firstLoad(browser, url, 1);
    bare.send({ figures: await (await fetch(`${url}${API}/indicators`)).text(), scriptBytes: bytes });
    const { url: bareUrl } = await firstMessage(bare);
    // Asked for by the overview after its figures, and kept once it is built: in no round's way.
    await (await fetch(`${url}${API}/months?language=en`)).arrayBuffer();
    progress('first figures');
    const rows = [];
    for (const rate of [SLOWED, 1]) {
      const { ours, floor } = await inTurns(
        {
          ours: async () => (await firstLoad(browser, url, rate)).ms,
          floor: async () => (await firstLoad(browser, bareUrl, rate)).ms,
        },
        ROUNDS,
      );
      rows.push({
        what: `first figures, ${processor(rate)}`,
        ours: `${inMs(median(ours))} (worst ${inMs(Math.max(...ours))})`,
        beside: `bare page of as many bytes: ${inMs(median(floor))}`,
        ratio: medianRatio(ours, floor),
        ...(rate === SLOWED ? judged(median(ours), MOST_FIRST_MS) : {}),
      });
    }
    rows.push({
      what: 'bytes loaded until then, compressed',
      ours: shown(bytes),
      target: `under ${shown(MOST_BYTES)}`,
      reached: bytes < MOST_BYTES,
    });
    for (const rate of [SLOWED, 1]) {
      progress(`time cursor, ${processor(rate)}`);
      const moves = await movesOfCursor(browser, url, rate);
      for (const [key, what] of [
        ['ArrowLeft', 'a month further'],
        ['PageDown', 'to a month not loaded yet'],
      ]) {
        const times = moves[key];
        rows.push({
          what: `time cursor ${what}, ${processor(rate)}`,
          ours: `median ${inMs(median(times))}, p95 ${inMs(quantile(times, 0.95))}`,
          ...(rate === 1 ? judged(quantile(times, 0.95), MOST_CURSOR_MS) : {}),
        });
      }
    }
    const notes = [
      `${shown(EVENTS)} events; Chromium ${browser.version()} without windows, an empty cache and a fresh page each ` +
        'time. From the start of the navigation, and from the press of a key, to the frame in which the figures stand ' +
        'there. The bare page loads as many bytes of script, asks for the same figures and writes them down; it does ' +
        'nothing else.',
      'What is known differs by an event between the rounds of the cursor: no answer is kept from the round before.',
    ];
    return { title, rows, notes };
  } finally {
    await browser.close();
    bare.kill();
    service.kill();
    removeFolder(folder);
  }
}

const processor = (rate) => (rate === 1 ? 'processor as it is' : `processor slowed ${rate}×`);

const judged = (ms, mostMs) => ({ target: `under ${shown(mostMs)} ms`, reached: ms < mostMs });

/** The overview in a context of its own, with nothing cached. */
async function inFreshPage(browser, rate, work) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB' });
  try {
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate });
    return await work(page);
  } finally {
    await context.close();
  }
}

/** Milliseconds to the first figures, and the bytes of what was loaded by then. */
function firstLoad(browser, url, rate) {
  return inFreshPage(browser, rate, async (page) => {
    await page.goto(`${url}/a/${ALLIANCE}`, { waitUntil: 'commit' });
    const ms = await page.evaluate('firstFigures');
    const bytes = await page.evaluate(`
      [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
        .filter(({ responseEnd }) => responseEnd > 0 && responseEnd <= ${ms})
        .reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0)
    `);
    return { ms, bytes };
  });
}

/** Milliseconds from the press of each key to the figures of the month that it leads to. */
async function movesOfCursor(browser, url, rate) {
  const times = { ArrowLeft: [], PageDown: [] };
  for (let round = 0; round < CURSOR_ROUNDS; round++) {
    const asOf = EVENTS - round - (rate === 1 ? CURSOR_ROUNDS : 0);
    await inFreshPage(browser, rate, async (page) => {
      await page.goto(`${url}/a/${ALLIANCE}?at=M${STARTS_AT}&asOf=${asOf}`);
      await page.evaluate('firstFigures');
      await page.focus('#day-slider');
      for (const [key, presses] of Object.entries(PRESSES)) {
        for (let press = 0; press < presses; press++) {
          await page.waitForTimeout(REST_MS);
          times[key].push(await moved(page, key));
        }
      }
      await assertShown(page, url, asOf);
    });
  }
  return times;
}

/** In each month of the log members have joined: other figures have another I2. */
async function moved(page, key) {
  await page.evaluate(`
    window.value = () => document.querySelector('#indicator-I2 data.figure-value').value;
    window.drawn = new Promise((resolve) => {
      const before = value();
      const pressed = ({ timeStamp }) => painted(() => value() !== before).then((ms) => resolve(ms - timeStamp));
      window.addEventListener('keydown', pressed, { once: true, capture: true });
    });
    undefined;
  `);
  await page.keyboard.press(key);
  return page.evaluate('drawn');
}

/** What stands there in the end is what the service answers. */
async function assertShown(page, url, asOf) {
  const month = await page.evaluate("document.querySelector('#day-slider').value");
  const { indicators } = await (await fetch(`${url}${API}/indicators?at=M${month}&asOf=${asOf}`)).json();
  const expected = String(indicators.find(({ id }) => id === 'I2').value);
  const found = await page.evaluate('value()');
  if (found !== expected) throw new Error(`the page shows ${found} members at M${month}, not ${expected}`);
}
