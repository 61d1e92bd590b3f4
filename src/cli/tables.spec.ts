// Texts in the columns of a terminal, and words that were meant.
import { describe, expect, it } from '@jest/globals';
import { isNear } from './near-words.js';
import { inWords, shortened, table } from './tables.js';

describe('texts in a terminal', () => {
  it.each([
    ['whole', 5, 'whole'],
    ['longer', 5, 'long…'],
    ['abc🎓🎓🎓', 5, 'abc🎓…'],
    ['abc🎓🎓', 5, 'abc🎓🎓'],
  ])('%s in %d columns is %s', (text, columns, shown) => expect(shortened(text, columns)).toBe(shown));

  it('are each in one line of a table, and say nothing to the terminal', () => {
    expect(table(['id', 'reason'], [['1', 'a\n2   \u001b[2Jb']])).toBe(
      'id  reason\n──  ─────────────────────\n1   a\\u000a2   \\u001b[2Jb',
    );
  });

  it.each([
    ['example', 'exampel', true],
    ['lcamp', 'LCAMP', true],
    ['lcamp', 'lcmap', true],
    ['lcamp', 'nobody', false],
    ['ab', 'cd', false],
  ])('%s may be meant by %s: %s', (word, typed, near) => expect(isNear(word, typed)).toBe(near));
});

describe('a figure in a terminal', () => {
  it.each<[number | boolean | null, string, string]>([
    [0.0041234, 'number', '0.0041'],
    [-0.0004, 'number', '-0.0004'],
    [1.005, 'number', '1.01'],
    [53.5525, 'count', '53.6'],
    [100, 'count', '100'],
    [66.666, 'percent', '66.67 %'],
    [-0.001, 'percent', '0 %'],
    [4_000_000, 'EUR', '4000000 EUR'],
    [false, 'yesNo', 'no'],
    [null, 'count', '–'],
  ])('%p of the unit %s is %s', (value, unit, shown) => expect(inWords(value, unit)).toBe(shown));
});
