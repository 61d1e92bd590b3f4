// The list of projections: which file computes which measure, and how the streams of each category become steps.
import type { Category } from '../src/domain/categories.js';
import type { Measure as MeasureDefinition } from '../src/domain/framework/framework.schema.js';
import { activities, activitiesCompleted } from './activities-completed.js';
import { officialRegistration, registrations } from './i1-official-registration.js';
import { membersActive, membersJoined, memberships } from './i2-members-joined.js';
import { mousInForce, mousSigned, signatures } from './i3-mous-signed.js';
import { publications, recommendationsPublished } from './i4-recommendations-published.js';
import { answers, satisfaction } from './i5-satisfaction.js';
import { platformReleased, releases } from './i6-platform-released.js';
import type { Contributions, Measure } from './measure.js';
import { measurements, reported } from './reported.js';

const measures: { readonly [K in MeasureDefinition['kind']]: Measure<K> } = {
  officialRegistration,
  membersJoined,
  membersActive,
  mousSigned,
  mousInForce,
  recommendationsPublished,
  satisfaction,
  platformReleased,
  activitiesCompleted,
  reported,
};

/** The measure of an indicator. Each measure is only ever asked about indicators of its own kind. */
export function measureOf(indicator: { measure: MeasureDefinition }): Measure {
  return measures[indicator.measure.kind] as unknown as Measure;
}

/** How the streams of each category that has figures become steps. */
export const contributions: ReadonlyMap<Category, Contributions> = new Map(
  [registrations, memberships, signatures, publications, answers, releases, activities, measurements].map((each) => [
    each.category,
    each,
  ]),
);
