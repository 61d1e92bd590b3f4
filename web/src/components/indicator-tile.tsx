// One indicator at a glance: value, target, status, expectation, recent movement. The whole tile leads to its page.
import { allianceHref } from '../address.js';
import type { Alliance, Indicator, IndicatorDetail, Moment } from '../api.js';
import type { Difference } from '../differences.js';
import { meaningOfNoData, writeChange, writeDate, writeDifference, writeShare, writeValue } from '../figure-text.js';
import { monthEnd } from '../project-months.js';
import { text } from '../text.js';
import { nextMeasurement, trendOf } from '../charts/trend.js';
import { Figure } from './figure.js';
import { ProgressBar } from './progress-bar.js';
import { Sparkline } from './sparkline.js';
import { IndicatorBadge } from './achievement-badge.js';

interface Props {
  readonly alliance: Alliance;
  readonly indicator: Indicator;
  /** Its course up to today, once loaded. */
  readonly detail: IndicatorDetail | undefined;
  readonly changed: Difference | undefined;
  readonly moment: Moment;
  /** ISO date of the day looked at. */
  readonly at: string;
}

export function IndicatorTile({ alliance, indicator, detail, changed, moment, at }: Props) {
  const { id, title, value, status, companions, unit, expected, onPath } = indicator;
  const headingId = `indicator-${id}-title`;
  const next = nextMeasurement(alliance, indicator, at);
  return (
    <article
      class={`indicator-tile status-${status}${changed ? ' is-changed' : ''}`}
      id={`indicator-${id}`}
      aria-labelledby={headingId}
    >
      <header class="card-head">
        <p class="card-id">
          <b>{id}</b>
          {alliance.example && <span class="tag tag-example">{text.example.tag}</span>}
        </p>
        <IndicatorBadge indicator={indicator} />
      </header>
      <h3 id={headingId}>
        <a href={allianceHref(alliance.allianceId, `indicators/${encodeURIComponent(id)}`, moment)}>{title}</a>
      </h3>
      <Figure indicator={indicator} />
      {changed && <p class="change-note">{writeDifference(changed, indicator)}</p>}
      <ProgressBar indicator={indicator} />
      {companions['provisional'] === true && <p class="provisional">{text.indicators.provisional}</p>}
      {value === null && <p class="no-data-meaning">{meaningOfNoData(indicator)}</p>}
      {detail ? (
        <Sparkline alliance={alliance} indicator={indicator} detail={detail} at={at} />
      ) : (
        <div class="sparkline" />
      )}
      <dl class="tile-facts">
        {expected !== null && (
          <div class="expected">
            <dt>{text.indicators.expectedBy(moment.at === undefined)}</dt>
            <dd>{writeValue(expected, unit)}</dd>
          </div>
        )}
        {onPath !== null && (
          <div>
            <dt>{text.indicators.onPath}</dt>
            <dd>{writeShare(onPath)}</dd>
          </div>
        )}
        <Movement alliance={alliance} indicator={indicator} detail={detail} at={at} />
        <div>
          <dt>{text.indicators.nextMeasured}</dt>
          <dd>
            {next === undefined
              ? text.indicators.measuredNoMore
              : text.monthAndDay(next, writeDate(monthEnd(alliance.startsOn, next)))}
          </dd>
        </div>
      </dl>
    </article>
  );
}

function Movement({ alliance, indicator, detail, at }: Pick<Props, 'alliance' | 'indicator' | 'detail' | 'at'>) {
  const trend = detail && trendOf(alliance, detail.series, at, indicator.value);
  if (!trend || (trend.before === null && indicator.value === null)) return null;
  return (
    <div>
      <dt>{text.indicators.movement(text.month(trend.since))}</dt>
      <dd class={`movement ${directionOf(trend.change)}`}>
        {trend.change === null
          ? text.indicators.movedFrom(
              writeValue(trend.before, indicator.unit),
              writeValue(indicator.value, indicator.unit),
            )
          : writeChange(trend.change, indicator.unit)}
      </dd>
    </div>
  );
}

function directionOf(change: number | null): string {
  return change === null || change === 0 ? 'is-level' : change > 0 ? 'is-rising' : 'is-falling';
}
