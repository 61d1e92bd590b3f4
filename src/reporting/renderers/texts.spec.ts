// The ways in which the texts of a report can be written more plainly.
import { describe, expect, it } from '@jest/globals';
import { legible, seen, spelled, withoutLinks } from './texts.js';

describe('a text', () => {
  it('shows what would turn its order round, and leaves a mark of byte order out', () => {
    expect(legible('one\u202etwo \ufeffthree')).toBe('one[U+202E]two three');
  });

  it('can be without what nobody sees, with plain spaces', () => {
    expect(seen('one\u2060 two\u200b\u00a0three\n\u202efour')).toBe('one two three\n[U+202E]four');
  });

  it('can have the numbers of marks and of letters of other scripts', () => {
    expect(spelled('Ωμέγα, Ж, über: a\u20d8 中 1 ₂ €')).toBe('Ωμέγα, Ж, über: a[U+20D8] [U+4E2D] 1 ₂ €');
  });
});

describe('a report without links', () => {
  it('has their addresses behind their texts', () => {
    const runs = [
      { text: 'see ', bold: true },
      { text: 'here', link: 'https://x.y' },
      { text: 'https://z', link: 'https://z' },
    ];
    expect(withoutLinks({ rows: [{ runs }], none: null })).toEqual({
      rows: [{ runs: [{ text: 'see ', bold: true }, { text: 'here (https://x.y)' }, { text: 'https://z' }] }],
      none: null,
    });
  });
});
