// What every section of a report is made from.
import { dayOf, isoDate, type Day, type ProjectCalendar } from '../../projections/calendar.js';
import type { EffectiveFramework, EffectiveIndicator } from '../../projections/framework.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import { everWithheld, type EverWithheld } from './few-answers.js';
import { figuresFor } from './figures.js';
import type { MonthState } from './alliance-streams.js';
import type { KnownAlliance } from './known-alliance.js';
import type { Block, Cell, Column, Figures, IndicatorFigures, Section, Table } from './report-model.js';
import type { ReportRequest } from './report-request.js';
import type { Restatement } from './restatements.js';
import type { ReportTexts } from './texts/en.js';
import { monthName, plain, Wording } from './wording.js';

export interface ReportContext {
  readonly request: ReportRequest;
  readonly alliance: KnownAlliance;
  readonly view: AllianceView;
  readonly calendar: ProjectCalendar;
  readonly framework: EffectiveFramework | undefined;
  readonly at: Day;
  readonly state: MonthState;
  /** As the audience may see them. */
  readonly figures: Figures;
  /** Of this month and earlier ones, since each was handed in. */
  readonly restatements: readonly Restatement[];
  readonly isPublic: boolean;
  readonly everWithheld: EverWithheld;
  readonly words: Wording;
  readonly texts: ReportTexts;
}

export function contextOf(
  request: ReportRequest,
  alliance: KnownAlliance,
  restatements: readonly Restatement[],
  texts: ReportTexts,
): ReportContext {
  const { view } = alliance;
  const at = view.calendar.monthEnd(request.month);
  return {
    request,
    alliance,
    view,
    calendar: view.calendar,
    framework: view.framework.at(at),
    at,
    state: alliance.monthState(request.month),
    figures: figuresFor(view, at, request),
    restatements,
    isPublic: request.audience === 'public',
    everWithheld: everWithheld(alliance),
    words: new Wording(texts),
    texts,
  };
}

export function indicatorOf({ framework }: ReportContext, id: string): EffectiveIndicator | undefined {
  return framework?.indicators.find((indicator) => indicator.id === id);
}

/** The unit that an indicator's value has on a day: an earlier framework may have measured another thing by its id. */
export function unitOn(
  { view }: ReportContext,
  { id, unit }: Pick<IndicatorFigures, 'id' | 'unit'>,
  date: string,
): string {
  return view.framework.at(dayOf(date))?.indicators.find((indicator) => indicator.id === id)?.unit ?? unit;
}

type NarrativeText = MonthState['narratives'][number];

/** The narratives of a section, in every language in which it was written. */
export function narrativesOf({ state }: ReportContext, section: string): NarrativeText[] {
  return state.narratives.filter((narrative) => narrative.section === section);
}

/** The narrative of a section in the report's language, else in another; undefined where nothing was written. */
export function narrativeOf(context: ReportContext, section: string): NarrativeText | undefined {
  const { texts, words } = context;
  const written = narrativesOf(context, section);
  return (
    written.find(({ language }) => language === texts.language) ??
    written.find(({ language }) => words.isOwn(language)) ??
    written.find(({ language }) => language === 'en') ??
    written[0]
  );
}

export const paragraph = (text: string, tone: 'normal' | 'note' = 'normal'): Block => ({
  kind: 'paragraph',
  runs: plain(text),
  tone,
});

export const tableBlock = (table: Table): Block => ({ kind: 'table', table });

export function column(id: string, title: string, type: Column['type'] = 'text', width = 1): Column {
  return { id, title, type, width };
}

export function section(
  id: string,
  title: string,
  blocks: readonly Block[],
  sections: readonly Section[] = [],
): Section {
  return { id, title, blocks, sections };
}

/** The work packages of an objective, "WP2, WP8", or "Not stated". */
export function workPackagesOf({ framework, texts, words }: ReportContext, objective: string | undefined): Cell {
  const numbers = framework?.objectives.find(({ id }) => id === objective)?.workPackages ?? [];
  return words.stated(texts.list(numbers.map((number) => texts.activities.wp(String(number)))));
}

/** Months in which an indicator is measured, "M24, M36, M48". */
export const monthsInWords = (months: readonly number[], texts: ReportTexts): string =>
  texts.list(months.map(monthName));

export const atDate = ({ at }: ReportContext): string => isoDate(at);

/** The figures of an indicator of the report. */
export function figuresOfIndicator({ figures }: ReportContext, id: string): IndicatorFigures | undefined {
  return figures.indicators.find((indicator) => indicator.id === id);
}
