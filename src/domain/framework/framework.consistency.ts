// What holds between the parts of a framework, beyond the form of each. Contract section 4.
import type { Condition, Framework, Indicator } from './framework.schema.js';

/** Where a framework contradicts itself: a path into it, and a sentence that begins with what stands there. */
export interface Inconsistency {
  readonly path: (string | number)[];
  readonly message: string;
}

/**
 * Where a framework contradicts itself: ids that repeat, objectives and indicators that it doesn't hold, values that
 * don't fit their unit. The order of anchors needs the calendar and is judged in `framework.anchors.ts`.
 */
export function inconsistencies({
  objectives,
  indicators,
  milestones,
}: Pick<Framework, 'objectives' | 'indicators' | 'milestones'>): Inconsistency[] {
  const objectiveIds = new Set(objectives.map(({ id }) => id));
  const indicatorIds = new Set(indicators.map(({ id }) => id));
  const unknownObjective = (list: string, things: readonly { objective?: string | undefined }[]): Inconsistency[] =>
    things.flatMap(({ objective }, i) =>
      objective === undefined || objectiveIds.has(objective)
        ? []
        : [{ path: [list, i, 'objective'], message: 'is none of the objectives' }],
    );
  return [
    ...repeated('objectives', objectives),
    ...repeated('indicators', indicators),
    ...repeated('milestones', milestones),
    ...unknownObjective('indicators', indicators),
    ...unknownObjective('milestones', milestones),
    ...indicators.flatMap((each, i) => misfits(each, ['indicators', i])),
    ...milestones.flatMap(({ condition }, i) =>
      comparedIn(condition)
        .filter((id) => !indicatorIds.has(id))
        .map((id) => ({ path: ['milestones', i, 'condition'], message: `"${id}" is none of the indicators` })),
    ),
  ];
}

function repeated(list: string, things: readonly { id: string }[]): Inconsistency[] {
  return things.flatMap(({ id }, i) =>
    things.findIndex((other) => other.id === id) < i ? [{ path: [list, i, 'id'], message: 'stands twice' }] : [],
  );
}

const YES_NO_KINDS: readonly string[] = ['officialRegistration', 'platformReleased'];

function misfits({ unit, measure, baseline, targets = [] }: Indicator, path: (string | number)[]): Inconsistency[] {
  const yesNo = unit === 'yesNo';
  const fits = (value: number | boolean | undefined): boolean =>
    value === undefined || (typeof value === 'boolean') === yesNo;
  const message = yesNo ? 'is no yes/no: use true or false' : 'is no number';
  return [
    ...(measure.kind !== 'reported' && YES_NO_KINDS.includes(measure.kind) !== yesNo
      ? [{ path: [...path, 'unit'], message: `doesn't fit the measure ${measure.kind}` }]
      : []),
    ...(fits(baseline?.value) ? [] : [{ path: [...path, 'baseline', 'value'], message }]),
    ...targets.flatMap(({ value }, i) => (fits(value) ? [] : [{ path: [...path, 'targets', i, 'value'], message }])),
  ];
}

function comparedIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(comparedIn);
  if ('any' in condition) return condition.any.flatMap(comparedIn);
  return [condition.indicator];
}
