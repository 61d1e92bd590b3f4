// XLSX: a workbook with a sheet for each table.
import { writeXlsx } from 'hucre';
import type { Renderer } from '../renderer.js';
import { workbookOf } from './sheets.js';

export const xlsxRenderer: Renderer = {
  format: 'xlsx',
  extension: '.xlsx',
  mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  render: (report) => writeXlsx({ ...workbookOf(report), stringMode: 'inline' }),
};
