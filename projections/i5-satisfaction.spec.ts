// Specs of I5: the share of satisfied answers of one survey.
import { describe, expect } from '@jest/globals';
import { again, answered, closed, correction, opened, retraction, type SpokenFact } from './facts.fixture.js';
import { allianceWith, indicator, it } from './given.fixture.js';

const given = allianceWith(indicator('I5', { kind: 'satisfaction' }));
const noData = { value: null, companions: {} };

/** Answers to q1, one member each, on one day. */
const answersTo = (survey: string, on: string, values: readonly (number | null)[], respondent = {}): SpokenFact[] =>
  values.map((value, i) =>
    answered(
      survey,
      `${JSON.stringify(respondent).replace(/\W/g, '').toLowerCase()}r${i}`,
      on,
      { q1: value },
      respondent,
    ),
  );

const closedWave = (values: readonly (number | null)[]): SpokenFact[] => [
  opened('wave-1', '2024-05-01', '2024-05-31'),
  ...answersTo('wave-1', '2024-05-10', values),
  closed('wave-1', '2024-05-20'),
];

describe('I5 of one survey', () => {
  it('has no value, never 0, while nothing is recorded', () =>
    given().at('2024-06-14', noData).breakdown('2024-06-14', 'country', {}));

  it('counts answers from the day of the opening on', () =>
    given(opened('wave-1', '2024-05-01', '2024-05-31'), ...answersTo('wave-1', '2024-05-01', [5])).at('2024-05-01', {
      value: 100,
    }));

  it('is 66.67 for 2 satisfied of 3, with the interval 24.51 to 92.49 of 9 invited', () =>
    given(...closedWave([5, 4, 2])).at('2024-06-14', {
      value: expect.closeTo(66.67, 2),
      companions: {
        numerator: 2,
        denominator: 3,
        responses: 3,
        invited: 9,
        responseRate: expect.closeTo(33.33, 2),
        interval: [expect.closeTo(24.51, 2), expect.closeTo(92.49, 2)],
        provisional: false,
        surveyId: 'wave-1',
      },
      notes: [],
    }));

  it('is 0 when answers were given and nobody is satisfied', () =>
    given(...closedWave([3, 1])).at('2024-06-14', {
      value: 0,
      companions: expect.objectContaining({ numerator: 0, denominator: 2 }),
    }));

  it('counts a null answer as a response that is not valid', () =>
    given(...closedWave([4, null, null])).at('2024-06-14', {
      value: 100,
      companions: expect.objectContaining({ numerator: 1, denominator: 1, responses: 3 }),
    }));

  it('counts a response to another question only as one that is not valid', () =>
    given(
      opened('wave-1', '2024-05-01', '2024-05-31'),
      answered('wave-1', 'r1', '2024-05-10', { q2: 5 }),
      answered('wave-1', 'r2', '2024-05-10', { q1: 3, q2: 5 }),
    ).at('2024-06-14', { value: 0, companions: expect.objectContaining({ denominator: 1, responses: 2 }) }));

  it('has no value when no answer is valid', () => given(...closedWave([null, null])).at('2024-06-14', noData));

  it('has no value before the survey is opened, and before its first answer', () =>
    given(...closedWave([5]))
      .at('2024-04-30', noData)
      .at('2024-05-09', noData)
      .at('2024-05-10', { value: 100 }));

  it('never comes from a survey without a satisfaction question', () => {
    const { category, ids, eventId, type, data } = opened('wave-1', '2024-05-01', '2024-05-31');
    const { satisfactionQuestion, satisfiedFrom, ...rest } = data as Record<string, unknown>;
    expect([satisfactionQuestion, satisfiedFrom]).toEqual(['q1', 4]);
    return given({ category, ids, eventId, type, data: rest }, ...answersTo('wave-1', '2024-05-10', [5])).at(
      '2024-06-14',
      noData,
    );
  });

  it('gives the point as interval when all who were invited answered', () =>
    given(opened('wave-1', '2024-05-01', '2024-05-31', { invited: 1 }), ...answersTo('wave-1', '2024-05-10', [5])).at(
      '2024-06-14',
      {
        value: 100,
        companions: expect.objectContaining({ interval: [100, 100], responseRate: 100 }),
        notes: [],
      },
    ));

  it('notes that more answered than were invited, and does not correct the interval', () =>
    given(
      opened('wave-1', '2024-05-01', '2024-05-31', { invited: 1 }),
      ...answersTo('wave-1', '2024-05-10', [5, 1]),
    ).at('2024-06-14', {
      companions: expect.objectContaining({
        interval: [expect.closeTo(9.45, 2), expect.closeTo(90.55, 2)],
        responseRate: 200,
      }),
      notes: [expect.stringMatching(/2.*1/)],
    }));
});

describe('I5 provisional and closed', () => {
  const provisional = (value: number) => ({ value, companions: expect.objectContaining({ provisional: true }) });
  const final = (value: number, surveyId = 'wave-1') => ({
    value,
    companions: expect.objectContaining({ provisional: false, surveyId }),
  });

  it('is provisional until the survey is closed', () =>
    given(...closedWave([5]))
      .at('2024-05-19', provisional(100))
      .at('2024-05-20', final(100)));

  it('closes by itself when closesOn is past', () =>
    given(opened('wave-1', '2024-05-01', '2024-05-31'), ...answersTo('wave-1', '2024-05-31', [5]))
      .at('2024-05-31', provisional(100))
      .at('2024-06-01', final(100)));

  it('keeps the closed wave while a newer one is open, and takes the newer one when it closes', () =>
    given(
      ...closedWave([5]),
      opened('wave-2', '2025-05-01', '2025-05-31'),
      ...answersTo('wave-2', '2025-05-10', [1]),
      closed('wave-2', '2025-05-25'),
    )
      .at('2025-05-24', final(100, 'wave-1'))
      .at('2025-05-25', final(0, 'wave-2')));

  it('keeps an older wave when a newer closed one has no valid answer', () =>
    given(...closedWave([5]), opened('wave-2', '2025-05-01', '2025-05-31'), closed('wave-2', '2025-05-25')).at(
      '2025-06-14',
      final(100, 'wave-1'),
    ));

  it('prefers a closed older wave to a newer open one, and the newest of two open ones', () =>
    given(
      opened('wave-1', '2024-05-01', '2024-12-31'),
      ...answersTo('wave-1', '2024-05-10', [5]),
      opened('wave-2', '2024-06-01', '2024-12-31'),
      ...answersTo('wave-2', '2024-06-10', [1]),
      closed('wave-1', '2024-07-01'),
    )
      .at('2024-06-09', provisional(100))
      .at('2024-06-10', provisional(0))
      .at('2024-07-01', final(100)));

  it('of two opened on the same day takes the one recorded later', () =>
    given(
      opened('wave-2', '2024-05-01', '2024-05-31'),
      opened('wave-1', '2024-05-01', '2024-05-31'),
      ...answersTo('wave-2', '2024-05-10', [1]),
      ...answersTo('wave-1', '2024-05-10', [5]),
    ).at('2024-06-14', final(100, 'wave-1')));

  it('keeps the place of a corrected wave among two opened on the same day', () => {
    const first = opened('wave-2', '2024-05-01', '2024-05-31');
    return given(
      first,
      opened('wave-1', '2024-05-01', '2024-05-31'),
      ...answersTo('wave-2', '2024-05-10', [1]),
      ...answersTo('wave-1', '2024-05-10', [5]),
      correction(first, opened('wave-2', '2024-05-01', '2024-06-01')),
    ).at('2024-06-14', final(100, 'wave-1'));
  });

  it('takes answers after closesOn when the survey was closed later than that', () =>
    given(
      opened('wave-1', '2024-05-01', '2024-05-31'),
      closed('wave-1', '2024-06-10'),
      ...answersTo('wave-1', '2024-06-05', [5]),
    )
      .at('2024-06-09', noData)
      .at('2024-06-10', final(100)));
});

describe('I5 with facts that are corrected', () => {
  it('names the answers that a corrected survey put outside its opening', () => {
    const first = opened('wave-1', '2024-05-01', '2024-05-31');
    return given(
      first,
      answered('wave-1', 'early', '2024-05-02', { q1: 5 }, { country: 'ES' }),
      answered('wave-1', 'in-time', '2024-05-10', { q1: 1 }),
      answered('wave-1', 'late', '2024-05-30', { q1: 5 }, { country: 'ES' }),
      correction(first, opened('wave-1', '2024-05-05', '2024-05-20')),
    )
      .at('2024-06-14', {
        value: 0,
        companions: expect.objectContaining({ denominator: 1, responses: 1 }),
        notes: [expect.stringMatching(/early, late/)],
      })
      .facts('2024-06-14', ['SurveyAnswered wave-1 in-time 2024-05-10'])
      .facts('2024-05-09', [])
      .knowing(4)
      .at('2024-06-14', { value: expect.closeTo(66.67, 2), notes: [] });
  });

  it('names twenty of many, by their ids, and says how many more', () => {
    const first = opened('wave-1', '2024-05-01', '2024-05-31');
    const letters = [...'vutsrqponmlkjihgfedcba'];
    return given(
      first,
      ...letters.map((letter) => answered('wave-1', letter, '2024-05-30', { q1: 5 })),
      correction(first, opened('wave-1', '2024-05-01', '2024-05-20')),
    ).at('2024-06-14', { ...noData, notes: [expect.stringMatching(/: a, b, c, .*, s, t and 2 more\.$/)] });
  });

  it('does not name those of a wave that is older than the one that makes the value', () => {
    const first = opened('wave-1', '2023-05-01', '2023-05-31');
    return given(
      first,
      answered('wave-1', 'late', '2023-05-30', { q1: 5 }),
      correction(first, opened('wave-1', '2023-05-01', '2023-05-20')),
      opened('wave-2', '2024-05-01', '2024-05-31'),
      ...answersTo('wave-2', '2024-05-10', [1]),
    ).at('2024-06-14', { value: 0, notes: [] });
  });

  it('does not name answers that are dated after the day asked for', () => {
    const first = opened('wave-1', '2024-05-01', '2024-05-31');
    return given(
      first,
      answered('wave-1', 'in-time', '2024-05-10', { q1: 1 }),
      answered('wave-1', 'late', '2024-05-30', { q1: 5 }),
      correction(first, opened('wave-1', '2024-05-01', '2024-05-20')),
    )
      .at('2024-05-29', { value: 0, notes: [] })
      .at('2024-05-30', { value: 0, notes: [expect.stringMatching(/late/)] });
  });

  it('names them also where they leave no valid answer', () => {
    const first = opened('wave-1', '2024-05-01', '2024-05-31');
    return given(
      first,
      answered('wave-1', 'late', '2024-05-30', { q1: 5 }),
      correction(first, opened('wave-1', '2024-05-01', '2024-05-20')),
    ).at('2024-06-14', { ...noData, notes: [expect.stringMatching(/late/)] });
  });

  it('of several that came too late, names those dated by the day asked for', () => {
    const first = opened('wave-1', '2024-03-01', '2024-03-31');
    return given(
      first,
      answered('wave-1', 'late', '2024-03-12', { q1: 5 }),
      answered('wave-1', 'later', '2024-03-20', { q1: 5 }),
      correction(first, opened('wave-1', '2024-03-01', '2024-03-10')),
    )
      .at('2024-03-15', { ...noData, notes: [expect.stringMatching(/: late\.$/)] })
      .at('2024-03-20', { ...noData, notes: [expect.stringMatching(/: late, later\.$/)] });
  });

  it('does not name an answer between closesOn and a later closing, also before that closing', () =>
    given(
      opened('wave-1', '2024-03-01', '2024-03-10'),
      closed('wave-1', '2024-03-20'),
      answered('wave-1', 'in-time', '2024-03-15', { q1: 5 }),
    )
      .at('2024-03-16', { ...noData, notes: [] })
      .at('2024-03-20', { value: 100, notes: [] }));

  it('judges the same answers by a corrected threshold and scale', () => {
    const first = opened('wave-1', '2024-05-01', '2024-05-31');
    return given(
      first,
      ...answersTo('wave-1', '2024-05-10', [5, 3, 1]),
      correction(first, opened('wave-1', '2024-05-01', '2024-05-31', { satisfiedFrom: 3 })),
      correction(
        { ...first, eventId: `${first.eventId} corrected` },
        {
          ...opened('wave-1', '2024-05-01', '2024-05-31', { satisfiedFrom: 3, scale: { min: 1, max: 4 } }),
          eventId: 'second',
        },
      ),
    )
      .knowing(4)
      .at('2024-06-14', { value: expect.closeTo(33.33, 2) })
      .knowing(5)
      .at('2024-06-14', { value: expect.closeTo(66.67, 2) })
      .knowing(6)
      .at('2024-06-14', { value: 50, companions: expect.objectContaining({ denominator: 2, responses: 3 }) })
      .facts('2024-06-14', ['SurveyAnswered wave-1 r1 2024-05-10', 'SurveyAnswered wave-1 r2 2024-05-10']);
  });

  it('counts an answer that was retracted and recorded again once', () => {
    const answer = answered('wave-1', 'r1', '2024-05-10', { q1: 5 });
    return given(opened('wave-1', '2024-05-01', '2024-05-31'), answer, retraction(answer), again(answer))
      .at('2024-06-14', { value: 100, companions: expect.objectContaining({ responses: 1 }) })
      .knowing(3)
      .at('2024-06-14', noData);
  });

  it('has no value when the survey itself is retracted', () => {
    const first = opened('wave-1', '2024-05-01', '2024-05-31');
    return given(first, ...answersTo('wave-1', '2024-05-10', [5]), retraction(first)).at('2024-06-14', noData);
  });
});

describe('I5 by category, country and question', () => {
  const wave = opened('wave-1', '2024-05-01', '2024-05-31', { invited: 50 });
  const from = (country: string, values: readonly number[]): SpokenFact[] =>
    answersTo('wave-1', '2024-05-10', values, country === '-' ? {} : { country });

  it('withholds a cell under 5, and the next smallest, from which it could be had by subtraction', () =>
    given(
      wave,
      ...from('DE', [5, 5, 1, 1]),
      ...from('ES', [5, 5, 5, 1, 1]),
      ...from('FR', [5, 1, 1, 1, 1, 1]),
    ).breakdown('2024-06-14', 'country', {
      DE: 'withheld',
      ES: 'withheld',
      FR: expect.closeTo(16.67, 2) as unknown as number,
    }));

  it('takes the first by key where two are the next smallest', () =>
    given(wave, ...from('SE', [5]), ...from('IT', [5, 5, 5, 5, 5]), ...from('FR', [5, 5, 5, 5, 5])).breakdown(
      '2024-06-14',
      'country',
      {
        FR: 'withheld',
        IT: 100,
        SE: 'withheld',
      },
    ));

  it('withholds no more where two cells are under 5', () =>
    given(wave, ...from('DE', [5]), ...from('SE', [5]), ...from('FR', [5, 5, 5, 5, 5])).breakdown(
      '2024-06-14',
      'country',
      {
        DE: 'withheld',
        FR: 100,
        SE: 'withheld',
      },
    ));

  it('withholds nothing where all have 5', () =>
    given(wave, ...from('DE', [5, 5, 5, 5, 1]), ...from('-', [5, 5, 5, 5, 5])).breakdown('2024-06-14', 'country', {
      DE: 80,
      '-': 100,
    }));

  it('withholds a single cell under 5', () =>
    given(wave, ...from('DE', [5])).breakdown('2024-06-14', 'country', { DE: 'withheld' }));

  it('counts cells by their valid answers', () =>
    given(
      wave,
      ...answersTo('wave-1', '2024-05-10', [5, 5, 5, 5, null], { memberCategory: 'affiliate' }),
      ...answersTo('wave-1', '2024-05-10', [5, 5, 5, 5, 1], { memberCategory: 'associatePartner' }),
      ...answersTo('wave-1', '2024-05-10', [1, 1, 1, 1, 1, 1], { memberCategory: 'projectPartner' }),
    ).breakdown('2024-06-14', 'memberCategory', {
      affiliate: 'withheld',
      associatePartner: 'withheld',
      projectPartner: 0,
    }));

  it('gives the share of each question', () =>
    given(
      wave,
      answered('wave-1', 'r1', '2024-05-10', { q1: 5, q2: 1 }),
      answered('wave-1', 'r2', '2024-05-10', { q1: 1, q2: null }),
      answered('wave-1', 'r3', '2024-05-10', { q2: 1 }),
    )
      .breakdown('2024-06-14', 'question', { q1: 50, q2: 0 })
      .facts('2024-06-14', ['SurveyAnswered wave-1 r1 2024-05-10', 'SurveyAnswered wave-1 r2 2024-05-10']));
});
