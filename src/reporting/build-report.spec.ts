// The report model: what it says of the example alliance, and in which words; and reports of strange data.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import type { FrameworkAdopted } from '../domain/framework/framework.events.js';
import type { AllianceEvent } from './alliance-event.js';
import { comparison } from './build-comparison.js';
import { ReportSource } from './build-report.js';
import { exampleAllianceEvents, exampleReport } from './example-report.fixture.js';
import { csvFiles } from './renderers/csv.renderer.js';
import { AUDIENCES, type Report } from './report-model.js';
import { blocksOf, sectionsOf, table, tablesOf, texts } from './report-parts.fixture.js';
import { DEFAULT_SETTINGS } from './report-request.js';
import { reportSchema } from './report.schema.js';
import { LANGUAGES } from './texts/languages.js';

const events = exampleAllianceEvents();

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

  it('leads from a satisfaction to its survey and the documents that prove it, but not for the public', async () => {
    const stream = 'survey-example.wave-2024';
    const closed = events.find((event) => event.stream === stream && event.type === 'SurveyClosed') as AllianceEvent;
    const evidence = [{ title: 'Evaluation of the survey', url: 'https://example.org/evaluation.pdf' }];
    const data = { eventId: closed.eventId, evidence, addedOn: '2024-06-20' };
    const id = '00000000-0000-4000-9000-000000000001';
    const added = { ...closed, number: events.length + 1, eventId: id, type: 'EvidenceAdded', data };
    const source = await ReportSource.of('example', [...events, added]);
    const asked = { month: 24, language: 'en', expected: true, settings: DEFAULT_SETTINGS } as const;
    const rows = texts(source.report({ ...asked, audience: 'funder' }), 'survey-I5');
    expect(rows.map((row) => row[2])).toEqual(['Survey opened', 'Survey closed']);
    expect(rows[1]?.[4]).toBe('Evaluation of the survey');
    const shown = tablesOf(source.report({ ...asked, audience: 'public' }));
    expect(shown.map(({ id }) => id)).not.toContain('survey-I5');
  });

  it('names the objectives of the framework, and says which a note is of', () => {
    const blocks = sectionsOf(report).find(({ id }) => id === 'definitions')?.blocks ?? [];
    const pairs = blocks.flatMap((block) => (block.kind === 'pairs' ? block.pairs : []));
    expect(pairs.map(({ term, value }) => `${term}: ${value.text}`)).toContain(
      'Objective SO3: Provide a one-stop-shop service for …',
    );
    const notes = blocks.flatMap((block) => (block.kind === 'paragraph' ? [block.runs[0]?.text] : []));
    expect(notes).toContainEqual(expect.stringMatching(/^SO3: Cut off in the source/));
  });

  it('tells of what was taken back as it was said then, and of what it was, whenever that was', async () => {
    const facts = async (month: number): Promise<Map<string | undefined, string | undefined>> =>
      new Map(texts(await exampleReport({ month }), 'corrections').map(([event, what]) => [event, what]));
    // The one that joined "in its own right, not as an affiliate", and a signature of a later year.
    expect((await facts(48)).get('670')).toBe('Member joined: Zuidmeer Vocational College, Affiliate, Netherlands');
    expect((await facts(24)).get('1472')).toMatch(/^Memorandum signed: Cooperation with /);
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
    for (const id of ['results-framework', 'milestones', 'series'])
      expect(table(report, id)).toMatchObject({ rows: [], empty: 'No framework is adopted.' });
    const known = { events: 1, kind: 'known' } as const;
    const compared = await comparison(
      'example',
      inOrder(established),
      [
        { month: 12, ...known },
        { month: 24, ...known },
      ],
      { language: 'en', audience: 'funder', expected: true, settings: DEFAULT_SETTINGS },
    );
    expect(tablesOf(compared)[0]).toMatchObject({ rows: [], empty: 'No framework is adopted.' });
    const happened = sectionsOf(compared).find(({ id }) => id === 'happened');
    expect(happened?.blocks).toMatchObject([{ runs: [{ text: 'No framework is adopted.' }] }]);
    expect(compared.title).toBe('Comparison: M12 as known with 1 event and M24 as known with 1 event');
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
