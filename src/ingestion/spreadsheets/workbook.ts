// A workbook as far as its sheets lean on it: which there are, the texts that they share, what a style makes of a number.
import { unreadable } from './table.js';
import { WorkbookParts, type XmlListener } from './workbook-parts.js';
import { isSet, longer, unescaped } from './workbook-text.js';

const RELATION = /\/(officeDocument|worksheet|sharedStrings|styles)$/;
/** More than fit, with the cells that show them, in a workbook that is taken. */
const MOST_SHARED_STRINGS = 2_000_000;

export interface Sheet {
  readonly name: string;
  readonly part: string;
  readonly hidden: boolean;
}

/** What a style makes of a number. */
export type ShownAs = 'date' | 'percentage' | 'number';

export interface Workbook {
  readonly parts: WorkbookParts;
  readonly sheets: readonly Sheet[];
  readonly epoch: 1900 | 1904;
  readonly sharedStrings: readonly string[];
  /** By number of the cell's style. */
  readonly shownAs: readonly ShownAs[];
}

export async function openWorkbook(bytes: Buffer): Promise<Workbook> {
  const parts = await WorkbookParts.open(bytes);
  if (parts.names.some((name) => /vbaProject\.bin$/i.test(name)))
    throw unreadable('workbook-unsupported', 'The workbook holds macros.');
  if (parts.names.some((name) => /(^|\/)externalLinks\//i.test(name)))
    throw unreadable('workbook-invalid', 'The workbook refers to other files, whose values it only remembers.');
  const root = await relations(parts, '_rels/.rels', '');
  const main = [...root.values()].find(({ kind }) => kind === 'officeDocument')?.target;
  if (main === undefined) throw unreadable('workbook-unsupported', 'The file is a ZIP, but no workbook.');
  const folder = main.slice(0, main.lastIndexOf('/') + 1);
  const related = await relations(parts, `${folder}_rels/${main.slice(folder.length)}.rels`, folder);
  const partOf = (wanted: string): string | undefined =>
    [...related.values()].find(({ kind }) => kind === wanted)?.target;
  const sheets: Sheet[] = [];
  let epoch: 1900 | 1904 = 1900;
  await parts.read(main, {
    open(name, attributes) {
      if (name === 'workbookPr' && isSet(attributes['date1904'])) epoch = 1904;
      if (name !== 'sheet') return;
      // Programs write "r:id", but the prefix may be any.
      const [, id = ''] = Object.entries(attributes).find(([attribute]) => attribute.endsWith(':id')) ?? [];
      const part = related.get(id)?.target;
      const { name: title = '', state = 'visible' } = attributes;
      if (part !== undefined) sheets.push({ name: title, part, hidden: state !== 'visible' });
    },
  });
  return {
    parts,
    sheets,
    epoch,
    sharedStrings: await readSharedStrings(parts, partOf('sharedStrings')),
    shownAs: await readStyles(parts, partOf('styles')),
  };
}

interface Relation {
  readonly kind: string;
  readonly target: string;
}

/** By id, what a part refers to inside the workbook. */
async function relations(parts: WorkbookParts, name: string, folder: string): Promise<Map<string, Relation>> {
  const found = new Map<string, Relation>();
  if (!parts.has(name)) return found;
  await parts.read(name, {
    open(tag, { Id: id = '', Type: type = '', Target: target = '' }) {
      const [, kind] = RELATION.exec(type) ?? [];
      if (tag === 'Relationship' && kind !== undefined)
        found.set(id, { kind, target: target.startsWith('/') ? target.slice(1) : folder + target });
    },
  });
  return found;
}

async function readSharedStrings(parts: WorkbookParts, name: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (name === undefined || !parts.has(name)) return strings;
  let text = '';
  let taking = false;
  let phonetic = false;
  const listener: XmlListener = {
    open(tag) {
      if (tag === 'si') text = '';
      if (tag === 'rPh') phonetic = true;
      taking = tag === 't' && !phonetic;
    },
    text(piece) {
      if (taking) text = longer(text, piece);
    },
    close(tag) {
      taking = false;
      if (tag === 'rPh') phonetic = false;
      if (tag === 'si') strings.push(unescaped(text));
      if (strings.length > MOST_SHARED_STRINGS)
        throw unreadable('workbook-too-large', 'The workbook has more than 2,000,000 texts.');
    },
  };
  for await (const _piece of parts.reading(name, listener));
  return strings;
}

async function readStyles(parts: WorkbookParts, name: string | undefined): Promise<ShownAs[]> {
  const styles: ShownAs[] = [];
  if (name === undefined || !parts.has(name)) return styles;
  const { isDateFormat } = await import('hucre');
  const formats = new Map<string, string>();
  let inCells = false;
  await parts.read(name, {
    open(tag, { numFmtId = '0', formatCode = '' }) {
      if (tag === 'numFmt') formats.set(numFmtId, formatCode.slice(0, LONGEST_FORMAT));
      if (tag === 'cellXfs') inCells = true;
      if (tag !== 'xf' || !inCells) return;
      const format = formats.get(numFmtId) ?? numFmtId;
      styles.push(isDateFormat(format) ? 'date' : isPercentFormat(format) ? 'percentage' : 'number');
    },
    close(tag) {
      if (tag === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Numbers of the formats "0%" and "0.00%", which a workbook doesn't spell out. */
const PERCENT_FORMATS = ['9', '10'];
/** No spreadsheet program takes more characters of one. */
const LONGEST_FORMAT = 255;
/** Of a format, what is text. Brackets that are opened again and again aren't looked for to its end each time. */
const LITERALS = /"[^"]*"|\\.|\[[^[\]]*\]/g;

const isPercentFormat = (format: string): boolean =>
  PERCENT_FORMATS.includes(format) || format.replace(LITERALS, '').includes('%');
