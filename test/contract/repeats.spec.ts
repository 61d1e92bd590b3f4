// Contract, "What is refused": the same event again, a used id, stale revisions.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLIANCE, expectStatus, member, NOW, type Recorded, RunningService } from '../end-to-end/running-service.js';

const EVENTS = `${ALLIANCE}/events`;
const BATCH = { 'content-type': 'application/cloudevents-batch+json' };

const joining = (id: string, memberId: string, data: object = {}): object => ({
  specversion: '1.0',
  id,
  source: 'urn:test:repeats',
  type: 'org.alliance-kpi.MemberJoined',
  subject: `member-lcamp.${memberId}`,
  data: member(memberId, data),
});

describe('repeats', () => {
  let service: RunningService;
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
  });
  afterAll(() => service.stop());

  const key = (value: string = randomUUID()): { 'idempotency-key': string } => ({ 'idempotency-key': value });
  const repeats = async (
    path: string,
    body: unknown,
    headers: Record<string, string>,
    first: unknown,
  ): Promise<void> => {
    const before = await service.head();
    const again = await service.post(ALLIANCE + path, body, headers);
    expectStatus(again, 200);
    expect(again.json()).toEqual(first);
    expect(await service.head()).toEqual(before);
  };

  it('answers a command again with the first result, whatever has happened since', async () => {
    const headers = key();
    const first = await service.record('/members', member('festo'), headers);
    expect(first).toEqual({
      eventId: headers['idempotency-key'],
      stream: 'member-lcamp.festo',
      position: expect.any(String),
      revision: '0',
      repeat: false,
    });
    await repeats('/members', member('festo'), headers, { ...first, repeat: true });
    await service.record('/members/festo/departure', { leftOn: '2024-06-01' });
    await repeats('/members', member('festo'), headers, { ...first, repeat: true });
    await service.record('/members', member('festo', { joinedOn: '2024-07-01' }));
    await repeats('/members', member('festo'), headers, { ...first, repeat: true });
  });

  it('answers again after a restart and with the clock a month on', async () => {
    const headers = key();
    const first = await service.record('/members', member('bosch'), headers);
    await service.restart();
    service.now = NOW + 30 * 86_400_000;
    await repeats('/members', member('bosch'), headers, { ...first, repeat: true });
    service.now = NOW;
  });

  it('compares canonical data: order of keys, white space and Unicode form make no difference', async () => {
    const headers = key();
    const first = await service.record('/members', member('cafe', { name: 'Caf\u00e9' }), headers);
    const turned = Object.fromEntries(Object.entries(member('cafe', { name: ' Cafe\u0301 ' })).reverse());
    await repeats('/members', JSON.stringify(turned, null, 4), headers, { ...first, repeat: true });
  });

  it('takes an upper-case UUID and a key that is no UUID for what they are', async () => {
    const headers = key();
    const first = await service.record('/members', member('upper'), headers);
    await repeats('/members', member('upper'), key(headers['idempotency-key'].toUpperCase()), {
      ...first,
      repeat: true,
    });
    const named = await service.record('/members', member('named'), key('import-2024-06, row 7'));
    expect(named.eventId).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-/);
    await repeats('/members', member('named'), key('import-2024-06, row 7'), { ...named, repeat: true });
  });

  it('refuses a used id with other data, or another type', async () => {
    const headers = key();
    await service.record('/members', member('siemens'), headers);
    const other = { method: 'POST', path: `${ALLIANCE}/members`, body: member('siemens', { country: 'FR' }), headers };
    await service.refuses(other, { status: 409, code: 'id-reused' });
    const departure = {
      method: 'POST',
      path: `${ALLIANCE}/members/siemens/departure`,
      body: { leftOn: '2024-06-01' },
      headers,
    };
    await service.refuses(departure, { status: 409, code: 'id-reused' });
  });

  it('keeps one id in two streams apart', async () => {
    const headers = key();
    const first = await service.record('/members', member('apart-1'), headers);
    const second = await service.record('/members', member('apart-2'), headers);
    expect([first.repeat, second.repeat, first.eventId]).toEqual([false, false, second.eventId]);
  });

  it('makes one event of fifty equal commands at once', async () => {
    const headers = key();
    const before = await service.head();
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => service.post(`${ALLIANCE}/members`, member('crowd'), headers)),
    );
    const results = answers.map((each) => each.json<Recorded>());
    expect(answers.map(({ status }) => status).sort()).toEqual([...Array.from({ length: 49 }, () => 200), 201]);
    expect(new Set(results.map(({ position, revision, eventId }) => `${position} ${revision} ${eventId}`)).size).toBe(
      1,
    );
    expect(await service.recordedSince(before)).toBe(1);
  });

  it('makes one membership of twenty different joinings at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, i) => service.post(`${ALLIANCE}/members`, member('race', { name: `Race ${i}` }))),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, ...Array.from({ length: 19 }, () => 409)]);
  });

  it('repeats a correction: one append, one answer', async () => {
    const joined = await service.record('/members', member('corrected'));
    const headers = key();
    const { memberId: _memberId, ...data } = member('corrected', { joinedOn: '2024-02-01' }) as { memberId: string };
    const path = `/events/${joined.eventId}/correction`;
    const first = await service.record(path, { reason: 'The letter says February.', data }, headers);
    await repeats(path, { reason: 'The letter says February.', data }, headers, { ...first, repeat: true });
    const call = { method: 'POST', path: ALLIANCE + path, body: { reason: 'Another.', data }, headers };
    await service.refuses(call, { status: 409, code: 'id-reused' });
  });

  it('repeats evidence without a day on another day', async () => {
    const joined = await service.record('/members', member('proven'));
    const headers = key();
    const path = `/events/${joined.eventId}/evidence`;
    const body = { evidence: [{ title: 'Letter' }] };
    const first = await service.record(path, body, headers);
    service.now = NOW + 3 * 86_400_000;
    await repeats(path, body, headers, { ...first, repeat: true });
    service.now = NOW;
  });

  describe('batches', () => {
    it('answers a batch again with 200 and the first results', async () => {
      const batch = [joining('b1', 'b1'), joining('b2', 'b2')];
      const first = await service.post(EVENTS, batch, BATCH);
      expectStatus(first, 201);
      const results = first.json<Recorded[]>();
      expect(new Set(results.map(({ position }) => position)).size).toBe(service.isAtomic ? 1 : 2);
      await repeats(
        '/events',
        batch,
        BATCH,
        results.map((each) => ({ ...each, repeat: true })),
      );
    });

    it('stores the rest of a batch that is known in part', async () => {
      const first = await service.post(EVENTS, [joining('p1', 'p1')], BATCH);
      const both = await service.post(EVENTS, [joining('p1', 'p1'), joining('p2', 'p2')], BATCH);
      expectStatus(both, 201);
      const [known, added] = both.json<Recorded[]>();
      expect(known).toEqual({ ...first.json<Recorded[]>()[0], repeat: true });
      expect(added).toMatchObject({ stream: 'member-lcamp.p2', revision: '0', repeat: false });
      expect(BigInt(added?.position ?? 0)).toBeGreaterThan(BigInt(known?.position ?? 0));
    });

    it('refuses a batch that holds an id twice, and one with a used id and other data', async () => {
      const twice = [joining('t1', 't1'), joining('t1', 't1')];
      await service.refuses(
        { method: 'POST', path: EVENTS, body: twice, headers: BATCH },
        { status: 400, code: 'id-repeated', index: 1 },
      );
      expectStatus(await service.post(EVENTS, [joining('t2', 't2')], BATCH), 201);
      const other = [joining('t3', 't3'), joining('t2', 't2', { country: 'FR' })];
      await service.refuses(
        { method: 'POST', path: EVENTS, body: other, headers: BATCH },
        { status: 409, code: 'id-reused', index: 1 },
      );
    });

    it('takes an empty batch for what it is', async () => {
      const before = await service.head();
      const { status } = await service.post(EVENTS, [], BATCH);
      expect([200, 400]).toContain(status);
      expect(await service.head()).toEqual(before);
    });
  });

  describe('If-Match', () => {
    it('takes the revision that was read, refuses a stale one and names the present one', async () => {
      const joined = await service.post(`${ALLIANCE}/members`, member('etag'));
      expect(joined.headers.etag).toBe('"0"');
      const page = await service.get(`${ALLIANCE}/members/etag`);
      expect(page.headers.etag).toBe('"0"');
      const changed = await service.post(
        `${ALLIANCE}/members/etag/changes`,
        { country: 'FR', changedOn: '2024-03-01' },
        { 'if-match': '"0"' },
      );
      expectStatus(changed, 201);
      expect(changed.headers.etag).toBe('"1"');
      const stale = {
        method: 'POST',
        path: `${ALLIANCE}/members/etag/departure`,
        body: { leftOn: '2024-06-01' },
        headers: { 'if-match': '"0"' },
      };
      const problem = await service.refuses(stale, { status: 412, code: 'revision-stale' });
      expect(problem.revision).toBe('1');
      expect((await service.call(stale)).headers.etag).toBe('"1"');
      expectStatus(await service.call({ ...stale, headers: { 'if-match': '"1"' } }), 201);
    });

    const indicator = { id: 'I2', title: 'M', unit: 'count', direction: 'up', measure: { kind: 'membersJoined' } };
    const framework = { id: 'f', title: 'F', objectives: [], indicators: [indicator], milestones: [] };
    const narrative = { section: 'summary', language: 'en', text: 'All well.', writtenOn: '2024-07-01' };
    it.each([
      ['/framework', 'PUT', '/framework', { adoptedOn: '2022-06-15', framework }],
      ['/months/M12', 'POST', '/months/M12/narratives', narrative],
    ])('takes what %s names for %s %s', async (read, method, command, body) => {
      const tagOf = async (): Promise<string | undefined> => (await service.get(ALLIANCE + read)).headers.etag;
      const before = await tagOf();
      const headers = before === undefined ? { 'if-none-match': '*' } : { 'if-match': before };
      expectStatus(await service.call({ method, path: ALLIANCE + command, body, headers }), 201);
      const after = await tagOf();
      expect(after).toMatch(/^"\d+"$/);
      expect(after).not.toBe(before);
      expect((await service.get(ALLIANCE + read)).json<{ revision: string }>().revision).toBe(after?.slice(1, -1));
    });

    it('says that it is stale, also where what came since speaks against the fact', async () => {
      await service.record('/members', member('left-since'));
      const departure = (leftOn: string) => ({
        method: 'POST',
        path: `${ALLIANCE}/members/left-since/departure`,
        body: { leftOn },
        headers: { 'if-match': '"0"' },
      });
      expectStatus(await service.call(departure('2024-03-01')), 201);
      await service.refuses(departure('2024-04-01'), { status: 412, code: 'revision-stale' });
      const read = { ...departure('2024-04-01'), headers: { 'if-match': '"1"' } };
      await service.refuses(read, { status: 409, code: 'not-a-member' });
      const unknown = { ...read, path: `${ALLIANCE}/members/nobody/departure` };
      await service.refuses(unknown, { status: 404, code: 'member-unknown' });
    });

    it('refuses one for a stream that holds nothing, and one ahead', async () => {
      const call = {
        method: 'POST',
        path: `${ALLIANCE}/members`,
        body: member('fresh'),
        headers: { 'if-match': '"0"' },
      };
      const { detail } = await service.refuses(call, { status: 412, code: 'revision-stale' });
      expect(detail).toBe("member-lcamp.fresh holds nothing yet: it can't be at revision 0.");
      await service.record('/members', member('fresh'));
      const ahead = {
        method: 'POST',
        path: `${ALLIANCE}/members/fresh/departure`,
        body: { leftOn: '2024-06-01' },
        headers: { 'if-match': '"5"' },
      };
      await service.refuses(ahead, { status: 412, code: 'revision-stale' });
    });

    it('lets one of ten through that were all to be the first', async () => {
      const path = `${ALLIANCE}/months/M24/narratives`;
      const write = (i: number): Promise<{ status: number }> =>
        service.post(
          path,
          { section: 'summary', language: 'en', text: `Text ${i}.`, writtenOn: '2024-07-01' },
          { 'if-none-match': '*' },
        );
      const statuses = (await Promise.all(Array.from({ length: 10 }, (_, i) => write(i)))).map(({ status }) => status);
      expect(statuses.sort()).toEqual([201, ...Array.from({ length: 9 }, () => 412)]);
    });

    it('answers a repeat whatever its If-Match says', async () => {
      await service.record('/members', member('late'));
      const headers = { ...key(), 'if-match': '"0"' };
      const first = await service.record('/members/late/changes', { country: 'FR', changedOn: '2024-03-01' }, headers);
      await repeats('/members/late/changes', { country: 'FR', changedOn: '2024-03-01' }, headers, {
        ...first,
        repeat: true,
      });
    });

    it('lets one of ten through that decided on the same revision', async () => {
      await service.record('/members', member('contended'));
      const change = (i: number): Promise<{ status: number }> =>
        service.post(
          `${ALLIANCE}/members/contended/changes`,
          { name: `Name ${i}`, changedOn: '2024-03-01' },
          { 'if-match': '"0"' },
        );
      const statuses = (await Promise.all(Array.from({ length: 10 }, (_, i) => change(i)))).map(({ status }) => status);
      expect(statuses.sort()).toEqual([201, ...Array.from({ length: 9 }, () => 412)]);
    });
  });
});
