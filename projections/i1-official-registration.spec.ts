// Specs of I1: yes from the day of the official registration on.
import { describe } from '@jest/globals';
import { correction, registered, retraction } from './facts.fixture.js';
import { allianceWith, indicator, it } from './given.fixture.js';

describe('I1 official registration', () => {
  const given = allianceWith(
    indicator(
      'I1',
      { kind: 'officialRegistration' },
      {
        baseline: { value: false },
        targets: [{ value: true, month: 17 }],
      },
    ),
  );
  const onPaper = { expected: null, progress: null, onPath: null, companions: {} };

  it('is no, not without a value, when nothing is recorded', () =>
    given().at('2023-01-01', { value: false, ...onPaper, status: 'notDue' }));

  it('is no up to the day before the publication, and yes from it on', () =>
    given(registered('2023-11-10'))
      .at('2023-11-09', { value: false, status: 'notDue' })
      .at('2023-11-10', { value: true, ...onPaper, status: 'achieved', notes: [] }));

  it('is due to the end of the last day of M17, and missed from the next day on', () =>
    given()
      .at('2023-11-14', { status: 'notDue', targets: [{ month: 17, date: '2023-11-14', met: null, valueThen: null }] })
      .at('2023-11-15', { status: 'missed', targets: [{ met: false, valueThen: false }] }));

  it('says that it was reached after the due month', () =>
    given(registered('2023-11-15')).at('2023-11-15', {
      value: true,
      status: 'achieved',
      notes: ['reached after the due month'],
    }));

  it('is met on the due day itself', () =>
    given(registered('2023-11-14'))
      .at('2023-11-14', { status: 'achieved', notes: [] })
      .at('2023-11-15', { status: 'achieved', targets: [{ met: true, valueThen: true }], notes: [] }));

  it('may lie before the start of the project', () => given(registered('2019-05-02')).at('M0', { value: true }));

  it('is no again from when the retraction was known', () => {
    const wrong = registered('2023-11-10');
    return given(wrong, retraction(wrong)).knowing(1).at('2024-01-01', { value: true }).knowing(2).at('2024-01-01', {
      value: false,
      status: 'missed',
    });
  });

  it('follows a corrected date on both sides of when it was known', () => {
    const wrong = registered('2023-11-10');
    return given(wrong, correction(wrong, registered('2023-12-10')))
      .at('2023-11-20', { value: false })
      .at('2023-12-10', { value: true, notes: ['reached after the due month'] })
      .knowing(1)
      .at('2023-11-20', { value: true, notes: [] });
  });
});
