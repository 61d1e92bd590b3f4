// What was corrected, and which figures of months handed in are known otherwise since: each with its event and reason.
import { anchorDay, type EffectiveIndicator } from '../../../projections/framework.js';
import type { Value } from '../../../projections/measure.js';
import { correctedBy } from '../../domain/timeline.js';
import type { AllianceEvent } from '../alliance-event.js';
import { column, paragraph, section, tableBlock, type ReportContext } from '../report-context.js';
import type { Block, Cell, Section, Table } from '../report-model.js';
import type { Cause, Restatement } from '../restatements.js';
import { monthName, textCell } from '../wording.js';
import { aboutFact, effectiveDate, recordedDate } from './fact-words.js';

export function corrections(context: ReportContext): Section {
  const { texts } = context;
  const t = texts.corrections;
  return section(
    'corrections',
    t.title,
    [],
    [
      section('restated', t.restatedTitle, restated(context)),
      section('corrections-list', t.correctionsTitle, corrected(context)),
      section('revisions', t.revisionsTitle, [tableBlock(revisionsTable(context))]),
    ],
  );
}

function restated(context: ReportContext): Block[] {
  const { alliance, request, restatements, texts, words } = context;
  const t = texts.corrections;
  const handedIn = alliance
    .reportedMonths()
    .filter((month) => month <= request.month)
    .map((month) => ({ month, since: alliance.monthState(month).handedIn }));
  const since = new Map(
    handedIn.flatMap(({ month, since }) =>
      since
        ? [[month, since.kind === 'sealed' ? t.sealed(words.date(since.on)) : t.submitted(words.date(since.on))]]
        : [],
    ),
  );
  if (since.size === 0) return [paragraph(t.notHandedIn)];
  return [
    tableBlock(
      restatedTable(context, 'restated', t.restatedCaption, t.noneRestated, restatements, (month) => since.get(month)),
    ),
  ];
}

/** Figures that are known otherwise, each with the events that changed it. */
export function restatedTable(
  context: ReportContext,
  id: string,
  title: string,
  empty: string,
  restatements: readonly Restatement[],
  since?: (month: number) => string | undefined,
): Table {
  const { texts, words, isPublic } = context;
  const t = texts.corrections;
  return {
    id,
    title,
    columns: [
      column('month', t.month, 'text', 0.6),
      ...(since ? [column('since', t.since, 'text', 1.2)] : []),
      column('figure', t.figure, 'text', 1.2),
      column('was', t.was, 'mixed'),
      column('now', t.now, 'mixed'),
      ...(isPublic ? [] : [column('events', t.why, 'text', 0.8), column('reason', t.reason, 'text', 3)]),
    ],
    rows: restatements
      .filter((restatement) => !isHidden(restatement, context))
      .map((restatement) => [
        textCell(monthName(restatement.month)),
        ...(since ? [words.stated(since(restatement.month))] : []),
        textCell(figureName(restatement, context)),
        isAbsent(restatement, 'before', restatements)
          ? words.none(texts.results.notAdopted)
          : figureCell(restatement, restatement.before, context),
        isAbsent(restatement, 'after', restatements)
          ? words.none(texts.results.withdrawn)
          : figureCell(restatement, restatement.after, context),
        ...(isPublic
          ? []
          : [
              textCell(restatement.causes.flatMap(({ events }) => events.map(({ number }) => number)).join(', ')),
              textCell(restatement.causes.map((cause) => causeInWords(cause, context)).join('; ')),
            ]),
      ]),
    empty,
    notes: [],
  };
}

/** Whether the framework doesn't have what a figure is of: all that it has, also what has no value, has a status. */
function isAbsent(restatement: Restatement, side: 'before' | 'after', all: readonly Restatement[]): boolean {
  const { kind, id, month } = restatement;
  if (kind === 'milestone') return restatement[side] === null;
  const status = all.find(
    (each) => each.kind === 'status' && each.month === month && each.id === indicatorIdOf(kind, id),
  );
  return status?.[side] === null;
}

/** The public sees no figure that may rest on few answers or another party, then or now, by whatever framework. */
function isHidden({ kind, id }: Restatement, { isPublic, everWithheld }: ReportContext): boolean {
  if (!isPublic) return false;
  return kind === 'milestone' ? everWithheld.milestones.has(id) : everWithheld.indicators.has(indicatorIdOf(kind, id));
}

const indicatorIdOf = (kind: Restatement['kind'], id: string): string =>
  kind === 'companion' ? id.slice(0, id.lastIndexOf('.')) : id;

/** The indicator that a figure is of, by the framework of its month: a later one may know it no more. */
function restatedIndicator(
  { kind, id, month }: Restatement,
  { view, calendar }: ReportContext,
): EffectiveIndicator | undefined {
  const indicatorId = indicatorIdOf(kind, id);
  return view.framework.at(calendar.monthEnd(month))?.indicators.find((each) => each.id === indicatorId);
}

/** "I2", "I2: Members at that time", "I2: status", "MS2: status". */
function figureName({ kind, id }: Restatement, { texts }: ReportContext): string {
  switch (kind) {
    case 'indicator':
      return id;
    case 'companion': {
      const dot = id.lastIndexOf('.');
      const name = id.slice(dot + 1);
      return `${id.slice(0, dot)}: ${texts.companion[name as keyof typeof texts.companion] ?? name}`;
    }
    case 'status':
    case 'milestone':
      return `${id}: ${texts.corrections.figureName[kind]}`;
  }
}

const PERCENTAGES = new Set(['responseRate', 'interval']);

function figureCell(restatement: Restatement, value: unknown, context: ReportContext): Cell {
  const { kind, id } = restatement;
  const { words, texts } = context;
  if (value === null || value === undefined) return words.none(texts.noData);
  if (kind === 'status' || kind === 'milestone') return textCell(words.status(value as string));
  const dot = id.lastIndexOf('.');
  const unit =
    kind === 'indicator'
      ? (restatedIndicator(restatement, context)?.unit ?? 'number')
      : PERCENTAGES.has(id.slice(dot + 1))
        ? 'percent'
        : 'number';
  if (Array.isArray(value)) {
    const [low, high] = value as [number, number];
    return textCell(texts.indicator.interval(words.value(low, unit), words.value(high, unit)));
  }
  return typeof value === 'string' ? textCell(value) : words.valueCell(value as Value, unit);
}

/** What one step did, with the reason that was given for it. */
export function causeInWords({ events }: Pick<Cause, 'events'>, context: ReportContext): string {
  const { texts, words, alliance } = context;
  const t = texts.corrections;
  const [first, second] = events as [AllianceEvent, AllianceEvent?];
  if (first.type === 'EventRetracted') {
    const { eventId, reason } = first.data as { eventId: string; reason: string };
    const target = alliance.find(first.stream, eventId);
    const what = target ? inShort(second ?? target, context) : eventId;
    return `${second ? t.corrected(what) : t.retracted(what)}. ${reason}`;
  }
  const reason = (first.data as { reason?: string }).reason;
  const date = effectiveDate(first);
  const said = t.lateFact(
    inShort(first, context),
    date ? words.date(date) : '–',
    words.date(recordedDate(first, context)),
  );
  return reason === undefined || first.stream.startsWith('framework-') ? said : `${said}. ${reason}`;
}

const inShort = (event: AllianceEvent, context: ReportContext): string => {
  // A single answer is nobody's business, whatever the audience.
  const about = event.type === 'SurveyAnswered' ? '' : aboutFact(event, context);
  return about === '' ? context.words.event(event.type) : `${context.words.event(event.type)}: ${about}`;
};

function corrected(context: ReportContext): Block[] {
  const { alliance, texts, words, isPublic } = context;
  const t = texts.corrections;
  const retractions = alliance.events.filter(({ type }) => type === 'EventRetracted');
  if (isPublic)
    return [
      paragraph(retractions.length === 0 ? t.noneCorrected : t.correctionsCount(words.number(retractions.length))),
    ];
  const table: Table = {
    id: 'corrections',
    title: t.correctionsCaption,
    columns: [
      column('event', t.event, 'number', 0.6),
      column('what', t.what, 'text', 2.5),
      column('effectiveOn', t.effectiveOn, 'date'),
      column('reason', t.reason, 'text', 2.5),
      column('correctedBy', t.correctedBy, 'number', 0.8),
      column('recordedOn', t.recordedOn, 'date'),
    ],
    rows: retractions.map((retraction) => {
      const { eventId, reason } = retraction.data as { eventId: string; reason: string };
      const target = alliance.find(retraction.stream, eventId);
      const next = alliance.events[retraction.number];
      const right = correctedBy(next?.metadata) === eventId ? next : undefined;
      return [
        target ? words.ordinalCell(target.number) : words.none(texts.none),
        textCell(target ? inShort(target, context) : eventId),
        words.dateCell(target && effectiveDate(target)),
        textCell(reason),
        right ? words.ordinalCell(right.number) : words.none(texts.none),
        words.dateCell(recordedDate(retraction, context)),
      ];
    }),
    empty: t.noneCorrected,
    notes: [],
  };
  return [tableBlock(table)];
}

function revisionsTable(context: ReportContext): Table {
  const { framework, calendar, texts, words, isPublic } = context;
  const t = texts.corrections;
  const rows = (framework?.indicators ?? []).flatMap(({ id, unit, baseline, targets }) =>
    [
      { name: t.baseline, anchor: baseline },
      ...targets.map((anchor) => ({ name: t.target(words.when(anchorDay(anchor, calendar))), anchor })),
    ].flatMap(({ name, anchor }) =>
      anchor.was.map(({ value, until, reason }, i): Cell[] => [
        textCell(id),
        textCell(name),
        value === null ? words.none(texts.notStated) : words.valueCell(value, unit),
        words.valueCell((anchor.was[i + 1]?.value ?? anchor.value) as Value | undefined, unit),
        words.dateCell(until),
        ...(isPublic ? [] : [textCell(reason)]),
      ]),
    ),
  );
  return {
    id: 'revisions',
    title: t.revisionsCaption,
    columns: [
      column('indicator', t.indicator, 'text', 0.6),
      column('anchor', t.anchor, 'text', 1.5),
      column('former', t.former, 'mixed'),
      column('revised', t.revised, 'mixed'),
      column('revisedOn', t.revisedOn, 'date'),
      ...(isPublic ? [] : [column('reason', t.reason, 'text', 3)]),
    ],
    rows,
    empty: t.noneRevised,
    notes: [],
  };
}
