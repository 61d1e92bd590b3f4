// Reports for the public: what they withhold of groups and answers of few, and of confidential memoranda.
import { describe, expect, it } from '@jest/globals';
import type { FrameworkAdopted } from '../domain/framework/framework.events.js';
import type { AllianceEvent } from './alliance-event.js';
import { exampleAllianceEvents, exampleReport } from './example-report.fixture.js';
import type { Report } from './report-model.js';
import { sectionsOf, table, texts } from './report-parts.fixture.js';
import { sealedEvents, type Leaf } from './seal/leaves.js';

const events = exampleAllianceEvents();

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

  it('the note below a breakdown says of which groups the small ones are withheld: others stand in the same table', async () => {
    const report = await exampleReport({ month: 24, audience: 'public' });
    const { rows, notes } = table(report, 'breakdown-I2');
    const small = rows.filter(([, , cell]) => cell?.kind === 'number' && cell.value < 5);
    expect(small.map(([by]) => by?.text)).toEqual(['Type of agent', 'Type of agent']);
    expect(notes).toEqual([expect.stringMatching(/^Countries and topics of fewer than five are withheld/)]);
    expect(table(report, 'breakdown-I5').notes).toContainEqual(
      expect.stringMatching(/^Groups of fewer than five answers are withheld/),
    );
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
