// The value of an indicator in large, with the target that it is on its way to.
import type { Indicator } from '../api.js';
import { writeGoal, writeValue, writeWhen } from '../figure-text.js';
import { text } from '../text.js';

/** Letters that stand in a tile's width as large as figures are. */
const LONGEST = 11;

export function Figure({ indicator }: { indicator: Indicator }) {
  const { id, value, unit, targets } = indicator;
  // The target that progress is measured against: the earliest that is still to come, else the last.
  const target = targets.find(({ met }) => met === null) ?? targets.at(-1);
  const written = value === null ? '' : writeValue(value, unit);
  return (
    <p class="figure">
      {value === null ? (
        <span class="figure-value figure-none">{text.indicators.noData}</span>
      ) : (
        <data class="figure-value" value={String(value)} data-indicator={id}>
          {written.length > LONGEST ? <span class="figure-long">{written}</span> : written}
        </data>
      )}
      {target && (
        <span class="figure-target">
          {writeGoal(indicator, target.value)} {text.indicators.by(writeWhen(target))}
        </span>
      )}
    </p>
  );
}
