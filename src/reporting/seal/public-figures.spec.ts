// What of a report for the public can be computed from its bundle, and what can't.
import { expect, it } from '@jest/globals';
import type { FrameworkAdopted, Indicator } from '../../domain/framework/framework.events.js';
import type { AllianceEvent } from '../alliance-event.js';
import { ReportSource } from '../build-report.js';
import { exampleAllianceEvents } from '../example-report.fixture.js';
import { DEFAULT_SETTINGS } from '../report-request.js';
import type { Manifest } from './bundle.js';
import { comparePublicFigures } from './public-figures.js';

/** The example, with the agreements of another party counted as P1, and those of all parties as P2. */
function withOtherParty(): AllianceEvent[] {
  const events = exampleAllianceEvents('2023-09-01');
  const adoption = events.findIndex(({ type }) => type === 'FrameworkAdopted');
  const adopted = (events[adoption] as AllianceEvent).data as FrameworkAdopted;
  const agreements = adopted.framework.indicators.find(({ measure }) => measure.kind === 'mousSigned') as Indicator;
  const parties = events.flatMap(({ type, data }) =>
    type === 'MouProposed' ? (data as { parties: { partyId: string }[] }).parties : [],
  );
  const party = parties.find(({ partyId }) => partyId !== 'example')?.partyId as string;
  const indicators: Indicator[] = [
    ...adopted.framework.indicators,
    { ...agreements, id: 'P1', measure: { kind: 'mousSigned', party } },
    { ...agreements, id: 'P2', measure: { kind: 'mousSigned' } },
  ];
  const data: FrameworkAdopted = { ...adopted, framework: { ...adopted.framework, indicators } };
  return events.map((event, i) => (i === adoption ? { ...event, data } : event));
}

it('leaves out what rests on the parties of confidential memoranda: they are not shown', async () => {
  const source = await ReportSource.of('example', withOtherParty());
  const request = {
    month: 14,
    audience: 'public',
    language: 'en',
    expected: true,
    settings: DEFAULT_SETTINGS,
  } as const;
  const report = source.report(request);
  expect(report.figures.indicators.find(({ id }) => id === 'P1')?.value).toBeGreaterThan(0);
  const manifest = { allianceId: 'example', month: 14, files: [{ name: 'report.json' }] } as unknown as Manifest;
  const said = await comparePublicFigures(manifest, [...source.sealed.leaves], () =>
    new TextEncoder().encode(JSON.stringify(report)),
  );
  expect(said).toEqual([{ holds: true, text: expect.stringContaining('the values of I1, I2, I3, I4, I6, P2 follow') }]);
});
