// An activity of the annual plan: planned once, rescheduled while it is ahead, then completed or cancelled.
import { describe, it } from '@jest/globals';
import { fact, given, nothing, retracted } from '../stream.given.js';

const planned = (plannedOn: string, months: { start?: string; end?: string } = {}) =>
  fact('ActivityPlanned', { activityId: 'a-1', workPackage: 2, title: 'Annual plan', plannedOn, ...months });
const rescheduled = (revisedOn: string, months: { start?: string; end?: string }) =>
  fact('ActivityRescheduled', { revisedOn, reason: 'More time to consult.', ...months });
const completed = (completedOn: string) => fact('ActivityCompleted', { completedOn });
const cancelled = (cancelledOn: string) => fact('ActivityCancelled', { cancelledOn, reason: 'Merged.' });

describe('an activity', () => {
  it('is planned once', () => {
    given('activity', planned('2023-06-01')).when(planned('2023-07-01')).isRefused('activity-exists');
  });
  it('is rescheduled as often as it takes, then completed', () => {
    given('activity', planned('2023-06-01', { start: 'M13', end: 'M18' }))
      .when(
        rescheduled('2023-09-01', { end: 'M20' }),
        rescheduled('2023-12-01', { end: '2024-05' }),
        completed('2024-05-10'),
      )
      .isAccepted();
  });
  it('is not rescheduled, completed or cancelled once it is over', () => {
    for (const end of [completed('2024-05-10'), cancelled('2024-05-10')]) {
      const activity = given('activity', planned('2023-06-01'), end);
      activity.when(rescheduled('2024-05-11', { end: 'M24' })).isRefused('activity-over');
      activity.when(fact('ActivityCompleted', { completedOn: '2024-05-11' })).isRefused('activity-over');
      activity.when(cancelled('2024-05-11')).isRefused('activity-over');
    }
  });
  it('takes no step before its plan', () => {
    const activity = given('activity', planned('2023-06-01'));
    activity.when(completed('2023-05-31')).isRefused('activity-not-planned');
    nothing('activity').when(completed('2023-05-31')).isRefused('activity-unknown');
  });
  it('a completion before a recorded rescheduling takes its ground away', () => {
    given('activity', planned('2023-06-01'), rescheduled('2023-09-01', { end: 'M20' }))
      .when(completed('2023-08-31'))
      .isRefused('later-fact-without-ground', 'ActivityRescheduled of 2023-09-01');
  });
  it('a retracted completion opens it again', () => {
    given('activity', planned('2023-06-01'), completed('2024-05-10'), retracted('ActivityCompleted of 2024-05-10'))
      .when(cancelled('2024-05-11'))
      .isAccepted();
  });
});

describe("an activity's months", () => {
  it("don't end before they start", () => {
    nothing('activity')
      .when(planned('2023-06-01', { start: 'M18', end: 'M17' }))
      .isRefused('activity-ends-before-start');
    nothing('activity')
      .when(planned('2023-06-01', { start: 'M18', end: 'M18' }))
      .isAccepted();
  });
  it('compare project months with calendar months: M17 runs from 15 October to 14 November 2023', () => {
    nothing('activity')
      .when(planned('2023-06-01', { start: 'M17', end: '2023-10' }))
      .isAccepted();
    nothing('activity')
      .when(planned('2023-06-01', { start: 'M17', end: '2023-09' }))
      .isRefused('activity-ends-before-start');
    nothing('activity')
      .when(planned('2023-06-01', { start: '2023-12', end: 'M17' }))
      .isRefused('activity-ends-before-start');
  });
  it('hold what a rescheduling leaves as it was', () => {
    given('activity', planned('2023-06-01', { start: 'M18', end: 'M20' }))
      .when(rescheduled('2023-09-01', { end: 'M17' }))
      .isRefused('activity-ends-before-start');
  });
  it('are those that the last rescheduling moved', () => {
    const moved = given(
      'activity',
      planned('2023-06-01', { start: 'M13', end: 'M18' }),
      rescheduled('2023-07-01', { start: 'M20', end: 'M24' }),
    );
    moved.when(rescheduled('2023-08-01', { end: 'M19' })).isRefused('activity-ends-before-start');
    moved.when(rescheduled('2023-08-01', { start: 'M22' })).isAccepted();
  });
  it('hold what several reschedulings leave as it was', () => {
    const activity = planned('2023-06-01', { start: 'M13', end: 'M18' });
    given('activity', activity, rescheduled('2023-07-01', { start: 'M14' }))
      .when(rescheduled('2023-08-01', { start: 'M20' }))
      .isRefused('activity-ends-before-start');
    given('activity', activity, rescheduled('2023-07-01', { end: 'M20' }))
      .when(rescheduled('2023-08-01', { end: 'M12' }))
      .isRefused('activity-ends-before-start');
  });
});
