// Specs of I4: documents that are published and not withdrawn.
import { describe } from '@jest/globals';
import { again, correction, published, retraction, revised, withdrawn } from './facts.fixture.js';
import { allianceWith, indicator, it } from './given.fixture.js';

describe('I4 recommendations published', () => {
  const given = allianceWith(indicator('I4', { kind: 'recommendationsPublished' }));

  it('has no value while nothing is recorded', () => given().at('2024-06-14', { value: null, companions: {} }));

  it('counts from the day of publication', () =>
    given(published('rec-1', '2024-03-01'))
      .at('2024-02-29', { value: 0 })
      .at('2024-03-01', { value: 1, companions: {} }));

  it('does not count a revision as a new document', () =>
    given(published('rec-1', '2024-03-01'), revised('rec-1', '2024-10-01', 2)).at('2024-10-01', { value: 1 }));

  it('does not count a withdrawn document from the day of its withdrawal on', () =>
    given(published('rec-1', '2024-03-01'), withdrawn('rec-1', '2025-02-01'))
      .at('2025-01-31', { value: 1 })
      .at('2025-02-01', { value: 0 }));

  it('counts a document that is published again once more, with its new audience', () =>
    given(
      published('rec-1', '2024-03-01', ['Policymakers']),
      withdrawn('rec-1', '2025-02-01'),
      published('rec-1', '2025-06-01', ['SMEs']),
    )
      .at('2025-05-31', { value: 0 })
      .at('2025-06-01', { value: 1 })
      .breakdown('2024-06-14', 'audience', { Policymakers: 1 })
      .breakdown('2025-05-31', 'audience', {})
      .breakdown('2025-06-01', 'audience', { SMEs: 1 }));

  it('counts a document that was withdrawn and published again on one day', () =>
    given(published('rec-1', '2024-03-01'), withdrawn('rec-1', '2025-02-01'), published('rec-1', '2025-02-01')).at(
      '2025-02-01',
      {
        value: 1,
      },
    ));

  it('counts by audience, which overlaps and does not add up', () =>
    given(
      published('rec-1', '2024-03-01', ['Policymakers', 'SMEs']),
      published('rec-2', '2024-03-01', ['SMEs', 'SMEs']),
      published('rec-3', '2024-03-01'),
    )
      .at('2024-03-01', { value: 3 })
      .breakdown('2024-03-01', 'audience', { Policymakers: 1, SMEs: 2, '-': 1 }));

  it('counts a retracted publication until the retraction was known, and one recorded again from then on', () => {
    const wrong = published('rec-1', '2024-03-01');
    return given(published('rec-2', '2024-01-01'), wrong, retraction(wrong), again(wrong))
      .knowing(2)
      .at('2024-03-01', { value: 2 })
      .knowing(3)
      .at('2024-03-01', { value: 1 })
      .knowing(4)
      .at('2024-03-01', { value: 2 });
  });

  it('takes the correction of a publication that was withdrawn later', () => {
    const wrong = published('rec-1', '2024-03-01', ['SMEs']);
    return given(
      wrong,
      withdrawn('rec-1', '2025-02-01'),
      correction(wrong, published('rec-1', '2024-04-01', ['Policymakers'])),
    )
      .at('2024-03-01', { value: 0 })
      .at('2024-04-01', { value: 1 })
      .at('2025-02-01', { value: 0 })
      .breakdown('2024-04-01', 'audience', { Policymakers: 1 });
  });
});
