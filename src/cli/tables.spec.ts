// Texts in the columns of a terminal, and words that were meant.
import { describe, expect, it } from '@jest/globals';
import { isNear } from './near-words.js';
import { shortened } from './tables.js';

describe('texts in a terminal', () => {
  it.each([
    ['whole', 5, 'whole'],
    ['longer', 5, 'long…'],
  ])('%s in %d columns is %s', (text, columns, shown) => expect(shortened(text, columns)).toBe(shown));

  it.each([
    ['example', 'exampel', true],
    ['lcamp', 'LCAMP', true],
    ['lcamp', 'lcmap', true],
    ['lcamp', 'nobody', false],
    ['ab', 'cd', false],
  ])('%s may be meant by %s: %s', (word, typed, near) => expect(isNear(word, typed)).toBe(near));
});
