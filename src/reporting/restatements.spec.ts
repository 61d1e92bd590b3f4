// What is known otherwise than when a report was handed in: exactly the figures that differ, and what changed them.
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { changesBetween, figuresOf } from '../monitoring/changes.js';
import type { FrameworkAdopted, Indicator } from '../domain/framework/framework.events.js';
import type { AllianceEvent } from './alliance-event.js';
import { comparison } from './build-comparison.js';
import { ReportSource, restatementsOf } from './build-report.js';
import { exampleAllianceEvents } from './example-report.fixture.js';
import { KnownAlliance } from './known-alliance.js';
import type { Section } from './report-model.js';
import { DEFAULT_SETTINGS } from './report-request.js';

const SEED = 24;
const RUNS = process.env['TEST_SCALE'] === 'full' ? 60 : 6;
const events = exampleAllianceEvents();

const [established] = events as [AllianceEvent];
const late = (
  number: number,
  name: string,
  type: string,
  data: object,
  stream: string,
  corrects?: string,
): AllianceEvent => ({
  ...established,
  number,
  eventId: `00000000-0000-4000-9000-${name.padStart(12, '0')}`,
  type,
  stream,
  data,
  metadata: { ...established.metadata, ...(corrects === undefined ? {} : { corrects }) },
  recordedAt: Date.parse('2026-11-01T09:00:00Z'),
});
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
      late(base + 1, '1', 'MemberJoined', joined('one', '2024-05-01'), 'member-example.late-one'),
      late(base + 2, '2', 'MemberJoined', joined('two', '2025-05-01'), 'member-example.late-two'),
      late(base + 3, '3', 'EventRetracted', { eventId: wrong.eventId, reason: 'It never joined.' }, wrong.stream),
      late(base + 4, '4', 'MemberJoined', { ...wrong.data, joinedOn: '2025-01-15' }, wrong.stream, wrong.eventId),
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
      const joining = late(events.length + 1, '1', 'MemberJoined', joined('one', day), 'member-example.late-one');
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
    const joining = late(3, '1', 'MemberJoined', joined('one', '2024-01-10'), 'member-example.late-one');
    const retraction = late(4, '2', 'EventRetracted', { eventId: joining.eventId, reason: 'No.' }, joining.stream);

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
      const other = late(4, '3', 'MemberJoined', joined('two', '2024-01-11'), 'member-example.late-two');
      expect(await restated([start, adoption, joining, other, { ...retraction, number: 5 }], 12, 4)).toEqual([]);
    });

    it('is the first framework, which counts before its adoption too, corrected', async () => {
      const { framework } = adoption.data as { framework: { indicators: { id: string; targets?: object[] }[] } };
      const indicators = framework.indicators.map((each) =>
        each.id === 'I4' ? { ...each, targets: [{ value: 0, month: 48 }] } : each,
      );
      const adopted = { ...adoption, data: { ...adoption.data, adoptedOn: '2022-09-01' } };
      const published = { recommendationId: 'r', title: 'R', topics: [], publishedOn: '2022-07-01' };
      const known = [start, adopted, late(3, '1', 'RecommendationPublished', published, 'recommendation-example.r')];
      const corrected = { ...adopted.data, framework: { ...framework, indicators } };
      const all = [
        ...known,
        late(4, '2', 'EventRetracted', { eventId: adopted.eventId, reason: 'Mistyped.' }, adopted.stream),
        late(5, '3', 'FrameworkAdopted', corrected, adopted.stream, adopted.eventId),
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
      late(events.length + 1, '1', 'MemberJoined', joined('one', '2024-05-01'), 'member-example.late-one'),
    ];
    const after = await ReportSource.of('example', all);
    const text = JSON.stringify(after.report(request));
    expect(text).toContain('Member joined: Late one, Affiliate, Spain (01/05/2024, recorded on 01/11/2026)');
    const again = await ReportSource.of('example', all.slice(0, events.length));
    expect(JSON.stringify(again.report(request))).toBe(handedIn);
  });

  it('stand in the reports of their month and of later ones, and in no earlier one', async () => {
    const joining = late(
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
    const all = [...events, late(number + 1, '1', 'FrameworkAdopted', adopted({ milestones }), stream)];
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
    const all = [...events, late(number + 1, '1', 'FrameworkAdopted', adopted({ indicators, milestones: [] }), stream)];
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
      late(number + 1, '1', 'EventRetracted', { eventId, reason: 'A test.' }, stream),
      late(number + 2, '2', 'FrameworkAdopted', adopted({ indicators }), stream, eventId),
    ];
    const replaced = [late(number + 1, '1', 'FrameworkAdopted', adopted({ indicators }, '2023-05-01'), stream)];
    for (const since of [corrected, replaced]) {
      const all = [...events, ...since];
      expect(await restated('funder', all)).toEqual(expect.arrayContaining(['I5', 'I5: Out of', 'I5: status']));
      expect((await restated('public', all)).filter((figure) => figure.startsWith('I5'))).toEqual([]);
    }
  });
});

describe('a comparison', () => {
  const request = { language: 'en', audience: 'funder', expected: true, settings: DEFAULT_SETTINGS } as const;
  const sentences = async (...points: Parameters<typeof comparison>[2]): Promise<string[]> => {
    const { sections } = await comparison('example', events, points, request);
    const [list] = sections[0]?.blocks ?? [];
    return list?.kind === 'list' ? list.items.map((runs) => runs.map(({ text }) => text).join('')) : [];
  };

  it('tells what is known otherwise from what happened in between, and the two make the difference', async () => {
    const points = [
      { month: 17, events: exampleAllianceEvents('2023-11-16').length, kind: 'known' },
      { month: 24, events: events.length, kind: 'known' },
    ] as const;
    const report = await comparison('example', events, points, request);
    const overview = report.sections[0]?.blocks.flatMap((block) => (block.kind === 'table' ? [block.table] : []))[0];
    const numbers = overview?.rows.map((row) => row.map((cell) => (cell.kind === 'number' ? cell.value : null)));
    const memoranda = numbers?.[2] ?? [];
    expect(memoranda[4]).toBe((memoranda[5] ?? 0) + (memoranda[6] ?? 0));
    expect(memoranda[5]).toBeGreaterThan(0);
    expect((await sentences(...points))[2]).toMatch(/^I3 went from \d+ to 52: .*later.* and .*in between.*\.$/);
  });

  it('gives each value in the unit of its own framework, and no difference between two', async () => {
    const adoption = events.find(({ type }) => type === 'FrameworkAdopted') as AllianceEvent;
    const { framework } = adoption.data as FrameworkAdopted;
    const satisfaction = framework.indicators.find(({ id }) => id === 'I5') as (typeof framework.indicators)[number];
    const indicators = framework.indicators.map((each) => (each.id === 'I2' ? { ...satisfaction, id: 'I2' } : each));
    const revised = { adoptedOn: '2024-01-15', framework: { ...framework, indicators } };
    const all = [...events, late(events.length + 1, '1', 'FrameworkAdopted', revised, adoption.stream)];
    const point = { events: all.length, kind: 'known' } as const;
    const { sections } = await comparison(
      'example',
      all,
      [
        { ...point, month: 12 },
        { ...point, month: 36 },
      ],
      request,
    );
    const [list, overview] = sections[0]?.blocks ?? [];
    expect(JSON.stringify(list)).toMatch(/I2 went from \d+ to [\d.]+ %: /);
    const row = overview?.kind === 'table' ? overview.table.rows.find(([id]) => id?.text === 'I2') : undefined;
    expect(row?.slice(2, 7).map(({ text }) => text)).toEqual([
      expect.stringMatching(/^\d+$/),
      expect.stringMatching(/^[\d.]+ %$/),
      ...['–', '–', '–'],
    ]);
  });

  it('gives what was reported in the unit of its own day, and the milestones that there are no more', async () => {
    const adoption = events.find(({ type }) => type === 'FrameworkAdopted') as AllianceEvent;
    const { framework } = adoption.data as FrameworkAdopted;
    const hours = { id: 'R1', title: 'Hours', unit: 'number', direction: 'up', measure: { kind: 'reported' } };
    const adopted = (unit: string, adoptedOn: string, milestones: object[], number: number): AllianceEvent => {
      const indicators = [...framework.indicators, { ...hours, unit, targets: [] }];
      const data = { adoptedOn, framework: { ...framework, indicators, milestones } };
      return late(number, String(number), 'FrameworkAdopted', data, adoption.stream);
    };
    const reported = (value: number, measuredOn: string, number: number): AllianceEvent =>
      late(number, String(number), 'ValueReported', { indicatorId: 'R1', value, measuredOn }, 'measurement-example.R1');
    const n = events.length;
    const [gone] = framework.milestones;
    const all = [
      ...events,
      adopted('number', '2022-07-01', framework.milestones, n + 1),
      adopted('percent', '2023-01-15', [], n + 2),
      reported(7, '2022-08-01', n + 3),
      reported(42, '2023-02-01', n + 4),
    ];
    const points = [
      { month: 3, events: n + 2, kind: 'known' },
      { month: 24, events: n + 4, kind: 'known' },
    ] as const;
    const { sections } = await comparison('example', all, points, request);
    const texts = JSON.stringify(sections);
    expect(texts).toContain('"R1, 7"');
    expect(texts).toContain('Value reported: R1, 7 (01/08/2022');
    expect(texts).toContain('"R1, 42 %"');
    const overview = sections[0]?.blocks[1];
    const row = overview?.kind === 'table' ? overview.table.rows.find(([id]) => id?.text === gone?.id) : undefined;
    expect(row?.map(({ text }) => text)).toEqual([
      gone?.id,
      gone?.title,
      ...['–', '–', '–', '–', '–'],
      'Not due yet',
      'Withdrawn',
    ]);
  });

  it('says what a framework no longer has, or does not have yet, whichever point knows more', async () => {
    const adoption = events.find(({ type }) => type === 'FrameworkAdopted') as AllianceEvent;
    const { framework } = adoption.data as FrameworkAdopted;
    const revised = (adoptedOn: string): AllianceEvent[] => {
      const indicators = framework.indicators
        .filter(({ id }) => id !== 'I3')
        .map((each) => (each.id === 'I4' ? { ...each, id: 'N4' } : each));
      const data = { adoptedOn, framework: { ...framework, indicators, milestones: [] } };
      return [...events, late(events.length + 1, '1', 'FrameworkAdopted', data, adoption.stream)];
    };
    const known = async (
      adoptedOn: string,
      from: [number, number],
      to: [number, number],
    ): Promise<readonly Section[]> => {
      const [first, second] = [from, to].map(([month, count]) => ({ month, events: count, kind: 'known' as const }));
      const points = [first, second] as unknown as Parameters<typeof comparison>[2];
      return (await comparison('example', revised(adoptedOn), points, request)).sections;
    };
    const told = ([overview]: readonly Section[]): unknown => {
      const [list, figures] = overview?.blocks ?? [];
      const said = list?.kind === 'list' ? list.items.flat().map(({ text }) => text) : [];
      const rows = figures?.kind === 'table' ? figures.table.rows.map((row) => row.map(({ text }) => text)) : [];
      return {
        said: said.filter((text) => /^(I3|N4)\b/.test(text)),
        cells: rows.filter(([id = '']) => ['I3', 'N4', 'MS1'].includes(id)).map((row) => row.slice(2)),
      };
    };
    const [all, m24, m36] = [events.length + 1, 24, 36];
    const later = await known('2024-12-01', [m24, all], [m36, all]);
    expect(told(later)).toEqual({
      said: [
        'I3 was withdrawn: only the earlier framework has it (value there: 52).',
        'N4 was added: only the later framework has it (value there: 19).',
      ],
      cells: [
        ['52', 'Withdrawn', '–', '0', '–', 'At risk', '–'],
        ['Not adopted yet', '19', '–', '–', '–', '–', 'At risk'],
        ['21/11/2023', '–', '–', '–', '–', 'Achieved', 'Withdrawn'],
      ],
    });
    // The point that knows more is about the earlier month.
    expect(told(await known('2024-12-01', [m36, all], [m24, all - 1]))).toMatchObject({
      said: [expect.stringContaining('I3 was withdrawn'), expect.stringContaining('N4 was added')],
    });
    const sameMonth = await known('2024-01-15', [m24, all - 1], [m24, all]);
    const restated = sameMonth[1]?.blocks[0];
    const figures = restated?.kind === 'table' ? restated.table.rows.map((row) => row.map(({ text }) => text)) : [];
    expect(figures.filter(([, figure = '']) => /^(I3|N4|MS1)\b/.test(figure)).map((row) => row.slice(1, 4))).toEqual(
      expect.arrayContaining([
        ['I3', '52', 'Withdrawn'],
        ['I3: status', 'At risk', 'Withdrawn'],
        ['I3: In force at that time', '52', 'Withdrawn'],
        ['N4', 'Not adopted yet', '11'],
        ['MS1: status', 'Achieved', 'Withdrawn'],
      ]),
    );
  });

  it('for the public lists no fact, and tells nothing of the answers behind a satisfaction', async () => {
    const answer = events.find(
      ({ type, stream }) => type === 'SurveyAnswered' && stream.startsWith('answer-example.wave-2024.'),
    ) as AllianceEvent;
    const all = [
      ...events,
      late(events.length + 1, '1', 'EventRetracted', { eventId: answer.eventId, reason: 'A test.' }, answer.stream),
    ];
    const compared = (audience: 'funder' | 'public', to: number, known: number): Promise<string> =>
      comparison(
        'example',
        all,
        [
          { month: 24, events: events.length, kind: 'known' },
          { month: to, events: known, kind: 'known' },
        ],
        { ...request, audience },
      ).then((report) => JSON.stringify(report));
    const told = async (audience: 'funder' | 'public'): Promise<boolean[]> => [
      /I5 went from [^:"]+: \d+ facts in between/.test(await compared(audience, 36, events.length)),
      /I5 went from [^:"]+: \d+ facts? recorded or corrected later/.test(await compared(audience, 24, all.length)),
      (await compared(audience, 36, events.length)).includes('facts in between that make the difference'),
      (await compared(audience, 24, all.length)).includes('"text":"I5: Out of"'),
    ];
    expect(await told('funder')).toEqual([true, true, true, true]);
    expect(await told('public')).toEqual([false, false, false, false]);
  });

  it('of a point with itself finds nothing', async () => {
    const point = { month: 24, events: 900, kind: 'known' } as const;
    expect((await sentences(point, point)).every((text) => text.includes('is unchanged'))).toBe(true);
  });

  it('puts the point that knows less first, whichever was named first', async () => {
    const [first, second] = [
      { month: 36, events: 1_200, kind: 'known' },
      { month: 24, events: 900, kind: 'known' },
    ] as const;
    expect(await sentences(first, second)).toEqual(await sentences(second, first));
  });
});
