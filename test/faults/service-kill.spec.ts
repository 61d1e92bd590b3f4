// kill -9 of the service under 32 concurrent writers over HTTP: no acknowledged event is lost, none is there twice,
// a repeat with the same key completes what was cut off, and the figures are those of a replay.
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceProcess } from '../service-process.js';
import { atScale, seeded, seedOr } from './seeded.fixture.js';

const SEED = seedOr(20_231_114);
const ROUNDS = atScale(20, 1_000);
const WRITERS = 32;
const LONGEST_RUN_MS = 250;
const ALLIANCE = '/api/alliances/kill';

interface Recorded {
  readonly eventId: string;
  readonly position: string;
  readonly revision: string;
  readonly repeat: boolean;
}

describe(`service killed under ${WRITERS} writers, ${ROUNDS} rounds, seed ${SEED}`, () => {
  const random = seeded(SEED);
  const service = new ServiceProcess(['--empty']);
  /** Acknowledged: what was answered, by number of the member that joined. */
  const acknowledged = new Map<number, Recorded>();
  /** Asked for, but cut off before an answer came. */
  const unknown = new Set<number>();
  let next = 1;

  beforeAll(async () => {
    await service.start();
    const established = {
      name: 'Kill test',
      acronym: 'KILL',
      startsOn: '2022-06-15',
      endsOn: '2026-06-14',
      coordinator: 'k',
    };
    await service.post('/api/alliances', { allianceId: 'kill', ...established });
    const indicator = {
      id: 'I2',
      title: 'Members',
      unit: 'count',
      direction: 'up',
      measure: { kind: 'membersJoined' },
    };
    await put(`${ALLIANCE}/framework`, {
      adoptedOn: '2022-06-15',
      framework: { id: 'kill', title: 'Kill', objectives: [], indicators: [indicator], milestones: [] },
    });
  });
  afterAll(() => service.dispose());

  const send = (path: string, method: string, data: unknown, key: string): Promise<Response> =>
    fetch(service.url + path, {
      method,
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify(data),
    });

  async function put(path: string, data: unknown): Promise<void> {
    expect((await send(path, 'PUT', data, 'framework')).status).toBe(201);
  }

  /** Lets one organisation join; says whether the answer came. */
  async function join(n: number): Promise<boolean> {
    unknown.add(n);
    const member = {
      memberId: `m-${n}`,
      name: `Member ${n}`,
      category: 'affiliate',
      agentType: 'company',
      country: 'ES',
      joinedOn: '2024-02-29',
    };
    try {
      const response = await send(`${ALLIANCE}/members`, 'POST', member, `join-${n}`);
      const answer = (await response.json()) as Recorded;
      if (response.status >= 500) return true;
      expect([200, 201]).toContain(response.status);
      const first = acknowledged.get(n);
      if (first)
        expect(answer).toMatchObject({
          eventId: first.eventId,
          position: first.position,
          revision: first.revision,
          repeat: true,
        });
      acknowledged.set(n, answer);
      unknown.delete(n);
      return true;
    } catch {
      return false;
    }
  }

  /** Writes from all sides until the service is gone. */
  async function writeUntilKilled(afterMs: number): Promise<void> {
    const killed = new Promise((resolve) => setTimeout(resolve, afterMs)).then(() => service.kill());
    await Promise.all(
      Array.from({ length: WRITERS }, async () => {
        while (await join(next++));
      }),
    );
    await killed;
  }

  it(
    'keeps what it acknowledged, once, over every round',
    async () => {
      for (let round = 0; round < ROUNDS; round++) {
        await writeUntilKilled(random(LONGEST_RUN_MS));
        await service.start();
        const cutOff = [...unknown];
        const again = [...acknowledged.keys()].filter(() => random(50) === 0);
        for (const n of [...cutOff, ...again]) expect(await join(n)).toBe(true);
        expect(unknown.size).toBe(0);
      }
      expect(acknowledged.size).toBeGreaterThan(ROUNDS);
      const { indicators } = await service.get<{ indicators: { value: number }[] }>(`${ALLIANCE}/indicators`);
      expect(indicators.map(({ value }) => value)).toEqual([acknowledged.size]);
    },
    ROUNDS * 20_000,
  );

  it('holds each event once, where it was acknowledged', async () => {
    const seen = new Map<string, string>();
    for (let from: string | null = '0'; from !== null;) {
      const page: { events: { id: string; type: string; position: string }[]; next: string | null } = await service.get(
        `${ALLIANCE}/events?limit=1000&from=${from}&type=MemberJoined`,
      );
      for (const { id, position } of page.events) {
        expect(seen.has(id)).toBe(false);
        seen.set(id, position);
      }
      from = page.next;
    }
    expect(seen.size).toBe(acknowledged.size);
    for (const { eventId, position } of acknowledged.values()) expect(seen.get(eventId)).toBe(position);
  });

  it('serves the figures of a replay from zero', async () => {
    const { code, output } = await service.command('verify');
    expect({ code, output }).toEqual({
      code: 0,
      output: expect.stringContaining('Replayed from zero, all') as unknown as string,
    });
  });
});
