// Specs of I6: yes from the first release on.
import { describe } from '@jest/globals';
import { released, retraction } from './facts.fixture.js';
import { allianceWith, indicator, it } from './given.fixture.js';

describe('I6 platform released', () => {
  const given = allianceWith(
    indicator(
      'I6',
      { kind: 'platformReleased' },
      {
        baseline: { value: false },
        targets: [
          { value: true, month: 6 },
          { value: true, month: 12 },
        ],
      },
    ),
  );

  it('is no when nothing is recorded', () => given().at('2022-07-01', { value: false, status: 'notDue' }));

  it('is yes from the first release on, whatever comes later', () =>
    given(released('2023-03-01', '1.0'), released('2023-06-01', '1.1'))
      .at('2023-02-28', { value: false })
      .at('2023-03-01', { value: true })
      .at('2024-06-14', { value: true }));

  it('holds each due month against what was released by then', () =>
    given(released('2023-03-01')).at('2023-06-15', {
      status: 'achieved',
      notes: [],
      targets: [
        { month: 6, date: '2022-12-14', met: false, valueThen: false },
        { month: 12, date: '2023-06-14', met: true, valueThen: true },
      ],
    }));

  it('is missed only after the last due month', () =>
    given().at('2023-06-14', { status: 'notDue' }).at('2023-06-15', { status: 'missed' }));

  it('stays yes when one of two releases is retracted', () => {
    const wrong = released('2023-03-01');
    return given(wrong, released('2023-06-01', '1.1'), retraction(wrong))
      .at('2023-03-01', { value: false })
      .at('2023-06-01', { value: true });
  });
});
