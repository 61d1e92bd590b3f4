// Figures over HTTP, each computed by hand from the facts of the small alliance (contract, sections 3 and 5).
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLIANCE, expectStatus, LCAMP, member, NOW, type Recorded, RunningService } from './running-service.js';
import { facts, framework, RECORDED } from './small-alliance.js';

interface Indicator {
  readonly id: string;
  readonly value: number | boolean | null;
  readonly expected: number | null;
  readonly status: string;
  readonly companions: Readonly<Record<string, unknown>>;
  readonly targets: readonly { readonly met: boolean | null; readonly valueThen: unknown }[];
}
interface Indicators {
  readonly at: string;
  readonly month: number | null;
  readonly asOf: string;
  readonly indicators: readonly Indicator[];
}
interface Point {
  readonly month: number;
  readonly date: string;
  readonly value: unknown;
  readonly expected: number | null;
}
interface Cell {
  readonly key: string | null;
  readonly value: number | null;
  readonly withheld: boolean;
}
interface OneIndicator extends Indicator {
  readonly series: readonly Point[];
  readonly breakdowns: Readonly<Record<string, readonly Cell[]>>;
}
interface Milestone {
  readonly id: string;
  readonly status: string;
  readonly achievedOn: string | null;
  readonly provenBy: string | null;
  readonly holds: boolean;
}

describe('figures', () => {
  let service: RunningService;
  const recorded = new Map<string, Recorded>();
  beforeAll(async () => {
    service = await RunningService.start();
    service.now = RECORDED;
    await service.establish();
    expectStatus(
      await service.call({
        method: 'PUT',
        path: `${ALLIANCE}/framework`,
        body: { adoptedOn: '2022-06-15', framework },
      }),
      201,
    );
    for (const [i, [path, body]] of facts.entries()) recorded.set(`${i}`, await service.record(path, body));
    service.now = NOW;
  });
  afterAll(() => service.stop());

  /** The event of a fact, found by its route and a part of its body. */
  const eventOf = (path: string, part: object = {}): Recorded => {
    const i = facts.findIndex(
      ([route, body]) =>
        route === path &&
        Object.entries(part).every(([key, value]) => (body as Record<string, unknown>)[key] === value),
    );
    return recorded.get(`${i}`) as Recorded;
  };
  const indicators = (query: string): Promise<Indicators> => service.read<Indicators>(`${ALLIANCE}/indicators${query}`);
  const indicator = async (id: string, query: string): Promise<Indicator> => {
    const found = (await indicators(query)).indicators.find((each) => each.id === id);
    if (!found) throw new Error(`${id} is missing`);
    return found;
  };

  describe('at M24', () => {
    it('names the alliance, the day, the month and what was known', async () => {
      const { indicators: list, ...heading } = await service.read<Record<string, unknown> & Indicators>(
        `${ALLIANCE}/indicators?at=M24`,
      );
      expect(heading).toEqual({
        alliance: 'lcamp',
        at: '2024-06-14',
        month: 24,
        asOf: String((await service.head()).position),
      });
      expect(list.map(({ id }) => id)).toEqual(['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8']);
    });

    it('I3: three of four signed, two in force; on the straight line from 1 at M17 to 5 at M48', async () => {
      const found = await indicator('I3', '?at=M24');
      // 213 of 943 days have passed between 2023-11-14 and 2026-06-14.
      const expected = 1 + (4 * 213) / 943;
      expect(found).toEqual({
        id: 'I3',
        objective: 'SO2',
        title: 'MoUs signed',
        unit: 'count',
        direction: 'up',
        value: 3,
        companions: { inForce: 2 },
        baseline: { value: 1, month: 17, date: '2023-11-14', label: '1 measured on M17' },
        targets: [{ value: 5, month: 48, date: '2026-06-14', met: null, valueThen: null }],
        measuredAt: [48],
        expected: expect.closeTo(expected, 12),
        progress: 0.5,
        onPath: expect.closeTo(2 / (expected - 1), 12),
        status: 'onTrack',
        notes: [],
      });
    });

    it('I5: two of three satisfied, nine invited, with the interval of the contract', async () => {
      const { value, companions } = await indicator('I5', '?at=M24');
      expect(value).toBe((100 * 2) / 3);
      expect(companions).toEqual({
        numerator: 2,
        denominator: 3,
        responses: 3,
        invited: 9,
        responseRate: (100 * 3) / 9,
        interval: [expect.closeTo(24.51, 2), expect.closeTo(92.49, 2)],
        provisional: false,
        surveyId: 'wave-1',
      });
    });

    it('I2: three have joined, two are active; the first target was met on its day', async () => {
      expect(await indicator('I2', '?at=M24')).toMatchObject({
        value: 3,
        companions: { active: 2 },
        baseline: { value: 1, month: 12, date: '2023-06-14' },
        targets: [
          { value: 2, month: 18, date: '2023-12-14', met: true, valueThen: 2 },
          { value: 5, month: 48, date: '2026-06-14', met: null, valueThen: null },
        ],
        progress: 0.5,
        status: 'onTrack',
      });
    });

    it.each([
      ['I1', { value: true, status: 'achieved', expected: null, progress: null, onPath: null }],
      [
        'I4',
        {
          value: 2,
          status: 'achieved',
          progress: 1,
          expected: 2,
          onPath: 1,
          baseline: { value: null, month: 0, date: '2022-06-14' },
        },
      ],
      [
        'I6',
        {
          value: true,
          status: 'achieved',
          targets: [{ value: true, month: 36, date: '2025-06-14', met: null, valueThen: null }],
        },
      ],
      ['I7', { value: 17.5, status: 'noTarget', targets: [], expected: null, progress: null, onPath: null }],
      ['I8', { value: 50, status: 'onTrack', progress: 0.5, expected: (100 * 731) / 1461 }],
    ] as const)('%s', async (id, expected) => {
      expect(await indicator(id, '?at=M24')).toMatchObject(expected);
    });
  });

  describe('at other days', () => {
    it.each([
      ['M17', { I2: 2, I3: 1, I4: 1, I5: null, I6: true, I7: null, I1: true }],
      ['2022-06-14', { I1: false, I2: 0, I3: 0, I4: 0, I5: null, I6: false }],
      ['2023-02-28', { I3: 0 }],
      ['2023-03-01', { I3: 1 }],
      ['2024-02-28', { I3: 1, I4: 2 }],
      ['2024-02-29', { I3: 2, I4: 2 }],
      ['2024-03-01', { I4: 1 }],
      ['M26', { I5: (100 * 9) / 14 }],
    ])('%s', async (at, values) => {
      const { indicators: list } = await indicators(`?at=${at}`);
      expect(Object.fromEntries(list.map(({ id, value }) => [id, value]))).toMatchObject(values);
    });

    it.each([
      ['2024-04-30', 'I2', 'active', 3],
      ['2024-05-01', 'I2', 'active', 2],
      ['2024-05-31', 'I3', 'inForce', 3],
      ['2024-06-01', 'I3', 'inForce', 2],
      ['2028-02-28', 'I3', 'inForce', 2],
      ['2028-02-29', 'I3', 'inForce', 2],
      ['2028-03-01', 'I3', 'inForce', 1],
      ['2029-02-27', 'I3', 'inForce', 1],
      ['2029-02-28', 'I3', 'inForce', 0],
    ])('%s: %s.%s is %d', async (at, id, companion, value) => {
      expect((await indicator(id, `?at=${at}`)).companions[companion]).toBe(value);
    });

    it('is today in the time zone of the alliance by default', async () => {
      expect(await indicators('')).toMatchObject({ at: '2025-06-30', month: 37 });
      service.now = Date.parse('2025-06-30T22:30:00Z');
      expect(await indicators('')).toMatchObject({ at: '2025-07-01', month: 37 });
      service.now = NOW;
    });

    it('has no month before the start and after the end', async () => {
      for (const at of ['2022-06-14', 'M0', 'M49', '2026-06-15'])
        expect((await indicators(`?at=${at}`)).month).toBeNull();
      expect((await indicators('?at=M49')).at).toBe('2026-07-14');
      expect(await indicators('?at=2022-06-15')).toMatchObject({ month: 1 });
      expect(await indicators('?at=2026-06-14')).toMatchObject({ month: 48 });
    });

    it('says of each target whether it was met from the day after it on', async () => {
      expect((await indicator('I4', '?at=2024-06-14')).targets).toMatchObject([{ met: null, valueThen: null }]);
      expect((await indicator('I4', '?at=2024-06-15')).targets).toMatchObject([{ met: true, valueThen: 2 }]);
      expect(await indicator('I3', '?at=2026-06-15')).toMatchObject({
        status: 'missed',
        targets: [{ met: false, valueThen: 3 }],
      });
    });
  });

  describe('one indicator', () => {
    it.each(['I1', 'I2', 'I3', 'I5', 'I8'])(
      '%s: its series equals the single reads, and its heading the list',
      async (id) => {
        const at = '2024-08-20';
        const {
          series,
          breakdowns: _breakdowns,
          ...found
        } = await service.read<OneIndicator>(`${ALLIANCE}/indicators/${id}?at=${at}`);
        expect(found).toMatchObject(await indicator(id, `?at=${at}`));
        expect(series.map(({ month }) => month)).toEqual(Array.from({ length: 28 }, (_, month) => month));
        expect(series.at(-1)?.date).toBe(at);
        for (const { month, date, value, expected } of series) {
          const day = month === 27 ? at : `M${month}`;
          const { at: read } = await indicators(`?at=${day}`);
          const single = await indicator(id, `?at=${day}`);
          expect([month, date, value, expected]).toEqual([month, read, single.value, single.expected]);
        }
      },
    );

    const cells = async (id: string, at: string): Promise<Readonly<Record<string, readonly Cell[]>>> => {
      const { breakdowns } = await service.read<OneIndicator>(`${ALLIANCE}/indicators/${id}?at=${at}`);
      return Object.fromEntries(
        Object.entries(breakdowns).map(([name, list]) => [
          name,
          [...list].sort((a, b) => ((a.key ?? '~') < (b.key ?? '~') ? -1 : 1)),
        ]),
      );
    };
    const cell = (key: string | null, value: number | null): Cell => ({ key, value, withheld: value === null });

    it('I2 by category, agent type and country', async () => {
      expect(await cells('I2', 'M24')).toEqual({
        category: [cell('affiliate', 1), cell('associatePartner', 2)],
        agentType: [cell('company', 2), cell('education', 1)],
        country: [cell('DE', 2), cell('ES', 1)],
      });
    });

    it('I3 by country and topic, which overlap; not stated is null', async () => {
      expect(await cells('I3', 'M24')).toEqual({
        country: [cell('DE', 2), cell('FR', 1)],
        topic: [cell('Robotics', 2), cell('Skills', 1), cell(null, 1)],
      });
    });

    it('I4 by audience', async () => {
      expect(await cells('I4', 'M24')).toEqual({ audience: [cell('Companies', 1), cell('Policymakers', 2)] });
    });

    it('I5: withholds the cell under five, and the next smallest, from which it could be had', async () => {
      expect(await cells('I5', 'M26')).toEqual({
        memberCategory: [cell('affiliate', null), cell('associatePartner', 100), cell(null, null)],
        country: [cell(null, (100 * 9) / 14)],
        question: [cell('q1', (100 * 9) / 14)],
      });
    });
  });

  describe('facts', () => {
    interface Facts {
      readonly value: unknown;
      readonly facts: readonly {
        readonly stream: string;
        readonly eventId: string;
        readonly type: string;
        readonly position: string;
        readonly effectiveOn: string;
        readonly data: object;
      }[];
    }
    it('I3: for each MoU that counts, the last signature', async () => {
      const found = await service.read<Facts>(`${ALLIANCE}/indicators/I3/facts?at=M24`);
      const last = [
        ['m1', 'm1', '2023-03-01'],
        ['m2', 'm2', '2024-02-29'],
        ['m4', 'm4', '2024-04-10'],
      ] as const;
      expect(found.value).toBe(3);
      expect(found.facts).toEqual(
        last.map(([mou, partyId, signedOn]) => {
          const { stream, eventId, position } = eventOf(`/mous/${mou}/signatures`, { partyId });
          return { stream, eventId, type: 'MouSigned', position, effectiveOn: signedOn, data: { partyId, signedOn } };
        }),
      );
    });

    it.each([
      ['I1', ['alliance-lcamp']],
      ['I2', ['member-lcamp.a', 'member-lcamp.b', 'member-lcamp.d']],
      ['I4', ['recommendation-lcamp.r1', 'recommendation-lcamp.r3']],
      ['I5', ['answer-lcamp.wave-1.r-1', 'answer-lcamp.wave-1.r-2', 'answer-lcamp.wave-1.r-3']],
      ['I6', ['platform-lcamp']],
      ['I7', ['measurement-lcamp.I7']],
    ])('%s', async (id, streams) => {
      const { facts: found } = await service.read<Facts>(`${ALLIANCE}/indicators/${id}/facts?at=M24`);
      expect(found.map(({ stream }) => stream)).toEqual(streams);
    });
  });

  describe('framework', () => {
    it('is answered as it was adopted, and can be adopted again as it is', async () => {
      const { framework: answered } = await service.read<{ framework: typeof framework }>(
        `${ALLIANCE}/framework?at=M24`,
      );
      expect(answered.indicators.map(({ id }) => id)).toEqual(framework.indicators.map(({ id }) => id));
      expect(answered.indicators.find(({ id }) => id === 'I3')).toEqual(
        framework.indicators.find(({ id }) => id === 'I3'),
      );
      const body = { adoptedOn: '2022-06-15', framework: answered };
      // A body that can't be adopted is refused before anyone asks whose it is.
      const sent = await service.call({ method: 'PUT', path: '/api/alliances/nobody/framework', body });
      expect(sent.status).toBe(404);
    });
  });

  describe('search', () => {
    const found = async (query: string): Promise<{ kind: string; id: string; roles?: string[] }[]> =>
      (await service.read<{ found: { kind: string; id: string; roles?: string[] }[] }>(`${ALLIANCE}/search?${query}`))
        .found;

    it('finds things of every kind by the beginnings of words', async () => {
      expect(await found('q=m1')).toEqual(
        expect.arrayContaining([
          expect.objectContaining({ kind: 'organisation', id: 'm1', roles: ['party'] }),
          expect.objectContaining({ kind: 'mou', id: 'm1' }),
        ]),
      );
      for (const [id, kind] of [
        ['r1', 'recommendation'],
        ['wave-1', 'survey'],
        ['t1', 'activity'],
        ['I3', 'indicator'],
      ] as const)
        expect((await found(`q=${id}`)).map((each) => `${each.kind} ${each.id}`)).toContain(`${kind} ${id}`);
      expect(await found('q=nothing-of-this-name')).toEqual([]);
    });

    it('at a day: who left is a former member, who came later is not there', async () => {
      const roles = async (id: string, at: string): Promise<unknown> =>
        (await found(`q=${id}&at=${at}`)).find((each) => each.kind === 'organisation' && each.id === id)?.roles;
      expect([await roles('b', 'M20'), await roles('b', 'M36'), await roles('d', 'M20')]).toEqual([
        ['member'],
        ['formerMember'],
        undefined,
      ]);
    });

    it('needs something to look for', async () => {
      const { status, text } = await service.get(`${ALLIANCE}/search`);
      expect([status, text]).toEqual([400, expect.stringContaining('"field":"q"')]);
    });
  });

  describe('organisation', () => {
    it('tells all that happened with it, the newest first', async () => {
      const organisation = await service.read<{
        member: { status: string } | null;
        mous: { mouId: string }[];
        history: { type: string; about: { category: string; id: string } }[];
      }>(`${ALLIANCE}/organisations/b`);
      expect(organisation.member?.status).toBe('left');
      expect(organisation.history.map(({ type, about }) => `${about.category} ${type}`)).toEqual([
        'member MemberLeft',
        'member MemberJoined',
      ]);
      const party = await service.read<typeof organisation>(`${ALLIANCE}/organisations/m4`);
      expect(party.member).toBeNull();
      expect(party.mous.map(({ mouId }) => mouId)).toEqual(['m4']);
      expect(party.history.map(({ type }) => type)).toEqual(['MouTerminated', 'MouSigned', 'MouSigned', 'MouProposed']);
    });

    it('tells nothing yet of what happens after the day looked at', async () => {
      const organisation = await service.read<{ member: { status: string }; history: { type: string }[] }>(
        `${ALLIANCE}/organisations/b?at=M20`,
      );
      expect(organisation.member.status).toBe('member');
      expect(organisation.history.map(({ type }) => type)).toEqual(['MemberJoined']);
    });

    it('of which nothing is recorded is refused', async () => {
      const { status, text } = await service.get(`${ALLIANCE}/organisations/nobody`);
      expect([status, text]).toEqual([404, expect.stringContaining('/problems/organisation-unknown')]);
    });
  });

  describe('attention', () => {
    const named = async (at: string, kind: string): Promise<string[]> => {
      const { items } = await service.read<{ items: { kind: string; id: string }[] }>(`${ALLIANCE}/attention?at=${at}`);
      return items.filter((item) => item.kind === kind).map(({ id }) => id);
    };

    it('names the milestones that are overdue on a day', async () => {
      const { milestones } = await service.read<{ milestones: Milestone[] }>(`${ALLIANCE}/milestones?at=M48`);
      const overdue = milestones.filter(({ status }) => status === 'overdue').map(({ id }) => id);
      expect(overdue.length).toBeGreaterThan(0);
      expect((await named('M48', 'milestoneOverdue')).sort()).toEqual(overdue.sort());
    });

    it('names the indicators without data on a day', async () => {
      const { indicators: list } = await indicators('?at=M1');
      const empty = list.filter(({ status }) => status === 'noData').map(({ id }) => id);
      expect(empty.length).toBeGreaterThan(0);
      expect(await named('M1', 'noData')).toEqual(empty);
    });

    it('names the MoUs that end within six months', async () => {
      const ends = (
        await service.read<{ mous: { mouId: string; endsOn: string | null; status: string }[] }>(
          `${ALLIANCE}/mous?at=M24`,
        )
      ).mous.find(({ status, endsOn }) => status === 'inForce' && endsOn !== null);
      const day = new Date(Date.parse(ends?.endsOn ?? '') - 30 * 86_400_000).toISOString().slice(0, 10);
      expect(await named(day, 'mouExpiring')).toContain(ends?.mouId);
      expect(await named('M24', 'mouExpiring')).not.toContain(ends?.mouId);
    });

    it('hands out the most pressing alone, and says of how many', async () => {
      interface Attention {
        readonly total: number;
        readonly items: readonly object[];
      }
      const all = await service.read<Attention>(`${ALLIANCE}/attention?at=M1`);
      const first = await service.read<Attention>(`${ALLIANCE}/attention?at=M1&first=1`);
      expect(all.items.length).toBeGreaterThan(1);
      expect([all.total, first.total]).toEqual([all.items.length, all.items.length]);
      expect(first.items).toEqual(all.items.slice(0, 1));
      expect((await service.get(`${ALLIANCE}/attention?first=0`)).text).toContain('first must be a whole number');
    });
  });

  describe('milestones', () => {
    const milestones = async (query: string): Promise<readonly Milestone[]> =>
      (await service.read<{ milestones: readonly Milestone[] }>(`${ALLIANCE}/milestones${query}`)).milestones;

    it('achieved on the first day, proven by the event after which each held', async () => {
      const { milestones: found, ...heading } = await service.read<{ milestones: readonly Milestone[] }>(
        `${ALLIANCE}/milestones?at=M26`,
      );
      expect(heading).toMatchObject({
        alliance: 'lcamp',
        at: '2024-08-14',
        asOf: String((await service.head()).position),
      });
      const second = eventOf('/members', { memberId: 'b' }).eventId;
      const closing = eventOf('/surveys/wave-1/closing').eventId;
      const registration = eventOf('/registration').eventId;
      expect(found).toEqual([
        {
          id: 'MS1',
          title: 'Two active members',
          due: { date: '2024-12-31' },
          status: 'achieved',
          achievedOn: '2023-07-01',
          provenBy: second,
          holds: true,
        },
        {
          id: 'MS2',
          title: 'Four MoUs',
          due: { month: 24, date: '2024-06-14' },
          status: 'overdue',
          achievedOn: null,
          provenBy: null,
          holds: false,
        },
        {
          id: 'MS3',
          title: 'Satisfied',
          due: null,
          status: 'achieved',
          achievedOn: '2024-05-31',
          provenBy: closing,
          holds: true,
        },
        {
          id: 'MS4',
          title: 'Registered and online',
          due: { month: 48, date: '2026-06-14' },
          status: 'achieved',
          achievedOn: '2023-11-10',
          provenBy: registration,
          holds: true,
        },
        {
          id: 'MS5',
          title: 'A hundred MoUs',
          due: { month: 48, date: '2026-06-14' },
          status: 'notDue',
          achievedOn: null,
          provenBy: null,
          holds: false,
        },
      ]);
    });

    it('is not overdue on its day, and overdue on the next', async () => {
      expect((await milestones('?at=2024-06-14'))[1]?.status).toBe('notDue');
      expect((await milestones('?at=2024-06-15'))[1]?.status).toBe('overdue');
    });

    it('waits for a value that is not provisional', async () => {
      expect((await milestones('?at=2024-05-30'))[2]).toMatchObject({ status: 'notDue', achievedOn: null });
    });

    it('stays achieved when its condition no longer holds', async () => {
      expect((await milestones('?at=2024-02-29'))[0]).toMatchObject({ status: 'achieved', holds: true });
      const left = await service.record('/members/a/departure', { leftOn: '2024-05-02' });
      expect((await milestones('?at=2024-06-14'))[0]).toMatchObject({
        status: 'achieved',
        achievedOn: '2023-07-01',
        holds: false,
      });
      await service.record(`/events/${left.eventId}/retraction`, { reason: 'It stayed.' });
      expect((await milestones('?at=2024-06-14'))[0]?.holds).toBe(true);
    });
  });

  describe('a read after a command', () => {
    it('sees its effect, and may wait for its position', async () => {
      const before = await indicator('I2', '?at=M24');
      const { position } = await service.record('/members', member('waited', { joinedOn: '2024-06-14' }));
      const header = { 'if-position-at-least': position };
      const { indicators: list } = await service.read<Indicators>(`${ALLIANCE}/indicators?at=M24`, header);
      expect(list.find(({ id }) => id === 'I2')?.value).toBe((before.value as number) + 1);
      await service.record(
        `/events/${(await service.read<{ events: { id: string }[] }>(`${ALLIANCE}/events?stream=member-lcamp.waited`)).events[0]?.id}/retraction`,
        { reason: 'A trial.' },
      );
    });

    it('answers 503 with Retry-After where the position does not come', async () => {
      const answered = await service.get(`${ALLIANCE}/indicators`, { 'if-position-at-least': '999999' });
      expectStatus(answered, 503);
      expect(answered.text).toContain('"/problems/position-not-reached"');
      expect(Number(answered.headers['retry-after'])).toBeGreaterThan(0);
    });
  });

  describe('two alliances', () => {
    it('share no facts, no ids and no figures', async () => {
      await service.establish('other', { ...LCAMP, acronym: 'OTHER', startsOn: '2023-01-01', endsOn: '2026-12-31' });
      const other = '/api/alliances/other';
      expectStatus(
        await service.call({ method: 'PUT', path: `${other}/framework`, body: { adoptedOn: '2023-01-01', framework } }),
        201,
      );
      const mine = await service.get(`${ALLIANCE}/indicators?at=M24`);
      expectStatus(
        await service.post(`${other}/members`, member('a', { joinedOn: '2023-05-01' }), {
          'idempotency-key': eventOf('/members', { memberId: 'a' }).eventId,
        }),
        201,
      );
      const { indicators: list, month } = await service.read<Indicators>(`${other}/indicators?at=2024-06-14`);
      expect(month).toBe(18);
      expect(Object.fromEntries(list.map(({ id, value }) => [id, value]))).toMatchObject({
        I1: false,
        I2: 1,
        I3: null,
        I5: null,
      });
      const after = await service.get(`${ALLIANCE}/indicators?at=M24`);
      expect(after.json<Indicators>().indicators).toEqual(mine.json<Indicators>().indicators);
      const { alliances } = await service.read<{ alliances: { allianceId: string }[] }>('/api/alliances');
      expect(alliances.map(({ allianceId }) => allianceId)).toEqual(['lcamp', 'other']);
      const { events } = await service.read<{ events: { subject: string }[] }>(`${other}/events`);
      expect(events.map(({ subject }) => subject)).toEqual(['alliance-other', 'framework-other', 'member-other.a']);
    });
  });
});
