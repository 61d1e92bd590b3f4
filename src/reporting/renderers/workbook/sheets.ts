// A report as sheets: the cover, the narratives, and one for each table. Numbers are numbers and dates are dates; a text
// stays a text, whatever it begins with.
import type { Cell as HucreCell, CellStyle, CellValue, WriteOptions, WriteSheet } from 'hucre';
import { rounded } from '../../../../projections/rounding.js';
import type { Cell, Column, Narrative, Report, Section, Table } from '../../report-model.js';
import { addressed, legible, plainText, withTexts } from '../texts.js';
import { isCurrency } from '../../wording.js';
import { fitting } from './fitting.js';

/** The same for both kinds of workbook. */
export function workbookOf(report: Report): WriteOptions {
  const shown = withTexts(report, legible);
  const sections = shown.sections.flatMap(withInner);
  const narratives = sections.flatMap(({ blocks }) =>
    blocks.filter((block): block is Narrative => block.kind === 'narrative'),
  );
  const names = new Set<string>();
  const sheets = [
    coverSheet(shown),
    ...(narratives.length > 0 ? [narrativeSheet(narratives, sections, shown.words)] : []),
    ...sections.flatMap(({ title, blocks }) =>
      blocks.flatMap((block) => (block.kind === 'table' ? [tableSheet(block.table, title)] : [])),
    ),
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

const withInner = (section: Section): Section[] => [section, ...section.sections.flatMap(withInner)];

/** What stands as the time of making, which must not be one. */
const PROPERTIES_DATE = new Date(Date.UTC(1980, 0, 1));

/** One that every office program has, or another of the same widths. */
export const FONT = { name: 'Arial', size: 10 } as const;

const HEAD: CellStyle = {
  font: { ...FONT, bold: true, color: { rgb: 'FFFFFF' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: '1F3F77' } },
  alignment: { wrapText: true, vertical: 'top' },
};
const STRONG: CellStyle = { font: { ...FONT, bold: true }, alignment: { wrapText: true, vertical: 'top' } };
const BODY: CellStyle = { font: FONT, alignment: { wrapText: true, vertical: 'top' } };
/** Years first in every country: no reader takes a month for a day. */
const DATE: CellStyle = {
  font: FONT,
  numFmt: 'yyyy-mm-dd',
  alignment: { horizontal: 'left', indent: 1, vertical: 'top' },
};

type Styled = readonly [value: CellValue, style: CellStyle];

/** What stands beside the cells runs over those at its right, and has letters of another size. */
const NOTE: CellStyle = { font: { ...FONT, size: 9, italic: true } };

const NO_CELL: Styled = [null, BODY];

/** Characters of a subtitle that stand beside each other on a page; all of a longer one made the page's letters tiny. */
const LONGEST_SUBTITLE = 90;

function coverSheet({ title, cover, words }: Report): WriteSheet {
  const lines: Styled[][] = [
    [[title, { font: { ...FONT, bold: true, size: 16, color: { rgb: '1F3F77' } } }]],
    cover.subtitle.length > LONGEST_SUBTITLE
      ? [NO_CELL, [cover.subtitle, STRONG]]
      : [[cover.subtitle, { font: { ...FONT, size: 12, bold: true } }]],
    ...(cover.warning === undefined
      ? []
      : [[[cover.warning, { font: { ...FONT, size: 12, bold: true, color: { rgb: '8A1C1C' } } }]] as Styled[]]),
    [],
    ...cover.details.map(({ term, value }): Styled[] => [[term, STRONG], toTheLeft(cellOf(value))]),
    [],
    [NO_CELL, [cover.fundingStatement, STRONG]],
    [NO_CELL, [cover.disclaimer, BODY]],
  ];
  return sheetOf(words.cover, lines, [32, 80]);
}

const toTheLeft = ([value, style]: Styled): Styled => [
  value,
  { ...style, alignment: { ...style.alignment, horizontal: 'left', indent: 0 } },
];

/** Each under the title of what it is about. */
function narrativeSheet(
  narratives: readonly Narrative[],
  sections: readonly Section[],
  words: Report['words'],
): WriteSheet {
  const head = [words.section, words.language, words.text].map((title): Styled => [title, HEAD]);
  const titleOf = (about: string): string =>
    sections.find(({ id }) => id === about || id === `indicator-${about}`)?.title ?? about;
  const lines = narratives.map(({ section, language, parts }) =>
    [titleOf(section), language, plainText(parts)].map((text): Styled => [text, BODY]),
  );
  return { ...sheetOf(words.text, [head, ...lines], [30, 10, 100]), freezePane: { rows: 1 } };
}

/** `section`: the title of the one that it stands in. */
function tableSheet({ title, columns, rows, empty, notes }: Table, section: string): WriteSheet {
  const head = columns.map(({ title, type }): Styled => onItsSide([title, HEAD], type));
  const body =
    rows.length > 0
      ? rows.map((row) => row.map((cell, i) => onItsSide(cellOf(cell), columns[i]?.type)))
      : [[[empty, NOTE] as Styled]];
  const below = notes.length > 0 ? [[], ...notes.map((note): Styled[] => [[note, NOTE]])] : [];
  const widths = columns.map(({ width, type }, i) =>
    rows.reduce(
      (most, row) => Math.max(most, roomForNumber(row[i])),
      Math.max(type === 'text' ? 10 : 12, Math.round(width * WIDTH_UNIT)),
    ),
  );
  return {
    ...sheetOf(shortName(title, section), [head, ...body, ...below], widths),
    freezePane: { rows: 1, columns: 1 },
  };
}

/** As on pages, each column to one side with its head: else a number at the right seems to belong to the next column. */
const onItsSide = (styled: Styled, type: Column['type'] = 'text'): Styled =>
  type === 'number' ? toTheRight(styled) : typeof styled[0] === 'number' ? toTheLeft(styled) : styled;

const toTheRight = ([value, style]: Styled): Styled => [
  value,
  { ...style, alignment: { ...style.alignment, horizontal: 'right', indent: 1 } },
];

/** In characters. A number that has no room is shown as ###. */
const roomForNumber = (cell: Cell | undefined): number => (cell?.kind === 'number' ? cell.text.length + 2 : 0);

/** Characters for one unit of a column's width. */
const WIDTH_UNIT = 15;

function sheetOf(name: string, all: readonly (readonly Styled[])[], widths: readonly number[]): WriteSheet {
  const lines = all.flatMap(fittingRows);
  const cells = new Map<string, Partial<HucreCell>>();
  lines.forEach((line, row) =>
    line.forEach(([value, style], column) => {
      cells.set(`${row},${column}`, { value, style });
    }),
  );
  return {
    name,
    rowDefs: new Map(lines.map((line, row) => [row, { height: heightOf(line, widths) }])),
    rows: lines.map((line) => line.map(([value]) => value)),
    columns: widths.map((width) => ({ width })),
    cells,
    pageSetup: { paperSize: 'a4', orientation: 'landscape', fitToPage: true, fitToWidth: 1, fitToHeight: 0 },
  };
}

const LINE_POINTS = 13.5;
/** What a row can be at the most, in points. */
const HIGHEST_ROW = 409;

/** Room for the lines of the fullest cell, in points: not every program finds it out by itself. */
function heightOf(line: readonly Styled[], widths: readonly number[]): number {
  const lines = line.map(([value, { alignment, font }], column) => {
    if (typeof value !== 'string' || alignment?.wrapText !== true) return (font?.size ?? FONT.size) / FONT.size;
    const room = Math.max(1, widths[column] ?? 1);
    return value.split('\n').reduce((sum, part) => sum + linesOf(part, room), 0);
  });
  return Math.min(HIGHEST_ROW, Math.max(1, ...lines) * LINE_POINTS);
}

/** In how many lines a text is broken at its blanks, and where a word is longer than a line inside it. */
function linesOf(text: string, room: number): number {
  let lines = 1;
  let used = 0;
  for (const { length } of text.split(' ')) {
    const before = used === 0 ? 0 : used + 1;
    if (before > 0 && before + length > room) {
      lines++;
      used = length;
    } else used = before + length;
    lines += Math.max(0, Math.ceil(used / room) - 1);
    if (used > room) used %= room;
  }
  return lines;
}

/** A text that no cell can hold goes on in the rows below its own. */
function fittingRows(line: readonly Styled[]): Styled[][] {
  const pieces = line.map(([value]) => (typeof value === 'string' ? fitting(value) : [value]));
  const rows = Math.max(1, ...pieces.map(({ length }) => length));
  return Array.from({ length: rows }, (_, row) =>
    line.map(([, style], column): Styled => [pieces[column]?.[row] ?? null, style]),
  );
}

const NOTHING = '–';

function cellOf(cell: Cell): Styled {
  switch (cell.kind) {
    case 'number':
      return [
        cell.value,
        { font: FONT, numFmt: numberFormat(cell), alignment: { horizontal: 'right', vertical: 'top' } },
      ];
    case 'date':
      return [new Date(`${cell.value}T00:00:00Z`), DATE];
    case 'yesNo':
      return [cell.text, BODY];
    case 'text':
      return [addressed(cell.text, cell.link), BODY];
    case 'none':
      return [
        cell.text === NOTHING ? null : cell.text,
        { ...BODY, font: { ...FONT, italic: true, color: { rgb: '525C69' } } },
      ];
  }
}

/** With the decimals and the unit that the report's own text has. A percentage keeps its number: 57.3 is shown as 57.3 %. */
function numberFormat({ value, text, decimals, unit }: Extract<Cell, { kind: 'number' }>): string {
  const [, fraction = ''] = rounded(value, decimals).replace(/0+$/, '').split('.');
  const shown = fraction !== '' && unit !== undefined && isCurrency(unit) ? decimals : fraction.length;
  const digits = `${Math.abs(value) < GROUPED_FROM ? '0' : '#,##0'}${shown === 0 ? '' : `.${'0'.repeat(shown)}`}`;
  if (unit === undefined) return decimals === 0 ? '0' : digits;
  const [suffix = ''] = /[\p{L}%].*$/u.exec(text) ?? [];
  return `${digits}" ${suffix}"`;
}

const GROUPED_FROM = 10_000;

const LONGEST_NAME = 31;

/** The caption or what it says before a colon, else the title of the section: the first that is short enough. */
function shortName(caption: string, section: string): string {
  const [begin = ''] = caption.split(':');
  return [caption, begin, section].find(({ length }) => length <= LONGEST_NAME) ?? caption;
}

/** What a workbook takes as the name of a sheet, once each. */
function sheetName(wanted: string, taken: Set<string>): string {
  const name = wanted.replace(/[\\/?*[\]:]/g, '-').slice(0, LONGEST_NAME);
  let free = name;
  for (let i = 2; taken.has(free.toLowerCase()); i++) free = `${name.slice(0, LONGEST_NAME - 4)}-${i}`;
  taken.add(free.toLowerCase());
  return free;
}
