// How the values of recorded facts are written: nothing that was recorded gets lost.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadInLanguage } from './web-module.js';

interface FactWords {
  writeField(field: string, value: unknown): string;
}

describe('the value of a fact', () => {
  let factWords: FactWords;

  beforeAll(async () => {
    ({ module: factWords } = await loadInLanguage<FactWords>('facts/fact-words.ts', 'en'));
  });

  it.each([
    ['value', 0.04, '0.04'],
    ['value', 1_234.567, '1,234.567'],
    ['scale', { min: 0.25, max: 5 }, '0.25 to 5'],
  ])('%s %j stands with all its decimals', (field, value, words) =>
    expect(factWords.writeField(field, value)).toContain(words),
  );

  it('names the question of each answer, also of one that is called as a part of other values', () =>
    expect(factWords.writeField('answers', { min: 4, text: 5, name: null })).toBe('min: 4, text: 5, name: –'));
});
