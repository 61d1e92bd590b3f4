// The blocks of a report as paragraphs, tables and pictures of a DOCX document.
import {
  AlignmentType,
  BorderStyle,
  ExternalHyperlink,
  FileChild,
  HeadingLevel,
  ImageRun,
  Paragraph,
  ShadingType,
  SimpleField,
  Tab,
  Table as DocxTable,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
  type IContext,
  type IParagraphOptions,
  type IRunOptions,
  type IXmlableObject,
  type ParagraphChild,
} from 'docx';
import type { Block, Cell, Chart, NarrativePart, Pair, Run, Table, Words } from '../../report-model.js';
import { chartSvg } from '../chart.svg.js';
import { columnWidths, partsOf, sumOf } from '../columns.js';
import { TEXT_FONTS } from '../fonts.js';
import { picture } from '../svg-picture.js';
import { headingLevels } from '../texts.js';
import { CODE_RUN, COLOURS, DEEPEST_LIST, listIndent, LISTS, numbersFrom, PAIR_INDENT, STYLES } from './docx.styles.js';

/** What blocks are set into, and what has been counted so far. */
export interface Setting {
  readonly words: Words;
  /** BCP 47 tag of the document. */
  readonly language: string;
  /** Width of the text, in twentieths of a point. */
  readonly width: number;
  readonly counted: { lists: number; readonly starts: Set<number>; pictures: number; Table: number; Chart: number };
}

const HEADINGS = [
  HeadingLevel.HEADING_1,
  HeadingLevel.HEADING_2,
  HeadingLevel.HEADING_3,
  HeadingLevel.HEADING_4,
  HeadingLevel.HEADING_5,
  HeadingLevel.HEADING_6,
] as const;

/** `level`: from 1. */
export function headingOf(runs: readonly Run[], level: number, options: IParagraphOptions = {}): Paragraph {
  return new Paragraph({ ...options, heading: HEADINGS[level - 1] ?? HeadingLevel.HEADING_6, children: texts(runs) });
}

/** `level`: of the heading of the section that they stand in; `leads`: what leads to a table isn't left behind by it. */
export async function piecesOf(block: Block, level: number, setting: Setting, leads: boolean): Promise<FileChild[]> {
  switch (block.kind) {
    case 'paragraph':
      return [paragraph(block.runs, { ...(block.tone === 'note' ? { style: STYLES.small } : {}), keepNext: leads })];
    case 'list':
      return listOf(
        block.items.map((runs) => [{ kind: 'paragraph', runs }]),
        undefined,
        0,
        setting,
      );
    case 'pairs':
      return block.pairs.map(pairOf);
    case 'table':
      return partsOf(block.table).flatMap((table) => tableOf(table, setting));
    case 'chart':
      return chartOf(block.chart, setting);
    case 'narrative': {
      const depths = block.parts.flatMap((part) => (part.kind === 'heading' ? [part.depth] : []));
      const levels = headingLevels(depths, level);
      return block.parts.flatMap((part) => partOf(part, { ...setting, levels, language: block.language, depth: 0 }));
    }
  }
}

const paragraph = (runs: readonly Run[], options: IParagraphOptions = {}, look: IRunOptions = {}): Paragraph =>
  new Paragraph({ ...options, children: texts(runs, look) });

function texts(runs: readonly Run[], look: IRunOptions = {}): ParagraphChild[] {
  return runs.map((run) => {
    const { text, bold, italic, code, struck, link } = run;
    const options: IRunOptions = {
      ...look,
      ...(bold ? { bold } : {}),
      ...(italic ? { italics: true } : {}),
      ...(code ? CODE_RUN : {}),
      ...(struck ? { strike: true } : {}),
    };
    return link === undefined
      ? textRun(text, options)
      : new ExternalHyperlink({ link, children: [textRun(text, { ...options, style: 'Hyperlink' })] });
  });
}

/** A line feed begins a new line. */
function textRun(text: string, options: IRunOptions): TextRun {
  const [first = '', ...others] = text.split('\n');
  return new TextRun({ ...options, children: [first, ...others.map((line) => new TextRun({ text: line, break: 1 }))] });
}

export function pairOf({ term, value }: Pair): Paragraph {
  return new Paragraph({
    style: STYLES.pair,
    tabStops: [{ type: 'left', position: PAIR_INDENT }],
    children: [new TextRun({ bold: true, children: [term, new Tab()] }), cellText(value)],
  });
}

/** A checksum or a root, in letters small enough for its line: nothing breaks it well. */
const HASH = /^[0-9a-f]{64}$/;
const HASH_RUN = { ...CODE_RUN, size: 14 } as const;

function cellText(cell: Cell, look: IRunOptions = {}): ParagraphChild {
  if (HASH.test(cell.text)) return textRun(cell.text, { ...look, ...HASH_RUN });
  if (cell.kind === 'none') return textRun(cell.text, { ...look, italics: true, color: COLOURS.muted });
  if (cell.kind === 'text' && cell.link !== undefined) {
    return new ExternalHyperlink({ link: cell.link, children: [textRun(cell.text, { ...look, style: 'Hyperlink' })] });
  }
  return textRun(cell.text, look);
}

/** The caption of what is numbered by its kind: "Table 3. Results framework". */
function caption(
  kind: 'Table' | 'Chart',
  title: string,
  { words, counted }: Setting,
  options: IParagraphOptions = {},
): Paragraph {
  const name = kind === 'Table' ? words.table : words.chart;
  const number = new SimpleField(`SEQ ${kind} \\* ARABIC`, String(++counted[kind]));
  return new Paragraph({
    ...options,
    style: 'Caption',
    children: [new TextRun(`${name} `), number, new TextRun(`. ${title}`)],
  });
}

/** Sizes of letters in half points, by the number of columns: what still can be read, and what fits. */
function sizeOf(columns: number): number {
  if (columns > 12) return 13;
  return columns > 6 ? 15 : 17;
}

function tableOf(table: Table, setting: Setting): FileChild[] {
  const { title, columns, rows, empty, notes } = table;
  const look = { size: sizeOf(columns.length) };
  const alignment = columns.map(({ type }) => (type === 'number' ? AlignmentType.RIGHT : AlignmentType.LEFT));
  return [
    caption('Table', title, setting, { keepNext: true }),
    rows.length === 0
      ? paragraph([{ text: empty, italic: true }], { style: STYLES.small })
      : grid(
          columnWidths(table, { width: setting.width, em: look.size * HALF_POINT, margin: CELL_MARGIN }).map(
            Math.floor,
          ),
          () => columns.map((column, i) => cellParagraph([textRun(column.title, look)], alignment[i], STYLES.cellHead)),
          () => rows.map((row) => row.map((cell, i) => cellParagraph([cellText(cell, look)], alignment[i]))),
        ),
    ...notes.map((note) => new Paragraph({ style: STYLES.small, text: note })),
    // What keeps a table and what follows it apart.
    new Paragraph({ style: STYLES.cell }),
  ];
}

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

const cellParagraph = (
  children: readonly ParagraphChild[],
  alignment: Alignment = AlignmentType.LEFT,
  style: string = STYLES.cell,
): Paragraph => new Paragraph({ style, alignment, children });

const NO_BORDER = { style: BorderStyle.NONE, size: 0, color: 'auto' } as const;
const RULE = { style: BorderStyle.SINGLE, size: 4, color: COLOURS.rule } as const;

/** In twentieths of a point. */
const HALF_POINT = 10;
const CELL_MARGIN = 60;

/** A table whose parts exist only while it is written: those of thousands of rows together took more memory than there is. */
class LateTable extends FileChild {
  constructor(private readonly table: () => DocxTable) {
    super('w:tbl');
  }

  override prepForXml(context: IContext): IXmlableObject | undefined {
    return this.table().prepForXml(context);
  }
}

/** A table with a row of titles that is repeated on each page. */
function grid(
  widths: readonly number[],
  head: () => readonly Paragraph[],
  body: () => readonly (readonly Paragraph[])[],
): FileChild {
  return new LateTable(() => gridOf(widths, head(), body()));
}

function gridOf(
  widths: readonly number[],
  head: readonly Paragraph[],
  body: readonly (readonly Paragraph[])[],
): DocxTable {
  const cell = (content: Paragraph, column: number, fill?: string): TableCell =>
    new TableCell({
      width: { size: widths[column] as number, type: WidthType.DXA },
      ...(fill === undefined ? {} : { shading: { type: ShadingType.CLEAR, color: 'auto', fill } }),
      children: [content],
    });
  return new DocxTable({
    width: { size: sumOf(widths), type: WidthType.DXA },
    columnWidths: [...widths],
    layout: TableLayoutType.FIXED,
    tableLook: { firstRow: true, firstColumn: true, noHBand: false, noVBand: true },
    margins: { left: CELL_MARGIN, right: CELL_MARGIN },
    borders: {
      top: NO_BORDER,
      left: NO_BORDER,
      right: NO_BORDER,
      insideVertical: NO_BORDER,
      bottom: RULE,
      insideHorizontal: RULE,
    },
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: head.map((each, i) => cell(each, i, COLOURS.accent)),
      }),
      ...body.map(
        (row, number) =>
          new TableRow({
            cantSplit: true,
            children: row.map((each, i) => cell(each, i, number % 2 === 1 ? COLOURS.stripe : undefined)),
          }),
      ),
    ],
  });
}

/** Pixels of a picture for one point: sharp enough on paper. */
const ZOOM = 2;
/** Twentieths of a point in one pixel of those that documents measure pictures in. */
const PIXEL = 15;

async function chartOf(chart: Chart, setting: Setting): Promise<FileChild[]> {
  const { png, width: drawn, height } = await picture(chartSvg(chart, TEXT_FONTS[0]), ZOOM);
  const shown = Math.floor(setting.width / PIXEL);
  return [
    new Paragraph({
      keepNext: true,
      children: [image(png, [shown, (shown * height) / drawn], chart.alt, setting.counted)],
    }),
    caption('Chart', chart.title, setting),
  ];
}

/** `size`: width and height in pixels of 1/96 inch. */
export function image(
  png: Uint8Array,
  [width, height]: readonly [number, number],
  alt: string,
  counted: Setting['counted'],
): ImageRun {
  const id = String(++counted.pictures);
  return new ImageRun({
    type: 'png',
    data: png,
    transformation: { width: Math.round(width), height: Math.round(height) },
    altText: { id, name: id, description: alt },
  });
}

interface NarrativeSetting extends Setting {
  readonly language: string;
  /** Of the headings that are still to come. */
  readonly levels: number[];
  /** How many lists it stands in. */
  readonly depth: number;
}

function partOf(part: NarrativePart, setting: NarrativeSetting, options: IParagraphOptions = {}): FileChild[] {
  const look = { language: { value: setting.language } };
  switch (part.kind) {
    case 'paragraph':
      return [paragraph(part.runs, options, look)];
    case 'heading': {
      // A heading inside a list or a quotation is a bold line.
      if (setting.depth > 0) return [paragraph(part.runs, options, { ...look, bold: true })];
      return [headingOf(part.runs, setting.levels.shift() ?? HEADINGS.length)];
    }
    case 'list':
      return listOf(part.items, part.ordered ? (part.start ?? 1) : undefined, setting.depth, setting, setting);
    case 'quote':
      return part.parts.flatMap((inner) =>
        partOf(inner, { ...setting, depth: setting.depth + 1 }, { ...options, style: STYLES.quote }),
      );
    case 'code':
      return [new Paragraph({ ...options, style: STYLES.code, children: [textRun(part.text, { noProof: true })] })];
    case 'table':
      return [
        grid(
          part.head.map(() => Math.floor(setting.width / part.head.length)),
          () => part.head.map((runs) => new Paragraph({ style: STYLES.cellHead, children: texts(runs, look) })),
          () => part.rows.map((row) => row.map((runs) => cellParagraph(texts(runs, look)))),
        ),
        new Paragraph({ style: STYLES.cell }),
      ];
    case 'rule':
      return [new Paragraph({ ...options, thematicBreak: true })];
  }
}

/** `start`: the first number of an ordered one. The first paragraph of an item has its sign; what follows in it stands below that paragraph's text. */
function listOf(
  items: readonly (readonly NarrativePart[])[],
  start: number | undefined,
  depth: number,
  setting: Setting,
  narrative?: NarrativeSetting,
): FileChild[] {
  const level = Math.min(depth, DEEPEST_LIST);
  const reference = start === undefined ? LISTS.bullets : numbersFrom(start);
  if (start !== undefined) setting.counted.starts.add(start);
  const instance = ++setting.counted.lists;
  const inside = { levels: [], ...setting, ...narrative, depth: depth + 1 };
  return items.flatMap((item) =>
    item.flatMap((part, i) =>
      partOf(
        part,
        inside,
        i === 0 ? { numbering: { reference, level, instance } } : { indent: { left: listIndent(level).left } },
      ),
    ),
  );
}
