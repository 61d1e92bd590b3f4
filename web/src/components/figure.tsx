// The value of an indicator in large, with the target that it is on its way to.
import type { Indicator } from '../api.js';
import { writeValue, writeWhen } from '../figure-text.js';
import { text } from '../text.js';

export function Figure({ indicator: { value, unit, targets, ...indicator } }: { indicator: Indicator }) {
  // The target that progress is measured against: the earliest that is still to come, else the last.
  const target = targets.find(({ met }) => met === null) ?? targets.at(-1);
  const isYesNo = unit === 'yesNo';
  return (
    <p class="figure">
      {value === null ? (
        <span class="figure-value figure-none">{text.indicators.noData}</span>
      ) : (
        <data class="figure-value" value={String(value)} data-indicator={indicator.id}>
          {writeValue(value, unit)}
        </data>
      )}
      {target && (
        <span class="figure-target">
          {isYesNo ? `${text.indicators.target}: ${writeValue(target.value, unit)}` : null}
          {!isYesNo && text.indicators.ofTarget(writeValue(target.value, unit))} {text.indicators.by(writeWhen(target))}
        </span>
      )}
    </p>
  );
}
