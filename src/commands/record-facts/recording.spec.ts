// Specs of recording where the store or the figures don't follow at once: nothing is decided, timed or told wrongly.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from '../../event-store/embedded/embedded-event-store.js';
import { EventStoreError, type EventStore } from '../../event-store/event-store.js';
import { EventLookup } from '../../monitoring/event-lookup.js';
import { Monitoring } from '../../monitoring/monitoring.service.js';
import { checkForm, type CheckedFact } from './check-form.js';
import { FactRecording } from './fact-recording.js';
import { RecordFactsHandler } from './record-facts.handler.js';
import { RecordFacts, type OfferedFact } from './record-facts.command.js';
import type { RefusedFact } from './refused-facts.js';
import { RecordManyFacts } from './record-many-facts.command.js';
import { RecordManyFactsHandler } from './record-many-facts.handler.js';

const NOW = Date.UTC(2026, 10, 24, 9);
const clock = (): number => NOW;

const established: OfferedFact = {
  eventId: '00000000-0000-4000-8000-000000000000',
  stream: 'alliance-lcamp',
  type: 'AllianceEstablished',
  data: { name: 'Lcamp', acronym: 'L', startsOn: '2022-06-15', endsOn: '2026-06-14', coordinator: 'TKNIKA' },
  metadata: { source: 'urn:test' },
};
const joining = (number: number): OfferedFact => {
  const memberId = `m${number}`;
  const details = { name: memberId, category: 'affiliate', agentType: 'company', country: 'ES' };
  return {
    eventId: `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`,
    stream: `member-lcamp.${memberId}`,
    type: 'MemberJoined',
    data: { memberId, ...details, joinedOn: '2024-01-10' },
    metadata: { source: 'urn:test' },
  };
};
const release = (number: number): OfferedFact => ({
  eventId: `00000000-0000-4000-9000-${String(number).padStart(12, '0')}`,
  stream: 'platform-lcamp',
  type: 'PlatformReleased',
  data: { version: `0.${number}`, releasedOn: '2024-01-10' },
  metadata: { source: 'urn:test' },
});

describe('recording', () => {
  let dataDir: string;
  let embedded: EmbeddedEventStore;
  let monitoring: Monitoring;
  beforeEach(async () => {
    dataDir = mkdtempSync(join(tmpdir(), 'recording-'));
    embedded = await EmbeddedEventStore.open({ dataDir, clock });
    monitoring = await Monitoring.start({ store: embedded, clock });
  });
  afterEach(async () => {
    await monitoring.stop();
    await embedded.close();
    rmSync(dataDir, { recursive: true });
  });

  /** The store with something of it done otherwise. */
  const storeWith = (changed: Partial<EventStore>): EventStore =>
    new Proxy<EventStore>(embedded, {
      get: (target, name) => {
        if (name in changed) return Reflect.get(changed, name) as unknown;
        const own = Reflect.get(target, name) as unknown;
        return typeof own === 'function' ? (own.bind(target) as unknown) : own;
      },
    });
  const recordingOn = (store: EventStore): FactRecording =>
    new FactRecording(store, clock, monitoring, new EventLookup(monitoring, store));

  it('is said to be recorded, and not recorded before, where only the figures are late', async () => {
    const shared = storeWith({ capabilities: { atomicAppendAll: true, shared: true } });
    monitoring.reachedWithin = () => Promise.resolve(false);
    const handler = new RecordFactsHandler(monitoring, recordingOn(shared));
    const late = handler.execute(new RecordFacts('lcamp', [established]));
    await expect(late).rejects.toMatchObject({
      problem: { code: 'position-not-reached', extension: { recorded: '1' } },
    });
  });

  it('keeps the recorded time of each fact of a migration, also of one that another writer outran', async () => {
    const facts = [established, ...Array.from({ length: 9 }, (_, i) => joining(i + 1))];
    const recordedAt = facts.map((_, i) => NOW - 1_000_000 + 1_000 * i);
    let appends = 0;
    const store = storeWith({
      appendAll: async (...args) => {
        if (++appends === facts.length) throw new EventStoreError('version-conflict', 'Another was faster.');
        return embedded.appendAll(...args);
      },
    });
    const handler = new RecordManyFactsHandler(store, monitoring, recordingOn(store));
    const checked = checkForm(facts, undefined);
    const held = { length: checked.length, at: (index: number) => checked[index] };
    await handler.execute(new RecordManyFacts(held, { recordedAt }));
    expect(appends).toBe(facts.length + 1);
    const stored = await embedded.readAll(0n, 100);
    expect(stored.map(({ eventId, recordedAt: at }) => [eventId, at])).toEqual(
      facts.map(({ eventId }, i) => [eventId, recordedAt[i]]),
    );
  });

  it('decides a long request anew where a stream that it reads again went on meanwhile', async () => {
    const recording = recordingOn(embedded);
    const handler = new RecordFactsHandler(monitoring, recording);
    await handler.execute(new RecordFacts('lcamp', [established]));
    const registered: OfferedFact = {
      eventId: '00000000-0000-4000-8000-00000000ffff',
      stream: 'alliance-lcamp',
      type: 'OfficialRegistrationPublished',
      data: { journal: 'Moniteur belge', reference: '2023/147852', publishedOn: '2023-11-10' },
      metadata: { source: 'urn:test' },
    };
    // More streams than are kept at hand: that of the alliance, which each fact belongs to, is read again.
    const checked = checkForm(
      Array.from({ length: 1_500 }, (_, i) => joining(i + 1)),
      'lcamp',
    );
    let other: Promise<unknown> | undefined;
    const { recorded, refused } = await new RecordManyFactsHandler(embedded, monitoring, recording).execute(
      new RecordManyFacts(
        { length: checked.length, at: (index) => checked[index] },
        { onProgress: () => void (other ??= handler.execute(new RecordFacts('lcamp', [registered]))) },
      ),
    );
    await other;
    expect([recorded, refused.indexes]).toEqual([1_500, []]);
    expect((await embedded.head()).position).toBe(1_502n);
  });

  it('records all of very many facts that come at once for one stream', async () => {
    const handler = new RecordFactsHandler(monitoring, recordingOn(embedded));
    await handler.execute(new RecordFacts('lcamp', [established]));
    const all = Array.from({ length: 100 }, (_, i) => handler.execute(new RecordFacts('lcamp', [release(i)])));
    const revisions = (await Promise.all(all)).map(([recorded]) => Number(recorded?.revision));
    expect(revisions.sort((a, b) => a - b)).toEqual(Array.from(all.keys()));
  });

  it('records a long request among facts that don’t cease to come for one of its streams', async () => {
    const recording = recordingOn(embedded);
    const handler = new RecordFactsHandler(monitoring, recording);
    await handler.execute(new RecordFacts('lcamp', [established]));
    const checked = checkForm([release(0), ...Array.from({ length: 600 }, (_, i) => joining(i + 1))], 'lcamp');
    const others: Promise<unknown>[] = [];
    const onProgress = (): void =>
      void others.push(handler.execute(new RecordFacts('lcamp', [release(others.length + 1)])));
    const { recorded } = await new RecordManyFactsHandler(embedded, monitoring, recording).execute(
      new RecordManyFacts({ length: checked.length, at: (index) => checked[index] }, { onProgress }),
    );
    await Promise.all(others);
    expect(recorded).toBe(601);
    expect((await embedded.head()).position).toBe(BigInt(1 + recorded + others.length));
  });

  it('doesn’t have those who were outrun wait, one after another, for a store that went away meanwhile', async () => {
    const COUNT = 20;
    let [stored, failed] = [0, 0];
    const failedBefore: number[] = [];
    const appendAll = async (): Promise<never> => {
      if (stored++ < COUNT) throw new EventStoreError('version-conflict', 'Another was faster.');
      failedBefore.push(failed);
      await new Promise((resolve) => setTimeout(resolve, 100));
      failed++;
      throw new EventStoreError('unavailable', 'The event store is away.');
    };
    await new RecordFactsHandler(monitoring, recordingOn(embedded)).execute(new RecordFacts('lcamp', [established]));
    const handler = new RecordFactsHandler(monitoring, recordingOn(storeWith({ appendAll })));
    const all = Array.from({ length: COUNT }, (_, i) => handler.execute(new RecordFacts('lcamp', [release(i)])));
    const codes = (await Promise.allSettled(all)).map(
      (each) => 'reason' in each && (each.reason as { code: string }).code,
    );
    expect(codes).toEqual(Array.from(all, () => 'unavailable'));
    expect(failedBefore).toHaveLength(COUNT);
    expect(Math.max(...failedBefore)).toBeLessThan(COUNT / 2);
  });

  it('gives up what isn’t being stored yet when nobody wants it any more', async () => {
    const recording = recordingOn(embedded);
    await new RecordFactsHandler(monitoring, recording).execute(new RecordFacts('lcamp', [established]));
    const handler = new RecordManyFactsHandler(embedded, monitoring, recording);
    const decideUntil = (last: number, count: number): Promise<unknown> => {
      const checked = checkForm(
        Array.from({ length: count }, (_, i) => joining(i + 1)),
        'lcamp',
      );
      const [gone, facts] = [new AbortController(), { length: count, at: (index: number) => checked[index] }];
      const onProgress = (decided: number): void => void (decided === last && gone.abort());
      return handler.execute(new RecordManyFacts(facts, { onProgress, signal: gone.signal }));
    };
    await expect(decideUntil(250, 600)).rejects.toThrow('aborted');
    await expect(decideUntil(0, 3)).rejects.toThrow('aborted');
    expect((await embedded.head()).position).toBe(1n);
  });

  it('refuses with a fact those that rest on it, and those that rest on these', async () => {
    const handler = new RecordFactsHandler(monitoring, recordingOn(embedded));
    await handler.execute(new RecordFacts('lcamp', [established]));
    const fact = (number: number, stream: string, type: string, data: object): OfferedFact => {
      const eventId = `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;
      return { eventId, stream, type, data, metadata: { source: 'urn:test' } };
    };
    const target = { value: 1, month: 0 };
    const counted = { title: 'Readers', unit: 'count', direction: 'up', measure: { kind: 'reported' } };
    const framework = { id: 'f', title: 'F', objectives: [], milestones: [] };
    const value = { indicatorId: 'I9', value: 3, measuredOn: '2024-01-10' };
    const evidence = { evidence: [{ title: 'Minutes' }], addedOn: '2024-01-11' };
    const decided = async (targets: readonly object[]): Promise<(string | number)[][]> => {
      const indicators = [{ ...counted, id: 'I9', targets }];
      const adopted = fact(1, 'framework-lcamp', 'FrameworkAdopted', {
        adoptedOn: '2022-06-15',
        framework: { ...framework, indicators },
      });
      const reported = fact(2, 'measurement-lcamp.I9', 'ValueReported', value);
      const proven = fact(3, reported.stream, 'EvidenceAdded', { eventId: reported.eventId, ...evidence });
      const refused: RefusedFact[] = [];
      const facts = [adopted, reported, proven, joining(4)];
      await handler.execute(new RecordFacts('lcamp', facts, { dryRun: true, refused }));
      return refused.map(({ index, problem }) => [index, problem.code]).sort();
    };
    expect(await decided([{ ...target, month: 1 }])).toEqual([]);
    // A target that doesn't lie after the baseline shows only when the stream is judged.
    expect(await decided([target])).toEqual([
      [0, 'framework-inconsistent'],
      [1, 'indicator-unknown'],
      [2, 'stream-unknown'],
    ]);
  });

  it('refuses a file’s thousand facts of one thing without reading all of them anew for each', async () => {
    const [recording, COUNT] = [recordingOn(embedded), 1_000];
    await new RecordFactsHandler(monitoring, recording).execute(new RecordFacts('lcamp', [established]));
    const same = Array.from({ length: COUNT }, (_, i) => ({ ...joining(i + 1), stream: 'member-lcamp.m1' }));
    const checked = checkForm(
      same.map((fact) => ({ ...fact, data: joining(1).data })),
      'lcamp',
    );
    let read = 0;
    const at = (index: number): CheckedFact | undefined => {
      read++;
      return checked[index];
    };
    const handler = new RecordManyFactsHandler(embedded, monitoring, recording);
    const { recorded, refused } = await handler.execute(new RecordManyFacts({ length: COUNT, at }, { mostTold: 1 }));
    expect([recorded, refused.indexes.length, refused.told.length]).toEqual([1, COUNT - 1, 1]);
    expect(read).toBeLessThan(50 * COUNT);
  });
});
