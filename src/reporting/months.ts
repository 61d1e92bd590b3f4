// The measurement months of an alliance: how far each report is, when it is due, and what is still missing.
import { dayOf, isoDate, type Day, type ProjectCalendar } from '../../projections/calendar.js';
import { monthStream, type MonthState, type WayStep } from './alliance-streams.js';
import type { ReportSource } from './build-report.js';
import type { ReportContext } from './report-context.js';
import type { ReportSettings } from './report-request.js';
import type { Restatement } from './restatements.js';
import { causeInWords } from './sections/corrections.js';
import { doable, missingIn, type Missing } from './sections/missing.js';

/** "In the 60 days after the end of the reporting period": Funding & Tenders Portal. */
const DAYS_TO_REPORT = 60;
/** How long before a deadline it becomes a reminder. */
const REMINDED_DAYS = 60;

export interface MonthsRequest {
  /** Only these; absent: all that are measured, reported or end a reporting period. */
  readonly months?: readonly number[];
  /** ISO 8601. */
  readonly today: string;
  readonly language: string;
  readonly settings: ReportSettings;
}

export interface MonthOverview {
  readonly month: number;
  /** Its last day, ISO 8601. */
  readonly date: string;
  readonly status: MonthState['status'];
  /** Of the month's stream, for `If-Match`; null while it holds nothing. */
  readonly revision: string | null;
  /** Indicators that the framework has measured in this month. */
  readonly measured: readonly string[];
  /** The reporting period that ends with it, in project months; null where none does. */
  readonly period: { readonly from: number; readonly to: number } | null;
  /** Last day to report on the period; null where none ends with the month. */
  readonly deadline: string | null;
  /** Days from today to the deadline, negative once it has passed; null without one, and once the report is handed in. */
  readonly daysLeft: number | null;
  /** To be told of: the month is over or its deadline is near, and something is missing. */
  readonly reminder: string | null;
  readonly missing: readonly Missing[];
  readonly narratives: readonly {
    readonly section: string;
    readonly language: string;
    readonly text: string;
    readonly writtenOn: string;
  }[];
  /** What was written, submitted, returned, approved and sealed: when, and by whom (a name given by the caller). */
  readonly steps: readonly {
    readonly type: WayStep['type'];
    readonly on: string;
    readonly actor: string | null;
    readonly section?: string;
    readonly language?: string;
    readonly reason?: string;
  }[];
  readonly seal: {
    readonly asOf: string;
    readonly events: number;
    readonly root: string;
    readonly sealedOn: string;
  } | null;
  /** Figures that are known otherwise since the report was handed in. */
  readonly restated: readonly RestatedFigure[];
}

export interface RestatedFigure {
  readonly kind: Restatement['kind'];
  readonly id: string;
  readonly before: unknown;
  readonly after: unknown;
  readonly causes: readonly {
    readonly events: readonly string[];
    readonly types: readonly string[];
    /** What happened, with the reason that was given. */
    readonly text: string;
  }[];
}

export function monthsOf(source: ReportSource, request: MonthsRequest): MonthOverview[] {
  const months = request.months ?? listed(source, request);
  return months.map((month) => overview(source, month, request));
}

/** Months in which something is measured or that are reported on, or that end a reporting period within the project. */
function listed({ alliance }: ReportSource, { settings, today }: MonthsRequest): number[] {
  const { framework, calendar } = alliance.view;
  const measuredBy = (day: Day): number[] =>
    framework.at(day)?.indicators.flatMap(({ measuredAt = [] }) => measuredAt) ?? [];
  // Each month as the framework of its own time has it: a later one doesn't undo what was to be reported.
  const life = Array.from({ length: calendar.monthAt(calendar.endsOn) }, (_, i) => i + 1);
  const measured = [...new Set([...life, ...measuredBy(dayOf(today))])].filter((month) =>
    measuredBy(calendar.monthEnd(month)).includes(month),
  );
  const ends = periodEnds(settings, calendar);
  return [...new Set([...measured, ...ends, ...alliance.reportedMonths()])]
    .filter((month) => month > 0)
    .sort((a, b) => a - b);
}

function overview(source: ReportSource, month: number, { today, language, settings }: MonthsRequest): MonthOverview {
  const { alliance } = source;
  const { calendar } = alliance.view;
  const context = source.context({ month, language, audience: 'internal', expected: true, settings });
  const state = context.state;
  const recorded = alliance.stream(monthStream(alliance.allianceId, month)).length;
  const end = calendar.monthEnd(month);
  const period = periodOf(month, periodEnds(settings, calendar));
  const deadline = period ? end + DAYS_TO_REPORT : null;
  const isHandedIn = state.status !== 'open';
  const daysLeft = deadline === null || isHandedIn ? null : deadline - dayOf(today);
  const isOver = end < dayOf(today);
  const missing = missingIn(context);
  const { texts, words } = context;
  const isDue = daysLeft !== null && daysLeft <= REMINDED_DAYS;
  return {
    month,
    date: isoDate(end),
    status: state.status,
    revision: recorded === 0 ? null : String(recorded - 1),
    measured: context.figures.indicators.filter(({ measuredAt }) => measuredAt.includes(month)).map(({ id }) => id),
    period,
    deadline: deadline === null ? null : isoDate(deadline),
    daysLeft,
    reminder:
      (isOver || isDue) && state.status !== 'sealed'
        ? texts.months.reminder(
            `M${month}`,
            deadline === null || isHandedIn ? undefined : words.longDate(isoDate(deadline)),
            daysLeft ?? 0,
            doable(missing, state).map(({ text }) => text),
          )
        : null,
    missing,
    narratives: inOrder(context).map(({ section, language: written, text, writtenOn }) => ({
      section,
      language: written,
      text,
      writtenOn,
    })),
    steps: state.steps.map(stepOf),
    seal: sealOf(state),
    restated: source.restatements.filter((each) => each.month === month).map((each) => restatedFigure(each, context)),
  };
}

/** Texts as the report has them: the summary, the indicators in the framework's order, the deviations. */
function inOrder({ state, framework }: ReportContext): MonthState['narratives'] {
  const sections = ['summary', ...(framework?.indicators.map(({ id }) => id) ?? []), 'deviations'];
  const place = (section: string): number => {
    const found = sections.indexOf(section);
    return found === -1 ? sections.length : found;
  };
  return [...state.narratives].sort((a, b) => place(a.section) - place(b.section));
}

/** The months that end a reporting period, within the project: a shorter one has no more. */
const periodEnds = ({ reportingPeriods }: ReportSettings, calendar: ProjectCalendar): number[] =>
  reportingPeriods.filter((month) => calendar.monthEnd(month) <= calendar.endsOn);

/** The reporting period that ends with a month. */
function periodOf(month: number, ends: readonly number[]): MonthOverview['period'] {
  const index = ends.indexOf(month);
  return index === -1 ? null : { from: (ends[index - 1] ?? 0) + 1, to: month };
}

function stepOf({ type, on, actor, data }: WayStep): MonthOverview['steps'][number] {
  const { section, language, reason } = data as { section?: string; language?: string; reason?: string };
  return {
    type,
    on,
    actor: actor ?? null,
    ...(section === undefined ? {} : { section }),
    ...(language === undefined ? {} : { language }),
    ...(reason === undefined ? {} : { reason }),
  };
}

function sealOf({ steps }: MonthState): MonthOverview['seal'] {
  const sealed = steps.findLast(({ type }) => type === 'ReportSealed');
  if (!sealed) return null;
  const { asOf, events, root, sealedOn } = sealed.data as {
    asOf: string;
    events: number;
    root: string;
    sealedOn: string;
  };
  return { asOf, events, root, sealedOn };
}

function restatedFigure({ kind, id, before, after, causes }: Restatement, context: ReportContext): RestatedFigure {
  return {
    kind,
    id,
    before,
    after,
    causes: causes.map(({ events }) => ({
      events: events.map(({ eventId }) => eventId),
      types: events.map(({ type }) => type),
      text: causeInWords({ events }, context),
    })),
  };
}
