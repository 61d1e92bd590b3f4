// The fonts of reports and their drawings: Latin, Greek, Cyrillic; signs, Arabic, Hebrew; emoji. They come with the service, under
// names that no font of a machine has: otherwise the machine's own version of a font would change the bytes.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const NOTO_SANS = '@expo-google-fonts/noto-sans';
const DEJAVU = 'dejavu-fonts-ttf/ttf';
const FILES = [
  `${NOTO_SANS}/400Regular/NotoSans_400Regular.ttf`,
  `${NOTO_SANS}/400Regular_Italic/NotoSans_400Regular_Italic.ttf`,
  `${NOTO_SANS}/700Bold/NotoSans_700Bold.ttf`,
  `${NOTO_SANS}/700Bold_Italic/NotoSans_700Bold_Italic.ttf`,
  '@expo-google-fonts/noto-emoji/400Regular/NotoEmoji_400Regular.ttf',
  `${DEJAVU}/DejaVuSans.ttf`,
  `${DEJAVU}/DejaVuSans-Bold.ttf`,
  `${DEJAVU}/DejaVuSansMono.ttf`,
];

/** As long as the names that they stand for: a name inside a font can be exchanged, not lengthened. */
const RENAMED = [
  ['Noto', 'AKPI'],
  ['DejaVu', 'AKPIDV'],
] as const;

/** In the order in which a character is looked for. */
export const TEXT_FONTS = ['AKPI Sans', 'AKPIDV Sans', 'AKPI Emoji'] as const;
export const CODE_FONTS = ['AKPIDV Sans Mono', ...TEXT_FONTS] as const;

export const reportFonts = (): Buffer[] => fonts(FILES);

/** What the texts of a chart are painted with: upright letters and signs. */
export const drawingFonts = (): Buffer[] => fonts(FILES.filter((file) => DRAWING_FONTS.test(file)));

const DRAWING_FONTS = /_400Regular\.ttf$|\/DejaVuSans\.ttf$/;

function fonts(files: readonly string[]): Buffer[] {
  const { resolve } = createRequire(import.meta.url);
  return files.map((file) => renamed(readFileSync(resolve(file))));
}

const TABLES_AT = 12;
const TABLE_LENGTH = 16;

/** The font with other names in its table of names (OpenType, `name`), as Windows and as Macintosh write them. */
function renamed(font: Buffer): Buffer {
  const tables = Array.from({ length: font.readUInt16BE(4) }, (_, i) => TABLES_AT + i * TABLE_LENGTH);
  const entry = tables.find((at) => font.toString('latin1', at, at + 4) === 'name');
  if (entry === undefined) throw new Error('a font has no names');
  const begin = font.readUInt32BE(entry + 8);
  const names = font.subarray(begin, begin + font.readUInt32BE(entry + 12));
  for (const [from, to] of RENAMED) {
    for (const write of [utf16, latin1]) exchange(names, write(from), write(to));
  }
  return font;
}

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();
const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1');

function exchange(bytes: Buffer, from: Buffer, to: Buffer): void {
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) to.copy(bytes, at);
}
