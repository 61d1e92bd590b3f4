// node bin/screenshots.mjs [PART…]: takes docs/screenshots/ anew, each page at both widths, from a service with the example data.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openChromium } from './chromium.mjs';
import { entryFile, prepare, projectRoot, runCommand } from './prepare.mjs';

const FOLDER = join(projectRoot, 'docs', 'screenshots');
const WIDTHS = [1280, 390];
/** A page is shown from its top; further down it tells nothing new. */
const HIGHEST = { 1280: 1500, 390: 1700 };
/** Charts are drawn after the figures. */
const SETTLE_MS = 1_500;

/** `dark`: in dark colours; `open`: what is pressed first, by its name. */
const PAGES = [
  { name: 'alliances', path: '/' },
  { name: 'overview', path: '/a/example?at=M30' },
  { name: 'overview-dark', path: '/a/example?at=M30', dark: true },
  { name: 'overview-known-earlier', path: '/a/example?at=M24&asOf=2024-02-29T22:59:59.999Z' },
  { name: 'indicator', path: '/a/example/indicators/I3?at=M30' },
  { name: 'indicator-satisfaction', path: '/a/example/indicators/I5?at=M36&with=M20' },
  { name: 'fact', path: '/a/example/indicators/I3?at=M30', open: /^Open: / },
  { name: 'screen', path: '/a/example/screen?at=M30', dark: true },
  { name: 'members', path: '/a/example/members' },
  { name: 'mous', path: '/a/example/mous' },
  { name: 'stakeholders', path: '/a/example/stakeholders' },
  { name: 'import', path: '/a/example/import' },
  { name: 'what-if', path: '/a/example/what-if' },
  { name: 'months', path: '/a/example/months' },
  { name: 'month', path: '/a/example/months/M48' },
  { name: 'comparison', path: '/a/example/comparison?from=M24&to=M36' },
  { name: 'framework', path: '/a/example/framework' },
  { name: 'framework-editor', path: '/a/example/framework/edit' },
  { name: 'health', path: '/a/example/service' },
  { name: 'new-alliance', path: '/new' },
  { name: 'embedded-chart', path: '/embed/example/indicators/I2?at=M30' },
];

await runCommand(async () => {
  await prepare();
  const wanted = process.argv.slice(2);
  const pages = PAGES.filter(({ name }) => wanted.length === 0 || wanted.some((part) => name.includes(part)));
  const dataDir = mkdtempSync(join(tmpdir(), 'alliance-kpi-screenshots-'));
  const service = spawn(process.execPath, [entryFile, 'serve', '--data', dataDir], {
    env: { ...process.env, PORT: '0', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const browser = await openChromium();
  try {
    const url = await addressOf(service);
    mkdirSync(FOLDER, { recursive: true });
    for (const page of pages) for (const width of WIDTHS) await take(browser, url, page, width);
  } finally {
    await browser.close();
    const ended = once(service, 'exit');
    service.kill('SIGTERM');
    await ended;
    rmSync(dataDir, { recursive: true, force: true });
  }
});

async function take(browser, url, { name, path, dark, open }, width) {
  const page = await browser.newPage({
    viewport: { width, height: 900 },
    colorScheme: dark ? 'dark' : 'light',
    locale: 'en-GB',
  });
  await page.goto(url + path);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForTimeout(SETTLE_MS);
  if (open) {
    await page.getByRole('button', { name: open }).first().click();
    await page.waitForTimeout(SETTLE_MS / 3);
  }
  const height = open ? 900 : Math.min(HIGHEST[width], await page.evaluate('document.documentElement.scrollHeight'));
  await page.setViewportSize({ width, height });
  await page.waitForTimeout(SETTLE_MS / 3);
  await page.screenshot({ path: join(FOLDER, `${name}-${width}.png`) });
  console.log(`${name}, ${width} px`);
  await page.close();
}

function addressOf(service) {
  return new Promise((resolve, reject) => {
    let printed = '';
    service.stdout.on('data', (chunk) => {
      printed += chunk;
      const [found] = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(printed) ?? [];
      if (found) resolve(found);
    });
    service.once('exit', () => reject(new Error(`The service did not start. It printed:\n${printed}`)));
  });
}
