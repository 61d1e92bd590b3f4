// Specs of I2: members that joined, and members in force.
import { describe } from '@jest/globals';
import { changed, correction, joined, left, retraction } from './facts.fixture.js';
import { allianceWith, indicator, it } from './given.fixture.js';

describe('I2 members joined', () => {
  const given = allianceWith(indicator('I2', { kind: 'membersJoined' }));
  const none = { value: 0, companions: { active: 0 } };
  const one = { value: 1, companions: { active: 1 } };
  const left1 = { value: 1, companions: { active: 0 } };

  it('has no value while nothing is recorded of any member', () =>
    given().at('2024-06-14', { value: null, companions: {}, status: 'noTarget' }));

  it('counts from the day of joining, and is 0 before it', () =>
    given(joined('festo', '2024-02-29')).at('2024-02-28', none).at('2024-02-29', one));

  it('is 0, not without a value, when the only member is a project partner', () =>
    given(joined('tknika', '2022-06-15', { category: 'projectPartner' })).at('2024-06-14', none));

  it('keeps counting a member that left: it did become one; on the day of leaving it is no longer one', () =>
    given(joined('festo', '2023-03-01'), left('festo', '2025-01-31')).at('2025-01-30', one).at('2025-01-31', left1));

  it('counts an organisation that joins again once', () =>
    given(joined('festo', '2023-03-01'), left('festo', '2024-01-31'), joined('festo', '2024-05-01'))
      .at('2024-04-30', left1)
      .at('2024-05-01', one));

  it('takes leaving and joining again on the same day in the order of recording', () =>
    given(joined('festo', '2023-03-01'), left('festo', '2024-01-31'), joined('festo', '2024-01-31', { country: 'FR' }))
      .at('2024-01-31', one)
      .breakdown('2024-01-31', 'country', { FR: 1 }));

  it('takes joining and leaving on the same day for a member that joined and is none', () =>
    given(joined('festo', '2024-01-31'), left('festo', '2024-01-31')).at('2024-01-30', none).at('2024-01-31', left1));

  it('counts by the category as last changed', () =>
    given(
      joined('festo', '2023-03-01', { category: 'projectPartner' }),
      changed('festo', '2024-01-15', { category: 'affiliate' }),
      changed('festo', '2024-09-01', { category: 'projectPartner' }),
    )
      .at('2024-01-14', none)
      .at('2024-01-15', one)
      .at('2024-09-01', none));

  it('keeps the last category of a member that left', () =>
    given(
      joined('festo', '2023-03-01'),
      changed('festo', '2023-06-01', { category: 'projectPartner' }),
      left('festo', '2024-01-31'),
    ).at('2024-06-14', none));

  it('replaces all details by those of a new joining', () =>
    given(
      joined('festo', '2023-03-01', { category: 'affiliate', country: 'DE' }),
      left('festo', '2024-01-31'),
      joined('festo', '2024-05-01', { category: 'projectPartner', country: 'AT' }),
    )
      .at('2024-04-30', left1)
      .at('2024-05-01', none));

  it('counts organisations by category, agent type and country, and names no empty cell', () =>
    given(
      joined('festo', '2023-03-01', { agentType: 'company', country: 'DE' }),
      joined('efvet', '2023-03-01', { agentType: 'network', country: 'INT', category: 'affiliate' }),
      joined('tknika', '2023-03-01', { category: 'projectPartner', country: 'ES' }),
      changed('festo', '2024-03-01', { country: 'FR' }),
    )
      .breakdown('2024-01-01', 'category', { affiliate: 1, associatePartner: 1 })
      .breakdown('2024-01-01', 'agentType', { company: 1, network: 1 })
      .breakdown('2024-01-01', 'country', { DE: 1, INT: 1 })
      .breakdown('2024-03-01', 'country', { FR: 1, INT: 1 }));

  it('adds up those of several categories, and keeps what a change does not state', () =>
    given(
      joined('festo', '2023-03-01'),
      joined('sandvik', '2023-03-01'),
      changed('festo', '2024-01-01', { category: 'affiliate' }),
      changed('sandvik', '2024-01-01', { country: 'DE' }),
    )
      .at('2024-01-01', { value: 2, companions: { active: 2 } })
      .breakdown('2024-01-01', 'category', { affiliate: 1, associatePartner: 1 })
      .breakdown('2024-01-01', 'agentType', { company: 2 })
      .breakdown('2024-01-01', 'country', { DE: 2 }));

  it('counts by the agent type as last changed, or as given when joining again', () =>
    given(
      joined('festo', '2023-03-01', { agentType: 'company' }),
      changed('festo', '2023-06-01', { agentType: 'education' }),
      left('festo', '2024-01-31'),
      joined('festo', '2024-05-01', { agentType: 'research' }),
    )
      .breakdown('2023-05-31', 'agentType', { company: 1 })
      .breakdown('2023-06-01', 'agentType', { education: 1 })
      .breakdown('2024-05-01', 'agentType', { research: 1 }));

  it('counts an earlier membership that is recorded after a later one', () =>
    given(joined('festo', '2024-03-01'), [joined('festo', '2022-09-01'), left('festo', '2023-01-31')])
      .at('2022-12-31', one)
      .at('2023-06-01', left1)
      .at('2024-03-01', one)
      .knowing(1)
      .at('2022-12-31', none));

  it('shows a fact recorded late only from when it was known', () =>
    given(joined('efvet', '2024-03-01'), joined('festo', '2023-03-01'))
      .knowing(1)
      .at('2023-12-31', none)
      .knowing(2)
      .at('2023-12-31', one));

  it('shows a retracted fact until its retraction was known', () => {
    const wrong = joined('festo', '2023-03-01');
    return given(joined('efvet', '2024-03-01'), wrong, retraction(wrong))
      .knowing(2)
      .at('2023-12-31', one)
      .knowing(3)
      .at('2023-12-31', none);
  });

  it('has no value again when all that was recorded is retracted', () => {
    const wrong = joined('festo', '2023-03-01');
    return given(wrong, retraction(wrong)).at('2024-06-14', { value: null, companions: {} });
  });

  it('keeps the place of a corrected fact on a day with two', () => {
    const leaving = left('festo', '2024-01-31');
    return given(
      joined('festo', '2023-03-01'),
      leaving,
      joined('festo', '2024-01-31', { country: 'FR' }),
      correction(leaving, left('festo', '2024-01-31')),
    ).at('2024-01-31', one);
  });

  it('takes the correction of a joining that later facts stand on', () => {
    const joining = joined('festo', '2023-03-01');
    return given(
      joining,
      changed('festo', '2023-06-01', { country: 'FR' }),
      correction(joining, joined('festo', '2023-02-01', { category: 'affiliate' })),
    )
      .at('2023-01-31', none)
      .at('2023-02-01', one)
      .breakdown('2024-01-01', 'category', { affiliate: 1 })
      .breakdown('2024-01-01', 'country', { FR: 1 });
  });
});

describe('I2 with counted categories', () => {
  const counting = (...countedCategories: ('projectPartner' | 'affiliate')[]) =>
    allianceWith(indicator('I2', { kind: 'membersJoined', countedCategories }));
  const members = [
    joined('tknika', '2022-06-15', { category: 'projectPartner' }),
    joined('festo', '2023-03-01'),
    joined('efvet', '2023-03-01', { category: 'affiliate' }),
  ];

  it('counts only these', () =>
    counting(
      'projectPartner',
      'affiliate',
    )(...members)
      .at('2024-06-14', { value: 2, companions: { active: 2 } })
      .breakdown('2024-06-14', 'category', { affiliate: 1, projectPartner: 1 }));

  it('counts an organisation once when a category is named twice', () =>
    counting('affiliate', 'affiliate')(...members).at('2024-06-14', { value: 1, companions: { active: 1 } }));
});

describe('members active', () => {
  const given = allianceWith(indicator('A', { kind: 'membersActive' }));

  it('counts those in force, and has no companion', () =>
    given(joined('festo', '2023-03-01'), joined('efvet', '2023-03-02'), left('festo', '2024-01-31'))
      .at('2024-01-30', { value: 2, companions: {} })
      .at('2024-01-31', { value: 1, companions: {} })
      .breakdown('2024-01-31', 'country', { DE: 1 }));

  it('has no value while nothing is recorded', () => given().at('2024-06-14', { value: null, companions: {} }));

  it('counts a member that left and joined again from its second joining', () =>
    given(joined('festo', '2023-03-01'), left('festo', '2024-01-31'), joined('festo', '2024-05-01'))
      .facts('2024-01-30', ['MemberJoined festo 2023-03-01'])
      .facts('2024-01-31', [])
      .facts('2024-05-01', ['MemberJoined festo 2024-05-01']));

  it('counts a member that left in no category, also where it was recorded late that it had changed before', () =>
    given(
      joined('festo', '2023-03-01', { category: 'affiliate' }),
      left('festo', '2024-01-31'),
      changed('festo', '2023-06-01', { category: 'associatePartner' }),
    )
      .breakdown('2024-01-30', 'category', { associatePartner: 1 })
      .breakdown('2024-01-31', 'category', {}));
});
