// ODS: the same workbook in the open format of LibreOffice. The library writes cells; how sheets look is added here.
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { writeOds } from 'hucre';
import { REPORT_FILE_TYPES } from '../../../platform/http/file-types.js';
import { archive } from '../archive.js';
import type { Renderer } from '../renderer.js';
import { laidOut, pageStyles, viewSettings } from './ods.layout.js';
import { withUnveiledUnits, withVeiledUnits } from './ods.units.js';
import { workbookOf } from './sheets.js';

export const odsRenderer: Renderer = {
  format: 'ods',
  extension: '.ods',
  mediaType: REPORT_FILE_TYPES.ods,
  async render(report) {
    const workbook = withVeiledUnits(workbookOf(report));
    const changes: Readonly<Record<string, (xml: string) => string>> = {
      'content.xml': (xml) => withUnveiledUnits(laidOut(xml, workbook.sheets)),
      'styles.xml': pageStyles,
      'settings.xml': (xml) => viewSettings(xml, workbook.sheets),
    };
    const files = Object.entries(unzipSync(await writeOds(workbook))).map(([name, bytes]) => ({
      name,
      bytes: strToU8((changes[name] ?? ((xml) => xml))(strFromU8(bytes))),
      // Programs look at the beginning of the file to see what it is.
      ...(name === 'mimetype' ? { stored: true as const } : {}),
    }));
    return archive(files, 'compressed');
  },
};
