// What changed between two points, and why: months as sealed, as submitted, or as known now. The same parts as a report,
// so that every format can show it.
import { isoDate } from '../../projections/calendar.js';
import type { EffectiveIndicator } from '../../projections/framework.js';
import type { Value } from '../../projections/measure.js';
import { countedEvents } from '../monitoring/counted-events.js';
import type { AllianceEvent } from './alliance-event.js';
import { restatementsOf, textsOf } from './build-report.js';
import { restsOnWithheld } from './few-answers.js';
import { figuresFor } from './figures.js';
import { KnownAlliance } from './known-alliance.js';
import {
  column,
  contextOf,
  indicatorOf,
  paragraph,
  section,
  tableBlock,
  type ReportContext,
} from './report-context.js';
import {
  REPORT_SCHEMA,
  type Cell,
  type Figures,
  type MilestoneFigures,
  type Report,
  type Section,
  type Table,
} from './report-model.js';
import type { ReportRequest } from './report-request.js';
import { restatedTable } from './sections/corrections.js';
import { fundingOf } from './sections/cover.js';
import { aboutFact, effectiveDate } from './sections/fact-words.js';
import type { Restatement } from './restatements.js';
import { monthName, plain, textCell } from './wording.js';

/** The end of a project month, as known with the alliance's first `events` events. */
export interface ComparedPoint {
  readonly month: number;
  readonly events: number;
  /** What it is called: how the report of the month was known then. */
  readonly kind: 'sealed' | 'submitted' | 'known';
  /** The Merkle root that its events must have, where they were sealed. */
  readonly root?: string;
}

export type ComparisonRequest = Omit<ReportRequest, 'allianceId' | 'month'>;

interface Compared {
  readonly context: ReportContext;
  readonly first: ComparedPoint;
  readonly second: ComparedPoint;
  /** At the first point; on its day as known at the second; at the second. */
  readonly before: Figures;
  readonly between: Figures;
  readonly after: Figures;
  readonly restated: readonly Restatement[];
}

/** `events`: at least as many as either point knows. The point that knows less comes first, whichever was named first. */
export async function comparison(
  allianceId: string,
  events: readonly AllianceEvent[],
  points: readonly [ComparedPoint, ComparedPoint],
  request: ComparisonRequest,
): Promise<Report> {
  const [first, second] = [...points].sort((a, b) => a.events - b.events || a.month - b.month) as [
    ComparedPoint,
    ComparedPoint,
  ];
  const known = events.slice(0, second.events);
  const [earlier, later] = await Promise.all([
    KnownAlliance.of(allianceId, events.slice(0, first.events)),
    KnownAlliance.of(allianceId, known),
  ]);
  const restated = first.events < second.events ? await restatementsOf(allianceId, known, [first]) : [];
  const whole = { ...request, allianceId, month: second.month };
  const context = contextOf(whole, later, restated, textsOf(request.language));
  const compared: Compared = {
    context,
    first,
    second,
    before: figuresFor(earlier.view, earlier.view.calendar.monthEnd(first.month), whole),
    between: figuresFor(later.view, later.view.calendar.monthEnd(first.month), whole),
    after: context.figures,
    restated,
  };
  return comparisonOf(compared);
}

function comparisonOf(compared: Compared): Report {
  const { context, first, second, after } = compared;
  const { request, texts, view, at } = context;
  const { name, acronym, example } = view.profile;
  const [from, to] = [nameOf(first, context), nameOf(second, context)];
  return {
    schema: REPORT_SCHEMA,
    kind: 'comparison',
    language: request.language,
    audience: request.audience,
    title: texts.comparison.title(from, to),
    name: `${request.allianceId}-${fileName(first, context)}-to-${fileName(second, context)}-${request.audience}-${request.language}`,
    subject: { allianceId: request.allianceId, name, acronym, example, month: second.month, at: isoDate(at) },
    cover: {
      subtitle: `${name} (${acronym})`,
      ...(example ? { warning: texts.cover.warning } : {}),
      details: [
        { term: texts.comparison.from, value: textCell(from) },
        { term: texts.comparison.to, value: textCell(to) },
        { term: texts.cover.audience, value: textCell(texts.audience[request.audience]) },
      ],
      ...fundingOf(request.settings, texts),
    },
    sections: [overview(compared), restatedSection(compared), happened(compared)],
    figures: after,
    words: texts.words,
  };
}

function nameOf({ kind, month, events }: ComparedPoint, { texts, isPublic }: ReportContext): string {
  const t = texts.comparison;
  const name = monthName(month);
  if (kind === 'sealed') return t.sealedPoint(name);
  if (kind === 'submitted') return t.submittedPoint(name);
  return isPublic ? t.knownPublic(name) : t.knownPoint(name, events);
}

function fileName({ kind, month, events }: ComparedPoint, { isPublic }: ReportContext): string {
  const known = isPublic ? 'known' : `known-${events}`;
  return `M${month}-${kind === 'known' ? known : kind}`;
}

/** Whether a framework has it at both points; else it was withdrawn in between, or not adopted yet. */
type Presence = 'both' | 'withdrawn' | 'added';

/** Each indicator at the first point, on its day as known now, and at the second. */
interface Row {
  readonly id: string;
  readonly presence: Presence;
  readonly title: string;
  readonly unit: string;
  /** At the first point, where another framework may have measured another thing under the same id. */
  readonly unitBefore: string;
  readonly before: Value;
  readonly between: Value;
  readonly after: Value;
  readonly statusBefore: string | undefined;
  readonly statusAfter: string | undefined;
}

function rowsOf(compared: Compared): Row[] {
  const { before, between, after } = compared;
  const ids = new Set([...before.indicators, ...after.indicators].map(({ id }) => id));
  return [...ids].map((id) => {
    const [was, then, is] = [before, between, after].map(({ indicators }) => indicators.find((each) => each.id === id));
    return {
      id,
      presence: presenceOf(compared, was, is),
      title: (is ?? was)?.title ?? id,
      unit: (is ?? was)?.unit ?? 'number',
      unitBefore: (was ?? is)?.unit ?? 'number',
      before: was?.value ?? null,
      between: then?.value ?? null,
      after: is?.value ?? null,
      statusBefore: was?.status,
      statusAfter: is?.status,
    };
  });
}

/** What knows more may be about an earlier month: the order of the months decides, and in one month that of knowledge. */
function presenceOf({ first, second }: Compared, was: object | undefined, is: object | undefined): Presence {
  if (was && is) return 'both';
  const [earlier] = first.month <= second.month ? [was, is] : [is, was];
  return earlier ? 'withdrawn' : 'added';
}

/** In the place of what a framework that doesn't have it could say. */
const absentCell = ({ words, texts }: ReportContext, presence: Presence): Cell =>
  words.none(presence === 'withdrawn' ? texts.results.withdrawn : texts.results.notAdopted);

const difference = (from: Value, to: Value): number | null =>
  typeof from === 'number' && typeof to === 'number' ? to - from : null;

function overview(compared: Compared): Section {
  const { context } = compared;
  const { texts } = context;
  const t = texts.comparison;
  const rows = rowsOf(compared);
  const table: Table = {
    id: 'comparison',
    title: t.caption,
    columns: [
      column('id', t.indicator, 'text', 0.6),
      column('name', t.name, 'text', 2.5),
      column('before', t.before, 'mixed'),
      column('after', t.after, 'mixed'),
      column('change', t.change, 'number'),
      column('restated', t.restated, 'number'),
      column('happened', t.happened, 'number'),
      column('statusBefore', t.statusBefore),
      column('statusAfter', t.statusAfter),
    ],
    rows: [...rows.map((row) => indicatorCells(context, row)), ...milestoneCells(compared)],
    empty: texts.results.none,
    notes: [],
  };
  const items = rows.map((row) => plain(sentence(compared, row)));
  return section('overview', t.overview, [{ kind: 'list', items }, tableBlock(table)]);
}

function indicatorCells(context: ReportContext, row: Row): Cell[] {
  const { words, texts } = context;
  const { id, presence, title, unit, unitBefore, before, between, after, statusBefore, statusAfter } = row;
  const value = (status: string | undefined, there: Value, measuredIn: string): Cell =>
    status === undefined ? absentCell(context, presence) : words.valueCell(there, measuredIn);
  const status = (said: string | undefined): Cell =>
    said === undefined ? words.none(texts.none) : textCell(words.status(said));
  return [
    textCell(id),
    textCell(title),
    value(statusBefore, before, unitBefore),
    value(statusAfter, after, unit),
    ...[difference(before, after), difference(before, between), difference(between, after)].map((change) =>
      words.changeCell(unit === unitBefore ? change : null, unit === 'percent' ? 'points' : unit),
    ),
    status(statusBefore),
    status(statusAfter),
  ];
}

function milestoneCells(compared: Compared): Cell[][] {
  const { context, before, after } = compared;
  const { words, texts } = context;
  const nothing = words.none(texts.none);
  const said = (status: MilestoneFigures['status']): Cell =>
    status === 'noData' ? words.none(texts.withheld) : textCell(words.status(status));
  const ids = new Set([...before.milestones, ...after.milestones].map(({ id }) => id));
  return [...ids].map((id) => {
    const [was, is] = [before, after].map(({ milestones }) => milestones.find((each) => each.id === id));
    const absent = absentCell(context, presenceOf(compared, was, is));
    return [
      textCell(id),
      textCell((is ?? was)?.title ?? id),
      words.dateCell(was?.achievedOn),
      words.dateCell(is?.achievedOn),
      nothing,
      nothing,
      nothing,
      was ? said(was.status) : absent,
      is ? said(is.status) : absent,
    ];
  });
}

/** "I3 went from 52 to 71: 2 facts recorded later about the first day and 17 facts in between." */
function sentence(compared: Compared, { id, presence, unit, unitBefore, before, after, statusAfter }: Row): string {
  const { context, restated } = compared;
  const { texts, words } = context;
  const t = texts.comparison;
  if (presence !== 'both')
    return t[presence](id, statusAfter === undefined ? words.value(before, unitBefore) : words.value(after, unit));
  if (before === after && unit === unitBefore) return t.unchanged(id, words.value(before, unit));
  // How many answers came or were corrected later says too much where there were few.
  const isUntold = context.isPublic && context.everWithheld.indicators.has(id);
  const found = isUntold ? undefined : restated.find((each) => each.kind === 'indicator' && each.id === id);
  const causes = found?.causes.length ?? 0;
  const between = factsBetween(compared, id).length;
  const why = [...(causes > 0 ? [t.whyRestated(causes)] : []), ...(between > 0 ? [t.whyHappened(between)] : [])];
  return t.changed(
    id,
    words.value(before, unitBefore),
    words.value(after, unit),
    why.length > 0 ? why.join(t.and) : t.whyTime,
  );
}

function restatedSection({ context, restated }: Compared): Section {
  const t = context.texts.comparison;
  return section('restated', t.restatedTitle, [
    tableBlock(restatedTable(context, 'restated', t.restatedCaption, t.noneRestated, restated)),
  ]);
}

interface Between {
  readonly event: AllianceEvent;
  readonly effect: 'counts' | 'endsCounting';
}

/** How many answers there were says too much where there were few, as do the memoranda of another party. */
const isHidden = ({ isPublic, request }: ReportContext, indicator: EffectiveIndicator | undefined): boolean =>
  isPublic && restsOnWithheld(indicator, request.allianceId);

/** The facts that count on the second day and not on the first, or the other way round, as known at the second point. */
function factsBetween({ context, first, second }: Compared, id: string): Between[] {
  const { view, calendar, alliance } = context;
  const indicator = indicatorOf(context, id);
  if (!indicator || isHidden(context, indicator) || first.month === second.month) return [];
  const [then, now] = [first, second].map(({ month }) => countedEvents(view, indicator, calendar.monthEnd(month))) as [
    number[],
    number[],
  ];
  const only = (these: number[], those: number[], effect: Between['effect']): Between[] => {
    const others = new Set(those);
    return these
      .filter((ordinal) => !others.has(ordinal))
      .map((ordinal) => ({ event: alliance.event(ordinal + 1), effect }));
  };
  return [...only(then, now, 'endsCounting'), ...only(now, then, 'counts')];
}

function happened(compared: Compared): Section {
  const { context, after, first, second } = compared;
  const { texts, isPublic } = context;
  const t = texts.comparison;
  if (first.month === second.month) return section('happened', t.happenedTitle, [paragraph(t.noneHappened)]);
  const tables = after.indicators.map(({ id, title: name }) => {
    const facts = factsBetween(compared, id);
    const title = texts.indicator.title(id, name);
    const indicator = indicatorOf(context, id);
    if (isHidden(context, indicator)) return section(`happened-${id}`, title, [paragraph(texts.withheld, 'note')]);
    const isCounted = isPublic || indicator?.measure.kind === 'satisfaction';
    if (isCounted) return section(`happened-${id}`, title, [paragraph(t.whyHappened(facts.length))]);
    return section(`happened-${id}`, title, [tableBlock(betweenTable(context, id, facts))]);
  });
  return section('happened', t.happenedTitle, tables.length === 0 ? [paragraph(texts.results.none)] : [], tables);
}

function betweenTable(context: ReportContext, id: string, facts: readonly Between[]): Table {
  const { texts, words } = context;
  const t = texts.comparison;
  return {
    id: `happened-${id}`,
    title: t.happenedCaption(id),
    columns: [
      column('event', texts.indicator.event, 'number', 0.6),
      column('effectiveOn', texts.indicator.effectiveOn, 'date'),
      column('effect', t.effect),
      column('fact', texts.indicator.fact, 'text', 1.2),
      column('about', texts.indicator.about, 'text', 3),
    ],
    rows: facts.map(({ event, effect }) => [
      words.ordinalCell(event.number),
      words.dateCell(effectiveDate(event)),
      textCell(t[effect]),
      textCell(words.event(event.type)),
      textCell(aboutFact(event, context)),
    ]),
    empty: t.noneHappened,
    notes: [],
  };
}
