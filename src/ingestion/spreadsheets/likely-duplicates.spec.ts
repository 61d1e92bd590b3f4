// Organisations that are likely the same, and names that comparing would take too long for.
import { describe, expect, it } from '@jest/globals';
import { likelyDuplicates } from './likely-duplicates.js';

/** The groups of these names, as rows of a file. */
const alike = (names: readonly string[]): string[][] =>
  likelyDuplicates(names.map((name, row) => ({ name, row }))).map(({ organisations }) =>
    organisations.map(({ name }) => name),
  );
const LONGEST_NAME = 'x'.repeat(300);

describe('organisations that are likely the same', () => {
  it('differ by form, country or one letter', () => {
    expect(alike(['Festo GmbH', 'FESTO -De', 'Miguel Altuna', 'Miguel Altunna', 'DHBW'])).toEqual([
      ['Festo GmbH', 'FESTO -De'],
      ['Miguel Altuna', 'Miguel Altunna'],
    ]);
  });

  it('are found among the longest names that can be recorded, and not among longer ones', () => {
    const near = LONGEST_NAME.slice(1);
    expect(alike([LONGEST_NAME, near])).toEqual([[LONGEST_NAME, near]]);
    expect(alike(['x'.repeat(300_000), 'x'.repeat(299_999)])).toEqual([]);
  });

  it('are not those of a long series', () => {
    const series = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => `centre ${String.fromCodePoint(0x4e00 + i)}`);
    expect(alike(series(30))).toHaveLength(1);
    expect(alike(series(31))).toEqual([]);
  });

  it('are only those that are spelled alike where there are too many letters to compare', () => {
    const many = Array.from({ length: 250 }, (_, i) => `${i} ${LONGEST_NAME}`.slice(0, 300));
    expect(alike([...many, 'Miguel Altuna', 'Miguel Altunna', 'Festo GmbH', 'Festo'])).toEqual([
      ['Festo GmbH', 'Festo'],
    ]);
  });
});
