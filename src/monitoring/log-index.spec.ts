// Specs of the index of the log: what was known at a position and at an instant, and which events pass a filter.
import { describe, expect, it } from '@jest/globals';
import { firstIndex, LogIndex } from './log-index.js';

interface Entry {
  readonly position: number;
  readonly recordedAt: number;
  readonly endsAppend?: boolean;
  readonly alliance?: number;
  readonly type?: number;
  readonly stream?: number;
}

function indexOf(...entries: Entry[]): LogIndex {
  const log = new LogIndex();
  for (const { position, recordedAt, endsAppend = true, alliance = 0, type = 0, stream = 0 } of entries) {
    log.add({ position: BigInt(position), recordedAt, remaining: endsAppend ? 0 : 1 }, alliance, type, stream);
  }
  return log;
}

/** Three appends of 1, 3 and 1 events; positions have gaps. */
const log = indexOf(
  { position: 10, recordedAt: 1_000 },
  { position: 20, recordedAt: 2_000, endsAppend: false },
  { position: 21, recordedAt: 2_000, endsAppend: false },
  { position: 25, recordedAt: 2_000 },
  { position: 40, recordedAt: 3_000 },
);

describe('what was known at a position', () => {
  it.each([
    [0, 0],
    [9, 0],
    [10, 1],
    [15, 1],
    [20, 1],
    [21, 1],
    [24, 1],
    [25, 4],
    [39, 4],
    [40, 5],
    [99, 5],
  ])('%i: %i events; nothing of an append that it lies inside of', (position, known) =>
    expect(log.knownAtPosition(BigInt(position))).toBe(known),
  );
});

describe('what was known at an instant', () => {
  it.each([
    [999, 0],
    [1_000, 1],
    [1_999, 1],
    [2_000, 4],
    [2_999, 4],
    [3_000, 5],
    [9_999, 5],
  ])('%i: %i events', (instant, known) => expect(log.knownAtInstant(instant)).toBe(known));

  it('is the log before the first event that was recorded later, though a clock went back after it', () => {
    const back = indexOf(
      { position: 1, recordedAt: 1_000 },
      { position: 2, recordedAt: 5_000 },
      { position: 3, recordedAt: 2_000 },
      { position: 4, recordedAt: 6_000 },
    );
    expect([999, 1_000, 2_000, 4_999, 5_000, 5_999, 6_000].map((instant) => back.knownAtInstant(instant))).toEqual([
      0, 1, 1, 1, 3, 3, 4,
    ]);
  });

  it('shows no part of an append whose events carry different times', () => {
    const torn = indexOf(
      { position: 1, recordedAt: 1_000 },
      { position: 2, recordedAt: 2_000, endsAppend: false },
      { position: 3, recordedAt: 3_000 },
    );
    expect([2_000, 3_000].map((instant) => torn.knownAtInstant(instant))).toEqual([1, 3]);
  });

  it('is nothing in an empty log', () => {
    const empty = indexOf();
    expect([empty.knownAtInstant(1), empty.knownAtPosition(1n), Number(empty.positionOf(0))]).toEqual([0, 0, 0]);
  });
});

describe('positions', () => {
  it('are those of the last of so many events', () =>
    expect([0, 1, 2, 5].map((count) => log.positionOf(count))).toEqual([0n, 10n, 20n, 40n]));

  it('end with their append', () =>
    expect([10n, 20n, 21n, 25n, 40n].map((position) => log.endOfAppend(position))).toEqual([10n, 25n, 25n, 25n, 40n]));

  it('are selected by alliance, type and stream, so many at most', () => {
    const mixed = indexOf(
      ...Array.from({ length: 12 }, (_, i) => ({
        position: i + 1,
        recordedAt: 1,
        alliance: i % 2,
        type: i % 3,
        stream: i % 4,
      })),
    );
    expect(mixed.select(0, 100, { alliance: 1 })).toEqual({ positions: [2n, 4n, 6n, 8n, 10n, 12n], through: 12 });
    expect(mixed.select(0, 100, { alliance: 1, type: 0 }).positions).toEqual([4n, 10n]);
    expect(mixed.select(0, 100, { alliance: 1, stream: 3 }).positions).toEqual([4n, 8n, 12n]);
    expect(mixed.select(4, 2, { alliance: 1 })).toEqual({ positions: [6n, 8n], through: 8 });
    expect(mixed.select(0, 100, { alliance: 2 })).toEqual({ positions: [], through: 12 });
  });
});

describe('the index', () => {
  it('tells more alliances apart than 16 bits can, after loading too', () => {
    const alliances = [0, 65_535, 65_536, 131_072];
    const many = indexOf(...alliances.map((alliance, i) => ({ position: i + 1, recordedAt: 1, alliance })));
    const loaded = new LogIndex();
    loaded.load(structuredClone(many.save()));
    for (const each of [many, loaded]) {
      expect(alliances.map((alliance) => each.select(0, 9, { alliance }).positions)).toEqual([[1n], [2n], [3n], [4n]]);
    }
  });

  it('answers the same after saving and loading, and goes on from there', () => {
    const loaded = new LogIndex();
    loaded.load(structuredClone(log.save()));
    expect([20n, 25n, 40n].map((position) => loaded.knownAtPosition(position))).toEqual([1, 4, 5]);
    loaded.add({ position: 41n, recordedAt: 2_500, remaining: 0 }, 0, 0, 0);
    expect([2_500, 3_000].map((instant) => loaded.knownAtInstant(instant))).toEqual([4, 6]);
  });

  it('finds the first index for which a test holds', () => {
    for (let first = 0; first <= 9; first++) expect(firstIndex(9, (i) => i >= first)).toBe(first);
  });
});
