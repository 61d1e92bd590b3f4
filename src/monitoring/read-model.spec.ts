// Specs of the read model: made event by event, of what was kept or read again, or of a snapshot; stopped by poison.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { dayOf, ProjectCalendar } from '../../projections/calendar.js';
import {
  adopted,
  answered,
  changed,
  correction,
  established,
  evidence,
  joined,
  left,
  opened,
  released,
  retraction,
  valueReported,
} from '../../projections/facts.fixture.js';
import { framework, indicator, milestone } from '../../projections/given.fixture.js';
import { readIndicator } from '../../projections/indicator.js';
import { readMilestones } from '../../projections/milestones.js';
import { Recorder } from '../../projections/recorder.fixture.js';
import { asStreamEvent, effectiveFacts } from '../domain/timeline.js';
import type { StoredEvent } from '../event-store/event-store.js';
import { EXAMPLE_SOURCE, PoisonEventError, ReadModel } from './read-model.js';
import { readSnapshot, writeSnapshot } from './snapshot.js';

const calendar = new ProjectCalendar(dayOf('2022-06-15'), dayOf('2026-06-14'));
const AT = dayOf('2024-06-14');

/** An alliance with members and a survey, some of it corrected; ten appends, fourteen events. */
function example(): Recorder {
  const recorder = new Recorder(calendar);
  const joining = joined('festo', '2023-03-01');
  const answer = answered('wave-1', 'r1', '2024-05-10', { q1: 5 });
  const indicators = [indicator('I2', { kind: 'membersJoined' }), indicator('I5', { kind: 'satisfaction' })];
  recorder.append(established('2022-06-15', '2026-06-14'));
  recorder.append(adopted('2022-06-15', framework(indicators, [milestone('MS', { indicator: 'I2', atLeast: 2 })])));
  recorder.append([joining, changed('festo', '2023-06-01', { country: 'FR' })]);
  recorder.append(joined('efvet', '2023-03-01', { category: 'affiliate' }));
  recorder.append(evidence(joining, '2023-09-01'));
  recorder.append(opened('wave-1', '2024-05-01', '2024-05-31'));
  recorder.append(answer);
  recorder.append([answered('wave-1', 'r2', '2024-05-11', { q1: 2 }), left('efvet', '2024-01-31')]);
  recorder.append(correction(joining, joined('festo', '2023-02-01')));
  recorder.append(retraction(answer));
  return recorder;
}

/** Everything that is answered of an alliance on a day, as known at the head and at each position before. */
function figuresOf(model: ReadModel): string {
  const figures: unknown[] = [];
  for (let known = 0; known <= model.log.count; known++) {
    const view = model.alliance('lcamp')?.view(known === model.log.count ? undefined : known);
    const indicators = view?.framework.at(AT)?.indicators ?? [];
    figures.push(view && [indicators.map((each) => readIndicator(view, each, AT)), readMilestones(view, AT)]);
  }
  return JSON.stringify(figures);
}

/** What is answered of an alliance's indicators on a day, at the head. */
function headOf(model: ReadModel): string {
  const view = model.alliance('lcamp')?.view();
  return JSON.stringify(view?.framework.at(AT)?.indicators.map((each) => readIndicator(view, each, AT)));
}

const noStream = (stream: string): Promise<never> => Promise.reject(new Error(`${stream} is not to be read`));

describe('the read model', () => {
  it('is at the position and hash of the last event it took in', async () => {
    const { log } = example();
    const model = new ReadModel(example().readStream);
    expect([model.position, model.log.count]).toEqual([0n, 0]);
    await model.apply(log.slice(0, 5));
    expect([model.position, model.hash]).toEqual([5n, log[4]?.hash]);
  });

  describe('of many events of one stream in one append', () => {
    const withReleases = (releases: number): Recorder => {
      const recorder = new Recorder(calendar);
      const wrong = released('2022-07-01', '0.9');
      recorder.append(established('2022-06-15', '2026-06-14'));
      recorder.append(adopted('2022-06-15', framework([indicator('I6', { kind: 'platformReleased' })])));
      recorder.append(wrong);
      const later = Array.from({ length: releases }, (_, i) => released(`2023-0${(i % 9) + 1}-01`, `1.${i}`));
      recorder.append([...later.slice(20), retraction(wrong), ...later.slice(0, 20), joined('festo', '2023-03-01')]);
      recorder.append(released('2022-08-01', '2.0'));
      return recorder;
    };

    it('knows after each append what it would know of them one by one', async () => {
      const recorder = withReleases(60);
      const models = [await recorder.model(1), await recorder.model(7), await recorder.model()];
      for (const day of ['2022-07-31', '2022-08-01', '2022-12-31', '2023-01-01', '2024-06-14'].map(dayOf)) {
        const known = models.map((model) =>
          recorder.appends.slice(1).map((count) => {
            const view = model.alliance('lcamp')?.view(count);
            return view?.framework.at(day)?.indicators.map((each) => readIndicator(view, each, day));
          }),
        );
        expect(known[1]).toEqual(known[0]);
        expect(known[2]).toEqual(known[0]);
      }
    });

    it('goes through them once, and not again for each', async () => {
      const recorder = withReleases(6_000);
      const begun = performance.now();
      await recorder.model();
      expect(performance.now() - begun).toBeLessThan(10_000);
    });
  });

  it('skips what it has already', async () => {
    const recorder = example();
    const model = await recorder.model();
    const before = figuresOf(model);
    await model.apply(recorder.log.slice(3));
    expect([model.log.count, figuresOf(model)]).toEqual([recorder.log.length, before]);
  });

  it('takes in positions that have gaps', async () => {
    const recorder = example();
    const spaced = (event: StoredEvent): StoredEvent => ({ ...event, position: event.position * 100n });
    const model = new ReadModel(async (stream, limit) => (await recorder.readStream(stream, limit)).map(spaced));
    await model.apply(recorder.log.map(spaced));
    expect(figuresOf(model)).toBe(figuresOf(await recorder.model()));
    expect(model.position).toBe(BigInt(recorder.log.length) * 100n);
  });

  it('keeps alliances apart', async () => {
    const [lcamp, other] = [example(), new Recorder(calendar, 'other')];
    other.append(established('2022-06-15', '2026-06-14'));
    other.append(joined('festo', '2020-01-01'));
    const moved = other.log.map((event, i) => ({ ...event, position: BigInt(lcamp.log.length + i + 1) }));
    const model = await lcamp.model();
    const before = figuresOf(model);
    await model.apply(moved);
    expect((JSON.parse(figuresOf(model)) as unknown[]).slice(0, lcamp.log.length)).toEqual(
      (JSON.parse(before) as unknown[]).slice(0, lcamp.log.length),
    );
    expect(
      [model.alliance('lcamp')?.view()?.firstFactOn, model.alliance('other')?.view()?.firstFactOn].map(Number),
    ).toEqual([dayOf('2022-06-15'), dayOf('2020-01-01')]);
    expect(model.alliance('unknown')).toBeUndefined();
  });

  it('shows nothing of an append that is in only in part', async () => {
    const { log, readStream } = example();
    const model = new ReadModel(readStream);
    let shown = headOf(model);
    for (const event of log) {
      await model.apply([event]);
      const { known, count } = model.log;
      if (event.remaining > 0) expect([known < count, headOf(model)]).toEqual([true, shown]);
      else expect(known).toBe(count);
      shown = headOf(model);
    }
    expect(log.filter(({ remaining }) => remaining > 0).length).toBeGreaterThan(0);
    expect(shown).toBe(headOf(await example().model()));
  });

  it('shows a past view nothing of what comes after it, also where nothing had come yet when it was first read', async () => {
    const { log, readStream } = example();
    const model = new ReadModel(readStream);
    await model.apply(log.slice(0, 5));
    const past = model.alliance('lcamp')?.view(5);
    const read = (): unknown => past?.framework.at(AT)?.indicators.map((each) => readIndicator(past, each, AT));
    const before = JSON.stringify(read());
    await model.apply(log.slice(5));
    expect(JSON.stringify(read())).toBe(before);
    expect(JSON.stringify(model.alliance('lcamp')?.view()?.ledger({ category: 'member' }).days())).not.toBe(
      JSON.stringify(past?.ledger({ category: 'member' }).days()),
    );
  });

  it('knows example data as such, also after the alliance was corrected', async () => {
    const recorder = new Recorder(calendar);
    const first = established('2022-06-15', '2026-06-14');
    const [invented] = recorder.append(first) as [StoredEvent];
    recorder.append(correction(first, established('2022-06-15', '2026-06-30')));
    const model = new ReadModel(recorder.readStream);
    await model.apply([{ ...invented, metadata: { source: EXAMPLE_SOURCE } }, ...recorder.log.slice(1)]);
    const view = model.alliance('lcamp')?.view();
    expect([view?.profile.example, view?.profile.endsOn]).toEqual([true, '2026-06-30']);
    expect((await recorder.model()).alliance('lcamp')?.view()?.profile.example).toBe(false);
  });

  it('knows no alliance before it was established', async () => {
    const model = await example().model();
    expect(model.alliance('lcamp')?.view(0)).toBeUndefined();
    expect(model.alliance('lcamp')?.view(1)?.profile.acronym).toBe('LCAMP');
  });
});

describe('a poison event', () => {
  const poison: [string, Partial<StoredEvent>][] = [
    ['of an unknown type', { type: 'MemberTeleported' }],
    ['in a stream that no category has', { stream: 'rumour-lcamp' }],
    ['in a stream whose name is none', { stream: 'member' }],
    ['without its effective date', { data: {} }],
  ];

  it.each(poison)('%s stops the projection with its position', async (_what, change) => {
    const { log, readStream } = example();
    const bad = { ...(log[4] as StoredEvent), ...change };
    const model = new ReadModel(readStream);
    const failing = model.apply([...log.slice(0, 4), bad, ...log.slice(5)]);
    await expect(failing).rejects.toMatchObject({ name: 'PoisonEventError', position: bad.position });
    await expect(failing).rejects.toBeInstanceOf(PoisonEventError);
  });

  it('is one whose stream cannot be read again', async () => {
    const { log } = example();
    const model = new ReadModel(noStream);
    await expect(model.apply(log)).rejects.toMatchObject({ position: log.at(-1)?.position });
  });
});

describe('streams at hand', () => {
  it('make reading unnecessary, but for answers', async () => {
    const { log } = example();
    const model = new ReadModel(noStream);
    await expect(model.apply(log.slice(0, -1))).resolves.toBeUndefined();
  });

  it('that are no longer kept are read again, and give the same', async () => {
    const recorder = example();
    const [early, late] = [recorder.log.slice(0, 8), recorder.log.slice(8)];
    // As many events of other streams as are kept at all come in between.
    const CROWD = 100_000;
    const [pattern] = new Recorder(calendar, 'others').append(joined('m', '2023-01-01')) as [StoredEvent];
    const crowd = Array.from({ length: CROWD }, (_, i) => ({
      ...pattern,
      eventId: `${i.toString(16).padStart(8, '0')}-0000-4000-8000-000000000000`,
      stream: `member-others.m${i}`,
      position: BigInt(early.length + i + 1),
    }));
    const inPlace = (event: StoredEvent): StoredEvent =>
      late.includes(event) ? { ...event, position: event.position + BigInt(CROWD) } : event;
    const read: string[] = [];
    const model = new ReadModel(async (stream, limit) => {
      read.push(stream);
      return (await recorder.readStream(stream, limit)).map(inPlace);
    });
    await model.apply([...early, ...crowd, ...late.map(inPlace)]);
    expect(new Set(read)).toEqual(new Set(['member-lcamp.efvet', 'member-lcamp.festo', 'answer-lcamp.wave-1.r1']));
    expect(headOf(model)).toBe(headOf(await recorder.model()));
  });

  it('are read before anybody knows of what is recorded in them: no figure of a past point misses it', async () => {
    const recorder = new Recorder(calendar);
    recorder.append(established('2022-06-15', '2026-06-14'));
    recorder.append(adopted('2022-06-15', framework([indicator('I2', { kind: 'membersJoined' })])));
    recorder.append(adopted('2022-06-16', framework([indicator('I9', { kind: 'membersJoined' })])));
    const before = new ReadModel(recorder.readStream);
    await before.apply(recorder.log.slice(0, 2));
    const read: ((events: readonly StoredEvent[]) => void)[] = [];
    const model = new ReadModel(() => new Promise((resolve) => void read.push(resolve)));
    model.load([...before.save()]);
    const applied = model.apply(recorder.log.slice(2));
    // As any reader may ask for what is known meanwhile.
    const indicators = (known: number): unknown =>
      model
        .alliance('lcamp')
        ?.view(known)
        ?.framework.at(AT)
        ?.indicators.map(({ id }) => id);
    expect([model.position, model.log.known, indicators(model.log.known)]).toEqual([2n, 2, ['I2']]);
    expect(read).toHaveLength(1);
    read[0]?.(recorder.stream('framework-lcamp').slice(0, 1));
    await applied;
    expect([model.position, model.log.known, indicators(model.log.known)]).toEqual([3n, 3, ['I9']]);
  });

  it('that cannot be read as far as they go stop the projection', async () => {
    const { log, readStream } = example();
    const before = new ReadModel(readStream);
    await before.apply(log.slice(0, 4));
    const model = new ReadModel((stream) => readStream(stream, 1));
    model.load([...before.save()]);
    await expect(model.apply(log.slice(4))).rejects.toThrow('1 of the 2 events before it in member-lcamp.festo');
  });
});

describe('reported values of one indicator', () => {
  /** So many values on days in turns, and of some of them a correction or a retraction. */
  function values(count: number): Recorder {
    const recorder = new Recorder(calendar);
    recorder.append(established('2022-06-15', '2026-06-14'));
    recorder.append(adopted('2022-06-15', framework([indicator('I9', { kind: 'reported' })])));
    for (let i = 0; i < count; i++) {
      const value = valueReported('I9', `2024-0${1 + (i % 5)}-${10 + (i % 7)}`, i);
      recorder.append(value);
      if (i % 10 === 4) recorder.append(correction(value, valueReported('I9', '2024-05-16', 100 + i)));
      if (i % 10 === 8) recorder.append(retraction(value));
    }
    return recorder;
  }

  it('stand as if the stream were gone through for each of them', async () => {
    const recorder = values(40);
    const stepwise = await recorder.model();
    for (let known = 1; known <= recorder.log.length; known++) {
      const facts = effectiveFacts(
        recorder
          .stream('measurement-lcamp.I9')
          .filter(({ position }) => position <= BigInt(known))
          .map(asStreamEvent),
      );
      const newest = facts.filter(({ on }) => on <= AT).at(-1);
      const view = stepwise.alliance('lcamp')?.view(known);
      const [reported] = view?.framework.at(AT)?.indicators ?? [];
      const expected = (newest?.event.data as { value: number } | undefined)?.value ?? null;
      if (view && reported) expect([known, readIndicator(view, reported, AT).value]).toEqual([known, expected]);
    }
  });

  it('are not gone through for each that comes', async () => {
    const { log: plain, readStream } = values(4);
    const [pattern] = plain.slice(-1) as [StoredEvent];
    let looks = 0;
    const data = {
      ...pattern.data,
      get measuredOn() {
        looks++;
        return '2024-01-10';
      },
    };
    const more = Array.from({ length: 500 }, (_, i): StoredEvent => {
      return { ...pattern, data, eventId: `value-${i}`, revision: BigInt(4 + i), position: BigInt(7 + i) };
    });
    const model = new ReadModel(readStream);
    await model.apply(plain);
    await model.apply(more);
    expect(looks).toBeLessThan(10 * more.length);
  });
});

describe('a model from a snapshot', () => {
  it('goes on from any point as if it had never stopped', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'read-model-'));
    const file = join(folder, 'snapshot');
    const recorder = example();
    const whole = figuresOf(await recorder.model());
    for (let taken = 0; taken <= recorder.log.length; taken++) {
      const before = new ReadModel(recorder.readStream);
      await before.apply(recorder.log.slice(0, taken));
      writeSnapshot(file, before.save());
      const after = new ReadModel(recorder.readStream);
      after.load(readSnapshot(file) as unknown[]);
      expect([after.position, after.hash]).toEqual([before.position, before.hash]);
      expect(figuresOf(after)).toBe(figuresOf(before));
      await after.apply(recorder.log.slice(taken));
      expect(figuresOf(after)).toBe(whole);
    }
    rmSync(folder, { recursive: true });
  });
});
