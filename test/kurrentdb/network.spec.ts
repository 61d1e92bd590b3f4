// The whole service over a network that fails, under concurrent writers and readers: no acknowledged event is lost, none is
// there twice, commands are answered in time, reads go on, and the figures are those of a replay.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { atScale, seeded } from '../faults/seeded.fixture.js';
import { ServiceProcess } from '../service-process.js';
import { ClusterDouble } from './cluster-double.js';
import { FaultyNetwork, type NetworkFault } from './faulty-network.js';
import {
  ALLIANCE,
  establish,
  type Health,
  joined,
  joining,
  membersOf,
  type Recorded,
  send,
  sleep,
} from './network-service.fixture.js';

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
  });
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
      while (acknowledged.size === 0) await sleep(20);
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
  });

  it('serves the figures of a replay from zero', async () => {
    const { code, output } = await service.command('verify');
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining('Replayed from zero, all') as unknown,
    });
  });
});
