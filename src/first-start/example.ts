// The example: an invented alliance with four years of history, so that every page has something to show on the first
// start. Always the same; what wasn't recorded before `today` is left out.
import { dayOf } from '../../projections/calendar.js';
import { runActivities } from './example/activities.part.js';
import { establish, register, revise } from './example/alliance.part.js';
import { Journal } from './example/journal.js';
import {
  changeMembers,
  correctMembers,
  joinOthers,
  joinPartners,
  OTHERS,
  replacePartner,
} from './example/members.part.js';
import { reportMonths } from './example/months.part.js';
import { MOU_PARTNERS, signMous } from './example/mous.part.js';
import { inventOrganisations } from './example/organisations.js';
import { releasePlatform } from './example/platform.part.js';
import { Random } from './example/random.js';
import { publishRecommendations } from './example/recommendations.part.js';
import { engageStakeholders, type Prospect } from './example/stakeholders.part.js';
import { FIRST_WAVE_SATISFACTION } from './example/survey-waves.js';
import { runSurveys } from './example/surveys.part.js';
import { formGroups } from './example/thematic-groups.part.js';
import type { FirstStartEvent } from './first-start-event.js';

export { EXAMPLE } from './example/alliance.part.js';

/** Each subject has a generator of its own, so that a change to one leaves the others as they are. */
export const EXAMPLE_SEED = 20_220_615;

const PARTNERS = 20;
/** Partners that only sign a memorandum, beside the members that do. */
const ONLY_SIGN = 30;
const ONLY_CONTACTED = 22;

/**
 * The example's events that were recorded before the day `today` (ISO 8601), in recorded order: a valid history of its
 * own, and the beginning of every later day's. Empty up to the project's first day.
 */
export function exampleEvents(today: string): readonly FirstStartEvent[] {
  const seeded = (subject: number): Random => new Random(EXAMPLE_SEED + subject);
  const journal = new Journal(seeded(0));
  const cast = castOf(seeded(1));

  establish(journal);
  register(journal);
  const partners = joinPartners(journal, cast.partners);
  const joined = joinOthers(journal, seeded(2), cast.others);
  const members = [...partners, ...changeMembers(journal, seeded(3), joined)];
  correctMembers(journal, cast.corrected, cast.twice);
  replacePartner(journal, cast.leavingPartner, cast.successor);
  signMous(journal, seeded(4), cast.signatories);
  publishRecommendations(journal, seeded(5));
  runSurveys(journal, seeded(6), members);
  revise(journal, FIRST_WAVE_SATISFACTION);
  releasePlatform(journal);
  runActivities(journal, seeded(7), cast.partners);
  const prospects: Prospect[] = [
    ...joined.filter((_, i) => i % 4 === 0).map(({ organisation, joinedOn }) => ({ organisation, by: joinedOn })),
    ...cast.onlyContacted.map((organisation) => ({ organisation })),
  ];
  engageStakeholders(journal, seeded(8), prospects);
  formGroups(journal, seeded(9), members);
  reportMonths(journal);
  return journal.recordedBefore(dayOf(today));
}

/** Who plays which part; an organisation may be a member and sign as well. */
function castOf(random: Random) {
  const all = inventOrganisations(random, PARTNERS + OTHERS + 4 + ONLY_SIGN + ONLY_CONTACTED);
  const take = (count: number) => all.splice(0, count);
  const partners = take(PARTNERS);
  const others = take(OTHERS);
  const corrected = take(2);
  const [twice, successor] = take(2);
  const onlySign = take(ONLY_SIGN);
  const leavingPartner = partners.at(-1);
  if (!twice || !successor || !leavingPartner) throw new Error('too few organisations were invented');
  const signing = random.sample(others, MOU_PARTNERS - ONLY_SIGN);
  const signatories = random.shuffle([...onlySign, ...signing]);
  return { partners, others, corrected, twice, successor, leavingPartner, signatories, onlyContacted: all };
}
