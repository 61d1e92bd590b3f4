// Search by name: beginnings of words, whatever their accents and case.
import { describe, expect, it } from '@jest/globals';
import { found, searchable, type Named } from './search.js';

const named = (id: string, name: string, kind: Named['kind'] = 'organisation'): Named => ({ kind, id, name });
const things = searchable([
  named('tknika', 'TKNIKA, Centro de Investigación'),
  named('donostia', 'Donostia Ekonomia'),
  named('festo', 'Festo SE & Co. KG'),
  named('mou-festo', 'Learning factories with Festo', 'mou'),
  named('I3', 'Number of MoUs signed', 'indicator'),
]);
const ids = (asked: string): string[] => found(asked, things).map(({ id }) => id);

describe('search', () => {
  it.each([
    ['festo', ['festo', 'mou-festo']],
    ['FESTO', ['festo', 'mou-festo']],
    ['investigacion', ['tknika']],
    ['DONÓS', ['donostia']],
    ['learning fest', ['mou-festo']],
    ['i3', ['I3']],
    ['mou', ['mou-festo', 'I3']],
    ['esto', []],
    ['festo siemens', []],
    [' ,; ', []],
  ])('of %j finds %j', (asked, expected) => {
    expect(ids(asked)).toEqual(expected);
  });
});
