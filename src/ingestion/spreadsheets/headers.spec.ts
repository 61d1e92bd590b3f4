// Headers that are looked through for each profile, kind and row: no file makes that a matter of minutes.
import { describe, expect, it } from '@jest/globals';
import { columnCalled, kindOf, recognises } from './headers.js';
import type { Profile } from './profile.js';

const SOON_MS = 3_000;

describe('the headers of a file', () => {
  const headers = ['Name', 'name', 'Tipo de agente', '', 'País'];

  it.each([
    ['name', 1],
    ['NAME', 0],
    ['tipo-de-agente', 2],
    ['pais', 4],
    ['category', -1],
  ])('has the column %s at %d', (wanted, column) => expect(columnCalled(headers, wanted)).toBe(column));

  it.each([
    [['NAME', 'tipo de agente', 'pais'], true],
    [['NAME', 'tipo de agente'], false],
    [['NAME', 'tipo de agente', 'pais', 'web'], false],
    [undefined, false],
  ])('is that of a profile for %j: %s', (wanted, is) =>
    expect(recognises(wanted ? { recognises: wanted } : {}, headers)).toBe(is),
  );

  it('are looked through soon, however long they are, and however many profiles there are', () => {
    const long = (letter: string): string[] => Array.from({ length: 199 }, (_, i) => `h${i} ${letter.repeat(1_900)} é`);
    const profiles = Array.from({ length: 150 }, (): Profile => ({
      recognises: long('x').map((each) => each.slice(0, 100)),
    }));
    const begun = performance.now();
    for (let row = 0; row < 10; row++) {
      const there = long('y');
      expect(profiles.some((profile) => recognises(profile, there))).toBe(false);
      expect(kindOf(there, { ignore: profiles[0]?.recognises })).toBeUndefined();
    }
    expect(performance.now() - begun).toBeLessThan(SOON_MS);
  });
});
