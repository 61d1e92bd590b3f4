// What of a report for the public can be computed from its bundle, and what can't.
import { describe, expect, it } from '@jest/globals';
import type { FrameworkAdopted, Indicator } from '../../domain/framework/framework.events.js';
import type { AllianceEvent } from '../alliance-event.js';
import { ReportSource } from '../build-report.js';
import { exampleAllianceEvents } from '../example-report.fixture.js';
import type { Report } from '../report-model.js';
import { DEFAULT_SETTINGS } from '../report-request.js';
import type { Manifest } from './bundle.js';
import { comparePublicFigures } from './public-figures.js';

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

/** What is said of an honest report for the public, and the report. */
async function compared(all: readonly AllianceEvent[]): Promise<{ said: unknown; report: Report }> {
  const source = await ReportSource.of('example', all);
  const request = {
    month: 14,
    audience: 'public',
    language: 'en',
    expected: true,
    settings: DEFAULT_SETTINGS,
  } as const;
  const report = source.report(request);
  const manifest = { allianceId: 'example', month: 14, files: [{ name: 'report.json' }] } as unknown as Manifest;
  const content = (): Uint8Array => new TextEncoder().encode(JSON.stringify(report));
  return { said: await comparePublicFigures(manifest, [...source.sealed.leaves], content), report };
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
  const { said, report } = await compared(
    example([
      { ...agreements, id: 'P1', measure: { kind: 'mousSigned', party } },
      { ...agreements, id: 'P2', measure: { kind: 'mousSigned' } },
    ]),
  );
  expect(valueOf(report, 'P1')).toBeGreaterThan(0);
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
