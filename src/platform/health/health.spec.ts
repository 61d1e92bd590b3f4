// What is asked of a running service: whether facts can be recorded, and whether its figures are right.
import type { FastifyReply } from 'fastify';
import { describe, expect, it } from '@jest/globals';
import { EventStoreError, type EventStore } from '../../event-store/event-store.js';
import type { Monitoring } from '../../monitoring/monitoring.service.js';
import { HealthController } from './health.controller.js';
import type { LogScrub } from './log-scrub.js';
import { Metrics } from './metrics.js';
import { StoreContact } from './store-contact.js';

/** What a service answers whose store, or whose figures, failed for this reason. */
async function told(failed: {
  recording?: Error;
  figures?: Error;
  reading?: Error;
}): Promise<{ ready: unknown; metrics: string[] }> {
  const monitoring = {
    position: 3n,
    model: { hash: 'f00' },
    fault: failed.figures,
    followers: 0,
  } as unknown as Monitoring;
  const store = {
    ...{ capabilities: { atomicAppendAll: true, shared: false }, failure: failed.recording },
    head: () => (failed.reading ? Promise.reject(failed.reading) : Promise.resolve({ position: 3n })),
  } as unknown as EventStore;
  const contact = new StoreContact(monitoring, store);
  let status = 200;
  const reply = { code: (code: number) => (status = code) } as unknown as FastifyReply;
  const { reason } = await new HealthController(monitoring, { state: {} } as LogScrub, contact).ready(reply);
  const metrics = await new Metrics(monitoring, contact).registry.metrics();
  return {
    ready: [status, reason],
    metrics: metrics.split('\n').filter((line) => /^alliance_kpi\w+_failed/.test(line)),
  };
}

describe('the health of a service', () => {
  const failure = new EventStoreError('unavailable', 'The writer failed: out of memory. Start the service again.');

  it('is bad where nothing can be recorded any more', async () =>
    expect(await told({ recording: failure })).toEqual({
      ready: [503, failure.message],
      metrics: ['alliance_kpi_recording_failed 1', 'alliance_kpi_projection_failed 0'],
    }));

  it('is bad where figures can no longer be served', async () =>
    expect(await told({ figures: failure })).toEqual({
      ready: [503, failure.message],
      metrics: ['alliance_kpi_recording_failed 0', 'alliance_kpi_projection_failed 1'],
    }));

  it('is bad where the log can’t be read, and metrics are had all the same', async () => {
    expect((await told({ reading: failure })).ready).toEqual([503, failure.message]);
    expect((await told({ reading: failure, figures: failure })).metrics).toEqual([
      'alliance_kpi_recording_failed 0',
      'alliance_kpi_projection_failed 1',
    ]);
  });

  it('is good otherwise', async () =>
    expect(await told({})).toEqual({
      ready: [200, undefined],
      metrics: ['alliance_kpi_recording_failed 0', 'alliance_kpi_projection_failed 0'],
    }));
});
