// Markdown as people write it: paragraphs, lists, emphasis and links; HTML stays text, nothing is run or fetched.
import { describe, expect, it } from '@jest/globals';
import { narrativeParts } from './narrative.js';
import { plainText } from './renderers/texts.js';

/** Looked for to the end from each sign, emphasis took a minute and a half. */
const SOON_MS = 20_000;

describe('a narrative', () => {
  it('has no heading that says nothing', () => {
    expect(narrativeParts('# \n\n## \u200b\n\n### Grew')).toEqual([
      { kind: 'heading', depth: 3, runs: [{ text: 'Grew' }] },
    ]);
  });

  it('has paragraphs, headings, lists and emphasis', () => {
    expect(narrativeParts('## Grew\n\nThe **Alliance** grew,\n*fast*.\n\n- one\n- `two`\n\n1. first')).toEqual([
      { kind: 'heading', depth: 2, runs: [{ text: 'Grew' }] },
      {
        kind: 'paragraph',
        runs: [
          { text: 'The ' },
          { text: 'Alliance', bold: true },
          { text: ' grew, ' },
          { text: 'fast', italic: true },
          { text: '.' },
        ],
      },
      {
        kind: 'list',
        ordered: false,
        items: [
          [{ kind: 'paragraph', runs: [{ text: 'one' }] }],
          [{ kind: 'paragraph', runs: [{ text: 'two', code: true }] }],
        ],
      },
      { kind: 'list', ordered: true, items: [[{ kind: 'paragraph', runs: [{ text: 'first' }] }]] },
    ]);
  });

  it('keeps what is struck through, and the numbers of a list that goes on', () => {
    const parts = narrativeParts('1. one\n\nIn ~~100~~ 120.\n\n2. two\n3. three');
    expect(parts).toMatchObject([
      { kind: 'list', ordered: true, items: [[{ runs: [{ text: 'one' }] }]] },
      { kind: 'paragraph', runs: [{ text: 'In ' }, { text: '100', struck: true }, { text: ' 120.' }] },
      { kind: 'list', ordered: true, start: 2, items: [{}, {}] },
    ]);
    expect(parts[0]).not.toHaveProperty('start');
    expect(plainText(parts)).toBe('1. one\nIn ~~100~~ 120.\n2. two\n3. three');
  });

  it.each([
    ['quotations', `${'> '.repeat(40)}deep`],
    ['quotations side by side', `${'>'.repeat(40_000)}deep`],
    ['lists in one line', `${'- '.repeat(20_000)}deep`],
    ['lists and quotations', `${'> 1. '.repeat(9_000)}deep`],
    ['lists, line by line', Array.from({ length: 200 }, (_, i) => `${' '.repeat(2 * i)}- deep`).join('\n')],
  ])('goes a few levels down, and no further: %s', (_what, text) => {
    const depthOf = (value: unknown): number =>
      typeof value !== 'object' || value === null ? 0 : 1 + Math.max(0, ...Object.values(value).map(depthOf));
    const parts = narrativeParts(text);
    expect(depthOf(parts)).toBeLessThan(30);
    expect(JSON.stringify(parts)).toContain('deep');
  });

  it('keeps web links, and no others', () => {
    expect(narrativeParts('[report](https://example.org/r) [x](javascript:alert(1)) <b>bold</b>')).toEqual([
      {
        kind: 'paragraph',
        runs: [{ text: 'report', link: 'https://example.org/r' }, { text: ' x <b>bold</b>' }],
      },
    ]);
  });

  it('shows HTML and pictures as text', () => {
    expect(narrativeParts('<script>alert(1)</script>\n\n![a chart](https://example.org/c.png)')).toEqual([
      { kind: 'paragraph', runs: [{ text: '<script>alert(1)</script>' }] },
      { kind: 'paragraph', runs: [{ text: 'a chart' }] },
    ]);
  });

  it('keeps its signs where there are more of them than anyone emphasises, and is read soon', () => {
    const begun = performance.now();
    expect(narrativeParts('**a_'.repeat(12_500))).toEqual([
      { kind: 'paragraph', runs: [{ text: '**a_'.repeat(12_500) }] },
    ]);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    const [{ runs = [] } = {}] = narrativeParts('*a* '.repeat(500)) as { runs?: unknown[] }[];
    expect(runs).toHaveLength(1_000);
  });

  it('keeps a table as it was written whose rows would be filled up without end, and is read soon', () => {
    const begun = performance.now();
    const text = `${'|a'.repeat(2_000)}\n${'|-'.repeat(2_000)}\n${'|b\n'.repeat(9_000)}`;
    expect(narrativeParts(text)).toEqual([{ kind: 'paragraph', runs: [{ text: text.trim().replaceAll('\n', ' ') }] }]);
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
    const wide = `| a | b | c | d | e | f |\n|---|---|---|---|---|---|\n${'| 1 |\n'.repeat(30)}`;
    expect(narrativeParts(wide)).toMatchObject([
      { kind: 'table', rows: Array.from({ length: 30 }, () => ({ length: 6 })) },
    ]);
    const long = `${'| a '.repeat(20)}|\n${'|---'.repeat(20)}|\n${`${'| 1 '.repeat(20)}|\n`.repeat(200)}`;
    expect(narrativeParts(long)).toMatchObject([{ kind: 'table' }]);
  });

  it('has tables, quotes and code', () => {
    expect(narrativeParts('| a | b |\n|---|---|\n| 1 | 2 |\n\n> said\n\n```\ncode\n```')).toEqual([
      { kind: 'table', head: [[{ text: 'a' }], [{ text: 'b' }]], rows: [[[{ text: '1' }], [{ text: '2' }]]] },
      { kind: 'quote', parts: [{ kind: 'paragraph', runs: [{ text: 'said' }] }] },
      { kind: 'code', text: 'code' },
    ]);
  });

  it('of nothing but blanks is empty', () => {
    expect(narrativeParts(' \n\n ')).toEqual([]);
  });
});
