// I6: the infrastructure of the platform is released (the plan's sentence is cut off). Annual plan, Figure 1, SO3.
import { happened, occurrences } from './yes-no.js';

export const releases = occurrences('platform', 'PlatformReleased');

/** Yes when a release is effective. */
export const platformReleased = happened('platformReleased', releases);
