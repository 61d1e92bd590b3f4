// Workbooks made by hand, so that every part of them can be wrong.
import { crc32, deflateRawSync } from 'node:zlib';

export interface Part {
  readonly name: string;
  readonly content: string | Buffer;
  /** What the ZIP says that it unpacks to, where that is a lie. */
  readonly claimed?: number;
  /** What was there when its checksum was made, where that is something else. */
  readonly original?: string;
}

/** A ZIP of parts, each deflated. */
export function zip(parts: readonly Part[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimed, original } of parts) {
    const bytes = Buffer.isBuffer(content) ? content : Buffer.from(content, 'utf8');
    const packed = deflateRawSync(bytes);
    const path = Buffer.from(name, 'utf8');
    const sizes = Buffer.alloc(16);
    sizes.writeUInt32LE(crc32(original ?? bytes), 0);
    sizes.writeUInt32LE(packed.length, 4);
    sizes.writeUInt32LE(claimed ?? bytes.length, 8);
    sizes.writeUInt16LE(path.length, 12);
    const versions = Buffer.from([20, 0, 0, 0, 8, 0, 0, 0, 0, 0]);
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004', 'latin1'), versions, sizes, path, packed]);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002', 'latin1'), Buffer.from([20, 0]), versions, sizes, place, path]),
    );
    files.push(local);
    offset += local.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\u0005\u0006', 0, 'latin1');
  end.writeUInt16LE(parts.length, 8);
  end.writeUInt16LE(parts.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const relations = (...targets: readonly (readonly [kind: string, target: string])[]): string =>
  `<Relationships>${targets
    .map(([kind, target], i) => `<Relationship Id="r${i}" Type="${RELATIONS}/${kind}" Target="${target}"/>`)
    .join('')}</Relationships>`;

export interface Sheet {
  readonly name?: string;
  readonly state?: string;
  /** What stands inside <sheetData>. */
  readonly rows: string;
  /** What follows <sheetData>. */
  readonly after?: string;
  /** What comes before the root. */
  readonly before?: string;
}

interface Around {
  readonly date1904?: boolean;
  /** What stands inside <sst>. */
  readonly texts?: string;
  /** What stands inside <styleSheet>. */
  readonly styles?: string;
  readonly more?: readonly Part[];
  /** The prefix of the relations' names. */
  readonly prefix?: string;
}

const STYLES = '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs>';

/** A workbook of these sheets. Unless it has styles of its own, style 1 shows a date. */
export function workbook(
  sheets: readonly Sheet[],
  { date1904 = false, texts = '', styles = STYLES, more = [], prefix = 'r' }: Around = {},
): Buffer {
  const listed = sheets.map(
    ({ name = 'Sheet', state = 'visible' }, i) =>
      `<sheet name="${name}" sheetId="${i + 1}" state="${state}" ${prefix}:id="r${i}"/>`,
  );
  return zip([
    { name: '[Content_Types].xml', content: '<Types/>' },
    { name: '_rels/.rels', content: relations(['officeDocument', 'xl/workbook.xml']) },
    {
      name: 'xl/workbook.xml',
      content: `<workbook xmlns:${prefix}="${RELATIONS}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${listed.join('')}</sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relations(
        ...sheets.map((_, i) => ['worksheet', `worksheets/sheet${i + 1}.xml`] as const),
        ['styles', 'styles.xml'],
        ['sharedStrings', 'sharedStrings.xml'],
      ),
    },
    { name: 'xl/styles.xml', content: `<styleSheet>${styles}</styleSheet>` },
    { name: 'xl/sharedStrings.xml', content: `<sst>${texts}</sst>` },
    ...sheets.map(({ rows, after = '', before = '' }, i) => ({
      name: `xl/worksheets/sheet${i + 1}.xml`,
      content: `${before}<worksheet><sheetData>${rows}</sheetData>${after}</worksheet>`,
    })),
    ...more,
  ]);
}

export const text = (value: string): string => `<c t="inlineStr"><is><t>${value}</t></is></c>`;
export const number = (value: number | string): string => `<c><v>${value}</v></c>`;
export const date = (serial: number | string): string => `<c s="1"><v>${serial}</v></c>`;
export const row = (...cells: readonly string[]): string => `<row>${cells.join('')}</row>`;
