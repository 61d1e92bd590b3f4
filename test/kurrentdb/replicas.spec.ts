// Services that share a cluster: each shows what the other writes, and none loses what it acknowledged when it is ended.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceProcess } from '../service-process.js';
import { ClusterDouble } from './cluster-double.js';
import {
  ALLIANCE,
  establish,
  type Health,
  joined,
  joining,
  type Recorded,
  send,
  sleep,
} from './network-service.fixture.js';

const WRITERS = 8;

describe('services on one cluster', () => {
  const double = new ClusterDouble();
  let service: ServiceProcess;
  let next = 1;

  beforeAll(async () => {
    await double.start();
    service = new ServiceProcess(['--empty'], { STORE_URL: double.address });
    await service.start();
    await establish(service);
  });
  afterAll(async () => {
    await service.dispose();
    double.stop();
  });

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
  });

  it('ends within 5 s of SIGTERM under load, with nothing acknowledged lost', async () => {
    const acknowledged: Recorded[] = [];
    let writing = true;
    const write = async (): Promise<void> => {
      while (writing) {
        const n = next++;
        const response = await send(service, 'POST', `${ALLIANCE}/members`, joining(n), `join-${n}`);
        if (response.status === 201) acknowledged.push((await response.json()) as Recorded);
        await sleep(20);
      }
    };
    // A writer ends where the service no longer takes its connection.
    const writers = Array.from({ length: WRITERS }, () => write().catch(() => undefined));
    await sleep(500);
    const began = performance.now();
    expect(await service.stop()).toBe(0);
    expect(performance.now() - began).toBeLessThan(5_000);
    writing = false;
    await Promise.all(writers);
    await service.start();
    expect(acknowledged.length).toBeGreaterThan(0);
    const log = new Map((await joined(service)).map(({ id, position }) => [id, position]));
    for (const { eventId, position } of acknowledged) expect(log.get(eventId)).toBe(position);
  });
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
