// What holds in every stream: retractions, evidence, and a timeline that is valid as a whole.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayOf, isoDate, ProjectCalendar } from '../../projections/calendar.js';
import { eventDefinition } from './events.js';
import { judge, refusals } from './judge.js';
import { calendar, corrected, fact, given, nothing, proven, retracted } from './stream.given.js';
import { effectiveFacts, type StreamEvent } from './timeline.js';

const SEED = 20_260_615;

const released = (version: string, releasedOn = '2023-06-01') =>
  fact('PlatformReleased', { version, releasedOn }, version);
const measured = (value: number | boolean, measuredOn = '2024-06-14') =>
  fact('ValueReported', { indicatorId: 'I9', value, measuredOn }, `measured ${String(value)}`);

describe('a retraction', () => {
  const platform = given('platform', released('1.0'), released('2.0'), retracted('1.0'));
  it('takes an event of the stream back, once', () => {
    platform.when(retracted('2.0')).isAccepted();
    platform.when({ ...retracted('1.0'), eventId: 'again' }).isRefused('already-retracted', 'again');
  });
  it('twice in one request is once too often', () => {
    platform.when(retracted('2.0'), { ...retracted('2.0'), eventId: 'again' }).isRefused('already-retracted', 'again');
  });
  it("can't be retracted", () => {
    platform.when(retracted('retraction of 1.0')).isRefused('retraction-of-retraction');
  });
  it('names an event of this stream', () => {
    platform.when(retracted('3.0')).isRefused('event-of-another-stream', 'retraction of 3.0');
  });
  it('may name an event of the same request, but none behind it', () => {
    platform.when(released('3.0'), retracted('3.0')).isAccepted();
    platform.when(retracted('3.0'), released('3.0')).isRefused('event-of-another-stream');
  });
  it('of a stream that holds nothing leads nowhere', () => {
    nothing('platform').when(retracted('1.0')).isRefused('stream-unknown');
    nothing('measurement').when(retracted('measured 1')).isRefused('stream-unknown');
  });
  it('takes evidence back as well', () => {
    given('platform', released('1.0'), proven('1.0')).when(retracted('evidence for 1.0')).isAccepted();
  });
  it('of the establishment is not made good by a fact of another type that says it corrects it', () => {
    const established = fact(
      'AllianceEstablished',
      eventDefinition('AllianceEstablished')?.example ?? {},
      'establishment',
    );
    const registration = { journal: 'Moniteur belge', reference: '2023/147852', publishedOn: '2023-11-10' };
    given('alliance', established)
      .when(corrected('establishment', fact('OfficialRegistrationPublished', registration)))
      .isRefused('retraction-of-alliance', 'retraction of establishment');
  });
});

describe('evidence', () => {
  const platform = given('platform', released('1.0'), released('2.0'), proven('2.0'), retracted('1.0'));
  it('is added to a fact that stands, as often as there is some', () => {
    platform.when({ ...proven('2.0'), eventId: 'more' }).isAccepted();
    platform.when(proven('2.0'), { ...proven('2.0'), eventId: 'more' }, retracted('2.0')).isAccepted();
    nothing('platform').when(released('1.0'), proven('1.0')).isAccepted();
  });
  it('is added neither to what was retracted, nor to a retraction, nor to evidence', () => {
    platform.when(proven('1.0')).isRefused('not-to-be-proven', 'evidence for 1.0');
    platform.when(proven('retraction of 1.0')).isRefused('not-to-be-proven');
    platform.when(proven('evidence for 2.0')).isRefused('not-to-be-proven');
  });
  it('names an event of this stream', () => {
    platform.when(proven('3.0')).isRefused('event-of-another-stream');
    nothing('platform').when(proven('1.0')).isRefused('stream-unknown');
  });
});

describe('things without an order of steps', () => {
  it('a platform is released any number of times', () => {
    nothing('platform').when(released('1.0'), released('1.0 again')).isAccepted();
    given('platform', released('2.0', '2024-01-01')).when(released('1.0', '2023-01-01')).isAccepted();
  });
  it('values are reported any number of times, on one day as well', () => {
    given('measurement', measured(17.5)).when(measured(18), measured(12, '2023-06-14')).isAccepted();
  });
});

describe('a refusal of a stored fact', () => {
  it('names the fact, its type and its date', () => {
    const joined = fact('MemberJoined', {
      memberId: 'festo',
      name: 'Festo',
      category: 'affiliate',
      agentType: 'company',
      country: 'DE',
      joinedOn: '2023-03-01',
    });
    const left = fact('MemberLeft', { leftOn: '2024-01-31' });
    const refusal = judge('member', [joined, left], [retracted(joined.eventId)], calendar);
    expect(refusal).toEqual({
      code: 'later-fact-without-ground',
      eventId: 'MemberLeft of 2024-01-31',
      detail:
        'The MemberLeft of 2024-01-31 (event MemberLeft of 2024-01-31), recorded before, could not stand any more: ' +
        'The organisation is no member then.',
    });
  });
});

describe('a stored fact that fits no more, since another stream was corrected', () => {
  const planned = fact('ActivityPlanned', {
    ...{ activityId: 'a', workPackage: 2, title: 'A', start: '2024-03', end: 'M22', plannedOn: '2023-01-01' },
  });
  const earlier = new ProjectCalendar(dayOf('2021-06-15'), dayOf('2026-06-14'));

  it('stands in the way of nothing', () => {
    const completed = fact('ActivityCompleted', { completedOn: '2024-04-01' });
    expect(judge('activity', [planned], [completed], calendar)).toBeUndefined();
    expect(judge('activity', [planned], [completed], earlier)).toBeUndefined();
    const wrong = fact('ActivityRescheduled', { start: 'M30', revisedOn: '2024-01-01', reason: 'Late.' });
    expect(judge('activity', [planned], [wrong], earlier)).toMatchObject({ code: 'activity-ends-before-start' });
  });

  it('gives its ground to no other', () => {
    const completed = fact('ActivityCompleted', { completedOn: '2024-04-01' });
    expect(judge('activity', [planned, completed], [retracted(planned.eventId)], earlier)).toMatchObject({
      code: 'later-fact-without-ground',
      detail: expect.stringContaining('ActivityCompleted'),
    });
  });
});

describe('judging, fact by fact in any order', () => {
  /** A plain reading of the rules for members, to hold the judge against. */
  const isValid = (facts: readonly { type: string }[]): boolean => {
    let member = false;
    return facts.every(({ type }) => {
      const fits = member !== (type === 'MemberJoined');
      member = type === 'MemberJoined' || (member && type !== 'MemberLeft');
      return fits;
    });
  };
  const dated = (type: string, on: string): object => {
    const details = { name: 'Festo', category: 'affiliate', agentType: 'company', country: 'DE' };
    if (type === 'MemberJoined') return { memberId: 'festo', ...details, joinedOn: on };
    return type === 'MemberLeft' ? { leftOn: on } : { category: 'associatePartner', changedOn: on };
  };
  // Eight days, so that many facts share one.
  const step = fc.record({
    type: fc.constantFrom('MemberJoined', 'MemberDetailsChanged', 'MemberLeft', 'retract', 'correct'),
    on: fc.integer({ min: 19_700, max: 19_707 }).map(isoDate),
    target: fc.nat(20),
  });

  it(`keeps exactly the valid timelines of a member (seed ${SEED})`, () => {
    let kept = 0;
    let refused = 0;
    fc.assert(
      fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
        let stored: StreamEvent[] = [];
        for (const [i, { type, on, target }] of steps.entries()) {
          const facts = effectiveFacts(stored);
          const about = facts.length === 0 ? undefined : facts[target % facts.length]?.event;
          const offered = offering(i, type, on, about);
          if (offered.length === 0) continue;
          const wanted = [...stored, ...offered];
          const isFirst = stored.length > 0 || offered.some((event) => event.type === 'MemberJoined');
          const expected = isFirst && isValid(effectiveFacts(wanted).map(({ event }) => event));
          const refusal = judge('member', stored, offered, calendar);
          expect(refusal === undefined).toBe(expected);
          if (refusal) refused++;
          else {
            kept++;
            stored = wanted;
          }
        }
      }),
      { seed: SEED, numRuns: 500 },
    );
    // Neither side of the comparison may have been left out.
    expect(Math.min(kept, refused)).toBeGreaterThan(500);
  });

  it(`refuses in few looks what it does one by one (seed ${SEED})`, () => {
    let [refused, looks, inAll] = [0, 0, 0];
    /** What is refused, in order, where each look tells so many at most. */
    const refusedOf = (stored: readonly StreamEvent[], all: readonly StreamEvent[], most: number): string[] => {
      const gone: string[] = [];
      for (let offered = [...all]; ; looks++) {
        const out: string[] = [];
        for (const { refusal, by } of refusals('member', stored, offered, calendar, out)) {
          const at = by ?? offered.findLast(({ eventId }) => !out.includes(eventId))?.eventId ?? '';
          gone.push(`${at} ${refusal.code}`);
          out.push(at);
          if (out.length === most) break;
        }
        if (out.length === 0) return gone.sort();
        offered = offered.filter(({ eventId }) => !out.includes(eventId));
      }
    };
    const many = fc.array(step, { maxLength: 60, size: 'max' });
    fc.assert(
      fc.property(many, many, (before, now) => {
        const plain = (steps: typeof before, from: number): StreamEvent[] =>
          steps.flatMap(({ type, on }, i) => offering(from + i, type, on, undefined));
        const first = plain(before, 100);
        const unfit = refusedOf([], first, 1).map((each) => each.split(' ')[0]);
        const stored = first.filter(({ eventId }) => !unfit.includes(eventId));
        const takenBack = now.flatMap(({ type, target }) =>
          type === 'retract' ? stored.slice(target, target + 1) : [],
        );
        const offered = [
          ...plain(now, 0),
          ...takenBack.map(({ eventId }, i) => ({ ...retracted(eventId), eventId: `r${i}` })),
        ];
        const oneByOne = refusedOf(stored, offered, 1);
        looks = 0;
        expect(refusedOf(stored, offered, Infinity)).toEqual(oneByOne);
        refused += oneByOne.length;
        inAll += looks;
      }),
      { seed: SEED, numRuns: 500 },
    );
    expect(refused).toBeGreaterThan(2_000);
    expect(inAll).toBeLessThan(refused / 2);
  });

  function offering(i: number, type: string, on: string, about: StreamEvent | undefined): readonly StreamEvent[] {
    if (type !== 'retract' && type !== 'correct') return [{ eventId: `e${i}`, type, data: dated(type, on) }];
    if (!about) return [];
    return type === 'retract'
      ? [retracted(about.eventId)]
      : corrected(about.eventId, { eventId: '', type: about.type, data: dated(about.type, on) });
  }
});
