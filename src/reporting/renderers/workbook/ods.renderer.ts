// ODS: the same workbook in the open format of LibreOffice.
import { writeOds } from 'hucre';
import type { Renderer } from '../renderer.js';
import { workbookOf } from './sheets.js';

export const odsRenderer: Renderer = {
  format: 'ods',
  extension: '.ods',
  mediaType: 'application/vnd.oasis.opendocument.spreadsheet',
  render: (report) => writeOds(workbookOf(report)),
};
