// Specs of indicators that are measured elsewhere: the newest reported value holds.
import { describe } from '@jest/globals';
import { adopted, again, correction, retraction, valueReported } from './facts.fixture.js';
import { allianceWith, framework, indicator, it } from './given.fixture.js';

describe('a reported value', () => {
  const given = allianceWith([
    indicator('I9', { kind: 'reported' }, { targets: [{ value: 20, month: 24 }] }),
    indicator('I10', { kind: 'reported' }),
  ]);

  it('is none while nothing is reported, and noData against a target', () =>
    given().at('2024-01-01', { value: null, companions: {}, status: 'noData' }));

  it('is none before the first report', () =>
    given(valueReported('I9', '2024-01-01', 7))
      .at('2023-12-31', { value: null, status: 'noData' })
      .at('2024-01-01', { value: 7 }));

  it('is the newest by its date, whatever was recorded last', () =>
    given(valueReported('I9', '2024-01-01', 7), valueReported('I9', '2023-06-01', 3))
      .at('2023-12-31', { value: 3 })
      .at('2024-06-14', { value: 7 }));

  it('is the last recorded of one day', () =>
    given(valueReported('I9', '2024-01-01', 7), { ...valueReported('I9', '2024-01-01', 5), eventId: 'second' }).at(
      '2024-01-01',
      { value: 5 },
    ));

  it('keeps the place of a corrected one of one day', () => {
    const first = valueReported('I9', '2024-01-01', 7);
    return given(
      first,
      { ...valueReported('I9', '2024-01-01', 5), eventId: 'second' },
      correction(first, valueReported('I9', '2024-01-01', 8)),
    ).at('2024-01-01', { value: 5 });
  });

  it('is the last recorded of one day when the first is retracted and recorded again', () => {
    const first = valueReported('I9', '2024-01-01', 7);
    return given(
      first,
      { ...valueReported('I9', '2024-01-01', 5), eventId: 'second' },
      retraction(first),
      again(first),
    ).at('2024-01-01', {
      value: 7,
    });
  });

  it('falls back to the one before when it is retracted', () => {
    const wrong = valueReported('I9', '2024-01-01', 70);
    return given(valueReported('I9', '2023-06-01', 3), wrong, retraction(wrong))
      .at('2024-06-14', { value: 3 })
      .knowing(2)
      .at('2024-06-14', {
        value: 70,
      });
  });

  it('may be negative, a fraction, and the same twice', () =>
    given(
      valueReported('I9', '2024-01-01', -0.25),
      valueReported('I9', '2024-02-01', 17.5),
      valueReported('I9', '2024-03-01', -0.25),
    )
      .at('2024-01-01', { value: -0.25 })
      .at('2024-02-01', { value: 17.5 })
      .at('2024-03-01', { value: -0.25 }));

  it('is made by the newest report alone, also where an older one says the same', () =>
    given(valueReported('I9', '2024-03-01', 3), valueReported('I9', '2024-06-01', 3))
      .facts('2024-05-31', ['ValueReported I9 2024-03-01'])
      .facts('2024-06-01', ['ValueReported I9 2024-06-01']));

  it('is of its own indicator only', () =>
    given(valueReported('I9', '2024-01-01', 7), valueReported('I10', '2024-01-01', 9))
      .at('2024-01-01', { value: 7 })
      .of('I10')
      .at('2024-01-01', {
        value: 9,
      }));
});

describe('a reported yes/no', () => {
  const given = allianceWith(
    indicator(
      'I11',
      { kind: 'reported' },
      { unit: 'yesNo', baseline: { value: false }, targets: [{ value: true, month: 24 }] },
    ),
  );

  it('has no value, and noData, while none is reported', () =>
    given().at('2024-01-01', { value: null, status: 'noData' }));

  it('is not due while it is no, and achieved once it is yes', () =>
    given(valueReported('I11', '2023-01-01', false), valueReported('I11', '2024-01-01', true))
      .at('2023-12-31', { value: false, status: 'notDue', expected: null, progress: null, onPath: null })
      .at('2024-01-01', { value: true, status: 'achieved' }));

  it('says when it has since fallen', () =>
    given(valueReported('I11', '2024-01-01', true), valueReported('I11', '2025-01-01', false)).at('2025-01-01', {
      value: false,
      status: 'achieved',
      notes: ['since fallen'],
    }));

  it('is missed when it is still no after the due month', () =>
    given(valueReported('I11', '2024-01-01', false))
      .at('2024-06-14', { status: 'notDue' })
      .at('2024-06-15', { status: 'missed' }));
});

describe('a value reported before a framework made a number of a yes/no', () => {
  const asNumber = framework([
    indicator('I12', { kind: 'reported' }, { unit: 'count', targets: [{ value: 5, month: 48 }] }),
  ]);
  const given = allianceWith(
    indicator('I12', { kind: 'reported' }, { unit: 'yesNo', targets: [{ value: true, month: 48 }] }),
  );

  it('is none from then on, until a number is reported', () =>
    given(
      valueReported('I12', '2023-01-01', false),
      adopted('2024-01-01', asNumber),
      valueReported('I12', '2024-06-01', 3),
    )
      .at('2023-12-31', { value: false, status: 'notDue' })
      .at('2024-01-01', { value: null, status: 'noData', progress: null, onPath: null })
      .facts('2023-12-31', ['ValueReported I12 2023-01-01'])
      .facts('2024-01-01', [])
      .at('2024-06-01', { value: 3, progress: 0.6 }));

  it('is none the other way round, too: a yes/no is yes or no', () =>
    allianceWith(indicator('I12', { kind: 'reported' }, { unit: 'count' }))(
      valueReported('I12', '2023-01-01', 1),
      adopted('2024-01-01', framework([indicator('I12', { kind: 'reported' }, { unit: 'yesNo' })])),
    )
      .at('2023-12-31', { value: 1 })
      .at('2024-01-01', { value: null }));
});
