// How the values of recorded facts are written: nothing that was recorded gets lost.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { loadWebModules } from './web-module.js';

interface FactWords {
  writeField(field: string, value: unknown): string;
}
interface Words {
  loadText(language: string): Promise<void>;
}

describe('the value of a fact', () => {
  let factWords: FactWords;

  beforeAll(async () => {
    const [module, words] = await loadWebModules<[FactWords, Words]>('facts/fact-words.ts', 'text.ts');
    await words.loadText('en');
    factWords = module;
  });

  it.each([
    ['value', 0.04, '0.04'],
    ['value', 1_234.567, '1,234.567'],
    ['scale', { min: 0.25, max: 5 }, '0.25 to 5'],
  ])('%s %j stands with all its decimals', (field, value, words) =>
    expect(factWords.writeField(field, value)).toContain(words),
  );
});
