// The example is a valid, fixed history with a bit of everything, whatever the day of the first start.
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { dayOf } from '../../projections/calendar.js';
import { readIndicator } from '../../projections/indicator.js';
import { readMilestones } from '../../projections/milestones.js';
import { effectiveDayOf, EVENT_TYPES } from '../domain/events.js';
import type { StoredEvent } from '../event-store/event-store.js';
import type { AllianceView } from '../monitoring/alliance-model.js';
import { ReadModel } from '../monitoring/read-model.js';
import { EXAMPLE, EXAMPLE_SEED, exampleEvents } from './example.js';
import { EXAMPLE_SOURCE } from '../monitoring/read-model.js';
import type { FirstStartEvent } from './first-start-event.js';
import { appendsOf, countByType, refusals } from './history.fixture.js';

const AFTER_ITS_END = '2026-11-24';
const events = exampleEvents(AFTER_ITS_END);
const hashOf = (list: readonly FirstStartEvent[]): string =>
  createHash('sha256').update(JSON.stringify(list)).digest('hex').slice(0, 12);

describe(`the example's history (seed ${EXAMPLE_SEED}, ${events.length} events, sha256 ${hashOf(events)}…)`, () => {
  it('can all be recorded, append by append, in recorded order', () => {
    expect(refusals(events)).toEqual([]);
  });

  it('could not without the survey that answers refer to, nor with a member joining twice', () => {
    const unasked = events.filter(({ stream }) => stream !== 'survey-example.wave-2023');
    expect(refusals(unasked).filter((refusal) => refusal.includes('survey-unknown'))).toHaveLength(123);
    const joined = events.find(({ type }) => type === 'MemberJoined') as FirstStartEvent;
    const again = { ...joined, eventId: '00000000-0000-4000-8000-000000000000', append: events.length };
    expect(refusals([...events, again])).toEqual([expect.stringContaining('already-member')]);
  });

  it('is the same every time', () => {
    expect(hashOf(exampleEvents(AFTER_ITS_END))).toBe(hashOf(events));
  });

  it('has about 1,500 events with ids of their own', () => {
    expect(events.length).toBeGreaterThan(1_400);
    expect(events.length).toBeLessThan(1_700);
    expect(new Set(events.map(({ eventId }) => eventId)).size).toBe(events.length);
  });

  it('holds every type of event but those that it has no honest data for', () => {
    const missing = EVENT_TYPES.filter((type) => !(type in countByType(events)));
    // A seal is made from a real report, and no indicator of the framework is reported by hand.
    expect(missing).toEqual(['ValueReported', 'ReportSealed']);
  });

  it('ends with month 48, and records nothing before it happened', () => {
    for (const event of events.filter(({ type }) => type !== 'EventRetracted')) {
      const happened = effectiveDayOf(event);
      expect([event.stream, happened <= dayOf('2026-06-14')]).toEqual([event.stream, true]);
      expect([event.stream, happened <= dayOf(event.recordedAt.slice(0, 10))]).toEqual([event.stream, true]);
    }
  });

  it('is in recorded order, an append at one instant', () => {
    const instants = events.map(({ recordedAt }) => recordedAt);
    expect(instants).toEqual([...instants].sort());
    for (const append of appendsOf(events)) expect(new Set(append.map(({ recordedAt }) => recordedAt)).size).toBe(1);
    expect(appendsOf(events)).toHaveLength((events.at(-1)?.append ?? 0) + 1);
  });

  it('corrects directly after the retraction, in the same append and stream', () => {
    const corrections = events.flatMap((event, i) => (event.corrects === undefined ? [] : [{ event, i }]));
    expect(corrections.length).toBeGreaterThanOrEqual(8);
    for (const { event, i } of corrections) {
      const { type, stream, append, data } = events[i - 1] as FirstStartEvent;
      expect({ type, stream, append, data }).toMatchObject({
        type: 'EventRetracted',
        stream: event.stream,
        append: event.append,
        data: { eventId: event.corrects },
      });
    }
  });
});

describe("the example's history on an early day", () => {
  it.each(['2022-06-16', '2022-12-31', '2023-05-01', '2024-02-29', '2025-03-12', '2026-06-14'])(
    '%s: the beginning of the whole, nothing recorded on that day or later',
    (today) => {
      const early = exampleEvents(today);
      expect(early).toEqual(events.slice(0, early.length));
      expect(early.length).toBeGreaterThan(0);
      expect((early.at(-1)?.recordedAt ?? '') < today).toBe(true);
      expect((events[early.length]?.recordedAt ?? '9') >= today).toBe(true);
      expect(refusals(early)).toEqual([]);
    },
  );

  it('2022-06-15: nothing yet', () => {
    expect(exampleEvents('2022-06-15')).toEqual([]);
  });
});

describe("the example's figures", () => {
  const at = (view: AllianceView, month: number) =>
    new Map(
      (view.framework.at(view.calendar.monthEnd(month))?.indicators ?? []).map((indicator) => {
        const { value, status } = readIndicator(view, indicator, view.calendar.monthEnd(month));
        return [indicator.id, { value, status }];
      }),
    );

  it('end as a mix of achieved and missed', async () => {
    const { head } = await model();
    const end = at(head, 49);
    expect(Object.fromEntries([...end].map(([id, { status }]) => [id, status]))).toEqual({
      I1: 'achieved',
      I2: 'achieved',
      I3: 'missed',
      I4: 'achieved',
      I5: 'missed',
      I6: 'achieved',
    });
    expect(end.get('I3')?.value).toBe(84);
    expect(end.get('I4')?.value).toBe(30);
    expect(end.get('I5')?.value).toBe(78);
  });

  it('are on different ways half-way', async () => {
    const { head } = await model();
    const statuses = [12, 24, 36].flatMap((month) => [...at(head, month).values()].map(({ status }) => status));
    expect(new Set(statuses)).toEqual(new Set(['notDue', 'achieved', 'offTrack', 'atRisk', 'onTrack']));
  });

  it('achieve the milestones, the first one late', async () => {
    const { head } = await model();
    const milestones = readMilestones(head, head.calendar.monthEnd(48));
    expect(milestones.map(({ id, status, achievedOn }) => [id, status, achievedOn])).toEqual([
      ['MS1', 'achieved', '2023-11-21'],
      ['MS2', 'achieved', expect.stringMatching(/^2024-1/)],
      ['MS3', 'achieved', '2022-12-06'],
    ]);
  });

  it('show that more memoranda were signed by month 17 than was known then', async () => {
    const { head, knownOn } = await model();
    expect(at(head, 17).get('I3')?.value).toBe(38);
    const then = at(knownOn('2023-11-30'), 17).get('I3')?.value;
    expect(then).toBeGreaterThanOrEqual(25);
    expect(then).toBeLessThanOrEqual(35);
  });

  async function model() {
    const stored = asStored(events);
    const readStream = (name: string, limit: number): Promise<readonly StoredEvent[]> =>
      Promise.resolve(stored.filter(({ stream }) => stream === name).slice(0, limit));
    const readModel = new ReadModel(readStream);
    await readModel.apply(stored);
    const view = (count?: number): AllianceView => {
      const found = readModel.alliance(EXAMPLE)?.view(count);
      if (!found) throw new Error('the example is not established');
      return found;
    };
    const knownOn = (day: string): AllianceView => view(readModel.log.knownAtInstant(Date.parse(`${day}T00:00Z`)));
    return { head: view(), knownOn };
  }
});

function asStored(list: readonly FirstStartEvent[]): StoredEvent[] {
  const revisions = new Map<string, bigint>();
  return appendsOf(list)
    .flatMap((append) => append.map((event, i) => ({ event, remaining: append.length - 1 - i })))
    .map(({ event, remaining }, i) => {
      const { stream, type, eventId, data, corrects, recordedAt } = event;
      const revision = (revisions.get(stream) ?? -1n) + 1n;
      revisions.set(stream, revision);
      const metadata = { source: EXAMPLE_SOURCE, allianceId: EXAMPLE, ...(corrects === undefined ? {} : { corrects }) };
      const place = { stream, revision, position: BigInt(i + 1), recordedAt: Date.parse(recordedAt), remaining };
      return { ...place, eventId, type, data, metadata, schemaVersion: 1, hash: '' };
    });
}
