// Names that are about to be recorded, beside thousands that are.
import { describe, expect, it } from '@jest/globals';
import { coreOf, type NamedOrganisation } from '../../ingestion/spreadsheets/likely-duplicates.js';
import type { RecordedOrganisations } from '../../ingestion/spreadsheets/recorded-organisations.js';
import { plainWord } from '../../ingestion/spreadsheets/words.js';
import { NameCheck } from './name-check.js';

const COUNT = 2_000;

/** Names that are nothing alike. */
const nameOf = (i: number): string => `${(i * 7_919).toString(7)} ${(i * 104_729).toString(5)} Institute`;

describe('the names of thousands of parties', () => {
  it('are held against thousands that are recorded without looking at their words for each pair', async () => {
    const recorded: NamedOrganisation[] = Array.from({ length: COUNT }, (_, i) => ({ id: `id-${i}`, name: nameOf(i) }));
    const organisations = { named: () => recorded } as unknown as RecordedOrganisations;
    const parties = Array.from({ length: COUNT }, (_, i) => ({ partyId: `party-${i}`, name: nameOf(COUNT + i) }));
    const data = { parties: [...parties, { partyId: 'another', name: `${nameOf(5)} GmbH` }] };
    let begun = performance.now();
    for (let i = 0; i < 2 * COUNT; i++) coreOf(plainWord(nameOf(i)));
    const onceMs = performance.now() - begun;
    begun = performance.now();
    const alike = await new NameCheck(organisations).alike('lcamp', [
      { stream: 'mou-lcamp.big', type: 'MouProposed', data },
    ]);
    expect(alike).toEqual([
      {
        name: `${nameOf(5)} GmbH`,
        id: 'another',
        like: [{ name: nameOf(5), id: 'id-5' }],
        why: 'sameButForCountryOrForm',
      },
    ]);
    // For each pair it would be a thousand times and more.
    expect((performance.now() - begun) / onceMs).toBeLessThan(COUNT / 4);
  });
});
