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

export async function exampleReport(
  request: Partial<Omit<ReportRequest, 'allianceId'>> = {},
  events = exampleAllianceEvents(),
): Promise<Report> {
  const { month = 24, language = 'en', audience = 'funder', expected = true, settings = DEFAULT_SETTINGS } = request;
  const source = await ReportSource.of(EXAMPLE, events);
  return source.report({ month, language, audience, expected, settings });
}
