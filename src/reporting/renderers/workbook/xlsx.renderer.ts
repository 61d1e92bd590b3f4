// XLSX: a workbook with a sheet for each table.
import { writeXlsx, type NamedRange, type WriteSheet } from 'hucre';
import { REPORT_FILE_TYPES } from '../../../platform/http/file-types.js';
import type { Renderer } from '../renderer.js';
import { workbookOf } from './sheets.js';

export const xlsxRenderer: Renderer = {
  format: 'xlsx',
  extension: '.xlsx',
  mediaType: REPORT_FILE_TYPES.xlsx,
  render(report) {
    const workbook = workbookOf(report);
    return writeXlsx({ ...workbook, namedRanges: workbook.sheets.flatMap(printTitles), stringMode: 'inline' });
  },
};

/** A header that stays while a sheet is scrolled stands on each page of it, too. The library doesn't quote the name. */
function printTitles({ name, freezePane }: WriteSheet): NamedRange[] {
  if (!freezePane) return [];
  return [{ name: '_xlnm.Print_Titles', range: `'${name.replaceAll("'", "''")}'!$1:$1`, scope: name }];
}
