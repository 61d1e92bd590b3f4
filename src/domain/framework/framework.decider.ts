// The results framework: adopted, and adopted anew; in between, baselines and targets are revised.
import type { Day, ProjectCalendar } from '../../../projections/calendar.js';
import { refuse, type Decider, type Refusal } from '../decider.js';
import { anchorProblems, anchorsOf, disorder, withBaseline, withTarget, type Anchors } from './framework.anchors.js';
import type { Framework, FrameworkEvent, Indicator } from './framework.events.js';

type Revision = Exclude<FrameworkEvent, { type: 'FrameworkAdopted' }>;

/** What the rules need to know of an indicator. */
interface Watched extends Anchors {
  readonly unit: string;
}

export interface FrameworkState {
  /** The indicators of the framework in effect, by id; undefined before the first adoption. */
  readonly indicators: ReadonlyMap<string, Watched> | undefined;
}

/** The rules of a framework whose project months are those of `calendar`. */
export function frameworkDecider(calendar: ProjectCalendar): Decider<FrameworkEvent, FrameworkState> {
  const revised = (indicator: Watched, { type, data }: Revision): Watched => ({
    ...indicator,
    ...(type === 'BaselineRevised' ? withBaseline(indicator, data, calendar) : withTarget(indicator, data, calendar)),
  });
  return {
    initial: { indicators: undefined },

    decide(event, { indicators }) {
      if (event.type === 'FrameworkAdopted') return contradiction(event.data.framework, calendar);
      if (!indicators) return refuse('framework-not-adopted', 'No framework is adopted by then.', 'revisedOn');
      const { indicatorId, value, month } = event.data;
      const indicator = indicators.get(indicatorId);
      if (!indicator) {
        const detail = `The framework in effect then has no indicator "${indicatorId}".`;
        return refuse('indicator-unknown', detail, 'indicatorId');
      }
      const fault = disorder(revised(indicator, event));
      return (
        valueMisfit(indicator.unit, value) ??
        (fault &&
          refuse('anchors-not-increasing', `${indicatorId}: ${fault.message}.`, month === undefined ? 'date' : 'month'))
      );
    },

    evolve({ indicators }, event) {
      if (event.type === 'FrameworkAdopted') {
        const watched = event.data.framework.indicators.map((each): [string, Watched] => [
          each.id,
          { unit: each.unit, ...anchorsOf(each, calendar) },
        ]);
        return { indicators: new Map(watched) };
      }
      const { indicatorId } = event.data;
      const indicator = indicators?.get(indicatorId);
      return indicator
        ? { indicators: new Map(indicators).set(indicatorId, revised(indicator, event)) }
        : { indicators };
    },
  };
}

/** Why a value can't be one of an indicator's: a number for a yes/no, or the other way round. */
export function valueMisfit(unit: string, value: number | boolean): Refusal | undefined {
  const isYesNo = unit === 'yesNo';
  if ((typeof value === 'boolean') === isYesNo) return undefined;
  const needs = isYesNo ? 'The indicator is a yes/no: send true or false' : "The indicator's value is a number";
  return refuse('value-does-not-fit', `${needs}, not ${value}.`, 'value');
}

interface Known {
  readonly event: { readonly type: string; readonly data: object };
  readonly on: Day;
}

/** Whether any framework of an alliance has an indicator, the present one or one before. */
export function hasIndicator(facts: readonly Known[], indicatorId: string): boolean {
  return adoptionsIn(facts).some(({ framework }) => framework.indicators.some(({ id }) => id === indicatorId));
}

/** An indicator as it stands in the framework in effect on a day: the newest adopted by then, else the first. */
export function indicatorOn(facts: readonly Known[], day: Day, indicatorId: string): Indicator | undefined {
  const adoptions = adoptionsIn(facts);
  const adoption = adoptions.findLast(({ on }) => on <= day) ?? adoptions[0];
  return adoption?.framework.indicators.find(({ id }) => id === indicatorId);
}

function adoptionsIn(facts: readonly Known[]): { on: Day; framework: Framework }[] {
  return facts.flatMap(({ event, on }) =>
    event.type === 'FrameworkAdopted' ? [{ on, framework: (event.data as { framework: Framework }).framework }] : [],
  );
}

/** A framework whose anchors don't increase is malformed, wherever it would stand. */
function contradiction(framework: Framework, calendar: ProjectCalendar): Refusal | undefined {
  const [first] = anchorProblems(framework, calendar);
  return first && refuse('framework-inconsistent', `${first.message}.`, ['framework', ...first.path].join('.'));
}
