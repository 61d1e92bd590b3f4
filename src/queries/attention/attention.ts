// What someone should look at soon: things without data, things that end, and things that are late.
import { addMonths, isoDate, parseDay, type Day, type ProjectCalendar } from '../../../projections/calendar.js';
import { overdueSince, type Card } from '../things/cards.js';

/** MoUs that end within this many months are worth renewing now. */
const MOU_MONTHS = 6;
const SURVEY_DAYS = 14;

export type AttentionKind = 'milestoneOverdue' | 'activityOverdue' | 'noData' | 'surveyClosing' | 'mouExpiring';

export interface AttentionItem {
  readonly kind: AttentionKind;
  /** Of the indicator, milestone, activity, survey or MoU. */
  readonly id: string;
  readonly title: string;
  /** The day it was due, closes, or is last in force; null where no day is at stake. */
  readonly on: string | null;
  /** From the day looked at to `on`; negative once it has passed. */
  readonly days: number | null;
}

export interface AttentionSource {
  readonly at: Day;
  readonly calendar: ProjectCalendar;
  readonly indicators: readonly { readonly id: string; readonly title: string; readonly status: string }[];
  readonly milestones: readonly {
    readonly id: string;
    readonly title: string;
    readonly status: string;
    readonly due: { readonly date: string } | null;
  }[];
  readonly activities: readonly Card[];
  readonly surveys: readonly Card[];
  readonly mous: readonly Card[];
}

/** The most pressing first: what is late, longest first; then what lacks data; then what ends, soonest first. */
export function attentionOf(source: AttentionSource): AttentionItem[] {
  const { at } = source;
  const dated = (kind: AttentionKind, id: unknown, title: unknown, on: Day): AttentionItem => ({
    kind,
    id: String(id),
    title: String(title),
    on: isoDate(on),
    days: on - at,
  });
  const milestones = source.milestones
    .filter(({ status }) => status === 'overdue')
    .map(({ id, title, due }) => dated('milestoneOverdue', id, title, parseDay(due?.date ?? '') ?? at));
  const activities = source.activities.flatMap((activity) => {
    const since = overdueSince(activity, source.calendar, at);
    return since === undefined ? [] : [dated('activityOverdue', activity['activityId'], activity['title'], since)];
  });
  const withoutData = source.indicators
    .filter(({ status }) => status === 'noData')
    .map(({ id, title }): AttentionItem => ({ kind: 'noData', id, title, on: null, days: null }));
  const surveys = source.surveys.flatMap(({ surveyId, title, status, closesOn }) => {
    const day = parseDay(String(closesOn));
    return status === 'open' && day !== undefined && day - at <= SURVEY_DAYS
      ? [dated('surveyClosing', surveyId, title, day)]
      : [];
  });
  const mous = source.mous.flatMap(({ mouId, title, status, endsOn }) => {
    const end = parseDay(String(endsOn));
    return status === 'inForce' && end !== undefined && end <= addMonths(at, MOU_MONTHS)
      ? [dated('mouExpiring', mouId, title, end - 1)]
      : [];
  });
  return [...soonest([...milestones, ...activities]), ...withoutData, ...soonest([...surveys, ...mous])];
}

function soonest(items: readonly AttentionItem[]): AttentionItem[] {
  return [...items].sort((one, other) => (one.days ?? 0) - (other.days ?? 0) || (one.id < other.id ? -1 : 1));
}
