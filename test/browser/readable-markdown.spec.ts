// Narratives in the dashboard: no text stops the page that shows it.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Marked, type Token, type TokenizerObject, type Tokens } from 'marked';
import { loadWebModule } from './web-module.js';

interface ReadableMarkdown {
  readonly tokenizer: TokenizerObject;
  readable(source: string): string;
}

const SOON_MS = 3_000;

describe('a narrative in the dashboard', () => {
  let markdown: ReadableMarkdown;
  let read: (source: string) => Token[];

  beforeAll(async () => {
    markdown = await loadWebModule<ReadableMarkdown>('months/readable-markdown.ts');
    const reader = new Marked({ gfm: true }).use({ tokenizer: markdown.tokenizer });
    read = (source) => reader.lexer(markdown.readable(source));
  });

  const emphasisIn = (source: string): string[] =>
    (read(source)[0] as Tokens.Paragraph).tokens.map(({ type }) => type).filter((type) => type !== 'text');

  it('of more signs than anyone emphasises keeps them, and is read soon', () => {
    const begun = performance.now();
    expect(emphasisIn('*a_'.repeat(4_000))).toEqual([]);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    expect(emphasisIn('*a* and **b**')).toEqual(['em', 'strong']);
  });

  it('has no table whose rows would be filled up without end', () => {
    const begun = performance.now();
    const kinds = (source: string): string[] => read(source).map(({ type }) => type);
    expect(kinds(`${'|a'.repeat(2_000)}\n${'|-'.repeat(2_000)}\n${'|b\n'.repeat(9_000)}`)).toEqual(['paragraph']);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    expect(kinds(`| a | b |\n|---|---|\n${'| 1 |\n'.repeat(50)}`)).toEqual(['table']);
  });

  it.each(['>'.repeat(40_000), '- '.repeat(20_000), '> 1. '.repeat(9_000)])(
    'goes a few levels down, and no further',
    (openings) => {
      const depthOf = (value: unknown): number =>
        typeof value !== 'object' || value === null ? 0 : 1 + Math.max(0, ...Object.values(value).map(depthOf));
      const tokens = read(`${openings}deep`);
      expect(depthOf(tokens)).toBeLessThan(30);
      expect(JSON.stringify(tokens)).toContain('deep');
    },
  );

  it('has line ends of one kind', () => {
    expect(markdown.readable('a\r\nb\rc')).toBe('a\nb\nc');
  });
});
