// The results framework: adopted, and adopted anew; in between, baselines and targets are revised.
import { dayOfAnchor, isoDate, type Day, type ProjectCalendar } from '../../../projections/calendar.js';
import { refuse, type Decider, type Refusal } from '../decider.js';
import type { Framework, FrameworkEvent, Indicator } from './framework.events.js';

type Revision = Extract<FrameworkEvent, { type: 'BaselineRevised' | 'TargetRevised' }>;

/** An indicator with what its order depends on: the days of its baseline and targets. */
interface Anchors {
  readonly unit: Indicator['unit'];
  readonly baseline: Day;
  readonly targets: readonly Day[];
}

export interface FrameworkState {
  readonly indicators: ReadonlyMap<string, Anchors> | undefined;
}

export function frameworkDecider(calendar: ProjectCalendar): Decider<FrameworkEvent, FrameworkState> {
  return {
    initial: { indicators: undefined },
    decide(event, { indicators }) {
      if (event.type === 'FrameworkAdopted') return disorder(event.data.framework, calendar);
      if (!indicators) return refuse('framework-not-adopted', 'No framework is adopted by then.', 'revisedOn');
      const { indicatorId, value } = event.data;
      const anchors = indicators.get(indicatorId);
      if (!anchors) {
        return refuse(
          'indicator-unknown',
          `The framework effective then has no indicator "${indicatorId}".`,
          'indicatorId',
        );
      }
      const unfit = valueMisfit(anchors.unit, value);
      return unfit ?? inOrder(indicatorId, revised(anchors, event, calendar));
    },
    evolve({ indicators }, event) {
      if (event.type === 'FrameworkAdopted') {
        return {
          indicators: new Map(event.data.framework.indicators.map((each) => [each.id, anchorsOf(each, calendar)])),
        };
      }
      const { indicatorId } = event.data;
      const anchors = indicators?.get(indicatorId);
      return anchors
        ? { indicators: new Map(indicators).set(indicatorId, revised(anchors, event, calendar)) }
        : { indicators };
    },
  };
}

/** A number for a yes/no, or the other way round. */
export function valueMisfit(unit: string, value: number | boolean): Refusal | undefined {
  if ((typeof value === 'boolean') === (unit === 'yesNo')) return undefined;
  return refuse(
    'value-does-not-fit',
    unit === 'yesNo' ? 'The indicator is a yes/no.' : "The indicator's value is a number.",
    'value',
  );
}

/** The indicator as it stands in the framework effective on a day: the newest adoption by then, else the first. */
export function indicatorOn(
  facts: readonly { event: { type: string; data: object }; on: Day }[],
  day: Day,
  indicatorId: string,
): Indicator | undefined {
  const adoptions = facts.filter(({ event }) => event.type === 'FrameworkAdopted');
  const adoption = adoptions.filter(({ on }) => on <= day).at(-1) ?? adoptions[0];
  const framework = (adoption?.event.data as { framework: Framework } | undefined)?.framework;
  return framework?.indicators.find(({ id }) => id === indicatorId);
}

function anchorsOf({ unit, baseline = {}, targets = [] }: Indicator, calendar: ProjectCalendar): Anchors {
  return {
    unit,
    baseline: dayOfAnchor(baseline, calendar),
    targets: targets.map((target) => dayOfAnchor(target, calendar)),
  };
}

function revised(anchors: Anchors, { type, data }: Revision, calendar: ProjectCalendar): Anchors {
  const day = dayOfAnchor(data, calendar);
  if (type === 'BaselineRevised') return { ...anchors, baseline: day };
  return anchors.targets.includes(day)
    ? anchors
    : { ...anchors, targets: [...anchors.targets, day].sort((a, b) => a - b) };
}

function inOrder(indicatorId: string, { baseline, targets }: Anchors): Refusal | undefined {
  const first = targets[0];
  if (first !== undefined && first <= baseline) {
    return refuse(
      'anchors-not-increasing',
      `${indicatorId}: the target of ${isoDate(first)} isn't after the baseline of ${isoDate(baseline)}.`,
    );
  }
  const early = targets.find((day, i) => i > 0 && day <= (targets[i - 1] as Day));
  return early === undefined
    ? undefined
    : refuse(
        'anchors-not-increasing',
        `${indicatorId}: the target of ${isoDate(early)} isn't after the one before it.`,
      );
}

/** A framework whose anchors don't increase is malformed, wherever it would stand. */
function disorder({ indicators }: Framework, calendar: ProjectCalendar): Refusal | undefined {
  for (const [i, indicator] of indicators.entries()) {
    const refusal = inOrder(indicator.id, anchorsOf(indicator, calendar));
    if (refusal) return refuse('framework-inconsistent', refusal.detail, `framework.indicators.${i}`);
  }
  return undefined;
}
