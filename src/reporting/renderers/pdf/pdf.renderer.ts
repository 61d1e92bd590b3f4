// PDF: tagged for everyone to read, with bookmarks, real tables, alternative texts and fonts of its own. Typst lays it
// out, in a process of its own; nothing of a report's texts is ever taken for its language.
import { REPORT_FILE_TYPES } from '../../../platform/http/file-types.js';
import type { Report } from '../../report-model.js';
import type { Assets, Renderer } from '../renderer.js';
import { legible, parted, seen, spelled, withTexts } from '../texts.js';
import { laidOutApart, LayoutEndedError } from './layout-process.js';
import { documentOf } from './pdf.document.js';

export const pdfRenderer: Renderer = {
  format: 'pdf',
  extension: '.pdf',
  mediaType: REPORT_FILE_TYPES.pdf,
  render: (report, assets) => laidOut(report, assets, [legible, seen, spelled]),
};

/** Some sequences of characters end the compiler. The plainer a text is written, the fewer can; what it says stays. */
async function laidOut(report: Report, assets: Assets, [write, ...plainer]: readonly Writing[]): Promise<Uint8Array> {
  const written = withTexts(report, (text) => parted((write as Writing)(text)));
  try {
    return await layOut(written, assets);
  } catch (error) {
    if (!(error instanceof LayoutEndedError) || plainer.length === 0) throw error;
    return laidOut(report, assets, plainer);
  }
}

type Writing = (text: string) => string;

function layOut(report: Report, { emblem }: Assets): Promise<Uint8Array> {
  const path = emblem && (emblem.mediaType === 'image/png' ? '/emblem.png' : '/emblem.svg');
  return laidOutApart({
    data: documentOf(report, path ?? null),
    emblem: emblem && path ? { path, bytes: emblem.bytes } : null,
  });
}
