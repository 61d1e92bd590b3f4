// kill -9 under load: what was acknowledged is there, once; what wasn't is there whole or not at all.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from '@jest/globals';
import { EmbeddedEventStore } from '../../src/event-store/embedded/embedded-event-store.js';
import type { StoredEvent } from '../../src/event-store/event-store.js';
import { atScale, seeded, seedOr } from './seeded.fixture.js';
import { numberOf, wholeLog } from './store-events.fixture.js';

const SEED = seedOr(20_240_614);
const ROUNDS = atScale(6, 200);
/** Then another log is begun: each round reads the whole of its log, so that all on one would take hours. */
const ROUNDS_OF_A_LOG = 25;
/** Event numbers of one round; a process writes far fewer. */
const NUMBERS = 1_000_000;
const CHILD = fileURLToPath(new URL('./store-kill.child.js', import.meta.url));

interface Acknowledged {
  readonly numbers: readonly number[];
  readonly position: string;
}

describe(`event store killed under load, ${ROUNDS} rounds, seed ${SEED}`, () => {
  const random = seeded(SEED);
  let journal: Acknowledged[];
  const folder = mkdtempSync(join(tmpdir(), 'alliance-kpi-kill-'));
  let dataDir: string;
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** Runs a writing process and kills it so many milliseconds after its first acknowledgement. */
  async function runAndKill(first: number, delayMs: number): Promise<Acknowledged[]> {
    const child = spawn(process.execPath, [CHILD, dataDir, String(first)], { stdio: ['ignore', 'pipe', 'inherit'] });
    const heard: Acknowledged[] = [];
    const lines = createInterface({ input: child.stdout });
    lines.on('line', (line) => {
      if (heard.length === 0) setTimeout(() => child.kill('SIGKILL'), delayMs);
      // The last line may have been cut off by the kill: nobody has heard that acknowledgement.
      if (line.endsWith('}')) heard.push(JSON.parse(line) as Acknowledged);
    });
    const [[, signal]] = (await Promise.all([once(child, 'exit'), once(lines, 'close')])) as [
      [number, string],
      unknown,
    ];
    expect(signal).toBe('SIGKILL');
    return heard;
  }

  it.each(Array.from({ length: ROUNDS }, (_, round) => ({ round, delayMs: random(400) })))(
    'round $round, killed $delayMs ms after the first acknowledgement',
    async ({ round, delayMs }) => {
      if (round % ROUNDS_OF_A_LOG === 0) {
        journal = [];
        dataDir = join(folder, String(round));
      }
      journal.push(...(await runAndKill(round * NUMBERS, delayMs)));
      const store = await EmbeddedEventStore.open({ dataDir, clock: () => Date.now() });
      try {
        // Reading checks the chain, and `numberOf` that each event is what was sent.
        const log = await wholeLog(store);
        const numbers = log.map(numberOf);
        expect(new Set(numbers).size).toBe(numbers.length);
        const lost = journal.filter(({ numbers: sent, position }) => !isAt(log, sent, Number(position)));
        expect(lost).toEqual([]);
        expect(halfAppends(log)).toEqual([]);
        expect(revisionGaps(log)).toEqual([]);
        expect((await store.scrub()).events).toBe(log.length);
      } finally {
        await store.close();
      }
    },
    60_000,
  );
});

/** Whether an append's events are where its acknowledgement said. */
function isAt(log: readonly StoredEvent[], numbers: readonly number[], lastPosition: number): boolean {
  return numbers.every((number, i) => {
    const event = log[lastPosition - numbers.length + i];
    return event !== undefined && numberOf(event) === number;
  });
}

/** Positions at which an append begins or ends in the middle. */
function halfAppends(log: readonly StoredEvent[]): bigint[] {
  return log
    .filter(({ remaining }, i) => (remaining > 0 ? log[i + 1]?.remaining !== remaining - 1 : false))
    .map(({ position }) => position);
}

function revisionGaps(log: readonly StoredEvent[]): string[] {
  const next = new Map<string, bigint>();
  return log.flatMap(({ stream, revision }) => {
    const expected = next.get(stream) ?? 0n;
    next.set(stream, revision + 1n);
    return revision === expected ? [] : [`${stream} ${revision}`];
  });
}
