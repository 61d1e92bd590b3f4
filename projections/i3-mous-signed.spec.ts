// Specs of I3: MoUs signed by every party they name, and MoUs in force.
import { describe } from '@jest/globals';
import {
  correction,
  extended,
  proposalWithdrawn,
  proposed,
  retraction,
  signed,
  terminated,
  type SpokenFact,
} from './facts.fixture.js';
import { allianceWith, indicator, it } from './given.fixture.js';

const none = { value: 0, companions: { inForce: 0 } };
const inForce = { value: 1, companions: { inForce: 1 } };
const ended = { value: 1, companions: { inForce: 0 } };

/** Proposed a month before, signed by Festo first and by the alliance on `lastSignedOn`. */
const mou = (lastSignedOn: string, id = 'mou-1'): SpokenFact[] => [
  proposed(id, '2024-01-10'),
  signed(id, 'festo', '2024-01-15'),
  signed(id, 'lcamp', lastSignedOn),
];

describe('I3 MoUs signed', () => {
  const given = allianceWith(indicator('I3', { kind: 'mousSigned' }));

  it('has no value while nothing is recorded of any MoU', () =>
    given().at('2024-06-14', { value: null, companions: {} }));

  it('is 0 when MoUs are only proposed', () =>
    given(proposed('mou-1', '2024-01-10')).at('2024-01-01', none).at('2024-06-14', none));

  it('counts from the last signature until the day before its fifth anniversary is in force', () =>
    given(...mou('2024-02-28'))
      .at('2024-02-27', none)
      .at('2024-02-28', inForce)
      .at('2029-02-27', inForce)
      .at('2029-02-28', ended));

  it('ends on 28 February when it was signed on 29 February', () =>
    given(...mou('2024-02-29'))
      .at('2024-02-28', none)
      .at('2024-02-29', inForce)
      .at('2029-02-27', inForce)
      .at('2029-02-28', ended));

  it('needs the signature of every party it names', () => {
    const parties = [{ partyId: 'lcamp' }, { partyId: 'festo' }, { partyId: 'efvet' }];
    return given(
      proposed('mou-1', '2024-01-10', { parties }),
      signed('mou-1', 'lcamp', '2024-01-15'),
      signed('mou-1', 'festo', '2024-01-20'),
      signed('mou-1', 'efvet', '2024-03-01'),
    )
      .at('2024-02-29', none)
      .at('2024-03-01', inForce);
  });

  it('counts from the latest date among the signatures, whichever was recorded last', () =>
    given(
      proposed('mou-1', '2024-01-10'),
      signed('mou-1', 'lcamp', '2024-03-01'),
      signed('mou-1', 'festo', '2024-02-01'),
    )
      .at('2024-02-01', none)
      .at('2024-03-01', inForce)
      .knowing(2)
      .at('2024-03-01', none));

  it('may be signed before the start of the project', () =>
    given(
      proposed('mou-1', '2021-01-10'),
      signed('mou-1', 'lcamp', '2021-02-01'),
      signed('mou-1', 'festo', '2021-02-01'),
    )
      .at('M0', inForce)
      .at('2026-02-01', ended));

  it('is in force until the day before the end that an extension agrees', () =>
    given(...mou('2024-02-28'), extended('mou-1', '2024-06-01', '2031-05-31'))
      .at('2029-02-28', inForce)
      .at('2031-05-30', inForce)
      .at('2031-05-31', ended)
      .knowing(3)
      .at('2029-02-28', ended));

  it('is in force until the day before the end of the last of two extensions', () =>
    given(
      ...mou('2024-02-28'),
      extended('mou-1', '2024-06-01', '2031-05-31'),
      extended('mou-1', '2025-06-01', '2033-05-31'),
    )
      .at('2031-05-31', inForce)
      .at('2033-05-31', ended));

  it('keeps to the fifth anniversary in the figures of a day before an extension was agreed', () =>
    given(
      proposed('mou-1', '2017-01-10'),
      signed('mou-1', 'lcamp', '2019-02-28'),
      signed('mou-1', 'festo', '2019-02-28'),
      extended('mou-1', '2024-02-27', '2026-02-28'),
    )
      .at('2024-02-26', inForce)
      .at('2024-02-28', inForce)
      .at('2026-02-28', ended));

  it('is no longer in force from the day of a termination on, and stays signed', () =>
    given(...mou('2024-02-28'), terminated('mou-1', '2025-06-30'))
      .at('2025-06-29', inForce)
      .at('2025-06-30', ended));

  it('is not in force at all when it is terminated on the day of the last signature', () =>
    given(...mou('2024-02-28'), terminated('mou-1', '2024-02-28'))
      .at('2024-02-27', none)
      .at('2024-02-28', ended));

  it('does not count a proposal that was withdrawn', () =>
    given(
      proposed('mou-1', '2024-01-10'),
      signed('mou-1', 'festo', '2024-01-15'),
      proposalWithdrawn('mou-1', '2024-02-01'),
    ).at('2024-06-14', none));

  it('loses a signature when its retraction is known', () => {
    const [proposal, festo, lcamp] = mou('2024-02-28') as [SpokenFact, SpokenFact, SpokenFact];
    return given(proposal, festo, lcamp, retraction(lcamp))
      .knowing(3)
      .at('2024-06-14', inForce)
      .knowing(4)
      .at('2024-06-14', none);
  });

  it('moves with a corrected signature, and its anniversary with it', () => {
    const [proposal, festo, lcamp] = mou('2024-02-28') as [SpokenFact, SpokenFact, SpokenFact];
    return given(proposal, festo, lcamp, correction(lcamp, signed('mou-1', 'lcamp', '2024-03-15')))
      .at('2024-03-14', none)
      .at('2029-03-14', inForce)
      .at('2029-03-15', ended)
      .knowing(3)
      .at('2024-03-14', inForce)
      .at('2029-03-14', ended);
  });

  it('takes the correction of a proposal that is signed already', () => {
    const [proposal, festo, lcamp] = mou('2024-02-28') as [SpokenFact, SpokenFact, SpokenFact];
    const parties = [{ partyId: 'lcamp' }, { partyId: 'festo', country: 'DE' }];
    return given(proposal, festo, lcamp, correction(proposal, proposed('mou-1', '2024-01-10', { parties })))
      .at('2024-06-14', inForce)
      .breakdown('2024-06-14', 'country', { DE: 1 })
      .knowing(3)
      .breakdown('2024-06-14', 'country', { '-': 1 });
  });

  it('counts by the countries of the other parties and by topic, which overlap', () =>
    given(
      proposed('mou-1', '2024-01-10', {
        parties: [
          { partyId: 'lcamp', country: 'ES' },
          { partyId: 'festo', country: 'DE' },
        ],
        topics: ['Learning factories', 'AI | robots'],
      }),
      signed('mou-1', 'lcamp', '2024-02-01'),
      signed('mou-1', 'festo', '2024-02-01'),
      proposed('mou-2', '2024-01-10', {
        parties: [{ partyId: 'lcamp' }, { partyId: 'efvet' }],
        topics: ['AI | robots'],
      }),
      signed('mou-2', 'lcamp', '2024-02-01'),
      signed('mou-2', 'efvet', '2024-02-01'),
    )
      .breakdown('2024-06-14', 'country', { DE: 1, '-': 1 })
      .breakdown('2024-06-14', 'topic', { 'AI | robots': 2, 'Learning factories': 1 }));
});

describe('I3 for one party', () => {
  const given = allianceWith(indicator('I3', { kind: 'mousSigned', party: 'lcamp' }));
  const ofOthers = [
    proposed('mou-2', '2024-01-10', { parties: [{ partyId: 'festo' }, { partyId: 'efvet' }] }),
    signed('mou-2', 'festo', '2024-02-01'),
    signed('mou-2', 'efvet', '2024-02-01'),
  ];

  it('counts only MoUs that name it', () => given(...ofOthers, ...mou('2024-02-28')).at('2024-06-14', inForce));

  it('is counted beside those of all, and those of another party', () =>
    allianceWith([
      indicator('all', { kind: 'mousSigned' }),
      ...['lcamp', 'efvet'].map((party) => indicator(party, { kind: 'mousSigned', party })),
    ])(...ofOthers, ...mou('2024-02-28'), terminated('mou-1', '2024-06-01'))
      .of('all')
      .at('2024-06-14', { value: 2, companions: { inForce: 1 } })
      .of('lcamp')
      .at('2024-06-14', ended)
      .of('efvet')
      .at('2024-06-14', inForce));

  it('is 0, not without a value, when only other MoUs are known', () => given(...ofOthers).at('2024-06-14', none));
});

describe('MoUs in force', () => {
  const given = allianceWith(indicator('F', { kind: 'mousInForce' }));

  it('falls when one ends', () =>
    given(...mou('2024-02-28'), ...mou('2024-03-28', 'mou-2'), terminated('mou-2', '2025-06-30'))
      .at('2025-06-29', { value: 2, companions: {} })
      .at('2025-06-30', { value: 1, companions: {} })
      .at('2029-02-28', { value: 0, companions: {} }));
});
