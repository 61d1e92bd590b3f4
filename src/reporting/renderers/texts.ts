// The texts of a report for documents that people look at: nothing in them can turn their order round, or break a file.
import type { NarrativePart, Run } from '../report-model.js';

/** A copy of a value made of plain data, with every string in it as `change` gives it. */
export function withTexts<T>(value: T, change: (text: string) => string): T {
  if (typeof value === 'string') return change(value) as T;
  if (Array.isArray(value)) return value.map((each: unknown) => withTexts(each, change)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, withTexts(each as unknown, change)])) as T;
}

/** A copy of a value made of plain data, in which the address of each link stands behind its text. */
export function withoutLinks<T>(value: T): T {
  if (Array.isArray(value)) return value.map((each: unknown) => withoutLinks(each)) as T;
  if (value === null || typeof value !== 'object') return value;
  const { link, ...plain } = value as { link?: string; text?: string };
  const { text } = plain;
  const written = link === undefined || text === undefined ? plain : { ...plain, text: addressed(text, link) };
  return Object.fromEntries(Object.entries(written).map(([key, each]) => [key, withoutLinks(each as unknown)])) as T;
}

/** With its address behind it, where it has another. */
export const addressed = (text: string, link: string | undefined): string =>
  link === undefined || link === text ? text : `${text} (${link})`;

/** Controls but tab and line feed, what turns the direction of text, and what XML can't hold. */
// eslint-disable-next-line no-control-regex
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g;

/** A mark of byte order inside a text says nothing, and documents for everyone must not hold one. */
const BYTE_ORDER_MARK = /\ufeff/g;

/** Characters that nobody sees, but that change what is read, as their numbers: `[U+202E]`. */
export const legible = (text: string): string => text.replace(BYTE_ORDER_MARK, '').replace(UNSEEN, codePoints);

/** What is seen of a legible text: no character that nobody sees, and plain spaces. */
export const seen = (text: string): string =>
  legible(text)
    .replace(/[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\p{Zs}/gu, ' ');

/** What is seen, with numbers in the places of marks, and of letters of other scripts than Latin, Greek and Cyrillic. */
export const spelled = (text: string): string => seen(text).replace(BEYOND_SCRIPTS, codePoints);

const BEYOND_SCRIPTS = /[^\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}]/gu;

/** So many characters without a place to break a line end the program that lays out a PDF. */
const LONGEST_STRETCH = 200;
const STRETCH = new RegExp(`[^ \\t\\n\\u200b]{${LONGEST_STRETCH}}`, 'gu');

/** With places to break a line where there are none for long. */
export const parted = (text: string): string => text.replace(STRETCH, '$&\u200b');

/** `[U+6F22]` for each character. */
export const codePoints = (text: string): string =>
  Array.from(text, (each) => `[U+${(each.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`).join('');

/** What people wrote, in the lines of a text without marks. */
export function plainText(parts: readonly NarrativePart[]): string {
  return parts.map(linesOf).join('\n');
}

function linesOf(part: NarrativePart): string {
  switch (part.kind) {
    case 'paragraph':
    case 'heading':
      return textOf(part.runs);
    case 'list':
      return part.items
        .map(
          (item, i) =>
            `${part.ordered ? `${(part.start ?? 1) + i}.` : '•'} ${plainText(item).replaceAll('\n', '\n   ')}`,
        )
        .join('\n');
    case 'quote':
      return plainText(part.parts);
    case 'code':
      return part.text;
    case 'table':
      return [part.head, ...part.rows].map((row) => row.map(textOf).join(' | ')).join('\n');
    case 'rule':
      return '';
  }
}

/** What is struck through keeps its signs: it no longer holds. */
const textOf = (runs: readonly Run[]): string =>
  runs
    .map(({ text, link, struck }) => {
      const said = addressed(text, link);
      return struck ? `~~${said}~~` : said;
    })
    .join('');

/**
 * Levels of headings inside a section: as they are written, but that none is skipped on the way down, which documents
 * for everyone must not do. `above`: the level of the section's own heading.
 */
export function headingLevels(depths: readonly number[], above: number): number[] {
  let last = above;
  return depths.map((depth) => {
    last = Math.min(above + depth, last + 1, LOWEST_HEADING);
    return last;
  });
}

/** What documents know as headings, from 1. */
const LOWEST_HEADING = 6;
