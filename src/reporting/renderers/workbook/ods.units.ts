// Units of numbers in an ODS workbook. The library takes a format for one of times where its unit has an s or an h, and for
// one of dates where it has a d or a y: of SEK, DKK, HUF, CHF or USD, and of points. It gets their letters veiled.
import type { WriteOptions } from 'hucre';

/** Characters of the private use area stand for letters: no format means anything by them. */
const VEIL = 0xe000;

export function withVeiledUnits(workbook: WriteOptions): WriteOptions {
  const sheets = workbook.sheets.map((sheet) => {
    const cells = [...(sheet.cells ?? [])].map(([place, cell]) => {
      const numFmt = cell.style?.numFmt?.replace(/"[^"]*"/g, (unit) =>
        unit.replace(/[A-Za-z]/g, (letter) => String.fromCharCode(VEIL + letter.charCodeAt(0))),
      );
      return [place, numFmt === undefined ? cell : { ...cell, style: { ...cell.style, numFmt } }] as const;
    });
    return { ...sheet, cells: new Map(cells) };
  });
  return { ...workbook, sheets };
}

/** The formats in the XML of a workbook, with their letters again. */
export const withUnveiledUnits = (content: string): string =>
  content.replace(/(?<=<number:text>)[^<]*/g, (unit) =>
    unit.replace(/[\ue041-\ue07a]/g, (veiled) => String.fromCharCode(veiled.charCodeAt(0) - VEIL)),
  );
