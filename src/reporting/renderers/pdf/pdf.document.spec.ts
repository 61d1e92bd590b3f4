// Where words may be broken on pages: only such as fit on no line, and where readers expect it.
import { expect, it } from '@jest/globals';
import { breakable } from './pdf.document.js';

const shown = (text: string): string => breakable(16)(text).replaceAll('\u200b', '|');

it.each([
  ['micro-credentials, (representatives),', 'micro-|credentials, (representatives),'],
  ['https://example.org/a/b', 'https://|example.|org/|a/|b'],
  ['x'.repeat(17), Array.from('x'.repeat(17)).join('|')],
  ['the organisations’ own', 'the organisations’ own'],
])('%s', (text, expected) => {
  expect(shown(text)).toBe(expected);
});
