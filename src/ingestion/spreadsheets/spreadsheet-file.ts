// Tells by its first bytes what a file is, whatever it is called, and reads it as a table.
import { csvTable } from './csv-table.js';
import { unreadable, type ReadingSettings, type Table } from './table.js';
import { xlsxTable } from './xlsx-table.js';

export type FileFormat = 'csv' | 'xlsx';

const ZIP = Buffer.from('PK\u0003\u0004', 'latin1');
/** Compound files: .xls, and workbooks that are protected with a password. */
const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);

/** Throws a problem where the file isn't what it is said to be, or can't be read. */
export async function openTable(bytes: Buffer, format: FileFormat, settings: ReadingSettings): Promise<Table> {
  const startsWith = (magic: Buffer): boolean => bytes.subarray(0, magic.length).equals(magic);
  if (startsWith(COMPOUND))
    throw unreadable('workbook-unsupported', 'The file is an old .xls, or a workbook protected with a password.');
  if (format === 'csv' && startsWith(ZIP))
    throw unreadable('workbook-unsupported', 'The file is a workbook or a ZIP, not a text table.');
  if (format === 'xlsx' && !startsWith(ZIP))
    throw unreadable('workbook-unsupported', 'The file is no workbook, whatever its name says.');
  return format === 'csv' ? csvTable(bytes, settings) : xlsxTable(bytes, settings);
}
