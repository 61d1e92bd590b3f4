// Specs of the share of the planned activities that are completed.
import { describe } from '@jest/globals';
import { cancelled, completed, correction, planned, rescheduled, retraction } from './facts.fixture.js';
import { allianceWith, indicator, it } from './given.fixture.js';

const noData = { value: null, companions: {} };
const share = (numerator: number, denominator: number) => ({
  value: (100 * numerator) / denominator,
  companions: { numerator, denominator },
});

describe('activities completed', () => {
  const given = allianceWith(indicator('A', { kind: 'activitiesCompleted' }));

  it('has no value while none is planned', () =>
    given(planned('plan', '2023-06-01')).at('2023-05-31', noData).at('2023-06-01', share(0, 1)));

  it('is the share of those completed', () =>
    given(
      planned('plan', '2023-06-01'),
      planned('web', '2023-06-01'),
      planned('film', '2023-07-01'),
      completed('plan', '2023-12-20'),
    )
      .at('2023-12-19', share(0, 3))
      .at('2023-12-20', share(1, 3)));

  it('leaves out a cancelled one from that day on', () =>
    given(
      planned('plan', '2023-06-01'),
      planned('web', '2023-06-01'),
      completed('plan', '2023-12-20'),
      cancelled('web', '2024-01-10'),
    )
      .at('2024-01-09', share(1, 2))
      .at('2024-01-10', share(1, 1)));

  it('has no value again when all are cancelled', () =>
    given(planned('plan', '2023-06-01'), cancelled('plan', '2024-01-10')).at('2024-01-10', noData));

  it('is not moved by a rescheduling', () =>
    given(planned('plan', '2023-06-01'), rescheduled('plan', '2024-01-10', 'M32')).at('2024-01-10', share(0, 1)));

  it('gives the share of each work package, in their order', () =>
    given(
      planned('plan', '2023-06-01', 10),
      planned('web', '2023-06-01', 9),
      planned('film', '2023-06-01', 9),
      planned('gone', '2023-06-01', 3),
      completed('web', '2023-12-20'),
      cancelled('gone', '2023-12-20'),
    ).breakdown('2024-01-01', 'workPackage', { '9': 50, '10': 0 }));

  it('follows a correction of the plan of a completed one', () => {
    const wrong = planned('plan', '2023-06-01', 2);
    return given(wrong, completed('plan', '2023-12-20'), correction(wrong, planned('plan', '2023-06-01', 3)))
      .at('2024-01-01', share(1, 1))
      .breakdown('2024-01-01', 'workPackage', { '3': 100 })
      .knowing(2)
      .breakdown('2024-01-01', 'workPackage', { '2': 100 });
  });

  it('names a work package once, also where a plan was corrected under a later cancellation', () => {
    const wrong = planned('plan', '2023-06-01', 3);
    return given(
      planned('web', '2023-06-01', 0),
      wrong,
      cancelled('plan', '2023-12-20'),
      correction(wrong, planned('plan', '2023-06-02', 3)),
    ).breakdown('2024-01-01', 'workPackage', { '0': 0 });
  });

  it('lists those completed from their completion, the others from their plan, and none that is cancelled', () =>
    given(
      planned('web', '2023-06-01', 9),
      planned('film', '2023-06-02', 9),
      planned('gone', '2023-06-03', 2),
      cancelled('gone', '2023-12-19'),
      completed('web', '2023-12-20'),
    )
      .facts('2023-12-18', [
        'ActivityPlanned web 2023-06-01',
        'ActivityPlanned film 2023-06-02',
        'ActivityPlanned gone 2023-06-03',
      ])
      .facts('2023-12-20', ['ActivityPlanned film 2023-06-02', 'ActivityCompleted web 2023-12-20']));

  it('is planned again when the retraction of its completion is known', () => {
    const done = completed('plan', '2023-12-20');
    return given(planned('plan', '2023-06-01'), done, retraction(done))
      .at('2024-01-01', share(0, 1))
      .knowing(2)
      .at('2024-01-01', share(1, 1));
  });
});

describe('activities completed of one work package', () => {
  const given = allianceWith(indicator('A', { kind: 'activitiesCompleted', workPackage: 9 }));

  it('counts only its own', () =>
    given(planned('plan', '2023-06-01', 2), planned('web', '2023-06-01', 9), completed('plan', '2023-12-20'))
      .at('2024-01-01', share(0, 1))
      .breakdown('2024-01-01', 'workPackage', { '9': 0 })
      .facts('2024-01-01', ['ActivityPlanned web 2023-06-01']));

  it('has no value when only others are planned', () =>
    given(planned('plan', '2023-06-01', 2)).at('2024-01-01', noData));
});
