// Specs of expected value, progress and status of an indicator.
import { describe, expect, it as test } from '@jest/globals';
import { dayOf } from './calendar.js';
import { joined, left, published, valueReported, withdrawn, type SpokenFact } from './facts.fixture.js';
import { allianceWith, indicator, it } from './given.fixture.js';
import { expectedAt, partOfWay, reached } from './status.js';

describe('the expected value', () => {
  const anchors = [
    { day: 100, value: 40 },
    { day: 200, value: 60 },
    { day: 300, value: 50 },
  ];

  test.each([
    [0, 40],
    [100, 40],
    [150, 50],
    [200, 60],
    [275, 52.5],
    [300, 50],
    [999, 50],
  ])('on day %i is %d: linear between neighbours, constant outside them', (day, value) =>
    expect(expectedAt(anchors, day)).toBe(value),
  );

  test('on the day of an anchor is just its value, also where decimals have no exact binary form', () => {
    const decimal = [
      { day: 100, value: -1.37 },
      { day: 200, value: -9.83 },
      { day: 300, value: -1.37 },
    ];
    expect([100, 200, 300].map((day) => expectedAt(decimal, day))).toEqual([-1.37, -9.83, -1.37]);
  });

  test('of I3 at M24 is 53.5525: 213 of 943 days from M17 (40) to M48 (100)', () => {
    const [m17, m24, m48] = ['2023-11-14', '2024-06-14', '2026-06-14'].map(dayOf) as [number, number, number];
    expect([m24 - m17, m48 - m17]).toEqual([213, 943]);
    const expected = expectedAt(
      [
        { day: m17, value: 40 },
        { day: m48, value: 100 },
      ],
      m24,
    );
    expect(expected).toBeCloseTo(40 + (60 * 213) / 943, 10);
    expect(expected).toBeCloseTo(53.5525, 4);
    expect(partOfWay(57, 40, expected)).toBeCloseTo(1.2544, 4);
    expect(partOfWay(57, 40, 100)).toBeCloseTo(0.2833, 4);
  });

  test('is the baseline alone where there is nothing else', () =>
    expect(expectedAt([{ day: 100, value: 40 }], 500)).toBe(40));
});

describe('the part of the way', () => {
  test('is never capped', () => expect([partOfWay(120, 40, 100), partOfWay(10, 40, 100)]).toEqual([80 / 60, -0.5]));
  test('is of the way down where the target is lower', () => expect(partOfWay(30, 40, 20)).toBe(0.5));
  test('is none where there is no way to go', () => expect(partOfWay(57, 40, 40)).toBeNull());
});

describe('a target is reached', () => {
  test('upwards from its value on, downwards from its value down', () => {
    expect([99, 100, 101].map((value) => reached(value, 100, 'up'))).toEqual([false, true, true]);
    expect([99, 100, 101].map((value) => reached(value, 100, 'down'))).toEqual([true, true, false]);
  });
  test.each(['up', 'down'] as const)('for a yes/no when it equals, whichever way is better: %s', (direction) => {
    expect([true, false].map((value) => reached(value, true, direction))).toEqual([true, false]);
    expect([true, false].map((value) => reached(value, false, direction))).toEqual([false, true]);
  });
  test('by no value never', () => expect([reached(null, 0, 'up'), reached(null, 0, 'down')]).toEqual([false, false]));
});

/** Baseline 0 on 2024-01-01, target 100 on 2025-01-01: 366 days; on 2024-07-02, 183 days later, 50 are expected. */
const way = { baseline: { value: 0, date: '2024-01-01' }, targets: [{ value: 100, date: '2025-01-01' }] };
const HALF_WAY = '2024-07-02';
const value = (reported: number): SpokenFact => valueReported('I', '2024-01-02', reported);

describe('the status against 50 expected of 100', () => {
  const given = allianceWith(indicator('I', { kind: 'reported' }, way));

  it.each<[number, string]>([
    [100, 'achieved'],
    [99, 'onTrack'],
    [47.5, 'onTrack'],
    [47.4, 'atRisk'],
    [30, 'atRisk'],
    [29.9, 'offTrack'],
    [0, 'offTrack'],
    [-0.1, 'regressing'],
  ])('of %d is %s', (reported, status) =>
    given(value(reported)).at(HALF_WAY, {
      value: reported,
      expected: 50,
      onPath: reported / 50,
      progress: reported / 100,
      status,
    }),
  );

  it.each<[number, number, number, string]>([
    [0.8, 1.8, 1.4, 'atRisk'],
    [0.8, 1.8, 1.399, 'offTrack'],
    [85.2, 140, 137.26, 'onTrack'],
    [85.2, 140, 137.25, 'atRisk'],
    [-3.3, -3.69, -3.534, 'atRisk'],
  ])('from %d to %d is by the decimal figures: %d is %s', (start, end, reported, status) =>
    allianceWith(
      indicator(
        'I',
        { kind: 'reported' },
        {
          direction: end < start ? 'down' : 'up',
          baseline: { value: start, date: '2024-01-01' },
          targets: [{ value: end, date: '2025-01-01' }],
        },
      ),
    )(value(reported)).at('2025-01-01', { status, expected: end }),
  );

  it('is not due up to the end of the day of the baseline', () =>
    given(valueReported('I', '2023-12-31', 7))
      .at('2024-01-01', { status: 'notDue', expected: 0, onPath: null, progress: 0.07 })
      .at('2024-01-02', { status: 'onTrack' }));

  it('is missed from the day after the last target on', () =>
    given(value(99))
      .at('2025-01-01', { status: 'onTrack', expected: 100 })
      .at('2025-01-02', { status: 'missed', expected: 100, progress: 0.99 }));

  it('is noData without a value, also after the last target', () =>
    given()
      .at(HALF_WAY, { status: 'noData', expected: 50, progress: null, onPath: null })
      .at('2025-06-01', {
        status: 'noData',
        targets: [{ met: false, valueThen: null }],
      }));

  it('is achieved before the due day, and before the baseline', () =>
    given(valueReported('I', '2023-06-01', 100)).at('2023-06-01', { status: 'achieved', notes: [] }));

  it('is achieved on the due day', () =>
    given(valueReported('I', '2025-01-01', 100)).at('2025-01-01', { status: 'achieved', notes: [] }));

  it('says when it was reached after the due month', () =>
    given(valueReported('I', '2025-01-02', 100)).at('2025-01-02', {
      status: 'achieved',
      notes: ['reached after the due month'],
      targets: [{ met: false, valueThen: null }],
    }));

  it('says when it has since fallen', () =>
    given(valueReported('I', '2024-06-01', 100), valueReported('I', '2025-03-01', 90))
      .at('2025-02-28', { status: 'achieved', notes: [] })
      .at('2025-03-01', { status: 'achieved', notes: ['since fallen'], targets: [{ met: true, valueThen: 100 }] }));

  it('is not achieved when it fell before the due day', () =>
    given(valueReported('I', '2024-03-01', 100), valueReported('I', '2024-06-01', 10)).at(HALF_WAY, {
      status: 'offTrack',
      notes: [],
    }));
});

describe('the status where lower is better', () => {
  const given = allianceWith(
    indicator(
      'I',
      { kind: 'reported' },
      {
        direction: 'down',
        baseline: { value: 200, date: '2024-01-01' },
        targets: [{ value: 100, date: '2025-01-01' }],
      },
    ),
  );

  it.each<[number, string]>([
    [99, 'achieved'],
    [100, 'achieved'],
    [150, 'onTrack'],
    [152.6, 'atRisk'],
    [171, 'offTrack'],
    [201, 'regressing'],
  ])('of %d against 150 expected is %s', (reported, status) =>
    given(value(reported)).at(HALF_WAY, { expected: 150, status }),
  );
});

describe('the status where there is no way to go', () => {
  const keeping = (direction: 'up' | 'down') =>
    allianceWith(
      indicator(
        'I',
        { kind: 'reported' },
        {
          direction,
          baseline: { value: 100, date: '2024-01-01' },
          targets: [{ value: 100, date: '2025-01-01' }],
        },
      ),
    );

  it('has no progress, and is achieved or not due', () =>
    keeping('up')(value(100), valueReported('I', '2024-03-01', 99))
      .at('2024-02-01', { progress: null, onPath: null, expected: 100, status: 'achieved' })
      .at('2024-03-01', { progress: null, onPath: null, status: 'notDue' })
      .at('2025-01-02', { status: 'missed' }));

  it('is achieved where lower is better and the baseline is there already', () =>
    keeping('down')(value(90)).at('2024-02-01', { status: 'achieved' }));
});

describe('a target under the baseline', () => {
  it('is half way at the middle of the two', () =>
    allianceWith(
      indicator(
        'I',
        { kind: 'reported' },
        {
          direction: 'down',
          baseline: { value: 40, month: 17 },
          targets: [{ value: 20, month: 48 }],
        },
      ),
    )(valueReported('I', '2023-12-01', 30)).at('M24', { progress: 0.5, status: 'onTrack' }));
});

describe('several targets', () => {
  const given = allianceWith(
    indicator(
      'I4',
      { kind: 'recommendationsPublished' },
      {
        baseline: { value: 0 },
        targets: [
          { value: 1, month: 24 },
          { value: 3, date: '2025-06-14' },
        ],
      },
    ),
  );

  it('measures progress to the earliest that is not past, then to the last', () =>
    given(published('r1', '2023-01-01'))
      .at('M24', { progress: 1, status: 'onTrack' })
      .at('2024-06-15', { progress: expect.closeTo(1 / 3, 10) })
      .at('2025-06-14', { progress: expect.closeTo(1 / 3, 10), expected: 3, status: 'offTrack' })
      .at('2025-06-15', { progress: expect.closeTo(1 / 3, 10), status: 'missed' }));

  it('shows each with its month and date, and how it was met once it is past', () =>
    given(published('r1', '2023-01-01'), withdrawn('r1', '2024-07-01')).at('2024-08-01', {
      value: 0,
      targets: [
        { value: 1, month: 24, date: '2024-06-14', met: true, valueThen: 1 },
        { value: 3, month: 36, date: '2025-06-14', met: null, valueThen: null },
      ],
    }));

  it('is not achieved by an earlier target', () =>
    given(published('r1', '2023-01-01')).at('M24', { status: 'onTrack', notes: [] }));
});

describe('an indicator without targets', () => {
  const given = allianceWith(indicator('I2', { kind: 'membersJoined' }, { baseline: { value: 5, month: 12 } }));
  const watched = { expected: null, progress: null, onPath: null, status: 'noTarget', targets: [] };

  it('is only watched, with a value and without', () =>
    given(joined('festo', '2023-07-01'))
      .at('2024-01-01', { value: 1, ...watched })
      .knowing(0)
      .at('2024-01-01', { value: null, ...watched }));
});

describe('the baseline', () => {
  const counting = (baseline?: object) =>
    allianceWith(
      indicator('I2', { kind: 'membersJoined' }, { ...(baseline && { baseline }), targets: [{ value: 2, month: 48 }] }),
    );

  it('is never added to the value', () =>
    counting({ value: 1, month: 12 })(joined('festo', '2023-07-01')).at('2024-01-01', { value: 1 }));

  it('is on the day before the start, and counts as 0, where there is none', () =>
    counting()(joined('festo', '2023-07-01')).at('M24', {
      progress: 0.5,
      expected: expect.closeTo((2 * 731) / 1461, 10),
      baseline: { value: null, month: 0, date: '2022-06-14' },
      notes: [],
    }));

  it('counts as 0 where only a label stands, which is shown', () =>
    counting({ label: 'Partners + associate + affiliate', month: 17 })(joined('festo', '2023-07-01')).at('M24', {
      progress: 0.5,
      baseline: { value: null, label: 'Partners + associate + affiliate', month: 17, date: '2023-11-14' },
      notes: [],
    }));

  it('is noted beside the value computed on its day, where they differ', () =>
    counting({ value: 40, month: 17 })(joined('festo', '2023-07-01')).at('M24', {
      notes: [expect.stringMatching(/40.*1/)],
    }));

  it('is noted with the first digits of a small rate, which is no nought', () =>
    allianceWith(
      indicator('I', { kind: 'reported' }, { unit: 'number', baseline: { value: 0.004, date: '2024-01-02' } }),
    )(value(0.0041234)).at('M24', {
      notes: ['Baseline stated: 0.004; computed on its day (2024-01-02): 0.0041.'],
    }));

  it('is noted from its own day on', () =>
    counting({ value: 40, month: 17 })(joined('festo', '2023-07-01'))
      .at('2023-11-13', { notes: [] })
      .at('M17', { notes: [expect.stringMatching(/40.*1/)] }));

  it('is not noted where they agree', () =>
    counting({ value: 1, month: 17 })(joined('festo', '2023-07-01'), left('festo', '2024-01-01')).at('M24', {
      notes: [],
    }));

  it('may lie after the day asked for: not due, constant, and nothing noted yet', () =>
    counting({ value: 40, month: 17 })(joined('festo', '2023-07-01')).at('2023-11-13', {
      status: 'notDue',
      expected: 40,
      onPath: null,
      progress: expect.closeTo(-39 / -38, 10),
      notes: [],
    }));
});
