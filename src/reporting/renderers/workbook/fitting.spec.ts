// A text that is too long for a cell is parted, and nothing of it is lost.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fitting } from './fitting.js';

const LONGEST = 40;
const joined = (pieces: readonly string[]): string =>
  pieces.map((piece) => piece.replace(/^\[…\] /, '').replace(/ \[…\]$/, '')).join('');
const withoutBlanks = (text: string): string => text.replaceAll(' ', '');

describe('a text in a cell', () => {
  it('stays as it is where it fits', () => {
    const text = 'x'.repeat(32_767);
    expect(fitting(text)).toEqual([text]);
    expect(fitting(`${text}x`).map(({ length }) => length)).toEqual([32_767, 9]);
  });

  it('goes on in other cells, which say so', () => {
    expect(fitting('The statutes were approved in time, on 10 October 2023.', LONGEST)).toEqual([
      'The statutes were approved in time, […]',
      '[…] on 10 October 2023.',
    ]);
  });

  it('loses no character, and is never cut inside one', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'é', '😀', ' ', '漢'), minLength: LONGEST, maxLength: 300 });
    fc.assert(
      fc.property(text, (whole) => {
        const pieces = fitting(whole, LONGEST);
        expect(withoutBlanks(joined(pieces))).toBe(withoutBlanks(whole));
        for (const piece of pieces) {
          expect(piece.length).toBeLessThanOrEqual(LONGEST);
          expect(Buffer.from(piece).toString()).toBe(piece);
        }
      }),
      { seed: 24 },
    );
  });
});
