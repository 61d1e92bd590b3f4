// Specs of reading ahead: a long log read by a thread of its own is the same log, checked as strictly, and let go of.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { anEvent } from '../event-store.contract.js';
import type { StoredEvent } from '../event-store.js';
import { Upcasting } from '../upcasting.js';
import { EmbeddedEventStore } from './embedded-event-store.js';
import { ReadAhead } from './read-ahead.js';
import { DATABASE_FILE } from './schema.js';
import { connect } from './sqlite.js';

/** More than a subscription reads without help. */
const EVENTS = 21_000;
const EVENTS_OF_AN_APPEND = 700;
const HEAD = BigInt(EVENTS);
const content = ({ position, stream, eventId, hash, data, metadata }: StoredEvent): unknown => [
  [position, stream, eventId, hash],
  [data, metadata],
];

describe('reading ahead', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'alliance-kpi-ahead-'));
  const file = join(dataDir, DATABASE_FILE);
  const open = async (): Promise<EmbeddedEventStore> => {
    const store = await EmbeddedEventStore.open({ dataDir, clock: Date.now });
    ending.push(() => store.close());
    return store;
  };
  const ahead = (after: bigint, through = HEAD): ReadAhead => {
    const reader = new ReadAhead(file, after, through, new Upcasting());
    ending.push(() => reader.stop());
    return reader;
  };
  let ending: (() => Promise<void>)[] = [];

  beforeAll(async () => {
    const store = await open();
    for (let i = 0; i < EVENTS / EVENTS_OF_AN_APPEND; i++) {
      const events = Array.from({ length: EVENTS_OF_AN_APPEND }, (_, j) => anEvent({ title: `Übung – ${i}.${j}` }));
      await store.append(`mou-a.m${i}`, events, 'no-stream');
    }
    await store.close();
  });
  afterEach(async () => {
    for (const end of ending) await end();
    ending = [];
  });
  afterAll(() => rmSync(dataDir, { recursive: true }));

  it('gives the events that reading page by page gives, in parts of any size, and then ends', async () => {
    const store = await open();
    const reader = ahead(700n, 5_000n);
    const taken: StoredEvent[] = [];
    for (let limit = 1; ; limit = (limit * 3) % 1_301) {
      const events = await reader.take(taken.at(-1)?.position ?? 700n, limit);
      if (!events) break;
      expect(events.length).toBeGreaterThan(0);
      taken.push(...events);
    }
    expect(taken.map(content)).toEqual((await store.readAll(700n, 4_300)).map(content));
  });

  it('ends with the position of an event that is not what was recorded, and gives none from there on', async () => {
    const log = connect(file);
    const at = (position: number, title: string): void =>
      log.execute(`UPDATE events SET data = json_set(data, '$.title', '${title}') WHERE position = ${position}`);
    const before = log.query('SELECT data FROM events WHERE position = 3500')().toString();
    at(3_500, 'another');
    try {
      const reader = ahead(0n);
      const seen: StoredEvent[] = [];
      const reading = (async () => {
        for (;;) seen.push(...((await reader.take(seen.at(-1)?.position ?? 0n, 1_000)) ?? []));
      })();
      await expect(reading).rejects.toMatchObject({ code: 'corrupt', details: { position: 3_500n } });
      expect(seen.length).toBe(3_000);
    } finally {
      log.execute(`UPDATE events SET data = '${before.replaceAll("'", "''")}' WHERE position = 3500`);
      log.close();
    }
  });

  it('says so where the log ends before its end', async () => {
    const reader = ahead(HEAD - 10n, HEAD + 5n);
    expect((await reader.take(HEAD - 10n, 100))?.length).toBe(10);
    await expect(reader.take(HEAD, 100)).rejects.toMatchObject({ code: 'corrupt', details: { position: HEAD + 1n } });
  });

  it('can be let go of in the middle: nothing more comes', async () => {
    const reader = ahead(0n);
    const [first] = (await reader.take(0n, 1)) ?? [];
    await reader.stop();
    expect(reader['worker'].threadId).toBe(-1);
    const rest = (async () => {
      for (let { position } = first as StoredEvent; ;)
        position = (await reader.take(position, 1_000))?.at(-1)?.position ?? HEAD;
    })();
    await expect(rest).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('reads no further ahead than a few pages, waits until one is taken, and lets go also while it waits', async () => {
    const reader = ahead(0n);
    const pages = reader['pages'];
    for (let position = 0n; position < HEAD - 9_000n;) {
      while (pages.length < 8) await sleep(1);
      await sleep(10);
      expect(pages.length).toBe(8);
      position = (await reader.take(position, 1_000))?.at(-1)?.position ?? HEAD;
    }
    while (pages.length < 8) await sleep(1);
    await sleep(10);
    await reader.stop();
    expect(pages.length).toBe(8);
  });

  it('stands behind a subscription that is far behind: every event once, in order, and then what comes', async () => {
    const store = await open();
    const positions: bigint[] = [];
    await new Promise<void>((resolve, reject) => {
      store.subscribe(
        0n,
        (events) => {
          // No append is split.
          if (events.at(-1)?.remaining !== 0) reject(new Error('an append was split'));
          positions.push(...events.map(({ position }) => position));
          if (positions.length === EVENTS) void store.append('mou-a.new', [anEvent()], 'no-stream').catch(reject);
          if (positions.length > EVENTS) resolve();
        },
        reject,
      );
    });
    expect(positions).toEqual(Array.from({ length: EVENTS + 1 }, (_, i) => BigInt(i + 1)));
  });
});
