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
import { ReportSource } from '../build-report.js';
import { exampleAllianceEvents } from '../example-report.fixture.js';
import type { Audience, Report } from '../report-model.js';
import { DEFAULT_SETTINGS } from '../report-request.js';
import { withSummary } from './changed-report.fixture.js';
import { blocksOf } from './csv.renderer.js';
import { FORMATS, type Format } from './renderer.js';
import { rendererOf } from './renderers.js';

const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-formats-'));
afterAll(() => rmSync(folder, { recursive: true }));

const has = (program: string): boolean => spawnSync(program, ['-v']).error === undefined;
const withPoppler = has('pdftotext') ? it : it.skip;

const sources = new Map<string, Promise<ReportSource>>();

/** A report of M24 from a history, which is taken in once. */
async function reportOf(
  history: keyof typeof HISTORIES,
  request: { readonly language?: string; readonly audience?: Audience } = {},
): Promise<Report> {
  const source = sources.get(history) ?? ReportSource.of('example', HISTORIES[history]());
  sources.set(history, source);
  const { language = 'en', audience = 'funder' } = request;
  return (await source).report({ month: 24, language, audience, expected: true, settings: DEFAULT_SETTINGS });
}

const rendered = async (report: Report, format: Format): Promise<Uint8Array> =>
  Uint8Array.from(await (await rendererOf(format)).render(report, {}));

const MAGIC: Readonly<Record<string, string>> = {
  json: '{',
  csv: 'PK',
  xlsx: 'PK',
  ods: 'PK',
  docx: 'PK',
  pdf: '%PDF-1.7',
};

/** A name that would be a formula, runs from right to left, and holds what no font has. */
const STRANGE = '=HYPERLINK("http://example.org","FESTO") عربى 漢 😀';

const HISTORIES = {
  example: () => exampleAllianceEvents(),
  /** Nothing but the alliance and its framework. */
  bare: () => exampleAllianceEvents().slice(0, 2),
  strange: () =>
    exampleAllianceEvents().map((event) =>
      event.type === 'MemberJoined' ? { ...event, data: { ...event.data, name: STRANGE } } : event,
    ),
} satisfies Record<string, () => AllianceEvent[]>;

it.each(FORMATS)('%s has a renderer of its own', async (format) => {
  expect((await rendererOf(format)).format).toBe(format);
});

describe.each(FORMATS)('a report as %s', (format) => {
  it('is what it says, and the same bytes each time', async () => {
    const bytes = await rendered(await reportOf('example'), format);
    expect(strFromU8(bytes.subarray(0, 16), true).startsWith(MAGIC[format] as string)).toBe(true);
    expect(Buffer.from(await rendered(await reportOf('example'), format)).equals(bytes)).toBe(true);
  });

  it.each(['funder', 'internal', 'public'] as const)('can be had in Spanish for %s', async (audience) => {
    const bytes = await rendered(await reportOf('example', { language: 'es', audience }), format);
    expect(bytes.length).toBeGreaterThan(5_000);
  });

  it('is built of an alliance that has recorded nothing but its framework, and with strange names', async () => {
    expect((await rendered(await reportOf('bare'), format)).length).toBeGreaterThan(1_000);
    expect((await rendered(await reportOf('strange'), format)).length).toBeGreaterThan(5_000);
  });
});

describe('a report as PDF', () => {
  withPoppler('is tagged, and its text holds each indicator and its value', async () => {
    const report = await reportOf('example');
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
    const bytes = Buffer.from(await rendered(await reportOf('strange'), 'xlsx'));
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
    expect(cells).toContainEqual(expect.stringMatching(/^Signed copy, .+ \(https:\/\/\S+\)$/));
    for (const [, name] of names) expect(name?.length).toBeLessThanOrEqual(31);
    expect(names.map(([, name]) => name)).toContain('Results framework');
    const workbook = strFromU8(unzipSync(bytes)['xl/workbook.xml'] as Uint8Array);
    expect(workbook).toMatch(/Print_Titles"[^>]*>('|&apos;)Results framework\1!\$1:\$1</);
    const parts = Object.entries(unzipSync(bytes)).filter(([name]) => name.startsWith('xl/worksheets/'));
    for (const [, part] of parts) expect(strFromU8(part)).not.toContain('<f');
  });
});

describe('a report as ODS', () => {
  it('holds no formula, and says of itself what it is', async () => {
    const files = unzipSync(await rendered(await reportOf('strange'), 'ods'));
    expect(strFromU8(files['mimetype'] as Uint8Array)).toBe('application/vnd.oasis.opendocument.spreadsheet');
    const content = strFromU8(files['content.xml'] as Uint8Array);
    expect(content).not.toContain('table:formula');
    expect(content).toContain('office:value-type="float"');
  });

  it('has rows as high as their lines: what prints a sheet in other widths would print them over each other', async () => {
    const files = unzipSync(await rendered(await reportOf('example'), 'ods'));
    const content = strFromU8(files['content.xml'] as Uint8Array);
    const styled = /style:name="(ro[\d.]+)".*?style:row-height="([\d.]+)pt"/g;
    const heights = new Map([...content.matchAll(styled)].map(([, name = '', points]) => [name, Number(points)]));
    const rows = [...content.matchAll(/<table:table-row(?: table:style-name="([^"]*)")?>.*?<\/table:table-row>/gs)];
    for (const [row, style = ''] of rows) {
      const lines = Math.max(...row.split('<table:table-cell').map((cell) => cell.split('<text:p>').length - 1));
      expect(heights.get(style)).toBeGreaterThanOrEqual(lines * 13);
    }
    expect(heights.size).toBeGreaterThan(2);
    expect(rows.length).toBeGreaterThan(100);
    // The disclaimer stands below rows that are empty.
    const [, disclaimer = ''] = rows.find(([row]) => row.includes('Neither the European Union')) ?? [];
    expect(heights.get(disclaimer)).toBeGreaterThanOrEqual(3 * 13);
  });
});

describe('the columns of a sheet', () => {
  // What stands at the right of one column was read as the next one's: "I3" stood over the numbers of I2.
  const sides = async (format: 'xlsx' | 'ods', report: Report): Promise<Map<string, (string | undefined)[]>> => {
    const files = unzipSync(await rendered(report, format));
    const part = (name: string): string => strFromU8(files[name] as Uint8Array);
    const found = new Map<string, (string | undefined)[]>();
    if (format === 'ods') {
      const content = part('content.xml');
      const styles = new Map(
        [...content.matchAll(/<style:style style:name="(ce\w+)".*?<\/style:style>/gs)].map(
          ([style, name = '']) => [name, /fo:text-align="(\w+)"/.exec(style)?.[1]] as const,
        ),
      );
      for (const [sheet, name = ''] of content.matchAll(/<table:table table:name="([^"]*)".*?<\/table:table>/gs)) {
        const cells = [...sheet.matchAll(/<table:table-cell table:style-name="(\w+)"/g)];
        found.set(
          name,
          cells.map(([, style = '']) => styles.get(style)?.replace('start', 'left').replace('end', 'right')),
        );
      }
      return found;
    }
    const formats = [...part('xl/styles.xml').matchAll(/<xf .*?(?:\/>|<\/xf>)/gs)].map(
      ([format]) => /horizontal="(\w+)"/.exec(format)?.[1],
    );
    const before = /<cellStyleXfs count="(\d+)"/.exec(part('xl/styles.xml'))?.[1] ?? 0;
    [...part('xl/workbook.xml').matchAll(/<sheet name="([^"]*)"/g)].forEach(([, name = ''], i) => {
      const cells = [...part(`xl/worksheets/sheet${i + 1}.xml`).matchAll(/<c r="\w+"[^>]* s="(\d+)"/g)];
      found.set(
        name,
        cells.map(([, style]) => formats[Number(before) + Number(style)]),
      );
    });
    return found;
  };

  it.each(['xlsx', 'ods'] as const)('in %s stand on the side of what they hold, with their heads', async (format) => {
    const sheets = await sides(format, await reportOf('example'));
    const widthOf = { 'Breakdown of I2': 3, 'Monthly series': 8 };
    for (const [name, width] of Object.entries(widthOf)) {
      const cells = sheets.get(name) ?? [];
      const all = Array.from(
        { length: width },
        (_, column) => new Set(cells.filter((_, i) => i % width === column).map((side) => side ?? 'left')),
      );
      const last = name === 'Monthly series' ? 'left' : 'right';
      expect(all).toEqual([...Array.from({ length: width - 1 }, () => new Set(['left'])), new Set([last])]);
    }
    // The grant is a number among texts.
    expect(sheets.get('Cover')).toContain('left');
    expect(sheets.get('Cover')).not.toContain('right');
  });
});

describe('a report as DOCX', () => {
  it('has real headings, captions, header rows, alternative texts, a language and a title, and no time', async () => {
    const report = await reportOf('example', { language: 'es' });
    const files = unzipSync(await rendered(report, 'docx'));
    const part = (name: string): string => strFromU8(files[name] as Uint8Array);
    const document = part('word/document.xml');
    const textOf = (xml: string): string =>
      [...xml.matchAll(/<w:t[ >][^<]*/g)].map(([text]) => text.slice(text.indexOf('>') + 1)).join('');
    const paragraphs = (style: string): string[] =>
      [...document.matchAll(/<w:p>.*?<\/w:p>/gs)]
        .filter(([xml]) => xml.includes(`<w:pStyle w:val="${style}"/>`))
        .map(([xml]) => textOf(xml));
    expect(paragraphs('Heading1')).toEqual(report.sections.map(({ title }) => title));
    const blocks = report.sections.flatMap(blocksOf);
    const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
    const charts = blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
    expect(paragraphs('Caption').filter((text) => text.startsWith('Tabla '))).toEqual(
      tables.map(({ title }, i) => `Tabla ${i + 1}. ${title}`),
    );
    const filled = tables.filter(({ rows }) => rows.length > 0);
    expect(document.match(/<w:tblHeader\/>/g)?.length).toBeGreaterThanOrEqual(filled.length);
    expect([...document.matchAll(/<wp:docPr [^>]*descr="([^"]+)"/g)].map(([, alt]) => alt)).toEqual(
      charts.map(({ alt }) => alt),
    );
    const leading = /<w:pPr>(?:(?!<\/w:pPr>).)*<w:keepNext\/>(?:(?!<\/w:p>).)*Hechos que forman este valor/gs;
    expect(document.match(leading)?.length).toBe(5);
    expect(part('word/styles.xml')).toContain('<w:lang w:val="es"/>');
    const [pair] = /<w:style [^>]*w:styleId="ReportDetail".*?<\/w:style>/s.exec(part('word/styles.xml')) ?? [];
    expect(pair).toContain('<w:keepLines/>');
    expect(part('docProps/core.xml')).toContain(`<dc:title>${report.title}</dc:title>`);
    expect(part('docProps/core.xml')).not.toContain('dcterms:created');
  });

  it('sets the root of its seal in letters so small that it fits its line', async () => {
    const files = unzipSync(await rendered(await reportOf('example'), 'docx'));
    const document = strFromU8(files['word/document.xml'] as Uint8Array);
    const [run = ''] = /<w:r>(?:(?!<w:r>).)*?[0-9a-f]{64}/s.exec(document) ?? [];
    const size = Number(/<w:sz w:val="(\d+)"/.exec(run)?.[1]) / 2;
    // A letter of this font is 0.6 of its height wide, and the value of a pair has 96 mm.
    expect(run).toContain('Courier New');
    expect(64 * 0.6 * size).toBeLessThan((96 / 25.4) * 72);
  });

  it('strikes through what was written so, and goes on with the numbers of a list', async () => {
    const report = withSummary(await reportOf('bare'), '1. one\n\nIn ~~100~~ 120.\n\n2. two');
    const files = unzipSync(await rendered(report, 'docx'));
    const part = (name: string): string => strFromU8(files[name] as Uint8Array);
    expect(part('word/document.xml')).toMatch(/<w:strike\/>.{0,80}100</);
    expect(part('word/numbering.xml')).toContain('<w:startOverride w:val="2"/>');
  });
});
