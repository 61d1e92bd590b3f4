// The reports of the example alliance, for specs: of any month, language and audience, from all that it has recorded.
import { exampleEvents, EXAMPLE } from '../first-start/example.js';
import { EXAMPLE_SOURCE } from '../monitoring/read-model.js';
import type { AllianceEvent } from './alliance-event.js';
import { ReportSource } from './build-report.js';
import type { Report } from './report-model.js';
import { DEFAULT_SETTINGS, type ReportRequest } from './report-request.js';

/** The example's events recorded before a day (default: all of them), numbered. */
export function exampleAllianceEvents(before = '2027-01-01'): AllianceEvent[] {
  return exampleEvents(before).map(({ eventId, stream, type, data, corrects, recordedAt }, i) => ({
    number: i + 1,
    eventId,
    stream,
    type,
    data,
    metadata: { allianceId: EXAMPLE, actor: 'first-start', source: EXAMPLE_SOURCE, ...(corrects ? { corrects } : {}) },
    schemaVersion: 1,
    recordedAt: Date.parse(recordedAt),
  }));
}

/** An event of the example that was recorded after all of its own, as number `number`; `name` makes its id. */
export function recordedLate(
  number: number,
  name: string,
  type: string,
  data: object,
  stream: string,
  corrects?: string,
): AllianceEvent {
  const metadata = { allianceId: EXAMPLE, actor: 'first-start', source: EXAMPLE_SOURCE };
  return {
    number,
    eventId: `00000000-0000-4000-9000-${name.padStart(12, '0')}`,
    type,
    stream,
    data,
    metadata: { ...metadata, ...(corrects === undefined ? {} : { corrects }) },
    schemaVersion: 1,
    recordedAt: Date.parse('2026-11-01T09:00:00Z'),
  };
}

export async function exampleReport(
  request: Partial<Omit<ReportRequest, 'allianceId'>> = {},
  events = exampleAllianceEvents(),
): Promise<Report> {
  const { month = 24, language = 'en', audience = 'funder', expected = true, settings = DEFAULT_SETTINGS } = request;
  const source = await ReportSource.of(EXAMPLE, events);
  return source.report({ month, language, audience, expected, settings });
}
