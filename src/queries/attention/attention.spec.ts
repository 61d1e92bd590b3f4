// What needs attention, on the days around each limit.
import { describe, expect, it } from '@jest/globals';
import { dayOf, ProjectCalendar } from '../../../projections/calendar.js';
import { attentionOf, type AttentionSource } from './attention.js';

const calendar = new ProjectCalendar(dayOf('2022-06-15'), dayOf('2026-06-14'));
const nothing = { calendar, indicators: [], milestones: [], activities: [], surveys: [], mous: [] };
const on = (at: string, source: Partial<AttentionSource>) =>
  attentionOf({ ...nothing, ...source, at: dayOf(at) }).map(({ kind, id, on: day, days }) => [kind, id, day, days]);

describe('What needs attention', () => {
  it('names a MoU from six months before its end, by its last day in force', () => {
    const mous = [{ mouId: 'festo', title: 'Festo', status: 'inForce', endsOn: '2025-02-28' }];
    expect(on('2024-08-27', { mous })).toEqual([]);
    expect(on('2024-08-28', { mous })).toEqual([['mouExpiring', 'festo', '2025-02-27', 183]]);
    expect(on('2024-08-28', { mous: [{ ...mous[0], status: 'expired' }] })).toEqual([]);
  });

  it('names an open survey from fourteen days before it closes', () => {
    const surveys = [{ surveyId: 'wave-1', title: 'Wave 1', status: 'open', closesOn: '2024-03-31' }];
    expect(on('2024-03-16', { surveys })).toEqual([]);
    expect(on('2024-03-17', { surveys })).toEqual([['surveyClosing', 'wave-1', '2024-03-31', 14]]);
    expect(on('2024-03-31', { surveys: [{ ...surveys[0], status: 'closed' }] })).toEqual([]);
  });

  it('names an activity from the day after its end, a project month or a calendar month, the longest late first', () => {
    const activities = [
      { activityId: 'a2', title: 'Campaign', status: 'planned', end: '2023-11' },
      { activityId: 'a1', title: 'Statutes', status: 'planned', end: 'M17' },
      { activityId: 'a3', title: 'Done', status: 'completed', end: 'M1' },
      { activityId: 'a4', title: 'Open end', status: 'planned' },
    ];
    expect(on('2023-11-14', { activities })).toEqual([]);
    expect(on('2023-11-15', { activities })).toEqual([['activityOverdue', 'a1', '2023-11-14', -1]]);
    expect(on('2023-12-01', { activities })).toEqual([
      ['activityOverdue', 'a1', '2023-11-14', -17],
      ['activityOverdue', 'a2', '2023-11-30', -1],
    ]);
  });

  it('puts what is late first, then what lacks data, then what ends', () => {
    const items = on('2024-01-01', {
      indicators: [
        { id: 'I5', title: 'Satisfaction', status: 'noData' },
        { id: 'I2', title: 'Members', status: 'offTrack' },
      ],
      milestones: [
        { id: 'MS1', title: 'Registered', status: 'overdue', due: { date: '2023-11-14' } },
        { id: 'MS2', title: 'Members', status: 'notDue', due: { date: '2024-12-31' } },
      ],
      mous: [{ mouId: 'm', title: 'M', status: 'inForce', endsOn: '2024-02-01' }],
    });
    expect(items.map(([kind, id]) => `${kind} ${id}`)).toEqual(['milestoneOverdue MS1', 'noData I5', 'mouExpiring m']);
  });
});
