// Counts those invited from a survey tool's list of participants. Nothing of the list is kept.
import { underHeader } from './header-row.js';
import { headersOf } from './headers.js';
import type { Profile } from './profile.js';
import { openTable, type FileFormat } from './spreadsheet-file.js';
import { isFilled, textOf, unreadable, type Row } from './table.js';
import { plainWord } from './words.js';

/** LimeSurvey notes when each invitation was sent, and N where none was: in its export under "invited". */
const SENT = ['invited', 'sent', 'invitation sent', 'invitation sent?', 'invitacion enviada'];

export interface Participants {
  readonly listed: number;
  /** Those to whom an invitation was sent, where the list says so; else all. */
  readonly invited: number;
}

export async function countParticipants(bytes: Buffer, format: FileFormat, settings: Profile): Promise<Participants> {
  const table = await openTable(bytes, format, settings);
  const {
    header,
    understood: sent,
    rows,
  } = await underHeader(table, (header) => headersOf(header).findIndex((each) => SENT.includes(plainWord(each))));
  let [listed, invited] = [0, 0];
  for await (const row of { [Symbol.asyncIterator]: () => rows }) {
    // Counted with what stands under it, a title would be one of those invited, and nobody would look for invitations.
    if (listed === 0 && isTitle(header, row))
      throw unreadable('header-invalid', 'Above the header stands a title: delete it.', header.number);
    listed++;
    if (sent < 0 || !['', 'n', 'no'].includes(plainWord(textOf(row.cells[sent])))) invited++;
  }
  if (listed < 1) throw unreadable('no-rows', 'The list names nobody.');
  return { listed, invited };
}

/** Any header will do for a list of participants; but one that fills a single cell, above rows that fill more, is none. */
const isTitle = (header: Row, { cells }: Row): boolean =>
  header.cells.filter(isFilled).length === 1 && cells.filter(isFilled).length > 1;
