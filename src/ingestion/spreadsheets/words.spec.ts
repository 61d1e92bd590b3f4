// Words of a person's own table: what is meant, and that a long table is no matter of minutes.
import { describe, expect, it } from '@jest/globals';
import { ownMeaning } from './words.js';

const SOON_MS = 3_000;

describe('the meaning of a word in a table of its own', () => {
  const words = { Sí: 1, 'sí ': 2, NO: 3, no: 4, Quizás: 5, quizas: 5, '--': 6, '+': 7 };
  it.each([
    ['Sí', 1],
    ['sí', 2],
    ['SI', undefined],
    ['NO', 3],
    ['No', undefined],
    ['QUIZÁS!', 5],
    ['--', 6],
    ['++', undefined],
    ['perhaps', undefined],
    ['toString', undefined],
  ])('%s: %s', (text, meaning) => expect(ownMeaning(words, text)).toBe(meaning));

  it('is null where it is to be none, unless others are spelled alike', () => {
    expect(ownMeaning({ 'N/A': null }, 'n/a')).toBeNull();
    expect(ownMeaning({ 'N/A': null, 'n a': 3 }, 'n-a')).toBeUndefined();
  });

  it('is found soon for every row, however many words there are', () => {
    const many = Object.fromEntries(Array.from({ length: 30_000 }, (_, i) => [`word ${i} é`, i]));
    const begun = performance.now();
    for (let i = 0; i < 3_000; i++) expect(ownMeaning(many, `WORD ${i} E`)).toBe(i);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
  });
});
