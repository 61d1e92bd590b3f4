// What an indicator is held against: targets, baseline and the straight line between them.
import type { Indicator, Target } from '../api.js';
import { writeShare, writeValue, writeWhenInFull } from '../figure-text.js';
import { text } from '../text.js';

export function AnchorList({ indicator, isToday }: { indicator: Indicator; isToday: boolean }) {
  const { baseline, targets, expected, progress, onPath, unit } = indicator;
  const words = text.indicators;
  return (
    <>
      <div>
        <dt>{targets.length > 1 ? words.targets : words.target}</dt>
        {targets.length === 0 && <dd>{words.noTarget}</dd>}
        {targets.map((target) => (
          <dd key={target.date}>
            {writeValue(target.value, unit)} <small>{targetDetail(target, unit)}</small>
          </dd>
        ))}
      </div>
      <div>
        <dt>{words.baseline}</dt>
        <dd>
          {baseline.value === null ? `“${baseline.label ?? text.notStated}”` : writeValue(baseline.value, unit)}{' '}
          <small>{baselineDetail(indicator)}</small>
        </dd>
      </div>
      {progress !== null && (
        <div>
          <dt>{words.progress}</dt>
          <dd>{writeShare(progress)}</dd>
        </div>
      )}
      {expected !== null && (
        <div class="wide">
          <dt>{isToday ? words.expectedNow : words.expected}</dt>
          <dd>
            {writeValue(expected, unit)} {onPath !== null && <small>{words.onPathOf(writeShare(onPath))}</small>}
            <small class="own-line">{words.expectedMeaning}</small>
          </dd>
        </div>
      )}
    </>
  );
}

/** The framework's own words where they say more than the value does. */
function baselineDetail({ baseline, unit }: Indicator): string {
  const { value, label } = baseline;
  const when = writeWhenInFull(baseline);
  if (value === null) return `${text.indicators.countsAsZero} · ${when}`;
  const saysMore = label !== undefined && ![String(value), writeValue(value, unit)].includes(label);
  return saysMore ? `${when} · “${label}”` : when;
}

function targetDetail(target: Target, unit: string): string {
  const when = text.indicators.by(writeWhenInFull(target));
  if (target.met === null) return when;
  if (target.valueThen === null && !target.met) return `${when}; ${text.indicators.notMetWithout}`;
  const then = writeValue(target.valueThen, unit);
  return `${when}; ${target.met ? text.indicators.met(then) : text.indicators.notMet(then)}`;
}
