// What the template of a PDF needs, from the report: drawn charts, levels of headings, sizes of tables, and where words
// may be broken.
import { chartSvg } from '../chart.svg.js';
import { columnWidths, hasWholeWords, partsOf } from '../columns.js';
import { pageGroups, runningTitle } from '../pages.js';
import { headingLevels, withTexts } from '../texts.js';
import type { Block, Cell, NarrativePart, Report, Section, Table } from '../../report-model.js';
import { CODE_FONTS, TEXT_FONTS } from '../fonts.js';

/** Plain data; the template knows its fields. `emblem`: path of the emblem's file. */
export function documentOf(report: Report, emblem: string | null): unknown {
  const { title, subject, cover, words, sections, language } = report;
  return {
    fonts: TEXT_FONTS,
    codeFonts: CODE_FONTS,
    language: languageOf(language),
    words,
    title,
    author: subject.name,
    subtitle: cover.subtitle,
    running: runningTitle(report),
    warning: cover.warning ?? null,
    funding: cover.fundingStatement,
    disclaimer: cover.disclaimer,
    emblem,
    emblemAlt: cover.emblemAlt,
    details: withTexts(cover.details, breakable(LONGEST_WORD)),
    groups: pageGroups(sections).map(({ wide, sections: inside }) => ({
      wide,
      sections: inside.map((section) => sectionOf(section, 1, wide ? WIDTHS.wide : WIDTHS.tall)),
    })),
  };
}

/** Of the text on a page, in points: A4 without the template's margins. */
const WIDTHS = { tall: 482, wide: 757 } as const;

interface Language {
  readonly lang: string;
  readonly region: string | null;
}

/** The language and the country of a BCP 47 tag; `und` where it names no language that documents know. */
function languageOf(tag: string): Language {
  const [, lang = 'und', region = null] = /^([a-z]{2,3})(?:-(?:[A-Za-z]{4}-)?([A-Za-z]{2}))?\b/i.exec(tag) ?? [];
  return { lang: lang.toLowerCase(), region: region?.toUpperCase() ?? null };
}

/** `width`: of the text on its pages. */
function sectionOf(section: Section, level: number, width: number): unknown {
  return {
    ...section,
    title: breakable(LONGEST_WORD)(section.title),
    blocks: section.blocks.flatMap((block) => blocksOf(block, level, width)),
    sections: section.sections.map((inner) => sectionOf(inner, level + 1, width)),
  };
}

function blocksOf(block: Block, level: number, width: number): unknown[] {
  if (block.kind === 'table')
    return partsOf(block.table).map((table) => ({ kind: 'table', table: tableOf(table, width) }));
  return [blockOf(block, level)];
}

function blockOf(block: Exclude<Block, { kind: 'table' }>, level: number): unknown {
  switch (block.kind) {
    case 'chart': {
      const { title, alt } = block.chart;
      return { kind: 'chart', chart: { title, alt, svg: chartSvg(block.chart, TEXT_FONTS[0]) } };
    }
    case 'narrative': {
      const { language, parts } = block;
      const depths = parts.flatMap((part) => (part.kind === 'heading' ? [part.depth] : []));
      const levels = headingLevels(depths, level);
      return { kind: 'narrative', lang: languageOf(language), parts: parts.map((part) => partOf(part, levels)) };
    }
    default:
      return withTexts(block, (text) => (CHECKSUM.test(text) ? text : breakable(LONGEST_WORD)(text)));
  }
}

/** `levels`: of the headings that are still to come. A heading inside a list or a quotation is a bold line. */
function partOf(part: NarrativePart, levels?: number[]): unknown {
  switch (part.kind) {
    case 'heading': {
      const runs = withTexts(part.runs, breakable(LONGEST_WORD));
      return levels
        ? { kind: 'heading', level: levels.shift(), runs }
        : { kind: 'paragraph', runs: runs.map((run) => ({ ...run, bold: true })) };
    }
    case 'list':
      return { ...part, items: part.items.map((item) => item.map((inner) => partOf(inner))) };
    case 'quote':
      return { ...part, parts: part.parts.map((inner) => partOf(inner)) };
    default:
      return withTexts(part, breakable(LONGEST_WORD));
  }
}

/** Sizes in points, by the number of columns: what still can be read, and what fits. */
function sizesOf({ columns }: Table): { size: number; inset: number } {
  if (columns.length > 12) return { size: 6.6, inset: 2 };
  return columns.length > 6 ? { size: 7.6, inset: 2.5 } : { size: 8.5, inset: 3 };
}

/** Between numbers, which stand to the right, and the words of the next column, in points. */
const AFTER_NUMBERS = 4;

function tableOf(table: Table, width: number): unknown {
  const { title, columns, rows, empty, notes } = table;
  const { size, inset } = sizesOf(table);
  const widths = columnWidths(table, { width, em: size, margin: inset });
  const lines = ({ text }: Cell, i: number): number => linesOf(text, ((widths[i] ?? 0) - 2 * inset) / size);
  return {
    title,
    empty,
    notes,
    size,
    inset,
    columns: columns.map((column, i) => ({
      ...column,
      title: breakable(LONGEST_IN_CELL)(column.title),
      width: widths[i],
      isWhole: hasWholeWords(column.title, widths[i] ?? 0, { em: size, margin: inset }),
      left: column.type !== 'number' && columns[i - 1]?.type === 'number' ? inset + AFTER_NUMBERS : inset,
    })),
    rows: rows.map((row) => ({ cells: row.map(cellOf), whole: Math.max(...row.map(lines)) <= MOST_LINES_WHOLE })),
  };
}

/** A row of more lines than that may go on, on the next page: it could be longer than one. */
const MOST_LINES_WHOLE = 20;
/** What a letter is wide at the most, over a text, in heights of letters; the end of a line may be empty. */
const LETTER = 0.65;

/** About how many lines a text needs; `room`: how long one is, in heights of letters. */
function linesOf(text: string, room: number): number {
  return text.split('\n').reduce((sum, { length }) => sum + Math.max(1, Math.ceil((length * LETTER) / room)), 0);
}

/** What is shown of a cell. */
function cellOf(cell: Cell): unknown {
  const { kind, text } = cell;
  const shown = kind === 'date' ? text : breakable(LONGEST_IN_CELL)(text);
  return { kind, text: shown, ...(kind === 'text' && cell.link !== undefined ? { link: cell.link } : {}) };
}

/** Characters without a space that always fit on a line, and into a cell. */
const LONGEST_WORD = 40;
const LONGEST_IN_CELL = 16;
const ZERO_WIDTH_SPACE = '\u200b';

/** A SHA-256: the template sets it on one line, and nothing may stand in it that isn't copied with it. */
const CHECKSUM = /^[0-9a-f]{64}$/;

/**
 * Lets words that are longer than this be broken: after the marks inside them, and where even what is between those is
 * longer, between any two letters. What is shorter is hyphenated, or kept.
 */
export function breakable(longest: number): (text: string) => string {
  const long = new RegExp(`[^\\s\\u00a0]{${longest + 1},}`, 'gu');
  const unmarked = new RegExp(`[^\\s\\u00a0\\p{P}\\p{S}]{${longest + 1},}`, 'gu');
  return (text) =>
    text.replace(long, (word) =>
      word
        .replace(unmarked, (run) => run.replace(/(?<=[\p{L}\p{N}])(?=[\p{L}\p{N}])/gu, ZERO_WIDTH_SPACE))
        .replace(AFTER_MARK, ZERO_WIDTH_SPACE),
    );
}

/** Not after an apostrophe or an opening bracket, which belong to what follows. */
const AFTER_MARK = /(?<=[-‐–—/\\.,:;_@?&=#~+%|)\]])(?=[\p{L}\p{N}])/gu;
