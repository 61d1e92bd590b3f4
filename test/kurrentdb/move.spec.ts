// The log moves from the embedded store to a cluster and back: ids, dates, order, corrections and recorded times are kept.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ServiceProcess } from '../service-process.js';
import { ClusterDouble } from './cluster-double.js';

const onCluster = process.env['KURRENTDB_URL'];

describe(`moving the log to ${onCluster ? 'the cluster of KURRENTDB_URL' : 'the double of a cluster'} and back`, () => {
  const double = new ClusterDouble();
  const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-move-'));
  const places: ServiceProcess[] = [];
  const place = (environment: Record<string, string> = {}): ServiceProcess => {
    const made = new ServiceProcess(['--no-example'], environment);
    places.push(made);
    return made;
  };
  /** The events as they are printed, but for their positions, which are the store's own. */
  const held = async (at: ServiceProcess): Promise<Record<string, unknown>[]> => {
    const { code, output } = await at.command('events', '--all');
    expect(code).toBe(0);
    return output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .map(({ position: _, ...event }) => event);
  };
  const figures = async (at: ServiceProcess): Promise<unknown> => {
    const { output } = await at.command('indicators', '--alliance', 'lcamp', '--at', 'M24', '--json');
    const { asOf: _, ...answer } = JSON.parse(output) as Record<string, unknown>;
    return answer;
  };
  const moved = async (from: ServiceProcess, to: ServiceProcess): Promise<void> => {
    const { output } = await from.command('events', '--all');
    const file = join(folder, `${randomUUID()}.ndjson`);
    writeFileSync(file, output);
    const result = await to.command('import', file, '--migrate');
    expect(result).toMatchObject({ code: 0, output: expect.stringMatching(/^\d+ recorded/m) as unknown });
    expect((await to.command('verify')).code).toBe(0);
  };

  beforeAll(() => double.start());
  afterAll(async () => {
    for (const each of places) await each.dispose();
    double.stop();
    rmSync(folder, { recursive: true });
  });

  it('keeps everything but positions, there and back', async () => {
    const origin = place();
    await origin.start();
    const members = '/api/alliances/lcamp/members';
    const joined = { category: 'affiliate', agentType: 'company', country: 'ES', joinedOn: '2024-02-29' };
    await origin.post(members, { memberId: 'moved', name: 'Moved', ...joined });
    const path = '/api/alliances/lcamp/events?type=MemberJoined&stream=member-lcamp.moved';
    const { events } = await origin.get<{ events: { id: string }[] }>(path);
    const data = { name: 'Moved on', ...joined };
    await origin.post(`/api/alliances/lcamp/events/${events[0]?.id}/correction`, { reason: 'Misspelt.', data });
    await origin.stop();

    const cluster = place({
      STORE_URL: onCluster || double.address,
      STREAM_PREFIX: `m${randomUUID().replaceAll('-', '')}_`,
    });
    await moved(origin, cluster);
    const back = place();
    await moved(cluster, back);
    const before = await held(origin);
    expect(before.at(-1)).toMatchObject({ corrects: events[0]?.id });
    expect(await held(cluster)).toEqual(before);
    expect(await held(back)).toEqual(before);
    expect(await figures(cluster)).toEqual(await figures(origin));
    expect(await figures(back)).toEqual(await figures(origin));
    const again = await cluster.command('import', join(folder, 'none.ndjson'), '--migrate');
    expect(again.code).toBe(1);
  }, 120_000);
});
