// Whole numbers in sentences, as each language writes them.
import { describe, expect, it } from '@jest/globals';
import { loadWebModule } from './web-module.js';

interface Counting {
  readonly countIn: (locale: string) => (n: number, one: string, many: string) => string;
}

describe('what is counted', () => {
  it.each([
    ['en-GB', '1 fact', '6,000 facts', '12,000 facts'],
    // Spanish parts no four digits.
    ['es-ES', '1 fact', '6000 facts', '12.000 facts'],
  ])('has the marks of %s between thousands', async (locale, ...words) => {
    const { countIn } = await loadWebModule<Counting>('counting.ts');
    expect([1, 6_000, 12_000].map((n) => countIn(locale)(n, 'fact', 'facts'))).toEqual(words);
  });
});
