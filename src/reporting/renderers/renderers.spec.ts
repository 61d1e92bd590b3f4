// Every format of a report: the same bytes each time, readable by programs that aren't ours, whatever the data holds.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import type { Cell } from '../../ingestion/spreadsheets/table.js';
import { xlsxTable } from '../../ingestion/spreadsheets/xlsx-table.js';
import type { AllianceEvent } from '../alliance-event.js';
import { exampleAllianceEvents, exampleReport } from '../example-report.fixture.js';
import type { Report } from '../report-model.js';
import { RENDERERS, rendererOf } from './renderers.js';

const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

const has = (program: string): boolean => spawnSync(program, ['-v']).error === undefined;
const withPoppler = has('pdftotext') ? it : it.skip;

const rendered = async (report: Report, format: string): Promise<Uint8Array> =>
  Uint8Array.from((await rendererOf(format)?.render(report, {})) as Uint8Array);

const MAGIC: Readonly<Record<string, string>> = { json: '{', csv: 'PK', xlsx: 'PK', ods: 'PK', pdf: '%PDF-1.7' };

/** A name that would be a formula, runs from right to left, and holds what no font has. */
const STRANGE = '=HYPERLINK("http://example.org","FESTO") عربى 漢 😀';

const withStrangeNames = (): AllianceEvent[] =>
  exampleAllianceEvents().map((event) =>
    event.type === 'MemberJoined' ? { ...event, data: { ...event.data, name: STRANGE } } : event,
  );

describe.each(RENDERERS.map(({ format }) => format))('a report as %s', (format) => {
  it('is what it says, and the same bytes each time', async () => {
    const report = await exampleReport();
    const bytes = await rendered(report, format);
    expect(strFromU8(bytes.subarray(0, 16), true).startsWith(MAGIC[format] as string)).toBe(true);
    expect(Buffer.from(await rendered(await exampleReport(), format)).equals(bytes)).toBe(true);
  });

  it.each(['funder', 'internal', 'public'] as const)('can be had in Spanish for %s', async (audience) => {
    const bytes = await rendered(await exampleReport({ language: 'es', audience }), format);
    expect(bytes.length).toBeGreaterThan(5_000);
  });

  it('is built of an alliance that has recorded nothing but its framework, and with strange names', async () => {
    const first = exampleAllianceEvents().slice(0, 2);
    expect((await rendered(await exampleReport({}, first), format)).length).toBeGreaterThan(1_000);
    expect((await rendered(await exampleReport({}, withStrangeNames()), format)).length).toBeGreaterThan(5_000);
  });
});

describe('a report as PDF', () => {
  withPoppler('is tagged, and its text holds each indicator and its value', async () => {
    const report = await exampleReport();
    const file = join(folder, 'report.pdf');
    writeFileSync(file, await rendered(report, 'pdf'));
    const text = execFileSync('pdftotext', ['-layout', file, '-']).toString().replace(/\s+/g, ' ');
    for (const { title } of report.figures.indicators) expect(text).toContain(title.slice(0, 25));
    expect(execFileSync('pdfinfo', [file]).toString()).toMatch(/Tagged: +yes/);
    expect(execFileSync('pdffonts', [file]).toString().split('\n').slice(2).filter(Boolean)).toEqual(
      expect.not.arrayContaining([expect.stringMatching(/ no +(yes|no) +(yes|no) +\d+ +\d+$/)]),
    );
  });
});

describe('a report as XLSX', () => {
  it('is read back without the library that wrote it: numbers as numbers, dates as dates, no text as a formula', async () => {
    const bytes = Buffer.from(await rendered(await exampleReport({}, withStrangeNames()), 'xlsx'));
    const names = [
      ...strFromU8(unzipSync(bytes)['xl/workbook.xml'] as Uint8Array).matchAll(/<sheet [^>]*name="([^"]+)"/g),
    ];
    expect(names.length).toBeGreaterThan(5);
    const cells: Cell[] = [];
    for (const [, sheet] of names) {
      for await (const row of (await xlsxTable(bytes, { sheet })).rows) cells.push(...row.cells);
    }
    expect(cells).toContain(200);
    expect(cells.some((cell) => cell !== null && typeof cell === 'object' && 'date' in cell)).toBe(true);
    expect(cells.some((cell) => typeof cell === 'string' && cell.includes('=HYPERLINK('))).toBe(true);
    const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.startsWith('xl/worksheets/'));
    for (const [, part] of parts) expect(strFromU8(part)).not.toContain('<f');
  });
});

describe('a report as ODS', () => {
  it('holds no formula, and says of itself what it is', async () => {
    const files = unzipSync(await rendered(await exampleReport({}, withStrangeNames()), 'ods'));
    expect(strFromU8(files['mimetype'] as Uint8Array)).toBe('application/vnd.oasis.opendocument.spreadsheet');
    const content = strFromU8(files['content.xml'] as Uint8Array);
    expect(content).not.toContain('table:formula');
    expect(content).toContain('office:value-type="float"');
  });
});
