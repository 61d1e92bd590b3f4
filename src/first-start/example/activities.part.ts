// Activities of the example: four annual plans, work done, moved and given up.
import { addMonths, dayOf, isoDate, ProjectCalendar, type Day } from '../../../projections/calendar.js';
import type { ActivityPlanned, ActivityRescheduled } from '../../domain/activity/activity.events.js';
import { streamName } from '../../domain/categories.js';
import { ENDS_ON, EXAMPLE, STARTS_ON } from './alliance.part.js';
import { workingDay, type Journal } from './journal.js';
import type { Organisation } from './organisations.js';
import type { Random } from './random.js';
import { slug } from '../slug.js';

interface Planned {
  readonly workPackage: number;
  readonly title: string;
  /** Project months. */
  readonly start: number;
  readonly end: number;
}

const activity = (workPackage: number, title: string, start: number, end: number): Planned => ({
  workPackage,
  title,
  start,
  end,
});

const PLANS: readonly { readonly plannedOn: string; readonly activities: readonly Planned[] }[] = [
  {
    plannedOn: '2022-07-05',
    activities: [
      activity(1, 'Management handbook', 1, 3),
      activity(1, 'Quality and risk plan', 2, 6),
      activity(2, 'Statutes and internal rules', 2, 16),
      activity(2, 'Campaign to win the first members', 4, 12),
      activity(3, 'Methods of the observatory', 3, 9),
      activity(8, 'Platform: pilot', 3, 6),
      activity(8, 'Platform: first release', 7, 12),
      activity(9, 'Brand and website', 1, 6),
      activity(9, 'Plan for engaging stakeholders', 4, 10),
    ],
  },
  {
    plannedOn: '2023-06-13',
    activities: [
      activity(1, 'Partners’ meeting, autumn 2023', 17, 18),
      activity(2, 'Official registration', 13, 17),
      activity(2, 'First general assembly', 16, 17),
      activity(3, 'Observatory report 1', 13, 20),
      activity(4, 'Open innovation community: launch', 14, 19),
      activity(5, 'Database of micro-credentials', 13, 24),
      activity(6, 'Toolkit for learning factories', 14, 22),
      activity(7, 'Catalogue of trainings for small companies', 15, 24),
      activity(9, 'Conference in Lindenfurt', 20, 22),
      activity(9, 'Exhibition stand at a trade fair', 18, 20),
    ],
  },
  {
    plannedOn: '2024-06-11',
    activities: [
      activity(1, 'Interim report', 24, 26),
      activity(2, 'Thematic groups: first meetings', 25, 30),
      activity(2, 'Strategy revised', 26, 32),
      activity(3, 'Observatory report 2', 25, 32),
      activity(4, 'Pilots in five regions', 26, 36),
      activity(5, 'Learning pathways', 26, 36),
      activity(6, 'Shared learning factory: pilot 1', 25, 34),
      activity(7, 'Coaching of forty small companies', 28, 38),
      activity(9, 'Summer school', 36, 37),
    ],
  },
  {
    plannedOn: '2025-06-10',
    activities: [
      activity(3, 'Observatory report 3', 37, 44),
      activity(5, 'Micro-credentials issued', 38, 46),
      activity(6, 'Shared learning factory: pilot 2', 37, 45),
      activity(9, 'Final conference', 46, 48),
      activity(10, 'Business plan after the project', 38, 46),
      activity(10, 'Agreements on running costs', 40, 48),
      activity(1, 'Final report', 47, 48),
    ],
  },
];

const GIVEN_UP: ReadonlyMap<string, string> = new Map([
  ['Exhibition stand at a trade fair', 'The fair was called off.'],
  ['Summer school', 'Too few registrations.'],
]);
/** Still open when the project ends. */
const UNFINISHED: ReadonlySet<string> = new Set([
  'Agreements on running costs',
  'Final report',
  'Micro-credentials issued',
]);

export function runActivities(journal: Journal, random: Random, partners: readonly Organisation[]): void {
  const calendar = new ProjectCalendar(dayOf(STARTS_ON), dayOf(ENDS_ON));
  for (const { plannedOn, activities } of PLANS) {
    const planned = activities.map((each) => plan(each, plannedOn, random.pick(partners)));
    journal.addAll(planned.map((data) => ({ stream: streamOf(data), type: 'ActivityPlanned', data })));
    for (const [i, each] of activities.entries())
      carryOut(journal, random, calendar, each, planned[i] as ActivityPlanned);
  }
}

function plan({ workPackage, title, start, end }: Planned, plannedOn: string, partner: Organisation): ActivityPlanned {
  return {
    activityId: slug(`wp${workPackage} ${title}`),
    workPackage,
    title,
    start: `M${start}`,
    end: `M${end}`,
    responsible: partner.name,
    plannedOn,
  };
}

function carryOut(
  journal: Journal,
  random: Random,
  calendar: ProjectCalendar,
  { title, start, end }: Planned,
  data: ActivityPlanned,
): void {
  const stream = streamOf(data);
  const due = calendar.monthEnd(end);
  const reason = GIVEN_UP.get(title);
  if (reason !== undefined) {
    const cancelledOn = isoDate(workingDay(calendar.monthEnd(start) + 20));
    journal.add(stream, 'ActivityCancelled', { cancelledOn, reason });
    return;
  }
  const late = random.chance(0.35) && end < 46 ? random.whole(1, 4) : 0;
  if (late > 0) reschedule(journal, stream, workingDay(addMonths(due, -1)), `M${end + late}`, random);
  const finished: Day = workingDay(calendar.monthEnd(end + late) - random.whole(3, 24));
  if (UNFINISHED.has(title) || finished > dayOf(ENDS_ON)) return;
  const evidence = random.chance(0.5) ? { evidence: [{ title: `Minutes: ${title}` }] } : {};
  journal.add(stream, 'ActivityCompleted', { completedOn: isoDate(finished), ...evidence });
}

function reschedule(journal: Journal, stream: string, on: Day, end: string, random: Random): void {
  const reason = random.pick([
    'A supplier was late.',
    'Waiting for the results of another work package.',
    'The hosting organisation asked for another date.',
  ]);
  journal.add(stream, 'ActivityRescheduled', { end, revisedOn: isoDate(on), reason } satisfies ActivityRescheduled);
}

const streamOf = ({ activityId }: ActivityPlanned): string => streamName('activity', EXAMPLE, activityId);
