// What may rest on the answers of few, or tells who has signed confidential memoranda: satisfaction, the memoranda of another
// party, and milestones over them. The public isn't told it.
import { dayOf, type Day } from '../../projections/calendar.js';
import type { EffectiveFramework, EffectiveIndicator } from '../../projections/framework.js';
import { measureOf } from '../../projections/index.js';
import { readValue } from '../../projections/indicator.js';
import type { MilestoneReading } from '../../projections/milestones.js';
import type { View } from '../../projections/view.js';
import { streamName } from '../domain/categories.js';
import type { Condition, FrameworkAdopted } from '../domain/framework/framework.events.js';
import type { KnownAlliance } from './known-alliance.js';
import type { MilestoneFigures } from './report-model.js';

/** Fewer than this are not shown to the public: neither members of a group, nor answers. */
export const SMALLEST = 5;

/** Whether an indicator counts the memoranda of another than the alliance: its value tells how many confidential ones that party has. */
export function isOfAnotherParty({ measure }: Pick<EffectiveIndicator, 'measure'>, allianceId: string): boolean {
  return 'party' in measure && measure.party !== undefined && measure.party !== allianceId;
}

/** Answers aren't shown, nor the parties of confidential memoranda other than the alliance. */
export function restsOnWithheld(
  indicator: Pick<EffectiveIndicator, 'measure'> | undefined,
  allianceId: string,
): boolean {
  if (!indicator) return false;
  return indicator.measure.kind === 'satisfaction' || isOfAnotherParty(indicator, allianceId);
}

/** Whether the public may see what an indicator's value of a day is: of satisfaction, that of a closed survey of enough answers. */
export function isShown(view: View, indicator: EffectiveIndicator, day: Day, allianceId: string): boolean {
  if (isOfAnotherParty(indicator, allianceId)) return false;
  if (indicator.measure.kind !== 'satisfaction') return true;
  const { companions } = readValue(view, indicator, day);
  return companions['provisional'] === false && (companions['denominator'] as number) >= SMALLEST;
}

/** A milestone without what would tell whether a value of few answers, or of another party, met its condition. */
export function milestoneForPublic(
  view: View,
  framework: EffectiveFramework,
  milestone: MilestoneReading,
  at: Day,
  allianceId: string,
): MilestoneFigures {
  const condition = framework.milestones.find(({ id }) => id === milestone.id)?.condition;
  const named = condition ? indicatorsIn(condition) : [];
  const all = framework.indicators.filter(({ id }) => named.includes(id));
  const asked = all.filter(({ measure }) => measure.kind === 'satisfaction');
  // That it was achieved on a day also tells that it wasn't before.
  const until = milestone.achievedOn === null ? at : dayOf(milestone.achievedOn);
  const isWithheld =
    all.some((indicator) => isOfAnotherParty(indicator, allianceId)) ||
    asked.some((indicator) =>
      [...measureOf(indicator).changeDays(view, indicator), until].some(
        (day) => day <= until && isOfFew(view, indicator, day),
      ),
    );
  if (isWithheld) return { ...milestone, status: 'noData', achievedOn: null, holds: null, provenBy: null };
  const holds = asked.some((indicator) => isOfFew(view, indicator, at)) ? null : milestone.holds;
  return { ...milestone, holds, provenBy: null };
}

/** Provisional values meet no condition, whatever they are. */
function isOfFew(view: View, indicator: EffectiveIndicator, day: Day): boolean {
  const { companions } = readValue(view, indicator, day);
  return companions['provisional'] === false && (companions['denominator'] as number) < SMALLEST;
}

/** The ids of what any framework ever adopted made of what isn't public, also one that was taken back. */
export interface EverWithheld {
  readonly indicators: ReadonlySet<string>;
  readonly milestones: ReadonlySet<string>;
}

export function everWithheld(alliance: KnownAlliance): EverWithheld {
  const frameworks = alliance
    .stream(streamName('framework', alliance.allianceId))
    .flatMap(({ type, data }) => (type === 'FrameworkAdopted' ? [(data as FrameworkAdopted).framework] : []));
  const indicators = new Set(
    frameworks.flatMap((framework) =>
      framework.indicators.filter((each) => restsOnWithheld(each, alliance.allianceId)).map(({ id }) => id),
    ),
  );
  const milestones = new Set(
    frameworks.flatMap((framework) =>
      framework.milestones
        .filter(({ condition }) => indicatorsIn(condition).some((id) => indicators.has(id)))
        .map(({ id }) => id),
    ),
  );
  return { indicators, milestones };
}

/** The ids of the indicators that a condition asks for. */
export function indicatorsIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(indicatorsIn);
  if ('any' in condition) return condition.any.flatMap(indicatorsIn);
  return [condition.indicator];
}
