// Damage to the files of the embedded store: it is said, or it did no harm. Never is a wrong event served.
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from '../../src/event-store/embedded/embedded-event-store.js';
import { EventStoreError, type StoredEvent } from '../../src/event-store/event-store.js';
import { atScale, seeded, seedOr } from './seeded.fixture.js';
import { eventOf, wholeLog } from './store-events.fixture.js';

const SEED = seedOr(20_220_615);
const CASES = atScale(60, 300);
const FILES = ['events.db', 'events.db-wal', 'witness'] as const;
const STREAMS = 8;

/** Folders as a power cut would leave them at one moment. */
interface Images {
  /** All events are in the database file. */
  readonly older: string;
  /** As many again were acknowledged since, and lie in the write-ahead log. */
  readonly newer: string;
  /** Of another log, of the same age. */
  readonly foreign: string;
  readonly acknowledged: readonly StoredEvent[];
}

type Damage = (folder: string, images: Images, random: (limit: number) => number) => string;

const flip =
  (name: (typeof FILES)[number]): Damage =>
  (folder, _, random) => {
    const bytes = readFileSync(join(folder, name));
    const [at, bit] = [random(bytes.length), random(8)];
    bytes[at] = (bytes[at] ?? 0) ^ (1 << bit);
    writeFileSync(join(folder, name), bytes);
    return `bit ${bit} of byte ${at}`;
  };

const cut =
  (name: (typeof FILES)[number]): Damage =>
  (folder, _, random) => {
    const length = random(statSync(join(folder, name)).size);
    truncateSync(join(folder, name), length);
    return `to ${length} bytes`;
  };

const take =
  (name: (typeof FILES)[number], from: 'older' | 'foreign'): Damage =>
  (folder, images) => {
    cpSync(join(images[from], name), join(folder, name));
    return 'whole';
  };

const remove =
  (name: (typeof FILES)[number]): Damage =>
  (folder) => {
    rmSync(join(folder, name));
    return 'whole';
  };

/** `certain`: it can't go unnoticed, however it falls. */
const DAMAGES: readonly { readonly what: string; readonly damage: Damage; readonly certain?: true }[] = [
  { what: 'a flipped bit in events.db', damage: flip('events.db') },
  { what: 'a flipped bit in events.db-wal', damage: flip('events.db-wal') },
  { what: 'a flipped bit in witness', damage: flip('witness') },
  { what: 'events.db cut', damage: cut('events.db') },
  { what: 'events.db-wal cut', damage: cut('events.db-wal') },
  { what: 'witness cut', damage: cut('witness') },
  { what: 'events.db-wal missing', damage: remove('events.db-wal'), certain: true },
  { what: 'witness missing', damage: remove('witness'), certain: true },
  { what: 'events.db missing', damage: remove('events.db'), certain: true },
  { what: 'events.db-wal of another log', damage: take('events.db-wal', 'foreign'), certain: true },
  { what: 'events.db of another log', damage: take('events.db', 'foreign'), certain: true },
  { what: 'witness of another log', damage: take('witness', 'foreign'), certain: true },
  { what: 'an older events.db with the newer events.db-wal', damage: take('events.db', 'older') },
  { what: 'the newer events.db with an older events.db-wal', damage: take('events.db-wal', 'older'), certain: true },
  {
    what: 'the whole log as it was before, beside the newer witness',
    damage: (folder, images, random) => {
      take('events.db', 'older')(folder, images, random);
      return take('events.db-wal', 'older')(folder, images, random);
    },
    certain: true,
  },
  {
    what: 'bytes behind the end of events.db-wal',
    damage: (folder, _, random) => {
      const bytes = Buffer.from(Array.from({ length: 1 + random(9_000) }, () => random(256)));
      appendFileSync(join(folder, 'events.db-wal'), bytes);
      return `${bytes.length} bytes`;
    },
  },
];

describe(`damaged event store, ${CASES} cases, seed ${SEED}`, () => {
  let root: string;
  let images: Images;
  beforeAll(async () => {
    root = mkdtempSync(join(tmpdir(), 'alliance-kpi-damage-'));
    images = await takeImages(root);
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  it('finds nothing wrong where nothing is', async () => {
    const folder = join(root, 'whole');
    cpSync(images.newer, folder, { recursive: true });
    expect(await inspect(folder, images.acknowledged)).toBe('whole');
    expect(readFileSync(join(images.newer, 'events.db-wal')).length).toBeGreaterThan(4_096);
  });

  it.each(
    Array.from({ length: CASES }, (_, n) => ({ n, ...(DAMAGES[n % DAMAGES.length] as (typeof DAMAGES)[number]) })),
  )(
    'case $n: $what',
    async ({ n, damage, certain }) => {
      const folder = join(root, `case-${n}`);
      cpSync(images.newer, folder, { recursive: true });
      const where = damage(folder, images, seeded(SEED + n));
      const verdict = await inspect(folder, images.acknowledged);
      if (certain) expect({ where, verdict }).toEqual({ where, verdict: expect.stringContaining('corrupt') });
      else
        expect({ where, verdict }).toEqual({
          where,
          verdict: expect.stringMatching(/^(whole$|corrupt|refused by SQLite)/),
        });
      rmSync(folder, { recursive: true });
    },
    30_000,
  );
});

/** Opens a log, reads it by page and by stream, and checks it; throws where it serves anything that isn't right. */
async function inspect(dataDir: string, acknowledged: readonly StoredEvent[]): Promise<string> {
  let store: EmbeddedEventStore | undefined;
  try {
    store = await EmbeddedEventStore.open({ dataDir, clock: () => 0 });
    const log = await wholeLog(store);
    if (text(log) !== text(acknowledged)) return `wrong: ${log.length} events of ${acknowledged.length}`;
    const streams = await Promise.all(streamNames.map(async (stream) => (await store?.readStream(stream)) ?? []));
    await store.scrub();
    const byStream = streams.flat().sort((a, b) => Number(a.position - b.position));
    return text(byStream) === text(acknowledged) ? 'whole' : `wrong: streams hold ${byStream.length} events`;
  } catch (error) {
    if (!(error instanceof EventStoreError)) throw error;
    if (error.code === 'corrupt') return `corrupt: ${error.message}`;
    return error.details.reason === 'storage-failed'
      ? `refused by SQLite: ${error.message}`
      : `wrong: ${error.message}`;
  } finally {
    await store?.close();
  }
}

const streamNames = Array.from({ length: STREAMS }, (_, n) => `s-damage.n${n}`);

const text = (events: readonly StoredEvent[]): string =>
  JSON.stringify(events, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

async function takeImages(root: string): Promise<Images> {
  const live = join(root, 'live');
  const store = await EmbeddedEventStore.open({ dataDir: live, clock: () => 1_700_000_000_000 });
  await fill(store, 0, 150);
  await checkpointed(live);
  const older = copy(live, join(root, 'older'));
  await fill(store, 150, 300);
  const newer = copy(live, join(root, 'newer'));
  const acknowledged = await wholeLog(store);
  await store.close();

  const otherLive = join(root, 'other-live');
  const other = await EmbeddedEventStore.open({ dataDir: otherLive, clock: () => 1_700_000_000_000 });
  await fill(other, 1_000, 1_150);
  await checkpointed(otherLive);
  await fill(other, 1_150, 1_300);
  const foreign = copy(otherLive, join(root, 'foreign'));
  await other.close();
  return { older, newer, foreign, acknowledged };
}

async function fill(store: EmbeddedEventStore, from: number, to: number): Promise<void> {
  const start = Math.floor(from / 1_000) * 1_000;
  for (let n = from; n < to; n++) {
    const revision = Math.floor((n - start) / STREAMS) - 1;
    await store.append(streamNames[n % STREAMS] ?? '', [eventOf(n)], revision < 0 ? 'no-stream' : BigInt(revision));
  }
}

/** Resolves when the write-ahead log has been moved into the database, which the store does when it has no work. */
async function checkpointed(folder: string): Promise<void> {
  const size = (): number => statSync(join(folder, 'events.db')).size;
  for (let last = -1; size() <= 4_096 || size() !== last;) {
    last = size();
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function copy(live: string, folder: string): string {
  for (const name of FILES) if (existsSync(join(live, name))) cpSync(join(live, name), join(folder, name));
  return folder;
}
