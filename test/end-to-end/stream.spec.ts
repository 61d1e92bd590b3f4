// GET /stream: one message for each position that changed something, and nothing missed by who comes back (contract, section 5).
import { get, type ClientRequest, type IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { ALLIANCE, expectStatus, member, proposal, RunningService } from './running-service.js';
import { framework } from './small-alliance.js';

interface Message {
  readonly id: string;
  readonly changes: readonly {
    readonly kind: string;
    readonly id: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
}

/** A client of the stream that keeps what comes, as an EventSource would. */
class Listener {
  readonly messages: Message[] = [];
  private rest = '';
  private notify = (): void => undefined;
  private constructor(private readonly outgoing: ClientRequest) {}

  static open(url: string, lastEventId?: string): Promise<Listener> {
    return new Promise((resolve, reject) => {
      const headers = {
        accept: 'text/event-stream',
        ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
      };
      const listener = new Listener(
        get(url, { headers, agent: false }, (incoming) => {
          if (incoming.statusCode !== 200 || !incoming.headers['content-type']?.startsWith('text/event-stream')) {
            reject(new Error(`${incoming.statusCode} ${incoming.headers['content-type']}`));
          }
          incoming.setEncoding('utf8').on('data', (chunk: string) => listener.take(chunk));
          // A listener that is told to go, or whose service stops, has no more to wait for.
          incoming.on('error', () => undefined);
          resolve(listener);
        }),
      );
      listener.outgoing.on('error', reject);
    });
  }

  /** Resolves with the messages once there are so many; fails after a second. */
  async first(count: number): Promise<readonly Message[]> {
    const deadline = Date.now() + 3_000;
    while (this.messages.length < count) {
      if (Date.now() > deadline) throw new Error(`${this.messages.length} of ${count} messages came`);
      await new Promise<void>((resolve) => {
        this.notify = resolve;
        setTimeout(resolve, 50);
      });
    }
    return this.messages;
  }

  close(): void {
    this.outgoing.destroy();
  }

  private take(chunk: string): void {
    const blocks = (this.rest + chunk).split('\n\n');
    this.rest = blocks.pop() ?? '';
    for (const block of blocks) {
      const field = (name: string): string | undefined =>
        block
          .split('\n')
          .find((line) => line.startsWith(`${name}: `))
          ?.slice(name.length + 2);
      const [id, data] = [field('id'), field('data')];
      if (id !== undefined && data !== undefined)
        this.messages.push({ id, ...(JSON.parse(data) as Omit<Message, 'id'>) });
    }
    this.notify();
  }
}

describe('the stream of changes', () => {
  let service: RunningService;
  const open: Listener[] = [];
  const listen = async (lastEventId?: string, query = ''): Promise<Listener> => {
    const listener = await Listener.open(`${service.url}${ALLIANCE}/stream${query}`, lastEventId);
    open.push(listener);
    return listener;
  };
  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
    expectStatus(
      await service.call({
        method: 'PUT',
        path: `${ALLIANCE}/framework`,
        body: { adoptedOn: '2022-06-15', framework },
      }),
      201,
    );
  });
  afterEach(() => {
    for (const listener of open.splice(0)) listener.close();
  });
  afterAll(() => service.stop());

  it('tells what an append changed, under its position', async () => {
    const listener = await listen();
    const { position } = await service.record('/members', member('a'));
    const [message] = await listener.first(1);
    expect(message?.id).toBe(position);
    expect(message?.changes).toEqual(expect.arrayContaining([{ kind: 'indicator', id: 'I2', before: null, after: 1 }]));
    const second = await service.record('/members', member('b'));
    expect((await listener.first(2))[1]).toMatchObject({
      id: second.position,
      changes: expect.arrayContaining([
        { kind: 'indicator', id: 'I2', before: 1, after: 2 },
        { kind: 'milestone', id: 'MS1', before: 'overdue', after: 'achieved' },
      ]),
    });
  });

  it('says nothing of what has no value before and after', async () => {
    await service.establish('second');
    const path = '/api/alliances/second';
    const listener = await Listener.open(`${service.url}${path}/stream`);
    open.push(listener);
    const body = { adoptedOn: '2022-06-15', framework };
    expectStatus(await service.call({ method: 'PUT', path: `${path}/framework`, body }), 201);
    const [message] = await listener.first(1);
    expect(message?.changes.length).toBeGreaterThan(0);
    expect(message?.changes.filter(({ before, after }) => before === after)).toEqual([]);
  });

  it('answers HEAD at once, and counts no client', async () => {
    const clients = async (): Promise<number> =>
      Number(/^alliance_kpi_stream_clients (\d+)$/m.exec((await service.get('/metrics')).text)?.[1]);
    const before = await clients();
    const { status, headers } = await service.call({ method: 'HEAD', path: `${ALLIANCE}/stream` });
    expect([status, headers['content-type']]).toEqual([200, 'text/event-stream; charset=utf-8']);
    expect(await clients()).toBeLessThanOrEqual(before);
  });

  it('says nothing of what changes no figure, and tells a batch once', async () => {
    const listener = await listen();
    await service.record('/stakeholders', { stakeholderId: 'efvet', name: 'EfVET', identifiedOn: '2024-01-10' });
    await service.record('/mous', proposal('m1'));
    await service.record('/mous/m1/signatures', { partyId: 'lcamp', signedOn: '2024-02-01' });
    const last = await service.record('/mous/m1/signatures', { partyId: 'festo', signedOn: '2024-02-01' });
    const events = ['c', 'd'].map((id) => ({
      specversion: '1.0',
      id,
      source: 'urn:test',
      type: 'org.alliance-kpi.MemberJoined',
      subject: `member-lcamp.${id}`,
      data: member(id),
    }));
    const batch = await service.post(`${ALLIANCE}/events`, events, {
      'content-type': 'application/cloudevents-batch+json',
    });
    expectStatus(batch, 201);
    const position = batch.json<{ position: string }[]>().at(-1)?.position;
    const messages = await listener.first(service.isAtomic ? 3 : 4);
    // The first MoU known makes "no data" a zero; the signature of one party alone changes nothing.
    expect(messages.map(({ changes }) => changes.find(({ kind }) => kind === 'indicator'))).toEqual([
      { kind: 'indicator', id: 'I3', before: null, after: 0 },
      { kind: 'indicator', id: 'I3', before: 0, after: 1 },
      // A batch that is stored stream by stream is told so.
      ...(service.isAtomic ? [] : [{ kind: 'indicator', id: 'I2', before: 2, after: 3 }]),
      { kind: 'indicator', id: 'I2', before: service.isAtomic ? 2 : 3, after: 4 },
    ]);
    expect([messages[1], messages.at(-1)].map((message) => message?.id)).toEqual([last.position, position]);
  });

  it('resumes after Last-Event-ID, before and after a restart, with the very messages that were missed', async () => {
    const listener = await listen();
    const first = await service.record('/members', member('e'));
    await listener.first(1);
    listener.close();
    const missed = [await service.record('/members', member('f')), await service.record('/members', member('g'))];
    const told = [5, 6].map((before, i) => ({
      id: missed[i]?.position,
      changes: expect.arrayContaining([{ kind: 'indicator', id: 'I2', before, after: before + 1 }]),
    }));
    const back = await listen(first.position);
    expect(await back.first(2)).toMatchObject(told);
    back.close();
    await service.restart();
    const again = await listen(first.position);
    expect(await again.first(2)).toMatchObject(told);
    const next = await service.record('/members', member('h'));
    expect((await again.first(3))[2]?.id).toBe(next.position);
    const upToDate = await listen(next.position);
    const newest = await service.record('/members', member('i'));
    expect((await upToDate.first(1)).map(({ id }) => id)).toEqual([newest.position]);
  });

  it('tells a retraction too', async () => {
    const listener = await listen();
    const { events } = await service.read<{ events: { id: string }[] }>(`${ALLIANCE}/events?stream=member-lcamp.i`);
    const { position } = await service.record(`/events/${events[0]?.id}/retraction`, { reason: 'Never joined.' });
    expect(await listener.first(1)).toMatchObject([
      { id: position, changes: expect.arrayContaining([{ kind: 'indicator', id: 'I2', before: 9, after: 8 }]) },
    ]);
  });

  it('tells nothing of another alliance', async () => {
    await service.establish('other');
    const listener = await listen();
    expectStatus(await service.post('/api/alliances/other/members', member('a')), 201);
    const { position } = await service.record('/members', member('j'));
    expect((await listener.first(1)).map(({ id }) => id)).toEqual([position]);
  });

  it('tells every position to who asks for all, without changes where no figure changed, also when it comes back', async () => {
    const listener = await listen(undefined, '?positions=all');
    const quiet = { stakeholderId: 'quiet', name: 'Quiet', identifiedOn: '2024-01-10' };
    const recorded = [await service.record('/stakeholders', quiet), await service.record('/members', member('k'))];
    const all = await listener.first(2);
    expect(all.map(({ id }) => id)).toEqual(recorded.map(({ position }) => position));
    expect([all[0]?.changes, all[1]?.changes.length]).toEqual([[], expect.any(Number)]);
    const back = await listen(String(BigInt(recorded[0]?.position ?? '') - 1n), '?positions=all');
    expect(await back.first(2)).toEqual(all);
    const call = { method: 'GET', path: `${ALLIANCE}/stream?positions=some` };
    await service.refuses(call, { status: 400, code: 'request-invalid', field: 'positions' });
  });

  it.each(['x', '-1', '1.5'])('refuses the Last-Event-ID %s', async (lastEventId) => {
    const call = {
      method: 'GET',
      path: `${ALLIANCE}/stream`,
      headers: { accept: 'text/event-stream', 'last-event-id': lastEventId },
    };
    await service.refuses(call, { status: 400, code: 'last-event-id-invalid' });
  });
});

describe('many clients of the stream', () => {
  const CLIENTS = 200;
  const INDICATORS = 200;
  let service: RunningService;
  const open: { close(): void }[] = [];
  const listen = async (lastEventId?: string): Promise<Listener> => {
    const listener = await Listener.open(`${service.url}${ALLIANCE}/stream`, lastEventId);
    open.push(listener);
    return listener;
  };
  const joined = (id: string): Promise<{ position: string }> => service.record('/members', member(id));

  beforeAll(async () => {
    service = await RunningService.start();
    await service.establish();
    // Each joining changes all of them: its message is long, and what isn't read piles up fast.
    const indicators = Array.from({ length: INDICATORS }, (_, i) => ({
      id: `${'I'.repeat(60)}${i}`,
      title: 'Members',
      unit: 'count',
      direction: 'up',
      measure: { kind: 'membersJoined' },
    }));
    const body = {
      adoptedOn: '2022-06-15',
      framework: { id: 'wide', title: 'Wide', objectives: [], indicators, milestones: [] },
    };
    expectStatus(await service.call({ method: 'PUT', path: `${ALLIANCE}/framework`, body }), 201);
  });
  afterAll(async () => {
    for (const listener of open) listener.close();
    await service.stop();
  });

  it('each hear all, also those that come back at once', async () => {
    const first = await joined('a');
    const listeners = await Promise.all(Array.from({ length: CLIENTS }, () => listen()));
    const { position } = await joined('b');
    const heard = await Promise.all(listeners.map((listener) => listener.first(1)));
    expect(heard.map(([message]) => message?.id)).toEqual(Array(CLIENTS).fill(position));
    const told = JSON.stringify(heard[0]);
    expect(heard.every((messages) => JSON.stringify(messages) === told)).toBe(true);
    for (const listener of listeners) listener.close();
    const back = await Promise.all(Array.from({ length: CLIENTS }, () => listen(first.position)));
    const missed = await Promise.all(back.map((listener) => listener.first(1)));
    expect(missed.every((messages) => JSON.stringify(messages) === told)).toBe(true);
    for (const listener of back) listener.close();
  });

  it('lose the one that never reads, which then resumes where it was', async () => {
    const reader = await listen();
    const { incoming, closed } = await silent(`${service.url}${ALLIANCE}/stream`);
    open.push({ close: () => incoming.destroy() });
    const positions: string[] = [];
    const isLetGo = async (): Promise<boolean> => {
      const metrics = await service.get('/metrics');
      return /^alliance_kpi_stream_clients 1$/m.test(metrics.text);
    };
    while (!(await isLetGo())) {
      expect(positions.length).toBeLessThan(400);
      positions.push((await joined(`m${positions.length}`)).position);
    }
    // Whoever reads has missed nothing, and waits for nobody.
    expect((await reader.first(positions.length)).map(({ id }) => id)).toEqual(positions);
    incoming.resume();
    await closed;
    const again = await listen(positions.at(-3));
    expect((await again.first(2)).map(({ id }) => id)).toEqual(positions.slice(-2));
  });

  // Where many share a store, one may lag behind what another has told: it waits.
  if (process.env['TEST_STORE_URL'] === undefined)
    it('tells all that comes to who has heard more than there is, as after a restore', async () => {
      const listener = await listen('999999');
      const { position } = await service.record('/members', member('restored'));
      expect((await listener.first(1)).map(({ id }) => id)).toEqual([position]);
    });
});

/** A client that opens the stream and reads nothing of it. */
function silent(url: string): Promise<{ incoming: IncomingMessage; closed: Promise<void> }> {
  return new Promise((resolve, reject) => {
    const outgoing = get(url, { headers: { accept: 'text/event-stream' }, agent: false }, (incoming) => {
      incoming.pause();
      const closed = new Promise<void>((gone) => incoming.once('close', gone));
      incoming.on('error', () => undefined);
      resolve({ incoming, closed });
    });
    outgoing.on('error', reject);
  });
}
