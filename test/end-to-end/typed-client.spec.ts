// The typed client against a running service: what its types promise is what comes.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allianceKpiClient, recordBatch, type AllianceKpiClient } from '../../clients/typescript/client.js';
import { LCAMP, RunningService } from './running-service.js';

const path = { allianceId: 'lcamp' };
const festo = {
  memberId: 'festo',
  name: 'Festo',
  category: 'associatePartner',
  agentType: 'company',
  country: 'DE',
  joinedOn: '2024-01-10',
} as const;

describe('the typed client', () => {
  let service: RunningService;
  let client: AllianceKpiClient;
  beforeAll(async () => {
    service = await RunningService.start();
    client = allianceKpiClient(service.url);
  });
  afterAll(() => service.stop());

  it('sets an alliance up, records a fact once, and reads the figures at that position', async () => {
    const established = await client.POST('/api/alliances', { body: { allianceId: 'lcamp', ...LCAMP } });
    expect(established.data?.stream).toBe('alliance-lcamp');
    const joining = { params: { path, header: { 'Idempotency-Key': 'crm-1' } }, body: festo };
    const first = await client.POST('/api/alliances/{allianceId}/members', joining);
    const again = await client.POST('/api/alliances/{allianceId}/members', joining);
    expect([first.response.status, again.response.status]).toEqual([201, 200]);
    expect(again.data).toEqual({ ...first.data, repeat: true });
    const { data } = await client.GET('/api/alliances/{allianceId}/indicators', {
      params: { path, query: { at: '2024-06-14' } },
      headers: { 'If-Position-At-Least': first.data?.position ?? '' },
    });
    expect(data).toMatchObject({ alliance: 'lcamp', at: '2024-06-14', month: 24, indicators: [] });
  });

  it('records a batch, all or nothing, and reads it back', async () => {
    const event = (type: string, data: Record<string, unknown>): Parameters<typeof recordBatch>[2][number] => ({
      specversion: '1.0',
      id: randomUUID(),
      source: 'https://crm.example.org',
      type: `org.alliance-kpi.${type}`,
      subject: 'member-lcamp.danobat',
      data,
    });
    const joined = event('MemberJoined', { ...festo, memberId: 'danobat', name: 'Danobat' });
    const left = event('MemberLeft', { leftOn: '2023-01-01' });
    const refused = await recordBatch(client, 'lcamp', [joined, left]);
    expect(refused).toMatchObject({ problem: { type: '/problems/not-a-member', status: 409, index: 1 } });
    const taken = await recordBatch(client, 'lcamp', [joined, { ...left, data: { leftOn: '2024-12-31' } }]);
    expect(taken).toMatchObject({ recorded: [{ revision: '0' }, { revision: '1' }] });
    const { data } = await client.GET('/api/alliances/{allianceId}/events', {
      params: { path, query: { stream: 'member-lcamp.danobat' } },
    });
    expect(data?.events.map(({ id }) => id)).toEqual([joined.id, left.id]);
    expect(data?.next).toBeNull();
  });

  it('tells a refusal as a problem', async () => {
    const { data, error } = await client.POST('/api/alliances/{allianceId}/members', {
      params: { path },
      body: { ...festo, memberId: 'late', joinedOn: '2024-02-30' },
    });
    expect(data).toBeUndefined();
    expect(error).toMatchObject({ type: '/problems/date-invalid', errors: [{ field: 'joinedOn' }] });
  });
});
