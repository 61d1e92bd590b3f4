// What of a report for the public can be computed from its bundle, and what can't.
import { describe, expect, it } from '@jest/globals';
import type { FrameworkAdopted, Indicator } from '../../domain/framework/framework.events.js';
import type { AllianceEvent } from '../alliance-event.js';
import { ReportSource } from '../build-report.js';
import { exampleAllianceEvents } from '../example-report.fixture.js';
import type { AllianceView } from '../../monitoring/alliance-model.js';
import type { IndicatorFigures, Report } from '../report-model.js';
import { DEFAULT_SETTINGS } from '../report-request.js';
import type { Manifest } from './bundle.js';
import { comparePublicFigures, publicAlliance } from './public-figures.js';

const events = exampleAllianceEvents('2023-09-01');
const adopted = events.find(({ type }) => type === 'FrameworkAdopted')?.data as FrameworkAdopted;
const agreements = adopted.framework.indicators.find(({ measure }) => measure.kind === 'mousSigned') as Indicator;

/** The example's events with more indicators in its framework, and more events at the end. */
function example(indicators: readonly Indicator[], more: readonly Partial<AllianceEvent>[] = []): AllianceEvent[] {
  const framework = { ...adopted.framework, indicators: [...adopted.framework.indicators, ...indicators] };
  const last = events.at(-1) as AllianceEvent;
  return [
    ...events.map((event) =>
      event.type === 'FrameworkAdopted' ? { ...event, data: { ...adopted, framework } } : event,
    ),
    ...more.map((event, i) => ({ ...last, number: last.number + 1 + i, eventId: idOf(i), metadata: {}, ...event })),
  ];
}

const idOf = (n: number): string => `00000000-0000-4000-9000-${String(n).padStart(12, '0')}`;

interface Compared {
  readonly said: unknown;
  readonly report: Report;
  /** The same for the funder. */
  readonly funder: Report;
  /** What is said of the report with other indicators. */
  readonly otherwise: (change: (indicators: Figures[]) => void) => readonly string[];
}

type Figures = { -readonly [Field in keyof IndicatorFigures]: unknown } & {
  id: string;
  series: { value: unknown }[];
  targets: { value: unknown; met: unknown }[];
};

const said = (view: AllianceView, report: Report): ReturnType<typeof comparePublicFigures> => {
  const manifest = { allianceId: 'example', month: 14, expected: true, files: [{ name: 'report.json' }] };
  const content = (): Uint8Array => new TextEncoder().encode(JSON.stringify(report));
  return comparePublicFigures(view, manifest as unknown as Manifest, content);
};

/** What is said of an honest report for the public, and the report. */
async function compared(all: readonly AllianceEvent[]): Promise<Compared> {
  const source = await ReportSource.of('example', all);
  const request = {
    month: 14,
    audience: 'public',
    language: 'en',
    expected: true,
    settings: DEFAULT_SETTINGS,
  } as const;
  const report = source.report(request);
  const { view } = await publicAlliance('example', source.sealed.leaves);
  return {
    said: said(view, report),
    report,
    funder: source.report({ ...request, audience: 'funder' }),
    otherwise: (change) => {
      const changed = structuredClone(report);
      change(changed.figures.indicators as unknown as Figures[]);
      return said(view, changed).flatMap(({ holds, text }) => (holds ? [] : [text]));
    },
  };
}

const valueOf = ({ figures }: Report, indicatorId: string): unknown =>
  figures.indicators.find(({ id }) => id === indicatorId)?.value;
const follow = (ids: string): unknown => [
  { holds: true, text: expect.stringContaining(`the values of ${ids} follow`) },
];

it('leaves out what rests on the parties of confidential memoranda: they are not shown', async () => {
  const parties = events.flatMap(({ type, data }) =>
    type === 'MouProposed' ? (data as { parties: { partyId: string }[] }).parties : [],
  );
  const party = parties.find(({ partyId }) => partyId !== 'example')?.partyId as string;
  const target = { value: 1, month: 6 };
  const all = example([
    { ...agreements, id: 'P1', measure: { kind: 'mousSigned', party }, targets: [target] },
    { ...agreements, id: 'P2', measure: { kind: 'mousSigned' } },
  ]);
  const { framework } = all.find(({ type }) => type === 'FrameworkAdopted')?.data as { framework: object };
  Object.assign(framework, { milestones: [{ id: 'MS', title: 'T', condition: { indicator: 'P1', atLeast: 1 } }] });
  const { said, report, funder } = await compared(all);
  expect(valueOf(funder, 'P1')).toBeGreaterThan(0);
  expect(funder.figures.milestones).toMatchObject([{ id: 'MS', status: 'achieved' }]);
  const { indicators, milestones } = report.figures;
  const shown = indicators.find(({ id }) => id === 'P1');
  expect(shown).toMatchObject({ value: null, companions: {}, progress: null, status: 'noData', breakdowns: {} });
  expect(shown?.targets).toMatchObject([{ met: null, valueThen: null }]);
  expect(shown?.series.every(({ value }) => value === null)).toBe(true);
  expect(milestones).toMatchObject([{ status: 'noData', achievedOn: null, holds: null }]);
  const page = report.sections.find(({ id }) => id === 'indicator-P1');
  expect(JSON.stringify(page)).toContain('another organisation has signed is not told to the public');
  expect(JSON.stringify(page)).not.toContain('No fact counts');
  expect(said).toEqual(follow('I1, I2, I3, I4, I6, P2'));
});

describe('a value that was reported', () => {
  const reported: Indicator = { ...agreements, id: 'R1', measure: { kind: 'reported' } };
  const stream = 'measurement-example.R1';
  const value = (value: number, measuredOn: string, corrects?: string): Partial<AllianceEvent> => ({
    ...{ stream, type: 'ValueReported', data: { indicatorId: 'R1', value, measuredOn } },
    ...(corrects === undefined ? {} : { metadata: { corrects } }),
  });
  const retraction = (of: number): Partial<AllianceEvent> => ({
    ...{ stream, type: 'EventRetracted', data: { eventId: idOf(of), reason: 'Mistyped.' } },
  });

  it.each([
    ['taken back', 3, [value(3, '2023-03-01'), value(7, '2023-06-01'), retraction(1)]],
    ['corrected', 5, [value(3, '2023-03-01'), value(7, '2023-06-01'), retraction(1), value(5, '2023-06-01', idOf(1))]],
    [
      'corrected on the day of another',
      7,
      [value(3, '2023-03-01'), value(7, '2023-03-01'), retraction(0), value(4, '2023-03-01', idOf(0))],
    ],
  ])('and was %s is %d for who computes it from the bundle too', async (_what, expected, more) => {
    const { said, report } = await compared(example([reported], more));
    expect(valueOf(report, 'R1')).toBe(expected);
    expect(said).toEqual(follow('I1, I2, I3, I4, I6, R1'));
  });
});

describe('a figure that the public events do not give', () => {
  const of = (indicators: readonly Figures[], id: string): Figures =>
    indicators.find((indicator) => indicator.id === id) as Figures;

  it.each<[string, string, (indicators: Figures[]) => void]>([
    ['a value', 'I2 value is 999', (all) => (of(all, 'I2').value = 999)],
    ['a status', 'I2 status is "forged"', (all) => (of(all, 'I2').status = 'forged')],
    ['progress', 'I2 progress is 1.5', (all) => (of(all, 'I2').progress = 1.5)],
    ['a companion', 'I2 active is 999', (all) => (of(all, 'I2').companions = { active: 999 })],
    ['a target', 'I2 target of ', (all) => ((of(all, 'I2').targets[0] as { value: unknown }).value = 0)],
    ['a target, met', ', met is [true,', (all) => ((of(all, 'I2').targets[0] as { met: unknown }).met = true)],
    ['a target fewer', 'I2 targets is 0', (all) => (of(all, 'I2').targets = [])],
    ['a longer series', 'I2 months of the series is 16', (all) => of(all, 'I2').series.push({ value: 999 })],
    ['no series', 'I2 months of the series is 0', (all) => (of(all, 'I2').series = [])],
    ['no indicators', 'the indicators are none, the public events give I1', (all) => all.splice(0)],
    ['an indicator fewer', 'the indicators are I1, I3', (all) => all.splice(1, 1)],
    ['an indicator twice', 'the indicators are I1, I2, I2', (all) => all.splice(1, 0, of(all, 'I2'))],
  ])('is found out: %s', async (_what, named, change) => {
    expect((await compared(events)).otherwise(change)).toContainEqual(expect.stringContaining(named));
  });
});

describe('an indicator that is measured otherwise since M9', () => {
  const satisfaction: Indicator = { ...agreements, id: 'C1', unit: 'percent', measure: { kind: 'satisfaction' } };
  const reported: Indicator = { ...satisfaction, measure: { kind: 'reported' } };
  const value: Partial<AllianceEvent> = {
    stream: 'measurement-example.C1',
    type: 'ValueReported',
    data: { indicatorId: 'C1', value: 55, measuredOn: '2022-08-01' },
  };
  const first = events.find(({ type }) => type === 'FrameworkAdopted') as AllianceEvent;
  const changing = (before: Indicator, after: Indicator): AllianceEvent[] => {
    const framework = { ...adopted.framework, indicators: [...adopted.framework.indicators, after] };
    const adoption = { ...first, data: { ...adopted, adoptedOn: '2023-03-01', framework } };
    const { stream, type, data } = adoption;
    return example([before], [value, { stream, type, data }]);
  };
  const seriesOf = (indicators: readonly Figures[]): { value: unknown }[] => (indicators.at(-1) as Figures).series;
  const withheldIn = (indicators: readonly Figures[], from: number, to: number): void =>
    seriesOf(indicators)
      .slice(from, to)
      .forEach((point) => (point.value = null));

  it('and rested on answers before: those months may be withheld, the later ones follow', async () => {
    const { said, otherwise } = await compared(changing(satisfaction, reported));
    expect(said).toEqual(follow('I1, I2, I3, I4, I6, C1'));
    expect(otherwise((all) => withheldIn(all, 0, 8))).toEqual([]);
    expect(otherwise((all) => withheldIn(all, 12, 13))).toEqual([
      'report.json: C1 at M12 is null, the public events give 55.',
    ]);
  });

  it('and rests on answers since: what is shown of the months before follows', async () => {
    const { said, otherwise } = await compared(changing(reported, satisfaction));
    expect(said).toEqual(follow('I1, I2, I3, I4, I6'));
    expect(otherwise((all) => withheldIn(all, 0, 8))).toEqual([]);
    expect(otherwise((all) => ((seriesOf(all)[5] as { value: unknown }).value = 99))).toEqual([
      'report.json: C1 at M5 is 99, the public events give 55.',
    ]);
  });
});
