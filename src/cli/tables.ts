// Figures as tables in a terminal.
import { inDigits } from '../../projections/rounding.js';
import { inOneLine } from './shown.js';

export function table(head: readonly string[], texts: readonly (readonly string[])[]): string {
  const rows = texts.map((row) => row.map(inOneLine));
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => [...(row[i] ?? '')].length)));
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, i) => cell.padEnd((widths[i] ?? 0) + cell.length - [...cell].length))
      .join('  ')
      .trimEnd();
  return [line(head), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

/** What doesn't fit a column is cut, and shows that it is. */
export function shortened(text: string, longest: number): string {
  const characters = [...text];
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : text;
}

/** An instant to the minute, as a person reads it. */
export const readableInstant = (instant: string): string => `${instant.slice(0, 16).replace('T', ' ')} UTC`;

/** A value as a person reads it; "–" for none. */
export function inWords(value: number | boolean | null | undefined, unit: string): string {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  const digits = inDigits(value, unit);
  if (unit === 'percent') return `${digits} %`;
  return /^[A-Z]{3}$/.test(unit) ? `${digits} ${unit}` : digits;
}

/** "1 row", "2 rows". */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`;

/** Status words as a person reads them: "onTrack" becomes "on track". */
export const spaced = (word: string): string => word.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
