// The whole service over a network that fails, under concurrent writers and readers: no acknowledged event is lost, none is
// there twice, commands are answered in time, reads go on, and the figures are those of a replay. Then two replicas.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { atScale, seeded } from '../faults/seeded.fixture.js';
import { ServiceProcess } from '../service-process.js';
import { ClusterDouble } from './cluster-double.js';
import { FaultyNetwork, type NetworkFault } from './faulty-network.js';

const SEED = 20_240_229;
const ROUNDS = atScale(1, 20);
const WRITERS = 8;
const ANSWERED_WITHIN_MS = 5_000;
const BACK_WITHIN_MS = 5_000;
/** How long each fault lasts: one of them for longer than a command waits. */
const FAULTS: Readonly<Record<Exclude<NetworkFault, 'none'> | 'restart', number>> = {
  cut: 400,
  delay: 600,
  'half-close': 400,
  'black-hole': 3_500,
  refuse: 700,
  restart: 700,
};
const ALLIANCE = '/api/alliances/net';
const ESTABLISHED = { name: 'Network', acronym: 'NET', startsOn: '2022-06-15', endsOn: '2026-06-14', coordinator: 'k' };
const INDICATOR = { id: 'I2', title: 'Members', unit: 'count', direction: 'up', measure: { kind: 'membersJoined' } };
const FRAMEWORK = { id: 'net', title: 'Net', objectives: [], indicators: [INDICATOR], milestones: [] };

interface Recorded {
  readonly eventId: string;
  readonly position: string;
}

interface Health {
  readonly status: string;
  readonly position: string;
  readonly hash: string;
  readonly lag: string;
  readonly away?: { readonly silentMs: number };
}

const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

function send(service: ServiceProcess, method: string, path: string, data: unknown, key: string): Promise<Response> {
  return fetch(service.url + path, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(data),
  });
}

const joining = (n: number): object => ({
  memberId: `m-${n}`,
  name: `Member ${n}`,
  category: 'affiliate',
  agentType: 'company',
  country: 'ES',
  joinedOn: '2024-02-29',
});

async function joined(service: ServiceProcess): Promise<{ id: string; position: string }[]> {
  const all: { id: string; position: string }[] = [];
  for (let from: string | null = '0'; from !== null;) {
    const page: { events: { id: string; position: string }[]; next: string | null } = await service.get(
      `${ALLIANCE}/events?limit=1000&from=${from}&type=MemberJoined`,
    );
    all.push(...page.events);
    from = page.next;
  }
  return all;
}

async function establish(service: ServiceProcess): Promise<void> {
  await service.post('/api/alliances', { allianceId: 'net', ...ESTABLISHED });
  const adopted = await send(
    service,
    'PUT',
    `${ALLIANCE}/framework`,
    { adoptedOn: '2022-06-15', framework: FRAMEWORK },
    'f',
  );
  expect(adopted.status).toBe(201);
}

const membersOf = async (service: ServiceProcess): Promise<number> =>
  (await service.get<{ indicators: { value: number }[] }>(`${ALLIANCE}/indicators`)).indicators[0]?.value as number;

describe(`the service over a failing network, ${ROUNDS} rounds of ${Object.keys(FAULTS).join(', ')}, seed ${SEED}`, () => {
  const random = seeded(SEED);
  const double = new ClusterDouble();
  const network = new FaultyNetwork(() => double.port);
  let service: ServiceProcess;
  const acknowledged = new Map<number, Recorded>();
  const open = new Set<number>();
  let [next, slowest, refused, writing] = [1, 0, 0, true];

  beforeAll(async () => {
    await double.start();
    await network.start();
    service = new ServiceProcess(['--empty'], { STORE_URL: `kurrentdb://127.0.0.1:${network.port}?tls=false` });
    await service.start();
    await establish(service);
  }, 60_000);
  afterAll(async () => {
    await service.dispose();
    await network.stop();
    double.stop();
  });

  async function join(n: number): Promise<void> {
    open.add(n);
    const began = performance.now();
    const response = await send(service, 'POST', `${ALLIANCE}/members`, joining(n), `join-${n}`);
    slowest = Math.max(slowest, performance.now() - began);
    const answer = (await response.json()) as Recorded;
    if (response.status === 503) {
      refused++;
      expect(response.headers.get('retry-after')).toMatch(/^\d+$/);
      return;
    }
    expect([200, 201]).toContain(response.status);
    acknowledged.set(n, answer);
    open.delete(n);
  }

  async function write(): Promise<void> {
    while (writing) {
      await join(next++);
      await sleep(20);
    }
  }

  /** Figures are served all the while; whoever asks is told since when the store is silent. */
  async function tellsThatTheStoreIsAway(): Promise<void> {
    await sleep(1_000);
    const [{ status, away }, metrics] = await Promise.all([
      service.get<Health>('/health/ready'),
      fetch(`${service.url}/metrics`).then((response) => response.text()),
    ]);
    expect(status).toBe('store away');
    expect(away?.silentMs).toBeGreaterThan(0);
    expect(Number(/^alliance_kpi_store_away_seconds (\S+)$/m.exec(metrics)?.[1])).toBeGreaterThan(0);
    expect(metrics).toMatch(/^alliance_kpi_projection_lag \d+$/m);
  }

  it(
    'answers commands in time, keeps on serving reads, and comes back',
    async () => {
      const writers = Array.from({ length: WRITERS }, write);
      for (let round = 0; round < ROUNDS; round++) {
        for (const [fault, lastsMs] of Object.entries(FAULTS) as [NetworkFault | 'restart', number][]) {
          await sleep(random(300));
          if (fault === 'restart') double.stop();
          else network.set(fault);
          const until = performance.now() + lastsMs;
          const told = fault === 'black-hole' ? tellsThatTheStoreIsAway() : undefined;
          while (performance.now() < until) {
            expect(await membersOf(service)).toBeGreaterThanOrEqual(0);
            await sleep(100);
          }
          await told;
          if (fault === 'restart') await double.start();
          else network.set('none');
          const restored = performance.now();
          const before = acknowledged.size;
          // Back is where a new event is acknowledged, which it only is once the subscription has brought it.
          while (acknowledged.size === before) {
            if (performance.now() - restored > BACK_WITHIN_MS) throw new Error(`not back after ${fault}`);
            await sleep(20);
          }
        }
      }
      writing = false;
      await Promise.all(writers);
      expect(slowest).toBeLessThan(ANSWERED_WITHIN_MS);
      expect(refused).toBeGreaterThan(0);
    },
    ROUNDS * 60_000,
  );

  it('holds each acknowledged event once, where it was acknowledged; repetitions complete the rest', async () => {
    for (const n of [...open]) await join(n);
    expect(open.size).toBe(0);
    const log = new Map((await joined(service)).map(({ id, position }) => [id, position]));
    expect((await joined(service)).length).toBe(log.size);
    expect(log.size).toBe(acknowledged.size);
    for (const { eventId, position } of acknowledged.values()) expect(log.get(eventId)).toBe(position);
    expect(await membersOf(service)).toBe(acknowledged.size);
  }, 60_000);

  it('serves the figures of a replay from zero', async () => {
    const { code, output } = await service.command('verify');
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining('Replayed from zero, all') as unknown,
    });
  }, 60_000);

  it('shows the same through another replica, and what is written through either through the other', async () => {
    const other = new ServiceProcess(['--empty'], { STORE_URL: double.address });
    await other.start();
    try {
      const pairs = [
        [service, other],
        [other, service],
      ] as const;
      for (const [through, seen] of pairs) {
        const response = await send(through, 'POST', `${ALLIANCE}/members`, joining(next), `join-${next++}`);
        const { position } = (await response.json()) as Recorded;
        expect(response.status).toBe(201);
        const headers = { 'if-position-at-least': position };
        const [one, two] = await Promise.all(
          [through, seen].map(async ({ url }) => {
            const answer = await fetch(`${url}${ALLIANCE}/indicators`, { headers });
            expect(answer.status).toBe(200);
            return answer.text();
          }),
        );
        expect(one).toBe(two);
        const repeated = await send(seen, 'POST', `${ALLIANCE}/members`, joining(next - 1), `join-${next - 1}`);
        expect([repeated.status, ((await repeated.json()) as Recorded).position]).toEqual([200, position]);
        expect(await missed(seen, String(BigInt(position) - 1n))).toContain(`id: ${position}\n`);
      }
      await takeOneOfTwo(service, other);
      const [mine, theirs] = await Promise.all([service, other].map((each) => each.get<Health>('/health/ready')));
      expect([theirs?.position, theirs?.hash]).toEqual([mine?.position, mine?.hash]);
    } finally {
      await other.dispose();
    }
  }, 60_000);

  it('ends within 5 s of SIGTERM under load, with nothing acknowledged lost', async () => {
    writing = true;
    const writers = Array.from({ length: WRITERS }, () => write().catch(() => undefined));
    await sleep(500);
    const began = performance.now();
    expect(await service.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    writing = false;
    await Promise.all(writers);
    await service.start();
    const log = new Set((await joined(service)).map(({ id }) => id));
    for (const { eventId } of acknowledged.values()) expect(log.has(eventId)).toBe(true);
  }, 60_000);
});

/** Of two facts with one id, through two services at once, one is recorded and the other refused. */
async function takeOneOfTwo(...services: readonly [ServiceProcess, ServiceProcess]): Promise<void> {
  for (let n = 0; n < 10; n++) {
    const statuses = await Promise.all(
      services.map(async (service, i) => {
        const fact = { ...joining(1_000_000 + n), name: `Of service ${i}` };
        return (await send(service, 'POST', `${ALLIANCE}/members`, fact, `both-${n}`)).status;
      }),
    );
    expect(statuses.sort()).toEqual([201, 409]);
  }
}

/** What a client of the stream is told first that comes back with this id. */
async function missed({ url }: ServiceProcess, lastEventId: string): Promise<string> {
  const stop = new AbortController();
  const response = await fetch(`${url}${ALLIANCE}/stream`, {
    headers: { accept: 'text/event-stream', 'last-event-id': lastEventId },
    signal: stop.signal,
  });
  let text = '';
  for await (const chunk of response.body as ReadableStream<Uint8Array>) {
    text += Buffer.from(chunk).toString();
    if (text.includes('\ndata: ')) break;
  }
  stop.abort();
  return text;
}
