// How the sheets of an ODS workbook look, in the terms of OpenDocument 1.2: widths of columns, lines in cells, frozen
// headers, pages. Texts in its XML are escaped, so that what looks like an element is one.
import type { WriteSheet } from 'hucre';
import { FONT } from './sheets.js';

/** Width of a character of a column, in millimetres. */
const CHARACTER_MM = 2.2;

const widthsOf = ({ columns = [] }: WriteSheet): number[] => columns.map(({ width = 10 }) => width);
/** In points, by row. */
const heightsOf = ({ rowDefs }: WriteSheet): number[] => [...(rowDefs?.values() ?? [])].map(({ height = 0 }) => height);

/** The cells as the library wrote them, in columns of their widths, each text in as many lines as it needs. */
export function laidOut(content: string, sheets: readonly WriteSheet[]): string {
  const widths = [...new Set(sheets.flatMap(widthsOf))];
  const columnStyles = widths.map(
    (width) =>
      `<style:style style:name="co${width}" style:family="table-column"><style:table-column-properties style:column-width="${(width * CHARACTER_MM).toFixed(1)}mm"/></style:style>`,
  );
  const heights = [...new Set(sheets.flatMap(heightsOf))];
  const rowStyles = heights.map(
    (height) =>
      `<style:style style:name="ro${height}" style:family="table-row"><style:table-row-properties style:row-height="${height}pt" style:use-optimal-row-height="false"/></style:style>`,
  );
  const tableStyle =
    '<style:style style:name="ta1" style:family="table" style:master-page-name="Landscape"><style:table-properties table:display="true"/></style:style>';
  let sheet = 0;
  return content
    .replace(CELL_STYLE, (style) => (['', ...SIDES] as const).map((side) => cellStyle(style, side)).join(''))
    .replace('<office:automatic-styles>', (begin) => begin + [...columnStyles, ...rowStyles, tableStyle].join(''))
    .replace(/<table:table table:name=.*?<\/table:table>/gs, (table) => tableOf(table, sheets[sheet++]))
    .replace(/(?<=<text:p>)[^<]*\n[^<]*(?=<\/text:p>)/g, (text) => text.replaceAll('\n', '</text:p><text:p>'));
}

/** A table with columns of their widths; a frozen header is repeated on each page. */
function tableOf(table: string, sheet: WriteSheet = { name: '' }): string {
  const columns = widthsOf(sheet).map((width) => `<table:table-column table:style-name="co${width}"/>`);
  const laid = table.replace(
    /^<table:table (table:name="[^"]*")>(?:<table:table-column[^>]*>)?/,
    (_, name: string) => `<table:table ${name} table:style-name="ta1">${columns.join('')}`,
  );
  const heights = heightsOf(sheet).values();
  // An empty row has its height, too: without it, those below would have each other's.
  const high = laid.replace(
    /<table:table-row(?=\/?>)/g,
    (row) => `${row} table:style-name="ro${heights.next().value}"`,
  );
  const aligned = onTheirSides(high, sheet);
  if (!sheet.freezePane) return aligned;
  return aligned.replace(
    /<table:table-row .*?<\/table:table-row>/s,
    (row) => `<table:table-header-rows>${row}</table:table-header-rows>`,
  );
}

const SIDES = ['left', 'right'] as const;

/** The library leaves out to which side a cell is set: its style has a name for each. */
function onTheirSides(table: string, { cells }: WriteSheet): string {
  let row = -1;
  let column = 0;
  return table.replace(/<table:table-row|<table:table-cell(?: table:style-name="ce\d+)?/g, (begin) => {
    if (begin === '<table:table-row') {
      row++;
      column = 0;
      return begin;
    }
    const side = cells?.get(`${row},${column++}`)?.style?.alignment?.horizontal;
    return begin.endsWith('cell') ? begin : begin + (SIDES.find((each) => each === side) ?? '');
  });
}

const NO_WRAP = 'fo:wrap-option="no-wrap"';
const WRAP = 'fo:wrap-option="wrap"';
const CELL = 'style:vertical-align="top" fo:padding="0.7mm"';

const CELL_STYLE = /<style:style style:name="ce\d+" style:family="table-cell"[^>]*?(?:\/>|>.*?<\/style:style>)/gs;

/** Its properties come in the order that the standard asks for. */
function cellStyle(style: string, side: '' | (typeof SIDES)[number]): string {
  const [, head = ''] = /^(<style:style [^>]*?)\/?>/.exec(style) ?? [];
  const [text = ''] = /<style:text-properties[^>]*\/>/.exec(style) ?? [];
  const [, fill = ''] = /<style:table-cell-properties([^>]*)\/>/.exec(style) ?? [];
  const wrap = text === '' || text.includes(`fo:font-size="${FONT.size}pt"`) ? WRAP : NO_WRAP;
  const named = head.replace(/style:name="ce\d+/, (name) => name + side);
  const cell = `${fill} ${wrap} ${CELL}${side === '' ? '' : ' style:text-align-source="fix"'}`;
  const paragraph = side === '' ? '' : PARAGRAPH[side];
  return `${named}><style:table-cell-properties${cell}/>${paragraph}${text}</style:style>`;
}

/** What is set to the right keeps off what begins at the left of the next cell. */
const PARAGRAPH = {
  left: '<style:paragraph-properties fo:text-align="start"/>',
  right: '<style:paragraph-properties fo:text-align="end" fo:margin-left="2mm"/>',
} as const;

/** A4 turned sideways, as wide as the sheet. */
export function pageStyles(styles: string): string {
  const font = `<style:default-style style:family="table-cell"><style:text-properties style:font-name="${FONT.name}" fo:font-family="${FONT.name}" fo:font-size="${FONT.size}pt"/></style:default-style>`;
  const cell = `<style:style style:name="Default" style:family="table-cell"><style:table-cell-properties ${WRAP} ${CELL}/></style:style>`;
  const layout =
    '<style:page-layout style:name="pm1"><style:page-layout-properties fo:page-width="297mm" fo:page-height="210mm" style:print-orientation="landscape" fo:margin="15mm" style:scale-to-X="1" style:scale-to-Y="0"/></style:page-layout>';
  return styles
    .replace('<office:styles/>', `<office:styles>${font}${cell}</office:styles>`)
    .replace('<office:automatic-styles/>', `<office:automatic-styles>${layout}</office:automatic-styles>`)
    .replace(
      '<office:master-styles/>',
      '<office:master-styles><style:master-page style:name="Landscape" style:page-layout-name="pm1"/></office:master-styles>',
    );
}

/** The headers of a sheet stay where they are while it is scrolled. */
export function viewSettings(settings: string, sheets: readonly WriteSheet[]): string {
  const items = (values: Readonly<Record<string, number>>): string =>
    Object.entries(values)
      .map(
        ([name, value]) => `<config:config-item config:name="${name}" config:type="int">${value}</config:config-item>`,
      )
      .join('');
  const views = sheets.flatMap(({ name, freezePane }) => {
    if (!freezePane) return [];
    const { rows = 0, columns = 0 } = freezePane;
    const frozen = {
      ...(columns > 0 ? { HorizontalSplitMode: 2, HorizontalSplitPosition: columns, PositionRight: columns } : {}),
      ...(rows > 0 ? { VerticalSplitMode: 2, VerticalSplitPosition: rows, PositionBottom: rows } : {}),
      ActiveSplitRange: columns > 0 ? 3 : 2,
    };
    return [
      `<config:config-item-map-entry config:name="${attribute(name)}">${items(frozen)}</config:config-item-map-entry>`,
    ];
  });
  const tables = `<config:config-item-map-named config:name="Tables">${views.join('')}</config:config-item-map-named>`;
  return settings.replace(
    '<office:settings/>',
    `<office:settings><config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views"><config:config-item-map-entry>${tables}</config:config-item-map-entry></config:config-item-map-indexed></config:config-item-set></office:settings>`,
  );
}

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
