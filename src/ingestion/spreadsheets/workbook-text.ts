// Texts and flags as the XML of a workbook writes them.
import { unreadable } from './table.js';

/** No spreadsheet program takes a longer text into a cell than of 32,767 characters. */
const LONGEST_TEXT = 100_000;

/** A text with another piece of it. */
export function longer(text: string, piece: string): string {
  if (text.length + piece.length > LONGEST_TEXT)
    throw unreadable('workbook-invalid', 'A cell of the workbook holds more than 100,000 characters.');
  return text + piece;
}

/** `_x000D_` and the like stand for characters that XML can't hold. */
export const unescaped = (text: string): string =>
  text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(parseInt(code, 16)))
    : text;

export const isSet = (flag: string | undefined): boolean => flag === '1' || flag === 'true';
