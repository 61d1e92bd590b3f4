// The writer when its storage fails: at every single call to the database, once or from then on.
import { cpSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { LogWriter } from './log-writer.js';
import { DATABASE_FILE, headOf } from './schema.js';
import { connect, type Connection } from './sqlite.js';
import { Witness, WITNESS_FILE } from './witness.js';
import { NO_STREAM } from './thread-error.js';
import type { WriteAnswer, WriteRequest } from './writer-protocol.js';

/** Calls of one run: more than it makes, so that the last faults never strike. */
const CALLS = 30;
const GROUPS = 4;

class StorageError extends Error {
  constructor(readonly code: string) {
    super(`injected ${code}`);
  }
}

/** How the storage fails: at which call, with what, whether the call was done before it failed, and how often. */
interface Fault {
  readonly at: number;
  readonly code: string;
  readonly done: boolean;
  readonly lasting: boolean;
}

class FaultyStorage {
  calls = 0;
  fault: Fault | undefined;
  readonly struck: number[] = [];

  readonly connect = (file: string): Connection => {
    const real = connect(file);
    return {
      execute: (sql) =>
        this.call(() => {
          real.execute(sql);
          if (sql === 'ROLLBACK') this.isOpen = false;
        }),
      command: (sql) => {
        const command = real.command(sql);
        return (parameters) =>
          this.call(() => {
            command(parameters);
            if (sql.startsWith('BEGIN')) this.isOpen = true;
            if (sql === 'COMMIT') this.isOpen = false;
          });
      },
      query: (sql) => real.query(sql),
      close: () => {
        // As the end of the process does with what was left open.
        if (this.isOpen) real.execute('ROLLBACK');
        real.close();
      },
    };
  };

  /** Whether a transaction was begun and neither committed nor rolled back. */
  private isOpen = false;

  private call(work: () => void): void {
    const { fault } = this;
    const strikes = fault && (fault.lasting ? this.calls >= fault.at : this.calls === fault.at);
    this.calls++;
    if (!strikes) return work();
    this.struck.push(this.calls);
    if (fault.done) work();
    throw new StorageError(fault.code);
  }
}

let nextId = 0;

/** An append of some events to a stream of its own. */
function request(events = 1): WriteRequest {
  const id = nextId++;
  const event = { type: 'T', schemaVersion: 1, data: '{}', metadata: '{}' };
  const stream = `s-a.n${id}`;
  const all = Array.from({ length: events }, (_, i) => ({ ...event, eventId: `${id}-${i}` }));
  return { id, now: 1_000, recordedAt: undefined, appends: [{ stream, expected: NO_STREAM, events: all }] };
}

describe('log writer', () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'alliance-kpi-writer-'));
    nextId = 0;
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  /** Ids of the requests that are stored, read by another connection. */
  function storedIds(): Set<number> {
    const connection = connect(join(dataDir, DATABASE_FILE));
    const text = connection
      .query("SELECT group_concat(DISTINCT replace(stream, 's-a.n', '')) FROM events")()
      .toString();
    connection.close();
    return new Set(text === '' ? [] : text.split(',').map(Number));
  }

  /** Some groups of appends, one of them of many events, with a checkpoint between. */
  function run(writer: LogWriter): WriteAnswer[] {
    return Array.from({ length: GROUPS }, (_, group) => {
      const later = [request(group === 1 ? 20 : 2)];
      const answers = writer.write([request()], () => later.splice(0));
      // What it didn't ask for any more it needn't answer.
      expect(answers).toHaveLength(2 - later.length);
      if (group === 2) writer.checkpoint();
      return answers;
    }).flat();
  }

  const faults = ['SQLITE_FULL', 'SQLITE_IOERR_FSYNC'].flatMap((code) =>
    [true, false].flatMap((done) => [true, false].map((lasting) => ({ code, done, lasting }))),
  );

  it.each(faults)(
    'keeps its word through $code (call done: $done, lasting: $lasting) at each call',
    (kind) => {
      let struck = 0;
      for (let at = 0; at < CALLS; at++) {
        const storage = new FaultyStorage();
        const writer = new LogWriter(dataDir, storage.connect);
        storage.fault = { at: storage.calls + at, ...kind };
        const answers = run(writer);
        struck += storage.struck.length;
        storage.fault = undefined;
        const afterwards = writer.write([request()]);
        writer.close();

        const stored = storedIds();
        for (const answer of [...answers, ...afterwards]) {
          if (!('error' in answer)) expect([at, answer.id, stored.has(answer.id)]).toEqual([at, answer.id, true]);
          else if (answer.error.code !== 'outcome-unknown')
            expect([at, answer.id, stored.has(answer.id)]).toEqual([at, answer.id, false]);
        }
        // The witness never says more than the log holds.
        const connection = connect(join(dataDir, DATABASE_FILE));
        expect(Witness.read(dataDir)?.position ?? 0).toBeLessThanOrEqual(headOf(connection).position);
        connection.close();
      }
      expect(struck).toBeGreaterThan(10);
    },
    30_000,
  );

  it('stores what comes meanwhile in the same transaction', () => {
    const storage = new FaultyStorage();
    const writer = new LogWriter(dataDir, storage.connect);
    const later = [[request()], [request(), request()]];
    const { calls } = storage;
    const answers = writer.write([request()], () => later.shift() ?? []);
    expect(answers.map((answer) => 'position' in answer && answer.position)).toEqual([1, 2, 3, 4]);
    // Begun once, a row each, committed once.
    expect(storage.calls - calls).toBe(6);
    writer.close();
  });

  it('writes the write-ahead log anew instead of letting it grow with each transaction', () => {
    const writer = new LogWriter(dataDir);
    const length = (): number => statSync(join(dataDir, `${DATABASE_FILE}-wal`)).size;
    const write = (): void => {
      expect(writer.write([request()])).toMatchObject([{ id: nextId - 1 }]);
      writer.checkpointIfDue();
    };
    for (let n = 0; n < 1_100; n++) write();
    const before = length();
    for (let n = 0; n < 2_000; n++) write();
    expect(length()).toBeLessThan(1.1 * before);
    writer.close();
    expect(storedIds().size).toBe(3_100);
  });

  it('takes nothing of a request that is refused into account for the next in its group', () => {
    const writer = new LogWriter(dataDir);
    let id = 0;
    const asking = (...appends: readonly [stream: string, expected: number][]): WriteRequest => ({
      ...{ id: id++, now: 1, recordedAt: undefined },
      appends: appends.map(([stream, expected], i) => ({
        ...{ stream, expected },
        events: [{ eventId: `e${id}-${i}`, type: 'T', schemaVersion: 1, data: '{}', metadata: '{}' }],
      })),
    });
    writer.write([asking(['s-a.y', NO_STREAM])]);
    const [refused, taken] = writer.write([
      asking(['s-a.x', NO_STREAM], ['s-a.y', NO_STREAM]),
      asking(['s-a.x', NO_STREAM]),
    ]);
    expect(refused).toMatchObject({ error: { code: 'version-conflict', stream: 's-a.y' } });
    expect(taken).toMatchObject({ position: 2 });
    expect(writer.write([asking(['s-a.x', 1]), asking(['s-a.x', 0])])).toMatchObject([
      { error: { code: 'version-conflict', actual: 0 } },
      { position: 3 },
    ]);
    writer.close();
  });

  /** Up to where the index of streams goes, read by another connection. */
  function indexed(folder = dataDir): number {
    const connection = connect(join(folder, DATABASE_FILE));
    const position = Number(connection.query('SELECT position FROM indexed')().toString());
    connection.close();
    return position;
  }

  it('has a witness of what it stored before it answers, and of all that is there from its start on', () => {
    const writer = new LogWriter(dataDir);
    expect(writer.write([request(3)])).toMatchObject([{ position: 3 }]);
    expect(Witness.read(dataDir)?.position).toBe(3);
    writer.close();
    // As after a power loss, which the log survives and the witness needn't.
    rmSync(join(dataDir, WITNESS_FILE));
    const next = new LogWriter(dataDir);
    expect(Witness.read(dataDir)?.position).toBe(3);
    next.close();
  });

  it('brings the index of streams up to the log when much was written, and at its start', () => {
    const writer = new LogWriter(dataDir);
    const longer = (): WriteRequest => {
      const { appends, ...rest } = request();
      const data = JSON.stringify('x'.repeat(1024 * 1024));
      const long = [...appends].map((each) => ({ ...each, events: each.events.map((event) => ({ ...event, data })) }));
      return { ...rest, appends: long };
    };
    for (let n = 0; n < 3; n++) writer.write([longer()]);
    writer.checkpointIfDue();
    expect(indexed()).toBe(0);
    writer.write([longer()]);
    writer.checkpointIfDue();
    expect(indexed()).toBe(4);
    writer.write([request()]);
    // As a power cut would leave it.
    const left = mkdtempSync(join(tmpdir(), 'alliance-kpi-writer-'));
    cpSync(dataDir, left, { recursive: true });
    writer.close();
    const next = new LogWriter(left);
    expect(indexed(left)).toBe(5);
    next.close();
    rmSync(left, { recursive: true });
  });

  it('goes on when there is room again', () => {
    const storage = new FaultyStorage();
    const writer = new LogWriter(dataDir, storage.connect);
    storage.fault = { at: storage.calls + 1, code: 'SQLITE_FULL', done: false, lasting: false };
    expect(writer.write([request()])).toMatchObject([{ error: { code: 'unavailable', reason: 'storage-full' } }]);
    expect(writer.write([request()])).toMatchObject([{ position: 1 }]);
    writer.close();
    expect(storedIds()).toEqual(new Set([1]));
  });

  it('never tries again after a failed write or sync', () => {
    const storage = new FaultyStorage();
    const writer = new LogWriter(dataDir, storage.connect);
    storage.fault = { at: storage.calls + 2, code: 'SQLITE_IOERR_FSYNC', done: false, lasting: false };
    expect(writer.write([request()])).toMatchObject([{ error: { code: 'outcome-unknown' } }]);
    const { calls } = storage;
    expect(writer.write([request()])).toMatchObject([{ error: { code: 'unavailable', reason: 'storage-failed' } }]);
    writer.checkpoint();
    expect(storage.calls - calls).toBe(0);
    writer.close();
  });

  it.each([
    ['a file of the log is', () => rmSync(join(dataDir, DATABASE_FILE))],
    ['the folder is', () => rmSync(dataDir, { recursive: true })],
    [
      'the folder is, and another log stands there,',
      () => {
        rmSync(dataDir, { recursive: true });
        mkdirSync(dataDir);
        new LogWriter(dataDir).close();
      },
    ],
  ])('soon stores nothing more where %s removed: it would be lost', async (_what, remove) => {
    const writer = new LogWriter(dataDir);
    expect(writer.write([request()])).toMatchObject([{ position: 1 }]);
    remove();
    await sleep(100);
    const error = { code: 'unavailable', reason: 'storage-failed' };
    expect(writer.write([request()])).toMatchObject([{ error }]);
    expect(writer.failed).toMatchObject({ ...error, message: expect.stringContaining('was removed') });
    writer.close();
    mkdirSync(dataDir, { recursive: true });
  });

  it('says where it opens what it may only read', () => {
    new LogWriter(dataDir).close();
    const open = (file: string): Connection => {
      const connection = connect(file);
      connection.execute('PRAGMA query_only = ON');
      return connection;
    };
    expect(() => new LogWriter(dataDir, open)).toThrow('readonly database');
  });

  it('runs with synchronous = FULL', () => {
    const seen: string[] = [];
    const open = (file: string): Connection => {
      const real = connect(file);
      const weaken = (sql: string): void => real.execute(sql.replace('synchronous = FULL', 'synchronous = NORMAL'));
      return { ...real, execute: (sql) => (seen.push(sql), weaken(sql)) };
    };
    expect(() => new LogWriter(dataDir, open)).toThrow('synchronous = FULL');
    expect(seen.join()).toContain('synchronous = FULL');
  });
});
