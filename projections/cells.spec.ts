// Names of cells: the same parts give the same string, however many names were asked for.
import { describe, expect, it } from '@jest/globals';
import { cell } from './cells.js';

describe('the name of a cell', () => {
  it('joins its parts', () => {
    expect(cell('signed', 'ES')).toBe('signed|ES');
    expect(cell('q=', 4, 'affiliate', 'ES')).toBe('q=|4|affiliate|ES');
    expect(cell('topic', 'Robots | and more')).toBe('topic|Robots | and more');
  });

  it('is the same after more names than are kept', () => {
    for (let i = 0; i < 120_000; i++) if (cell('topic', i) !== `topic|${i}`) throw new Error(String(i));
    expect(cell('topic', 7)).toBe('topic|7');
    expect(cell('signed', 'ES')).toBe('signed|ES');
  });
});
