// Specs of what a client hears that comes back: how far it is told position by position.
import { setImmediate } from 'node:timers';
import { describe, expect, it } from '@jest/globals';
import type { Figures } from '../../monitoring/changes.js';
import { LogIndex } from '../../monitoring/log-index.js';
import type { Monitoring } from '../../monitoring/monitoring.service.js';
import { MissedChanges } from './missed-changes.js';

const ALLIANCE = 'lcamp';

/** A log of appends of one event each, after each of which this many figures are the number of events. */
function monitoringOf({ events, figures, workMs }: { events: number; figures: number; workMs: number }): {
  monitoring: Monitoring;
  asked: number[];
} {
  const log = new LogIndex();
  for (let position = 1; position <= events; position++) {
    log.add({ position: BigInt(position), recordedAt: position, remaining: 0 }, 0, 0, position);
  }
  const asked: number[] = [];
  const monitoring = {
    model: { log, allianceNumber: () => 0, alliance: () => ({ view: () => ({}) }) },
    today: () => '2026-06-14',
    figures: (_: string, count: number): Figures => {
      asked.push(count);
      for (const until = performance.now() + workMs; performance.now() < until;);
      const ids = Array.from({ length: figures }, (__, i) => `I${i}`);
      return new Map(ids.map((id) => [id, { kind: 'indicator', id, value: count }]));
    },
  };
  return { monitoring: monitoring as unknown as Monitoring, asked };
}

describe('what a client of the stream missed', () => {
  it('is told position by position for longer than a moment, while others have their turns', async () => {
    const { monitoring } = monitoringOf({ events: 90, figures: 1, workMs: 5 });
    let turns = 0;
    const count = (): void => void (turns++, (next = setImmediate(count)));
    let next = setImmediate(count);
    const missed = await new MissedChanges(monitoring).since(ALLIANCE, 10n);
    clearImmediate(next);
    expect(missed.map(({ position }) => Number(position))).toEqual(Array.from({ length: 80 }, (_, i) => i + 11));
    expect(missed[0]?.changes).toEqual([{ kind: 'indicator', id: 'I0', before: 10, after: 11 }]);
    expect(turns).toBeGreaterThan(20);
  });

  it('is told in one message from where it would take too long, with what changed in all', async () => {
    const { monitoring } = monitoringOf({ events: 100, figures: 1, workMs: 50 });
    const missed = await new MissedChanges(monitoring).since(ALLIANCE, 0n);
    expect(missed.length).toBeGreaterThan(20);
    expect(missed.length).toBeLessThan(60);
    const [last] = missed.slice(-1);
    const before = missed.length - 1;
    expect(last).toMatchObject({ position: 100n, changes: [{ before, after: 100 }] });
  });

  it('is told in one message from where it would be too much', async () => {
    const { monitoring } = monitoringOf({ events: 100, figures: 1_000, workMs: 0 });
    const missed = await new MissedChanges(monitoring).since(ALLIANCE, 0n);
    expect(missed).toHaveLength(21);
    expect(missed.at(-1)).toMatchObject({ position: 100n });
    expect(missed.at(-1)?.changes[0]).toMatchObject({ before: 20, after: 100 });
  });

  it('is worked out once for all that missed the same', async () => {
    const { monitoring, asked } = monitoringOf({ events: 30, figures: 1, workMs: 0 });
    const changes = new MissedChanges(monitoring);
    const first = await changes.since(ALLIANCE, 5n);
    const before = asked.length;
    expect(await changes.since(ALLIANCE, 5n)).toEqual(first);
    expect(asked.length).toBe(before);
  });
});
