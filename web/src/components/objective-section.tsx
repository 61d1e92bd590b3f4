// One objective: its indicators and its milestones as tiles.
import type { Alliance, Milestone, Moment } from '../api.js';
import type { FeedState } from '../alliance-feed.js';
import { text } from '../text.js';
import { IndicatorTile } from './indicator-tile.js';
import { MilestoneTile } from './milestone-tile.js';

export interface Objective {
  /** Undefined for what belongs to none. */
  readonly id: string | undefined;
  /** Undefined until the framework is loaded. */
  readonly title: string | undefined;
  readonly indicators: NonNullable<FeedState['list']>['indicators'];
  readonly milestones: readonly Milestone[];
}

interface Props {
  readonly alliance: Alliance;
  readonly objective: Objective;
  readonly state: FeedState;
  readonly moment: Moment;
  readonly at: string;
}

export function ObjectiveSection({ alliance, objective, state, moment, at }: Props) {
  const { id, title, indicators, milestones } = objective;
  const headingId = `objective-${id ?? 'none'}`;
  return (
    <section class="objective" aria-labelledby={headingId}>
      <h2 id={headingId}>
        {id === undefined ? (
          text.objectives.none
        ) : (
          <>
            <span class="objective-id">{id}</span> {title ?? ''}
          </>
        )}
      </h2>
      <div class="tile-grid">
        {indicators.map((indicator) => (
          <IndicatorTile
            key={indicator.id}
            alliance={alliance}
            indicator={indicator}
            detail={state.details.get(indicator.id)}
            changed={state.changed.get(indicator.id)}
            moment={moment}
            at={at}
          />
        ))}
        {milestones.map((milestone) => (
          <MilestoneTile key={milestone.id} milestone={milestone} change={state.changed.get(milestone.id)} />
        ))}
      </div>
    </section>
  );
}

/** In the framework's order; what names no objective, or one that isn't there, comes last. */
export function objectivesOf(
  known: readonly { readonly id: string; readonly title: string }[],
  { list, milestones = [] }: FeedState,
): Objective[] {
  const { indicators = [] } = list ?? {};
  const named = [...indicators, ...milestones].flatMap(({ objective }) => objective ?? []);
  const ids = [...new Set([...known.map(({ id }) => id).filter((id) => named.includes(id)), ...named])];
  const of = (id: string | undefined): Objective => ({
    id,
    title: known.find((objective) => objective.id === id)?.title,
    indicators: indicators.filter(({ objective }) => objective === id),
    milestones: milestones.filter(({ objective }) => objective === id),
  });
  const rest = of(undefined);
  return [...ids.map(of), ...(rest.indicators.length + rest.milestones.length > 0 ? [rest] : [])];
}
