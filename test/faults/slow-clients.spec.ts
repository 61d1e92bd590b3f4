// Clients of the stream that read no further: they are let go before the service's memory grows, whoever reads misses
// nothing meanwhile, and who was let go resumes where it was.
import { get, type IncomingMessage } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceProcess } from '../service-process.js';
import { atScale } from './seeded.fixture.js';

const SILENT = 200;
const READERS = 5;
const MESSAGES = atScale(500, 10_000);
/** As many before as it takes until the garbage of recordings, which is there without silent clients too, grows no more. */
const WARMING = atScale(100, 5_000);
/** Few enough that what is on its way fits into what may be unread: whoever reads is never let go. */
const AT_ONCE = 2;
/** What is unread of each client may pile up to 256 KiB; the rest is what any thousand recordings leave to collect. */
const MOST_GROWTH_BYTES = (SILENT * 256 + 64 * 1024) * 1024;
const HEARD_WITHIN_MS = 5_000;
/** All that were let go come back at once, and each is told all that it missed: on a busy machine they wait for each other. */
const RESUMED_WITHIN_MS = 60_000;
const ALLIANCE = '/api/alliances/slow';
/** Each joining changes all of them: its message is long. */
const INDICATORS = Array.from({ length: 200 }, (_, i) => ({
  id: `${'I'.repeat(60)}${i}`,
  title: 'Members',
  unit: 'count',
  direction: 'up',
  measure: { kind: 'membersJoined' },
}));

/** The stream as a client has it: it reads on and on, or no further than the first that comes. */
class Client {
  readonly ids: string[] = [];
  private rest = '';

  private constructor(private readonly incoming: IncomingMessage) {
    incoming.setEncoding('latin1').on('error', () => undefined);
  }

  static open(url: string, lastEventId?: string): Promise<Client> {
    const headers = { accept: 'text/event-stream', ...(lastEventId && { 'last-event-id': lastEventId }) };
    return new Promise((resolve, reject) => {
      get(url, { headers, agent: false }, (incoming) => resolve(new Client(incoming))).on('error', reject);
    });
  }

  read({ further }: { further: boolean }): this {
    this.incoming.on('data', (chunk: string) => {
      const lines = (this.rest + chunk).split('\n');
      this.rest = lines.pop() ?? '';
      for (const line of lines) if (line.startsWith('id: ')) this.ids.push(line.slice(4));
      if (!further && this.ids.length > 0) this.incoming.pause();
    });
    return this;
  }

  /** Resolves once it heard of a position; fails when that takes too long. */
  async heard(position: string, withinMs = HEARD_WITHIN_MS): Promise<void> {
    const deadline = Date.now() + withinMs;
    while (this.ids.at(-1) !== position) {
      if (Date.now() > deadline) throw new Error(`It heard of ${this.ids.at(-1) ?? 'nothing'}, not of ${position}.`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  close(): void {
    this.incoming.destroy();
  }
}

describe(`${SILENT} clients of the stream that read no further, over ${MESSAGES} messages`, () => {
  const service = new ServiceProcess(['--empty']);
  const open: Client[] = [];
  const listen = async (lastEventId?: string): Promise<Client> => {
    const client = await Client.open(`${service.url}${ALLIANCE}/stream`, lastEventId);
    open.push(client);
    return client;
  };
  const metric = async (name: string): Promise<number> => {
    const text = await (await fetch(`${service.url}/metrics`)).text();
    return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
  };
  let joined = 0;
  /** Records so many facts, each a message of its own; answers their positions in order, and the most memory meanwhile. */
  const publish = async (count: number): Promise<{ positions: string[]; mostBytes: number }> => {
    const positions: bigint[] = [];
    let mostBytes = 0;
    const last = joined + count;
    const writer = async (): Promise<void> => {
      while (joined < last) {
        const memberId = `m${joined++}`;
        const member = { name: memberId, category: 'affiliate', agentType: 'company', country: 'ES' };
        const response = await fetch(`${service.url}${ALLIANCE}/members`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify({ memberId, ...member, joinedOn: '2024-01-10' }),
        });
        const answer = (await response.json()) as { position: string };
        positions.push(BigInt(answer.position));
        if (positions.length % 50 === 0) mostBytes = Math.max(mostBytes, await metric('process_resident_memory_bytes'));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, writer));
    return { positions: positions.sort((a, b) => (a < b ? -1 : 1)).map(String), mostBytes };
  };

  beforeAll(async () => {
    await service.start();
    const established = {
      name: 'Slow',
      acronym: 'SLOW',
      startsOn: '2022-06-15',
      endsOn: '2026-06-14',
      coordinator: 's',
    };
    await service.post('/api/alliances', { allianceId: 'slow', ...established });
    await fetch(`${service.url}${ALLIANCE}/framework`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        adoptedOn: '2022-06-15',
        framework: { id: 'wide', title: 'Wide', objectives: [], indicators: INDICATORS, milestones: [] },
      }),
    });
  });
  afterAll(async () => {
    for (const client of open) client.close();
    await service.dispose();
  });

  it('are let go in time, miss nothing when they come back, and disturb nobody', async () => {
    const readers = await Promise.all(
      Array.from({ length: READERS }, async () => (await listen()).read({ further: true })),
    );
    const warm = await publish(WARMING);
    const silent = await Promise.all(
      Array.from({ length: SILENT }, async () => (await listen()).read({ further: false })),
    );
    const { positions, mostBytes } = await publish(MESSAGES);
    const last = positions.at(-1) as string;
    await Promise.all(readers.map((reader) => reader.heard(last)));
    for (const { ids } of readers) expect(ids).toEqual([...warm.positions, ...positions]);
    expect(await metric('alliance_kpi_stream_clients')).toBe(READERS);
    expect(mostBytes - warm.mostBytes).toBeLessThan(MOST_GROWTH_BYTES);
    const resumed = silent.map(async ({ ids }) => {
      const client = await listen(ids.at(-1));
      await client.read({ further: true }).heard(last, RESUMED_WITHIN_MS);
      client.close();
    });
    await Promise.all(resumed);
  }, 300_000);
});
