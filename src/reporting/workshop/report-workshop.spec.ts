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
import { ReportWorkshop } from './report-workshop.js';
import {
  ReportFailedError,
  SealBrokenError,
  WorkshopFullError,
  type KnownEvents,
  type WorkshopOptions,
} from './workbench.js';

const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-workshop-'));
const events = exampleAllianceEvents('2023-03-01');
const wanted = { month: 8, language: 'en', audience: 'funder', expected: true, settings: DEFAULT_SETTINGS } as const;
const { settings } = wanted;
const file: JobOf<'file'> = { kind: 'file', format: 'json', wanted };

async function* inPages(all: readonly AllianceEvent[]): AsyncGenerator<readonly AllianceEvent[]> {
  for (let i = 0; i < all.length; i += 100) yield await Promise.resolve(all.slice(i, i + 100));
}

const knowing = (
  all: readonly AllianceEvent[],
  pages: KnownEvents['pages'] = (from) => inPages(all.slice(from)),
): KnownEvents => ({ allianceId: 'example', count: all.length, pages });
const known = knowing(events);

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
      workshop.build(known, file),
      workshop.build(known, bundleJob, (work) => said.push(work)),
    ]);
    expect(built).toMatchObject({ name: 'example-M8-funder-en.json', mediaType: 'application/json' });
    expect((await verifyBundle(bundled.bytes, (await key.publicJwk()).kid)).holds).toBe(true);
    expect(said).toEqual(expect.arrayContaining(['computing', 'json', 'csv']));
  });

  it('reads each event once, and again for fewer, a new worker, or where that is asked', async () => {
    open();
    let read = 0;
    const counted = (all: readonly AllianceEvent[]): KnownEvents =>
      knowing(all, (from) => {
        read += all.length - from;
        return inPages(all.slice(from));
      });
    const more = 100;
    const fewer = events.slice(0, -more);
    const spanish: JobOf<'file'> = { ...file, wanted: { ...wanted, language: 'es' } };
    const built: Uint8Array[] = [];
    const reads: number[] = [];
    for (const [of, job] of [
      [counted(events), file],
      [counted(events), spanish],
      [counted(fewer), file],
      [{ ...counted(fewer), anew: true }, file],
      [counted(events), file],
    ] as const) {
      built.push((await workshop.build(of, job)).bytes);
      reads.push(read);
    }
    const first = events.length;
    const [again, anew] = [first + fewer.length, first + 2 * fewer.length];
    expect(reads).toEqual([first, first, again, anew, anew + more]);
    expect(built[4]).toEqual(built[0]);
    expect(built[3]).toEqual(built[2]);
    expect(built[2]).not.toEqual(built[0]);
    await workshop.build(knowing([]), file).catch(() => undefined);
    await workshop.build(counted(events), file);
    expect(read).toBe(anew + more + first);
    const another = { ...counted(events), allianceId: 'another' };
    await expect(workshop.build(another, file)).rejects.toThrow('do not establish the alliance "another"');
  });

  it('tells pages what they show while a document is built', async () => {
    open();
    const months: JobOf<'months'> = { kind: 'months', wanted: { today: '2023-03-01', language: 'en', settings } };
    let goOn = (): void => undefined;
    const held = new Promise<void>((resolve) => (goOn = resolve));
    const heldPages = async function* (): AsyncGenerator<readonly AllianceEvent[]> {
      await held;
      yield* inPages(events);
    };
    const document = workshop.build(knowing(events, heldPages), file);
    expect((await workshop.build(known, months)).length).toBeGreaterThan(0);
    goOn();
    expect(await document).toMatchObject({ name: 'example-M8-funder-en.json' });
  });

  it('keeps the service free meanwhile', async () => {
    open();
    let turns = 0;
    const turning = setInterval(() => turns++, 5);
    const started = performance.now();
    await workshop.build(known, file);
    clearInterval(turning);
    // A build on this thread would let no timer run at all.
    expect(turns).toBeGreaterThan((performance.now() - started) / 5 / 4);
  });

  it('fails alone where a report cannot be built', async () => {
    open();
    await expect(workshop.build(knowing([]), file)).rejects.toThrow(ReportFailedError);
    expect((await workshop.build(known, file)).bytes.length).toBeGreaterThan(1_000);
  });

  it('replaces a worker that takes too long', async () => {
    const sign = (): Promise<string> => new Promise(() => undefined);
    const options = { sign, assets: {}, mostMemoryMb: 1_024, longestJobMs: 3_000 };
    workshop = new ReportWorkshop(options);
    let read = 0;
    const counted = knowing(events, () => (read++, inPages(events)));
    const tooLong = workshop.build(counted, { kind: 'bundle', wanted: { ...wanted, languages: ['en'] } });
    await expect(tooLong).rejects.toThrow(/not built within/);
    options.longestJobMs = 120_000;
    // What that one is still at, and has at hand, went with it.
    expect((await workshop.build(counted, file)).name).toBe('example-M8-funder-en.json');
    expect(read).toBe(2);
  });

  it('survives a worker that runs out of memory', async () => {
    open({ mostMemoryMb: 8 });
    await expect(workshop.build(known, file)).rejects.toThrow(/more than 8 MiB of memory.*REPORT_MEMORY_MB/);
  });

  it('survives events that cannot be read', async () => {
    open();
    // eslint-disable-next-line require-yield
    async function* broken(): AsyncGenerator<readonly AllianceEvent[]> {
      await Promise.resolve();
      throw new Error('the store is gone');
    }
    await expect(workshop.build(knowing(events, broken), file)).rejects.toThrow('the store is gone');
    expect((await workshop.build(known, file)).name).toContain('M8');
  });

  it('refuses events that are not those that were sealed', async () => {
    open();
    await expect(workshop.build(known, { ...file, root: '0'.repeat(64) })).rejects.toThrow(SealBrokenError);
  });

  it('takes no more than it can build soon, and more again once that is built', async () => {
    open({ mostWaiting: 2 });
    const build = (): Promise<unknown> => workshop.build(known, file);
    const asked = [build(), build()];
    await expect(build()).rejects.toThrow(WorkshopFullError);
    await Promise.all(asked);
    expect(await build()).toMatchObject({ name: 'example-M8-funder-en.json' });
  });

  it('builds nothing once it is closed', async () => {
    open();
    await workshop.close();
    await expect(workshop.build(known, file)).rejects.toThrow('stopping');
  });
});
