// The two axes of every read: what happened by `at`, as was known at `asOf` (contract, section 1).
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLIANCE, expectStatus, member, type Recorded, RunningService } from './running-service.js';
import { framework } from './small-alliance.js';

const BATCH = { 'content-type': 'application/cloudevents-batch+json' };
const time = (iso: string): number => Date.parse(iso);

interface Indicators {
  readonly asOf: string;
  readonly month: number | null;
  readonly indicators: readonly {
    readonly id: string;
    readonly value: unknown;
    readonly companions: object;
    readonly targets: readonly object[];
    readonly baseline: object;
  }[];
}

describe('at and asOf', () => {
  let service: RunningService;
  let [framed, joined, batch, corrected, retracted] = [0, 0, 0, 0, 0];
  beforeAll(async () => {
    service = await RunningService.start();
    service.now = time('2024-02-01T10:00:00Z');
    await service.establish();
    const adopted = await service.call({
      method: 'PUT',
      path: `${ALLIANCE}/framework`,
      body: { adoptedOn: '2022-06-15', framework },
    });
    expectStatus(adopted, 201);
    framed = Number(adopted.json<Recorded>().position);
    service.now = time('2024-03-01T10:00:00Z');
    const a = await service.record('/members', member('a', { joinedOn: '2024-01-10' }));
    joined = Number(a.position);
    service.now = time('2024-04-01T10:00:00Z');
    const events = ['b', 'c'].map((id) => ({
      specversion: '1.0',
      id,
      source: 'urn:test',
      type: 'org.alliance-kpi.MemberJoined',
      subject: `member-lcamp.${id}`,
      data: member(id),
    }));
    const both = await service.post(`${ALLIANCE}/events`, events, BATCH);
    expectStatus(both, 201);
    const recorded = both.json<Recorded[]>();
    const [b] = recorded;
    batch = Number(recorded.at(-1)?.position);
    service.now = time('2024-05-01T10:00:00Z');
    const { memberId: _memberId, ...data } = member('a', { joinedOn: '2024-02-20' }) as { memberId: string };
    corrected = Number(
      (await service.record(`/events/${a.eventId}/correction`, { reason: 'The letter says so.', data })).position,
    );
    service.now = time('2024-06-01T10:00:00Z');
    retracted = Number(
      (await service.record(`/events/${b?.eventId}/retraction`, { reason: 'Never joined.' })).position,
    );
    service.now = time('2024-07-01T10:00:00Z');
  });
  afterAll(() => service.stop());

  const read = (at: string, asOf?: string | number): Promise<Indicators> =>
    service.read<Indicators>(
      `${ALLIANCE}/indicators?at=${at}${asOf === undefined ? '' : `&asOf=${encodeURIComponent(asOf)}`}`,
    );
  const members = async (at: string, asOf?: string | number): Promise<unknown> =>
    (await read(at, asOf)).indicators.find(({ id }) => id === 'I2')?.value;

  it('shows a correction and a retraction on both sides', async () => {
    // a joined on 10 January, corrected to 20 February; b (retracted) and c joined on 10 January.
    expect(await members('2024-02-15', joined)).toBe(1);
    expect(await members('2024-02-15', batch)).toBe(3);
    expect(await members('2024-02-15', corrected)).toBe(2);
    expect(await members('2024-02-20', corrected)).toBe(3);
    expect(await members('2024-02-15', retracted)).toBe(1);
    expect(await members('2024-02-20', retracted)).toBe(2);
    expect(await members('2024-02-20')).toBe(2);
  });

  it('shows nothing of an append that `asOf` lies inside', async () => {
    const inside = await read('2024-02-15', batch - 1);
    // Where a batch is stored stream by stream, its first stream's append is known there.
    if (service.isAtomic) {
      expect(inside.asOf).toBe(String(joined));
      expect(inside.indicators).toEqual((await read('2024-02-15', joined)).indicators);
    } else expect(BigInt(inside.asOf)).toBeLessThan(BigInt(batch));
    expect(await members('2024-02-15', corrected - 1)).toBe(3);
  });

  it('takes an instant for the log before the first event recorded later', async () => {
    expect(await members('2024-02-15', '2024-03-01T09:59:59.999Z')).toBe(null);
    expect(await members('2024-02-15', '2024-03-01T10:00:00Z')).toBe(1);
    expect(await members('2024-02-15', '2024-03-15T00:00:00+02:00')).toBe(1);
    expect(await members('2024-02-15', '2024-04-01T12:00:00+02:00')).toBe(3);
    expect(await members('2024-02-15', '2024-04-01T11:59:59+02:00')).toBe(1);
    // As it stands in an address that nobody has encoded.
    const { asOf } = await service.read<Indicators>(
      `${ALLIANCE}/indicators?at=2024-02-15&asOf=2024-04-01T12:00:00.000+02:00`,
    );
    expect(asOf).toBe(String(batch));
    expect((await read('2024-02-15', '2024-04-30T00:00:00z')).asOf).toBe(String(batch));
    expect((await read('2024-02-15', '2024-07-01T10:00:00Z')).asOf).toBe(String(retracted));
  });

  it('has no value, not 0, while no fact is known; and 0 once one is, whatever its day', async () => {
    expect((await read('2024-02-15', framed)).indicators.find(({ id }) => id === 'I2')).toMatchObject({
      value: null,
      companions: {},
      status: 'noData',
    });
    expect(await members('2024-01-09', joined)).toBe(0);
  });

  it('answers 200 and no indicators before the first event', async () => {
    for (const asOf of ['0', '2024-01-01T00:00:00Z']) {
      expect(await read('2024-02-15', asOf)).toMatchObject({
        alliance: 'lcamp',
        at: '2024-02-15',
        asOf: '0',
        indicators: [],
      });
      const { milestones } = await service.read<{ milestones: unknown[] }>(
        `${ALLIANCE}/milestones?at=2024-02-15&asOf=${asOf}`,
      );
      expect(milestones).toEqual([]);
      await service.refuses(
        { method: 'GET', path: `${ALLIANCE}/indicators/I2?asOf=${asOf}` },
        { status: 404, code: 'indicator-not-in-framework' },
      );
    }
  });

  it('holds for facts, milestones, lists and pages as well', async () => {
    const facts = async (asOf: number): Promise<unknown> =>
      (
        await service.read<{ facts: { stream: string }[] }>(
          `${ALLIANCE}/indicators/I2/facts?at=2024-02-15&asOf=${asOf}`,
        )
      ).facts.map(({ stream }) => stream);
    expect(await facts(batch)).toEqual(['member-lcamp.a', 'member-lcamp.b', 'member-lcamp.c']);
    expect(await facts(retracted)).toEqual(['member-lcamp.c']);
    const achieved = async (asOf: number): Promise<unknown> =>
      (
        await service.read<{ milestones: { achievedOn: string }[] }>(
          `${ALLIANCE}/milestones?at=2024-02-25&asOf=${asOf}`,
        )
      ).milestones[0]?.achievedOn;
    expect(await achieved(joined)).toBeNull();
    expect(await achieved(batch)).toBe('2024-01-10');
    expect(await achieved(retracted)).toBe('2024-02-20');
    const list = async (asOf: number): Promise<unknown> =>
      (
        await service.read<{ members: { memberId: string }[] }>(`${ALLIANCE}/members?at=2024-02-25&asOf=${asOf}`)
      ).members
        .map(({ memberId }) => memberId)
        .sort();
    expect(await list(batch)).toEqual(['a', 'b', 'c']);
    expect(await list(retracted)).toEqual(['a', 'c']);
    const page = await service.read<{ joinedOn: string; history: unknown[] }>(`${ALLIANCE}/members/a?asOf=${batch}`);
    expect([page.joinedOn, page.history.length]).toEqual(['2024-01-10', 1]);
  });

  it('answers the same after a restart, and after more was recorded', async () => {
    const questions = ['M20', '2024-02-15', 'M48'].flatMap((at) =>
      [framed, joined, batch, corrected, retracted].map((asOf): [string, number] => [at, asOf]),
    );
    const before = await Promise.all(questions.map(([at, asOf]) => read(at, asOf)));
    await service.restart();
    expect(await Promise.all(questions.map(([at, asOf]) => read(at, asOf)))).toEqual(before);
    await service.record('/members', member('late'));
    expect(await Promise.all(questions.map(([at, asOf]) => read(at, asOf)))).toEqual(before);
  });

  it('shows in a list that was read before what has been recorded since, and to an earlier asOf what was known then', async () => {
    const list = async (asOf?: number): Promise<unknown[]> => {
      const { members } = await service.read<{ members: { memberId: string; joinedOn: string }[] }>(
        `${ALLIANCE}/members${asOf === undefined ? '' : `?asOf=${asOf}`}`,
      );
      return members.map(({ memberId, joinedOn }) => `${memberId} ${joinedOn}`);
    };
    const before = await list();
    const joining = await service.record('/members', member('later', { joinedOn: '2024-03-01' }));
    expect(await list()).toEqual([...before, 'later 2024-03-01']);
    const { memberId: _memberId, ...data } = member('later', { joinedOn: '2024-03-02' }) as { memberId: string };
    await service.record(`/events/${joining.eventId}/correction`, { reason: 'A day late.', data });
    expect(await list()).toEqual([...before, 'later 2024-03-02']);
    expect(await list(Number(joining.position))).toEqual([...before, 'later 2024-03-01']);
    expect(await list(Number(joining.position) - 1)).toEqual(before);
  });

  it('shows revised baselines and targets with what they were, from the day of the revision on', async () => {
    service.now = time('2024-07-02T10:00:00Z');
    await service.record('/framework/targets', {
      indicatorId: 'I2',
      month: 48,
      value: 4,
      revisedOn: '2024-06-20',
      reason: 'Agreed with the funder.',
    });
    await service.record('/framework/baselines', {
      indicatorId: 'I2',
      month: 12,
      value: 0,
      revisedOn: '2024-06-20',
      reason: 'Recounted.',
    });
    await service.record('/framework/targets', {
      indicatorId: 'I2',
      month: 36,
      value: 3,
      revisedOn: '2024-06-20',
      reason: 'An interim target.',
    });
    const at = async (day: string) => (await read(day)).indicators.find(({ id }) => id === 'I2');
    expect(await at('2024-06-19')).toMatchObject({
      baseline: { value: 1 },
      targets: [{ value: 2 }, { value: 5, month: 48 }],
    });
    const revised = await at('2024-06-20');
    expect(revised?.baseline).toMatchObject({
      value: 0,
      month: 12,
      was: [{ value: 1, until: '2024-06-20', reason: 'Recounted.' }],
    });
    expect(revised?.targets).toMatchObject([
      { value: 2, month: 18 },
      { value: 3, month: 36 },
      { value: 4, month: 48, was: [{ value: 5, until: '2024-06-20', reason: 'Agreed with the funder.' }] },
    ]);
    expect(revised?.targets[1]).not.toHaveProperty('was');
  });
});
