// The log moves from the embedded store to a cluster and back: ids, dates, order, corrections and recorded times are kept.
// And what whoever runs the service is answered where the log is on a cluster.
import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { restoreFrom } from '../../src/cli/commands.js';
import { Operations } from '../../src/operations/operations.js';
import { readConfiguration } from '../../src/platform/configuration.js';
import { openService, type OpenService } from '../../src/service.js';
import { realCluster, startCluster, type ClusterUnderTest } from './cluster-under-test.js';

interface Fact {
  readonly id: string;
  readonly position: string;
  readonly corrects?: string;
}

type Place = Readonly<Record<'DATA_DIR' | 'STORE_URL' | 'STREAM_PREFIX', string>>;

const PAGE = 100;
const MEMBERS = '/api/alliances/lcamp/members';
const JOINED = { category: 'affiliate', agentType: 'company', country: 'ES', joinedOn: '2024-02-29' };

describe(`moving the log to ${realCluster === '' ? 'the double of a cluster' : 'the cluster of KURRENTDB_URL'} and back`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-move-'));
  let store: ClusterUnderTest;
  const placeAt = (name: string, address = ''): Place => ({
    DATA_DIR: join(folder, name),
    STORE_URL: address,
    STREAM_PREFIX: `m${randomUUID().replaceAll('-', '')}_`,
  });
  const at = async <T>(place: Place, work: (service: OpenService) => Promise<T>, isNew = false): Promise<T> => {
    const service = await openService({
      configuration: readConfiguration({}, place),
      firstStart: isNew ? 'lcamp' : 'nothing',
    });
    try {
      return await work(service);
    } finally {
      await service.close();
    }
  };
  const read = async <T>({ app }: OpenService, url: string): Promise<T> => {
    const { statusCode, payload } = await app.inject({ method: 'GET', url });
    expect(statusCode).toBe(200);
    return JSON.parse(payload) as T;
  };
  const eventsOf = async (service: OpenService): Promise<Fact[]> => {
    const events: Fact[] = [];
    for (let from: string | null = '0'; from !== null;) {
      const page: { events: Fact[]; next: string | null } = await read(
        service,
        `/api/alliances/lcamp/events?from=${from}&limit=${PAGE}`,
      );
      events.push(...page.events);
      from = page.next;
    }
    return events;
  };
  const figuresOf = async (service: OpenService): Promise<unknown> => {
    const answers = await Promise.all(
      ['indicators', 'milestones'].map((what) =>
        read<{ asOf: string }>(service, `/api/alliances/lcamp/${what}?at=M24`),
      ),
    );
    return answers.map((answer) => ({ ...answer, asOf: undefined }));
  };
  /** What must be the same in every place. Positions are the store's own. */
  const contentOf = async (service: OpenService): Promise<unknown> => ({
    events: (await eventsOf(service)).map((event) => ({ ...event, position: undefined })),
    figures: await figuresOf(service),
  });
  /** A report's bytes in each format, as their checksums: the same on every store. */
  const reportsOf = async ({ app }: OpenService): Promise<Record<string, unknown>> => {
    const sums: Record<string, unknown> = {};
    for (const format of ['json', 'csv', 'xlsx', 'ods', 'docx', 'pdf']) {
      const url = `/api/alliances/lcamp/reports/M24.${format}`;
      const { statusCode, headers } = await app.inject({ method: 'GET', url });
      expect([statusCode, headers['etag']]).toEqual([200, expect.stringMatching(/^"[0-9a-f]{64}"$/)]);
      sums[format] = headers['etag'];
    }
    return sums;
  };
  const migrate = (service: OpenService, text: string): Promise<unknown> => {
    const options = { dryRun: false, skipInvalid: false, migrate: true };
    return service.app.get(Operations).importNdjson(text, options, () => undefined);
  };
  const logOf = async (service: OpenService): Promise<string> =>
    (await eventsOf(service)).map((event) => JSON.stringify(event)).join('\n');

  const origin = placeAt('origin');
  let cluster: Place;

  beforeAll(async () => {
    store = await startCluster();
    cluster = placeAt('cluster', store.address);
    await at(
      origin,
      async (service) => {
        const post = async (url: string, payload: object): Promise<void> => {
          expect((await service.app.inject({ method: 'POST', url, payload })).statusCode).toBe(201);
        };
        await post(MEMBERS, { memberId: 'moved', name: 'Moved', ...JOINED });
        const joining = (await eventsOf(service)).at(-1)?.id;
        const data = { name: 'Moved on', ...JOINED };
        await post(`/api/alliances/lcamp/events/${joining}/correction`, { reason: 'Misspelt.', data });
        expect((await eventsOf(service)).at(-1)).toMatchObject({ corrects: joining });
      },
      true,
    );
  });
  afterAll(async () => {
    await store.stop();
    rmSync(folder, { recursive: true });
  });

  it('keeps everything but positions, there and back, and builds the same reports', async () => {
    const before = await at(origin, async (service) => ({
      log: await logOf(service),
      content: await contentOf(service),
      reports: await reportsOf(service),
    }));
    const moved = await at(cluster, async (service) => {
      expect(await migrate(service, before.log)).toMatchObject({ refused: [], repeats: 0 });
      await service.app.get(Operations).verify(() => undefined);
      expect(await contentOf(service)).toEqual(before.content);
      expect(await reportsOf(service)).toEqual(before.reports);
      return logOf(service);
    });
    await at(placeAt('back'), async (service) => {
      expect(await migrate(service, moved)).toMatchObject({ refused: [], repeats: 0 });
      expect(await contentOf(service)).toEqual(before.content);
    });
  });

  it('serves the same from a data folder that is empty, and after a rebuild; checks the log', async () => {
    const before = await at(origin, contentOf);
    await at({ ...cluster, DATA_DIR: join(folder, 'other') }, async (service) => {
      expect(await contentOf(service)).toEqual(before);
      const operations = service.app.get(Operations);
      await operations.rebuild(() => undefined);
      expect(await contentOf(service)).toEqual(before);
      const { events } = await operations.verify(() => undefined);
      expect(events).toBe((await eventsOf(service)).length);
    });
  });

  it('refuses what a cluster does by its own means, and to keep recorded times in a log that holds events', async () => {
    await at(cluster, async (service) => {
      const copy = join(folder, 'copy.backup');
      await expect(service.app.get(Operations).backUp(copy)).rejects.toThrow('on the cluster: back it up there');
      await expect(migrate(service, await logOf(service))).rejects.toThrow('an empty data folder');
    });
    Object.assign(process.env, cluster);
    await expect(restoreFrom(join(folder, 'copy.backup'), {})).rejects.toThrow('on a cluster: restore it there');
  });
});
