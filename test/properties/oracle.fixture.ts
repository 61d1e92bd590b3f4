// The contract's sentences on values and milestones, word for word and as slowly as can be: facts are filtered and
// counted for each question. Shares nothing with the projections but the calendar.
import { dayOf, isoDate, type Day } from '../../projections/calendar.js';
import type { Condition, Indicator, Milestone } from '../../src/domain/framework/framework.schema.js';
import type { StoredEvent } from '../../src/event-store/event-store.js';

/** An effective fact. */
export interface OracleFact {
  readonly stream: string;
  readonly eventId: string;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly on: Day;
  readonly place: bigint;
}

export interface OracleReading {
  readonly value: number | boolean | null;
  readonly companions: Readonly<Record<string, unknown>>;
}

const EFFECTIVE_DATE = [
  'startsOn', 'publishedOn', 'adoptedOn', 'revisedOn', 'joinedOn', 'changedOn', 'leftOn', 'proposedOn', 'signedOn', 'agreedOn',
  'terminatedOn', 'withdrawnOn', 'openedOn', 'closedOn', 'answeredOn', 'releasedOn', 'plannedOn', 'completedOn', 'cancelledOn',
  'measuredOn',
]; // prettier-ignore

/** "The events recorded up to asOf, less those retracted", whatever their effective date, by (effective date, place). */
export function factsKnown(log: readonly StoredEvent[]): OracleFact[] {
  const retracted = new Set(
    log.filter(({ type }) => type === 'EventRetracted').map(({ data }) => (data as { eventId: string }).eventId),
  );
  const placeOf = (event: StoredEvent): bigint => {
    const { corrects } = event.metadata as { corrects?: string };
    const first = log.find(({ eventId }) => eventId === corrects);
    return first ? placeOf(first) : event.position;
  };
  return log
    .filter(({ type, eventId }) => type !== 'EventRetracted' && type !== 'EvidenceAdded' && !retracted.has(eventId))
    .map((event) => {
      const data = event.data as Record<string, unknown>;
      const field = EFFECTIVE_DATE.find((name) => typeof data[name] === 'string') as string;
      return {
        stream: event.stream,
        eventId: event.eventId,
        type: event.type,
        data,
        on: dayOf(data[field] as string),
        place: placeOf(event),
      };
    })
    .sort((a, b) => a.on - b.on || Number(a.place - b.place));
}

/** What was known, and how much of it has happened: a whole day by default, in the middle of one with `place`. */
export class Oracle {
  constructor(
    private readonly known: readonly OracleFact[],
    private readonly at: Day,
    private readonly place?: bigint,
  ) {}

  private facts(category: string): OracleFact[] {
    const { at, place } = this;
    return this.known.filter(
      (fact) =>
        fact.stream.startsWith(`${category}-`) &&
        (fact.on < at || (fact.on === at && (place === undefined || fact.place <= place))),
    );
  }

  private isAnyKnown = (category: string): boolean =>
    this.known.some(({ stream }) => stream.startsWith(`${category}-`));

  private things(category: string): OracleFact[][] {
    const facts = this.facts(category);
    return [...new Set(facts.map(({ stream }) => stream))].map((stream) =>
      facts.filter((fact) => fact.stream === stream),
    );
  }

  read({ id, measure }: Pick<Indicator, 'id' | 'measure'>): OracleReading {
    const none: OracleReading = { value: null, companions: {} };
    switch (measure.kind) {
      case 'officialRegistration':
        return {
          value: this.facts('alliance').some(({ type }) => type === 'OfficialRegistrationPublished'),
          companions: {},
        };
      case 'platformReleased':
        return { value: this.facts('platform').length > 0, companions: {} };
      case 'membersJoined': {
        if (!this.isAnyKnown('member')) return none;
        const joined = this.members(measure.countedCategories);
        return { value: joined.length, companions: { active: joined.filter(isMember).length } };
      }
      case 'membersActive':
        return this.isAnyKnown('member')
          ? { value: this.members(measure.countedCategories).filter(isMember).length, companions: {} }
          : none;
      case 'mousSigned': {
        if (!this.isAnyKnown('mou')) return none;
        const signed = this.signed(measure.party);
        return {
          value: signed.length,
          companions: { inForce: signed.filter((mou) => isInForce(mou, this.at)).length },
        };
      }
      case 'mousInForce':
        return this.isAnyKnown('mou')
          ? { value: this.signed(measure.party).filter((mou) => isInForce(mou, this.at)).length, companions: {} }
          : none;
      case 'recommendationsPublished': {
        if (!this.isAnyKnown('recommendation')) return none;
        const standing = this.things('recommendation').filter(
          (facts) =>
            facts.filter(({ type }) => type !== 'RecommendationRevised').at(-1)?.type === 'RecommendationPublished',
        );
        return { value: standing.length, companions: {} };
      }
      case 'activitiesCompleted': {
        const planned = this.things('activity').filter(
          (facts) =>
            !facts.some(({ type }) => type === 'ActivityCancelled') &&
            (measure.workPackage === undefined || facts[0]?.data['workPackage'] === measure.workPackage),
        );
        const completed = planned.filter((facts) => facts.some(({ type }) => type === 'ActivityCompleted'));
        if (planned.length === 0) return none;
        return {
          value: (100 * completed.length) / planned.length,
          companions: { numerator: completed.length, denominator: planned.length },
        };
      }
      case 'reported': {
        const newest = this.facts('measurement')
          .filter(({ stream }) => stream.endsWith(`.${id}`))
          .at(-1);
        return newest ? { value: newest.data['value'] as number, companions: {} } : none;
      }
      case 'satisfaction':
        return this.satisfaction() ?? none;
    }
  }

  private members(
    categories: readonly string[] = ['associatePartner', 'affiliate', 'additionalStakeholder'],
  ): OracleFact[][] {
    const field = 'category';
    return this.things('member').filter((facts) =>
      categories.includes(facts.filter(({ data }) => field in data).at(-1)?.data[field] as string),
    );
  }

  private signed(party: string | undefined): OracleFact[][] {
    return this.things('mou').filter((facts) => {
      const parties = (facts[0]?.data['parties'] as { partyId: string }[]).map(({ partyId }) => partyId);
      const signers = facts.filter(({ type }) => type === 'MouSigned').map(({ data }) => data['partyId']);
      return parties.every((each) => signers.includes(each)) && (party === undefined || parties.includes(party));
    });
  }

  private satisfaction(): OracleReading | undefined {
    const surveys = this.things('survey')
      .sort((a, b) => (b[0] as OracleFact).on - (a[0] as OracleFact).on)
      .map((facts) => {
        const [opening, closing] = facts as [OracleFact, OracleFact?];
        const { surveyId, closesOn, invited, scale, satisfactionQuestion, satisfiedFrom } =
          opening.data as unknown as Wave;
        const last = closing ? closing.on : dayOf(closesOn);
        const answers = this.facts('answer').filter(
          ({ data, on }) => data['surveyId'] === surveyId && on >= opening.on && on <= last,
        );
        const valid = answers
          .map(({ data }) => (data['answers'] as Record<string, number | null>)[satisfactionQuestion])
          .filter((value) => typeof value === 'number' && value >= scale.min && value <= scale.max);
        const satisfied = valid.filter((value) => (value as number) >= satisfiedFrom);
        const isClosed = closing !== undefined || dayOf(closesOn) < this.at;
        return { surveyId, invited, isClosed, n: valid.length, satisfied: satisfied.length, responses: answers.length };
      })
      .filter(({ n }) => n > 0);
    const survey = surveys.find(({ isClosed }) => isClosed) ?? surveys[0];
    if (!survey) return undefined;
    const { surveyId, invited, isClosed, n, satisfied, responses } = survey;
    return {
      value: (100 * satisfied) / n,
      companions: {
        numerator: satisfied,
        denominator: n,
        responses,
        invited,
        responseRate: (100 * responses) / invited,
        interval: wilson(satisfied, n, invited),
        provisional: !isClosed,
        surveyId,
      },
    };
  }
}

interface Wave {
  readonly surveyId: string;
  readonly closesOn: string;
  readonly invited: number;
  readonly scale: { readonly min: number; readonly max: number };
  readonly satisfactionQuestion: string;
  readonly satisfiedFrom: number;
}

const isMember = (facts: readonly OracleFact[]): boolean => facts.at(-1)?.type !== 'MemberLeft';

/** "From the day of the last signature to the day before its fifth anniversary, or before expiresOn of the last extension." */
function isInForce(facts: readonly OracleFact[], at: Day): boolean {
  if (facts.some(({ type }) => type === 'MouTerminated')) return false;
  const lastSignature = isoDate(Math.max(...facts.filter(({ type }) => type === 'MouSigned').map(({ on }) => on)));
  const anniversary = `${Number(lastSignature.slice(0, 4)) + 5}${lastSignature.slice(4)}`.replace('02-29', '02-28');
  const extension = facts.filter(({ type }) => type === 'MouExtended').at(-1)?.data['expiresOn'] as string | undefined;
  return isoDate(at) < (extension ?? anniversary);
}

function wilson(satisfied: number, n: number, invited: number): [number, number] {
  const [z, p] = [1.959964, satisfied / n];
  if (n === invited) return [100 * p, 100 * p];
  const size = n < invited ? (n * (invited - 1)) / (invited - n) : n;
  const middle = p + z ** 2 / (2 * size);
  const around = z * Math.sqrt((p * (1 - p)) / size + z ** 2 / (4 * size ** 2));
  return [(100 * (middle - around)) / (1 + z ** 2 / size), (100 * (middle + around)) / (1 + z ** 2 / size)];
}

function holds(condition: Condition, indicators: readonly Indicator[], oracle: Oracle): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, indicators, oracle));
  if ('any' in condition) return condition.any.some((part) => holds(part, indicators, oracle));
  const { value, companions } = oracle.read(indicators.find(({ id }) => id === condition.indicator) as Indicator);
  if (value === null || companions['provisional'] === true) return false;
  const compared = condition.companion === undefined ? value : companions[condition.companion];
  if (condition.equals !== undefined) return compared === condition.equals;
  return condition.atLeast !== undefined
    ? (compared as number) >= condition.atLeast
    : (compared as number) <= (condition.atMost as number);
}

export interface OracleMilestone {
  readonly achievedOn: string | null;
  readonly provenBy: string | null;
  readonly holds: boolean;
}

/** Tries every day from the first effective fact through `at`. */
export function milestoneAt(
  { condition }: Milestone,
  indicators: readonly Indicator[],
  known: readonly OracleFact[],
  at: Day,
): OracleMilestone {
  const holdsOn = (day: Day, place?: bigint): boolean => holds(condition, indicators, new Oracle(known, day, place));
  const first = known[0]?.on ?? Infinity;
  const now = holdsOn(at);
  if (first > at) return { achievedOn: null, provenBy: null, holds: now };
  if (holdsOn(first - 1)) return { achievedOn: isoDate(first), provenBy: null, holds: now };
  for (let day = first; day <= at; day++) {
    if (!holdsOn(day)) continue;
    const proof = holdsOn(day, -1n)
      ? undefined
      : known
          .filter(({ on }) => on === day)
          .sort((a, b) => Number(a.place - b.place))
          .find(({ place }) => holdsOn(day, place));
    return { achievedOn: isoDate(day), provenBy: proof?.eventId ?? null, holds: now };
  }
  return { achievedOn: null, provenBy: null, holds: now };
}
