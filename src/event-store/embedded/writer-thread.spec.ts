// The writer's thread when it ends by itself, or its storage fails while nobody writes: that is known at once.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { anEvent } from '../event-store.contract.js';
import { EmbeddedEventStore } from './embedded-event-store.js';
import { DATABASE_FILE } from './schema.js';
import { connect } from './sqlite.js';
import { NO_STREAM } from './thread-error.js';
import { WriterThread } from './writer-thread.js';
import type { EncodedAppend } from './writer-protocol.js';

const event = { eventId: 'e', type: 'T', schemaVersion: 1, data: '{}', metadata: '{}' };
const append: EncodedAppend[] = [{ stream: 's-a.x', expected: NO_STREAM, events: [event] }];

describe("the writer's thread", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'alliance-kpi-writer-'));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  /** Ends the thread as it ends by itself. */
  const ended = async (thread: WriterThread): Promise<void> => {
    const exit = once(thread['worker'], 'exit');
    thread['post']({ kind: 'close' });
    await exit;
  };
  const failed = (why: string): object => ({
    message: `The writer failed: ${why}. Start the service again.`,
    details: { reason: 'storage-failed' },
  });

  it('that breaks down tells who waits that the outcome is unknown, and takes nothing more', async () => {
    const thread = await WriterThread.start(dataDir);
    const waiting = thread.write([append], 1, undefined);
    thread['worker'].emit('error', new Error('out of memory'));
    await expect(waiting).rejects.toMatchObject({ code: 'outcome-unknown' });
    expect(thread.failure).toMatchObject(failed('out of memory'));
    await expect(thread.write([append], 1, undefined)).rejects.toBe(thread.failure);
    await ended(thread);
    await thread.close();
  });

  it('that ends though nobody told it to takes nothing more', async () => {
    const thread = await WriterThread.start(dataDir);
    await ended(thread);
    expect(thread.failure).toMatchObject(failed('it ended by itself'));
    await expect(thread.write([append], 1, undefined)).rejects.toBe(thread.failure);
    await thread.close();
  });

  it('is no failure where it was told to end', async () => {
    const thread = await WriterThread.start(dataDir);
    await thread.close();
    expect(thread.failure).toBeUndefined();
    await expect(thread.write([append], 1, undefined)).rejects.toMatchObject({ details: { reason: 'closed' } });
  });

  it('tells that its storage failed also when that happens while nobody writes', async () => {
    const store = await EmbeddedEventStore.open({ dataDir, clock: Date.now });
    const storage = connect(join(dataDir, DATABASE_FILE));
    // Only what is done when there is time needs this table.
    storage.execute('ALTER TABLE indexed RENAME TO gone');
    storage.close();
    await store.append('s-a.x', [anEvent()], 'no-stream');
    while (!store.failure) await sleep(10);
    expect(store.failure.message).toMatch(/no such table.*Nothing more is recorded until the service is started again/);
    await store.close();
  });
});
