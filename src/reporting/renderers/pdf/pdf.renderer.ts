// PDF: tagged for everyone to read, with bookmarks, real tables, alternative texts and fonts of its own. Typst lays it
// out, in a process of its own; nothing of a report's texts is ever taken for its language.
import { REPORT_FILE_TYPES } from '../../../platform/http/file-types.js';
import type { Report } from '../../report-model.js';
import type { Assets, Renderer } from '../renderer.js';
import { legible, parted, seen, spelled, withoutLinks, withTexts } from '../texts.js';
import { laidOutApart, LayoutEndedError } from './layout-process.js';
import { documentOf } from './pdf.document.js';

export const pdfRenderer: Renderer = {
  format: 'pdf',
  extension: '.pdf',
  mediaType: REPORT_FILE_TYPES.pdf,
  render: (report, assets) => laidOut(report, assets, WRITINGS),
};

type Writing = (report: Report) => Report;

/** Some sequences of characters end the compiler, or are too much for it. The plainer a text is written, the fewer are. */
const WRITINGS: readonly Writing[] = [
  (report) => withTexts(report, legible),
  (report) => withTexts(report, seen),
  (report) => withTexts(report, spelled),
  (report) => withTexts(withoutLinks(report), spelled),
];

async function laidOut(report: Report, assets: Assets, [write, ...plainer]: readonly Writing[]): Promise<Uint8Array> {
  try {
    return await layOut(withTexts((write as Writing)(report), parted), assets);
  } catch (error) {
    if (!(error instanceof LayoutEndedError) || plainer.length === 0) throw error;
    return laidOut(report, assets, plainer);
  }
}

function layOut(report: Report, { emblem }: Assets): Promise<Uint8Array> {
  const path = emblem && (emblem.mediaType === 'image/png' ? '/emblem.png' : '/emblem.svg');
  return laidOutApart({
    data: documentOf(report, path ?? null),
    emblem: emblem && path ? { path, bytes: emblem.bytes } : null,
  });
}
