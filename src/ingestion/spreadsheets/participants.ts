// Counts those invited from a survey tool's list of participants. Nothing of the list is kept.
import { underHeader } from './header-row.js';
import { headersOf } from './headers.js';
import type { Profile } from './profile.js';
import { openTable, type FileFormat } from './spreadsheet-file.js';
import { textOf, unreadable } from './table.js';
import { plainWord } from './words.js';

/** LimeSurvey notes when each invitation was sent, and N where none was. */
const SENT = ['sent', 'invitation sent', 'invitation sent?', 'invitacion enviada'];

export interface Participants {
  readonly listed: number;
  /** Those to whom an invitation was sent, where the list says so; else all. */
  readonly invited: number;
}

export async function countParticipants(bytes: Buffer, format: FileFormat, settings: Profile): Promise<Participants> {
  const table = await openTable(bytes, format, settings);
  const { understood: sent, rows } = await underHeader(table, (header) =>
    headersOf(header).findIndex((each) => SENT.includes(plainWord(each))),
  );
  let [listed, invited] = [0, 0];
  for await (const row of { [Symbol.asyncIterator]: () => rows }) {
    listed++;
    if (sent < 0 || !['', 'n', 'no'].includes(plainWord(textOf(row.cells[sent])))) invited++;
  }
  if (listed < 1) throw unreadable('no-rows', 'The list names nobody.');
  return { listed, invited };
}
