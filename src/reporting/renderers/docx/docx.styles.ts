// How a DOCX report looks: named styles, so that whoever edits it changes them in one place.
import {
  AlignmentType,
  convertMillimetersToTwip,
  LevelFormat,
  LineRuleType,
  type IBaseParagraphStyleOptions,
  type ILevelsOptions,
  type INumberingOptions,
  type IParagraphStyleOptions,
  type IStylesOptions,
} from 'docx';

export const COLOURS = {
  ink: '1B2A41',
  accent: '1F3F77',
  muted: '525C69',
  rule: 'C3CAD3',
  stripe: 'F4F6F9',
  warning: '8A1C1C',
} as const;

/** A font that every office program has, or another of the same widths. */
const FONT = 'Arial';
const CODE_FONT = 'Courier New';

/** Ids of the styles beside those that documents have anyway. */
export const STYLES = {
  subtitle: 'ReportSubtitle',
  warning: 'ReportWarning',
  funding: 'ReportFunding',
  small: 'ReportNote',
  contents: 'ReportContents',
  pair: 'ReportDetail',
  quote: 'ReportQuotation',
  code: 'ReportCode',
  running: 'ReportRunning',
  cell: 'ReportCell',
  cellHead: 'ReportColumnTitle',
} as const;

/** Half points, as documents count the sizes of letters. */
const points = (size: number): number => size * 2;
/** Twentieths of a point, as documents count distances. */
const distance = (size: number): number => size * 20;

/** Where what is said of a term begins. */
export const PAIR_INDENT = convertMillimetersToTwip(74);

const heading = (size: number, above: number, italics = false): IBaseParagraphStyleOptions => ({
  run: { size: points(size), bold: true, italics, color: COLOURS.accent, font: FONT },
  paragraph: { spacing: { before: distance(above), after: distance(6) }, keepNext: true, keepLines: true },
});

const own = (
  id: string,
  name: string,
  run: IParagraphStyleOptions['run'],
  paragraph: IParagraphStyleOptions['paragraph'] = {},
): IParagraphStyleOptions => ({
  id,
  name,
  basedOn: 'Normal',
  quickFormat: true,
  ...(run ? { run } : {}),
  ...(paragraph ? { paragraph } : {}),
});

/** `language`: BCP 47 tag of the document. */
export const documentStyles = (language: string): IStylesOptions => ({
  default: {
    document: {
      run: { font: FONT, size: points(9.5), color: COLOURS.ink, language: { value: language } },
      paragraph: { spacing: { after: distance(6), line: 264, lineRule: LineRuleType.AUTO } },
    },
    title: {
      run: { size: points(25), bold: true, color: COLOURS.accent, font: FONT },
      paragraph: { spacing: { before: distance(110), after: distance(6) } },
    },
    heading1: heading(15, 20),
    heading2: heading(11.5, 16),
    heading3: heading(10, 12),
    heading4: heading(9.5, 10),
    heading5: heading(9.5, 10, true),
    heading6: heading(9.5, 10, true),
    caption: {
      run: { size: points(8.5), color: COLOURS.muted, bold: false, italics: false },
      paragraph: { spacing: { before: distance(8), after: distance(4) } },
    },
    hyperlink: { run: { color: COLOURS.accent, underline: {} } },
  },
  paragraphStyles: [
    own(STYLES.subtitle, 'Report subtitle', { size: points(13) }, { spacing: { after: distance(30) } }),
    own(STYLES.warning, 'Report warning', { bold: true, color: COLOURS.warning }, { spacing: { after: distance(20) } }),
    own(STYLES.funding, 'Report funding', { size: points(11), bold: true }),
    own(STYLES.small, 'Report note', { size: points(8.5), color: COLOURS.muted }),
    own(STYLES.contents, 'Report contents', { size: points(15), bold: true, color: COLOURS.accent }),
    own(
      STYLES.pair,
      'Report detail',
      {},
      // A term doesn't stay behind when its value goes to the next page.
      { indent: { left: PAIR_INDENT, hanging: PAIR_INDENT }, spacing: { after: distance(4) }, keepLines: true },
    ),
    own(STYLES.quote, 'Report quotation', { italics: true }, { indent: { left: distance(18) } }),
    own(STYLES.code, 'Report code', { font: CODE_FONT, size: points(8.5) }),
    own(STYLES.running, 'Report running title', { size: points(7.5), color: COLOURS.muted }),
    own(
      STYLES.cell,
      'Report cell',
      {},
      { spacing: { before: distance(2), after: distance(2), line: 240, lineRule: LineRuleType.AUTO } },
    ),
    {
      ...own(STYLES.cellHead, 'Report column title', { bold: true, color: 'FFFFFF' }),
      basedOn: STYLES.cell,
    },
  ],
});

/** Character style of what is written like code. */
export const CODE_RUN = { font: CODE_FONT } as const;

/** Names of the two kinds of list. */
export const LISTS = { bullets: 'bullets', numbers: 'numbers' } as const;
export const numbersFrom = (start: number): string => (start === 1 ? LISTS.numbers : `${LISTS.numbers}-${start}`);
/** Levels of lists inside each other that documents know, from 0. */
export const DEEPEST_LIST = 8;

/** Where the text of a list's item begins. */
export const listIndent = (level: number): { left: number; hanging: number } => ({
  left: distance(18) * (level + 1),
  hanging: distance(14),
});

const levels = (
  format: (typeof LevelFormat)[keyof typeof LevelFormat],
  text: (level: number) => string,
  start = 1,
): ILevelsOptions[] =>
  Array.from({ length: DEEPEST_LIST + 1 }, (_, level) => ({
    level,
    format,
    text: text(level),
    ...(start === 1 ? {} : { start }),
    alignment: AlignmentType.LEFT,
    style: { paragraph: { indent: listIndent(level) } },
  }));

/** `starts`: the first numbers of the document's lists. */
export const documentLists = (starts: ReadonlySet<number>): INumberingOptions => ({
  config: [
    { reference: LISTS.bullets, levels: levels(LevelFormat.BULLET, (level) => (level % 2 === 0 ? '•' : '–')) },
    ...[...new Set([1, ...starts])].map((start) => ({
      reference: numbersFrom(start),
      levels: levels(LevelFormat.DECIMAL, (level) => `%${level + 1}.`, start),
    })),
  ],
});
