// The worker that builds reports: it can fail, take too long or run out of memory; the next report is built all the same.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import type { AllianceEvent } from '../alliance-event.js';
import { exampleAllianceEvents } from '../example-report.fixture.js';
import { DEFAULT_SETTINGS } from '../report-request.js';
import { SigningKey } from '../seal/signing-key.js';
import { verifyBundle } from '../seal/verify-bundle.js';
import type { JobOf } from './report-jobs.js';
import {
  ReportFailedError,
  ReportWorkshop,
  SealBrokenError,
  WorkshopFullError,
  type WorkshopOptions,
} from './report-workshop.js';

const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-workshop-'));
const events = exampleAllianceEvents('2023-03-01');
const wanted = { month: 8, language: 'en', audience: 'funder', expected: true, settings: DEFAULT_SETTINGS } as const;
const file: JobOf<'file'> = { kind: 'file', format: 'json', wanted };

async function* pages(all: readonly AllianceEvent[] = events): AsyncGenerator<readonly AllianceEvent[]> {
  for (let i = 0; i < all.length; i += 100) yield await Promise.resolve(all.slice(i, i + 100));
}

describe('the report workshop', () => {
  const key = new SigningKey(folder);
  let workshop: ReportWorkshop;
  const open = (options: Partial<WorkshopOptions> = {}): ReportWorkshop =>
    (workshop = new ReportWorkshop({
      ...{ sign: (payload) => key.sign(payload), assets: {}, mostMemoryMb: 1_024 },
      ...options,
    }));
  afterEach(() => workshop.close());
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('builds what is asked for, one after the other, and tells how far it is', async () => {
    open();
    const said: string[] = [];
    const bundleJob: JobOf<'bundle'> = { kind: 'bundle', wanted: { ...wanted, languages: ['en'] } };
    const [built, bundled] = await Promise.all([
      workshop.build('example', file, () => pages()),
      workshop.build(
        'example',
        bundleJob,
        () => pages(),
        (work) => said.push(work),
      ),
    ]);
    expect(built).toMatchObject({ name: 'example-M8-funder-en.json', mediaType: 'application/json' });
    expect((await verifyBundle(bundled.bytes, (await key.publicJwk()).kid)).holds).toBe(true);
    expect(said).toEqual(expect.arrayContaining(['computing', 'json', 'csv']));
  });

  it('keeps the service free meanwhile', async () => {
    open();
    let turns = 0;
    const turning = setInterval(() => turns++, 5);
    const started = performance.now();
    await workshop.build('example', file, () => pages());
    clearInterval(turning);
    // A build on this thread would let no timer run at all.
    expect(turns).toBeGreaterThan((performance.now() - started) / 5 / 4);
  });

  it('fails alone where a report cannot be built', async () => {
    open();
    await expect(workshop.build('example', file, () => pages([]))).rejects.toThrow(ReportFailedError);
    expect((await workshop.build('example', file, () => pages())).bytes.length).toBeGreaterThan(1_000);
  });

  it('replaces a worker that takes too long', async () => {
    open({ longestJobMs: 1 });
    await expect(workshop.build('example', file, () => pages())).rejects.toThrow(/not built within/);
  });

  it('survives a worker that runs out of memory', async () => {
    open({ mostMemoryMb: 8 });
    await expect(workshop.build('example', file, () => pages())).rejects.toThrow(
      /more than 8 MiB of memory.*REPORT_MEMORY_MB/,
    );
  });

  it('survives events that cannot be read', async () => {
    open();
    // eslint-disable-next-line require-yield
    async function* broken(): AsyncGenerator<readonly AllianceEvent[]> {
      await Promise.resolve();
      throw new Error('the store is gone');
    }
    await expect(workshop.build('example', file, broken)).rejects.toThrow('the store is gone');
    expect((await workshop.build('example', file, () => pages())).name).toContain('M8');
  });

  it('refuses events that are not those that were sealed', async () => {
    open();
    await expect(workshop.build('example', { ...file, root: '0'.repeat(64) }, () => pages())).rejects.toThrow(
      SealBrokenError,
    );
  });

  it('takes no more than it can build soon, and more again once that is built', async () => {
    open({ mostWaiting: 2 });
    const build = (): Promise<unknown> => workshop.build('example', file, () => pages());
    const asked = [build(), build()];
    await expect(build()).rejects.toThrow(WorkshopFullError);
    await Promise.all(asked);
    expect(await build()).toMatchObject({ name: 'example-M8-funder-en.json' });
  });

  it('builds nothing once it is closed', async () => {
    open();
    await workshop.close();
    await expect(workshop.build('example', file, () => pages())).rejects.toThrow('stopping');
  });
});
