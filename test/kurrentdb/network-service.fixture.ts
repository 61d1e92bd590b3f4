// What the services on one cluster are asked: an alliance, its members, and what the log holds of them.
import { expect } from '@jest/globals';
import type { ServiceProcess } from '../service-process.js';

export const ALLIANCE = '/api/alliances/net';
const ESTABLISHED = { name: 'Network', acronym: 'NET', startsOn: '2022-06-15', endsOn: '2026-06-14', coordinator: 'k' };
const INDICATOR = { id: 'I2', title: 'Members', unit: 'count', direction: 'up', measure: { kind: 'membersJoined' } };
const FRAMEWORK = { id: 'net', title: 'Net', objectives: [], indicators: [INDICATOR], milestones: [] };

export interface Recorded {
  readonly eventId: string;
  readonly position: string;
}

export interface Health {
  readonly status: string;
  readonly position: string;
  readonly hash: string;
  readonly lag: string;
  readonly away?: { readonly silentMs: number };
}

export const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

export function send(
  service: ServiceProcess,
  method: string,
  path: string,
  data: unknown,
  key: string,
): Promise<Response> {
  return fetch(service.url + path, {
    method,
    headers: { 'content-type': 'application/json', 'idempotency-key': key },
    body: JSON.stringify(data),
  });
}

export const joining = (n: number): object => ({
  memberId: `m-${n}`,
  name: `Member ${n}`,
  category: 'affiliate',
  agentType: 'company',
  country: 'ES',
  joinedOn: '2024-02-29',
});

export async function joined(service: ServiceProcess): Promise<{ id: string; position: string }[]> {
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

export async function establish(service: ServiceProcess): Promise<void> {
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

export const membersOf = async (service: ServiceProcess): Promise<number> =>
  (await service.get<{ indicators: { value: number }[] }>(`${ALLIANCE}/indicators`)).indicators[0]?.value as number;
