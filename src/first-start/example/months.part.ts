// Reports of the example: what was written about three months, and how far each report went.
import { streamName } from '../../domain/categories.js';
import type { NarrativeWritten } from '../../domain/month/month.events.js';
import { EXAMPLE } from './alliance.part.js';
import type { Journal } from './journal.js';

type Narrative = Pick<NarrativeWritten, 'section' | 'text'> & { readonly language?: string };

const M24: readonly Narrative[] = [
  {
    section: 'summary',
    text:
      'The second year turned the consortium into an **association**: registered, with a general assembly and six ' +
      'thematic groups in the making. Membership grew fastest in the months after the assembly.\n\n' +
      'The platform runs in its second year without interruption.',
  },
  {
    section: 'summary',
    language: 'es',
    text:
      'El segundo año convirtió el consorcio en una **asociación**: registrada, con asamblea general y con seis ' +
      'grupos temáticos en preparación.',
  },
  {
    section: 'I3',
    text:
      'Memoranda follow the path since M17. Signatures of last autumn came in late from three countries; they are recorded with the days ' +
      'on which they were given, so earlier months show more than was known then.',
  },
  {
    section: 'deviations',
    text:
      '- **Registration (I1)**: published a week after the due month, because the gazette asked for a certified ' +
      'translation of the statutes.\n- **Recommendations (I4)**: fewer than a straight line to the target would ask for; ' +
      'half of the documents planned are deliverables of the last two years.',
  },
];

const M36: readonly Narrative[] = [
  {
    section: 'summary',
    text:
      'The mid-term review confirmed the course. The number of members to be reached was **revised** with its reason; ' +
      'satisfaction rose for the third time.',
  },
  {
    section: 'I2',
    text: 'Two partner countries set up alliances of their own. Their organisations join there first.',
  },
];

const M48: readonly Narrative[] = [
  {
    section: 'summary',
    text:
      'The Alliance outlives its project: a business plan stands, running costs are under negotiation. Members and ' +
      'recommendations reached their targets; memoranda and satisfaction came close without reaching theirs.',
  },
];

export function reportMonths(journal: Journal): void {
  const m24 = write(journal, 24, M24, '2024-07-08');
  journal.add(m24, 'ReportSubmitted', { submittedOn: '2024-07-30' }, { lagDays: 0 });
  journal.add(m24, 'ReportReturned', { returnedOn: '2024-09-10', reason: 'Please explain the late registration.' });
  const explained = {
    section: 'I1',
    language: 'en',
    text: 'The statutes were approved in time, on 10 October 2023; the certified translation took five weeks.',
    writtenOn: '2024-09-17',
  };
  journal.add(m24, 'NarrativeWritten', explained);
  journal.add(m24, 'ReportSubmitted', { submittedOn: '2024-09-26' }, { lagDays: 0 });
  journal.add(m24, 'ReportApproved', { approvedOn: '2024-11-12' });

  const m36 = write(journal, 36, M36, '2025-07-07');
  journal.add(m36, 'ReportSubmitted', { submittedOn: '2025-07-29' }, { lagDays: 0 });
  journal.add(m36, 'ReportApproved', { approvedOn: '2025-10-07' });

  write(journal, 48, M48, '2026-06-12');
}

function write(journal: Journal, month: number, narratives: readonly Narrative[], writtenOn: string): string {
  const stream = streamName('month', EXAMPLE, `m${month}`);
  journal.addAll(
    narratives.map(({ section, language = 'en', text }) => ({
      stream,
      type: 'NarrativeWritten',
      data: { section, language, text, writtenOn } satisfies NarrativeWritten,
    })),
  );
  return stream;
}
