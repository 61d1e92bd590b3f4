// A page for each indicator: the series, where it stands, its breakdowns and definition, and what it is made of.
import type { EffectiveIndicator } from '../../../projections/framework.js';
import { byKey, type BreakdownCell, type Companion } from '../../../projections/measure.js';
import { streamName } from '../../domain/categories.js';
import { countedEvents } from '../../monitoring/counted-events.js';
import type { AllianceEvent } from '../alliance-event.js';
import { isOfAnotherParty } from '../few-answers.js';
import {
  column,
  figuresOfIndicator,
  monthsInWords,
  paragraph,
  section,
  tableBlock,
  type ReportContext,
} from '../report-context.js';
import type { Block, Cell, IndicatorFigures, Pair, Section, Table } from '../report-model.js';
import { textCell } from '../wording.js';
import { wasInWords } from './anchors.js';
import { chartOf } from './chart.js';
import { aboutFact, effectiveDate, evidenceCell, linkOf, recordedDate } from './fact-words.js';
import { narrativeBlocks } from './narrative.js';

export function indicatorPages(context: ReportContext): Section[] {
  return (context.framework?.indicators ?? []).flatMap((indicator) => {
    const figures = figuresOfIndicator(context, indicator.id);
    return figures ? [indicatorPage(context, indicator, figures)] : [];
  });
}

function indicatorPage(context: ReportContext, indicator: EffectiveIndicator, figures: IndicatorFigures): Section {
  const { texts, isPublic } = context;
  const { id } = indicator;
  const t = texts.indicator;
  const brokenDown = breakdown(context, figures);
  const page = section(
    `indicator-${id}`,
    t.title(id, figures.title),
    [
      { kind: 'chart', chart: chartOf(context, indicator, figures) },
      { kind: 'pairs', pairs: standing(context, indicator, figures) },
      ...notes(context, indicator, figures),
    ],
    [
      ...(isPublic ? [] : [section(`indicator-${id}-narrative`, t.narrative, narrativeBlocks(context, id))]),
      ...(brokenDown ? [section(`indicator-${id}-breakdown`, t.breakdown, [tableBlock(brokenDown)])] : []),
      section(`indicator-${id}-definition`, t.definition, definition(context, indicator)),
      section(`indicator-${id}-facts`, t.facts, facts(context, indicator, figures)),
    ],
  );
  return { ...page, newPage: true };
}

function standing(context: ReportContext, indicator: EffectiveIndicator, figures: IndicatorFigures): Pair[] {
  const { texts, words, request } = context;
  const { unit, value, baseline, targets, progress, expected, status, companions, measuredAt } = figures;
  const t = texts.indicator;
  const inBaseline = baseline.value === null ? (baseline.label ?? texts.notStated) : words.value(baseline.value, unit);
  const pairs: (Pair | undefined)[] = [
    { term: t.value, value: words.valueCell(value, unit) },
    { term: texts.results.status, value: textCell(words.status(status)) },
    { term: t.baseline, value: textCell(texts.results.target(inBaseline, words.when(baseline))) },
    ...(baseline.was ?? []).map((was) => ({ term: t.formerBaseline, value: textCell(wasInWords(was, unit, context)) })),
    ...targets.flatMap((target) => [
      { term: t.target, value: textCell(texts.results.target(words.value(target.value, unit), words.when(target))) },
      ...(target.was ?? []).map((was) => ({ term: t.formerTarget, value: textCell(wasInWords(was, unit, context)) })),
    ]),
    targets.length === 0 ? { term: t.target, value: words.none(texts.notStated) } : undefined,
    { term: texts.results.progress, value: words.numberCell(progress === null ? null : 100 * progress, 'percent') },
    request.expected ? { term: texts.results.expected, value: words.numberCell(expected, unit) } : undefined,
    ...Object.entries(companions).map(([name, companion]) => companionPair(context, name, companion)),
    { term: t.measuredAt, value: words.stated(monthsInWords(measuredAt, texts)) },
    { term: t.responsible, value: words.stated(indicator.responsible) },
    { term: t.meansOfVerification, value: words.stated(indicator.meansOfVerification) },
    { term: texts.results.source, value: words.stated(indicator.source) },
  ];
  return pairs.filter((pair): pair is Pair => pair !== undefined);
}

const PERCENTAGES = new Set(['responseRate', 'interval']);

function companionPair({ words, texts }: ReportContext, name: string, companion: Companion): Pair {
  const term = texts.companion[name as keyof typeof texts.companion] ?? name;
  const unit = PERCENTAGES.has(name) ? 'percent' : 'count';
  if (Array.isArray(companion)) {
    const [low, high] = companion as readonly [number, number];
    return { term, value: textCell(texts.indicator.interval(words.value(low, unit), words.value(high, unit))) };
  }
  return {
    term,
    value:
      typeof companion === 'string' ? textCell(companion) : words.valueCell(companion as number | boolean | null, unit),
  };
}

function notes(context: ReportContext, indicator: EffectiveIndicator, figures: IndicatorFigures): Block[] {
  const { words, texts } = context;
  const { companions } = figures;
  const said = figures.notes.filter((note) => note !== indicator.note).map((note) => words.note(note, figures.unit));
  if ('interval' in companions) said.push(texts.indicator.intervalNote);
  if (companions['provisional'] === true) said.push(texts.indicator.provisional);
  const why = whyWithheld(context, indicator, figures);
  if (why !== undefined) said.push(why);
  return said.map((note) => paragraph(note, 'note'));
}

/** Why the public sees no figure, where that isn't for want of facts. */
function whyWithheld(
  { isPublic, request, texts }: ReportContext,
  indicator: EffectiveIndicator,
  { value }: IndicatorFigures,
): string | undefined {
  if (!isPublic || value !== null) return undefined;
  if (indicator.measure.kind === 'satisfaction') return texts.indicator.tooFewAnswers;
  return isOfAnotherParty(indicator, request.allianceId) ? texts.indicator.ofAnotherParty : undefined;
}

/** Dimensions whose groups overlap, so that they don't add up. */
const OVERLAPPING = new Set(['topic', 'audience']);

/** Nothing where there are no groups, such as those of a yes or no. */
function breakdown(context: ReportContext, { id, unit, companions, breakdowns }: IndicatorFigures): Table | undefined {
  const { texts, words } = context;
  const t = texts.indicator;
  const dimensions = Object.entries(breakdowns).filter(([, cells]) => cells.length > 0);
  if (dimensions.length === 0) return undefined;
  const isWithheld = dimensions.some(([, cells]) => cells.some(({ withheld }) => withheld));
  return {
    id: `breakdown-${id}`,
    title: t.breakdownCaption(id),
    columns: [column('dimension', t.dimension), column('key', t.key, 'text', 2), column('value', t.value, 'number')],
    rows: dimensions.flatMap(([dimension, cells]) =>
      ordered(context, dimension, cells).map((cell) => [
        textCell(texts.dimension[dimension as keyof typeof texts.dimension] ?? dimension),
        keyCell(context, dimension, cell, companions['surveyId']),
        cell.withheld ? words.none(texts.withheld) : words.valueCell(cell.value, unit),
      ]),
    ),
    empty: texts.none,
    notes: [
      ...(dimensions.some(([dimension]) => OVERLAPPING.has(dimension)) ? [t.overlap] : []),
      // Of organisations and documents, other groups are shown however small they are.
      ...(isWithheld ? ['question' in breakdowns ? t.fewAnswers : t.smallGroups] : []),
    ],
  };
}

/** Countries by their names in the report's language, whatever the marks on their letters; others as they are. */
function ordered({ words }: ReportContext, dimension: string, cells: readonly BreakdownCell[]): BreakdownCell[] {
  const name = ({ key }: BreakdownCell): string => (key === null ? '\uffff' : words.country(key).normalize('NFD'));
  return dimension === 'country' ? [...cells].sort((a, b) => byKey(name(a), name(b))) : [...cells];
}

/** `surveyId`: the survey that the figure is of. */
function keyCell(
  { texts, words, view }: ReportContext,
  dimension: string,
  { key }: BreakdownCell,
  surveyId: unknown,
): Cell {
  if (key === null) return words.none(texts.notStated);
  switch (dimension) {
    case 'category':
    case 'memberCategory':
      return textCell(texts.category[key as keyof typeof texts.category] ?? key);
    case 'agentType':
      return textCell(texts.agentType[key as keyof typeof texts.agentType] ?? key);
    case 'country':
      return textCell(words.country(key));
    case 'workPackage':
      return textCell(texts.activities.wp(key));
    case 'question': {
      const survey = view.surveys.find((each) => each.surveyId === surveyId);
      const question = survey?.questions.find(({ id }) => id === key);
      return textCell(question ? `${key}: ${question.text}` : key);
    }
    default:
      return textCell(key);
  }
}

function definition({ texts }: ReportContext, { measure, note }: EffectiveIndicator): Block[] {
  const { definition: said, formula } = texts.measure[measure.kind];
  return [
    { kind: 'paragraph', runs: [{ text: said }], tone: 'normal' },
    {
      kind: 'paragraph',
      runs: [{ text: `${texts.indicator.formula}: `, bold: true }, { text: formula }],
      tone: 'normal',
    },
    ...(note === undefined
      ? []
      : [
          {
            kind: 'paragraph',
            runs: [{ text: `${texts.indicator.reading}: `, bold: true }, { text: note }],
            tone: 'normal',
          } as const,
        ]),
  ];
}

function facts(context: ReportContext, indicator: EffectiveIndicator, figures: IndicatorFigures): Block[] {
  const { view, at, alliance, texts, words, isPublic } = context;
  const t = texts.indicator;
  // What the public sees no figure of, it sees no count of either.
  if (isPublic && figures.value === null) return [paragraph(whyWithheld(context, indicator, figures) ?? t.noFacts)];
  const events = countedEvents(view, indicator, at).map((ordinal) => alliance.event(ordinal + 1));
  if (events.length === 0) return [paragraph(t.noFacts)];
  const count = words.number(events.length);
  if (indicator.measure.kind === 'satisfaction') {
    const survey = surveyEvents(context, figures);
    const about = { id: `survey-${indicator.id}`, title: t.surveyCaption(indicator.id) };
    return [paragraph(t.answersCount(count)), ...(isPublic ? [] : [factsBlock(context, about, survey)])];
  }
  if (isPublic) return [paragraph(t.factCount(count))];
  const about = { id: `facts-${indicator.id}`, title: t.factsCaption(indicator.id) };
  return [paragraph(t.factCount(count)), factsBlock(context, about, events)];
}

/** What the figure of a survey leads to: its answers are nobody's business, its opening and closing have their evidence. */
function surveyEvents({ alliance, at }: ReportContext, { companions }: IndicatorFigures): AllianceEvent[] {
  const stream = streamName('survey', alliance.allianceId, String(companions['surveyId']));
  return alliance.facts(stream, at).map(({ event }) => alliance.event(event.number));
}

function factsBlock(
  context: ReportContext,
  about: Pick<Table, 'id' | 'title'>,
  events: readonly AllianceEvent[],
): Block {
  const { texts, words } = context;
  const t = texts.indicator;
  return tableBlock({
    ...about,
    columns: [
      column('event', t.event, 'number', 0.6),
      column('effectiveOn', t.effectiveOn, 'date'),
      column('fact', t.fact, 'text', 1.2),
      column('about', t.about, 'text', 3),
      column('evidence', t.evidence, 'text', 2),
      column('recordedOn', t.recordedOn, 'date'),
    ],
    rows: events.map((event) => [
      words.ordinalCell(event.number),
      words.dateCell(effectiveDate(event)),
      textCell(words.event(event.type)),
      textCell(aboutFact(event, context), linkOf(event)),
      evidenceCell(event, context),
      words.dateCell(recordedDate(event, context)),
    ]),
    empty: t.noFacts,
    notes: [],
  });
}
