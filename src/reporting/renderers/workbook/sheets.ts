// A report as sheets: the cover, the narratives, and one for each table. Numbers are numbers and dates are dates; a text
// stays a text, whatever it begins with.
import type { Cell as HucreCell, CellStyle, CellValue, WriteOptions, WriteSheet } from 'hucre';
import type { Cell, Narrative, Report, Table } from '../../report-model.js';
import { blocksOf } from '../csv.renderer.js';
import { legible, withTexts } from '../texts.js';

/** The same for both kinds of workbook. */
export function workbookOf(report: Report): WriteOptions {
  const shown = withTexts(report, legible);
  const blocks = shown.sections.flatMap(blocksOf);
  const tables = blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []));
  const narratives = blocks.filter((block): block is Narrative => block.kind === 'narrative');
  const names = new Set<string>();
  const sheets = [
    coverSheet(shown),
    ...(narratives.length > 0 ? [narrativeSheet(narratives)] : []),
    ...tables.map(tableSheet),
  ];
  return {
    sheets: sheets.map((sheet) => ({ ...sheet, name: sheetName(sheet.name, names) })),
    properties: {
      title: shown.title,
      subject: shown.cover.subtitle,
      creator: shown.subject.name,
      created: PROPERTIES_DATE,
      modified: PROPERTIES_DATE,
    },
  };
}

/** What stands as the time of making, which must not be one. */
const PROPERTIES_DATE = new Date(Date.UTC(1980, 0, 1));

const HEAD: CellStyle = {
  font: { bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F3F77' } },
  alignment: { wrapText: true, vertical: 'top' },
};
const STRONG: CellStyle = { font: { bold: true }, alignment: { vertical: 'top' } };
const BODY: CellStyle = { alignment: { wrapText: true, vertical: 'top' } };
/** Years first in every country: no reader takes a month for a day. */
const DATE: CellStyle = { numFmt: 'yyyy-mm-dd', alignment: { horizontal: 'left', vertical: 'top' } };

type Styled = readonly [value: CellValue, style: CellStyle];

function coverSheet({ title, cover, words }: Report): WriteSheet {
  const lines: Styled[][] = [
    [[title, { font: { bold: true, size: 16, color: { rgb: '1F3F77' } } }]],
    [[cover.subtitle, STRONG]],
    ...(cover.warning === undefined
      ? []
      : [[[cover.warning, { font: { bold: true, color: { rgb: '8A1C1C' } } }]] as Styled[]]),
    [],
    ...cover.details.map(({ term, value }): Styled[] => [[term, STRONG], cellOf(value)]),
    [],
    [[cover.fundingStatement, STRONG]],
    [[cover.disclaimer, {}]],
  ];
  return sheetOf(words.cover, lines, [32, 60]);
}

function narrativeSheet(narratives: readonly Narrative[]): WriteSheet {
  const head = ['section', 'language', 'text'].map((title): Styled => [title, HEAD]);
  const lines = narratives.map(({ section, language, markdown }) =>
    [section, language, markdown.slice(0, LONGEST_TEXT)].map((text): Styled => [text, BODY]),
  );
  return { ...sheetOf('narratives', [head, ...lines], [16, 10, 100]), freezePane: { rows: 1 } };
}

function tableSheet({ id, columns, rows, empty, notes }: Table): WriteSheet {
  const head = columns.map(({ title }): Styled => [title, HEAD]);
  const body = rows.length > 0 ? rows.map((row) => row.map(cellOf)) : [[[empty, BODY] as Styled]];
  const below = notes.length > 0 ? [[], ...notes.map((note): Styled[] => [[note, { font: { italic: true } }]])] : [];
  const widths = columns.map(({ width, type }) => Math.max(type === 'text' ? 10 : 12, Math.round(width * WIDTH_UNIT)));
  return { ...sheetOf(id, [head, ...body, ...below], widths), freezePane: { rows: 1, columns: 1 } };
}

/** Characters for one unit of a column's width. */
const WIDTH_UNIT = 15;

function sheetOf(name: string, lines: readonly (readonly Styled[])[], widths: readonly number[]): WriteSheet {
  const cells = new Map<string, Partial<HucreCell>>();
  lines.forEach((line, row) =>
    line.forEach(([value, style], column) => {
      cells.set(`${row},${column}`, { value, style });
    }),
  );
  return {
    name,
    rows: lines.map((line) => line.map(([value]) => value)),
    columns: widths.map((width) => ({ width })),
    cells,
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

/** A text that is longer is cut by spreadsheets themselves, or makes the file unreadable for them. */
const LONGEST_TEXT = 32_767;
const NOTHING = '–';

function cellOf(cell: Cell): Styled {
  switch (cell.kind) {
    case 'number':
      return [cell.value, { numFmt: numberFormat(cell), alignment: { horizontal: 'right', vertical: 'top' } }];
    case 'date':
      return [new Date(`${cell.value}T00:00:00Z`), DATE];
    case 'yesNo':
    case 'text':
      return [cell.text.slice(0, LONGEST_TEXT), BODY];
    case 'none':
      return [cell.text === NOTHING ? null : cell.text, { ...BODY, font: { italic: true, color: { rgb: '525C69' } } }];
  }
}

/** A percentage keeps its number: 57.3 is shown as 57.3 %. */
function numberFormat({ decimals, unit }: Extract<Cell, { kind: 'number' }>): string {
  if (unit === undefined) return decimals === 0 ? '0' : 'General';
  return unit === 'percent' ? '0.00" %"' : `#,##0.00" ${unit}"`;
}

const LONGEST_NAME = 31;

/** What a workbook takes as the name of a sheet, once each. */
function sheetName(wanted: string, taken: Set<string>): string {
  const name = wanted.replace(/[\\/?*[\]:]/g, '-').slice(0, LONGEST_NAME);
  let free = name;
  for (let i = 2; taken.has(free.toLowerCase()); i++) free = `${name.slice(0, LONGEST_NAME - 4)}-${i}`;
  taken.add(free.toLowerCase());
  return free;
}
