// Appends without pause, by many at once, until it is killed; says each acknowledgement the moment it has it.
import { EmbeddedEventStore } from '../../src/event-store/embedded/embedded-event-store.js';
import type { StreamAppend } from '../../src/event-store/event-store.js';
import { eventOf } from './store-events.fixture.js';

const WRITERS = 32;
const [dataDir = '', first = '0'] = process.argv.slice(2);

const store = await EmbeddedEventStore.open({ dataDir, clock: () => Date.now() });
let number = Number(first);

/** Each writer fills two streams of its own, one event after the other, now and then some events in one append. */
async function write(writer: number): Promise<void> {
  const streams = [`s-kill.w${writer}a`, `s-kill.w${writer}b`];
  const revisions = await Promise.all(
    streams.map(async (stream) => BigInt((await store.readStream(stream)).length) - 1n),
  );
  for (let turn = 0; ; turn++) {
    const numbers = Array.from({ length: turn % 5 === 0 ? 4 : 1 }, () => number++);
    const appends = numbers.map((n, i): StreamAppend => {
      const revision = revisions[i % 2] ?? -1n;
      revisions[i % 2] = revision + 1n;
      return {
        stream: streams[i % 2] ?? '',
        events: [eventOf(n)],
        expectedRevision: revision === -1n ? 'no-stream' : revision,
      };
    });
    const { position } = await store.appendAll(appends);
    // Waits while the pipe is full: a reader that is busy must not end the writer.
    const line = `${JSON.stringify({ numbers, position: String(position) })}\n`;
    await new Promise((resolve) => process.stdout.write(line, resolve));
  }
}

await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer)));
