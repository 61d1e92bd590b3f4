// Work packages in the portal's columns, by what is recorded of their activities; and the activities themselves.
import { firstDayOf, lastDayOf } from '../../../projections/calendar.js';
import { cardOf, overdueSince, type Card } from '../../queries/things/cards.js';
import { column, section, tableBlock, type ReportContext } from '../report-context.js';
import type { Cell, Section, Table } from '../report-model.js';
import { textCell } from '../wording.js';

interface Activity {
  readonly workPackage: number;
  readonly title: string;
  readonly start?: string;
  readonly end?: string;
  readonly responsible?: string;
  readonly status: 'planned' | 'completed' | 'cancelled';
  readonly completedOn?: string;
  readonly cancelledOn?: string;
  readonly reason?: string;
}

export function activities(context: ReportContext): Section {
  const all = activitiesOf(context);
  return section('activities', context.texts.activities.title, [
    tableBlock(packagesTable(context, all)),
    tableBlock(activitiesTable(context, all)),
  ]);
}

function activitiesOf({ alliance, at }: ReportContext): Activity[] {
  return alliance
    .streamNames('activity')
    .flatMap((stream): Activity[] => {
      const card: Card | undefined = cardOf('activity', alliance.facts(stream, at), at);
      return card && 'title' in card ? [card as unknown as Activity] : [];
    })
    .sort((a, b) => a.workPackage - b.workPackage);
}

/** Who does it, and free text that may say so, is not for the public. */
function partyCell({ words, texts, isPublic }: ReportContext, text: string | undefined): Cell {
  return isPublic ? words.none(texts.withheld) : words.stated(text);
}

function packagesTable(context: ReportContext, all: readonly Activity[]): Table {
  const { texts, words, framework } = context;
  const t = texts.activities;
  const named = framework?.objectives.flatMap(({ workPackages = [] }) => workPackages) ?? [];
  const numbers = [...new Set([...all.map(({ workPackage }) => workPackage), ...named])].sort((a, b) => a - b);
  return {
    id: 'work-packages',
    title: t.packagesCaption,
    columns: [
      column('workPackage', t.workPackage, 'text', 0.8),
      column('name', t.name, 'text', 1.2),
      column('lead', t.lead, 'text', 2),
      column('start', t.start),
      column('end', t.end),
      column('planned', t.planned, 'number'),
      column('completed', t.completed, 'number'),
      column('share', t.share, 'number'),
      column('status', t.status, 'yesNo'),
      column('explanation', t.explanation, 'text', 1.5),
    ],
    rows: numbers.map((number): Cell[] => {
      const own = all.filter(({ workPackage }) => workPackage === number);
      const cancelled = own.filter(({ status }) => status === 'cancelled').length;
      const planned = own.length - cancelled;
      const completed = own.filter(({ status }) => status === 'completed').length;
      return [
        textCell(t.wp(String(number))),
        words.none(texts.notStated),
        partyCell(context, texts.list([...new Set(own.flatMap(({ responsible }) => responsible ?? []))])),
        words.stated(extreme(context, own, 'start')),
        words.stated(extreme(context, own, 'end')),
        words.numberCell(planned),
        words.numberCell(completed),
        words.numberCell(planned === 0 ? null : (100 * completed) / planned, 'percent'),
        planned === 0 ? words.none(texts.none) : words.yesNoCell(completed === planned),
        words.stated(cancelled === 0 ? undefined : t.cancelled(String(cancelled))),
      ];
    }),
    empty: t.none,
    notes: [],
  };
}

/** The earliest start or the latest end, as it was written; nothing where an activity doesn't state its own. */
function extreme({ calendar }: ReportContext, all: readonly Activity[], field: 'start' | 'end'): string | undefined {
  const stated = all.flatMap((activity) => activity[field] ?? []);
  if (stated.length < all.length || stated.length === 0) return undefined;
  const place = field === 'start' ? firstDayOf : lastDayOf;
  const ordered = [...stated].sort((a, b) => place(a, calendar) - place(b, calendar));
  return field === 'start' ? ordered[0] : ordered.at(-1);
}

function activitiesTable(context: ReportContext, all: readonly Activity[]): Table {
  const { texts, words, calendar, at } = context;
  const t = texts.activities;
  return {
    id: 'activities',
    title: t.caption,
    columns: [
      column('workPackage', t.workPackage, 'text', 0.8),
      column('activity', t.activity, 'text', 3),
      column('responsible', t.responsible, 'text', 1.5),
      column('start', t.start),
      column('end', t.end),
      column('status', t.state),
      column('date', t.date, 'date'),
      column('explanation', t.explanation, 'text', 1.5),
    ],
    rows: all.map((activity) => [
      textCell(t.wp(String(activity.workPackage))),
      textCell(activity.title),
      partyCell(context, activity.responsible),
      words.stated(activity.start),
      words.stated(activity.end),
      textCell(words.status(overdueSince(activity, calendar, at) === undefined ? activity.status : 'activityOverdue')),
      words.dateCell(activity.completedOn ?? activity.cancelledOn),
      partyCell(context, activity.reason),
    ]),
    empty: t.none,
    notes: [],
  };
}
