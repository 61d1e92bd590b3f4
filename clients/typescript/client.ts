// A typed client of the HTTP interface: every path, body and answer has the types of the OpenAPI.
import createFetchClient, { type Client } from 'openapi-fetch';
import type { components, paths } from './schema.js';

/** What a command answers, and what a refusal says (RFC 9457). */
export type Recorded = components['schemas']['Recorded'];
export type Problem = components['schemas']['Problem'];
export type CloudEvent = components['schemas']['CloudEvent'];

export type AllianceKpiClient = Client<paths>;

/**
 * A client of the service at `baseUrl`, such as http://127.0.0.1:3000. Its methods are those of openapi-fetch: each
 * resolves with { data } where the answer is of the 2xx kind, else with { error }, a Problem; they reject only where
 * nothing was answered.
 */
export function allianceKpiClient(baseUrl: string, headers: Readonly<Record<string, string>> = {}): AllianceKpiClient {
  return createFetchClient<paths>({ baseUrl, headers });
}

/** Records CloudEvents as one batch: all of them or none. Sending the same again, after a lost answer, is harmless. */
export async function recordBatch(
  client: AllianceKpiClient,
  allianceId: string,
  events: readonly CloudEvent[],
): Promise<{ recorded: readonly Recorded[] } | { problem: Problem }> {
  const { data, error } = await client.POST('/api/alliances/{allianceId}/events', {
    params: { path: { allianceId } },
    headers: { 'content-type': 'application/cloudevents-batch+json' },
    body: [...events],
  });
  return data === undefined ? { problem: error } : { recorded: data };
}
