// The report model: what it says of the example alliance, to whom, and what it leaves out; and reports of strange data.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { FrameworkAdopted } from '../domain/framework/framework.events.js';
import type { AllianceEvent } from './alliance-event.js';
import { comparison } from './build-comparison.js';
import { ReportSource } from './build-report.js';
import { exampleAllianceEvents, exampleReport } from './example-report.fixture.js';
import { monthsOf } from './months.js';
import { csvFiles } from './renderers/csv.renderer.js';
import { AUDIENCES, type Block, type Report, type Section, type Table } from './report-model.js';
import { DEFAULT_SETTINGS } from './report-request.js';
import { reportSchema } from './report.schema.js';
import { sealedEvents, type Leaf } from './seal/leaves.js';
import type { ReportTexts } from './texts/en.js';
import { LANGUAGES } from './texts/languages.js';

const events = exampleAllianceEvents();

const sectionsOf = (report: Report): Section[] => {
  const all = (section: Section): Section[] => [section, ...section.sections.flatMap(all)];
  return report.sections.flatMap(all);
};
const blocksOf = (report: Report): readonly Block[] => sectionsOf(report).flatMap(({ blocks }) => blocks);
const tablesOf = (report: Report): Table[] =>
  blocksOf(report).flatMap((block) => (block.kind === 'table' ? [block.table] : []));
const table = (report: Report, id: string): Table => {
  const found = tablesOf(report).find((each) => each.id === id);
  if (!found) throw new Error(`there is no table ${id}`);
  return found;
};
const texts = (report: Report, id: string): string[][] =>
  table(report, id).rows.map((row) => row.map(({ text }) => text));

describe("the example's report of M24", () => {
  let report: Report;
  beforeAll(async () => {
    report = await exampleReport();
  });

  it('has every section, in order', () => {
    expect(report.sections.map(({ id }) => id)).toEqual([
      'summary',
      'results-framework',
      ...['I1', 'I2', 'I3', 'I4', 'I5', 'I6'].map((id) => `indicator-${id}`),
      'milestones',
      'activities',
      'deviations',
      'corrections',
      'series',
      'definitions',
      'way',
      'seal',
    ]);
  });

  it('says on its cover whose it is, what it stands on, and what the grant asks to be said', () => {
    expect(report.title).toBe('Results report, project month M24');
    const details = Object.fromEntries(report.cover.details.map(({ term, value }) => [term, value.text]));
    expect(details).toMatchObject({
      'Project month': 'M24 (15/05/2024 to 14/06/2024)',
      'Grant agreement': 'Not stated',
      'Recorded facts': `Events 1 to ${events.length} of the alliance`,
      'State of the report': 'Approved, 12/11/2024',
    });
    expect(report.cover.fundingStatement).toBe('Co-funded by the European Union');
    expect(report.cover.disclaimer).toBe(
      'Funded by the European Union. Views and opinions expressed are however those of the author(s) only and do not necessarily reflect those of the European Union or the European Education and Culture Executive Agency (EACEA). Neither the European Union nor EACEA can be held responsible for them.',
    );
    expect(report.cover.warning).toContain('Invented data');
  });

  it('gives in its table the figures of the interface', () => {
    const rows = texts(report, 'results-framework');
    expect(rows.map(([id]) => id)).toEqual(report.figures.indicators.map(({ id }) => id));
    const i3 = report.figures.indicators.find(({ id }) => id === 'I3');
    expect(i3).toMatchObject({ value: 52, status: 'atRisk', companions: { inForce: 52 } });
    expect(rows[2]).toEqual(expect.arrayContaining(['52', '40', '100 (M48, 14/06/2026)', 'At risk', '53.6']));
  });

  it('lists exactly the facts that make a value', () => {
    for (const id of ['I1', 'I2', 'I3', 'I4', 'I6']) {
      const { value } = report.figures.indicators.find((each) => each.id === id) ?? {};
      expect(table(report, `facts-${id}`).rows).toHaveLength(Number(value));
    }
    expect(tablesOf(report).map(({ id }) => id)).not.toContain('facts-I5');
  });

  it('charts each series with its baseline and targets, in words too', () => {
    const charts = blocksOf(report).flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
    expect(charts.map(({ id }) => id)).toEqual(report.figures.indicators.map(({ id }) => `chart-${id}`));
    const i3 = charts[2];
    expect(i3?.lines.map(({ id, points }) => [id, points.length])).toEqual([
      ['value', 25],
      ['expected', 25],
    ]);
    expect(i3?.marks.map(({ id, x, y }) => [id, x, y])).toEqual([
      ['baseline', 17, 40],
      ['target', 48, 100],
    ]);
    expect(i3?.alt).toContain('latest 52 (M24)');
  });

  it('has tables whose rows all have a cell for every column, under ids of their own', () => {
    const tables = tablesOf(report);
    for (const { id, columns, rows } of tables) {
      expect(id).toMatch(/^[A-Za-z0-9.-]{1,100}$/);
      for (const row of rows) expect(row).toHaveLength(columns.length);
    }
    expect(new Set(tables.map(({ id }) => id)).size).toBe(tables.length);
    const ids = sectionsOf(report).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('leaves the expected values out where that is asked for', async () => {
    const without = await exampleReport({ expected: false });
    expect(JSON.stringify(without)).not.toMatch(/straight line between|Expected/);
    expect(without.figures.indicators.every(({ expected, onPath }) => expected === null && onPath === null)).toBe(true);
    expect(without.name).toBe('example-M24-funder-en-without-expected');
  });

  it('names another authority than EACEA where the installation does', async () => {
    const settings = { ...DEFAULT_SETTINGS, authority: 'the Ministry', funding: 'funded' } as const;
    const { cover } = await exampleReport({ settings });
    expect(cover.fundingStatement).toBe('Funded by the European Union');
    expect(cover.disclaimer).toContain('Neither the European Union nor the Ministry can be held responsible');
  });
});

it('the report of M24 says in its history whose text was written in which language, and that a reason is withheld', async () => {
  const remarks = async (audience: 'funder' | 'internal'): Promise<(string | undefined)[]> =>
    texts(await exampleReport({ audience }), 'way').map((row) => row[3]);
  expect(await remarks('funder')).toEqual(
    expect.arrayContaining([
      'Publishable summary, in Spanish',
      'Deviations, in English',
      'I3, in English',
      'Reason not in this version',
    ]),
  );
  expect(await remarks('internal')).toContain('Please explain the late registration.');
});

describe('in Spanish', () => {
  it('has the same figures, tables and facts, in other words', async () => {
    const [english, spanish] = [await exampleReport(), await exampleReport({ language: 'es' })];
    expect(spanish.figures).toEqual(english.figures);
    expect(tablesOf(spanish).map(({ id, rows, columns }) => [id, rows.length, columns.map((each) => each.id)])).toEqual(
      tablesOf(english).map(({ id, rows, columns }) => [id, rows.length, columns.map((each) => each.id)]),
    );
    expect(spanish.title).toBe('Informe de resultados, mes M24 del proyecto');
    expect(texts(spanish, 'results-framework')[4]?.[8]).toBe('62,99 %');
  });

  it('has the narrative in Spanish where there is one, else in the language it has, marked as such', async () => {
    const spanish = await exampleReport({ language: 'es' });
    const narratives = blocksOf(spanish).flatMap((block) =>
      block.kind === 'narrative' ? [[block.section, block.language]] : [],
    );
    expect(narratives).toEqual([
      ['summary', 'es'],
      ['I1', 'en'],
      ['I3', 'en'],
      ['deviations', 'en'],
    ]);
    expect(JSON.stringify(spanish.sections).match(/\(en inglés\)/g)).toHaveLength(3);
  });

  it('names countries, and has no section for what a yes or no has no parts of', async () => {
    const spanish = await exampleReport({ language: 'es' });
    expect(texts(spanish, 'breakdown-I2')).toContainEqual(['País', 'Bélgica', expect.any(String)]);
    expect(texts(spanish, 'facts-I2').map((row) => row[3])).toContainEqual(expect.stringMatching(/, Bélgica$/));
    expect(texts(spanish, 'statuses')).toContainEqual(['Aún no vence', expect.stringContaining('sí/no')]);
    expect(sectionsOf(spanish).map(({ id }) => id)).not.toContain('indicator-I1-breakdown');
  });
});

it('names the questions of the survey that a figure is of, in that survey’s words', async () => {
  const openings = events.filter(({ type }) => type === 'SurveyOpened');
  const newest = openings.at(-1) as AllianceEvent;
  const all = events.map((event) => {
    if (event !== newest) return event;
    const { questions, ...data } = event.data as { questions: { id: string; text: string }[] };
    return { ...event, data: { ...data, questions: questions.map((each) => ({ ...each, text: 'Asked later?' })) } };
  });
  const asked = async (month: number): Promise<boolean> =>
    texts(await exampleReport({ month }, all), 'breakdown-I5').some(([, key]) => key?.endsWith(': Asked later?'));
  expect([openings.length > 1, await asked(24), await asked(48)]).toEqual([true, false, true]);
});

describe('for the public', () => {
  const named = new Set(
    events.flatMap(({ type, data }): string[] => {
      const { name, parties = [] } = data as { name?: string; parties?: { partyId: string; name: string }[] };
      const others = parties.filter(({ partyId }) => partyId !== 'example').map((party) => party.name);
      return [...(type === 'MemberJoined' || type === 'StakeholderIdentified' ? [name ?? ''] : []), ...others];
    }),
  );
  const coordinator = (events[0]?.data as { coordinator: string }).coordinator;

  it.each([12, 24, 36, 48])(
    'no party of M%i is named, no fact is listed, nothing says how much was known',
    async (month) => {
      const report = JSON.stringify(await exampleReport({ month, audience: 'public' }));
      const told = [...named].filter(
        (name) => name !== coordinator && report.includes(JSON.stringify(name).slice(1, -1)),
      );
      expect(told).toEqual([]);
      expect(report).not.toMatch(/facts-I|Events 1 to|first-start|supplier was late|certified translation/);
      expect(JSON.parse(report)).toMatchObject({ figures: { milestones: [{ provenBy: null }, {}, {}] } });
    },
  );

  it('a country or a topic with fewer than five is withheld, and one that would give it away', async () => {
    for (const month of [12, 24, 48]) {
      const { figures } = await exampleReport({ month, audience: 'public' });
      const cells = figures.indicators.flatMap(({ unit, breakdowns }) =>
        unit === 'percent' ? [] : [breakdowns['country'] ?? [], breakdowns['topic'] ?? []],
      );
      expect(cells.flat().some(({ withheld }) => withheld)).toBe(true);
      for (const group of cells) {
        expect(group.filter(({ value }) => value !== null && value < 5)).toEqual([]);
        expect(group.filter(({ withheld }) => withheld)).not.toHaveLength(1);
      }
    }
  });

  it.each([
    ['one from each of two, whose sum tells both', 'DE FR ES ES ES ES ES IT IT IT IT IT IT', [null, null, null, 6]],
    ['all that they may be, whose sum tells them', 'DE DE DE DE FR FR FR FR ES ES ES ES ES', [null, null, null]],
    ['what their sum does not tell', 'DE DE FR ES ES ES ES ES', [null, null, 5]],
    ['one from each of all', 'DE FR ES', []],
    ['none of few', 'DE DE DE DE DE', [5]],
  ])('by country, of %s', async (_what, countries, shown) => {
    const first = events.find(({ type }) => type === 'MemberJoined') as AllianceEvent;
    const joined = countries.split(' ').map((country, i): AllianceEvent => {
      const data = { ...first.data, memberId: `m${i}`, category: 'affiliate', country };
      const eventId = `00000000-0000-4000-9000-${String(i).padStart(12, '0')}`;
      return { ...first, eventId, stream: `member-example.m${i}`, data };
    });
    const all = events
      .flatMap((event) => (event === first ? joined : /^(member|mou)-/.test(event.stream) ? [] : [event]))
      .map((event, i) => ({ ...event, number: i + 1 }));
    const { figures } = await exampleReport({ month: 24, audience: 'public' }, all);
    const cells = figures.indicators.find(({ id }) => id === 'I2')?.breakdowns['country'] ?? [];
    const order = ['DE', 'FR', 'ES', 'IT'];
    const values = [...cells].sort((a, b) => order.indexOf(a.key ?? '') - order.indexOf(b.key ?? ''));
    expect(values.map(({ value }) => value)).toEqual(shown);
  });

  it('the only country, as large as the value itself, is not named where it has fewer than five', async () => {
    const first = events.find(({ type }) => type === 'MemberJoined') as AllianceEvent;
    const joined = { ...first, data: { ...first.data, category: 'affiliate', country: 'MT' } };
    const all = events
      .filter((event) => event === first || !/^(member|mou)-/.test(event.stream))
      .map((event, i) => ({ ...(event === first ? joined : event), number: i + 1 }));
    const report = await exampleReport({ month: 24, audience: 'public' }, all);
    expect(report.figures.indicators.find(({ id }) => id === 'I2')).toMatchObject({
      value: 1,
      breakdowns: { country: [] },
    });
    expect(texts(report, 'breakdown-I2').map(([dimension]) => dimension)).not.toContain('Country');
  });

  it('satisfaction comes from closed surveys of at least five valid answers alone', async () => {
    const few = events.filter(({ type, number }) => type !== 'SurveyAnswered' || number < 260);
    const renumbered = few.map((event, i) => ({ ...event, number: i + 1 }));
    const [seen, hidden] = [
      await exampleReport({ month: 24, audience: 'funder' }, renumbered),
      await exampleReport({ month: 24, audience: 'public' }, renumbered),
    ];
    const i5 = (report: Report) => report.figures.indicators.find(({ id }) => id === 'I5');
    const valid = i5(seen)?.companions['denominator'] as number;
    expect(valid).toBeGreaterThanOrEqual(5);
    expect(i5(hidden)?.value).toBe(i5(seen)?.value);
    const one = exampleAllianceEvents();
    const answer = one.find(({ type }) => type === 'SurveyAnswered');
    const single = one
      .filter((event) => event.type !== 'SurveyAnswered' || event === answer)
      .map((event, i) => ({ ...event, number: i + 1 }));
    const withOne = await exampleReport({ month: 24, audience: 'funder' }, single);
    const publicOne = await exampleReport({ month: 24, audience: 'public' }, single);
    expect(i5(withOne)?.companions['denominator']).toBe(1);
    expect(i5(publicOne)).toMatchObject({ value: null, companions: {}, breakdowns: {} });
    expect(i5(publicOne)?.series.every(({ value }) => value === null)).toBe(true);
    // Whether it met its target would tell what the one answer said.
    const [met, withheld] = [
      await exampleReport({ month: 48, audience: 'funder' }, single),
      await exampleReport({ month: 48, audience: 'public' }, single),
    ];
    expect(i5(met)?.targets).toMatchObject([{ valueThen: 0, met: false }]);
    expect(i5(withheld)?.targets).toMatchObject([{ valueThen: null, met: null }]);
  });

  it('a satisfaction of a month handed in is told no otherwise, though a later framework has it no more', async () => {
    const last = events.at(-1) as AllianceEvent;
    const later = (i: number, event: Partial<AllianceEvent>): AllianceEvent => ({
      ...{ ...last, number: last.number + 1 + i, metadata: {} },
      ...{ eventId: `00000000-0000-4000-9000-${String(i).padStart(12, '0')}`, ...event },
    });
    const adoption = events.find(({ type }) => type === 'FrameworkAdopted') as AllianceEvent;
    const { framework } = adoption.data as FrameworkAdopted;
    const indicators = framework.indicators.filter(({ id }) => id !== 'I5');
    const data = { adoptedOn: '2025-06-20', framework: { ...framework, indicators } };
    const answers = events.filter(({ type }) => type === 'SurveyAnswered').filter((_, i) => i < 300 && i % 3 === 0);
    const all = [
      ...events,
      ...answers.map(({ stream, eventId }, i) =>
        later(i, { stream, type: 'EventRetracted', data: { eventId, reason: 'A test.' } }),
      ),
      later(answers.length, { stream: adoption.stream, type: 'FrameworkAdopted', data }),
    ];
    const restated = async (audience: 'funder' | 'public', month: number): Promise<string[][]> =>
      texts(await exampleReport({ month, audience }, all), 'restated').filter((row) => row[2]?.startsWith('I5'));
    for (const month of [36, 40]) {
      const told = await restated('funder', month);
      expect(told.find(([, , figure]) => figure === 'I5')?.[3]).toMatch(/ %$/);
      expect(await restated('public', month)).toEqual([]);
    }
  });

  it('a confidential memorandum is known by salted hashes of its parties', async () => {
    const leaves = sealedEvents(events).leaves.map((leaf) => JSON.parse(leaf) as Leaf);
    const shown = JSON.stringify(leaves);
    expect(
      [...named].filter((name) => name !== coordinator && shown.includes(JSON.stringify(name).slice(1, -1))),
    ).toEqual([]);
    const confidential = events.find(
      ({ type, data }) => type === 'MouProposed' && (data as { confidential?: boolean }).confidential !== false,
    );
    const proposal = leaves[(confidential?.number ?? 0) - 1]?.event;
    expect(proposal?.data).toMatchObject({
      parties: [{ partyId: 'example' }, { partyId: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
    const ended = events.flatMap(({ type, data, number }) =>
      type === 'MouTerminated' ? [[data, leaves[number - 1]?.event?.data] as Record<string, unknown>[]] : [],
    );
    // A correction of the proposal decides for all that was sealed, also for what came before it.
    for (const corrected of [false, true]) {
      const { parties, ...data } = confidential?.data as { parties: { partyId: string }[] };
      const { partyId } = parties.find((party) => party.partyId !== 'example') as { partyId: string };
      const stream = 'mou-example.corrected';
      const proposed = (confidentially: boolean): object => ({ ...data, parties, confidential: confidentially });
      const all = [
        { type: 'MouProposed', data: proposed(!corrected) },
        { type: 'MouSigned', data: { partyId, signedOn: '2024-01-01' } },
        { type: 'EventRetracted', data: { eventId: '0', reason: 'A test.' } },
        { type: 'MouProposed', data: proposed(corrected), metadata: { corrects: '0' } },
      ].map((event, i) => ({
        ...(confidential as AllianceEvent),
        number: i + 1,
        eventId: String(i),
        stream,
        ...event,
      }));
      const told = sealedEvents(all).leaves.map((leaf) => (JSON.parse(leaf) as Leaf).event?.data);
      const shownAs = corrected ? expect.stringMatching(/^[0-9a-f]{64}$/) : partyId;
      expect(told[1]?.['partyId']).toEqual(shownAs);
      for (const i of [0, 3]) expect(told[i]).toMatchObject({ parties: [{}, { partyId: shownAs }] });
    }
    const byOthers = ended.filter(([data]) => data?.['byPartyId'] !== 'example');
    expect(byOthers.length).toBeGreaterThan(0);
    for (const [, told] of byOthers) expect(told?.['byPartyId']).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('for the public, of few answers', () => {
  const [established, adoption] = ['AllianceEstablished', 'FrameworkAdopted'].map((name) =>
    events.find(({ type }) => type === name),
  ) as [AllianceEvent, AllianceEvent];
  const { framework } = adoption.data as FrameworkAdopted;
  type Indicator = (typeof framework.indicators)[number];
  type Told = readonly [stream: string, type: string, data: object];
  const inOrder = (...told: readonly Told[]): AllianceEvent[] => [
    { ...established, number: 1 },
    ...told.map(([stream, type, data], i) => ({
      ...{ ...established, number: i + 2, eventId: `00000000-0000-4000-9000-${String(i + 2).padStart(12, '0')}` },
      ...{ stream, type, data },
    })),
  ];
  const i5 = (changed: Partial<Indicator> = {}): Indicator => ({
    ...(framework.indicators.find(({ id }) => id === 'I5') as Indicator),
    ...{ baseline: { value: 0, month: 1 }, targets: [{ value: 80, month: 48 }] },
    ...changed,
  });
  const adopted = (
    indicators: readonly Indicator[],
    milestones: readonly object[] = [],
    adoptedOn = '2022-06-15',
  ): Told => [adoption.stream, 'FrameworkAdopted', { adoptedOn, framework: { ...framework, indicators, milestones } }];
  /** A survey that closes a month after it opened, and its answers, of 1 to 5. */
  const survey = (
    surveyId: string,
    year: number,
    answers: readonly number[],
    second: readonly number[] = [],
  ): Told[] => [
    [
      `survey-example.${surveyId}`,
      'SurveyOpened',
      {
        ...{ surveyId, title: surveyId, openedOn: `${year}-01-01`, closesOn: `${year}-02-01`, invited: 30 },
        ...{ scale: { min: 1, max: 5 }, satisfactionQuestion: 'q1', satisfiedFrom: 4 },
        questions: ['q1', 'q2'].map((id) => ({ id, text: id })),
      },
    ],
    ...answers.map((q1, i): Told => {
      const q2 = second[i];
      const given = { q1, ...(q2 === undefined ? {} : { q2 }) };
      const data = { surveyId, responseId: `r${i}`, answeredOn: `${year}-01-10`, answers: given };
      return [`answer-example.${surveyId}.r${i}`, 'SurveyAnswered', data];
    }),
  ];
  const FEW = [5, 5, 1];
  const MANY = [1, 1, 1, 1, 1, 1];

  it('is not said to rest on no fact, only because none is told', async () => {
    const report = await exampleReport({ audience: 'public' }, inOrder(adopted([i5()]), ...survey('w1', 2023, FEW)));
    const facts = sectionsOf(report).find(({ id }) => id === 'indicator-I5-facts');
    expect(JSON.stringify(facts)).toContain('No closed survey has five valid answers yet');
  });

  it('a milestone tells no more than that there is something to withhold', async () => {
    const conditions = [
      { indicator: 'I5', atLeast: 60 },
      { any: [{ indicator: 'I5', companion: 'denominator', atMost: 3 }] },
      { indicator: 'I5', atMost: 10 },
    ];
    const milestones = conditions.map((condition, i) => ({ id: `MS${i + 1}`, title: 'A milestone', condition }));
    const first = [adopted([i5()], milestones), ...survey('w1', 2023, FEW)];
    const all = inOrder(...first, ...survey('w2', 2024, MANY));
    const standing = async (audience: 'funder' | 'public', month: number, of = all): Promise<unknown[]> =>
      (await exampleReport({ month, audience }, of)).figures.milestones.map(({ status, achievedOn, holds }) => [
        ...[status, achievedOn, holds],
      ]);
    expect(await standing('funder', 12)).toEqual([
      ['achieved', '2023-02-02', true],
      ['achieved', '2023-02-02', true],
      ['notDue', null, false],
    ]);
    // That the third was achieved by the second survey would tell that it wasn't by the first.
    for (const month of [12, 24])
      expect(await standing('public', month)).toEqual(Array<unknown>(3).fill(['noData', null, null]));
    const shown = texts(await exampleReport({ month: 12, audience: 'public' }, all), 'milestones')[0];
    expect(shown?.slice(6, 10)).toEqual(['Withheld', '–', 'Withheld', 'Withheld']);
    // Of enough answers it is told; whether it still holds is not, where that rests on few.
    const enough = inOrder(adopted([i5()], milestones), ...survey('w1', 2023, MANY), ...survey('w2', 2024, FEW));
    expect((await standing('public', 12, enough))[2]).toEqual(['achieved', '2023-02-02', true]);
    expect((await standing('public', 24, enough))[2]).toEqual(['achieved', '2023-02-02', null]);
    expect(texts(await exampleReport({ month: 24, audience: 'public' }, enough), 'deviations')).toEqual([]);
  });

  it('a month that an earlier framework measured as satisfaction stays withheld', async () => {
    const all = inOrder(
      adopted([i5()]),
      ...survey('w1', 2023, FEW),
      adopted([i5({ measure: { kind: 'reported' } })], [], '2024-01-01'),
    );
    const values = async (audience: 'funder' | 'public'): Promise<unknown[]> => {
      const { figures } = await exampleReport({ month: 24, audience }, all);
      return (figures.indicators[0]?.series ?? []).map(({ value }) => value).filter((value) => value !== null);
    };
    expect((await values('funder')).length).toBeGreaterThan(0);
    expect(await values('public')).toEqual([]);
  });

  it('what an earlier day had is not told by notes or the status, once a newer satisfaction is shown', async () => {
    const standing = async (audience: 'funder' | 'public', last: readonly number[]): Promise<unknown[]> => {
      const indicator = i5({ baseline: { value: 50, month: 9 }, targets: [{ value: 60, month: 12 }] });
      const all = inOrder(adopted([indicator]), ...survey('w1', 2023, FEW), ...survey('w2', 2024, last));
      const report = await exampleReport({ month: 24, audience }, all);
      const { value, status, notes } = report.figures.indicators[0] ?? {};
      const deviating = texts(report, 'deviations').map((row) => row[5]);
      return [
        value,
        status,
        notes?.filter((note) => note !== indicator.note).map((note) => note.slice(0, 15)),
        deviating,
      ];
    };
    expect(await standing('funder', MANY)).toEqual([
      ...[0, 'achieved', ['since fallen', 'Baseline stated'], ['Reached, since fallen']],
    ]);
    expect(await standing('public', MANY)).toEqual([0, 'noData', [], []]);
    expect(await standing('public', [5, 5, 5, 5, 5])).toEqual([100, 'achieved', [], []]);
  });

  it('a group of few is withheld whatever the unit, and a share is no small group', async () => {
    const indicators = framework.indicators.map((each) => (each.id === 'I2' ? { ...each, unit: 'percent' } : each));
    const all = events.map((event) =>
      event === adoption ? { ...event, data: { ...event.data, framework: { ...framework, indicators } } } : event,
    );
    const { figures } = await exampleReport({ month: 24, audience: 'public' }, all);
    const countries = figures.indicators.find(({ id }) => id === 'I2')?.breakdowns['country'] ?? [];
    expect(countries.filter(({ withheld }) => withheld).length).toBeGreaterThan(1);
    expect(countries.filter(({ value }) => value !== null && value < 5)).toEqual([]);
    const report = await exampleReport(
      { month: 24, audience: 'public' },
      inOrder(adopted([i5({ unit: 'number' })]), ...survey('w2', 2024, MANY)),
    );
    expect(report.figures.indicators[0]?.breakdowns['country']).toEqual([{ key: null, value: 0, withheld: false }]);
  });

  it('a question that few answered is withheld', async () => {
    const questions = async (second: readonly number[]): Promise<unknown> => {
      const all = inOrder(adopted([i5()]), ...survey('w2', 2024, MANY, second));
      return (await exampleReport({ month: 24, audience: 'public' }, all)).figures.indicators[0]?.breakdowns[
        'question'
      ];
    };
    const first = { key: 'q1', value: 0, withheld: false };
    expect(await questions([5, 5, 1, 1])).toEqual([first, { key: 'q2', value: null, withheld: true }]);
    expect(await questions([5, 5, 5, 5, 1])).toEqual([first, { key: 'q2', value: 80, withheld: false }]);
  });

  it('why a baseline or a target was revised is not told', async () => {
    const revision = { indicatorId: 'I5', value: 70, month: 48, revisedOn: '2023-05-01', reason: 'Miller left us.' };
    const all = inOrder(
      adopted([i5()]),
      [adoption.stream, 'TargetRevised', revision],
      [adoption.stream, 'BaselineRevised', { ...revision, month: 1, value: 5, reason: 'Miller counted wrongly.' }],
    );
    expect(JSON.stringify(await exampleReport({ month: 24 }, all)).match(/Miller/g)?.length).toBeGreaterThan(5);
    const report = await exampleReport({ month: 24, audience: 'public' }, all);
    expect(JSON.stringify(report)).not.toContain('Miller');
    expect(report.figures.indicators[0]?.targets[0]?.was).toEqual([{ value: 80, until: '2023-05-01' }]);
    expect(table(report, 'revisions').rows).toHaveLength(2);
    expect(texts(report, 'results-framework')[0]).toContainEqual(expect.stringMatching(/Until 01\/05\/2023: 80 %\.$/));
  });
});

it('tells the day on which a fact was recorded as the alliance counts days', async () => {
  const [[number = ''] = []] = texts(await exampleReport(), 'facts-I2');
  const recordedAt = Date.parse('2022-09-14T22:30:00Z');
  const all = events.map((event) => (event.number === Number(number) ? { ...event, recordedAt } : event));
  expect(texts(await exampleReport({}, all), 'facts-I2')[0]?.at(-1)).toBe('15/09/2022');
});

it('shows a former baseline on the day that it was of', async () => {
  const { sections } = await exampleReport();
  const charts = sections.flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === 'chart' ? [block.chart] : [])),
  );
  const marks = charts.find(({ id }) => id === 'chart-I5')?.marks ?? [];
  expect(marks.map(({ id, date }) => [id, date])).toEqual([
    ['baseline', '2023-02-28'],
    ['formerBaseline', '2022-06-14'],
    ['target', '2025-12-14'],
  ]);
});

it('gives the values of months in the units of their own frameworks, and draws those of its own unit', async () => {
  const adoption = events.find(({ type }) => type === 'FrameworkAdopted') as AllianceEvent;
  const { framework } = adoption.data as FrameworkAdopted;
  const satisfaction = framework.indicators.find(({ id }) => id === 'I5') as (typeof framework.indicators)[number];
  const indicators = framework.indicators.map((each) => (each.id === 'I2' ? { ...satisfaction, id: 'I2' } : each));
  const eventId = '00000000-0000-4000-9000-000000000001';
  const revised = { adoptedOn: '2024-01-15', framework: { ...framework, indicators } };
  const all = [...events, { ...adoption, number: events.length + 1, eventId, data: revised }];
  const report = await exampleReport({ month: 24 }, all);
  const column = table(report, 'series').columns.findIndex(({ id }) => id === 'I2');
  const values = texts(report, 'series').map((row) => row[column]);
  expect([values[12], values[24]]).toEqual(['29', expect.stringMatching(/^[\d.]+ %$/)]);
  const charts = blocksOf(report).flatMap((block) => (block.kind === 'chart' ? [block.chart] : []));
  const chart = charts.find(({ id }) => id === 'chart-I2');
  expect([12, 24].map((month) => chart?.lines[0]?.points[month]?.y)).toEqual([null, expect.any(Number)]);
  expect(chart?.alt).not.toContain('29 %');
});

it('names the target that was missed with its value then, though another is still to come', async () => {
  const all = events.map((event) => {
    if (event.type !== 'FrameworkAdopted') return event;
    const { framework, ...data } = event.data as FrameworkAdopted;
    const targets = [
      { value: 60, month: 12 },
      { value: 200, month: 48 },
    ];
    const indicators = framework.indicators.map((each) => (each.id === 'I2' ? { ...each, targets } : each));
    return { ...event, data: { ...data, framework: { ...framework, indicators } } };
  });
  const rows = texts(await exampleReport({ month: 24 }, all), 'deviations').filter(([id]) => id === 'I2');
  expect(rows.map((row) => row.slice(2, 6))).toEqual([
    ['60', '14/06/2023', '29', 'Missed'],
    ['200', '14/06/2026', '86', 'At risk'],
  ]);
});

describe('a milestone', () => {
  it('is a deviation when it was achieved after its due day, and none on that day', async () => {
    const deviating = async (due: string): Promise<unknown[]> => {
      const all = events.map((event) => {
        if (event.type !== 'FrameworkAdopted') return event;
        const { framework, ...data } = event.data as FrameworkAdopted;
        const milestones = framework.milestones.map((each) =>
          each.id === 'MS1' ? { ...each, due: { date: due } } : each,
        );
        return { ...event, data: { ...data, framework: { ...framework, milestones } } };
      });
      return texts(await exampleReport({ month: 24 }, all), 'deviations').filter(([id]) => id === 'MS1');
    };
    expect(await deviating('2023-11-20')).toHaveLength(1);
    expect(await deviating('2023-11-21')).toEqual([]);
  });
});

describe('for internal use', () => {
  it('says what is missing and why a report was returned, which the funder does not see', async () => {
    const [internal, funder] = [
      await exampleReport({ month: 48, audience: 'internal' }),
      await exampleReport({ month: 48 }),
    ];
    expect(internal.sections.map(({ id }) => id)).toContain('missing');
    expect(funder.sections.map(({ id }) => id)).not.toContain('missing');
    const returned = 'Please explain the late registration.';
    expect(JSON.stringify(await exampleReport({ audience: 'internal' }))).toContain(returned);
    expect(JSON.stringify(await exampleReport())).not.toContain(returned);
  });
});

describe('what a month lacks', () => {
  const lacking = async (month: number, language: string): Promise<string[]> => {
    const [only] = await monthsOf('example', events, {
      months: [month],
      today: '2026-10-01',
      language,
      settings: DEFAULT_SETTINGS,
    });
    return only?.missing.map(({ text }) => text) ?? [];
  };

  it('stays missing when its report is approved, and says so', async () => {
    expect(await lacking(24, 'en')).toEqual(['Approved without: narrative of I4.', 'The report is not sealed.']);
    expect(await lacking(48, 'en')).toContain('The narrative of I2 is not written.');
  });

  it('is a text, too, that is written in other languages only', async () => {
    expect(await lacking(24, 'es')).toContain('Aprobado con su texto de I3 solo en inglés.');
    expect(await lacking(48, 'es')).toContain('El resumen publicable está escrito solo en inglés.');
  });

  it('counts days as people say them', () => {
    for (const [language, said] of [
      ['en', ['today', 'in 1 day', '1 day ago', 'in 2 days', '2 days ago']],
      ['es', ['hoy', 'en 1 día', 'hace 1 día', 'en 2 días', 'hace 2 días']],
    ] as const) {
      const { reminder } = (LANGUAGES.get(language) as ReportTexts).months;
      expect([0, 1, -1, 2, -2].map((days) => /\((.+)\)/.exec(reminder('M24', 'x', days, []))?.[1])).toEqual(said);
    }
  });

  it('is listed as the framework of its own time has it', async () => {
    const last = events.at(-1) as AllianceEvent;
    const adoption = events.find(({ type }) => type === 'FrameworkAdopted') as AllianceEvent;
    const { framework } = adoption.data as FrameworkAdopted;
    const indicators = framework.indicators.map((each) => ({ ...each, measuredAt: [45] }));
    const data = { adoptedOn: '2024-01-15', framework: { ...framework, indicators } };
    const all = [...events, { ...last, ...adoption, number: last.number + 1, eventId: 'x', data }];
    const measured = async (of: readonly AllianceEvent[]): Promise<number[]> => {
      const months = await monthsOf('example', of, { today: '2026-09-01', language: 'en', settings: DEFAULT_SETTINGS });
      return months.filter(({ measured: ids }) => ids.length > 0).map(({ month }) => month);
    };
    expect(await measured(events)).toEqual([6, 12, 17, 24, 36, 42, 48]);
    expect(await measured(all)).toEqual([6, 12, 17, 45]);
  });

  it('is not listed of a report that was recorded for another month by mistake, and taken back', async () => {
    const last = events.at(-1) as AllianceEvent;
    const submitted = {
      ...last,
      ...{ number: last.number + 1, eventId: '00001', stream: 'month-example.m23', metadata: {} },
      ...{ type: 'ReportSubmitted', data: { submittedOn: '2024-07-01' } },
    };
    const retraction = {
      ...submitted,
      ...{ number: last.number + 2, eventId: '00002' },
      ...{ type: 'EventRetracted', data: { eventId: '00001', reason: 'It is that of M24.' } },
    };
    const isListed = async (of: readonly AllianceEvent[]): Promise<boolean> => {
      const months = await monthsOf('example', of, { today: '2026-09-01', language: 'en', settings: DEFAULT_SETTINGS });
      return months.some(({ month }) => month === 23);
    };
    expect(await isListed([...events, submitted])).toBe(true);
    expect(await isListed([...events, submitted, retraction])).toBe(false);
  });

  it('was handed in when it was first recorded so, though the day was corrected later', async () => {
    const last = events.at(-1) as AllianceEvent;
    const stream = 'month-example.m30';
    const later = (i: number, type: string, data: object, of: string, corrects?: string): AllianceEvent => ({
      ...{ ...last, number: last.number + i, eventId: `0000${i}`, stream: of, type, data },
      ...{ metadata: corrects === undefined ? {} : { corrects } },
    });
    const member = { memberId: 'late', name: 'Late', category: 'affiliate', agentType: 'company', country: 'ES' };
    const all = [
      ...events,
      later(1, 'ReportSubmitted', { submittedOn: '2025-01-10' }, stream),
      later(2, 'MemberJoined', { ...member, joinedOn: '2024-05-01' }, 'member-example.late'),
      later(3, 'EventRetracted', { eventId: '00001', reason: 'Another day.' }, stream),
      later(4, 'ReportSubmitted', { submittedOn: '2025-01-11' }, stream, '00001'),
    ];
    const source = await ReportSource.of('example', all);
    const restated = source.restatements.filter(({ month, id }) => month === 30 && id === 'I2');
    expect(restated.map(({ kind }) => kind)).toContain('indicator');
  });

  it('ends no reporting period after the end of the project', async () => {
    const all = events.map((event) =>
      event.type === 'AllianceEstablished' ? { ...event, data: { ...event.data, endsOn: '2025-06-14' } } : event,
    );
    const months = await monthsOf('example', all, {
      ...{ months: [24, 48], today: '2026-09-01', language: 'en', settings: DEFAULT_SETTINGS },
    });
    expect(months).toMatchObject([
      { month: 24, period: { from: 1, to: 24 }, deadline: '2024-08-13' },
      { month: 48, period: null, deadline: null, daysLeft: null },
    ]);
  });

  it('is no reminder once nothing can be done about it', async () => {
    const [m24] = await monthsOf('example', events, {
      months: [24],
      today: '2026-10-01',
      language: 'en',
      settings: DEFAULT_SETTINGS,
    });
    expect(m24?.reminder).toBe('Report of M24: The report is not sealed.');
    expect(m24?.narratives.map(({ section }) => section)).toEqual(['summary', 'summary', 'I1', 'I3', 'deviations']);
  });
});

describe('the published schema', () => {
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, discriminator: true });
  ajvFormats.default(ajv);
  const validate = ajv.compile(reportSchema());

  it('takes the reports of every audience and language, and comparisons', async () => {
    const source = await ReportSource.of('example', events);
    const reports = AUDIENCES.flatMap((audience) =>
      [...LANGUAGES.keys()].flatMap((language) =>
        [1, 24, 49].map((month) =>
          source.report({ month, audience, language, expected: true, settings: DEFAULT_SETTINGS }),
        ),
      ),
    );
    const compared = await comparison(
      'example',
      events,
      [
        { month: 24, events: 900, kind: 'submitted' },
        { month: 36, events: events.length, kind: 'known' },
      ],
      { language: 'es', audience: 'funder', expected: true, settings: DEFAULT_SETTINGS },
    );
    for (const report of [...reports, compared]) {
      const sent = JSON.parse(JSON.stringify(report)) as unknown;
      expect(validate(sent) ? [] : validate.errors?.slice(0, 3)).toEqual([]);
    }
  });

  it('refuses what is no report', () => {
    expect(validate({})).toBe(false);
    expect(validate({ ...JSON.parse('{"schema":"/schemas/report/1"}') })).toBe(false);
  });
});

describe('strange data', () => {
  const established = events[0] as AllianceEvent;
  const framework = events.find(({ type }) => type === 'FrameworkAdopted') as AllianceEvent;
  const inOrder = (...all: AllianceEvent[]): AllianceEvent[] => all.map((event, i) => ({ ...event, number: i + 1 }));
  const member = (id: string, name: string): AllianceEvent => ({
    ...established,
    eventId: `00000000-0000-4000-8000-${id.padStart(12, '0')}`,
    stream: `member-example.m${id}`,
    type: 'MemberJoined',
    data: {
      memberId: `m${id}`,
      name,
      category: 'affiliate',
      agentType: 'company',
      country: 'ES',
      joinedOn: '2023-01-10',
    },
  });

  it('an alliance without framework or facts has a report that says so', async () => {
    const report = await exampleReport({}, inOrder(established));
    expect(report.figures).toEqual({ indicators: [], milestones: [] });
    expect(table(report, 'results-framework')).toMatchObject({ rows: [], empty: 'No framework is adopted.' });
  });

  it('no data at all is no data, never nought', async () => {
    const report = await exampleReport({}, inOrder(established, framework));
    expect(report.figures.indicators.map(({ value }) => value)).toEqual([false, null, null, null, null, false]);
    expect(texts(report, 'results-framework').map((row) => row[8])).toEqual([
      'No',
      ...Array<string>(4).fill('No data'),
      'No',
    ]);
  });

  it('formulas, emoji, right-to-left text and names of 300 characters stay what they are, and compute nothing', async () => {
    const names = [
      '=HYPERLINK("http://x","y")',
      '@SUM(1)',
      '+1',
      '-1',
      '👩‍🏭 Werkstatt',
      'مؤسسة',
      'Ω'.repeat(300),
      'a,"b"\'c',
    ];
    const report = await exampleReport(
      {},
      inOrder(established, framework, ...names.map((name, i) => member(String(i), name))),
    );
    const about = table(report, 'facts-I2').rows.map((row) => row[3]?.text.replace(/, Affiliate, Spain$/, ''));
    expect(about).toEqual(names);
    const csv = csvFiles(report).find(({ name }) => name === 'facts-I2.csv')?.text ?? '';
    expect(csv.startsWith('\uFEFF')).toBe(true);
    for (const cell of csv.split('\r\n').slice(1, 5)) expect(cell).toMatch(/,"?'[=@+-]/);
    expect(csv).toContain('Ω'.repeat(300));
  });

  it('two thousand members are listed, each once, in good time', async () => {
    const members = Array.from({ length: 2_000 }, (_, i) => member(String(i), `Member ${i}`));
    const started = performance.now();
    const report = await exampleReport({}, inOrder(established, framework, ...members));
    expect(table(report, 'facts-I2').rows).toHaveLength(2_000);
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});
