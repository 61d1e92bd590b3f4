// The embedded adapter: the port's contract, and what is its own.
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent, eventStoreContract } from '../event-store.contract.js';
import { GENESIS_HASH, type StoredEvent } from '../event-store.js';
import { Upcasting } from '../upcasting.js';
import { EmbeddedEventStore } from './embedded-event-store.js';
import { FolderInUseError } from './folder-lock.js';
import { restore } from './maintenance.js';
import { connect } from './sqlite.js';
import { Witness } from './witness.js';

const newFolder = (): string => mkdtempSync(join(tmpdir(), 'alliance-kpi-store-'));

eventStoreContract('embedded', async () => {
  const dataDir = newFolder();
  let now = 1_000;
  const open = (): Promise<EmbeddedEventStore> => EmbeddedEventStore.open({ dataDir, clock: () => now });
  let store = await open();
  return {
    store,
    setClock: (instant) => (now = instant),
    reopen: async () => {
      await store.close();
      return (store = await open());
    },
    dispose: async () => {
      await store.close();
      rmSync(dataDir, { recursive: true });
    },
  };
});

describe('embedded event store', () => {
  let dataDir: string;
  const open = (upcasting?: Upcasting): Promise<EmbeddedEventStore> =>
    EmbeddedEventStore.open({ dataDir, clock: Date.now, ...(upcasting ? { upcasting } : {}) });
  beforeEach(() => {
    dataDir = newFolder();
  });
  afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

  it('belongs to one process: a second one is told who has it', async () => {
    const store = await open();
    store.publishOwner({ pid: process.pid, url: 'http://127.0.0.1:3000', token: 'secret' });
    const refused = await open().catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(FolderInUseError);
    expect((refused as Error).message).toContain(`process ${process.pid}, http://127.0.0.1:3000`);
    expect((refused as Error).message).not.toContain('secret');
    await store.close();
    expect(readdirSync(dataDir).filter((name) => name.startsWith('owner'))).toEqual([]);
    await (await open()).close();
  });

  it('takes over a folder whose owner died, note and all', async () => {
    writeFileSync(join(dataDir, 'owner.json'), JSON.stringify({ pid: 1, url: 'http://127.0.0.1:1' }));
    await (await open()).close();
  });

  it('is not kept from its folder by damage of the lock, which holds nothing', async () => {
    writeFileSync(join(dataDir, 'lock.db'), Buffer.alloc(5_000, 'x'));
    const store = await open();
    await expect(open()).rejects.toBeInstanceOf(FolderInUseError);
    await store.close();
  });

  it('says for as long as it is open that its storage failed', async () => {
    const store = await open();
    await store.append('s-a.x', [anEvent()], 'no-stream');
    expect(store.failure).toBeUndefined();
    const storage = connect(join(dataDir, 'events.db'));
    storage.execute('ALTER TABLE events RENAME TO gone');
    storage.close();
    await expect(store.append('s-a.x', [anEvent()], 0n)).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(store.failure?.message).toMatch(
      /no such table.*Nothing more is recorded until the service is started again/,
    );
    await store.close();
  });

  it('reads an event that was stored under version 1 of its schema as version 2, and leaves it as it is', async () => {
    const first = await open();
    await first.append('member-a.x', [anEvent({ name: 'INVEMA', kind: 'company' }, 'MemberJoined')], 'no-stream');
    const { hash } = await first.head();
    await first.close();
    const renamed = new Upcasting([
      {
        type: 'MemberJoined',
        from: 1,
        upcast: (data) => ({ name: (data as { name: string }).name, agentType: (data as { kind: string }).kind }),
      },
    ]);
    const second = await open(renamed);
    const [event] = await second.readStream('member-a.x');
    expect(event).toMatchObject({ schemaVersion: 2, data: { name: 'INVEMA', agentType: 'company' }, hash });
    await second.close();
  });

  it('stops at an event of a newer schema than it knows', async () => {
    const newer = await open(new Upcasting([{ type: 'MouSigned', from: 1, upcast: (data) => data }]));
    await newer.append('mou-a.x', [{ ...anEvent(), schemaVersion: 2 }], 'no-stream');
    await newer.close();
    const store = await open();
    await expect(store.readStream('mou-a.x')).rejects.toMatchObject({ code: 'corrupt' });
    await store.close();
  });

  it('ends a check of the log that is no longer wanted, and then lets go of the log', async () => {
    const store = await open();
    const streams = Array.from({ length: 6_000 }, (_, n) => `s-a.n${n}`);
    await store.appendAll(streams.map((stream) => ({ stream, events: [anEvent()], expectedRevision: 'no-stream' })));
    const stopping = new AbortController();
    const scrub = store.scrub(() => undefined, stopping.signal);
    stopping.abort();
    await expect(scrub).rejects.toMatchObject({ code: 'unavailable', details: { reason: 'stopped' } });
    expect((await store.scrub()).events).toBe(6_000);
    await store.close();
  });

  it('ends a check and a backup when it is closed, and leaves nothing of them', async () => {
    const store = await open();
    const streams = Array.from({ length: 6_000 }, (_, n) => `s-a.n${n}`);
    await store.appendAll(streams.map((stream) => ({ stream, events: [anEvent()], expectedRevision: 'no-stream' })));
    const file = join(dataDir, 'copy.db');
    const ended = Promise.allSettled([store.scrub(), store.backUp(file)]);
    await new Promise((resolve) => setImmediate(resolve));
    await store.close();
    const left = readdirSync(dataDir).filter((name) => name.startsWith('copy.db'));
    const stopped = { status: 'rejected', reason: { code: 'unavailable', details: { reason: 'stopped' } } };
    expect(await ended).toMatchObject([stopped, stopped]);
    expect(left).toEqual([]);
  });

  it('backs up while appends go on, and the copy is restored whole into an empty folder only', async () => {
    const store = await open();
    for (let n = 0; n < 50; n++) await store.append(`s-a.n${n}`, [anEvent({ n })], 'no-stream');
    const acknowledged = (await store.head()).position;
    const file = join(dataDir, 'copy.db');
    const more = Promise.all(
      Array.from({ length: 50 }, (_, n) => store.append(`s-a.m${n}`, [anEvent({ n })], 'no-stream')),
    );
    const head = await store.backUp(file);
    await more;
    expect(head.position).toBeGreaterThanOrEqual(acknowledged);
    await expect(store.backUp(file)).rejects.toThrow('exists already');
    const twice = await Promise.allSettled([1, 2].map(() => store.backUp(join(dataDir, 'twice.db'))));
    expect(twice).toMatchObject([
      { status: 'fulfilled' },
      { status: 'rejected', reason: { details: { reason: 'file-exists' } } },
    ]);

    const elsewhere = newFolder();
    writeFileSync(join(elsewhere, 'key'), 'x');
    await expect(restore(file, elsewhere, () => undefined)).rejects.toThrow('holds other files (key)');
    await restore(file, elsewhere, () => undefined, ['key']);
    const restored = await EmbeddedEventStore.open({ dataDir: elsewhere, clock: Date.now });
    expect(await restored.head()).toEqual(head);
    expect(await restored.readAll(0n, 1_000)).toEqual((await store.readAll(0n, 1_000)).slice(0, Number(head.position)));
    await restored.close();
    await expect(restore(file, elsewhere, () => undefined)).rejects.toThrow('holds an event store already');
    rmSync(elsewhere, { recursive: true });
    await store.close();
  });

  it('is no log of its own where a restore was cut short, and is restored by the next', async () => {
    const store = await open();
    await store.append('s-a.x', [anEvent()], 'no-stream');
    const file = join(newFolder(), 'copy.db');
    const head = await store.backUp(file);
    await store.close();

    const elsewhere = newFolder();
    for (const suffix of ['', '-journal']) writeFileSync(join(elsewhere, `events.db.draft${suffix}`), 'a part');
    const witness = Witness.open(elsewhere);
    witness.write({ position: 5, hash: 'f'.repeat(64) });
    witness.close();
    const options = { dataDir: elsewhere, clock: Date.now };
    await expect(EmbeddedEventStore.open(options)).rejects.toThrow('A restore was cut short here. Repeat it');
    expect((await restore(file, elsewhere, () => undefined)).head).toEqual(head);
    const restored = await EmbeddedEventStore.open(options);
    expect(await restored.head()).toEqual(head);
    await restored.close();
    expect(readdirSync(elsewhere).filter((name) => name.includes('draft'))).toEqual([]);
    for (const folder of [dirname(file), elsewhere]) rmSync(folder, { recursive: true });
  });

  /** A store that is open on six events while its tables are changed behind its back. */
  async function withSixEvents(change: string): Promise<EmbeddedEventStore> {
    const store = await open();
    for (let n = 0; n < 6; n++) await store.append(`s-a.n${n}`, [anEvent({ n })], 'no-stream');
    const connection = connect(join(dataDir, 'events.db'));
    connection.execute(change);
    connection.close();
    return store;
  }

  it('reads no event at another place than it was recorded at', async () => {
    const store = await withSixEvents('UPDATE events SET position = 7 WHERE position = 6');
    await expect(store.readAll(0n, 100)).rejects.toMatchObject({ code: 'corrupt', details: { position: 6n } });
    await store.close();
  });

  it('is not at its end before what was acknowledged', async () => {
    const store = await withSixEvents('DELETE FROM events WHERE position = 6');
    expect((await store.readAll(4n, 100)).map(({ position }) => position)).toEqual([5n]);
    await expect(store.readAll(5n, 100)).rejects.toMatchObject({ code: 'corrupt', details: { position: 6n } });
    await store.close();
  });

  it('takes nothing behind the last event of a page for what was recorded', async () => {
    const store = await withSixEvents(`UPDATE events SET hash = hash || char(10) || 'x' WHERE position = 3`);
    await expect(store.readAll(0n, 3)).rejects.toMatchObject({ code: 'corrupt' });
    await store.close();
  });

  it('is checked for what SQLite itself finds wrong in its file', async () => {
    const store = await open();
    await store.append('s-a.x', [anEvent()], 'no-stream');
    const connection = connect(join(dataDir, 'events.db'));
    connection.execute(`
      CREATE TABLE beside (n CHECK (n > 0));
      PRAGMA ignore_check_constraints = ON;
      INSERT INTO beside VALUES (-1)`);
    connection.close();
    await expect(store.scrub()).rejects.toMatchObject({
      code: 'corrupt',
      message: 'The event store is damaged: CHECK constraint failed in beside. Restore a backup.',
    });
    await store.close();
  });

  it('reads long events in pages that are no burden, and all of them', async () => {
    const LONG = 23 * 1024 * 1024;
    const store = await open();
    for (const n of [1, 2, 3]) await store.append(`s${n}`, [anEvent({ text: 'x'.repeat(LONG) })], 'no-stream');
    expect((await store.readAll(0n, 10)).map(({ position }) => position)).toEqual([1n, 2n]);
    const delivered: bigint[] = [];
    await new Promise<void>((resolve, reject) => {
      const take = (events: readonly StoredEvent[]): void => {
        delivered.push(...events.map(({ position }) => position));
        if (delivered.length === 3) resolve();
      };
      store.subscribe(0n, take, reject);
    });
    expect(delivered).toEqual([1n, 2n, 3n]);
    expect((await store.scrub()).events).toBe(3);
    await store.close();
  });

  /** A backup of 20 events on which a statement ran; resolves with its file. */
  async function changedBackup(sql: string): Promise<string> {
    const store = await open();
    for (let n = 0; n < 20; n++) await store.append(`s-a.n${n}`, [anEvent({ n })], 'no-stream');
    const file = join(dataDir, 'copy.db');
    await store.backUp(file);
    await store.close();
    const connection = connect(file);
    connection.execute(sql);
    connection.close();
    return file;
  }

  it('refuses a backup that was changed', async () => {
    const file = await changedBackup(`UPDATE events SET data = '{"n":99}' WHERE position = 7`);
    await expect(restore(file, join(dataDir, 'new'), () => undefined)).rejects.toMatchObject({
      code: 'corrupt',
      message: `${file} can't be restored. The event at position 7 is not what was recorded. Use another backup.`,
    });
  });

  it.each([
    [
      'later',
      'CREATE TRIGGER later AFTER INSERT ON events BEGIN DELETE FROM events WHERE position = new.position; END',
    ],
    ['more', 'CREATE TABLE more (text TEXT)'],
    ['seen', 'CREATE VIEW seen AS SELECT * FROM events'],
  ])('refuses a backup that holds something else, as %s: it would act on what is recorded later', async (name, sql) => {
    const file = await changedBackup(sql);
    await expect(restore(file, join(dataDir, 'new'), () => undefined)).rejects.toMatchObject({
      code: 'corrupt',
      message: `${file} can't be restored. It holds "${name}", which no backup of alliance-kpi does. Use another backup.`,
    });
  });

  it('refuses a backup whose last events are gone, though the others are a whole chain', async () => {
    const file = await changedBackup(`
      DELETE FROM events WHERE position > 18;
      DELETE FROM indexed_streams;
      UPDATE indexed SET position = 0, hash = '${GENESIS_HASH}'`);
    const elsewhere = join(dataDir, 'new');
    await expect(restore(file, elsewhere, () => undefined)).rejects.toMatchObject({
      code: 'corrupt',
      message: `${file} can't be restored. The backup ends at position 18, and not where it was made to.`,
    });
    expect(existsSync(elsewhere)).toBe(false);
  });

  it('makes no backup of a log that lacks what was acknowledged', async () => {
    const store = await open();
    await store.append('s-a.x', [anEvent()], 'no-stream');
    const witness = Witness.open(dataDir);
    witness.write({ position: 2, hash: 'f'.repeat(64) });
    witness.close();
    await expect(store.backUp(join(dataDir, 'copy.db')).finally(() => store.close())).rejects.toMatchObject({
      code: 'corrupt',
      message: 'The log does not hold what was acknowledged at position 2. Restore a backup.',
    });
    expect(readdirSync(dataDir).filter((name) => name.startsWith('copy.db'))).toEqual([]);
  });

  it.each([
    ['a changed value', `UPDATE events SET data = '{"n":99}' WHERE position = 7`],
    ['a changed recorded time', 'UPDATE events SET recorded_at = recorded_at + 1 WHERE position = 7'],
    ['a row that is gone', 'DELETE FROM events WHERE position = 7'],
    [
      'two rows exchanged',
      `UPDATE events SET stream = CASE position WHEN 7 THEN 's-a.n7' ELSE 's-a.n6' END WHERE position IN (7, 8)`,
    ],
  ])('finds %s, wherever it is read', async (_, tampering) => {
    const store = await open();
    for (let n = 0; n < 20; n++) await store.append(`s-a.n${n}`, [anEvent({ n })], 'no-stream');
    await store.close();
    const connection = connect(join(dataDir, 'events.db'));
    connection.execute(tampering);
    connection.close();
    const reopened = await open();
    await expect(reopened.readAll(0n, 1_000)).rejects.toMatchObject({ code: 'corrupt' });
    await expect(reopened.scrub()).rejects.toMatchObject({ code: 'corrupt' });
    await reopened.close();
  });
});
