// Specs of the framework as effective on a day: adoptions, and revisions of baselines and targets.
import { describe, expect } from '@jest/globals';
import { adopted, baselineRevised, correction, joined, retraction, targetRevised } from './facts.fixture.js';
import { allianceWith, framework, indicator, it, lifeOf, milestone } from './given.fixture.js';

const I2 = indicator(
  'I2',
  { kind: 'membersJoined' },
  {
    baseline: { value: 40, month: 17, label: '40 measured on M17' },
    targets: [{ value: 200, month: 48 }],
  },
);
const given = allianceWith(I2);

describe('the framework as adopted', () => {
  const bare = lifeOf('2022-06-15', '2026-06-14');

  it('applies from its first day on, and the first one before that', () =>
    bare(adopted('2024-01-01', framework([I2])), joined('festo', '2023-01-01')).at('2023-01-01', {
      value: 1,
      targets: [{ value: 200, month: 48, date: '2026-06-14', met: null, valueThen: null }],
      baseline: { value: 40, month: 17, date: '2023-11-14', label: '40 measured on M17' },
    }));

  it('replaces the first by the second from its date on', () =>
    bare(
      adopted('2022-06-15', framework([I2])),
      adopted('2024-01-01', framework([{ ...I2, targets: [{ value: 90, month: 48 }] }])),
    )
      .at('2023-12-31', { targets: [{ value: 200 }] })
      .at('2024-01-01', { targets: [{ value: 90 }] }));

  it('takes of two adopted on one day the one recorded later', () =>
    bare(adopted('2024-01-01', framework([I2])), {
      ...adopted('2024-01-01', framework([{ ...I2, targets: [] }])),
      eventId: 'second',
    }).at('2024-06-14', { status: 'noTarget', targets: [] }));

  it('takes the first by date as the one that applies before, whichever was recorded first', () =>
    bare(
      adopted('2024-01-01', framework([I2])),
      adopted('2023-01-01', framework([{ ...I2, targets: [{ value: 90, month: 48 }] }])),
    )
      .at('2022-12-31', { targets: [{ value: 90 }] })
      .at('2024-01-01', { targets: [{ value: 200 }] })
      .knowing(1)
      .at('2022-12-31', { targets: [{ value: 200 }] }));

  it('takes with the second also what was revised in the first', () =>
    bare(
      adopted('2022-06-15', framework([I2])),
      targetRevised('2023-09-01', 'I2', 150, { month: 48 }),
      baselineRevised('2023-09-01', 'I2', 38, { month: 17 }),
      adopted('2024-01-01', framework([I2])),
    )
      .at('2023-12-31', { targets: [{ value: 150 }], baseline: { value: 38 } })
      .at('2024-01-01', { targets: [{ value: 200 }], baseline: { value: 40, label: '40 measured on M17' } }));

  it('reads the months before the second by the first', () =>
    bare(
      adopted('2022-06-15', framework([I2], [milestone('MS', { indicator: 'I2', atLeast: 1 })])),
      adopted(
        '2022-08-15',
        framework([{ ...I2, measure: { kind: 'membersJoined', countedCategories: ['affiliate'] } }]),
      ),
      joined('festo', '2022-06-20'),
    ).series('2022-09-14', [
      [0, 0],
      [1, 1],
      [2, 1],
      [3, 0],
    ]));
});

describe('a revised target', () => {
  it('holds from the day of the revision on, and says what it was', () =>
    given(targetRevised('2024-09-01', 'I2', 90, { month: 48 }))
      .at('2024-08-31', { targets: [{ value: 200, month: 48 }] })
      .at('2024-09-01', {
        targets: [
          {
            value: 90,
            month: 48,
            date: '2026-06-14',
            was: [{ value: 200, until: '2024-09-01', reason: 'Agreed anew.' }],
          },
        ],
      }));

  it('says all that it was, in order', () =>
    given(
      targetRevised('2025-01-01', 'I2', 80, { month: 48 }),
      targetRevised('2024-09-01', 'I2', 90, { month: 48 }),
    ).at('2025-01-01', {
      targets: [
        {
          value: 80,
          was: [
            { value: 200, until: '2024-09-01', reason: 'Agreed anew.' },
            { value: 90, until: '2025-01-01', reason: 'Agreed anew.' },
          ],
        },
      ],
    }));

  it('is the one of that day, whether it is named by month or by date', () =>
    given(targetRevised('2024-09-01', 'I2', 90, { date: '2026-06-14' })).at('2024-09-01', {
      targets: [{ value: 90, month: 48, was: [expect.objectContaining({ value: 200 })] }],
    }));

  it('is added where there is no target on that day, in order of days, and was nothing', () =>
    given(targetRevised('2024-09-01', 'I2', 100, { date: '2025-01-31' }))
      .at('2024-08-31', { targets: [{ value: 200 }] })
      .at('2024-09-01', {
        targets: [expect.not.objectContaining({ was: expect.anything() }), { value: 200, month: 48 }],
      })
      .at('2024-09-02', {
        targets: [
          { value: 100, month: 32, date: '2025-01-31' },
          { value: 200, month: 48 },
        ],
      }));

  it('moves the expected value from the day of the revision on', () =>
    given(targetRevised('2024-09-01', 'I2', 40, { month: 36 }))
      .at('2024-08-31', { expected: expect.closeTo(40 + (160 * 291) / 943, 8) })
      .at('2024-09-01', {
        expected: 40,
      }));

  it('is the one of its day alone: another target, and another indicator, stay as they are', () =>
    allianceWith([
      { ...I2, targets: [{ value: 100, month: 24 }, ...(I2.targets ?? [])] },
      { ...I2, id: 'other' },
    ])(targetRevised('2024-09-01', 'I2', 90, { month: 48 }), baselineRevised('2024-09-01', 'I2', 38, { month: 17 }))
      .at('2024-09-01', { targets: [{ value: 100 }, { value: 90 }] })
      .of('other')
      .at('2024-09-01', { baseline: { value: 40 }, targets: [{ value: 200 }] }));

  it('is what it was again when the revision is retracted', () => {
    const wrong = targetRevised('2024-09-01', 'I2', 90, { month: 48 });
    return given(wrong, retraction(wrong))
      .at('2024-09-01', { targets: [expect.not.objectContaining({ was: expect.anything() })] })
      .knowing(1)
      .at('2024-09-01', { targets: [{ value: 90 }] });
  });
});

describe('a revised baseline', () => {
  it('holds from the day of the revision on, and says what it was', () =>
    given(baselineRevised('2024-02-01', 'I2', 38, { month: 17 }))
      .at('2024-01-31', { baseline: { value: 40, month: 17 } })
      .at('2024-02-01', {
        baseline: {
          value: 38,
          month: 17,
          date: '2023-11-14',
          was: [{ value: 40, until: '2024-02-01', reason: 'Counted anew.' }],
        },
        expected: expect.closeTo(38 + (162 * 79) / 943, 8),
      }));

  it('may move to another day', () =>
    given(baselineRevised('2024-02-01', 'I2', 38, { date: '2023-12-31' })).at('2024-02-01', {
      baseline: { value: 38, month: 19, date: '2023-12-31' },
      expected: expect.closeTo(38 + (162 * 32) / 896, 8),
    }));

  it('was null where there was none', () =>
    allianceWith(indicator('I2', { kind: 'membersJoined' }, { targets: [{ value: 200, month: 48 }] }))(
      baselineRevised('2024-02-01', 'I2', 38, { month: 17 }),
    ).at('2024-02-01', {
      baseline: { value: 38, was: [{ value: null, until: '2024-02-01', reason: 'Counted anew.' }] },
    }));

  it('may be recorded late: it holds on its day only from when it was known', () =>
    given(joined('festo', '2023-01-01'), baselineRevised('2024-02-01', 'I2', 38, { month: 17 }))
      .knowing(1)
      .at('2024-06-14', { baseline: { value: 40 } })
      .knowing(2)
      .at('2024-06-14', { baseline: { value: 38 } }));

  it('follows a correction of the framework that it revises', () => {
    const first = adopted('2022-06-15', framework([I2]));
    return lifeOf('2022-06-15', '2026-06-14')(
      first,
      baselineRevised('2024-02-01', 'I2', 38, { month: 17 }),
      correction(first, adopted('2022-06-15', framework([{ ...I2, baseline: { value: 41, month: 17 } }]))),
    ).at('2024-02-01', { baseline: { value: 38, was: [{ value: 41, until: '2024-02-01', reason: 'Counted anew.' }] } });
  });
});

describe('the series', () => {
  it('goes from M0 to the month of the day asked for, whose value is that of the day', () =>
    given(joined('festo', '2022-06-01'), joined('efvet', '2022-08-14'), joined('tknika', '2022-08-20'))
      .series('2022-08-17', [
        [0, 1],
        [1, 1],
        [2, 2],
        [3, 2],
      ])
      .series('M2', [
        [0, 1],
        [1, 1],
        [2, 2],
      ])
      .series('M0', [[0, 1]]));

  it('has no point before M0, which is the day before the start and no month', () =>
    given(joined('festo', '2022-06-01')).series('2022-06-13', []).series('2022-05-20', []).series('2022-04-01', []));

  it('has neither value nor expected value in months whose framework lacks the indicator', () => {
    const path = { baseline: { value: 0, month: 0 }, targets: [{ value: 10, date: '2022-09-22' }] };
    return lifeOf('2022-06-15', '2026-06-14')(
      adopted('2022-06-15', framework([{ ...I2, id: 'other' }])),
      adopted('2022-08-01', framework([{ ...I2, ...path }])),
      joined('festo', '2022-07-01'),
    ).series('2022-09-14', [
      [0, null, null],
      [1, null, null],
      [2, 1, (10 * 61) / 100],
      [3, 1, (10 * 92) / 100],
    ]);
  });

  it('has no values while nothing is recorded', () =>
    given().series('M1', [
      [0, null],
      [1, null],
    ]));
});
