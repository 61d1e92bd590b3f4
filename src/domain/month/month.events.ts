// Events of a measurement month: what is written about it, and how its report goes its way.
import { z } from 'zod';
import { date, eventData, frameworkId, languageTag, name, narrative, sha256, text, whole } from '../text.schema.js';

export const narrativeWritten = eventData({
  section: frameworkId('An indicator, `summary` or `deviations`.'),
  language: languageTag('Language of the text.'),
  text: narrative('The text, in Markdown.'),
  writtenOn: date('Day of writing.'),
});

export const reportSubmitted = eventData({ submittedOn: date('Day of submission.') });
export const reportReturned = eventData({ returnedOn: date('Day of the return.'), reason: text('Why.') });
export const reportApproved = eventData({ approvedOn: date('Day of approval.') });

export const reportSealed = eventData({
  sealedOn: date('Day of sealing.'),
  asOf: name('What was known: a position or an instant.'),
  events: whole("Number of the alliance's events.", 0),
  root: sha256('Root of the Merkle tree over them.'),
  files: z
    .array(z.strictObject({ name: name('Name of the file.'), sha256: sha256('Its checksum.') }))
    .max(1_000, { error: 'names more than 1000 files' })
    .meta({ description: 'The files of the sealed report.' }),
});

export type NarrativeWritten = z.infer<typeof narrativeWritten>;
export type ReportSubmitted = z.infer<typeof reportSubmitted>;
export type ReportReturned = z.infer<typeof reportReturned>;
export type ReportApproved = z.infer<typeof reportApproved>;
export type ReportSealed = z.infer<typeof reportSealed>;
export type MonthEvent =
  | { type: 'NarrativeWritten'; data: NarrativeWritten }
  | { type: 'ReportSubmitted'; data: ReportSubmitted }
  | { type: 'ReportReturned'; data: ReportReturned }
  | { type: 'ReportApproved'; data: ReportApproved }
  | { type: 'ReportSealed'; data: ReportSealed };
