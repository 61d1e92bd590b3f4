// A results framework as it is adopted: the shape of /schemas/framework/1, as far as the forms know it.
import { writeDate } from '../figure-text.js';
import { asEntered, numberGiven } from '../recording/fact-values.js';
import { text } from '../text.js';

export interface FrameworkDraft {
  readonly id: string;
  readonly title: string;
  readonly objectives: readonly ObjectiveDraft[];
  readonly indicators: readonly IndicatorDraft[];
  readonly milestones: readonly MilestoneDraft[];
}

export interface ObjectiveDraft {
  readonly id: string;
  readonly title: string;
}

/** A project month or a day, one of the two. */
export interface When {
  readonly month?: number | undefined;
  readonly date?: string | undefined;
}

type Typed = number | boolean | string;

export interface AnchorDraft extends When {
  /** A text where it isn't clearly a number: the service says so. */
  readonly value?: Typed | undefined;
  readonly label?: string | undefined;
}

export type MeasureKind =
  | 'officialRegistration'
  | 'membersJoined'
  | 'membersActive'
  | 'mousSigned'
  | 'mousInForce'
  | 'recommendationsPublished'
  | 'satisfaction'
  | 'platformReleased'
  | 'activitiesCompleted'
  | 'reported';

export interface IndicatorDraft {
  readonly id: string;
  readonly title: string;
  readonly objective?: string | undefined;
  readonly unit: string;
  readonly direction: 'up' | 'down';
  readonly measure: {
    readonly kind: MeasureKind;
    readonly party?: string | undefined;
    readonly workPackage?: number | string | undefined;
    readonly countedCategories?: readonly string[] | undefined;
  };
  readonly baseline?: AnchorDraft | undefined;
  readonly targets?: readonly AnchorDraft[] | undefined;
  readonly measuredAt?: readonly number[] | undefined;
  readonly note?: string | undefined;
}

export interface ComparisonDraft {
  readonly indicator: string;
  readonly companion?: string | undefined;
  readonly atLeast?: Typed | undefined;
  readonly atMost?: Typed | undefined;
  readonly equals?: Typed | undefined;
}

export type ConditionDraft =
  ComparisonDraft | { readonly all: readonly ConditionDraft[] } | { readonly any: readonly ConditionDraft[] };

export interface MilestoneDraft {
  readonly id: string;
  readonly title: string;
  readonly objective?: string | undefined;
  readonly condition: ConditionDraft;
  readonly due?: When | undefined;
}

export interface FrameworkAnswer {
  readonly framework: FrameworkDraft | null;
  /** Of the framework's stream; null while it holds nothing. */
  readonly revision: string | null;
}

export const EMPTY: FrameworkDraft = { id: 'framework', title: '', objectives: [], indicators: [], milestones: [] };

/** `M24` or a date; empty where nothing is stated. */
export function writtenWhen(when: When | undefined): string {
  if (when?.month !== undefined) return `M${when.month}`;
  return when?.date ?? '';
}

/** For reading: `M24`, or a date in the reader's language. */
export function whenInWords({ month, date }: When): string {
  if (month !== undefined) return text.month(month);
  return date === undefined ? '' : writeDate(date);
}

/** What was typed as a month or a date; anything else goes to the service as a date, which says what is wrong with it. */
export function parsedWhen(typed: string): When {
  const words = typed.trim();
  if (words === '') return {};
  const [, month] = /^[Mm](\d{1,4})$/.exec(words) ?? [];
  return month === undefined ? { date: words } : { month: Number(month) };
}

/** A number as typed, yes or no for a yes/no; undefined where nothing is stated. */
export function parsedValue(typed: string, unit: string): Typed | undefined {
  if (unit !== 'yesNo') return numberGiven(typed);
  return typed.trim() === '' ? undefined : typed === 'true';
}

/** A value as it is typed; empty: not stated. */
export function writtenValue(value: Typed | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'number' ? asEntered(value) : String(value);
}

/** What fits the forms, as they show it: lists that are missing are empty ones. */
export function draftOf(json: unknown): FrameworkDraft {
  const given = (typeof json === 'object' && json !== null ? json : {}) as Partial<FrameworkDraft>;
  return {
    ...EMPTY,
    ...given,
    objectives: given.objectives ?? [],
    indicators: given.indicators ?? [],
    milestones: given.milestones ?? [],
  };
}

type Shape = (value: unknown) => boolean;

const listOf =
  (each: Shape): Shape =>
  (value) =>
    Array.isArray(value) && value.every(each);
const absentOr =
  (shape: Shape): Shape =>
  (value) =>
    value === undefined || shape(value);
/** An object in which each of these parts is of its shape. */
const having =
  (parts: Readonly<Record<string, Shape>>): Shape =>
  (value) =>
    isObject(value) && Object.entries(parts).every(([name, shape]) => shape(value[name]));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isCondition: Shape = (value) =>
  isObject(value) && ('indicator' in value || listOf(isCondition)('all' in value ? value['all'] : value['any']));

/** Whether the forms can show it: its parts are where they look for them, right or wrong. Else it is shown as it is written. */
export const fitsForms = having({
  objectives: absentOr(listOf(isObject)),
  indicators: absentOr(
    listOf(
      having({
        measure: having({ countedCategories: absentOr(Array.isArray) }),
        baseline: absentOr(isObject),
        targets: absentOr(listOf(isObject)),
        measuredAt: absentOr(Array.isArray),
      }),
    ),
  ),
  milestones: absentOr(listOf(having({ condition: isCondition, due: absentOr(isObject) }))),
});

/** The shipped framework counts MoUs that name LCAMP: another alliance counts its own. */
export function ownedBy(allianceId: string, framework: FrameworkDraft): FrameworkDraft {
  return {
    ...framework,
    indicators: framework.indicators.map((indicator) =>
      indicator.measure.party === undefined
        ? indicator
        : { ...indicator, measure: { ...indicator.measure, party: allianceId } },
    ),
  };
}
