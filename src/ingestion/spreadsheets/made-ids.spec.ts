// Ids made of names: the same for the same organisation, and no other’s.
import { describe, expect, it } from '@jest/globals';
import { MadeIds } from './made-ids.js';

const LONG = 'Ministry of Education and Vocational Training of the Autonomous Region of';
const CUT = 'ministry-of-education-and-vocational-training-of-the-autonomous';

describe('the id that is made of a name', () => {
  const idsOf = (names: readonly string[], recorded: Readonly<Record<string, readonly string[]>> = {}): string[] => {
    const made = new MadeIds('name', new Map(Object.entries(recorded).map(([id, words]) => [id, new Set(words)])));
    return names.map((name) => made.idOf(name));
  };

  it.each<readonly [what: string, names: readonly string[], ids: readonly string[]]>([
    ['the same for the same name, however it is written', ['Festo', 'FESTO.', 'Fésto'], ['festo', 'festo', 'festo']],
    ['another one for another name in another script', ['Школа 7', 'Завод 7', 'Школа 7'], ['7', '7-2', '7']],
    [
      'another one for a name that differs behind its 64th letter',
      [`${LONG} Asturias`, `${LONG} Murcia`],
      [CUT, `${CUT.slice(0, 57)}-2`],
    ],
  ])('is %s', (_, names, ids) => {
    expect(idsOf(names)).toEqual(ids);
  });

  it('is none that an organisation of another name is recorded under', () =>
    expect(idsOf(['Acme', 'Festo'], { acme: ['acme institute'], 'acme-2': ['acme labs'], festo: ['festo'] })).toEqual([
      'acme-3',
      'festo',
    ]));

  it('is the one that it was recorded under, whatever else begins alike', () =>
    expect(
      idsOf(['Acme', 'ACME Labs', 'Завод', 'Twice'], {
        ...{ 'acme-labs': ['a name before', 'acme labs'], 'acme-2': ['acme'], 'a-factory': ['завод'] },
        ...{ first: ['twice'], 'twice-2': ['twice'], twice: ['another'] },
      }),
    ).toEqual(['acme-2', 'acme-labs', 'a-factory', 'twice-2']));
});
