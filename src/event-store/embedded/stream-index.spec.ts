// The index of streams, which follows the log in steps: streams are found in both parts, and it is checked as the log is.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Upcasting } from '../upcasting.js';
import { EmbeddedEventStore } from './embedded-event-store.js';
import { LogReader } from './log-reader.js';
import { LogWriter } from './log-writer.js';
import { restore } from './maintenance.js';
import { DATABASE_FILE, indexedHead } from './schema.js';
import { connect } from './sqlite.js';
import { NO_STREAM } from './thread-error.js';
import type { WriteAnswer } from './writer-protocol.js';

describe('index of streams', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'alliance-kpi-index-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  let nextId = 0;
  function append(writer: LogWriter, stream: string, expected: number): WriteAnswer {
    const id = nextId++;
    const event = { eventId: `e${id}`, type: 'T', schemaVersion: 1, data: '{}', metadata: '{}' };
    const [answer] = writer.write([
      { id, now: 1_000, recordedAt: undefined, appends: [{ stream, expected, events: [event] }] },
    ]);
    return answer as WriteAnswer;
  }

  /** Streams a (two events) and b in the index, then a third event of a, and c, which are not. */
  function halfIndexed(): LogWriter {
    const writer = new LogWriter(dataDir);
    append(writer, 's-x.a', NO_STREAM);
    append(writer, 's-x.b', NO_STREAM);
    append(writer, 's-x.a', 0);
    writer.checkpoint();
    append(writer, 's-x.c', NO_STREAM);
    append(writer, 's-x.a', 1);
    return writer;
  }

  function tamper(sql: string): void {
    const connection = connect(join(dataDir, DATABASE_FILE));
    connection.execute(sql);
    connection.close();
  }

  const open = (folder = dataDir): Promise<EmbeddedEventStore> =>
    EmbeddedEventStore.open({ dataDir: folder, clock: Date.now });

  it('follows the log in steps, and each stream is read whole meanwhile', () => {
    const writer = halfIndexed();
    const connection = connect(join(dataDir, DATABASE_FILE));
    expect(indexedHead(connection).position).toBe(3);
    const reader = new LogReader(dataDir, new Upcasting());
    const positions = (stream: string, from = 0n, limit = 10): number[] =>
      reader.readStream(stream, from, limit).map(({ position }) => Number(position));
    const look = (): object => ({
      a: positions('s-x.a'),
      firstOfA: positions('s-x.a', 0n, 1),
      restOfA: positions('s-x.a', 1n, 2),
      c: positions('s-x.c'),
      none: positions('s-x.d'),
      all: reader.readAll(1n, 3, { streamPrefixes: ['s-x.'] }).map(({ position }) => Number(position)),
      some: reader.readAll(0n, 10, { streamPrefixes: ['s-x.b', 's-x.c'] }).map(({ position }) => Number(position)),
    });
    const expected = {
      a: [1, 3, 5],
      firstOfA: [1],
      restOfA: [3, 5],
      c: [4],
      none: [],
      all: [2, 3, 4],
      some: [2, 4],
    };
    expect(look()).toEqual(expected);
    writer.checkpoint();
    expect(indexedHead(connection).position).toBe(5);
    expect(look()).toEqual(expected);
    reader.close();
    connection.close();
    writer.close();
  });

  it('misses no event of a stream unseen', () => {
    halfIndexed().close();
    tamper("DELETE FROM indexed_streams WHERE stream = 's-x.a' AND revision = 1");
    const reader = new LogReader(dataDir, new Upcasting());
    expect(() => reader.readStream('s-x.a', 0n, 10)).toThrow('The event at position 5 is not what was recorded');
    expect(reader.readStream('s-x.a', 2n, 10)).toHaveLength(1);
    reader.close();
  });

  it('is brought up to the log by many events, without a pause', () => {
    const writer = new LogWriter(dataDir);
    const connection = connect(join(dataDir, DATABASE_FILE));
    const event = { type: 'T', schemaVersion: 1, data: JSON.stringify('x'.repeat(100_000)), metadata: '{}' };
    for (let n = 0; n < 50; n++) {
      const appends = [{ stream: `s-x.n${n}`, expected: NO_STREAM, events: [{ ...event, eventId: `n${n}` }] }];
      writer.write([{ id: n, now: 1_000, recordedAt: undefined, appends }]);
      writer.checkpointIfDue();
    }
    expect(indexedHead(connection).position).toBeGreaterThan(30);
    connection.close();
    writer.close();
  });

  it('is read whole while the writer brings it further', () => {
    const writer = new LogWriter(dataDir);
    append(writer, 's-x.a', NO_STREAM);
    let revision = 0;
    const connection = connect(join(dataDir, DATABASE_FILE));
    const amidst: typeof connection = {
      ...connection,
      query(sql) {
        const ask = connection.query(sql);
        return (...parameters) => {
          const answer = ask(...parameters);
          append(writer, 's-x.a', revision++);
          writer.checkpoint();
          return answer;
        };
      },
    };
    expect(indexedHead(amidst).position).toBe(0);
    expect(indexedHead(amidst).position).toBeGreaterThan(1);
    connection.close();
    writer.close();
  });

  it.each([
    ['in the index', 's-x.b', 0],
    ['after it', 's-x.c', 0],
    ['in both', 's-x.a', 2],
    ['in neither', 's-x.d', NO_STREAM],
  ])('tells the revision of a stream that stands %s, also after the writer died', (_, stream, actual) => {
    const left = halfIndexed();
    // The first one is not closed before, as if it had been killed.
    const next = new LogWriter(dataDir);
    for (const writer of [left, next]) {
      expect(append(writer, stream, 7)).toMatchObject({ error: { code: 'version-conflict', stream, actual } });
    }
    next.close();
    left.close();
  });

  it('is made for a log that was written without it, and for a backup of one', async () => {
    halfIndexed().close();
    tamper(`
      DROP VIEW streams; DROP TABLE indexed_streams; DROP TABLE indexed;
      CREATE UNIQUE INDEX events_by_stream ON events (stream, revision); PRAGMA user_version = 1`);
    const connection = connect(join(dataDir, DATABASE_FILE));
    const backup = join(dataDir, 'backup.db');
    connection.execute(`VACUUM INTO '${backup}'`);
    connection.close();
    const copy = connect(backup);
    copy.execute(`
      CREATE TABLE backup_head (position INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
      INSERT INTO backup_head SELECT position, hash FROM events ORDER BY position DESC LIMIT 1`);
    copy.close();

    const elsewhere = join(dataDir, 'elsewhere');
    await restore(backup, elsewhere, () => undefined);
    for (const folder of [dataDir, elsewhere]) {
      const store = await open(folder);
      expect((await store.readStream('s-x.a')).map(({ position }) => position)).toEqual([1n, 3n, 5n]);
      expect((await store.scrub()).events).toBe(5);
      await store.close();
    }
  });

  it.each([
    ['says it goes further than it does', 'UPDATE indexed SET position = position + 1'],
    ['says it goes less far than it does', 'UPDATE indexed SET position = position - 1'],
    ['says it goes beyond the log', 'UPDATE indexed SET position = 900'],
  ])('stops the service where it %s', async (_, tampering) => {
    halfIndexed().close();
    tamper(tampering);
    await expect(open()).rejects.toMatchObject({ code: 'corrupt' });
  });

  it.each([
    ['lacks an event', "DELETE FROM indexed_streams WHERE stream = 's-x.b'"],
    ['names another stream', "UPDATE indexed_streams SET stream = 's-x.bb' WHERE stream = 's-x.b'"],
    ['names another event', "UPDATE indexed_streams SET position = 1 WHERE stream = 's-x.b'"],
  ])('is found out by a check where it %s', async (_, tampering) => {
    halfIndexed().close();
    tamper(tampering);
    const store = await open();
    await expect(store.scrub()).rejects.toMatchObject({ code: 'corrupt' });
    await store.close();
  });
});
