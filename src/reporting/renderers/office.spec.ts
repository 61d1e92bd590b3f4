// A report as a workbook or a document in programs that aren't ours: an office suite opens each without a warning and
// prints every figure; a library that didn't write it reads the workbook back.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { exampleAllianceEvents, exampleReport } from '../example-report.fixture.js';
import type { Cell, Report, Table } from '../report-model.js';
import { blocksOf } from './csv.renderer.js';
import { rendererOf } from './renderers.js';

const FORMATS = ['xlsx', 'ods', 'docx'] as const;
const OFFICE_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-office-'));
afterAll(() => rmSync(folder, { recursive: true }));

const has = (program: string, option: string): boolean => spawnSync(program, [option]).error === undefined;
const withOffice = has('soffice', '--version') && has('pdftotext', '-v') ? describe : describe.skip;

const tablesOf = (report: Report): Table[] =>
  report.sections.flatMap(blocksOf).flatMap((block) => (block.kind === 'table' ? [block.table] : []));

const squeezed = (text: string): string => text.replace(/\s/g, '');

/** A cell as a spreadsheet shows it in English: dates with the year first. */
const asSheet = (cell: Cell): string => (cell.kind === 'date' ? cell.value : cell.text.replace('−', '-'));

withOffice('in an office suite', () => {
  const printed = new Map<string, string>();
  let said: string;
  let report: Report;
  beforeAll(async () => {
    report = await exampleReport();
    for (const format of FORMATS) {
      writeFileSync(join(folder, `${format}.${format}`), await (await rendererOf(format)).render(report, {}));
    }
    const { stdout, stderr } = spawnSync(
      'soffice',
      [
        '--headless',
        `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
        ...['--convert-to', 'pdf', '--outdir', folder],
        ...FORMATS.map((format) => join(folder, `${format}.${format}`)),
      ],
      { encoding: 'utf8', timeout: OFFICE_MS },
    );
    // That it has no Java is no matter of the file's.
    said = (stdout + stderr)
      .split('\n')
      .filter((line) => line !== '' && !/^convert .+ using filter|javaldx/.test(line))
      .join('\n');
    for (const format of FORMATS) {
      const text = execFileSync('pdftotext', [join(folder, `${format}.pdf`), '-'], { maxBuffer: 1e9 }).toString();
      printed.set(format, squeezed(text));
    }
  }, OFFICE_MS);

  it('all are opened without a warning', () => {
    expect(said).toBe('');
  });

  it.each(FORMATS)('%s shows each figure', (format) => {
    const text = printed.get(format) ?? '';
    const shown = (cell: Cell): string => squeezed(format === 'docx' ? cell.text : asSheet(cell));
    const cells = tablesOf(report).flatMap(({ rows }) => rows.flat());
    const figures = cells.filter(({ kind }) => kind === 'number' || kind === 'date' || kind === 'yesNo');
    expect(figures.length).toBeGreaterThan(500);
    expect([...new Set(figures.map(shown))].filter((figure) => !text.includes(figure))).toEqual([]);
  });

  it('the document shows each section, and a caption with its number for each table', () => {
    const text = printed.get('docx') ?? '';
    const captions = tablesOf(report).map(({ title }, i) => `Table ${i + 1}. ${title}`);
    const sections = report.sections.map(({ title }) => title);
    expect([...sections, ...captions].filter((each) => !text.includes(squeezed(each)))).toEqual([]);
  });
});

describe('a workbook in a library that did not write it', () => {
  it('has numbers as numbers, dates as dates, and texts as they are, whatever they begin with', async () => {
    const names = ['=1+1', '+49 123', '@SUM(A1)', '-x', 'a\tb', '=HYPERLINK("http://example.org")'];
    const events = exampleAllianceEvents().map((event, i) =>
      event.type === 'MemberJoined'
        ? { ...event, data: { ...event.data, name: names[i % names.length] as string } }
        : event,
    );
    const report = await exampleReport({}, events);
    const bytes = Buffer.from(await (await rendererOf('xlsx')).render(report, {}));
    const [results, facts] = ['results-framework', 'facts-I2'].map((id) =>
      tablesOf(report).find((table) => table.id === id),
    ) as [Table, Table];
    for (const [name, { rows, columns }] of [
      ['Results framework', results],
      ['Facts that make I2', facts],
    ] as const) {
      const sheet = await readSheet(bytes, name);
      expect(sheet[0]).toEqual(columns.map(({ title }) => title));
      rows.forEach((row, i) => expect(sheet[i + 1]).toEqual(row.map(asValue)));
    }
    expect(JSON.stringify(facts.rows)).toContain('=1+1');
  });
});

function asValue(cell: Cell): unknown {
  switch (cell.kind) {
    case 'number':
      return cell.value;
    case 'date':
      return new Date(`${cell.value}T00:00:00Z`);
    case 'none':
      return cell.text === '–' ? null : cell.text;
    case 'text':
      return cell.link === undefined ? cell.text : `${cell.text} (${cell.link})`;
    default:
      return cell.text;
  }
}
