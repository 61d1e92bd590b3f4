// The report as plain data: what every format shows, in the report's language. A renderer decides how things look,
// never what they say; it needs no clock, no locale and no knowledge of the field.
import type { Was } from '../../projections/framework.js';
import type { BaselineReading, IndicatorReading, SeriesPoint, TargetReading } from '../../projections/indicator.js';
import type { Breakdowns } from '../../projections/measure.js';
import type { MilestoneReading } from '../../projections/milestones.js';

/** Who reads it. `internal` and `funder` name all parties; `public` gives counts, no facts, and no country or topic of few. */
export const AUDIENCES = ['funder', 'internal', 'public'] as const;
export type Audience = (typeof AUDIENCES)[number];

export const REPORT_SCHEMA = '/schemas/report/1';

/** A report of a project month, or the comparison of two points in time: the same parts, so the same renderers. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  readonly kind: 'report' | 'comparison';
  /** BCP 47 tag of the language that all texts are in, but narratives, which name their own. */
  readonly language: string;
  readonly audience: Audience;
  /** Title of the document: its metadata, and the heading of the cover. */
  readonly title: string;
  /** Stem of file names, such as `lcamp-M24-funder-en`. */
  readonly name: string;
  readonly subject: Subject;
  readonly cover: Cover;
  /** Everything after the cover, in order. Sections nest; a renderer numbers headings by their depth. */
  readonly sections: readonly Section[];
  /** The same figures for machines: unrounded, in the terms of the HTTP interface. */
  readonly figures: Figures;
  /** Words that a renderer may need beside the content. */
  readonly words: Words;
}

export interface Subject {
  readonly allianceId: string;
  readonly name: string;
  readonly acronym: string;
  /** Invented data: to be marked on every page. */
  readonly example: boolean;
  /** Project month of the report. */
  readonly month: number;
  /** Its last day, ISO 8601: figures are those at the end of this day. */
  readonly at: string;
}

export interface Cover {
  /** Line below the title: name and acronym of the alliance. */
  readonly subtitle: string;
  /** Marks invented data, in words; absent for real data. */
  readonly warning?: string;
  /** Coordinator, grant agreement, period, state of the report …: in order. */
  readonly details: readonly Pair[];
  /** "Co-funded by the European Union", to stand beside the emblem. */
  readonly fundingStatement: string;
  readonly disclaimer: string;
  /** Alternative text of the emblem, which a renderer draws only where the installation provides its file. */
  readonly emblemAlt: string;
}

/** A term and what is said of it. */
export interface Pair {
  readonly term: string;
  readonly value: Cell;
}

export interface Section {
  /** Unique in the report; stable over languages and months: `summary`, `results-framework`, `indicator-I3` … */
  readonly id: string;
  readonly title: string;
  /** A page-oriented format begins a new page. */
  readonly newPage?: true;
  readonly blocks: readonly Block[];
  readonly sections: readonly Section[];
}

export type Block =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[]; readonly tone: 'normal' | 'note' }
  | { readonly kind: 'list'; readonly items: readonly (readonly Run[])[] }
  | { readonly kind: 'pairs'; readonly pairs: readonly Pair[] }
  | { readonly kind: 'table'; readonly table: Table }
  | { readonly kind: 'chart'; readonly chart: Chart }
  | Narrative;

/** A piece of text in one style. Text holds no markup: a renderer escapes it as its format needs. */
export interface Run {
  readonly text: string;
  readonly bold?: true;
  readonly italic?: true;
  readonly code?: true;
  /** Struck through. */
  readonly struck?: true;
  /** An http or https address. */
  readonly link?: string;
}

/** What people wrote about a month, from Markdown: HTML in it is text, pictures are their alternative text. */
export interface Narrative {
  readonly kind: 'narrative';
  /** The indicator, `summary` or `deviations`. */
  readonly section: string;
  /** BCP 47 tag of the text, which may not be the report's: there is none in its language then. */
  readonly language: string;
  readonly parts: readonly NarrativePart[];
  /** The Markdown as it was written. */
  readonly markdown: string;
}

export type NarrativePart =
  | { readonly kind: 'paragraph'; readonly runs: readonly Run[] }
  /** Depth 1 to 6, to be put below the heading of the section that holds the narrative. */
  | { readonly kind: 'heading'; readonly depth: number; readonly runs: readonly Run[] }
  | {
      readonly kind: 'list';
      readonly ordered: boolean;
      /** The first number of an ordered one; absent: 1. */
      readonly start?: number;
      readonly items: readonly (readonly NarrativePart[])[];
    }
  | { readonly kind: 'quote'; readonly parts: readonly NarrativePart[] }
  | { readonly kind: 'code'; readonly text: string }
  | {
      readonly kind: 'table';
      readonly head: readonly (readonly Run[])[];
      readonly rows: readonly (readonly (readonly Run[])[])[];
    }
  | { readonly kind: 'rule' };

export interface Table {
  /** Unique in the report, of A-Z, a-z, 0-9, `-` and `.`, at most 100 characters: the name of a file. */
  readonly id: string;
  /** Caption. */
  readonly title: string;
  readonly columns: readonly Column[];
  /** Each with a cell for every column; the first column's heads its row. */
  readonly rows: readonly (readonly Cell[])[];
  /** Said in the place of rows where there are none. */
  readonly empty: string;
  /** Notes below the table. */
  readonly notes: readonly string[];
}

export interface Column {
  /** Stable over languages: the name of a field. */
  readonly id: string;
  readonly title: string;
  /** What its cells hold, where they hold something; `mixed`: numbers and yes/no under each other. */
  readonly type: 'text' | 'number' | 'date' | 'yesNo' | 'mixed';
  /** How much room it needs beside the others. */
  readonly width: number;
}

/** A value with its type, and as the report's language writes it. Formats with types take the value, others the text. */
export type Cell =
  | { readonly kind: 'text'; readonly text: string; readonly link?: string }
  | {
      readonly kind: 'number';
      /** Unrounded. A percentage is 57.3 for 57.3 %. */
      readonly value: number;
      readonly text: string;
      /** Decimals that `text` shows at the most. */
      readonly decimals: number;
      /** `percent`, `points` between percentages, a currency code, or nothing. */
      readonly unit?: string;
    }
  | { readonly kind: 'date'; /** ISO 8601. */ readonly value: string; readonly text: string }
  | { readonly kind: 'yesNo'; readonly value: boolean; readonly text: string }
  /** Nothing is there: "Not stated", "No data", "Withheld" … */
  | { readonly kind: 'none'; readonly text: string };

/** The series of one indicator over the project months, with all that it is held against. */
export interface Chart {
  /** Unique in the report. */
  readonly id: string;
  /** Caption. */
  readonly title: string;
  /** What the chart shows, in words, for those who don't see it. */
  readonly alt: string;
  /** `number`: a line over time; `yesNo`: values 0 and 1, a band over time. */
  readonly axis: 'number' | 'yesNo';
  readonly unit: string;
  readonly xTitle: string;
  readonly yTitle: string;
  /** First and last project month to show, so that the charts of a report line up: 0 to the project's last. */
  readonly months: readonly [number, number];
  readonly lines: readonly ChartLine[];
  readonly marks: readonly ChartMark[];
  /** Ticks of the value axis, from the lowest to the highest: nothing of the chart lies outside them. */
  readonly ticks: readonly { readonly y: number; readonly label: string }[];
  /** Months in which the framework has the indicator measured. */
  readonly measuredAt: readonly number[];
  /** What a legend calls those months. */
  readonly measuredLabel: string;
}

export interface ChartLine {
  readonly id: 'value' | 'expected';
  readonly label: string;
  /** By month; `x` is the month, with the part of it that has passed where the point lies inside one. */
  readonly points: readonly { readonly x: number; readonly date: string; readonly y: number | null }[];
}

export interface ChartMark {
  /** `formerTarget` and `formerBaseline`: what stood there before a revision. */
  readonly id: 'baseline' | 'target' | 'formerBaseline' | 'formerTarget';
  readonly label: string;
  readonly x: number;
  readonly date: string;
  readonly y: number;
}

export interface Figures {
  readonly indicators: readonly IndicatorFigures[];
  readonly milestones: readonly MilestoneFigures[];
}

/** Without the reason where the audience isn't told. */
export type WasFigures = Omit<Was, 'reason'> & Partial<Pick<Was, 'reason'>>;

type AnchorFigures<T extends { readonly was?: readonly Was[] }> = Omit<T, 'was'> & {
  readonly was?: readonly WasFigures[];
};

export interface IndicatorFigures extends Omit<IndicatorReading, 'baseline' | 'targets'> {
  readonly baseline: AnchorFigures<BaselineReading>;
  readonly targets: readonly AnchorFigures<TargetReading>[];
  readonly series: readonly SeriesPoint[];
  readonly breakdowns: Breakdowns;
}

export interface MilestoneFigures extends Omit<MilestoneReading, 'provenBy' | 'status' | 'holds'> {
  /** `noData`: the audience isn't told. */
  readonly status: MilestoneReading['status'] | 'noData';
  /** null where the audience isn't told. */
  readonly holds: boolean | null;
  /** Number of the event among the alliance's own, counted from 1; null also where the audience sees no facts. */
  readonly provenBy: number | null;
}

export interface Words {
  readonly contents: string;
  readonly page: string;
  readonly of: string;
  readonly table: string;
  readonly chart: string;
  readonly month: string;
  /** Sheet and file that hold the cover's details. */
  readonly cover: string;
  /** Heads of their columns. */
  readonly item: string;
  readonly value: string;
  /** Heads of the columns of narratives. */
  readonly section: string;
  readonly language: string;
  readonly text: string;
}
