// Property: whatever happened in an alliance, what its report says to the public follows from its public events. A bundle
// that nobody touched must never be called broken.
import { describe, expect, it, jest } from '@jest/globals';
import fc from 'fast-check';
import type { AllianceEvent } from '../../src/reporting/alliance-event.js';
import { ReportSource } from '../../src/reporting/build-report.js';
import { DEFAULT_SETTINGS } from '../../src/reporting/report-request.js';
import { comparePublicFigures, publicAlliance } from '../../src/reporting/seal/public-figures.js';
import { comparePublicReport } from '../../src/reporting/seal/public-report.js';
import type { StoredEvent } from '../../src/event-store/event-store.js';
import { history, recorded, RUNS, TIME_LIMIT_MS } from './history.fixture.js';

jest.setTimeout(TIME_LIMIT_MS);

const SEED = 20_260_614;
const ALLIANCE = 'lcamp';

const idOf = (place: number): string => `00000000-0000-4000-8000-${String(place).padStart(12, '0')}`;

/** The events of a log as reports are made from them: with ids as a request has them. */
function numbered(log: readonly StoredEvent[]): AllianceEvent[] {
  const ids = new Map(log.map(({ eventId }, i) => [eventId, idOf(i + 1)]));
  const renamed = (content: object): object =>
    Object.fromEntries(
      Object.entries(content).map(([name, value]) =>
        name === 'eventId' || name === 'corrects' ? [name, ids.get(value as string)] : [name, value as unknown],
      ),
    );
  return log.map(({ eventId, stream, type, data, metadata, schemaVersion, recordedAt }, i) => ({
    ...{ number: i + 1, eventId: ids.get(eventId) as string, stream, type, schemaVersion, recordedAt },
    ...{ data: renamed(data), metadata: renamed(metadata) },
  }));
}

describe(`a report for the public (${RUNS} histories, seed ${SEED})`, () => {
  it('says what follows from the public events', async () => {
    const months = fc.constantFrom(1, 6, 12, 17, 24, 36, 48, 49);
    const languages = fc.constantFrom('en', 'es');
    await fc.assert(
      fc.asyncProperty(history, months, languages, fc.boolean(), async (attempts, month, language, expected) => {
        const source = await ReportSource.of(ALLIANCE, numbered(recorded(attempts).log));
        const asked = { month, language, audience: 'public', expected, settings: DEFAULT_SETTINGS } as const;
        const text = JSON.stringify(source.report(asked));
        const alliance = await publicAlliance(ALLIANCE, source.sealed.leaves);
        const file = { name: 'report.json', bytes: text.length, sha256: '' };
        const said = comparePublicFigures(alliance.view, { allianceId: ALLIANCE, month, expected, files: [file] }, () =>
          Buffer.from(text),
        );
        const report = JSON.parse(text) as Parameters<typeof comparePublicReport>[1];
        const wrong = comparePublicReport(alliance, report, { ...asked, allianceId: ALLIANCE }, source.root);
        expect([...wrong, ...said.filter(({ holds }) => !holds).map((each) => each.text)]).toEqual([]);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  });
});
