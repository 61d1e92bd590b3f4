// Organisations that are likely the same, and names that comparing would take too long for.
import { setImmediate } from 'node:timers';
import { describe, expect, it } from '@jest/globals';
import { likelyDuplicates, type NamedOrganisation } from './likely-duplicates.js';

/** The groups of these names, as rows of a file. */
const alike = async (names: readonly string[]): Promise<string[][]> =>
  (await likelyDuplicates(names.map((name, row) => ({ name, row })))).map(({ organisations }) =>
    organisations.map(({ name }) => name),
  );
const LONGEST_NAME = 'x'.repeat(300);

describe('organisations that are likely the same', () => {
  it('differ by form, country or one letter', async () => {
    expect(await alike(['Festo GmbH', 'FESTO -De', 'Miguel Altuna', 'Miguel Altunna', 'DHBW'])).toEqual([
      ['Festo GmbH', 'FESTO -De'],
      ['Miguel Altuna', 'Miguel Altunna'],
    ]);
  });

  it('are those whose form is written with and without dots', async () => {
    expect(await alike(['Nova SA', 'Nova S.A.', 'Ekin S. Coop.', 'Ekin, S.L.U.', 'Orbi e.V.', 'Orbi'])).toEqual([
      ['Nova SA', 'Nova S.A.'],
      ['Ekin S. Coop.', 'Ekin, S.L.U.'],
      ['Orbi e.V.', 'Orbi'],
    ]);
  });

  it('are found among the longest names that can be recorded, and not among longer ones', async () => {
    const near = LONGEST_NAME.slice(1);
    expect(await alike([LONGEST_NAME, near])).toEqual([[LONGEST_NAME, near]]);
    expect(await alike(['x'.repeat(300_000), 'x'.repeat(299_999)])).toEqual([]);
  });

  it('are not those of a long series', async () => {
    const series = (count: number): string[] =>
      Array.from({ length: count }, (_, i) => `centre ${String.fromCodePoint(0x4e00 + i)}`);
    expect(await alike(series(30))).toHaveLength(1);
    expect(await alike(series(31))).toEqual([]);
  });

  it('are only those that are spelled alike where there are too many letters to compare', async () => {
    const many = Array.from({ length: 250 }, (_, i) => `${i} ${LONGEST_NAME}`.slice(0, 300));
    expect(await alike([...many, 'Miguel Altuna', 'Miguel Altunna', 'Festo GmbH', 'Festo'])).toEqual([
      ['Festo GmbH', 'Festo'],
    ]);
  });

  it('are looked for while others have their turns', async () => {
    function* slowly(): Generator<NamedOrganisation> {
      for (let row = 0; row < 100; row++) {
        for (const until = performance.now() + 1; performance.now() < until;);
        yield { name: `Centre ${row}`, row };
      }
    }
    let turns = 0;
    const count = (): void => void (turns++, (next = setImmediate(count)));
    let next = setImmediate(count);
    await likelyDuplicates({ [Symbol.iterator]: slowly });
    clearImmediate(next);
    expect(turns).toBeGreaterThan(5);
  });
});
