// Numbers in a workbook are shown as the report's own text has them.
import { describe, expect, it } from '@jest/globals';
import { strFromU8, unzipSync } from 'fflate';
import { textsOf } from '../../build-report.js';
import { REPORT_SCHEMA, type Cell, type Report } from '../../report-model.js';
import { Wording } from '../../wording.js';
import { odsRenderer } from './ods.renderer.js';
import { workbookOf } from './sheets.js';

const words = new Wording(textsOf('en'));

/** A report of one table with one cell. */
const reportWith = (cell: Cell): Report => ({
  schema: REPORT_SCHEMA,
  kind: 'report',
  language: 'en',
  audience: 'funder',
  title: 'Report of M24',
  name: 'report',
  subject: { allianceId: 'example', name: 'Example', acronym: 'EX', example: true, month: 24, at: '2024-06-14' },
  cover: { subtitle: '', emblemAlt: '', details: [], fundingStatement: '', disclaimer: '' },
  sections: [
    {
      id: 'series',
      title: 'Series',
      blocks: [
        {
          kind: 'table',
          table: {
            id: 'series',
            title: 'Series',
            columns: [{ id: 'value', title: 'Value', type: 'number', width: 1 }],
            rows: [[cell]],
            empty: '',
            notes: [],
          },
        },
      ],
      sections: [],
    },
  ],
  figures: { indicators: [], milestones: [] },
  words: words.texts.words,
});

describe('a number in a sheet', () => {
  it.each([
    [71, 'count', '71', '0'],
    [12_345.6, 'number', '12,345.6', '#,##0.0'],
    [1.005, 'number', '1.01', '0.00'],
    [100, 'percent', '100 %', '0" %"'],
    [1_500.5, 'EUR', '1500.50 EUR', '0.00" EUR"'],
    [0.0012, 'number', '0.0012', '0.0000'],
    [0.000_000_5, 'number', '0.0000005', '0.0000000'],
    [-0.000_000_3, 'number', '−0.0000003', '0.0000000'],
  ])('%d, in the unit %s, has the decimals of "%s"', (value, unit, text, format) => {
    const cell = words.numberCell(value, unit);
    expect(cell.text.replaceAll('\u00a0', ' ')).toBe(text);
    const sheet = workbookOf(reportWith(cell)).sheets?.at(-1);
    expect(sheet?.cells?.get('1,0')).toMatchObject({ value, style: { numFmt: format } });
  });

  it('has room for all its figures: one that has none is shown as ###', () => {
    const cell = words.numberCell(187_654_321.25, 'EUR');
    const sheet = workbookOf(reportWith(cell)).sheets.at(-1);
    expect(sheet?.columns?.[0]?.width).toBeGreaterThan('187,654,321.25 EUR'.length);
  });

  it.each(['SEK', 'DKK', 'HUF', 'USD', 'PLN', 'points', 'percent'])(
    'in the unit %s is a number in ODS, too',
    async (unit) => {
      const cell = words.numberCell(12_345, unit);
      const files = unzipSync(await odsRenderer.render(reportWith(cell), {}));
      const content = strFromU8(files['content.xml'] ?? new Uint8Array());
      const [format] = /<number:[a-z]+-style.*?<\/number:[a-z]+-style>/.exec(content) ?? [];
      const name = unit === 'percent' ? '%' : unit;
      expect(format).toMatch(/^<number:number-style /);
      expect(format).toContain('number:grouping="true"');
      expect(format).toContain(`<number:text> ${name}</number:text>`);
    },
  );
});

describe('a sheet without rows', () => {
  it('says so in one line, not in many of its first column', () => {
    const empty = 'No figure of a month that was handed in has changed.';
    const report = reportWith(words.numberCell(1, 'count'));
    const [section] = report.sections;
    const [block] = section?.blocks ?? [];
    if (!section || block?.kind !== 'table') throw new Error('there is no table');
    const bare = { ...section, blocks: [{ ...block, table: { ...block.table, rows: [], empty } }] };
    const sheet = workbookOf({ ...report, sections: [bare] }).sheets?.at(-1);
    expect(sheet?.cells?.get('1,0')).toMatchObject({ value: empty });
    expect(sheet?.cells?.get('1,0')?.style?.alignment?.wrapText).toBeUndefined();
    expect(sheet?.rowDefs?.get(1)?.height).toBe(13.5);
  });
});

describe('the cover of a workbook', () => {
  it('breaks a long name of the alliance into lines: in one, it makes all that is printed tiny', () => {
    const report = reportWith(words.numberCell(1, 'count'));
    const subtitle = 'Alliance of the Regions and their Schools '.repeat(7).trim();
    const [cover] = workbookOf({ ...report, cover: { ...report.cover, subtitle } }).sheets ?? [];
    expect(cover?.cells?.get('1,1')).toMatchObject({ value: subtitle, style: { alignment: { wrapText: true } } });
    // Four lines of 80 letters.
    expect(cover?.rowDefs?.get(1)?.height).toBe(4 * 13.5);
  });
});
