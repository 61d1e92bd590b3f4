// A PDF report as programs for people who don't see it read it: by the tree of its tags, and not by our own code.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { getDocument, type PDFDocumentProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';
import { strFromU8, unzipSync } from 'fflate';
import { comparison } from '../../build-comparison.js';
import { exampleAllianceEvents, exampleReport } from '../../example-report.fixture.js';
import type { Chart, Report, Table } from '../../report-model.js';
import { DEFAULT_SETTINGS } from '../../report-request.js';
import { blocksOf } from '../csv.renderer.js';
import { ENDING_TEXT, withCells, withSummary } from '../changed-report.fixture.js';
import { docxRenderer } from '../docx/docx.renderer.js';
import type { Assets } from '../renderer.js';
import { pdfRenderer } from './pdf.renderer.js';

/** An element of the tree, with the text inside it, as it is read. */
interface Element {
  readonly role: string;
  readonly alt: string | undefined;
  readonly text: string;
  readonly children: readonly Element[];
}

type Tree = Awaited<ReturnType<Awaited<ReturnType<PDFDocumentProxy['getPage']>>['getStructTree']>>;

async function elementsOf(document: PDFDocumentProxy): Promise<Element[]> {
  const pages = Array.from({ length: document.numPages }, (_, i) => i + 1);
  return Promise.all(
    pages.map(async (number) => {
      const page = await document.getPage(number);
      const texts = new Map<string, string>();
      const marks: (string | undefined)[] = [];
      for (const item of (await page.getTextContent({ includeMarkedContent: true })).items) {
        if ('str' in item) {
          const mark = marks.findLast((id) => id !== undefined);
          if (mark !== undefined) texts.set(mark, (texts.get(mark) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
        } else if (item.type === 'endMarkedContent') marks.pop();
        else marks.push(item.id);
      }
      return elementOf(await page.getStructTree(), texts);
    }),
  );
}

function elementOf(node: Tree, texts: ReadonlyMap<string, string>): Element {
  const children = (node?.children ?? []).flatMap((child) => ('role' in child ? [elementOf(child, texts)] : []));
  const read = (each: Tree): string =>
    (each?.children ?? [])
      .map((child) => ('role' in child ? read(child) : 'id' in child ? (texts.get(child.id) ?? '') : ''))
      .join('');
  const alt = node && 'alt' in node ? (node.alt as string) : undefined;
  return { role: node?.role ?? '', alt, text: read(node).replace(/\s+/g, ' ').trim(), children };
}

const all = (elements: readonly Element[], role: RegExp): Element[] =>
  elements.flatMap((element) => [...(role.test(element.role) ? [element] : []), ...all(element.children, role)]);

/** Words may be parted at the end of a line, and may hold places where they could be. */
const plain = (text: string): string => text.replace(/[\s\u200b\u00ad-]/g, '');

async function opened(report: Report, assets: Assets = {}): Promise<PDFDocumentProxy> {
  const data = Uint8Array.from(await pdfRenderer.render(report, assets));
  return getDocument({ data, verbosity: 0 }).promise;
}

describe('a report as PDF', () => {
  let report: Report;
  let document: PDFDocumentProxy;
  let pages: readonly Element[];
  let tables: readonly Table[];
  let charts: readonly Chart[];
  beforeAll(async () => {
    report = await exampleReport();
    const blocks = report.sections.flatMap(blocksOf);
    tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
    charts = blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
    document = await opened(report);
    pages = await elementsOf(document);
  });

  it('says that it is tagged, what it is called and in which language it is', async () => {
    expect(await document.getMarkInfo()).toMatchObject({ Marked: true });
    expect((await document.getMetadata()).info).toMatchObject({
      Title: report.title,
      Author: report.subject.name,
      Language: 'en',
    });
  });

  it('holds the root of its events as it can be copied, on one line', async () => {
    const { sections } = report;
    const [root] = /[0-9a-f]{64}/.exec(JSON.stringify(sections.find(({ id }) => id === 'seal'))) ?? [];
    const page = await document.getPage(document.numPages);
    const items = (await page.getTextContent()).items.map((item) => ('str' in item ? item.str : ''));
    expect(items).toContain(root);
  });

  it('has a heading for each section, in the order in which they are read, and a bookmark that leads there', async () => {
    const sections = report.sections.map(({ title }) => title);
    expect(all(pages, /^H1$/).map(({ text }) => plain(text))).toEqual(
      [report.words.contents, ...sections].map((title) => plain(title)),
    );
    expect((await document.getOutline()).map(({ title }) => plain(title))).toEqual(sections.map(plain));
    const levels = all(pages, /^H\d$/).map(({ role }) => Number(role.slice(1)));
    levels.forEach((level, i) => expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1));
  });

  it('has tables with captions, headed columns and cells in the order of the rows', () => {
    const found = all(pages, /^Table$/);
    expect(all(pages, /^Caption$/).map(({ text }) => plain(text))).toEqual(
      expect.arrayContaining(tables.map(({ title }, i) => plain(`${report.words.table} ${i + 1}. ${title}`))),
    );
    for (const table of found) {
      const [head] = all([table], /^THead$/);
      expect(head?.children.map(({ role }) => role)).toEqual(['TR']);
      expect(all([table], /^TH$/).length).toBeGreaterThan(1);
    }
    const results = tables.find(({ id }) => id === 'results-framework');
    const [first] = found;
    expect(all([first as Element], /^TH$/).map(({ text }) => plain(text))).toEqual(
      results?.columns.map(({ title }) => plain(title)),
    );
    expect(all([first as Element], /^TD$/).map(({ text }) => plain(text))).toEqual(
      results?.rows.flatMap((row) => row.map(({ text }) => plain(text))),
    );
  });

  it('breaks no word of a head', () => {
    const titles = new Set(tables.flatMap(({ columns }) => columns.map(({ title }) => title)));
    // Where a table goes on, its head stands again, and is read once.
    const heads = all(all(pages, /^THead$/), /^TH$/).flatMap(({ text }) => (text === '' ? [] : [text]));
    expect(heads.length).toBeGreaterThan(100);
    expect(heads.filter((text) => !titles.has(text))).toEqual([]);
  });

  it('has each cell whole on its page', () => {
    const cells = new Set(tables.flatMap(({ rows }) => rows.flat()).map(({ text }) => plain(text)));
    expect(all(pages, /^TD$/).filter(({ text }) => text !== '' && !cells.has(plain(text)))).toEqual([]);
  });

  it('says in words what each chart shows', () => {
    expect(all(pages, /^Figure$/).map(({ alt }) => alt)).toEqual(charts.map(({ alt }) => alt));
  });
});

describe('a report with a text that is emphasised in several ways at once', () => {
  it('has it, its links too', async () => {
    const link = '[web page](https://example.org/a)';
    const ways = [link, `~~see ${link}~~`, `**~~${link}~~**`, `[~~_web_~~ page](https://example.org/b)`, '~~`code`~~'];
    const pages = await elementsOf(await opened(withSummary(await exampleReport(), ways.join('\n\n'))));
    const paragraphs = all(pages, /^P$/).map(({ text }) => text);
    expect(paragraphs).toEqual(expect.arrayContaining(['web page', 'see web page', 'code']));
    expect(all(pages, /^Link$/).filter(({ text }) => text.startsWith('web')).length).toBeGreaterThanOrEqual(4);
  });
});

describe('a report with texts that no line can hold', () => {
  // The program that lays out a PDF ended with the whole process where so much stood without a place to break.
  it.each(['a\u2060', 'a\u200d', 'a\u00a0', '\u0301'])('is laid out: %j', async (text) => {
    const report = withSummary(await exampleReport(), text.repeat(20_000));
    expect((await opened(report)).numPages).toBeGreaterThan(1);
  });
});

describe('a report with a text that ends the program which lays it out', () => {
  it('shows the numbers of its marks and of its letters', async () => {
    const pages = await elementsOf(await opened(withCells(await exampleReport(), ENDING_TEXT)));
    const [cell = ''] = all(pages, /^TD$/).map(({ text }) => text);
    const shown = [
      '20F0',
      '20E4',
      '20EF',
      '06C9',
      '20D8',
      '0661',
      '20D8',
      '0664',
      '06B5',
      '0642',
      '20E3',
      '20D5',
      '060D',
    ];
    expect(cell.match(/[\dA-F]{4}/g)).toEqual(shown);
  });
});

describe('a report with characters that no font has', () => {
  it.each([
    // The space before it is named as well: it must stay one, here and everywhere else.
    ['a mark over a space', 'half \u20d2 whole', 'half [U+20D2] whole'],
    ['a letter among others', 'caf\u00e9\u4e2d caf\u00e9', 'caf\u00e9[U+4E2D] caf\u00e9'],
    ['a mark of byte order', 'one \ufeffword', 'one word'],
  ])('shows %s', async (_, written, shown) => {
    const document = await opened(withSummary(await exampleReport(), written));
    const pages = await elementsOf(document);
    expect(all(pages, /^P$/).map(({ text }) => text)).toContain(shown);
  });
});

describe('a report with cells full of letters that no font has', () => {
  const LONGEST_NAME = 300;
  it('goes on, on the next page, where their numbers are longer than one', async () => {
    const document = await opened(withCells(await exampleReport(), '\u4e2d'.repeat(LONGEST_NAME)));
    const pages = await Promise.all(Array.from({ length: document.numPages }, (_, i) => document.getPage(i + 1)));
    const contents = await Promise.all(pages.map((page) => page.getTextContent()));
    const items = contents.flatMap(({ items }) => items.flatMap((item) => ('str' in item ? [item] : [])));
    const text = items.map(({ str }) => str).join('');
    expect(text.match(/4E2D/g)).toHaveLength(5 * LONGEST_NAME);
    expect(Math.min(...items.map(({ transform }) => transform[5] as number))).toBeGreaterThan(0);
  });
});

describe('a comparison as PDF, with the emblem of the installation', () => {
  it('has its sections, its tables, and words for the emblem', async () => {
    const events = exampleAllianceEvents();
    const points = [
      { month: 24, events: 700, kind: 'submitted' },
      { month: 36, events: events.length, kind: 'known' },
    ] as const;
    const wanted = { language: 'es', audience: 'funder', expected: true, settings: DEFAULT_SETTINGS } as const;
    const compared = await comparison('example', events, points, wanted);
    const drawing =
      '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"><rect width="30" height="20"/></svg>';
    const emblem = { mediaType: 'image/svg+xml', bytes: Buffer.from(drawing) } as const;
    const pages = await elementsOf(await opened(compared, { emblem }));
    expect(all(pages.slice(0, 1), /^Figure$/).map(({ alt }) => alt)).toEqual([compared.cover.emblemAlt]);
    expect(all(pages, /^H1$/).map(({ text }) => plain(text))).toEqual(
      [compared.words.contents, ...compared.sections.map(({ title }) => title)].map(plain),
    );
    expect(all(pages, /^Caption$/).length).toBeGreaterThan(3);
    const document = unzipSync(await docxRenderer.render(compared, { emblem }));
    expect(strFromU8(document['word/document.xml'] as Uint8Array)).toContain(`descr="${compared.cover.emblemAlt}"`);
  });
});
