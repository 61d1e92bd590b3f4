// I1: publication of the Alliance in the EU Official Journal (official registration). Annual plan, Figure 1, SO1.
import { happened, occurrences } from './yes-no.js';

export const registrations = occurrences('alliance', 'OfficialRegistrationPublished');

/** Yes when an official registration is effective. */
export const officialRegistration = happened('officialRegistration', registrations);
