// The list of formats: what a report can be had as.
import { csvRenderer } from './csv.renderer.js';
import { docxRenderer } from './docx/docx.renderer.js';
import { jsonRenderer } from './json.renderer.js';
import { pdfRenderer } from './pdf/pdf.renderer.js';
import type { Renderer } from './renderer.js';
import { odsRenderer } from './workbook/ods.renderer.js';
import { xlsxRenderer } from './workbook/xlsx.renderer.js';

/** In the order of `FORMATS`. */
export const RENDERERS: readonly Renderer[] = [
  jsonRenderer,
  csvRenderer,
  xlsxRenderer,
  odsRenderer,
  docxRenderer,
  pdfRenderer,
];

export function rendererOf(format: string): Renderer | undefined {
  return RENDERERS.find((renderer) => renderer.format === format);
}
