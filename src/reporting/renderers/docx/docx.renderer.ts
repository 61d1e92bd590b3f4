// DOCX: a document that can be edited, with real headings, tables and captions. The library writes the time of day and
// random names into it, and goes on counting from one document to the next; all that is
// taken out again.
import { Packer } from 'docx';
import { strFromU8, strToU8, unzipSync } from 'fflate';
import { REPORT_FILE_TYPES } from '../../../platform/http/file-types.js';
import type { Report } from '../../report-model.js';
import { archive } from '../archive.js';
import type { Assets, Renderer } from '../renderer.js';
import { legible, withTexts } from '../texts.js';
import { documentOf } from './docx.document.js';

export const docxRenderer: Renderer = {
  format: 'docx',
  extension: '.docx',
  mediaType: REPORT_FILE_TYPES.docx,
  render: async (report, assets) => docx(withTexts(report, legible), assets),
};

async function docx(report: Report, assets: Assets): Promise<Uint8Array> {
  const packed = unzipSync(await Packer.toBuffer(await documentOf(report, assets)));
  const names = new Map<string, string>();
  const files = Object.entries(packed).map(([name, bytes]) => ({
    name,
    bytes: /\.(xml|rels)$/.test(name) ? strToU8(settled(strFromU8(bytes), names)) : bytes,
  }));
  return archive(files, 'compressed');
}

const TIMES = /<dcterms:(created|modified)[^>]*>[^<]*<\/dcterms:\1>/g;
/** What holds the names of links, and the numbers of places that they lead to. */
const NAMING = /<(?:Relationship|w:hyperlink|w:bookmarkStart|w:bookmarkEnd)\b[^>]*>/g;
const LINK = /(?<=\b(?:Id|r:id)=")rId[-_a-z0-9]{21}(?=")/g;
const PLACE = /(?<=\bw:(?:name|anchor)="_Toc|\bw:id=")\d+(?=")/g;

/** `names`: what names and numbers became so far, in all parts of a document. */
function settled(xml: string, names: Map<string, string>): string {
  const settledName = (name: string): string => {
    const there = names.get(name) ?? String(names.size + 1);
    names.set(name, there);
    return there;
  };
  return xml
    .replace(TIMES, '')
    .replace(NAMING, (tag) => tag.replace(LINK, (name) => `rIdLink${settledName(name)}`).replace(PLACE, settledName));
}
