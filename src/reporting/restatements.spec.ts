// What is known otherwise than when a report was handed in: exactly the figures that differ, and what changed them.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween, figuresOf } from '../monitoring/changes.js';
import type { FrameworkAdopted, Indicator } from '../domain/framework/framework.events.js';
import type { AllianceEvent } from './alliance-event.js';
import { comparison } from './build-comparison.js';
import { ReportSource, restatementsOf } from './build-report.js';
import { exampleAllianceEvents, recordedLate } from './example-report.fixture.js';
import { KnownAlliance } from './known-alliance.js';
import { DEFAULT_SETTINGS } from './report-request.js';

const SEED = 24;
const RUNS = process.env['TEST_SCALE'] === 'full' ? 60 : 6;
const events = exampleAllianceEvents();

const joined = (name: string, joinedOn: string): object => ({
  memberId: `late-${name}`,
  name: `Late ${name}`,
  category: 'affiliate',
  agentType: 'company',
  country: 'ES',
  joinedOn,
});

describe('restatements', () => {
  it(`are what differs between two points of knowledge, whatever happened in between (seed ${SEED})`, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 100, max: events.length - 1 }),
        fc.integer({ min: 1, max: 48 }),
        async (known, month) => {
          const then = await KnownAlliance.of('example', events.slice(0, known));
          const now = await KnownAlliance.of('example', events);
          const at = now.view.calendar.monthEnd(month);
          const direct = changesBetween(figuresOf(then.view, at), figuresOf(now.view, at));
          const found = await restatementsOf('example', events, [{ month, events: known }]);
          expect(found.map(({ kind, id, before, after }) => ({ kind, id, before, after }))).toEqual(direct);
          for (const { before, after, causes } of found) {
            // The steps lead from one value to the other, without a gap.
            const values = [before, ...causes.flatMap((cause) => [cause.before, cause.after]), after].map((value) =>
              JSON.stringify(value ?? null),
            );
            for (let i = 0; i < values.length; i += 2) expect(values[i]).toBe(values[i + 1]);
            expect(causes.every((cause) => cause.events.every(({ number }) => number > known))).toBe(true);
          }
        },
      ),
      { seed: SEED, numRuns: RUNS },
    );
  });

  it('tell a late fact, a correction with its reason, and nothing of what happened later', async () => {
    const base = events.length;
    const wrong = events.find(
      ({ type, data }) => type === 'MemberJoined' && (data as { category: string }).category === 'affiliate',
    ) as AllianceEvent;
    const all = [
      ...events,
      recordedLate(base + 1, '1', 'MemberJoined', joined('one', '2024-05-01'), 'member-example.late-one'),
      recordedLate(base + 2, '2', 'MemberJoined', joined('two', '2025-05-01'), 'member-example.late-two'),
      recordedLate(
        base + 3,
        '3',
        'EventRetracted',
        { eventId: wrong.eventId, reason: 'It never joined.' },
        wrong.stream,
      ),
      recordedLate(
        base + 4,
        '4',
        'MemberJoined',
        { ...wrong.data, joinedOn: '2025-01-15' },
        wrong.stream,
        wrong.eventId,
      ),
    ];
    const found = await restatementsOf('example', all, [{ month: 24, events: base }]);
    // One more and one less: the number of members is what it was.
    expect(found.find(({ kind, id }) => kind === 'indicator' && id === 'I2')).toBeUndefined();
    const onlyLate = await restatementsOf('example', all.slice(0, base + 2), [{ month: 24, events: base }]);
    expect(onlyLate.map(({ kind, id, before, after, causes }) => [kind, id, before, after, causes.length])).toEqual([
      ['indicator', 'I2', 86, 87, 1],
      ['companion', 'I2.active', 83, 84, 1],
    ]);
    expect(onlyLate[0]?.causes[0]?.events.map(({ number }) => number)).toEqual([base + 1]);
    const corrected = await restatementsOf('example', all, [{ month: 24, events: base + 2 }]);
    expect(corrected.find(({ kind, id }) => kind === 'indicator' && id === 'I2')).toMatchObject({
      before: 87,
      after: 86,
    });
    expect(corrected[0]?.causes[0]?.events.map(({ type }) => type)).toEqual(['EventRetracted', 'MemberJoined']);
    // Inside the correction nothing of it is known yet, and after it all.
    expect(await restatementsOf('example', all, [{ month: 24, events: base + 3 }])).toEqual(corrected);
    expect(await restatementsOf('example', all, [{ month: 24, events: base + 4 }])).toEqual([]);
  });

  it('tell a fact of the last day of the month, and none of the day after', async () => {
    const lateOn = async (day: string): Promise<unknown[]> => {
      const joining = recordedLate(
        events.length + 1,
        '1',
        'MemberJoined',
        joined('one', day),
        'member-example.late-one',
      );
      const found = await restatementsOf('example', [...events, joining], [{ month: 24, events: events.length }]);
      return found.map(({ id, before, after }) => [id, before, after]);
    };
    expect(await lateOn('2024-06-14')).toEqual([
      ['I2', 86, 87],
      ['I2.active', 83, 84],
    ]);
    expect(await lateOn('2024-06-15')).toEqual([]);
  });

  describe('by what lies after the month', () => {
    const firsts = ['AllianceEstablished', 'FrameworkAdopted'].map(
      (name) => events.find(({ type }) => type === name) as AllianceEvent,
    );
    const [start, adoption] = firsts.map((event, i) => ({ ...event, number: i + 1 })) as [AllianceEvent, AllianceEvent];
    const restated = async (all: readonly AllianceEvent[], month: number, known: number): Promise<unknown[]> => {
      const found = await restatementsOf('example', all, [{ month, events: known }]);
      return found.map(({ kind, id, before, after, causes }) => [
        ...[`${kind} ${id}`, before, after],
        causes.flatMap(({ events: of }) => of.map(({ number }) => number)),
      ]);
    };
    const joining = recordedLate(3, '1', 'MemberJoined', joined('one', '2024-01-10'), 'member-example.late-one');
    const retraction = recordedLate(
      4,
      '2',
      'EventRetracted',
      { eventId: joining.eventId, reason: 'No.' },
      joining.stream,
    );

    it('is the first fact of its kind: from then on there is something known', async () => {
      expect(await restated([start, adoption, joining], 12, 2)).toEqual(
        expect.arrayContaining([
          ['indicator I2', null, 0, [3]],
          ['companion I2.active', null, 0, [3]],
        ]),
      );
    });

    it('is the only fact of its kind, taken back', async () => {
      expect(await restated([start, adoption, joining, retraction], 12, 3)).toEqual(
        expect.arrayContaining([
          ['indicator I2', 0, null, [4]],
          ['companion I2.active', 0, null, [4]],
        ]),
      );
      const other = recordedLate(4, '3', 'MemberJoined', joined('two', '2024-01-11'), 'member-example.late-two');
      expect(await restated([start, adoption, joining, other, { ...retraction, number: 5 }], 12, 4)).toEqual([]);
    });

    it('is the first framework, which counts before its adoption too, corrected', async () => {
      const { framework } = adoption.data as { framework: { indicators: { id: string; targets?: object[] }[] } };
      const indicators = framework.indicators.map((each) =>
        each.id === 'I4' ? { ...each, targets: [{ value: 0, month: 48 }] } : each,
      );
      const adopted = { ...adoption, data: { ...adoption.data, adoptedOn: '2022-09-01' } };
      const published = { recommendationId: 'r', title: 'R', topics: [], publishedOn: '2022-07-01' };
      const known = [
        start,
        adopted,
        recordedLate(3, '1', 'RecommendationPublished', published, 'recommendation-example.r'),
      ];
      const corrected = { ...adopted.data, framework: { ...framework, indicators } };
      const all = [
        ...known,
        recordedLate(4, '2', 'EventRetracted', { eventId: adopted.eventId, reason: 'Mistyped.' }, adopted.stream),
        recordedLate(5, '3', 'FrameworkAdopted', corrected, adopted.stream, adopted.eventId),
      ];
      expect(await restated(all, 2, 3)).toEqual(
        expect.arrayContaining([['status I4', expect.any(String), 'achieved', [4, 5]]]),
      );
    });
  });

  it('stand in the report of a month that was handed in, while the report as handed in stays', async () => {
    const before = await ReportSource.of('example', events);
    const request = {
      month: 24,
      language: 'en',
      audience: 'funder',
      expected: true,
      settings: DEFAULT_SETTINGS,
    } as const;
    const handedIn = JSON.stringify(before.report(request));
    const all = [
      ...events,
      recordedLate(events.length + 1, '1', 'MemberJoined', joined('one', '2024-05-01'), 'member-example.late-one'),
    ];
    const after = await ReportSource.of('example', all);
    const text = JSON.stringify(after.report(request));
    expect(text).toContain('Member joined: Late one, Affiliate, Spain (01/05/2024, recorded on 01/11/2026)');
    const again = await ReportSource.of('example', all.slice(0, events.length));
    expect(JSON.stringify(again.report(request))).toBe(handedIn);
  });

  it('stand in the reports of their month and of later ones, and in no earlier one', async () => {
    const joining = recordedLate(
      events.length + 1,
      '1',
      'MemberJoined',
      joined('one', '2024-05-01'),
      'member-example.late-one',
    );
    const source = await ReportSource.of('example', [...events, joining]);
    const monthsIn = (month: number): string[] => {
      const request = {
        month,
        language: 'en',
        audience: 'funder',
        expected: true,
        settings: DEFAULT_SETTINGS,
      } as const;
      const blocks = source.report(request).sections.flatMap(({ sections }) => sections.flatMap((part) => part.blocks));
      const rows = blocks.flatMap((block) =>
        block.kind === 'table' && block.table.id === 'restated' ? block.table.rows : [],
      );
      return [...new Set(rows.map((row) => row[0]?.text ?? ''))];
    };
    expect([23, 24, 35, 36].map(monthsIn)).toEqual([[], ['M24'], ['M24'], ['M24', 'M36']]);
  });
});

describe('restatements for the public', () => {
  const at = (name: string): AllianceEvent => events.find(({ type }) => type === name) as AllianceEvent;
  const { framework } = at('FrameworkAdopted').data as FrameworkAdopted;
  const adopted = (changed: Partial<FrameworkAdopted['framework']>, adoptedOn = '2022-06-15'): FrameworkAdopted => ({
    ...{ adoptedOn, framework: { ...framework, ...changed } },
  });
  const number = events.length;
  const { stream } = at('FrameworkAdopted');
  const restated = async (audience: 'funder' | 'public', all: readonly AllianceEvent[]): Promise<string[]> => {
    const source = await ReportSource.of('example', all);
    const { sections } = source.report({
      month: 36,
      language: 'en',
      audience,
      expected: true,
      settings: DEFAULT_SETTINGS,
    });
    const tables = sections.flatMap(({ sections: parts }) => parts.flatMap(({ blocks }) => blocks));
    return tables.flatMap((block) =>
      block.kind === 'table' && block.table.id === 'restated' ? block.table.rows.map((row) => row[2]?.text ?? '') : [],
    );
  };

  it('tell no milestone over a satisfaction', async () => {
    const milestones = [
      { id: 'MS8', title: 'Satisfied', condition: { all: [{ indicator: 'I5', atLeast: 1 }] } },
      { id: 'MS9', title: 'Members', condition: { indicator: 'I2', atLeast: 1 } },
    ];
    const all = [...events, recordedLate(number + 1, '1', 'FrameworkAdopted', adopted({ milestones }), stream)];
    const told = ['MS8: milestone', 'MS9: milestone'].map((name) => name.replace('milestone', 'status'));
    expect(await restated('funder', all)).toEqual(expect.arrayContaining(told));
    const shown = await restated('public', all);
    expect(told.map((name) => shown.includes(name))).toEqual([false, true]);
  });

  it('tell nothing of the memoranda of another party', async () => {
    const agreements = framework.indicators.find(({ measure }) => measure.kind === 'mousSigned');
    const { parties } = at('MouProposed').data as { parties: { partyId: string }[] };
    const party = parties.find(({ partyId }) => partyId !== 'example')?.partyId as string;
    const indicators = [{ ...agreements, id: 'P1', measure: { kind: 'mousSigned', party } }] as Indicator[];
    const all = [
      ...events,
      recordedLate(number + 1, '1', 'FrameworkAdopted', adopted({ indicators, milestones: [] }), stream),
    ];
    expect(await restated('funder', all)).toContain('P1');
    expect((await restated('public', all)).filter((name) => name.startsWith('P1'))).toEqual([]);
    const points = [
      { month: 12, events: all.length, kind: 'known' },
      { month: 36, events: all.length, kind: 'known' },
    ] as const;
    const request = { language: 'en', audience: 'public', expected: true, settings: DEFAULT_SETTINGS } as const;
    const { sections } = await comparison('example', all, points, request);
    expect(JSON.stringify(sections)).toContain('P1 is unchanged at No data');
    expect(JSON.stringify(sections)).not.toMatch(/\d facts? in between/);
  });

  it('tell nothing of what was a satisfaction by a framework that was corrected or replaced since', async () => {
    const indicators = framework.indicators.map((each) =>
      each.id === 'I5' ? { ...each, measure: { kind: 'reported' as const } } : each,
    );
    const { eventId } = at('FrameworkAdopted');
    const corrected = [
      recordedLate(number + 1, '1', 'EventRetracted', { eventId, reason: 'A test.' }, stream),
      recordedLate(number + 2, '2', 'FrameworkAdopted', adopted({ indicators }), stream, eventId),
    ];
    const replaced = [recordedLate(number + 1, '1', 'FrameworkAdopted', adopted({ indicators }, '2023-05-01'), stream)];
    for (const since of [corrected, replaced]) {
      const all = [...events, ...since];
      expect(await restated('funder', all)).toEqual(expect.arrayContaining(['I5', 'I5: Out of', 'I5: status']));
      expect((await restated('public', all)).filter((figure) => figure.startsWith('I5'))).toEqual([]);
    }
  });
});
