// What a month's report lacks, when it is due, and which months there are.
import { describe, expect, it } from '@jest/globals';
import type { FrameworkAdopted } from '../domain/framework/framework.events.js';
import type { AllianceEvent } from './alliance-event.js';
import { ReportSource } from './build-report.js';
import { exampleAllianceEvents } from './example-report.fixture.js';
import { monthsOf } from './months.js';
import { DEFAULT_SETTINGS } from './report-request.js';
import type { ReportTexts } from './texts/en.js';
import { LANGUAGES } from './texts/languages.js';

const events = exampleAllianceEvents();

describe('what a month lacks', () => {
  const lacking = async (month: number, language: string): Promise<string[]> => {
    const [only] = monthsOf(await ReportSource.of('example', events), {
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
      const months = monthsOf(await ReportSource.of('example', of), {
        today: '2026-09-01',
        language: 'en',
        settings: DEFAULT_SETTINGS,
      });
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
      const months = monthsOf(await ReportSource.of('example', of), {
        today: '2026-09-01',
        language: 'en',
        settings: DEFAULT_SETTINGS,
      });
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
    const months = monthsOf(await ReportSource.of('example', all), {
      ...{ months: [24, 48], today: '2026-09-01', language: 'en', settings: DEFAULT_SETTINGS },
    });
    expect(months).toMatchObject([
      { month: 24, period: { from: 1, to: 24 }, deadline: '2024-08-13' },
      { month: 48, period: null, deadline: null, daysLeft: null },
    ]);
  });

  it('is no reminder once nothing can be done about it', async () => {
    const [m24] = monthsOf(await ReportSource.of('example', events), {
      months: [24],
      today: '2026-10-01',
      language: 'en',
      settings: DEFAULT_SETTINGS,
    });
    expect(m24?.reminder).toBe('Report of M24: The report is not sealed.');
    expect(m24?.narratives.map(({ section }) => section)).toEqual(['summary', 'summary', 'I1', 'I3', 'deviations']);
  });
});
