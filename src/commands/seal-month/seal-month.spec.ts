// Specs of sealing while others write: what is sealed is what was approved last.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CommandBus } from '@nestjs/cqrs';
import { EmbeddedEventStore } from '../../event-store/embedded/embedded-event-store.js';
import { EventLookup } from '../../monitoring/event-lookup.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { PointsInTime } from '../../queries/point-in-time/point-in-time.js';
import type { ReportDesk } from '../../reporting/report-desk.js';
import type { Offered } from '../offered.js';
import { FactRecording } from '../record-facts/fact-recording.js';
import { RecordFacts } from '../record-facts/record-facts.command.js';
import { RecordFactsHandler } from '../record-facts/record-facts.handler.js';
import { MonthSealer } from './seal-month.js';

const clock = (): number => Date.UTC(2026, 10, 24, 9);
const MONTH = 'month-lcamp.m3';

describe('sealing', () => {
  let dataDir: string;
  let store: EmbeddedEventStore;
  let monitoring: Monitoring;
  let handler: RecordFactsHandler;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'sealing-'));
    store = await EmbeddedEventStore.open({ dataDir, clock });
    monitoring = await Monitoring.start({ store, clock });
    const lookup = new EventLookup(monitoring, store);
    handler = new RecordFactsHandler(monitoring, new FactRecording(store, clock, monitoring, lookup));
    const alliance = {
      name: 'Lcamp',
      acronym: 'L',
      startsOn: '2022-06-15',
      endsOn: '2026-06-14',
      coordinator: 'TKNIKA',
    };
    await record('AllianceEstablished', alliance, 'alliance-lcamp');
    await record('ReportSubmitted', { submittedOn: '2022-10-01' });
  });
  afterEach(async () => {
    await monitoring.stop();
    await store.close();
    rmSync(dataDir, { recursive: true });
  });

  const record = async (type: string, data: object, stream = MONTH): Promise<string> => {
    const fact = { eventId: randomUUID(), stream, type, data, metadata: { source: 'urn:test' } };
    await handler.execute(new RecordFacts('lcamp', [fact]));
    return fact.eventId;
  };
  const approve = (): Promise<string> => record('ReportApproved', { approvedOn: '2022-10-02' });
  /** `building`: what goes on while the report is built, for the first time and again. */
  const sealer = (building: (time: number) => Promise<unknown>): MonthSealer => {
    let times = 0;
    const toSeal = async (): Promise<object> => {
      const asOf = String(monitoring.position);
      await building(++times);
      return { asOf, events: Number(asOf), root: 'a'.repeat(64), files: [{ name: 'M3.pdf', sha256: 'b'.repeat(64) }] };
    };
    const commands = { execute: (command: RecordFacts) => handler.execute(command) } as unknown as CommandBus;
    return new MonthSealer(
      commands,
      { toSeal } as unknown as ReportDesk,
      new PointsInTime(monitoring),
      monitoring,
      store,
    );
  };
  const offered = (ifRevision?: bigint): Offered => ({
    ...{ eventId: randomUUID(), data: {}, ifRevision },
    metadata: { source: 'urn:test', actor: 'unverified', correlationId: randomUUID() },
  });
  const sealedAsOf = async (): Promise<unknown[]> =>
    (await store.readStream(MONTH)).flatMap(({ type, data }) =>
      type === 'ReportSealed' ? [(data as { asOf: string }).asOf] : [],
    );

  /** Takes the approval back, has the text changed and approves it, all while the first report is built. */
  const approveAnew = (approval: string) => async (time: number) => {
    if (time > 1) return;
    await record('EventRetracted', { eventId: approval, reason: 'Not yet.' });
    const text = { section: 'summary', language: 'en', text: 'Another.' };
    await record('NarrativeWritten', { ...text, writtenOn: '2022-10-02' });
    await approve();
  };

  it('builds the report anew that was changed and approved anew while it was built', async () => {
    const approval = await approve();
    await sealer(approveAnew(approval)).seal('lcamp', 3, offered());
    expect(await sealedAsOf()).toEqual(['6']);
  });

  it('refuses the report that is another than whoever seals it has seen', async () => {
    const approval = await approve();
    const sealing = sealer(approveAnew(approval)).seal('lcamp', 3, offered(1n));
    await sealing.catch(() => undefined);
    // What was different before is not even built.
    const builtInVain = new Error('built in vain');
    const sealedLater = sealer(() => Promise.reject(builtInVain)).seal('lcamp', 3, offered(1n));
    for (const refused of [sealing, sealedLater])
      await expect(refused).rejects.toMatchObject({ problem: { code: 'revision-stale' } });
    expect(await sealedAsOf()).toEqual([]);
  });

  it('seals nothing while the figures don’t hold yet what was approved', async () => {
    await approve();
    monitoring.reachedWithin = () => Promise.resolve(false);
    const sealing = sealer(() => Promise.resolve()).seal('lcamp', 3, offered());
    await expect(sealing).rejects.toMatchObject({ problem: { code: 'position-not-reached' } });
    expect(await sealedAsOf()).toEqual([]);
  });

  it('refuses the report that was sealed by another while it was built', async () => {
    await approve();
    const other = sealer(() => Promise.resolve());
    const sealing = sealer(() => other.seal('lcamp', 3, offered())).seal('lcamp', 3, offered());
    await expect(sealing).rejects.toMatchObject({ problem: { code: 'report-step-taken' } });
    expect(await sealedAsOf()).toEqual(['3']);
  });
});
