// Two points compared: what is known otherwise, what happened in between, and what a framework has no more.
import { describe, expect, it } from '@jest/globals';
import type { FrameworkAdopted } from '../domain/framework/framework.events.js';
import type { AllianceEvent } from './alliance-event.js';
import { comparison } from './build-comparison.js';
import { exampleAllianceEvents, recordedLate } from './example-report.fixture.js';
import type { Section } from './report-model.js';
import { DEFAULT_SETTINGS } from './report-request.js';

const events = exampleAllianceEvents();

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
    const all = [...events, recordedLate(events.length + 1, '1', 'FrameworkAdopted', revised, adoption.stream)];
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
      return recordedLate(number, String(number), 'FrameworkAdopted', data, adoption.stream);
    };
    const reported = (value: number, measuredOn: string, number: number): AllianceEvent =>
      recordedLate(
        number,
        String(number),
        'ValueReported',
        { indicatorId: 'R1', value, measuredOn },
        'measurement-example.R1',
      );
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
      return [...events, recordedLate(events.length + 1, '1', 'FrameworkAdopted', data, adoption.stream)];
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
      recordedLate(
        events.length + 1,
        '1',
        'EventRetracted',
        { eventId: answer.eventId, reason: 'A test.' },
        answer.stream,
      ),
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
